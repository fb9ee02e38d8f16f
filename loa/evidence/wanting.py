"""Which pages are asked for, and when they are looked at again."""

from datetime import datetime, timedelta

from django.conf import settings

from loa.domain.proof import BadAddress
from loa.evidence.checks.sight import is_walled
from loa.evidence.models import Proof
from loa.fetching.models import Visit
from loa.fetching.services import want

PURPOSE = "evidence.proof"

LOOKS_AGAIN = (timedelta(days=30), timedelta(days=90), timedelta(days=365))
"""How long after one look the next one follows: is it still there, is it the same?"""


def want_page(proof: Proof, *, at: datetime, number: int = 0) -> Visit | None:
    """Ask for the page of a link, in the transaction of what asks for it.

    None where there is nothing to see: no link, a log-in wall, or fetching is off.

    :param number: 0 for the first look, then one more each time
    """
    if not settings.LOA_FETCH or not proof.address or is_walled(proof.address):
        return None
    due_at = at if number == 0 else at + LOOKS_AGAIN[number - 1]
    try:
        return want(
            address=proof.address,
            purpose=PURPOSE,
            key=f"{PURPOSE}.{proof.pk}.{number}",
            at=at,
            due_at=due_at,
        )
    except BadAddress:
        return None


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
