"""Labelled pages that the checks of evidence are measured on. See README.md."""
