"""The door for a WSGI server."""

import os
from datetime import date
from threading import Thread

from django.core.wsgi import get_wsgi_application

from loa.domain.periods import is_working_day

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")

application = get_wsgi_application()
# The first question about a working day loads the library's calendars of all countries,
# half a second: asked beside the first page, so that nobody waits for it.
Thread(target=is_working_day, args=(date(2026, 1, 1),), daemon=True).start()
