#!/usr/bin/env python
"""Django's usual door; `loa manage …` is the same."""

import sys

from loa.cli import main

if __name__ == "__main__":
    main(["manage", *sys.argv[1:]])
