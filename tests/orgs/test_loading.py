"""Bodies brought in: the country, a spreadsheet, and the same again."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from loa.audit.models import Entry
from loa.audit.services import MACHINE
from loa.cli import main
from loa.orgs import loading, selectors
from loa.orgs.loading.country import DATA, DataSpoilt, country_rows, newest_units
from loa.orgs.models import Body, BodyVersion
from tests.factories import moment

ON = date(2026, 11, 21)
AT = moment(2026, 11, 21)
HEADING = ["Mã", "Tên", "Loại", "Cấp", "Mã cấp trên", "Vĩ độ", "Kinh độ"]
PROVINCE = ["lg", "Ủy ban nhân dân tỉnh Lam Giang", "UBND", "tỉnh", "", "21,5", "105.7"]
COMMUNE = ["lg.1", "Ủy ban nhân dân xã Tam Giai", "UBND", "xã", "lg", "", ""]


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    page = book.active
    assert page
    page.title = "Cơ quan"
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def load(*rows: list[object], on: date = ON) -> loading.Differences:
    found = loading.compare(loading.sheet_rows(sheet(*rows)), on=on)
    loading.apply_differences(found, actor=MACHINE, at=AT)
    return found


def test_the_country_has_34_provinces_and_3321_communes_with_codes_and_positions() -> (
    None
):
    rows = [
        row
        for row in country_rows(with_offices=False)
        if row.kind == "peoples_committee"
    ]

    provinces = [row for row in rows if row.level == "province"]
    communes = [row for row in rows if row.level == "commune"]
    assert (len(provinces), len(communes)) == (34, 3321)
    assert len({row.code for row in rows}) == 3355
    assert all(8 <= (row.latitude or 0) <= 24 for row in rows)
    assert all(102 <= (row.longitude or 0) <= 118 for row in rows)


def test_the_table_of_units_must_have_the_digest_noted_beside_it(
    tmp_path: Path,
) -> None:
    units = newest_units()
    spoilt = tmp_path / units.name
    spoilt.write_bytes(units.read_bytes() + b"99999,commune,x,y,01,1,1\n")
    spoilt.with_suffix(".toml").write_bytes(units.with_suffix(".toml").read_bytes())

    with pytest.raises(DataSpoilt):
        next(country_rows(spoilt))

    assert units.parent == DATA


@pytest.mark.django_db
def test_one_command_loads_the_country_and_again_changes_nothing() -> None:
    first = CliRunner().invoke(main, ["load-bodies", "--country", "--yes"])
    again = CliRunner().invoke(main, ["load-bodies", "--country", "--yes"])

    assert first.exit_code == 0, first.output
    assert again.output.startswith("0 new, 0 changed,")
    below_cao_bang = selectors.versions_below(Body.objects.get(code="vn.04"), ON)
    assert below_cao_bang.filter(kind="peoples_committee").count() == 56
    assert Body.objects.filter(code="vn.01.00004.vhxh").exists()


@pytest.mark.django_db
def test_a_sheet_makes_the_tree() -> None:
    load(HEADING, COMMUNE, PROVINCE)

    commune = BodyVersion.objects.get(name="Ủy ban nhân dân xã Tam Giai")
    province = BodyVersion.objects.get(name="Ủy ban nhân dân tỉnh Lam Giang")
    assert commune.path == province.path + f"{commune.body_id:06d}"
    assert (province.latitude, province.longitude) == (21.5, 105.7)
    assert Entry.objects.get().action == "orgs.bodies.loaded"


@pytest.mark.django_db
def test_loading_again_makes_a_dated_version_and_keeps_the_old_name() -> None:
    load(HEADING, PROVINCE, COMMUNE, on=date(2026, 1, 1))

    found = load(
        HEADING,
        PROVINCE,
        [*COMMUNE[:1], "Ủy ban nhân dân phường Tam Giai", *COMMUNE[2:]],
    )

    body = Body.objects.get(code="lg.1")
    before, after = (
        selectors.version_of(body, date(2026, 11, 20)),
        selectors.version_of(body, ON),
    )
    assert before
    assert after
    assert (before.name, after.name) == (
        "Ủy ban nhân dân xã Tam Giai",
        "Ủy ban nhân dân phường Tam Giai",
    )
    assert [change.row.code for change in found.changed] == ["lg.1"]


@pytest.mark.django_db
def test_a_body_that_moves_takes_everything_below_along() -> None:
    other = ["sh", "Ủy ban nhân dân tỉnh Sơn Hạ", "UBND", "tỉnh", "", "", ""]
    office = ["lg.1.v", "Phòng Văn hóa - Xã hội", "Phòng", "xã", "lg.1", "", ""]
    load(HEADING, PROVINCE, other, COMMUNE, office, on=date(2026, 1, 1))

    load(HEADING, PROVINCE, other, [*COMMUNE[:4], "sh", "", ""], office)

    son_ha = Body.objects.get(code="sh")
    now = {version.body.code for version in selectors.versions_below(son_ha, ON)}
    then = selectors.versions_below(son_ha, date(2026, 11, 20))
    assert now == {"lg.1", "lg.1.v"}
    assert not then.exists()


@pytest.mark.django_db
def test_every_bad_row_is_told_and_nothing_is_written() -> None:
    bad = sheet(
        HEADING,
        PROVINCE,
        ["", "Không có mã", "UBND", "xã", "lg", "", ""],
        ["lg.2", "", "UBND", "xã", "lg", "", ""],
        ["lg.3", "Loại lạ", "câu lạc bộ", "xã", "lg", "", ""],
        ["lg.4", "Cấp trên lạ", "UBND", "xã", "xx", "", ""],
        ["lg", "Trùng mã", "UBND", "xã", "", "", ""],
        ["lg.5", "Vị trí lạ", "UBND", "xã", "lg", "910", ""],
    )

    with pytest.raises(loading.BadSheet) as caught:
        loading.sheet_rows(bad)

    assert [(row.sheet, row.row) for row in caught.value.rows] == [
        ("Cơ quan", number) for number in (3, 4, 5, 6, 7, 8)
    ]
    assert not Body.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rows",
    [
        [["lg.1", "A", "UBND", "xã", "lg.2"], ["lg.2", "B", "UBND", "xã", "lg.1"]],
        [["lg.1", "A", "UBND", "xã", "lg.1"]],
    ],
    ids=["two in a ring", "above itself"],
)
def test_a_ring_of_superiors_is_refused(rows: list[list[object]]) -> None:
    with pytest.raises(loading.BadSheet):
        loading.sheet_rows(sheet(HEADING[:5], *rows))


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"not a spreadsheet", b"PK\x03\x04 broken"])
def test_bytes_that_are_no_spreadsheet_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(loading.BadSheet) as caught:
        loading.sheet_rows(content)

    assert ".xlsx" in caught.value.rows[0].reason


@pytest.mark.django_db
def test_demo_bodies_and_real_ones_never_meet() -> None:
    rows = loading.sheet_rows(sheet(HEADING, PROVINCE))
    loading.apply_differences(
        loading.compare(rows, on=ON), actor=MACHINE, at=AT, is_demo=True
    )

    said = CliRunner().invoke(
        main, ["load-bodies", "--country", "--without-offices", "--yes"]
    )

    assert said.exit_code == 1
    assert "demo" in said.output
    assert Body.objects.count() == 1


@pytest.mark.django_db
def test_the_command_tells_bad_rows_by_sheet_and_row(tmp_path: Path) -> None:
    path = tmp_path / "bodies.xlsx"
    path.write_bytes(sheet(HEADING, ["", "Không có mã", "UBND", "xã", "", "", ""]))

    said = CliRunner().invoke(main, ["load-bodies", "--from", str(path), "--yes"])

    assert said.exit_code == 1
    assert "Cơ quan: 2:" in said.output
    assert "Nothing was written" in said.output
