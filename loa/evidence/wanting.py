"""Which pages are asked for, and when they are looked at again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from loa.domain.proof import BadAddress
from loa.evidence.checks.sight import is_walled
from loa.evidence.models import Proof
from loa.fetching.models import Visit
from loa.fetching.services import Wanted, want, want_many

PURPOSE = "evidence.proof"

LOOKS_AGAIN = (timedelta(days=30), timedelta(days=90), timedelta(days=365))
"""How long after one look the next one follows: is it still there, is it the same?"""


def want_page(proof: Proof, *, at: datetime, number: int = 0) -> Visit | None:
    """Ask for the page of a link, in the transaction of what asks for it.

    None where there is nothing to see: no link, a log-in wall, or fetching is off.

    :param number: 0 for the first look, then one more each time
    """
    if not _is_seen(proof):
        return None
    due_at = at if number == 0 else at + LOOKS_AGAIN[number - 1]
    try:
        return want(
            address=proof.address,
            purpose=PURPOSE,
            key=_key(proof, number),
            at=at,
            due_at=due_at,
        )
    except BadAddress:
        return None


def want_pages(proofs: Iterable[Proof], *, at: datetime) -> int:
    """Ask for the first look at many links, as ``want_page`` does; return how many."""
    pages = [
        Wanted(proof.address, _key(proof, 0)) for proof in proofs if _is_seen(proof)
    ]
    return want_many(pages, purpose=PURPOSE, at=at)


def _is_seen(proof: Proof) -> bool:
    return bool(settings.LOA_FETCH and proof.address and not is_walled(proof.address))


def _key(proof: Proof, number: int) -> str:
    return f"{PURPOSE}.{proof.pk}.{number}"


def want_next(visit: Visit, proof: Proof, *, at: datetime) -> Visit | None:
    """Ask for the look that follows one that was made; None after the last."""
    number = number_of(visit) + 1
    if number > len(LOOKS_AGAIN):
        return None
    return want_page(proof, at=at, number=number)


def proof_of(visit: Visit) -> Proof | None:
    """Return the proof that a visit is about, with its record."""
    pk = visit.key.split(".")[-2]
    return Proof.objects.select_related("record").filter(pk=pk).first()


def number_of(visit: Visit) -> int:
    """Return which look it is: 0 for the first."""
    return int(visit.key.rpartition(".")[2])
