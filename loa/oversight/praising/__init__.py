"""Praise and blame: facts counted from the board, said to a body before anybody else."""
