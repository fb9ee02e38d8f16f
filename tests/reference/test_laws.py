"""The dated list of law: read, loaded twice without harm, never guessed (R-11)."""

import csv
import io
from datetime import date

import pytest
from click.testing import CliRunner

from loa.audit.models import Entry
from loa.audit.services import MACHINE
from loa.cli.load_laws import command
from loa.documents.laws import match_laws
from loa.documents.models import Citation
from loa.domain.text import code_of
from loa.reference import laws
from loa.reference.models import LegalDocument
from tests.factories import make_document, moment

AT = moment(2026, 11, 22)
ROW = {
    "number": "99/2027/NĐ-CP", "kind": "Nghị định", "name": "Thông tin trên mạng",
    "issuer": "Chính phủ", "issued_on": "2027-01-05", "effective_from": "2027-03-01",
    "effective_to": "", "replaced_by": "", "amended_by": "", "aliases": "",
    "is_verified": "yes", "source": "Công báo",
}  # fmt: skip


def sheet(*changed: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=laws.COLUMNS)
    writer.writeheader()
    writer.writerows(ROW | one for one in changed)
    return out.getvalue()


def test_the_packaged_list_names_its_sources_and_is_what_the_migration_loaded(db):
    rows = laws.read_laws(laws.packaged())

    assert all(row.source for row in rows if row.is_verified)
    assert len({row.number for row in rows}) == len(rows)
    loaded = laws.load_laws(rows, actor=MACHINE, at=AT)
    assert (loaded.added, loaded.changed) == ((), ())
    assert not Entry.objects.filter(action="reference.laws.loaded").exists()
    # what was replaced in 2025 and 2026 says from when, and by what
    old = LegalDocument.objects.get(number="42/2022/NĐ-CP")
    assert (old.effective_to, str(old.replaced_by), old.is_verified) == (
        date(2026, 7, 1), "Nghị định 224/2026/NĐ-CP", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"number": ""}, "number and name are needed"),
        ({"name": "x" * 401}, "name is longer than 400 letters"),
        ({"issued_on": "5/1/2027"}, "issued_on must be a day"),
        ({"effective_to": "2027-01-01"}, "effective_to is before effective_from"),
        ({"is_verified": "maybe"}, "is_verified must be yes or no"),
        ({"source": ""}, "a verified law names its source"),
        (
            {"replaced_by": "1/2028/NĐ-CP"},
            "replaced_by 1/2028/NĐ-CP is not in the list",
        ),
    ],
)
def test_a_line_that_cannot_be_is_named_with_its_reason(changed, why):
    with pytest.raises(laws.BadLaws) as refused:
        laws.read_laws(sheet({}, changed))

    assert refused.value.problems[0][0] == 3
    assert why in refused.value.problems[0][1]


def test_a_list_without_its_columns_is_refused():
    with pytest.raises(laws.BadLaws, match="missing columns"):
        laws.read_laws("number,name\n1/2027/NĐ-CP,x\n")


def test_the_command_loads_a_list_and_links_what_papers_cite(cast, tmp_path):
    document = make_document(cast.commune, cast.clerk, status="confirmed")
    cited = Citation.objects.create(
        document=document, kind="legal_basis", number="99/2027/NĐ-CP",
        code="99/2027/nd-cp",
    )  # fmt: skip
    path = tmp_path / "luat.csv"
    path.write_text(sheet({}), encoding="utf-8")
    run = CliRunner().invoke

    assert "1 added" in run(command, [str(path), "--dry-run"]).output
    assert not LegalDocument.objects.filter(number="99/2027/NĐ-CP").exists()
    said = run(command, [str(path)])
    assert "1 added, 0 changed, 1 citations" in said.output
    cited.refresh_from_db()
    assert cited.law == LegalDocument.objects.get(number="99/2027/NĐ-CP")
    assert "0 added, 0 changed, 0 citations" in run(command, [str(path)]).output
    path.write_text(sheet({"effective_from": "2027-04-01"}), encoding="utf-8")
    assert "0 added, 1 changed" in run(command, [str(path)]).output
    path.write_text(sheet({"is_verified": "?"}), encoding="utf-8")
    refused = run(command, [str(path)])
    assert refused.exit_code == 1
    assert "2: is_verified must be yes or no" in refused.output
    path.write_bytes("số".encode("utf-16"))
    assert "not UTF-8" in run(command, [str(path)]).output


MEANT = [
    ({"number": "76/NQ-CP", "issued_on": date(2021, 7, 15)}, "76/NQ-CP"),
    # such numbers are given anew each year: the day decides
    ({"number": "76/NQ-CP", "issued_on": date(2019, 9, 4)}, None),
    ({"number": "76/NQ-CP"}, None),
    # a number with its year is given once
    ({"number": "42/2022/NĐ-CP"}, "42/2022/NĐ-CP"),
    ({"number": "72/2025/QH15", "issued_on": date(2025, 6, 17)}, None),
    ({"name": "Luật Bảo vệ dữ liệu cá nhân"}, "91/2025/QH15"),
    # two laws of one name: not told which
    ({"name": "Luật Báo chí"}, None),
    # an older law of the name than the list has
    ({"name": "Luật An ninh mạng", "issued_on": date(2018, 6, 12)}, None),
    ({"name": "Luật Giáo dục"}, None),
]


def test_a_law_is_meant_only_when_it_is_just_one(cast):
    document = make_document(cast.commune, cast.clerk)
    for said, number in MEANT:
        cited = Citation(
            document=document, code=code_of(said.get("number", "")), **said
        )

        match_laws([cited])

        assert (cited.law.number if cited.law else None) == number, said
