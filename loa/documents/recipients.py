"""The printed lines of addressees and recipients, and whom they mean."""

import re
from datetime import date

from loa.documents.models import Document, Finding, Recipient
from loa.orgs import names

# "(để b/c)", "(để thực hiện)": what the recipient shall do with it.
_REMARK = re.compile(r"\([^()]*\)")
_EDGES = re.compile(r"^[\s\-–+*•]+|[\s;,.:]+$")


def recipient_of(
    document: Document, kind: str, finding: Finding, *, on: date
) -> Recipient:
    """Make the recipient that a printed line says (not saved).

    The body or group is set only when the name means exactly one.
    """
    printed = str(finding.value)
    meant = names.resolve(
        bare_name(printed), issuer=document.issuer, scope=document.held_by, on=on
    )
    return Recipient(
        document=document,
        kind=kind,
        printed=printed[:500],
        body=meant.body,
        group=None if meant.body else meant.group,
        order=finding.order,
    )


def bare_name(printed: str) -> str:
    """Return a printed line without its dash, remark and last sign.

    >>> bare_name("- Sở Nội vụ (để b/c);")
    'Sở Nội vụ'
    """
    return _EDGES.sub("", _REMARK.sub("", printed))
