"""Pages of documents: the library, bringing in, the reading."""
