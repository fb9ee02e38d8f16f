"""The channels and forms of communication that a task names."""

from __future__ import annotations

from loa.domain.docreader.document import ChannelKind, NamedChannel
from loa.domain.docreader.findings import Span
from loa.domain.docreader.vocabulary import CHANNELS


def named_channels(text: str, start: int) -> tuple[NamedChannel, ...]:
    """Every channel named, in the order of the text; a kind may come more than once."""
    # In small letters a pattern is found many times as fast as in any letters.
    small = text.lower()
    if len(small) != len(text):
        small = text
    found = [
        NamedChannel(
            ChannelKind(kind), Span(start + match.start(), start + match.end())
        )
        for kind, pattern in CHANNELS.items()
        for match in pattern.finditer(small)
    ]
    return tuple(sorted(found, key=lambda channel: channel.span))
