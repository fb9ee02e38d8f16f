"""The day on which a person sits down to work: what views read as now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from django.conf import settings
from django.test import client
from django.utils import timezone

from tests.factories import moment


class Clock:
    """What `django.utils.timezone.now` gives while a story is told."""

    def __init__(self) -> None:
        self.now = moment(2026, 1, 5)

    def set(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Move to an hour of a day in Vietnam; return it."""
        self.now = moment(day.year, day.month, day.day, hour, minute)
        return self.now

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


@contextmanager
def told_time() -> Iterator[Clock]:
    """Put a clock that stands still in the place of the machine's."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: clock.now)
        # Nothing here asks which templates a page was made of, and keeping count is slow.
        patch.setattr(client, "store_rendered_templates", lambda *_args, **_more: None)
        # A story of months is told in one sitting: nobody signs in twice.
        patch.setattr(settings, "SESSION_COOKIE_AGE", 400 * 86400)
        yield clock
