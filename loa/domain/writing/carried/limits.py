"""How large a part of a file is looked at, and how many are: others are not ours."""

# In bytes.
MOST = 8 * 1024 * 1024
MOST_PARTS = 100
