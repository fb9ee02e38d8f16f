"""The printed lines of addressees and recipients, and whom they mean."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from loa.documents.models import Document, Finding, Recipient
from loa.documents.ways import printed_way, without_way
from loa.orgs.names import Names

# "(để b/c)", "(để thực hiện)": what the recipient shall do with it.
_REMARK = re.compile(r"\([^()]*\)")
_EDGES = re.compile(r"^[\s\-–+*•]+|[\s;,.:]+$")


Line = tuple[str, Finding]


def recipients_of(
    document: Document, lines: Iterable[Line], *, on: date
) -> Iterator[Recipient]:
    """Make the recipients that printed lines say (not saved).

    The body or group is set only when the name means exactly one, and so is the body
    through which it goes ("qua Sở Nội vụ").
    """
    names = Names(document.issuer or document.held_by, on)
    for kind, finding in lines:
        printed = str(finding.value)
        meant = names.resolve(bare_name(without_way(printed)))
        way = printed_way(printed)
        yield Recipient(
            document=document,
            kind=kind,
            printed=printed[:500],
            body=meant.body,
            group=None if meant.body else meant.group,
            via=names.resolve(way).body if way else None,
            order=finding.order,
        )


def bare_name(printed: str) -> str:
    """Return a printed line without its dash, remark and last sign.

    >>> bare_name("- Sở Nội vụ (để b/c);")
    'Sở Nội vụ'
    """
    return _EDGES.sub("", _REMARK.sub("", printed))
