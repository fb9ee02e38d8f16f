"""The nation by province: what the roll-ups say, for who watches over it alone."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loa.accounts.models import User
from loa.evidence.models import ProvinceTally
from loa.orgs.models import Body, Kind, Level, Role
from loa.orgs.selectors import acting
from loa.oversight.policies import nation_watched
from loa.programmes.models import Task
from tests.cast import Cast
from tests.factories import (
    give,
    make_body,
    make_directive,
    make_document,
    make_group,
    make_task,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TODAY = date(2026, 11, 21)
PAGE = reverse("oversight:nation")


class World:
    """A nation of two provinces with a national task and one of a province."""

    def __init__(self) -> None:
        self.nation = make_body("Chính phủ", kind=Kind.GOVERNMENT, level=Level.NATION)
        self.ministry = make_body(
            "Bộ Nội vụ", under=self.nation, kind=Kind.MINISTRY, level=Level.NATION
        )
        self.provinces = [self.province(name) for name in ("Sơn Hạ", "Lam Giang")]
        self.communes = [
            make_body(f"Ủy ban nhân dân xã {name}", under=province)
            for name, province in zip(("Tam Giai", "Bến"), self.provinces, strict=True)
        ]
        self.watcher = make_user("watcher")
        give(self.watcher, Role.OFFICER, self.ministry)
        give(self.watcher, Role.OVERSEER, self.nation, with_below=True)
        self.national = self.task(self.nation, "Bài về cải cách hành chính")
        self.own = self.task(self.provinces[0], "Buổi phát thanh")

    def province(self, place: str) -> Body:
        return make_body(
            f"Ủy ban nhân dân tỉnh {place}", under=self.nation, level=Level.PROVINCE,
            place=place, short_name=f"Tỉnh {place}",
        )  # fmt: skip

    def task(self, owner: Body, title: str) -> Task:
        group = make_group(
            f"UBND cấp xã của {owner}", owner=owner,
            kinds=[Kind.PEOPLES_COMMITTEE], levels=[Level.COMMUNE],
        )  # fmt: skip
        paper = make_document(owner, self.watcher)
        directive = make_directive(paper, self.watcher)
        return make_task(directive, leads=[group], title=title)

    def counted(self, task: Task, province: Body, month: int, **columns: int) -> None:
        ProvinceTally.objects.create(
            task=task,
            province=province,
            period_start=date(2026, month, 1),
            **columns,
        )


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("nation", "board"):
        monkeypatch.setattr(f"loa.oversight.views.{module}.today", lambda: TODAY)


@pytest.fixture
def world() -> World:
    made = World()
    first, second = made.provinces
    made.counted(made.national, first, 9, verified=7, late=2)
    made.counted(made.national, first, 10, verified=4, disputed=1)
    made.counted(made.national, second, 10, unobjected=3, rejected=2)
    made.counted(made.own, first, 10, verified=20)
    return made


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def rows(page: object) -> dict[str, tuple[int, int, int]]:
    """By province's place: claimed, verified, late."""
    lines = page.context["nation"].lines
    return {
        line.version.place: (line.claimed, line.columns.verified, line.late)
        for line in lines
    }


def test_all_tasks_are_added_up_by_province_and_for_the_nation(world: World):
    page = browser(world.watcher).get(PAGE, {"nam": 2026})

    assert rows(page) == {"Lam Giang": (5, 0, 0), "Sơn Hạ": (32, 31, 2)}
    nation = page.context["nation"]
    assert (nation.claimed, nation.total.verified, nation.late) == (37, 31, 2)


def test_one_national_task_is_chosen_and_leads_to_the_provinces_board(world: World):
    client = browser(world.watcher)

    page = client.get(PAGE, {"nam": 2026, "nv": world.national.pk})

    assert rows(page) == {"Lam Giang": (5, 0, 0), "Sơn Hạ": (12, 11, 2)}
    assert [task.pk for task in page.context["nation"].tasks] == [world.national.pk]
    link = f"?nam=2026&amp;tren={world.provinces[0].pk}&amp;nv={world.national.pk}"
    assert link in page.content.decode()
    board = client.get(reverse("oversight:board") + link.replace("&amp;", "&"))
    assert board.context["page"].task == world.national
    (line,) = board.context["page"].board.lines
    assert line.version.body_id == world.communes[0].pk


def test_a_year_without_work_says_nothing_but_noughts(world: World):
    page = browser(world.watcher).get(PAGE, {"nam": 2025})

    assert set(rows(page).values()) == {(0, 0, 0)}


def test_odd_words_in_the_address_are_left_at_their_default(world: World):
    page = browser(world.watcher).get(PAGE, {"nam": "x", "nv": "9' OR 1=1"})

    assert page.status_code == 200
    assert page.context["nation"].task is None


def test_the_board_of_a_nation_is_its_provinces_first(world: World):
    page = browser(world.watcher).get(reverse("oversight:board"))

    assert page.headers["Location"] == PAGE


def test_nobody_else_is_told_that_there_is_such_a_page(world: World, cast: Cast):
    clerk, provincial = make_user("bo-clerk"), make_user("tinh-overseer")
    give(clerk, Role.OFFICER, world.ministry)
    give(provincial, Role.OVERSEER, world.provinces[0], with_below=True)
    for user in (clerk, provincial, cast.overseer, cast.clerk, cast.outsider):
        assert browser(user).get(PAGE).status_code == 404
        assert nation_watched(acting(user, chosen=None, on=TODAY), on=TODAY) is None
    assert Client().get(PAGE).status_code == 302
    assert browser(world.watcher).post(PAGE).status_code == 405


def test_more_provinces_and_more_work_ask_no_more_statements(world: World):
    client = browser(world.watcher)

    def statements() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(PAGE, {"nam": 2026}).status_code == 200
        return len(context)

    statements()
    few = statements()
    for number in range(12):
        province = world.province(f"Số {number}")
        commune = make_body(f"Ủy ban nhân dân xã {number}", under=province)
        assert commune
        for month in range(1, 12):
            world.counted(world.national, province, month, verified=month)

    assert statements() == few
