"""What a finding's value may be, field by field."""

from datetime import date
from typing import Any, Final

from loa.domain.quotas import TaskKind
from loa.domain.text import squash

RECURRENCES: Final = (
    "once",
    "monthly",
    "quarterly",
    "semiannual",
    "annual",
    "regular",
    "on_event",
)
QUOTA_PERIODS: Final = ("week", "month", "quarter", "half", "year", "total")
KINDS: Final = tuple(kind.value for kind in TaskKind)
_LONG: Final = {"subject": 4000, "task.time": 1000}
_TEXT_LENGTH: Final = 500


class BadValue(ValueError):
    """A value that its field cannot have."""

    def __init__(self, field: str, value: Any) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


def cleaned(field: str, value: Any) -> Any:
    """Return a value as its field keeps it (JSON: days as 2026-03-15).

    :raises BadValue: when the field cannot have it
    """
    try:
        if field in {"issued_on", "task.deadline"}:
            return _day(value)
        if field == "task.recurrence":
            return _one_of(value, RECURRENCES)
        if field == "task.kind":
            return _one_of(value, KINDS)
        if field == "task.quota":
            return _quota(value)
        if field in {"citation", "task"}:
            return _record(value)
        return _text(value, _LONG.get(field, _TEXT_LENGTH))
    except (ValueError, TypeError, KeyError) as error:
        raise BadValue(field, value) from error


def _day(value: Any) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(value)
    return day.isoformat()


def _one_of(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(value)
    return str(value)


def _quota(value: Any) -> dict[str, Any]:
    count = int(value["count"])
    if count < 1:
        raise ValueError(count)
    return {
        "count": count,
        "unit": _text(value["unit"], 60),
        "per": _one_of(value["per"], QUOTA_PERIODS),
    }


def _record(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return dict(value)


def _text(value: Any, length: int) -> str:
    text = squash(str(value))
    if not text or len(text) > length:
        raise ValueError(value)
    return text
