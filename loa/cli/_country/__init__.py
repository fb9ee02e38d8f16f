"""A whole country at work, made in bulk, to try and to measure Loa with."""
