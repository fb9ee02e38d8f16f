"""Filters in the address, the country by province, the map and the picture."""

from datetime import date

import pytest
from django.urls import reverse

from loa.evidence.models import ProvinceTally
from loa.orgs.models import BodyVersion, Level, Role
from loa.oversight.board import by_periods
from loa.oversight.places import places
from loa.oversight.stacked import stacked
from loa.programmes.models import Assignment
from tests.cast import TODAY, Cast
from tests.factories import give, make_body, make_programme, moment
from tests.oversight.worlds import monthly_quota, tally


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("loa.oversight.views.board", "loa.orgs.middleware"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


def page(cast: Cast, **query: object) -> str:
    answer = cast.client("overseer").get(reverse("oversight:board"), query)
    return answer.content.decode()


def test_tasks_are_filtered_by_programme_and_channel_in_the_address(cast: Cast) -> None:
    programme = make_programme(cast.province)
    web = monthly_quota(cast)
    web.directive.programme = programme
    web.directive.save()
    radio = monthly_quota(cast, title="Buổi phát thanh", channel_kinds=["radio"])

    assert radio.title in page(cast, xem="nhiem-vu", kenh="radio")
    assert web.title not in page(cast, xem="nhiem-vu", kenh="radio")
    assert radio.title not in page(cast, xem="nhiem-vu", ct=programme.pk)
    assert web.title in page(cast, xem="nhiem-vu", ct=programme.pk)


def test_each_cell_shows_its_six_columns_when_the_address_asks(cast: Cast) -> None:
    task = monthly_quota(cast)
    tally(task, cast.commune, 3, verified=1, pending=1, rejected=2, disputed=1)

    found = page(cast, cot="1")

    assert 'class="stacked"' not in page(cast)
    assert (
        'aria-label="1 đã xác minh, 1 chờ xem xét, 1 có nghi vấn, 2 bị bác"' in found
        or "2 bị bác" in found
    )


def test_the_stacked_figure_keeps_every_column_and_the_target() -> None:
    drawn = stacked((1, 2, 3, 4, 5, 6), 2)

    for css in ("b-v", "b-o", "b-k", "b-p", "b-d", "b-r", "b-t"):
        assert f'class="{css}"' in drawn


def test_the_reason_of_a_good_outlook_is_told_too(cast: Cast) -> None:
    task = monthly_quota(cast)
    for month in range(1, 11):
        tally(task, cast.commune, month, verified=2)
    tally(task, cast.commune, 11, verified=2)

    assert "đủ chỉ tiêu" in page(cast)


def test_bodies_are_drawn_where_they_are_and_listed_where_nobody_knows(
    cast: Cast,
) -> None:
    task = monthly_quota(cast)
    BodyVersion.objects.filter(body=cast.commune).update(
        latitude=21.60, longitude=105.79
    )
    board = by_periods(
        body_ids=[cast.commune.pk, cast.neighbour.pk], task_id=task.pk,
        first=date(2026, 1, 1), last=date(2026, 12, 31), on=TODAY,
    )  # fmt: skip

    found = places(board.lines, 10)

    assert [dot.version.body_id for dot in found.dots] == [cast.commune.pk]
    assert [v.body_id for v, _state in found.unplaced] == [cast.neighbour.pk]
    text = page(cast)
    assert "Chưa có tọa độ nên không vẽ" in text
    assert "Xem dạng bảng" in text


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_board_is_a_picture_for_a_slide(cast: Cast, form: str) -> None:
    task = monthly_quota(cast, title="Tin <bài> & ảnh")
    tally(task, cast.commune, 3, verified=2)

    answer = cast.client("overseer").get(reverse("oversight:picture", args=[form]))

    assert "attachment" in answer["Content-Disposition"]
    if form == "svg":
        text = answer.content.decode()
        assert "Tin &lt;bài&gt; &amp; ảnh, 2026" in text
        assert "Xã Tam Giai" in text
        assert "Không đạt" in text
    else:
        assert answer.content.startswith(b"\x89PNG")
        assert int.from_bytes(answer.content[16:20]) == 1920


def test_a_country_is_shown_province_by_province(cast: Cast) -> None:
    nation = make_body("Chính phủ", level=Level.NATION, kind="government")
    give(cast.overseer, Role.OVERSEER, nation, with_below=True)
    for body in (cast.province, cast.other_province):
        path = f"{nation.pk:06d}{body.pk:06d}"
        BodyVersion.objects.filter(body=body).update(path=path, parent=nation)
    task = monthly_quota(cast)
    ProvinceTally.objects.create(
        province=cast.province, task=task, period_start=date(2026, 3, 1), verified=7,
        disputed=2,
    )  # fmt: skip
    Assignment.objects.create(
        task=task, body=cast.province, printed="UBND tỉnh", from_on=task.from_on,
        recorded_at=moment(2026, 1, 22),
    )  # fmt: skip

    text = page(cast, tren=nation.pk)

    assert "tỉnh Sơn Hạ" in text
    assert f"tren={cast.province.pk}" in text
    assert 'class="heat"' not in text


def test_a_large_board_comes_in_pages(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loa.oversight.reading.PAGE", 1)
    monkeypatch.setattr("loa.oversight.views.board.PAGE", 1)
    monthly_quota(cast)

    def bodies(text: str) -> str:
        return text[text.index('id="bang-nhiet"') : text.index("</table>")]

    first, second = bodies(page(cast)), bodies(page(cast, trang=2))

    assert ("Phường Hòa Khê" in first, "Xã Tam Giai" in first) == (True, False)
    assert ("Phường Hòa Khê" in second, "Xã Tam Giai" in second) == (False, True)
