"""A paper as canonical JSON and back: the same bytes for the same paper, everywhere.

Each part is written under the name of its class, with those fields that are not as they
always are; so a part that papers learn later needs no line here.
"""

import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from loa.domain import writing
from loa.domain.writing import OfficialPaper

FORM = "loa.paper.1"
_IS = "is"


class NotAPaper(ValueError):
    """The JSON is no paper of ours."""


def canonical(paper: OfficialPaper) -> str:
    """Write a paper as JSON with sorted keys and no spaces."""
    data = as_data(paper)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """Give the sha256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def as_data(paper: OfficialPaper) -> dict[str, Any]:
    """Give a paper as JSON values without floats."""
    return {"form": FORM, "paper": _encoded(paper)}


def from_data(data: dict[str, Any]) -> OfficialPaper:
    """Take back what :func:`as_data` gave.

    :raises NotAPaper: when it is something else
    """
    if data.get("form") != FORM:
        raise NotAPaper(data.get("form"))
    try:
        found = _decoded(data["paper"], OfficialPaper)
    except (KeyError, TypeError, ValueError) as error:
        raise NotAPaper(str(error)) from error
    if not isinstance(found, OfficialPaper):
        raise NotAPaper(type(found).__name__)
    return found


def _encoded(value: Any) -> Any:
    if is_dataclass(value):
        kept = {
            field.name: _encoded(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != _default(field)
        }
        return kept | {_IS: type(value).__name__}
    match value:
        case tuple():
            return [_encoded(one) for one in value]
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case float():
            # A float has no one form in JSON; a text has.
            return format(Decimal(str(value)).normalize(), "f")
        case None | str() | bool() | int():
            return value
    raise TypeError(type(value).__name__)


def _default(field: "Field[Any]") -> Any:
    return field.default if field.default is not MISSING else MISSING


def _decoded(data: Any, hint: Any) -> Any:
    if isinstance(data, dict):
        kind = getattr(writing, data[_IS])
        hints = _hints(kind)
        parts = {
            name: _decoded(value, hints[name])
            for name, value in data.items()
            if name != _IS
        }
        return kind(**parts)
    if isinstance(data, list):
        inner = _inside(hint)
        return tuple(_decoded(one, inner) for one in data)
    if isinstance(data, str):
        return _text(data, _choices(hint))
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _inside(hint: Any) -> Any:
    """What a tuple of this type holds; tuples are all of one kind here."""
    for choice in _choices(hint):
        if get_origin(choice) is tuple:
            return get_args(choice)[0]
    return hint


def _text(data: str, choices: tuple[Any, ...]) -> Any:
    for choice in choices:
        if isinstance(choice, type) and issubclass(choice, Enum):
            return choice(data)
        if choice is date:
            return date.fromisoformat(data)
        if choice is float:
            return float(data)
    return data
