"""Where the message's header and the paper itself disagree: a person is told."""

import re

from loa.common import figures
from loa.documents.codes import code_of
from loa.documents.models import Document
from loa.domain import exchange
from loa.domain.text import fold

Difference = tuple[str, str, str]
"""Field, what the message says, what was read in the paper."""

_SIGNS = re.compile(r"[^a-z0-9]+")
_ABOUT = re.compile(r"^(v/v|ve viec)\s+")


def differences(message: exchange.Message, document: Document) -> list[Difference]:
    """Return the fields that both name and that they name differently."""
    found: list[Difference] = []
    said, read = code_of(message.number, message.notation), document.code
    if said and read and said != read:
        shown = "/".join(part for part in (document.number, document.symbol) if part)
        found.append(("code", message.code, shown))
    days = (message.issued_on, document.issued_on)
    if days[0] and days[1] and days[0] != days[1]:
        found.append(("issued_on", figures.day(days[0]), figures.day(days[1])))
    pairs = (
        ("doc_type", message.type_name, document.doc_type),
        ("issuer", message.sender.name, document.issuer_name),
        ("subject", message.subject, document.subject),
        ("signer.name", message.signer.name, document.signer_name),
    )
    found += [row for row in pairs if _differ(row[1], row[2])]
    return found


def _differ(said: str, read: str) -> bool:
    one, other = _bare(said), _bare(read)
    # A longer wording that holds the shorter says the same ("… tỉnh", "V/v …").
    return bool(one and other) and one not in other and other not in one


def _bare(words: str) -> str:
    plain = fold(words).replace("ubnd", "uy ban nhan dan")
    return " ".join(_SIGNS.sub(" ", _ABOUT.sub("", plain)).split())
