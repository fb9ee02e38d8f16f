"""Own plans below a directive: issued, late, none; proof is the plan, not a word of it."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from loa.cli._demo import outgoing
from loa.documents.models import Relation
from loa.documents.services import close_relation, relate_documents
from loa.evidence.models import Credit, Record, Verdict
from loa.evidence.services import record_activity
from loa.programmes.own_plans import asks_for_own_plan
from loa.reference.models import CommunicationForm
from tests.factories import make_document, moment
from tests.programmes.test_working_pages import words


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def task(directive):
    return directive.tasks.get(order=1)


def hand(cast, who="clerk", at=None):
    at = at or moment(2026, 3, 10)
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": at}


def kept_plan(cast, directive, issued_on=date(2026, 3, 9), **fields):
    """A plan that the commune made elsewhere, brought in and confirmed."""
    document = make_document(
        cast.commune, cast.clerk, issued_on=issued_on, status="confirmed", **fields
    )
    relation = relate_documents(
        document=document, other=directive.document, kind="carries_on",
        **hand(cast, at=moment(2026, 3, 20)),
    )  # fmt: skip
    return document, relation


def page(cast, directive, who="overseer", query=""):
    address = reverse("programmes:cascade", args=[directive.pk])
    return cast.client(who).get(address + query)


def states(response):
    return {row.version.name: row.state for row in response.context["rows"]}


COMMUNE = "Ủy ban nhân dân xã Tam Giai"
WARD = "Ủy ban nhân dân phường Hòa Khê"


def test_a_plan_drafted_from_ours_and_issued_records_itself(cast, directive, task):
    on, at = date(2026, 3, 10), moment(2026, 3, 10)
    clerk = outgoing.Clerk(cast.clerk, cast.acting("clerk"))
    outgoing.begin_plan(directive, clerk, at)
    assert "đang soạn" in words(page(cast, directive))
    outgoing.issue_plan(directive, clerk, at, number="31")
    plan = Relation.objects.get(other=directive.document).document

    record = Record.objects.get()
    assert (record.body, record.done_on, record.origin) == (
        cast.commune,
        on,
        "own_plan",
    )
    assert record.plan_proof.relation.document == plan
    assert Verdict.objects.get(record=record, closed_at=None).standing == "verified"
    assert Credit.objects.get(record=record).task == task
    seen = page(cast, directive)
    assert states(seen) == {COMMUNE: "issued", WARD: "none"}
    assert reverse("documents:detail", args=[plan.pk]) in seen.content.decode()
    assert "31/KH-UBND" in words(seen)


def test_a_plan_from_elsewhere_counts_when_it_is_said_to_carry_it_on(
    cast, directive, task
):
    _plan, relation = kept_plan(cast, directive)
    assert Credit.objects.get(closed_at=None).task == task
    close_relation(relation=relation, **hand(cast))
    assert not Credit.objects.filter(closed_at=None).exists()
    assert states(page(cast, directive))[COMMUNE] == "none"


@pytest.mark.parametrize(
    "fields",
    [
        {"number": ""},
        pytest.param({"issued_on": None}, marks=pytest.mark.verify),
        pytest.param({"doc_type": "Công văn"}, marks=pytest.mark.verify),
    ],
)
def test_without_number_or_day_or_as_a_letter_it_is_no_plan(cast, directive, fields):
    kept_plan(cast, directive, **{"issued_on": date(2026, 3, 9)} | fields)
    assert not Record.objects.exists()
    assert states(page(cast, directive))[COMMUNE] == "none"


def test_a_word_or_a_picture_of_it_does_not_do(cast, directive, task):
    recorded = record_activity(
        body_id=cast.commune.pk, done_on=date(2026, 3, 9), title="Đã có kế hoạch",
        form=CommunicationForm.objects.get(code="document"),
        chosen_task_ids=[task.pk], **hand(cast),
    )  # fmt: skip
    assert not recorded.credits
    against = [
        reason.code for match in recorded.assessment.matches for reason in match.reasons
    ]
    assert "plan_missing" in against


def test_a_plan_issued_before_the_directive_is_committed_counts_then(
    cast, bring_in, commit
):
    from tests.programmes.conftest import choose

    document = bring_in()
    choose(cast, document, group=cast.communes)
    plan = make_document(cast.commune, cast.clerk, status="confirmed")
    Relation.objects.create(
        document=plan,
        other=document,
        kind="carries_on",
        body=cast.commune,
        by=cast.clerk,
    )
    commit(document)
    assert Credit.objects.get(closed_at=None).body == cast.commune


def test_late_is_told_filtered_and_exported(cast, directive, task):
    kept_plan(cast, directive, issued_on=date(2026, 3, 16), number="7")
    seen = page(cast, directive)
    assert states(seen) == {COMMUNE: "late", WARD: "none"}
    assert [(part.state, part.count) for part in seen.context["cascade"].parts] == [
        ("late", 1),
        ("none", 1),
    ]
    assert states(page(cast, directive, query="?trang-thai=none")) == {WARD: "none"}
    assert len(states(page(cast, directive, query="?trang-thai=x"))) == 2
    made = page(cast, directive, query="?tep=xlsx&trang-thai=late")
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    values = [cell.value for row in book.active.iter_rows() for cell in row]
    assert "7/KH-UBND" in values
    assert WARD not in values


def test_one_sees_the_bodies_whose_work_one_sees(cast, directive):
    assert list(states(page(cast, directive, "clerk"))) == [COMMUNE]
    assert "Soạn kế hoạch" in words(page(cast, directive, "clerk"))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Xây dựng, ban hành kế hoạch của địa phương chậm nhất ngày 15/3", True),
        (
            "chủ động xây dựng kế hoạch tuyên truyền CCHC (chậm nhất ngày 15/3/2025)",
            True,
        ),
        ("Tham mưu UBND tỉnh ban hành Kế hoạch trước ngày 15/3", False),
        ("Báo cáo kết quả thực hiện Kế hoạch trước ngày 15/12", False),
        ("Rà soát các cụm loa trước ngày 15/9", False),
    ],
)
def test_which_words_ask_for_an_own_plan(text, asks):
    assert asks_for_own_plan("deliver", text) is asks
    assert not asks_for_own_plan("standing", text)
