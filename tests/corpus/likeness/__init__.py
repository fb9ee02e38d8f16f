"""Texts by the million and copies of some of them, to measure how copies are found."""
