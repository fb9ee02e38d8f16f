"""The commune with its duty, and the clerk signed in: prints her session's key."""

import sys

import django

django.setup()

from importlib import import_module  # noqa: E402

from django.conf import settings  # noqa: E402
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)

from tests.cast import make_cast  # noqa: E402
from tests.evidence.work import make_work  # noqa: E402
from tests.factories import make_channel  # noqa: E402

PORT, HOSTS = sys.argv[1], int(sys.argv[2])
cast = make_cast()
make_work(cast)
for number in range(HOSTS):
    make_channel(cast.commune, f"h{number}.portal.test:{PORT}")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(cast.clerk.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = cast.clerk.get_session_auth_hash()
session.save()
sys.stdout.write(f"{session.session_key}\n")
