"""Kinds of document: what each has, and the bare bones of a new one.

A kind is a file of this folder (`plan.toml`); to add one, copy a file. Its facts are
those of Decree 30/2020: the abbreviation and the form of appendix III, and whether it
has addressees (appendix I, box 9). Its sections and sentences are the genre's, meant
to be written over.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from loa.domain.writing.blocks import (
    Align,
    Article,
    Block,
    Column,
    Heading,
    PaperError,
    Paragraph,
    Row,
    Table,
    number_headings,
    plain,
    with_end_mark,
)
from loa.domain.writing.paper import OfficialPaper
from loa.domain.writing.signing import Signature

BLANK = "[…]"
"""What stands where a person must still write."""

_FOLDER = files("loa.domain.writing.kinds")
_KEPT = "Lưu: VT"


class Addressed(StrEnum):
    """Whether `Kính gửi` stands above the text."""

    NONE = "none"
    TO_SUPERIOR = "to_superior"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of document.

    `code` is the abbreviation that symbols carry, "" for an official letter, whose
    `name` is empty too, as none is printed; `word` is what it is called in a sentence.
    `form` is the number of its model in appendix III.
    """

    slug: str
    code: str
    name: str
    word: str
    form: str
    addressees: Addressed = Addressed.NONE
    first_recipient: str = ""
    has_bases: bool = False
    has_authority: bool = False
    has_articles: bool = False
    is_signed_by_two: bool = False
    enacting: str = ""
    opening: str = ""
    sections: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def symbol(self, issuer: str, unit: str = "") -> str:
        """Give the symbol: `KH-UBND`; of a letter `UBND-VHXH` (domain-facts §1.4)."""
        parts = (self.code, issuer) if self.code else (issuer, unit)
        return "-".join(part for part in parts if part)

    def outline(self, issuer: str, subject: str) -> tuple[Block, ...]:
        """Give the blocks of a new document, with `BLANK` where words are wanted."""
        names = {"issuer": " ".join(issuer.split()), "subject": _lowered(subject)}
        texts = [line.format(**names) for line in (self.opening, *self.lines) if line]
        blocks: list[Block] = [Paragraph(plain(text)) for text in texts]
        for section in self.sections:
            blocks += [Heading(1, section), Paragraph(plain(BLANK))]
        if self.has_articles:
            blocks += [Article(runs=plain(BLANK)) for _ in range(3)]
        return number_headings(blocks or [Paragraph(plain(BLANK))])


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """Give the kinds by the name of their file, in the order of their names."""
    found = {}
    for file in sorted(_FOLDER.iterdir(), key=lambda file: file.name):
        slug, dot, ending = file.name.rpartition(".")
        if dot and ending == "toml":
            found[slug] = _kind(slug, tomllib.loads(file.read_text(encoding="utf-8")))
    return MappingProxyType(found)


def kind_of(code: str | None) -> PaperKind | None:
    """Give the kind with an abbreviation; None or "" is the official letter."""
    return next(
        (one for one in paper_kinds().values() if one.code == (code or "")), None
    )


def _kind(slug: str, data: dict[str, Any]) -> PaperKind:
    data = {"word": data["name"], **data}
    data["addressees"] = Addressed(data.get("addressees", "none"))
    for name in ("sections", "lines"):
        data[name] = tuple(data.get(name, ()))
    return PaperKind(slug, **data)


def compose(
    kind: PaperKind,
    *,
    issuer: str,
    issuer_symbol: str,
    place: str,
    subject: str,
    signature: Signature,
    body: Sequence[Block] = (),
    unit: str = "",
    recipients: Sequence[str] = (),
    authority: str = "",
    **rest: Any,
) -> OfficialPaper:
    """Make a document of a kind: what the kind has is filled in, the rest is as given.

    Without a `body` it is the kind's outline. The list of recipients begins with the
    kind's own line ("Như trên", "Như Điều 3") and ends with the filed copy, where they
    are not in it. A decision is the collective's or the head's, as its signature says.

    :param issuer_symbol: the abbreviation of the issuing body (`UBND`)
    :param unit: the abbreviation of the unit that drafts (`VHXH`)
    :param rest: the other fields of an `OfficialPaper`
    :raises PaperError: when the parts do not make a document of this kind
    """
    if kind.addressees is Addressed.REQUIRED and not rest.get("addressees"):
        raise PaperError(f"{kind.word}: nobody is addressed")
    if kind.is_signed_by_two and rest.get("secretary") is None:
        raise PaperError(f"{kind.word}: who wrote it signs it too")
    written = number_headings(tuple(body) or kind.outline(issuer, subject))
    paper = OfficialPaper(
        issuer=issuer,
        symbol=kind.symbol(issuer_symbol, unit),
        place=place,
        subject=subject,
        body=with_end_mark(written),
        signature=signature,
        type_code=kind.code or None,
        type_name=kind.name,
        enacting=kind.enacting,
        authority=_authority(kind, issuer, signature, authority),
        **rest,
    )
    return replace(paper, recipients=_recipients(kind, paper, recipients, unit))


def _authority(kind: PaperKind, issuer: str, signature: Signature, given: str) -> str:
    """Who decides: the body, when it decides together, else the post of its head."""
    if given or not kind.has_authority:
        return given
    name = " ".join(issuer.split())
    return name if signature.collective else f"{signature.head_post} {name}"


def _recipients(
    kind: PaperKind, paper: OfficialPaper, given: Sequence[str], unit: str
) -> tuple[str, ...]:
    lines = [line for line in given if line.strip()]
    articles = sum(isinstance(block, Article) for block in paper.body)
    wants_first = bool(paper.addressees) or (kind.has_articles and articles > 0)
    first = kind.first_recipient.format(last_article=articles)
    if first and wants_first and not any(line.startswith("Như ") for line in lines):
        lines.insert(0, first)
    if not any(line.strip().startswith("Lưu") for line in lines):
        lines.append(f"{_KEPT}, {unit}" if unit else _KEPT)
    return tuple(lines)


def task_table(rows: Sequence[tuple[str, str, str, str]]) -> Table:
    """Give the table of a plan's activities: the columns of domain-facts R5.1.

    :param rows: (what, lead, coordinating, when) of each activity, counted from 1
    """
    return Table(
        columns=(
            Column("Stt", 0.6, Align.CENTRE),
            Column("Nội dung", 3.4),
            Column("Cơ quan chủ trì", 1.9),
            Column("Cơ quan phối hợp", 1.9),
            Column("Thời gian thực hiện", 1.5, Align.CENTRE),
        ),
        rows=tuple(
            Row((plain(str(number)), *(plain(cell) for cell in row)))
            for number, row in enumerate(rows, start=1)
        ),
    )


def _lowered(subject: str) -> str:
    """A subject inside a sentence: its first letter small, unless the word is a name."""
    first, second = subject[:1], subject[1:2]
    return subject if second.isupper() else first.lower() + subject[1:]
