"""What the reader found, as plain rows to be kept (no Django, JSON values only).

A row is a future :class:`loa.documents.models.Finding`; the fields and the shapes of
their values are said there.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from loa.domain.docreader import OfficialDocument
from loa.domain.docreader.document import Mention, Task
from loa.domain.docreader.findings import Certainty, Finding, Span

SURE: Final = Certainty.LIKELY.value

# Our field, the reader's field and attribute: where a value of the header comes from.
HEADER: Final = (
    ("number", "number"),
    ("symbol", "symbol"),
    ("doc_type", "type"),
    ("issuer", "issuer"),
    ("place", "place"),
    ("issued_on", "issued_on"),
    ("subject", "subject"),
)
SIGNER: Final = ("authority", "title", "name")


@dataclass(frozen=True, slots=True)
class Row:
    """One finding to keep; ``start`` and ``end`` are null without words of its own."""

    field: str
    value: Any
    item: int | None = None
    order: int = 0
    start: int | None = None
    end: int | None = None
    rule: str = ""
    certainty: str = SURE


@dataclass(frozen=True, slots=True)
class Taken:
    """A document read, as it is kept: text, blocks to show it by, findings."""

    text: str
    language: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    # of words read off a picture: [start, end, how sure the eye was (0 to 100)]
    scanned: list[list[int]] = field(default_factory=list)
    # the file in a zip or an e-mail that was read
    source: str = ""

    def as_data(self) -> dict[str, Any]:
        """Give the whole as JSON values."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Taken":
        """Take back what :meth:`as_data` gave."""
        rows = [Row(**row) for row in data["rows"]]
        return cls(**(data | {"rows": rows}))


def taken(document: OfficialDocument) -> Taken:
    """Turn what the reader gives into rows."""
    known = {found.field: found for found in reversed(document.findings)}
    rows = [*_header(document, known), *_lists(document, known)]
    rows += [
        Row("warning", str(code.value), order=n)
        for n, code in enumerate(document.warnings)
    ]
    for item, task in enumerate(document.tasks):
        rows += _task(item, task, known)
    return Taken(
        text=document.text,
        language=document.language.value,
        blocks=[_block(block) for block in document.blocks],
        rows=rows,
        scanned=[
            [word.span.start, word.span.end, word.confidence]
            for word in document.scanned
        ],
        source=document.source,
    )


def _block(block: Any) -> dict[str, Any]:
    data = {
        "kind": block.kind.value,
        "start": block.span.start,
        "end": block.span.end,
        "level": block.level,
    }
    if block.table is not None:
        data |= {"table": block.table, "row": block.row, "column": block.column}
    if block.height > 1:
        data["height"] = block.height
    return data


def _header(document: OfficialDocument, known: dict[str, Finding]) -> Iterator[Row]:
    for ours, theirs in HEADER:
        value = getattr(document, theirs)
        if value is None:
            continue
        text = value.isoformat() if ours == "issued_on" else str(value)
        row = _row(ours, text, known.get(theirs))
        yield _without_symbol(row, document.symbol) if ours == "number" else row
    for part in SIGNER:
        if value := getattr(document.signer, part):
            yield _row(f"signer.{part}", value, known.get(f"signer.{part}"))
    if document.co_issuers:
        row = _row("co_issuers", "", known.get("co_issuers[0]"))
        yield replace(row, value="; ".join(document.co_issuers))
    if document.co_signers:
        said = (filter(None, (one.title, one.name)) for one in document.co_signers)
        row = _row("co_signers", "", known.get("co_signers[0].name"))
        yield replace(row, value="; ".join(map(", ".join, said)))


def _without_symbol(row: Row, symbol: str | None) -> Row:
    """The reader's number is "12/KH-UBND"; ours is "12", beside its symbol."""
    tail = f"/{symbol}"
    if not symbol or not row.value.endswith(tail):
        return row
    end = row.end - len(tail) if row.end is not None else None
    return replace(row, value=row.value.removesuffix(tail), end=end)


