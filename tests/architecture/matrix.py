"""What each person of the cast gets at each address.

One letter a person, in the order clerk, head, overseer, officer, outsider, stranger:

    Y  let in (the page, a redirect within, or a word about bad input)
    F  403: she may know that it exists and may not do it
    N  404: for her it does not exist
    D  to the door: sign in first

The objects belong to the commune Tam Giai, the clerk's and the head's, unless the row
says otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests import factories
from tests.cast import Cast

PEOPLE = ("clerk", "head", "overseer", "officer", "outsider", "stranger")

Arguments = Callable[[Cast], dict[str, Any]]


def nothing(cast: Cast) -> dict[str, Any]:
    """An address without a part that varies."""
    return {}


@dataclass(frozen=True, slots=True)
class Row:
    """What the people get, by which method, for which object."""

    letters: str
    args: Arguments = nothing
    method: str = "get"
    data: Arguments = nothing
    # Why somebody in it does not get what one would expect.
    why: str = ""


# Everything that anyone may ask without signing in. It is complete.
PUBLIC = {
    "accounts:sign_in",
    "accounts:first_code",
    "common:set_language",
    "common:set_theme",
    "operations:health",
}

EVERYONE = "YYYYYY"
SIGNED_IN = "YYYYYD"


def commune(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.commune.pk}


def acting_there(cast: Cast) -> dict[str, Any]:
    return {"body": cast.commune.pk}


def grant(cast: Cast) -> dict[str, Any]:
    """A role of the clerk in the commune."""
    return {"pk": cast.commune.pk, "grant_pk": cast.clerk.grants.get().pk}


def notice(cast: Cast) -> dict[str, Any]:
    from loa.notices.models import Notice

    made = Notice.objects.create(
        body=cast.commune,
        kind="documents.document.received",
        made_at=factories.moment(2026, 1, 22),
        key="matrix",
    )
    return {"pk": made.pk}


def record(cast: Cast) -> dict[str, Any]:
    """What the clerk recorded for her commune."""
    from tests.evidence.work import make_work

    return {"pk": make_work(cast).record().record.pk}


def proof(cast: Cast) -> dict[str, Any]:
    """A file that shows it."""
    from loa.evidence import services
    from tests.evidence.work import AT, make_work

    made = make_work(cast).record().record
    services.add_proof(
        record=made,
        file=services.NewFile(b"%PDF-1.4 bien ban", "bien-ban.pdf"),
        once_key="matrix",
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=AT,
    )
    return {"pk": made.pk, "proof_pk": made.proofs.exclude(file=None).get().pk}


MATRIX: dict[str, Row] = {
    # Open to all.
    "accounts:sign_in": Row(EVERYONE),
    "accounts:sign_out": Row("DDDDDD", method="post", why="out is back at the door"),
    "accounts:first_code": Row(EVERYONE),
    "common:set_language": Row(
        EVERYONE, method="post", data=lambda cast: {"language": "en"}
    ),
    "common:set_theme": Row(
        EVERYONE, method="post", data=lambda cast: {"theme": "dark"}
    ),
    "operations:health": Row(EVERYONE),
    # For oneself.
    "desk:home": Row(SIGNED_IN),
    "desk:search": Row(SIGNED_IN),
    "accounts:profile": Row(SIGNED_IN),
    "accounts:change_password": Row(SIGNED_IN, method="post"),
    "common:components": Row(SIGNED_IN),
    # Bodies and people.
    "orgs:body": Row(SIGNED_IN),
    "orgs:act": Row("YYNNND", method="post", data=acting_there, why="a role there"),
    "orgs:detail": Row("YYYNND", commune),
    "orgs:invite": Row("FYFNND", commune, method="post"),
    "orgs:invite_sheet": Row("FYFNND", commune, method="post"),
    "orgs:new_code": Row("FYFNND", grant, method="post"),
    "orgs:end_role": Row("FYFNND", grant, method="post"),
    # Inbox.
    "notices:inbox": Row(SIGNED_IN),
    "notices:open": Row("YYNNND", notice, method="post"),
    "notices:read_all": Row(SIGNED_IN, method="post"),
    # Evidence.
    "evidence:list": Row(SIGNED_IN),
    "evidence:record": Row(SIGNED_IN),
    "evidence:preview": Row(SIGNED_IN, method="post"),
    "evidence:detail": Row("YYYNND", record),
    "evidence:verdict": Row(
        "FFYNND", record, method="post", why="a body does not verify itself"
    ),
    "evidence:withdraw": Row("YYFNND", record, method="post"),
    "evidence:add_proof": Row("YYFNND", record, method="post"),
    "evidence:file": Row("YYYNND", proof),
}
