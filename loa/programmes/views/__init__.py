"""Pages of directives: the reading to be confirmed, programmes, tasks."""
