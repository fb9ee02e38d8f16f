"""The environment of Jinja2 templates, for tables of thousands of rows."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment

from loa.common import components, figures
from loa.common.states import CLAIMED, COLUMNS, SIGNS


class Word:
    """A sign with its words in the reader's language, plain strings for fast loops."""

    __slots__ = ("counted", "css", "symbol", "word")

    def __init__(self, code: str) -> None:
        sign = SIGNS[code]
        self.word, self.counted = str(sign.word), str(sign.counted)
        self.symbol, self.css = sign.symbol, sign.css


def words() -> dict[str, Word]:
    """Translate every sign once; a table asks for this before its loop."""
    return {code: Word(code) for code in SIGNS}


def environment(**options: Any) -> Environment:
    """Return an environment that speaks like Django's templates.

    The macros of `common/components.html` are imported as
    `{% from "common/components.html" import state, cell with context %}`.
    """
    made = Environment(  # noqa: S701 - autoescape is set right here
        **{
            **options,
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n"],
        }
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=gettext,
        ngettext=ngettext,
        newstyle=True,
        pgettext=pgettext,
        npgettext=npgettext,
    )
    made.globals.update(
        static=static,
        url=_url,
        words=words,
        column_codes=(CLAIMED.code, *COLUMNS),
        icon=components.icon,
        columns=components.columns,
        percent=figures.percent,
        day=figures.day,
        moment=figures.moment,
    )
    made.filters["number"] = _number
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _number(value: figures.Number | None, places: int | None = None) -> str:
    # Nearly every cell holds a small whole number; these need no decimals.
    if type(value) is int and 0 <= value < 1000 and not places:
        return str(value)
    return "–" if value is None else figures.number(value, places)
