"""A sample of verdicts, drawn by seed, looked at by two who do not see each other's answer."""

import pytest
from django.http import Http404
from django.urls import reverse

from loa.audit.models import Entry
from loa.domain.periods import PeriodKind, calendar_period
from loa.evidence.auditing.drawing import (
    NothingToAudit,
    draw_sample,
    is_drawn_again,
    risk_of,
)
from loa.evidence.auditing.results import result_of
from loa.evidence.auditing.reviewing import NotHers, next_for, progress_of, review
from loa.evidence.judging import witness
from loa.evidence.models import SampleAudit, SampleReview, Standing
from loa.orgs.models import Role
from loa.orgs.selectors import acting
from tests.cast import TODAY
from tests.evidence.work import AT, HOST, Work
from tests.factories import give, make_user, moment
from tests.programmes.test_working_pages import words

pytestmark = pytest.mark.django_db
MONTH = calendar_period(PeriodKind.MONTH, 2026, 11)
LATER = moment(2026, 11, 21)


@pytest.fixture
def pair(work: Work):
    """Two overseers beside the one who judges."""
    made = []
    for n in (1, 2):
        user = make_user(f"reviewer-{n}", f"Người Xem {n}")
        give(user, Role.OVERSEER, work.cast.province, with_below=True)
        made.append(user)
    return made


@pytest.fixture
def judged(work: Work):
    """Six records: three verified by the overseer, two unobjected, one pending."""
    records = [work.record(f"https://{HOST}/tin-{n}").record for n in range(6)]
    for record in records[:3]:
        work.judge(record, Standing.VERIFIED)
    for record in records[3:5]:
        witness(
            record=record, standing=Standing.UNOBJECTED,
            reason_code="nobody_objected", at=AT,
        )  # fmt: skip
    return records


def draw(work: Work, who="overseer", **fields):
    given = {
        "body_id": work.cast.province.pk, "period": MONTH, "size": 30, "seed": "hat-1",
        "at": LATER,
    }  # fmt: skip
    return draw_sample(
        actor=getattr(work.cast, who), acting=work.cast.acting(who), **given | fields
    )


def there(user):
    return acting(user, chosen=None, on=TODAY)


def answer(user, sampled, said="right", reason="Đã mở trang"):
    return review(
        sampled=sampled, answer=said, reason=reason, actor=user, acting=there(user),
        at=LATER,
    )  # fmt: skip


def answer_all(user, audit, said="right"):
    while sampled := next_for(audit, user, there(user), on=TODAY):
        answer(user, sampled, said)


def test_only_settled_verdicts_are_drawn_with_the_verdict_of_then(work, judged):
    audit = draw(work)

    assert {row.record for row in audit.sampled.all()} == set(judged[:5])
    assert all(row.verdict.record == row.record for row in audit.sampled.all())
    assert audit.totals == {"1": 3, "2": 2}
    assert Entry.objects.get(action="evidence.sample.drawn").detail["seed"] == "hat-1"


def test_the_same_seed_draws_the_same_also_after_verdicts_changed(work, judged):
    audit = draw(work, size=3)
    again = draw(work, size=3)
    other = draw(work, size=3, seed="hat-2")

    kept = set(audit.sampled.values_list("record", flat=True))
    assert kept == set(again.sampled.values_list("record", flat=True))
    assert kept != set(other.sampled.values_list("record", flat=True))
    work.judge(judged[0], Standing.REJECTED, at=moment(2026, 11, 22))
    work.withdraw(judged[1], at=moment(2026, 11, 22))
    assert is_drawn_again(audit)


@pytest.mark.parametrize(
    ("standing", "by_machine", "doubted", "level"),
    [
        ("verified", False, False, 1), ("verified", True, False, 1),
        ("verified", True, True, 3), ("unobjected", True, True, 3),
        ("unobjected", True, False, 2), ("rejected", False, True, 2),
        ("verified", False, True, 2),
    ],
)  # fmt: skip
def test_how_risky_a_verdict_is(standing, by_machine, doubted, level):
    assert risk_of(standing, by_machine=by_machine, doubted=doubted) == level


def test_nobody_looks_at_a_verdict_of_her_own(work, judged):
    audit = draw(work)
    overseer = work.cast.overseer

    assert progress_of(audit, overseer).waiting == 2
    own = audit.sampled.get(record=judged[0])
    with pytest.raises(NotHers):
        answer(overseer, own)


