"""Telephone calls: whom to call first, what was promised, what became of it."""
