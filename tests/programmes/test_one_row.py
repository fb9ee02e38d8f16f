"""The same duty from several levels is one row in my work, all sources cited."""

from django.urls import reverse

from tests import factories
from tests.programmes.test_working_pages import words


def test_one_duty_asked_by_two_levels_is_one_row_of_the_strictest(cast):
    def directive(number):
        document = factories.make_document(cast.province, cast.overseer, number=number)
        return factories.make_directive(document, cast.overseer)

    title = "Đăng tin, bài trên trang thông tin"
    first = factories.make_task(
        directive("101"), leads=[cast.communes], title=title, quota_count=2
    )
    stricter = factories.make_task(
        directive("202"),
        leads=[cast.communes],
        title=title,
        quota_count=4,
        restates=first,
    )
    home = cast.client("clerk").get(reverse("desk:home") + "?ky=thang")
    rows = [
        duty
        for _name, duties in home.context["groups"]
        for duty in duties
        if duty.cell.task.id in (first.pk, stricter.pk)
        and duty.cell.window.period.start.month == 11
    ]
    (duty,) = rows
    assert (duty.cell.task.id, duty.cell.target) == (stricter.pk, 4)
    assert [source.id for source in duty.cell.sources] == [first.pk]
    text = words(home)
    assert "Kế hoạch 202/KH-UBND, nhiệm vụ 1" in text
    assert "Kế hoạch 101/KH-UBND, nhiệm vụ 1" in text
