"""A commune's first day: from nothing to its first report drafted, by one person.

Every link followed, field filled, file chosen and button pressed is an action; at 20
seconds each, with what a machine needs besides, it stays under two hours.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.accounts.models import User
from loa.evidence.importing.carrying import carry_out
from loa.evidence.models import LogImport, Record
from loa.orgs.models import Grant
from loa.programmes.selectors import owed
from loa.reports.models import Report
from tests.cast import Cast
from tests.evidence.importing.logs import xlsx
from tests.factories import (
    make_channel,
    make_directive,
    make_document,
    make_task,
    make_user,
    moment,
    rewrite,
)
from tests.journeys.clock import told_time
from tests.journeys.doors import Page, Person

pytestmark = pytest.mark.django_db

SECONDS_EACH = 20
TODAY = date(2026, 11, 21)
SITE = "https://lamgiang.gov.vn/xa-tam-giai"


class Counted(Person):
    """Somebody whose every action is counted."""

    def __init__(self, user: User) -> None:
        super().__init__(user.username)
        self.client.force_login(
            user, backend="django.contrib.auth.backends.ModelBackend"
        )
        self.actions = 0

    def open(self, address: str, /, status: int = 200, **query: Any) -> Page:
        self.actions += 1
        return super().open(address, status, **query)

    def send(self, form: Any, page: Page, /, status: int = 200, **typed: Any) -> Page:
        self.actions += 1 + len(typed)
        return super().send(form, page, status, **typed)


def _log() -> bytes:
    """Ten months as a commune keeps them: text days, a merged one, a total at the end."""
    rows: list[tuple[Any, ...]] = []
    for number in range(1, 121):
        day = date(2026, 1, 4) + timedelta(days=number * 2)
        rows.append(
            (
                number, f"{day.day}/{day.month}/{day.year}", f"Hướng dẫn thủ tục số {number}",
                "Tin bài", "", f"{SITE}/tin-{number}", 1,
            )
        )  # fmt: skip
    rows.append((None, None, None, None, None, None, None))
    rows.append(("Tổng cộng", None, None, None, None, None, 120))
    return xlsx(rows, above=("UBND XÃ TAM GIAI", "NHẬT KÝ TUYÊN TRUYỀN NĂM 2026"))


def test_a_commune_is_at_work_on_its_first_day(
    cast: Cast, capsys: pytest.CaptureFixture[str]
):
    Grant.objects.filter(body=cast.commune).exclude(user=cast.head).delete()
    rewrite(Grant.objects.filter(user=cast.head), from_on=TODAY)
    make_channel(cast.province, "lamgiang.gov.vn", name="Cổng thông tin điện tử tỉnh")
    clerk = make_user("province-clerk", "Phan Văn Thư")
    directive = make_directive(make_document(cast.province, clerk), clerk)
    task = make_task(directive, leads=[cast.communes])

    with told_time() as clock:
        clock.set(TODAY)
        head = Counted(cast.head)
        _people(head, cast)
        _channels(head, cast)
        _year_so_far(head, cast)
        _judged_from(head, cast)
        _first_report(head, cast)
        state = head.open(f"/ngay-dau/{cast.commune.pk}/").html

    assert len(state.xpath("//li[contains(@class, 'panel')]//h2")) == 5
    assert "xong 5 trên 5" in " ".join(state.itertext())
    assert Record.objects.filter(body=cast.commune).count() == 120
    assert Record.objects.exclude(channel__owner=cast.commune).count() == 0
    cells = owed(
        body_ids=[cast.commune.pk],
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        on=TODAY,
    )
    before = [cell for cell in cells if cell.window.judged_day < date(2026, 12, 1)]
    assert {cell.task.id for cell in before} == {task.pk}
    assert all(cell.judged_from == date(2026, 12, 1) for cell in before)
    seconds = head.actions * SECONDS_EACH
    with capsys.disabled():
        print(  # noqa: T201
            f"\nfirst day of a commune: {head.actions} actions"
            f" x {SECONDS_EACH} s = {seconds // 60} min {seconds % 60} s"
        )
    assert seconds <= 2 * 3600


def _people(head: Counted, cast: Cast) -> None:
    page = head.open(f"/ngay-dau/{cast.commune.pk}/")
    done = head.send(
        page.form("/moi-danh-sach/"),
        page,
        people="Lê Thị Lan; lan.vhxh; Công chức; Công chức Văn hóa - Xã hội\n"
        "Đỗ Văn Minh; minh.vp; Biên tập; Công chức Văn phòng - Thống kê",
    )
    assert "lan.vhxh" in done.text
    assert f"/ngay-dau/{cast.commune.pk}/" in done.links()


def _channels(head: Counted, cast: Cast) -> None:
    page = head.open(f"/ngay-dau/{cast.commune.pk}/")
    head.send(
        page.form("/kenh/khai-bao/", having="name"),
        page,
        name="Trang thông tin điện tử xã Tam Giai",
        address=SITE,
    )
    page = head.open("/kenh/khai-bao/")
    head.send(page.form(having="kind"), page, kind="radio", name="Đài truyền thanh xã")


def _year_so_far(head: Counted, cast: Cast) -> None:
    page = head.open("/minh-chung/nhap-so/")
    raw = SimpleUploadedFile("nhat-ky-2026.xlsx", _log())
    page = head.send(page.form("/nhap-so/", having="once"), page, file=raw)
    assert "120" in page.text
    assert not Record.objects.exists()
    page = head.send(page.form("/nhap/"), page)
    log = LogImport.objects.get()
    assert log.confirmed_at
    carry_out(log, at=lambda: moment(2026, 11, 21, 10))
    assert "120" in head.open(page.address).text


def _judged_from(head: Counted, cast: Cast) -> None:
    page = head.open(f"/ngay-dau/{cast.commune.pk}/")
    head.send(page.form("/tinh-tu/"), page)


def _first_report(head: Counted, cast: Cast) -> None:
    page = head.open("/bao-cao/moi/")
    head.send(page.form(having="what"), page)
    assert Report.objects.filter(body=cast.commune).exists()
