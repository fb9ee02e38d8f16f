"""The clock, read in views, commands and jobs only; below them time is passed in."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def today() -> date:
    """Return today's date in Asia/Ho_Chi_Minh."""
    return timezone.localdate()
