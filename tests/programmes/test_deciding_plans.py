"""An overseer decides on an own plan above what Loa sees; on record, and taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.evidence.models import Credit, Record
from loa.notices.models import Notice
from loa.oversight.judged import obligations
from loa.programmes.models import Exemption, PlanDecision
from loa.programmes.services import (
    BadPeriod,
    BadPlan,
    NoReason,
    NothingToUndo,
    PlanDecidedMeanwhile,
    decide_own_plan,
)
from tests.factories import make_document, moment
from tests.programmes.test_cascade import COMMUNE, WARD, page, states
from tests.programmes.test_working_pages import words

AT = moment(2026, 3, 20)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def letter(cast):
    """What the commune made of it: a letter, in which Loa sees no plan."""
    return make_document(
        cast.commune, cast.clerk, doc_type="Công văn", number="", status="confirmed",
        issued_on=date(2026, 3, 9),
    )  # fmt: skip


def decide(cast, directive, kind, who="overseer", body=None, at=AT, **more):
    return decide_own_plan(
        directive=directive, body=body or cast.commune, kind=kind, at=at,
        actor=getattr(cast, who), acting=cast.acting(who),
        **{"reason": "Xã lồng ghép trong kế hoạch công tác năm"} | more,
    )  # fmt: skip


def state_of_duty(cast, directive, on=date(2026, 11, 20)):
    (one,) = obligations(
        body_ids=[cast.commune.pk], first=date(2026, 1, 1), last=date(2026, 12, 31),
        on=on, task_ids=[directive.tasks.get(order=1).pk],
    )  # fmt: skip
    return one.state.value


def address(cast, directive, body=None):
    args = [directive.pk, (body or cast.commune).pk]
    return reverse("programmes:decide_plan", args=args)


def test_a_body_need_not_issue_one_until_that_is_taken_back(cast, directive):
    assert state_of_duty(cast, directive) == "missed"
    decide(cast, directive, "not_needed")
    assert states(page(cast, directive)) == {COMMUNE: "exempt", WARD: "none"}
    assert state_of_duty(cast, directive) == "exempt"
    shown = words(page(cast, directive))
    assert "Xã lồng ghép trong kế hoạch công tác năm" in shown
    assert "Phạm Thị Overseer" in shown
    assert Notice.objects.get(kind="programmes.plan.not_needed").body == cast.commune

    decide(cast, directive, "as_seen", reason="Nhầm xã", at=moment(2026, 3, 21))
    assert states(page(cast, directive))[COMMUNE] == "none"
    assert state_of_duty(cast, directive) == "missed"
    rows = list(PlanDecision.objects.values_list("kind", "reason", "closed_at"))
    assert [row[:2] for row in rows] == [
        ("as_seen", "Nhầm xã"),
        ("not_needed", "Xã lồng ghép trong kế hoạch công tác năm"),
    ]
    assert rows[1][2] == moment(2026, 3, 21)
    with pytest.raises(NothingToUndo):
        decide(cast, directive, "as_seen")


def test_a_letter_counts_as_the_plan_where_loa_saw_none(cast, directive, letter):
    assert states(page(cast, directive))[COMMUNE] == "none"
    decide(cast, directive, "counts_as", document=letter)
    assert states(page(cast, directive))[COMMUNE] == "issued"
    assert state_of_duty(cast, directive) in ("met", "met_late")
    credit = Credit.objects.get(closed_at=None)
    assert (credit.body, credit.record.done_on) == (cast.commune, date(2026, 3, 9))
    assert credit.record.recorded_by == cast.overseer
    assert letter.subject or str(letter) in words(page(cast, directive))

    # Another decision in its place: what counted by the first counts no more.
    decide(cast, directive, "not_needed", at=moment(2026, 3, 21))
    assert not Credit.objects.filter(closed_at=None).exists()
    assert Record.objects.get().withdrawn_reason
    assert state_of_duty(cast, directive) == "exempt"
    # And back again.
    decide(cast, directive, "counts_as", document=letter, at=moment(2026, 3, 22))
    assert not Exemption.objects.filter(closed_at=None).exists()
    assert state_of_duty(cast, directive) in ("met", "met_late")


def test_what_cannot_count_is_refused_with_why(cast, directive, letter):
    wrong = {
        "missing": None,
        "itself": directive.document,
        "unconfirmed": make_document(cast.commune, cast.clerk),
        "not_its_own": make_document(
            cast.home_office, cast.overseer, status="confirmed"
        ),
        "no_day": make_document(
            cast.commune, cast.clerk, issued_on=None, status="confirmed"
        ),
        "day_ahead": make_document(
            cast.commune, cast.clerk, issued_on=date(2027, 1, 1), status="confirmed"
        ),
    }
    for code, document in wrong.items():
        with pytest.raises(BadPlan) as refused:
            decide(cast, directive, "counts_as", document=document)
        assert refused.value.code == code
    decide(
        cast, directive, "counts_as", document=wrong["no_day"],
        counts_on=date(2026, 3, 16),
    )  # fmt: skip
    assert states(page(cast, directive))[COMMUNE] == "late"
    with pytest.raises(NoReason):
        decide(cast, directive, "not_needed", reason=" ")
    with pytest.raises(BadPeriod):
        decide(cast, directive, "not_needed", body=cast.culture)


def test_of_two_overseers_the_second_is_told(cast, directive):
    first = decide(cast, directive, "not_needed", seen=0)
    with pytest.raises(PlanDecidedMeanwhile) as meanwhile:
        decide(cast, directive, "not_needed", seen=0)
    assert meanwhile.value.decision == first
    sent = cast.client("overseer").post(
        address(cast, directive), {"kind": "not_needed", "reason": "x", "seen": "0"}
    )
    assert sent.status_code == 409
    assert PlanDecision.objects.count() == 1


def test_from_the_page_with_its_form(cast, directive, letter):
    overseer = cast.client("overseer")
    assert address(cast, directive) in page(cast, directive).content.decode()
    bad = overseer.post(address(cast, directive), {"kind": "counts_as", "reason": "x"})
    assert bad.status_code == 422
    assert "Hãy chọn văn bản" in words(bad)
    unknown = overseer.post(address(cast, directive), {"kind": "x", "reason": "x"})
    assert unknown.status_code == 422
    data = {"kind": "counts_as", "reason": "Đúng nội dung", "seen": "0"}
    done = overseer.post(address(cast, directive), data | {"document": letter.pk})
    assert done.url == reverse("programmes:cascade", args=[directive.pk])
    assert "Đúng nội dung" in words(overseer.get(address(cast, directive)))


def test_only_who_oversees_the_body_from_above(cast, directive):
    for who in ("clerk", "head"):
        with pytest.raises(PermissionDenied):
            decide(cast, directive, "not_needed", who)
        assert cast.client(who).get(address(cast, directive)).status_code == 403
        assert (
            address(cast, directive) not in page(cast, directive, who).content.decode()
        )
    assert cast.client("outsider").get(address(cast, directive)).status_code == 404
    none = address(cast, directive, cast.culture)
    assert cast.client("overseer").get(none).status_code == 404