def test_two_look_and_a_third_or_a_second_time_is_refused(work, judged, pair):
    audit = draw(work)
    sampled = audit.sampled.get(record=judged[3])
    answer(pair[0], sampled)

    with pytest.raises(NotHers):
        answer(pair[0], sampled)
    answer(pair[1], sampled, "wrong")
    with pytest.raises(NotHers):
        answer(work.cast.overseer, sampled)
    assert [row.number for row in sampled.reviews.all()] == [1, 2]


def test_the_second_is_not_shown_what_the_first_said(work, judged, pair):
    audit = draw(work, size=1)
    sampled = audit.sampled.get()
    answer(pair[0], sampled, "wrong", "Bài của báo khác, không phải của xã")
    client = work.cast.client("overseer")
    client.force_login(pair[1], backend="django.contrib.auth.backends.ModelBackend")

    pages = [
        words(client.get(reverse(name, args=[pk])))
        for name, pk in (
            ("evidence:audit_review", audit.pk),
            ("evidence:audit", audit.pk),
            ("evidence:detail", sampled.record_id),
        )
    ]

    assert not any("Bài của báo khác" in page for page in pages)
    assert result_of(audit) is None
    entry = Entry.objects.get(action="evidence.sample.reviewed")
    assert entry.detail == {"place": 1}


def test_the_share_of_wrong_verdicts_and_the_agreement(work, judged, pair):
    audit = draw(work)
    answer_all(pair[0], audit)
    for sampled in audit.sampled.all():
        is_wrong = sampled.record == judged[3]
        answer(pair[1], sampled, "wrong" if is_wrong else "right")

    found = result_of(audit)

    assert (found.agreement.pairs, found.agreement.same) == (5, 4)
    # all were looked at: nothing is left to chance
    assert (found.both.share, found.both.high) == (0, 0)
    assert found.either.share == pytest.approx(0.2)
    assert [each.record for each in found.apart] == [judged[3]]
    assert [line.body for line in found.lines] == ["Ủy ban nhân dân xã Tam Giai"]


def test_the_page_draws_reviews_and_shows_what_came_of_it(work, judged, pair):
    clients = []
    for user in pair:
        client = work.cast.client("overseer")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)
    sent = clients[0].post(
        reverse("evidence:audits"),
        {"body": work.cast.province.pk, "ky": "202611", "size": "3", "seed": "hat"},
    )
    audit = SampleAudit.objects.get()
    assert sent.url == reverse("evidence:audit", args=[audit.pk])

    address = reverse("evidence:audit_review", args=[audit.pk])
    for client in clients:
        for _each in range(3):
            sampled = client.get(address).context["sampled"].pk
            client.post(
                address, {"sampled": sampled, "answer": "wrong", "reason": "Sai kỳ"}
            )
        done = words(client.get(address, follow=True))
        assert "không còn kết luận nào" in done

    page = words(clients[0].get(reverse("evidence:audit", args=[audit.pk])))
    assert "Tỷ lệ kết luận sai" in page
    assert "100,0 %" in page
    assert "cùng một hạt giống rút ra đúng các kết quả này" in page
    assert SampleReview.objects.count() == 6


def test_bad_input_is_told(work, judged):
    client = work.cast.client("overseer")
    list_page = reverse("evidence:audits")
    given = {
        "body": work.cast.province.pk,
        "ky": "202611",
        "size": "501",
        "seed": "a b",
    }

    page = client.post(list_page, given)
    assert page.status_code == 422
    assert {"size", "seed"} <= set(page.context["form"].errors)
    empty = client.post(list_page, given | {"size": "5", "seed": "", "ky": "2025"})
    assert "chưa có kết quả nào được kết luận" in words(empty)
    audit = draw(work)
    address = reverse("evidence:audit_review", args=[audit.pk])
    sampled = audit.sampled.get(record=judged[3]).pk
    told = client.post(address, {"sampled": sampled, "answer": "wrong", "reason": " "})
    assert told.status_code == 422
    assert client.post(address, {"sampled": "x", "answer": "right"}).status_code == 404
    assert not SampleReview.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "head", "officer", "outsider"])
def test_nobody_but_the_overseer_finds_a_sample(work, judged, who):
    with pytest.raises(Http404):
        draw(work, who)
    audit = draw(work)
    client = work.cast.client(who)
    for name, args in (
        ("evidence:audits", []),
        ("evidence:audit", [audit.pk]),
        ("evidence:audit_review", [audit.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_another_province_is_not_hers_to_audit(work, judged):
    with pytest.raises(Http404):
        draw(work, body_id=work.cast.other_province.pk)


def test_nothing_settled_is_nothing_to_draw_from(work):
    work.record()
    with pytest.raises(NothingToAudit):
        draw(work)
