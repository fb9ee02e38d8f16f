"""Facts in words, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from loa.common import figures


def fact_words(code: str, values: dict[str, Any]) -> str:
    """Say a fact with its figures."""
    said = {
        "all_met": _("met all %(count)s duties of %(periods)s periods on time"),
        "proven": _("%(verified)s of %(claimed)s claims verified"),
        "first": _(
            "first of %(of)s bodies of its kind and level: %(met)s of %(ended)s duties met"
            " on time"
        ),
        "missed": _("missed duties: %(count)s"),
        "late": _("duties met late: %(count)s"),
        "rejected": _("claims rejected: %(count)s"),
    }[code]
    return said % {name: figures.number(value) for name, value in values.items()}
