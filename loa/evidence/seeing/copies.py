"""The kept copies behind a proof, as a page shows them."""

from dataclasses import dataclass

from loa.evidence.models import Proof
from loa.evidence.wanting import PURPOSE, number_of
from loa.fetching.models import Copy, Visit


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a proof's page: when, what came of it, and the copy if one was kept."""

    visit: Visit
    copy: Copy | None
    number: int


def looks_at(proof: Proof) -> list[Look]:
    """Return every look at a proof's page, the first one first, those to come last."""
    rows = Visit.objects.filter(key__startswith=f"{PURPOSE}.{proof.pk}.")
    visits = rows.select_related("copy__warc", "copy__picture").order_by("due_at", "pk")
    return [
        Look(visit, getattr(visit, "copy", None), number_of(visit)) for visit in visits
    ]
