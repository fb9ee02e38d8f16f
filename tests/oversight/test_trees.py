"""Figures by the tree of then and of now: one total, nothing divided by a guess."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from loa.audit.services import MACHINE
from loa.evidence.models import Record, Standing, Verdict
from loa.orgs import services
from loa.orgs.models import Body
from loa.oversight import trees
from loa.reference.models import CommunicationForm
from tests.cast import TODAY, Cast
from tests.factories import make_body, moment

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
AT = moment(2026, 7, 1)
YEAR = {"first": date(2026, 1, 1), "end": date(2027, 1, 1)}
COUNTER = iter(range(1, 10_000))


def done(cast: Cast, body: Body, count: int, day: date, standing: str) -> None:
    for _ in range(count):
        record = Record.objects.create(
            body=body, done_on=day, form=CommunicationForm.objects.get(code="news"),
            title="Tin", address_key=f"x{next(COUNTER)}", quantity=1, recorded_at=AT,
            recorded_by=cast.clerk,
        )  # fmt: skip
        Verdict.objects.create(
            record=record, standing=standing, by_machine=True, recorded_at=AT
        )


def became(old: Body, new: Body, kind: str, share: str | None = None) -> None:
    services.record_succession(
        from_body=old, to_body=new, kind=kind, on=ON, actor=MACHINE, at=AT,
        share=Decimal(share) if share else None,
    )  # fmt: skip


@pytest.fixture
def olds(cast: Cast) -> dict[str, Body]:
    """Three old bodies and two new: A into P, C into Q, B divided between them."""
    made = {
        name: make_body(f"Ủy ban nhân dân xã {name}", under=cast.province)
        for name in "ABC"
    }
    made |= {
        name: make_body(f"Ủy ban nhân dân xã {name}", under=cast.province, since=ON)
        for name in "PQ"
    }
    before, after = date(2026, 3, 5), date(2026, 9, 5)
    done(cast, made["A"], 4, before, Standing.VERIFIED)
    done(cast, made["A"], 1, before, Standing.DISPUTED)
    done(cast, made["B"], 5, before, Standing.VERIFIED)
    done(cast, made["B"], 2, before, Standing.REJECTED)
    done(cast, made["C"], 3, before, Standing.VERIFIED)
    done(cast, made["P"], 6, after, Standing.VERIFIED)
    done(cast, made["Q"], 1, after, Standing.PENDING)
    return made


def table(cast: Cast, tree: trees.Name) -> dict[str, tuple[int, int, int, int]]:
    """By the last word of the name: claimed, verified, disputed, rejected."""
    over = cast.acting("overseer")
    from loa.orgs.selectors import version_of

    top = version_of(cast.province, TODAY)
    assert top
    assert over
    bodies = trees.bodies_of(top, first=YEAR["first"], last=TODAY, now=TODAY)
    found = trees.figures(body_ids=bodies, tree=tree, now=TODAY, **YEAR)
    assert found.claimed == _all_claimed()
    return {
        (line.why and f"{line.why} ") + line.version.name.split()[-1]: (
            line.claimed,
            line.columns.verified,
            line.columns.disputed,
            line.columns.rejected,
        )
        for line in found.lines
    }


def _all_claimed() -> int:
    """The same total in plain SQL, over everything there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(r.quantity) FROM evidence_record r JOIN evidence_verdict v"
            " ON v.record_id = r.id AND v.closed_at IS NULL WHERE r.withdrawn_at IS NULL"
        )
        return int(cursor.fetchone()[0])


def test_a_division_without_shares_stays_on_a_line_of_its_own(
    cast: Cast, olds: dict[str, Body]
) -> None:
    became(olds["A"], olds["P"], "merge")
    became(olds["C"], olds["Q"], "merge")
    became(olds["B"], olds["P"], "split")
    became(olds["B"], olds["Q"], "split")

    # Written by hand: claimed, verified, disputed, rejected. 22 in both trees.
    assert table(cast, "then") == {
        "A": (5, 4, 1, 0),
        "B": (7, 5, 0, 2),
        "C": (3, 3, 0, 0),
        "P": (6, 6, 0, 0),
        "Q": (1, 0, 0, 0),
    }
    assert table(cast, "now") == {
        "P": (11, 10, 1, 0),
        "Q": (4, 3, 0, 0),
        "undivided B": (7, 5, 0, 2),
    }


def test_a_division_with_shares_on_record_is_divided_and_makes_the_whole(
    cast: Cast, olds: dict[str, Body]
) -> None:
    became(olds["A"], olds["P"], "merge")
    became(olds["C"], olds["Q"], "merge")
    became(olds["B"], olds["P"], "split", "0.6")
    became(olds["B"], olds["Q"], "split", "0.4")

    # B: verified 5 → 3 and 2; rejected 2 → 1.2 and 0.8: each one.
    assert table(cast, "now") == {"P": (15, 13, 1, 1), "Q": (7, 5, 0, 1)}


@pytest.mark.parametrize("second", [None, "0.3"])
def test_shares_that_do_not_make_one_divide_nothing(
    cast: Cast, olds: dict[str, Body], second: str | None
) -> None:
    became(olds["B"], olds["P"], "split", "0.6")
    became(olds["B"], olds["Q"], "split", second)

    assert table(cast, "now")["undivided B"] == (7, 5, 0, 2)


def test_what_a_later_merger_took_is_followed_to_its_end(
    cast: Cast, olds: dict[str, Body]
) -> None:
    became(olds["A"], olds["P"], "merge")
    services.record_succession(
        from_body=olds["P"], to_body=olds["Q"], kind="merge", on=date(2026, 10, 1),
        actor=MACHINE, at=AT,
    )  # fmt: skip

    assert table(cast, "now")["Q"] == (12, 10, 1, 0)


def test_the_page_switches_between_the_trees(
    cast: Cast, olds: dict[str, Body], monkeypatch: pytest.MonkeyPatch
) -> None:
    became(olds["A"], olds["P"], "merge")
    became(olds["B"], olds["P"], "split")
    became(olds["B"], olds["Q"], "split")
    for module in ("loa.oversight.views.trees", "loa.orgs.middleware"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    page, overseer = reverse("oversight:trees"), cast.client("overseer")
    over = {"tren": cast.province.pk, "nam": 2026}

    then = overseer.get(page, over).content.decode()
    now = overseer.get(page, over | {"cay": "nay"}).content.decode()

    assert "xã A" in then
    assert "xã A <" not in now
    assert "Chưa chia: Ủy ban nhân dân xã B" in now
    assert cast.client("outsider").get(page, over).status_code == 404
    assert overseer.post(page).status_code == 405
    assert (
        overseer.get(page, {"nam": "x", "cay": "?", "tren": "9" * 30}).status_code
        == 200
    )
