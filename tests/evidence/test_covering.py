"""A coverage task asks one of each form; two of one form are not two forms."""

from datetime import date

from django.urls import reverse

from loa.domain.quotas import State
from loa.evidence.models import Standing
from loa.evidence.services import NewFile
from loa.oversight.selectors import Judged, obligations
from loa.programmes.models import Task
from loa.reference.models import CommunicationForm
from tests.cast import TODAY, Cast
from tests.evidence.work import Work, make_work
from tests.factories import make_task

LOG = NewFile(b"16/11/2026 05:30 - 15 phut", "nhat-ky.txt")


def coverage_task(work: Work) -> Task:
    """Each month at least one news item and one broadcast."""
    task = make_task(
        work.directive, leads=[work.cast.communes], kind="coverage", recurrence="monthly",
        quota_count=None, quota_unit="", quota_per="", channel_kinds=[],
    )  # fmt: skip
    task.forms.set(CommunicationForm.objects.filter(code__in=["news", "broadcast"]))
    return task


def november(work: Work, task: Task) -> Judged:
    found = obligations(
        body_ids=[work.cast.commune.pk], first=date(2026, 11, 1), last=date(2026, 11, 30),
        on=TODAY, task_ids=[task.pk],
    )  # fmt: skip
    return next(one for one in found if date(2026, 11, 16) in one.cell.window.period)


def test_two_news_items_cover_one_form_of_two(cast: Cast) -> None:
    work = make_work(cast)
    task = coverage_task(work)
    for number in (1, 2):
        recorded = work.record(f"https://tamgiai.lamgiang.gov.vn/tin-{number}")
        work.judge(recorded.record, Standing.VERIFIED)

    one = november(work, task)

    assert one.cell.target == 2
    assert one.columns == (1, 0, 0, 0, 0, 0)
    assert one.state not in {State.MET, State.MET_UNPROVEN}


def test_the_cell_says_what_is_missing(cast: Cast) -> None:
    work = make_work(cast)
    task = coverage_task(work)
    work.record()
    start = november(work, task).cell.window.period.start
    page = reverse("oversight:cell", args=[task.pk, cast.commune.pk, start])
    drawer = cast.client("clerk").get(page).context["drawer"]
    assert drawer["missing"] == [CommunicationForm.objects.get(code="broadcast").name]


def test_one_of_each_form_covers_all(cast: Cast) -> None:
    work = make_work(cast)
    task = coverage_task(work)
    news = work.record()
    work.judge(news.record, Standing.VERIFIED)
    work.record("", form="broadcast", quantity=3, file=LOG)

    one = november(work, task)

    assert (one.columns[0], sum(one.columns)) == (1, 2)
    assert one.state == State.MET_UNPROVEN


def test_what_was_rejected_covers_nothing(cast: Cast) -> None:
    work = make_work(cast)
    task = coverage_task(work)
    news = work.record()
    work.judge(news.record, Standing.REJECTED)

    one = november(work, task)

    assert one.short == 2
