"""The list of bodies that do not carry out the plan, and what is done about it (R-52)."""
