"""An installation as a province has it: no development machine, TLS in front."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import template

ROOT = Path(__file__).resolve().parents[2]

# One process does it all: starting Django six times would take longer than the rest.
INSTALL = """
import contextlib, io, json, re, sys
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from loa.operations.checks import checks
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
told = io.StringIO()
call_command("check", deploy=True, fail_level="WARNING", stdout=told, stderr=told)
client = Client(headers={"host": "loa.example.gov.vn", "x-forwarded-proto": "https"})
page = client.get("/tai-khoan/dang-nhap/")
sheet = re.search(r'/static/[^"]+[.]css', page.content.decode())[0]
plain = Client(headers={"host": "loa.example.gov.vn"}).get("/tai-khoan/dang-nhap/")
print(json.dumps({
    "page": page.status_code,
    "sheet": sheet,
    "sheet_status": client.get(sheet).status_code,
    "plain": [plain.status_code, plain["Location"]],
    "hsts": page["Strict-Transport-Security"],
    "cookie_is_secure": client.cookies["csrftoken"]["secure"],
    "checks": {check.name: check.is_well for check in checks(timezone.now())},
}))
"""


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """What an installation answers that has no key but its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LOA_", "DJANGO_", "DATABASE_URL", "PYTEST_"))
    }
    var = tmp_path_factory.mktemp("province")
    template.put_database(var / "loa.sqlite3")
    environment |= {
        "LOA_VAR": str(var),
        "LOA_SECRET_KEY": "".join(chr(97 + (n * 7) % 26) for n in range(70)),
        "LOA_HOSTS": "loa.example.gov.vn",
        "LOA_BEHIND_PROXY": "1",
        "DJANGO_SETTINGS_MODULE": "loa.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", INSTALL],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    # A warning of Django's own `check --deploy` ends it too.
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_sign_in_page_comes_with_its_styles(province):
    assert province["page"] == 200
    assert province["sheet_status"] == 200
    # The name holds a digest, so that browsers may keep it for ever.
    assert re.search(r"\.[0-9a-f]{12}\.css$", province["sheet"])


def test_it_speaks_over_tls_only(province):
    assert province["plain"] == [301, "https://loa.example.gov.vn/tai-khoan/dang-nhap/"]
    assert "max-age=31536000" in province["hsts"]
    assert province["cookie_is_secure"]


def test_it_says_that_it_is_well(province):
    assert province["checks"] == {
        "database": True,
        "migrations": True,
        "worker": True,
        "files": True,
    }
