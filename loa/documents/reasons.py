"""Why the reader found something: each of its rules in words (R-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: Final[dict[str, StrOrPromise]] = {
    "header.issuer": _("Printed at the top left, above the number."),
    "header.co-issuer": _("Printed in the header of a joint document."),
    "header.issuer-in-opening": _(
        "There is no header; the opening names this body as acting."
    ),
    "header.number": _("Printed after “Số:”."),
    "header.number-unclear": _(
        "Printed after “Số:”, but not formed as an official number is."
    ),
    "header.symbol": _("Printed behind the number."),
    "header.place": _("Printed before the date, at the top right."),
    "header.day": _("Printed at the top right."),
    "title.printed": _("Printed in the middle, above the subject."),
    "title.symbol": _("No type is printed; the symbol says it."),
    "title.letter": _("No type is printed: it is an official letter."),
    "subject.under-title": _("Printed under the type of document."),
    "subject.about": _("Printed under the number, after “V/v”."),
    "news.number": _("This is a news article: it names the document it reports."),
    "news.issuer": _("This is a news article: it names who issued the document."),
    "news.subject": _("This is a news article: it names what the document is about."),
    "news.day": _("This is a news article: it names the document's day."),
    "bases.number": _("A document cited in the opening, with its number."),
    "bases.law": _("A law cited by its name in the opening."),
    "recipients.to": _("Printed after “Kính gửi”."),
    "recipients.cc": _("A line under “Nơi nhận”."),
    "signature.mode": _("Printed above the signature."),
    "signature.post": _("The post printed above the signature."),
    "signature.name": _("The name printed under the signature."),
    "task.under-body": _("A paragraph under the heading of a body."),
    "task.behind-body": _("A sentence that begins with the body's name."),
    "task.ordered": _("The words order or ask a named body to act."),
    "task.run-on": _("A further sentence with another act and a time of its own."),
    "task.addressees": _("Nobody is named here: it is meant for the addressees."),
    "task.block": _("A block with task, lead, coordination and time."),
    "task.block-line": _("A line in a block of tasks."),
    "task.table-row": _("A row of a table of tasks."),
    "task.target": _("A target that lays a number or a period on bodies."),
    "task.closing-report": _("A closing sentence that lays a report on bodies."),
    "bodies.lead": _("The body named as the one that does it."),
    "bodies.coordinate": _("Named after “phối hợp”."),
    "bodies.via": _("The result goes through this body (“qua …”)."),
    "channels.named": _("The words name a channel."),
    "time.day": _("The words name a day that comes once."),
    "time.period": _("The words name a period that comes back."),
    "time.regular": _("The words say “regularly” without a period."),
    "time.quota": _("The words name a number for each period."),
    "time.none": _("The words name no time."),
    "time.marks": _("Marks stand under months or quarters; the last one counts."),
    "time.marks-even": _("Marks stand at even distances over the year."),
    "time.target": _("A table of targets gives the number and its unit."),
    "time.label-day": _("A label or column names the day."),
    "time.label-period": _("A label or column names the period."),
    "time.label-regular": _("A label or column says “regularly”."),
    "time.label-open": _("A label or column names an open time."),
    "kind.number-per-period": _("There is a number for each period."),
    "kind.day": _("There is a day that comes once."),
    "kind.report-per-period": _("A report comes back each period."),
    "kind.on-event": _("It is to be done when something happens."),
    "kind.each-of-several": _("Several forms or areas are named, each at least once."),
    "kind.period-without-number": _("There is a period, but no number."),
    "kind.regular": _("It is to be done regularly, without a number."),
    "kind.no-time-no-number": _("There is neither a number nor a time."),
}

ADDED = _("Entered by a person.")
UNKNOWN = _("The wording is unusual: please compare it with the document.")


def reason_of(rule: str, *, is_added: bool = False) -> StrOrPromise:
    """Say a rule of the reader in words."""
    if is_added:
        return ADDED
    return REASONS.get(rule, UNKNOWN)
