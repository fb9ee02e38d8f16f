"""Which kept texts may be copies of another: a few numbers of each, looked up at once."""
