"""What a task asks, corrected after commit: dated versions, records counted anew."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.common.decided import NeverUpdated
from loa.evidence.models import Credit
from loa.notices.models import Notice
from loa.oversight.selectors import obligations
from loa.programmes.models import TaskVersion
from loa.programmes.services import (
    BadTerms,
    DecidedMeanwhile,
    NothingChanges,
    amend_task,
    seen_terms,
)
from tests.evidence.work import AT, NOVEMBER, Work, make_work

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 30)
LATER = AT + timedelta(hours=2)


@pytest.fixture
def work(cast) -> Work:
    return make_work(cast)


def amend(work: Work, at=LATER, who="overseer", seen=None, by="3/ĐC-UBND", **terms):
    return amend_task(
        task=work.task, terms=terms, reason="Ghi nhầm", by_document=by,
        seen=seen_terms(work.task) if seen is None else seen,
        actor=getattr(work.cast, who), acting=work.cast.acting(who), at=at,
    )  # fmt: skip


def cells(work: Work, known_at=None):
    found = obligations(
        body_ids=[work.cast.commune.pk], first=NOVEMBER, last=ON, on=ON,
        task_ids=[work.task.pk], known_at=known_at,
    )  # fmt: skip
    return [
        (
            one.cell.window.period.start,
            one.cell.target,
            sum(one.columns),
            one.cell.task.title,
        )
        for one in found
    ]


def test_a_past_day_sees_what_was_asked_then_and_records_follow(work: Work) -> None:
    work.record()
    before = cells(work)
    title = work.task.title
    amend(
        work,
        quota_count=9,
        quota_per="quarter",
        recurrence="quarterly",
        title="Chín tin",
    )
    quarter = [(date(2026, 10, 1), 9, 1, "Chín tin")]
    assert cells(work) == quarter
    assert cells(work, AT + timedelta(hours=1)) == before
    assert before[0][0] == NOVEMBER
    assert before[0][3] == title
    amend(work, LATER + timedelta(hours=1), quota_count=5, by="4/ĐC-UBND")
    assert cells(work, LATER) == quarter
    assert cells(work)[0][1] == 5
    opened = Credit.objects.get(closed_at=None)
    assert opened.period_start == date(2026, 10, 1)
    closings = TaskVersion.objects.order_by("pk").values_list(
        "closed_by__by_document", flat=True
    )
    assert list(closings) == ["3/ĐC-UBND", "4/ĐC-UBND", None]
    with pytest.raises(NeverUpdated):
        TaskVersion.objects.update(terms={})
    assert Notice.objects.filter(
        body=work.cast.commune, kind="programmes.task.amended"
    ).exists()


@pytest.mark.parametrize(
    ("terms", "code"),
    [({"quota_count": None}, "no_number"), ({"kind": "event"}, "event"),
     ({"kind": "deliver", "recurrence": ""}, "no_day"), ({"kind": "coverage"}, "no_number")],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(work: Work, terms, code) -> None:
    with pytest.raises(BadTerms) as bad:
        amend(work, **terms)
    assert bad.value.code == code
    assert not TaskVersion.objects.exists()


def test_who_comes_second_or_may_not_is_refused(work: Work) -> None:
    amend(work, quota_count=9)
    with pytest.raises(DecidedMeanwhile) as told:
        amend(work, seen="", quota_count=8, by="5/ĐC")
    assert told.value.decision.by_document == "3/ĐC-UBND"
    with pytest.raises(NothingChanges):
        amend(work, quota_count=9)
    with pytest.raises(PermissionDenied):
        amend(work, who="clerk", quota_count=7)


def test_the_page_corrects_it_and_shows_what_it_asked_before(work: Work) -> None:
    client = work.cast.client("overseer")
    url = reverse("programmes:amend", args=[work.task.pk])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "")}
    assert client.post(url, sent).status_code == 422
    sent |= {"reason": "Nhầm số", "by_document": "3/ĐC-UBND"}
    assert client.post(url, sent).status_code == 422
    done = client.post(url, sent | {"count": "7", "text": "Đăng 07 tin."}, follow=True)
    assert done.status_code == 200
    work.task.refresh_from_db()
    assert (work.task.quota_count, work.task.text) == (7, "Đăng 07 tin.")
    late = client.post(url, sent | {"count": "8", "seen": ""})
    assert late.status_code == 409
    shown = re.sub(r"\s+", " ", client.get(url).content.decode())
    assert "3/ĐC-UBND" in shown
