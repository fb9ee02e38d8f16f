"""Who is killed in the midst of fetching leaves nothing lost and nothing twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests import template
from tests.fetching.servers import page
from tests.machine import ROOT

HOSTS, EACH = 20, 6

ASK = """
import sys, django
django.setup()
from django.utils import timezone
from loa.fetching.services import want
for host in range(int(sys.argv[2])):
    for number in range(int(sys.argv[3])):
        want(address=f"http://h{host}.portal.test:{sys.argv[1]}/{number}",
             purpose="test", key=f"{host}.{number}", at=timezone.now())
"""

# A turn lost with its worker comes back after a minute and a half: not in a test.
FETCH = """
import django
django.setup()
from datetime import timedelta
from loa.fetching import turns
turns.LEASE = timedelta(seconds=2)
from django.utils import timezone
from loa.fetching.fetcher import Fetcher, guard_of_settings
Fetcher(clock=timezone.now, guard=guard_of_settings()).run(batch=True)
"""

TELL = """
import json, django
django.setup()
from pathlib import Path
from loa.fetching.models import Copy, Visit
from loa.fetching.warc import body_of
from loa.files.storage import path_of
whole = sum(
    len(body_of(path_of(copy.warc.sha256).read_bytes())) > 0
    for copy in Copy.objects.select_related("warc")
)
print(json.dumps({
    "ends": sorted(Visit.objects.values_list("outcome", flat=True)),
    "copies": Copy.objects.count(), "whole": whole,
}))
"""


@pytest.mark.verify
@pytest.mark.timeout(300)
def test_killed_again_and_again_it_still_has_every_page_once(server, tmp_path):
    server.pages["*"] = page(b"<p>tin</p>" * 500)
    template.put_database(tmp_path / "loa.sqlite3")
    surroundings = {
        **{name: value for name, value in os.environ.items() if name[:4] != "LOA_"},
        "LOA_VAR": str(tmp_path),
        "LOA_DEVELOPMENT": "1",
        "DJANGO_SETTINGS_MODULE": "loa.config.settings",
        "LOA_FETCH_ALLOW": "127.0.0.0/8",
        "LOA_FETCH_RESOLVE": "*.portal.test=127.0.0.1",
        "LOA_FETCH_PAUSE": "0.2",
    }
    surroundings.pop("DATABASE_URL", None)

    def begin(program, *words):
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", program, *words],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            text=True,
        )

    asking = begin(ASK, str(server.port), str(HOSTS), str(EACH))
    asking.communicate(timeout=60)
    assert asking.returncode == 0
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    for _ in range(12):
        fetching = begin(FETCH)
        asked = len(server.log)
        while len(server.log) == asked and fetching.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.4))
        fetching.send_signal(signal.SIGKILL)
        fetching.communicate()
    last = begin(FETCH)
    last.communicate(timeout=120)
    told = json.loads(begin(TELL).communicate(timeout=60)[0].splitlines()[-1])

    assert told["ends"] == ["came"] * HOSTS * EACH, f"seed {seed}"
    assert told["copies"] == told["whole"] == HOSTS * EACH, f"seed {seed}"
