"""The pages of reports: lists, one report, and what is done with it."""
