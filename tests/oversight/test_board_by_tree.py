"""The board and its export by the tree of then and of now: one sum in both (R-02)."""

import io
from collections import Counter
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from loa.audit.services import MACHINE
from loa.evidence.models import Tally
from loa.orgs import services
from loa.orgs.models import BodyVersion, Kind, Level
from loa.oversight.filters import Filters
from loa.oversight.reading import read_board
from tests.factories import (
    make_body,
    make_directive,
    make_document,
    make_group,
    make_task,
    moment,
    rewrite,
)

pytestmark = pytest.mark.django_db
CHANGE, TODAY = date(2026, 7, 1), date(2026, 11, 21)
AT = moment(2026, 7, 1)
BOARD = "/bang-theo-doi/"


@pytest.fixture
def world(cast):
    """A goes into P, C into Q, B is divided between them; each owes two items a month.

    Claimed before the change, verified and disputed: A 4 + 1, B 5 + 0, C 3 + 0 (March);
    after it (September) P 6 + 0 and Q 0 + 1.
    """
    bodies = {
        name: make_body(
            f"Ủy ban nhân dân xã {name}", under=cast.province, until=until, since=since
        )
        for names, since, until in (
            ("ABC", date(2025, 7, 1), CHANGE),
            ("PQ", CHANGE, None),
        )
        for name in names
    }
    group = make_group(
        "Các xã", owner=cast.province, kinds=[Kind.PEOPLES_COMMITTEE],
        levels=[Level.COMMUNE],
    )  # fmt: skip
    document = make_document(cast.home_office, cast.overseer, issuer=cast.province)
    directive = make_directive(document, cast.overseer)
    task = make_task(directive, leads=[group])
    for name, month, verified, disputed in (
        ("A", 3, 4, 1), ("B", 3, 5, 0), ("C", 3, 3, 0), ("P", 9, 6, 0), ("Q", 9, 0, 1),
    ):  # fmt: skip
        Tally.objects.create(
            task=task, body=bodies[name], period_start=date(2026, month, 1),
            verified=verified, disputed=disputed,
        )  # fmt: skip
    for old, new, share in cast_changes():
        became(bodies[old], bodies[new], share)
    return task


def cast_changes():
    return (
        ("A", "P", None), ("C", "Q", None), ("B", "P", Decimal("0.6")),
        ("B", "Q", Decimal("0.4")),
    )  # fmt: skip


def became(old, new, share):
    services.record_succession(
        from_body=old, to_body=new, kind="split" if share else "merge", on=CHANGE,
        actor=MACHINE, at=AT, share=share,
    )  # fmt: skip


def read(cast, tree, **query):
    filters = Filters(year=2026, month=11, tree_of_now=tree == "now", **query)
    return read_board(
        cast.acting("overseer"), filters, on=TODAY, at=moment(2026, 11, 21)
    )


def table(page, month):
    """By the last word of the name: claimed, verified, target of one month."""
    found = {}
    for line in page.board.lines:
        for column, cell in zip(page.board.columns, line.cells, strict=True):
            if cell and column.period.start == date(2026, month, 1):
                name = (line.why and f"{line.why} ") + line.version.name.split()[-1]
                sums = (sum(cell.columns), cell.columns[0], cell.cell.target)
                found[name] = sums
    return {name: sums for name, sums in found.items() if len(name.split()[-1]) == 1}


def sums(page):
    board = page.board
    lines = Counter()
    for line in board.lines:
        for cell in filter(None, line.cells):
            lines.update(claimed=sum(cell.columns), target=cell.cell.target)
    return sum(board.columns_total), board.columns_total, board.late_total, lines


def test_by_the_tree_of_now_merged_and_shared_figures_stand_with_the_heirs(cast, world):
    # Written by hand. March: 13 claimed, 12 verified, a target of 6, in both trees.
    assert table(read(cast, "then"), 3) == {
        "A": (5, 4, 2),
        "B": (5, 5, 2),
        "C": (3, 3, 2),
    }
    # B: verified 5 → 3 and 2; target 2 → 1.2 and 0.8: each one.
    assert table(read(cast, "now"), 3) == {"P": (8, 7, 3), "Q": (5, 5, 3)}
    for tree in ("then", "now"):
        assert table(read(cast, tree), 9) == {"P": (6, 6, 2), "Q": (1, 0, 2)}


