"""Meetings over the board: what it showed, what was decided, what became of it."""
