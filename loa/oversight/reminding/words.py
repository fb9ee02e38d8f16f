"""The ladder in words."""

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loa.common import figures

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

WHO: Final[dict[str, "Text"]] = {
    "officer": gettext_lazy("the officer who does it"),
    "head": gettext_lazy("the head of the body"),
    "superior_officer": gettext_lazy("who watches over the body"),
    "superior_head": gettext_lazy("the head of the superior body"),
    "committee": gettext_lazy("the People's Committee"),
}
HOW: Final[dict[str, "Text"]] = {
    "inbox": gettext_lazy("inbox of the body"),
    "mail": gettext_lazy("inbox, and the mail digest"),
    "letter": gettext_lazy("a letter that a person drafts and signs"),
}
ANCHORS: Final[dict[str, "Text"]] = {
    "due": gettext_lazy("the due day"),
    "grace": gettext_lazy("the last day to record"),
    "lock": gettext_lazy("the day of the lock"),
}
UNITS: Final[dict[str, "Text"]] = {
    "days": gettext_lazy("days"),
    "working": gettext_lazy("working days"),
}


def when(step: dict[str, Any]) -> str:
    """Say when a step falls: "7 days before the due day"."""
    anchor = str(ANCHORS[step["anchor"]])
    count = abs(step["offset"])
    if not count:
        return _("on %(anchor)s") % {"anchor": anchor}
    values = {"count": figures.number(count), "anchor": anchor}
    before = step["offset"] < 0
    if step["unit"] == "working":
        said = (
            ngettext(
                "%(count)s working day before %(anchor)s",
                "%(count)s working days before %(anchor)s",
                count,
            )
            if before
            else ngettext(
                "%(count)s working day after %(anchor)s",
                "%(count)s working days after %(anchor)s",
                count,
            )
        )
    else:
        said = (
            ngettext(
                "%(count)s day before %(anchor)s",
                "%(count)s days before %(anchor)s",
                count,
            )
            if before
            else ngettext(
                "%(count)s day after %(anchor)s",
                "%(count)s days after %(anchor)s",
                count,
            )
        )
    return said % values
