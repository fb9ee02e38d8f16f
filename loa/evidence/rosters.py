"""Attendance lists: how many people they name, and whether that is what was recorded."""

from loa.domain.proof import heads_in
from loa.evidence.book import BadBook, open_book
from loa.evidence.models import CheckResult, Proof

CODE = "heads"
# Recorded by the form as "người tham dự": reference data, by the code of the quantity.
ATTENDEES = "attendees"
# Who came late or left early is on one list and not on the other.
NEAR = 0.1


def heads_of(content: bytes) -> int | None:
    """Count the people of a list given as .xlsx or .csv; None for others."""
    try:
        sheets = open_book(content)
    except BadBook:
        return None
    found = [heads_in(row for _number, row in sheet.rows) for sheet in sheets]
    counted = [count for count in found if count is not None]
    return sum(counted) if counted else None


def judge_heads(proof: Proof) -> CheckResult | None:
    """Compare a list with the number recorded, in the transaction that stores it.

    A difference asks for a look; it is no proof of anything.
    """
    if proof.kind != Proof.Kind.ROSTER:
        return None
    said = _said(proof)
    outcome, reason = CheckResult.Outcome.UNCHECKABLE, "heads_uncounted"
    values = {"said": said, "heads": proof.heads}
    if proof.heads is not None and said is None:
        outcome, reason = CheckResult.Outcome.PASSED, "heads_counted"
    elif proof.heads is not None and said is not None:
        is_near = abs(proof.heads - said) <= NEAR * said
        outcome = (
            CheckResult.Outcome.PASSED if is_near else CheckResult.Outcome.DOUBTFUL
        )
        reason = "heads_as_said" if is_near else "heads_differ"
    return CheckResult.objects.create(
        record=proof.record, check_code=CODE, outcome=outcome, reason=reason,
        values=values, at=proof.added_at,
    )  # fmt: skip


def _said(proof: Proof) -> int | None:
    names = {
        each["name"]
        for each in proof.record.form.quantities
        if each.get("code") == ATTENDEES
    }
    given = proof.record.quantities
    return next((given[name] for name in names if name in given), None)
