"""A log of 5,000 rows: parsed, and recorded from .xlsx with checks, credits and counts.

A dozen monthly quotas of six forms: each row is held against all of them and counts
toward two.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks import Row, at_least
from benchmarks._database import empty_database

ROWS, TASKS, FORMS = 5_000, 12, 6
HEADINGS = (
    "STT",
    "Ngày",
    "Tên tin bài",
    "Hình thức",
    "Kênh",
    "Đường link",
    "Số lượng",
    "Ghi chú",
)
AT = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def _log() -> bytes:
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Nhật ký")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, ROWS + 1):
        day = date(2026, 1, 1) + timedelta(days=number % 300)
        sheet.write_row(
            number,
            0,
            (
                number, f"{day.day}/{day.month}/{day.year}",
                f"Hướng dẫn nộp hồ sơ hộ tịch trực tuyến, số {number}", "Tin bài", "Trang xã",
                f"https://tamgiai.lamgiang.gov.vn/tin/{number}", 1, "",
            ),
        )  # fmt: skip
    book.close()
    return out.getvalue()


def rows() -> list[Row]:
    """Parsed and recorded rows a second, in a database of its own."""
    with empty_database():
        return _measured()


def _measured() -> list[Row]:
    from loa.channels.models import Channel
    from loa.evidence.book import open_book
    from loa.evidence.filing import NewFile
    from loa.evidence.importing import services
    from loa.evidence.importing.carrying import carry_out
    from loa.evidence.importing.columns import log_of
    from loa.evidence.importing.looking import lists_of
    from loa.evidence.importing.reading import Answers, read_log
    from loa.evidence.models import Credit, Record
    from loa.orgs.models import Body, Role
    from loa.orgs.selectors import Acting

    body_id, user = _commune()
    Channel.objects.create(
        owner_id=body_id, kind="website", name="Trang xã", from_on=date(2025, 7, 1),
        host="tamgiai.lamgiang.gov.vn", recorded_at=AT,
    )  # fmt: skip
    raw = _log()
    begun = perf_counter()
    log = log_of(open_book(raw))
    opened = perf_counter() - begun
    lists = lists_of(body_id, AT)
    begun = perf_counter()
    found = read_log(log, Answers(log.heading.proposed), lists, on=AT.date())
    parsed = perf_counter() - begun
    assert len(found.entries) == ROWS
    version = Body.objects.get(pk=body_id).versions.get()
    acting = Acting(
        body_id,
        version.name,
        version.path,
        version.level,
        frozenset({Role.OFFICER}),
        (),
    )
    made = services.bring_in(
        file=NewFile(raw, "nhat-ky.xlsx"), actor=user, acting=acting, at=AT
    )
    services.confirm_log(log=made, actor=user, acting=acting, at=AT)
    begun = perf_counter()
    carry_out(made, at=lambda: AT)
    carried = perf_counter() - begun
    assert Record.objects.count() == ROWS
    return [
        Row("rows opened from .xlsx a second", ROWS / opened, "rows/s"),
        at_least("rows parsed a second", ROWS / parsed, "rows/s", 5_000),
        at_least("rows recorded from .xlsx a second", ROWS / carried, "rows/s", 1_000),
        Row("credits of them", Credit.objects.count(), ""),
    ]


def _commune() -> tuple[int, Any]:
    """A commune that owes a dozen monthly quotas."""
    from loa.reference.models import CommunicationForm
    from tests import factories

    province = factories.make_body("Ủy ban nhân dân tỉnh Lam Giang", level="province")
    commune = factories.make_body("Ủy ban nhân dân xã Tam Giai", under=province)
    user = factories.make_user("bench")
    directive = factories.make_directive(factories.make_document(province, user), user)
    news = CommunicationForm.objects.get(code="news")
    others = CommunicationForm.objects.exclude(pk=news.pk).order_by("order")
    forms = [news, *others[: FORMS - 1]]
    for number in range(TASKS):
        task = factories.make_task(
            directive, leads=[commune], title=f"Nhiệm vụ {number}", channel_kinds=[]
        )
        task.forms.set([forms[number % FORMS]])
    return commune.pk, user
