"""Loa: from a directive to a report in which every figure is proven."""

__version__ = "0.1.0"
