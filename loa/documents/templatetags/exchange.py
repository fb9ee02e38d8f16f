"""Messages on a page: their states with sign and word, a document's messages."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from loa.common import figures
from loa.documents import addresses
from loa.documents.exchange import policies, selectors, words
from loa.documents.models import (
    Document,
    OutboxMessage,
    ReceivedMessage,
    Status,
)

register = template.Library()

_RECEIVED: Final = {
    ReceivedMessage.State.WAITING: ("bell", "is-risk"),
    ReceivedMessage.State.TAKEN: ("ok", "is-met"),
    ReceivedMessage.State.AGREED: ("ok", "is-met"),
    ReceivedMessage.State.REFUSED: ("no", ""),
    ReceivedMessage.State.NOTED: ("info", ""),
}
_SENT: Final = {
    OutboxMessage.State.QUEUED: ("pend", ""),
    OutboxMessage.State.SENDING: ("pend", ""),
    OutboxMessage.State.SENT: ("ok", "is-met"),
    OutboxMessage.State.FAILED: ("s-overdue", "is-overdue"),
}


@dataclass(frozen=True, slots=True)
class Talk:
    """By which messages a document came and went."""

    received: list[ReceivedMessage]
    sent: list[OutboxMessage]
    recalls: list[ReceivedMessage]

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.received or self.sent or self.recalls)


@register.simple_tag
def exchange_of(document: Document) -> Talk:
    """Return a document's messages, both ways."""
    received, sent = selectors.of_document(document)
    return Talk(received, sent, selectors.recalls_of(document))


@register.simple_tag(takes_context=True)
def may_send(context: template.Context, document: Document) -> bool:
    """Whether who looks may send the document to other systems."""
    return policies.can_send(context["request"].acting, document)


@register.simple_tag
def received_state(row: ReceivedMessage) -> SafeString:
    """Show the state of a message that came: colour, sign and word."""
    sign, css = _RECEIVED[ReceivedMessage.State(row.state)]
    return _state(sign, css, row.get_state_display())


@register.simple_tag
def sent_state(row: OutboxMessage) -> SafeString:
    """Show the state of a message that goes out: colour, sign and word."""
    sign, css = _SENT[OutboxMessage.State(row.state)]
    return _state(sign, css, row.get_state_display())


def _state(sign: str, css: str, said: str) -> SafeString:
    context = {"sign": sign, "css": css, "said": said}
    return render_to_string("documents/exchange/_state.html", context)


@register.filter
def exchange_status(code: str) -> str:
    """Say a status in words."""
    return words.status_of(code)


@register.filter
def exchange_url(document: Document) -> str:
    """Return where to go on with a document: to its reading while that is open."""
    if document.status == Status.READ:
        return addresses.review_url(document)
    return addresses.detail_url(document)


@register.filter
def iso_day(printed: str) -> str:
    """Print a day that was kept as 2026-03-02; a dash without one."""
    return figures.day(date.fromisoformat(printed)) if printed else "–"
