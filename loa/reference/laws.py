"""The dated list of law: read from a file, compared, brought up to date.

The list of the package is ``loa/reference/data/laws.csv``. An installation keeps its
own beside it in the same columns and loads it with ``loa load-laws FILE``.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from django.db import transaction

from loa.audit import services as audit
from loa.domain.text import code_of, fold
from loa.reference.models import LegalDocument

COLUMNS = (
    "number", "kind", "name", "issuer", "issued_on", "effective_from", "effective_to",
    "replaced_by", "amended_by", "aliases", "is_verified", "source",
)  # fmt: skip
_TRUTH = {"yes": True, "no": False}
_LENGTHS = {"number": 60, "kind": 60, "name": 400, "issuer": 200, "source": 300}


class BadLaws(ValueError):
    """Lines of a list that cannot be taken: ``problems`` is (line number, why)."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        super().__init__("; ".join(f"{line}: {why}" for line, why in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class LawRow:
    """One law of a list. A day that nobody gave is None."""

    number: str
    kind: str
    name: str
    issuer: str
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    replaced_by: str
    amended_by: tuple[str, ...]
    aliases: tuple[str, ...]
    is_verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading changed: printed numbers."""

    added: tuple[str, ...]
    changed: tuple[str, ...]


def packaged() -> str:
    """Return the list that comes with the program."""
    found = files("loa.reference") / "data" / "laws.csv"
    return found.read_text(encoding="utf-8")


def read_laws(text: str) -> list[LawRow]:
    """Read a list in CSV.

    :raises BadLaws: with every line that cannot be taken, and why
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BadLaws([(1, f"missing columns: {', '.join(missing)}")])
    rows: list[LawRow] = []
    problems: list[tuple[int, str]] = []
    for line, raw in enumerate(reader, start=2):
        try:
            rows.append(_row({name: (raw[name] or "").strip() for name in COLUMNS}))
        except ValueError as error:
            problems.append((line, str(error)))
    known = {code_of(row.number) for row in rows}
    problems += [
        (line, f"replaced_by {row.replaced_by} is not in the list")
        for line, row in enumerate(rows, start=2)
        if row.replaced_by and code_of(row.replaced_by) not in known
    ]
    if problems:
        raise BadLaws(sorted(problems))
    return rows


def _row(raw: dict[str, str]) -> LawRow:
    if not code_of(raw["number"]) or not raw["name"]:
        raise ValueError("number and name are needed")
    for name, length in _LENGTHS.items():
        if len(raw[name]) > length:
            raise ValueError(f"{name} is longer than {length} letters")
    if raw["is_verified"] not in _TRUTH:
        raise ValueError("is_verified must be yes or no")
    row = LawRow(
        number=raw["number"],
        kind=raw["kind"],
        name=raw["name"],
        issuer=raw["issuer"],
        issued_on=_day(raw, "issued_on"),
        effective_from=_day(raw, "effective_from"),
        effective_to=_day(raw, "effective_to"),
        replaced_by=raw["replaced_by"],
        amended_by=_several(raw["amended_by"]),
        aliases=tuple(fold(name) for name in _several(raw["aliases"])),
        is_verified=_TRUTH[raw["is_verified"]],
        source=raw["source"],
    )
    if (
        row.effective_from
        and row.effective_to
        and row.effective_to < row.effective_from
    ):
        raise ValueError("effective_to is before effective_from")
    if row.is_verified and not row.source:
        raise ValueError("a verified law names its source")
    return row


def _day(raw: dict[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(raw[name]) if raw[name] else None
    except ValueError:
        raise ValueError(f"{name} must be a day as 2026-07-01") from None


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for raw in text.split(";") if (part := raw.strip()))


@transaction.atomic
def load_laws(rows: list[LawRow], *, actor: audit.Actor, at: datetime) -> Loaded:
    """Bring the stored list up to date with a list; what is not in it stays.

    :returns: the numbers added and changed; loading the same again changes nothing
    """
    held = {(row.code, row.issued_on): row for row in LegalDocument.objects.all()}
    stored: dict[str, LegalDocument] = {}
    added, changed = [], []
    for row in rows:
        code = code_of(row.number)
        # A day that was not known before is taken into the row that had none.
        law = held.get((code, row.issued_on)) or held.get((code, None))
        if law is None:
            law = LegalDocument(code=code)
            added.append(row.number)
        elif _differs(law, row):
            changed.append(row.number)
        stored[code] = _save(law, row)
    for row in rows:
        _set_successor(
            stored[code_of(row.number)], stored.get(code_of(row.replaced_by))
        )
    loaded = Loaded(tuple(added), tuple(changed))
    if added or changed:
        detail = {"added": added, "changed": changed}
        audit.record(actor=actor, action="reference.laws.loaded", at=at, detail=detail)
    return loaded


def _values(row: LawRow) -> dict[str, object]:
    names = [name for name in COLUMNS if name != "replaced_by"]
    values = {name: getattr(row, name) for name in names}
    return values | {
        "amended_by": list(row.amended_by),
        "aliases": list(row.aliases),
    }


def _differs(law: LegalDocument, row: LawRow) -> bool:
    successor = law.replaced_by.number if law.replaced_by else ""
    same = all(getattr(law, name) == value for name, value in _values(row).items())
    return not same or successor != row.replaced_by


def _save(law: LegalDocument, row: LawRow) -> LegalDocument:
    for name, value in _values(row).items():
        setattr(law, name, value)
    law.save()
    return law


def _set_successor(law: LegalDocument, successor: LegalDocument | None) -> None:
    if law.replaced_by != successor:
        law.replaced_by = successor
        law.save(update_fields=["replaced_by"])
