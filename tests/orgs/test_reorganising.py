"""A reorganisation entered by a person: read, looked at, decided; all rows or none."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from loa.audit.models import Entry
from loa.orgs import reorganising
from loa.orgs.models import Body, BodyVersion, Reorganisation, Succession
from loa.orgs.reorganising import BadRows, ChangeRow
from loa.orgs.reorganising.rows import TITLES
from loa.orgs.selectors import version_of, versions_below
from loa.orgs.succession import successors
from tests.cast import TODAY, Cast
from tests.factories import make_body, make_directive, make_document, make_task, moment

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)
EVE = date(2026, 11, 30)
AT = moment(2026, 11, 21)
COMMUNE, WARD = "Ủy ban nhân dân xã Tam Giai", "Ủy ban nhân dân phường Hòa Khê"


@pytest.fixture
def enter(cast: Cast) -> Callable[..., Reorganisation]:
    def run(
        *rows: dict[str, str], who: str = "overseer", on: date = ON
    ) -> Reorganisation:
        over = version_of(cast.province, TODAY)
        assert over
        return reorganising.reorganise(
            over=over,
            rows=[ChangeRow(number, **row) for number, row in enumerate(rows, 1)],
            on=on, by_document="1665/NQ-UBTVQH15", actor=getattr(cast, who),
            acting=cast.acting(who), at=AT,
        )  # fmt: skip

    return run


def name_on(body: Body, on: date) -> str | None:
    found = version_of(body, on)
    return found.name if found else None


MERGED = (
    {"change": "merge", "old": COMMUNE, "new": "x-1", "name": "Ủy ban nhân dân xã Giai Khê"},
    {"change": "merge", "old": WARD, "new": "x-1"},
)  # fmt: skip


def test_two_are_merged_into_a_new_one_with_what_stands_below(
    cast: Cast, enter
) -> None:
    enter(*MERGED)

    new = Body.objects.get(code="x-1")
    assert name_on(new, EVE) is None
    version = version_of(new, ON)
    assert version
    assert (version.name, version.short_name, version.place) == (
        "Ủy ban nhân dân xã Giai Khê", "Xã Giai Khê", "Giai Khê",
    )  # fmt: skip
    assert version.parent_id == cast.province.pk
    for old in (cast.commune, cast.neighbour):
        assert name_on(old, EVE)
        assert name_on(old, ON) is None
        assert [one.body_id for one in successors(old, ON)] == [new.pk]
    office = Succession.objects.get(from_body=cast.culture_office)
    assert (office.to_body, office.is_derived) == (new, True)
    assert version_of(cast.culture_office, ON) is None
    assert Entry.objects.filter(action="orgs.bodies.reorganised").count() == 1


def test_every_kind_of_change_at_once(cast: Cast, enter) -> None:
    third = make_body("Ủy ban nhân dân xã Ba", under=cast.province, unit_type="xã")
    fourth = make_body("Ủy ban nhân dân xã Bốn", under=cast.province, unit_type="xã")
    row = enter(
        {"change": "create", "new": "so-moi", "name": "Sở Mới", "kind": "Sở"},
        {"change": "rename", "old": cast.culture.code, "name": "Sở Văn hóa"},
        {"change": "retype", "old": "Ủy ban nhân dân xã Bốn", "kind": "phường",
         "name": "Ủy ban nhân dân phường Bốn"},
        {"change": "split", "old": COMMUNE, "new": "t-1", "name": "Xã Một", "share": "0,6"},
        {"change": "split", "old": COMMUNE, "new": "t-2", "name": "Xã Hai", "share": "40%"},
        {"change": "part", "old": WARD, "new": fourth.code, "share": "0.25"},
        {"change": "move", "old": "Phòng Văn hóa - Xã hội", "parent": "t-1"},
        {"change": "abolish", "old": "Ủy ban nhân dân xã Ba"},
    )  # fmt: skip

    assert name_on(Body.objects.get(code="so-moi"), ON) == "Sở Mới"
    assert name_on(cast.culture, EVE) == "Sở Văn hóa, Thể thao và Du lịch"
    assert name_on(cast.culture, ON) == "Sở Văn hóa"
    fourth_now = version_of(fourth, ON)
    assert fourth_now
    assert (fourth_now.unit_type, fourth_now.short_name) == ("phường", "Phường Bốn")
    shares = Succession.objects.filter(from_body=cast.commune).order_by("pk")
    assert [str(one.share) for one in shares] == ["0.6000", "0.4000"]
    part = Succession.objects.get(from_body=cast.neighbour)
    assert (part.to_body, str(part.share)) == (fourth, "0.2500")
    assert name_on(cast.neighbour, ON)
    office = version_of(cast.culture_office, ON)
    first = Body.objects.get(code="t-1")
    assert office
    assert (office.parent_id, office.path) == (
        first.pk, f"{version_of(first, ON).path}{cast.culture_office.pk:06d}",
    )  # fmt: skip
    assert Succession.objects.get(from_body=third).to_body is None
    assert len(row.rows) == 8
    # Yesterday stands as it stood.
    assert versions_below(cast.province, EVE).count() == 7


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "Hãy ghi ít nhất một dòng"),
        ([{"change": "abolish", "old": "Xã Không Có"}], "không phải là cơ quan"),
        ([{"change": "abolish", "old": "test-của-ai"}], "không phải là cơ quan"),
        ([{"change": "merge", "old": COMMUNE, "new": "x-1"}], "ghi tên mới"),
        ([{"change": "merge", "old": COMMUNE, "new": COMMUNE}], "thành chính nó"),
        ([{"change": "split", "old": COMMUNE, "new": WARD}], "chia thành một"),
        ([{"change": "rename", "old": COMMUNE}], "Tên mới"),
        ([{"change": "rename", "old": COMMUNE, "name": COMMUNE}], "không có gì thay đổi"),
        ([{"change": "retype", "old": COMMUNE, "kind": "lầu"}], "lầu"),
        ([{"change": "part", "old": COMMUNE, "new": WARD, "share": "3"}], "tỷ lệ"),
        ([{"change": "merge", "old": COMMUNE, "new": WARD},
          {"change": "merge", "old": WARD, "new": "x", "name": "X"}], "cũng chấm dứt"),
        ([{"change": "abolish", "old": COMMUNE},
          {"change": "rename", "old": COMMUNE, "name": "Xã X"}], "chấm dứt cơ quan này"),
        ([{"change": "split", "old": COMMUNE, "new": "a", "name": "A", "share": "0,5"},
          {"change": "split", "old": COMMUNE, "new": "b", "name": "B", "share": "0,4"}],
         "cộng lại bằng 1"),
        ([{"change": "move", "old": COMMUNE, "parent": "Phòng Văn hóa - Xã hội"}],
         "cấp trên của chính nó"),
        ([{"change": "abolish", "old": "Ủy ban nhân dân tỉnh Lam Giang"}], "ở dưới"),
        ([{"change": "create", "new": "x", "name": "X"}], "Loại hình mới"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_told_and_nothing_is_written(cast, enter, rows, told):
    before = BodyVersion.objects.count()
    with pytest.raises(BadRows) as bad:
        enter(
            {"change": "rename", "old": "Sở Nội vụ", "name": "Sở Khác"}, *rows
        ) if rows else enter()
    assert any(told in row.reason for row in bad.value.rows), bad.value.rows
    assert BodyVersion.objects.count() == before
    assert not Reorganisation.objects.exists()


def test_changes_are_entered_in_the_order_of_their_days(enter) -> None:
    enter({"change": "rename", "old": COMMUNE, "name": "Ủy ban nhân dân xã Tam Giang"})
    with pytest.raises(BadRows, match="1 bad rows"):
        enter({"change": "abolish", "old": COMMUNE}, on=EVE)
    with pytest.raises(BadRows):
        enter({"change": "abolish", "old": COMMUNE})
    enter(
        {"change": "abolish", "old": "Ủy ban nhân dân xã Tam Giang"},
        on=ON + timedelta(days=9),
    )


def test_only_who_administers_or_watches_over_it_enters_one(cast: Cast, enter) -> None:
    for who in ("officer", "clerk", "head"):
        with pytest.raises(PermissionDenied):
            enter({"change": "abolish", "old": COMMUNE}, who=who)
    page = reverse("orgs:reorganise", args=[cast.province.pk])
    assert cast.client("clerk").get(page).status_code == 404
    assert cast.client("outsider").post(page).status_code == 404
    own = reverse("orgs:reorganise", args=[cast.commune.pk])
    assert cast.client("clerk").get(own).status_code == 403


def form(*rows: dict[str, str], **more: str) -> dict[str, str]:
    data = {"by_document": "1665/NQ-UBTVQH15", "on": "01/12/2026", "r-TOTAL_FORMS": str(len(rows)),
            "r-INITIAL_FORMS": "0", **more}  # fmt: skip
    for number, row in enumerate(rows):
        data |= {f"r-{number}-{key}": value for key, value in row.items()}
    return data


def test_the_page_shows_what_it_would_do_then_does_it(cast: Cast) -> None:
    make_task(
        make_directive(make_document(cast.province, cast.overseer), cast.overseer),
        leads=[cast.commune],
    )
    client = cast.client("overseer")
    url = reverse("orgs:reorganise", args=[cast.province.pk])
    assert "Sắp xếp" in client.get(url).content.decode()

    looked = client.post(url, form(*MERGED, look="1"))
    assert looked.status_code == 200
    effect = looked.context["effect"]
    assert [line["version"].body_id for line in effect["lines"]] == [
        cast.commune.pk, cast.neighbour.pk, cast.culture_office.pk,
    ]  # fmt: skip
    told = dict(zip(effect["heads"], effect["lines"][0]["counts"], strict=True))
    assert (told["Vai trò của người dùng"], told["Nhiệm vụ nêu tên cơ quan"]) == (2, 1)
    assert not Reorganisation.objects.exists()

    done = client.post(url, form(*MERGED, decide="1", once="k"), follow=True)
    assert "1665/NQ-UBTVQH15" in done.content.decode()
    client.post(url, form(*MERGED, decide="1", once="k"))
    assert Reorganisation.objects.count() == 1
    late = client.post(url, form(*MERGED, decide="1", once="l"))
    assert late.status_code == 422
    assert "Không có gì được ghi" in late.content.decode()


@pytest.mark.parametrize(
    "data",
    [{}, {"on": "x"}, form({"old": COMMUNE}), form({"change": "lost", "old": "x"}),
     {"r-TOTAL_FORMS": "99999", "by_document": "x", "on": "01/12/2026"}],
)  # fmt: skip
def test_bad_input_is_told(cast: Cast, data: dict[str, str]) -> None:
    url = reverse("orgs:reorganise", args=[cast.province.pk])
    page = cast.client("overseer").post(url, data)
    assert page.status_code == 422
    assert not Reorganisation.objects.exists()


def sheet(*rows: list[object], titles: tuple[str, ...] = TITLES) -> SimpleUploadedFile:
    book, out = Workbook(), BytesIO()
    for row in (titles, *rows):
        book.worksheets[0].append(row)
    book.save(out)
    return SimpleUploadedFile("sap-xep.xlsx", out.getvalue())


def test_a_spreadsheet_fills_the_rows(cast: Cast) -> None:
    client = cast.client("overseer")
    url = reverse("orgs:reorganise", args=[cast.province.pk])
    rows = [
        ["Chia", COMMUNE, "t-1", "Xã Một", None, None, 0.5],
        ["Tách một phần", WARD, "t-1", None, None, None, "25%"],
        ["Chia", COMMUNE, "t-2", "Xã Hai", None, None, "0,5"],
    ]
    head = {"by_document": "9/NQ-HĐND", "on": "01/12/2026", "read": "1"}
    page = client.post(url, head | {"sheet": sheet(*rows)})
    assert page.status_code == 200, page.context["sent"].bad
    assert [one.name for one in page.context["effect"]["created"]] == [
        "Xã Một",
        "Xã Hai",
    ]
    assert page.context["sent"].forms.initial[0]["share"] == "0.5"

    bad = client.post(url, head | {"sheet": sheet(["Bay đi", COMMUNE], ["Chia", "Ai"])})
    assert bad.status_code == 422
    assert "Bay đi" in bad.content.decode()
    lost = client.post(url, head | {"sheet": SimpleUploadedFile("x.xlsx", b"not one")})
    assert lost.status_code == 422
    empty = client.get(reverse("orgs:reorganise_sheet", args=[cast.province.pk]))
    book = load_workbook(BytesIO(empty.content))
    assert next(book.worksheets[0].iter_rows(values_only=True)) == TITLES
