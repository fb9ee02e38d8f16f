"""`loa worker`, which notices in seconds instead of minutes that another one is gone.

Nor is a job given up that was killed a few times: here that is chance, and no fault of it.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from loa.cli import main  # noqa: E402
from loa.fetching import turns  # noqa: E402
from loa.jobs import leases, periodic  # noqa: E402

leases.LEASE = timedelta(seconds=float(sys.argv[1]))
leases.TRIES = 10_000
turns.LEASE = timedelta(seconds=float(sys.argv[1]))
turns.TAKEN_AT_MOST = 10_000
periodic.PAUSE = 0.5
Path(sys.argv[2]).touch()
main.main(["worker", "--interval", "0.1"], prog_name="loa")
