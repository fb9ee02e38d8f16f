"""Numbers and days as people here write them: 1.234,5 and 16/12/2026."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language

Number = int | float | Decimal

# A day is day/month/year in both languages: the papers it is compared with have it so.
DAY = "%d/%m/%Y"
_FROM_ENGLISH = str.maketrans(",.", ".,")


def number(value: Number, places: int | None = None) -> str:
    """Write a number with its thousands apart.

    :param places: digits after the decimal sign; None keeps whole numbers whole and
        gives one digit to others. Halves go up, as in a report.
    """
    exact = Decimal(str(value))
    if places is None:
        places = 0 if exact == exact.to_integral_value() else 1
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.translate(_FROM_ENGLISH) if _is_vietnamese() else text


def percent(part: Number, whole: Number) -> str:
    """Write a share to one digit, or a dash when there is nothing to share."""
    if not whole:
        return "–"
    return f"{number(Decimal(str(part)) * 100 / Decimal(str(whole)), 1)} %"


def day(value: date | datetime) -> str:
    """Write a day; a moment is first brought to Asia/Ho_Chi_Minh."""
    return local_day(value).strftime(DAY)


def short_day(value: date | datetime, *, year: int | None = None) -> str:
    """Write day/month, with the year only when it is not `year`."""
    local = local_day(value)
    return local.strftime("%d/%m") if local.year == year else local.strftime(DAY)


def moment(value: datetime) -> str:
    """Write a moment by the clock of Asia/Ho_Chi_Minh: 08:30, 16/12/2026."""
    return timezone.localtime(value).strftime(f"%H:%M, {DAY}")


def local_day(value: date | datetime) -> date:
    """Turn a moment into its date in Asia/Ho_Chi_Minh; a date stays as it is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value


def size(count: int) -> str:
    """Write a count of bytes in the unit that leaves one to four digits."""
    amount = Decimal(count)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{number(amount, 0 if unit == 'B' else 1)} {unit}"
        amount /= 1024
    return f"{number(amount, 1)} GB"


def days_between(first: date, last: date) -> int:
    """Count the days from one date to another (negative when it is before)."""
    return (last - first) // timedelta(days=1)


def _is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")