def test_both_trees_have_one_sum(cast, world):
    then, now = read(cast, "then"), read(cast, "now")
    assert sums(then) == sums(now)
    assert sums(then)[0] == 20
    assert then.has_ended
    names = [name for line in now.board.lines for name in line.of]
    assert sorted(name.split()[-1] for name in names) == ["A", "B", "B", "C"]


def test_a_division_without_shares_keeps_a_line_of_its_own(cast, world):
    from loa.orgs.models import Succession

    rewrite(Succession.objects.filter(kind="split"), share=None)
    now = read(cast, "now")
    assert table(now, 3) == {
        "P": (5, 4, 2),
        "Q": (3, 3, 2),
        "undivided B": (5, 5, 2),
    }
    assert sums(now) == sums(read(cast, "then"))
    page = cast.client("overseer").get(f"{BOARD}?nam=2026&cay=nay&nv={world.pk}")
    assert "Chưa chia" in page.content.decode()


def test_of_two_states_in_one_cell_the_one_that_presses_most_is_shown(cast, world):
    by_tasks = read(cast, "now", view="nhiem-vu")
    assert {line.why for line in by_tasks.board.lines} == {""}
    Tally.objects.filter(body__versions__name__endswith="xã A").delete()
    march = next(
        number
        for number, column in enumerate(read(cast, "now").board.columns)
        if column.period.start == date(2026, 3, 1)
    )
    line = next(
        line
        for line in read(cast, "now").board.lines
        if line.version.name.endswith("P")
    )
    # A has nothing and missed March; that B's part is met does not hide it.
    assert line.cells[march].state == "missed"


def test_page_and_export_offer_the_choice_in_the_address(cast, world):
    overseer = cast.client("overseer")
    address = f"{BOARD}?nam=2026&nv={world.pk}"
    then = overseer.get(address).content.decode()
    assert "cay=nay" in then
    now = overseer.get(f"{address}&cay=nay")
    assert now.status_code == 200
    assert "xuat.xlsx?nam=2026" in now.content.decode()
    assert "cay=nay" in now.context["export_query"]

    def claimed(tree):
        made = overseer.get(f"{BOARD}xuat.xlsx?nam=2026&nv={world.pk}{tree}")
        book = openpyxl.load_workbook(io.BytesIO(made.content))
        rows = list(book.worksheets[1].iter_rows(values_only=True))
        head = next(n for n, row in enumerate(rows) if "Đã khai" in row)
        at = rows[head].index("Đã khai")
        names = [row[0] for row in rows[head + 1 :] if isinstance(row[at], int)]
        return sum(row[at] for row in rows[head + 1 :] if isinstance(row[at], int)), {
            name.split()[-1] for name in names
        }

    total, names = claimed("")
    assert (total, names >= {"A", "B", "C", "P", "Q"}) == (20, True)
    total, names = claimed("&cay=nay")
    assert (total, names & {"A", "B", "C"}) == (20, set())


def test_a_cell_of_an_heir_opens_the_proof_of_whose_it_is(cast, world):
    page = cast.client("overseer").get(f"{BOARD}?nam=2026&cay=nay&nv={world.pk}")
    former = [
        BodyVersion.objects.get(name__endswith=f"xã {name}").body_id for name in "BC"
    ]
    shown = next(
        ref
        for body in former
        if (ref := f"{world.pk}-{body}-2026-03-01") in page.content.decode()
    )
    drawer = cast.client("overseer").get(
        f"{BOARD}?nam=2026&cay=nay&nv={world.pk}&o={shown}"
    )
    assert drawer.status_code == 200


def test_nobody_sees_more_by_it(cast, world):
    assert cast.client("outsider").get(f"{BOARD}?cay=nay").status_code == 200
    over = cast.province.pk
    assert (
        cast.client("outsider").get(f"{BOARD}?cay=nay&tren={over}").status_code == 404
    )
