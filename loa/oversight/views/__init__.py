"""Pages of the overseer, and of every body over itself."""
