"""`python -m loa` is the command `loa`."""

from loa.cli import main

if __name__ == "__main__":
    main(prog_name="loa")
