"""Verdicts looked at again by chance: drawn, reviewed twice, added up."""