def _row(name: str, value: Any, found: Finding | None) -> Row:
    if found is None:
        return Row(name, value)
    return Row(
        name,
        value,
        start=found.span.start,
        end=found.span.end,
        rule=found.rule,
        certainty=found.certainty.value,
    )


def _lists(document: OfficialDocument, known: dict[str, Finding]) -> Iterator[Row]:
    for order, base in enumerate(document.bases):
        value = {
            "number": base.number or "",
            "issued_on": base.issued_on.isoformat() if base.issued_on else None,
            "issuer": base.issuer or "",
            "name": base.name or "",
        }
        found = known.get(f"bases[{order}]")
        yield _part("citation", value, base.span, found, order=order)
    for name in ("addressees", "recipients"):
        for order, mention in enumerate(getattr(document, name)):
            found = known.get(f"{name}[{order}]")
            # "addressees" -> "addressee": a row is one printed line.
            yield _part(name[:-1], mention.name, mention.span, found, order=order)


def _part(
    name: str,
    value: Any,
    span: Span | None,
    found: Finding | None,
    *,
    item: int | None = None,
    order: int = 0,
    rule: str = "",
    certainty: str = SURE,
) -> Row:
    return Row(
        field=name,
        value=value,
        item=item,
        order=order,
        start=span.start if span else None,
        end=span.end if span else None,
        rule=found.rule if found else rule,
        certainty=found.certainty.value if found else certainty,
    )


def _task(item: int, task: Task, known: dict[str, Finding]) -> Iterator[Row]:
    value = {
        "text": task.text,
        "binding": task.binding,
        "is_joint": task.is_joint,
        "section": task.section,
        "channels": sorted({channel.kind.value for channel in task.channels}),
    }
    yield Row(
        "task",
        value,
        item=item,
        start=task.span.start,
        end=task.span.end,
        rule=task.rule,
        certainty=task.certainty.value,
    )
    yield from _bodies(item, "lead", task.lead, known)
    yield from _bodies(item, "coordinate", task.coordinate, known)
    yield from _bodies(item, "via", (task.via,) if task.via else (), known)
    yield from _timing(item, task, known)
    reason = task.kind_reason
    yield _part(
        "task.kind",
        task.kind.value,
        reason.span,
        known.get(f"tasks[{item}].kind"),
        item=item,
        rule=reason.rule,
    )


def _bodies(
    item: int, name: str, mentions: tuple[Mention, ...], known: dict[str, Finding]
) -> Iterator[Row]:
    for order, mention in enumerate(mentions):
        path = f"tasks[{item}].{name}"
        found = known.get(f"{path}[{order}]") or known.get(path)
        yield _part(
            f"task.{name}", mention.name, mention.span, found, item=item, order=order
        )


def _surest(known: dict[str, Finding], item: int, task: Task) -> str:
    for name in ("deadline", "recurrence", "quota"):
        if found := known.get(f"tasks[{item}].{name}"):
            return found.certainty.value
    return task.certainty.value


def _timing(item: int, task: Task, known: dict[str, Finding]) -> Iterator[Row]:
    timing = task.timing
    values: dict[str, Any] = {
        "time": timing.text,
        "deadline": timing.deadline.isoformat() if timing.deadline else None,
        "recurrence": timing.recurrence.value if timing.recurrence else None,
    }
    for name, value in values.items():
        if value is not None:
            found = known.get(f"tasks[{item}].{name}")
            yield _part(
                f"task.{name}",
                value,
                timing.span,
                found,
                item=item,
                rule=timing.rule,
                # The words of a time are as sure as what was read from them.
                certainty=_surest(known, item, task),
            )
    if quota := timing.quota:
        yield _part(
            "task.quota",
            {"count": quota.count, "unit": quota.unit, "per": quota.per},
            quota.span,
            known.get(f"tasks[{item}].quota"),
            item=item,
            rule=timing.rule,
        )
