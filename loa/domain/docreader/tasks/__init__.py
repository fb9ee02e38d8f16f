"""The tasks of a document: who is to do what, with whom, by when, how often."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from loa.domain.docreader.bodies import split_bodies, starts_with_body
from loa.domain.docreader.document import Mention, Task, Timing
from loa.domain.docreader.findings import Certainty, Finding
from loa.domain.docreader.header import Header
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.outline import read_attachments
from loa.domain.docreader.regions import Regions
from loa.domain.docreader.tasks.blocks import read_blocks
from loa.domain.docreader.tasks.draft import Draft, finish
from loa.domain.docreader.tasks.sentences import ordered_bodies
from loa.domain.docreader.tasks.tables import read_table
from loa.domain.docreader.tasks.walk import Walk
from loa.domain.docreader.timing import sentence_timing
from loa.domain.docreader.vocabulary import section_kind, starts_with_act
from loa.domain.text import fold

# Kinds of document that tell what was done.
_TELLING = ("Báo cáo", "Tờ trình", "Biên bản")
_AHEAD = re.compile(
    r"phuong huong|nhiem vu|giai phap|kien nghi|de xuat|de nghi|ket luan|phan cong|to chuc thuc hien|thoi gian toi"
)
_ASKED = re.compile(r"(?:Câu )?[Hh]ỏi\s*(?:\d+\s*)?[:.]|Câu hỏi\b")
# Rules that take a task from running text; a table's row and a block say what they are.
# Words of time that often belong to something else than the act.
_WEAK = ("time.regular", "time.marks-even")
# How many lines above a table may say whose it is.
_ABOVE = 6
_FREE = ("task.under-body", "task.run-on", "task.ordered", "task.behind-body")
_NOBODY = re.compile(
    r"(?:(?:[Cc]ác )?(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]ổ chức|[Cc]ông ty|[Dd]oanh nghiệp|[Cc]á nhân|[Bb]ộ phận))"
)
_METHOD = re.compile(
    r"(?:^|\s)(?:HƯỚNG DẪN|QUY TRÌNH|QUY CHẾ|QUY ĐỊNH|NỘI QUY|ĐIỀU LỆ|ĐỀ CƯƠNG|MẪU|TIÊU CHÍ|THỂ LỆ)\b"
)
_PLAN = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|DỰ ÁN)\b")
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b")
_FORMAL = re.compile(
    r"(?:Trên đây|Yêu cầu|Đề nghị|Trong quá trình|Trường hợp|Nhận được|Kính đề nghị|Rất mong|Trân trọng|Quá trình)"
    r"|[^.;:]{3,160}?\s(?:yêu cầu|đề nghị|thông báo|giao|nghiêm túc|trân trọng|khẩn trương)\b"
)


def read_tasks(
    lines: Sequence[Line],
    regions: Regions,
    header: Header,
    addressees: tuple[Mention, ...],
    *,
    is_official: bool = True,
    kind: str | None = None,
) -> tuple[Task, ...]:
    """The tasks in the order of the text, of the body and of what is attached."""
    year = header.year or _year_of(lines)
    opening = lines[regions.opening.start : regions.opening.stop]
    body = lines[regions.body.start : regions.body.stop]
    attached = lines[regions.rest.start : regions.rest.stop]
    if (
        not body
        and not attached
        and not header.number
        and not header.symbol
        and regions.title is None
    ):
        body, opening = opening, ()
    drafts = _part(body, opening, year, is_signed=bool(regions.closing))
    for title, part in _attachments(lines, regions):
        drafts += _attachment(title, part, year)
    if not drafts:
        drafts = _letter([*opening, *body], addressees, year)
    if kind in _TELLING:
        drafts = [draft for draft in drafts if _looks_ahead(draft)]
    if not is_official and any(_ASKED.match(line.text) for line in lines[:3]):
        return ()  # a question and its answer
    if not is_official:
        drafts = [draft.no_surer_than(Certainty.LIKELY) for draft in drafts]
    tasks = (finish(draft, year) for draft in _unique(drafts))
    return tuple(_not_past(task, header.issued_on) for task in tasks)


def _looks_ahead(draft: Draft) -> bool:
    """Of what tells of the past only the part on what is to come has tasks."""
    return _AHEAD.search(fold(draft.section)) is not None


def _attachments(
    lines: Sequence[Line], regions: Regions
) -> Iterable[tuple[str, Sequence[Line]]]:
    """What stands behind the signature, piece by piece with its title."""
    rest = lines[regions.rest.start : regions.rest.stop]
    found = read_attachments(lines, regions)
    starts = [one.span.start for one in found]
    before = [line for line in rest if not starts or line.start < starts[0]]
    if before:
        yield "", before
    for one in found:
        yield (
            one.title,
            [
                line
                for line in rest
                if one.span.start <= line.start and line.end <= one.span.end
            ],
        )


def _attachment(title: str, lines: Sequence[Line], year: int | None) -> list[Draft]:
    """The tasks of an appendix, or of the plan that a decision puts in force.

    Instructions, procedures, rules and forms tell how a thing is done: there only what
    stands under a heading on responsibilities is a task, and the rows of task tables.
    """
    method = _METHOD.search(title) is not None
    drafts = _part(lines, (), year, is_signed=False, duties_only=method)
    if _PLAN.match(title):
        return drafts
    return [
        draft
        if draft.rule in ("task.table-row", "task.block")
        else draft.no_surer_than(Certainty.LIKELY)
        for draft in drafts
    ]


def _part(
    lines: Sequence[Line],
    opening: Sequence[Line],
    year: int | None,
    *,
    is_signed: bool,
    duties_only: bool = False,
) -> list[Draft]:
    walk = Walk(lines, read_blocks(lines, year), year, duties_only=duties_only)
    if opening:
        walk.lead_in(opening[-1])
    drafts = walk.run(_closing(lines) if is_signed else range(0))
    heads = [line for line in lines if line.level <= 2]
    starts = [line.start for line in heads]
    for place, table in _tables(lines):
        above = bisect_left(starts, table[0].start)
        section = heads[above - 1].body if above else ""
        before = lines[max(0, place - _ABOVE) : place]
        drafts.extend(read_table(table, year, section, before))
    return sorted(_weighed(drafts, lines), key=lambda draft: draft.start)


def _weighed(drafts: Iterable[Draft], lines: Sequence[Line]) -> Iterable[Draft]:
    """Less sure is what stands outside the part on responsibilities, where there is one,
    and what binds nobody by name."""
    has_part = any(
        section_kind(line.body) == "implementation"
        for line in lines
        if not line.cell and line.level <= 2 and len(line.body) < 160
    )
    for draft in drafts:
        outside = (
            has_part
            and draft.section
            and draft.rule in _FREE
            and section_kind(draft.section) != "implementation"
        )
        unnamed = any(_NOBODY.fullmatch(mention.name) for mention in draft.lead)
        if outside or unnamed or not draft.lead:
            yield draft.no_surer_than(Certainty.LIKELY)
        else:
            yield draft


def _not_past(task: Task, issued_on: date | None) -> Task:
    """A day in a sentence before the document's own tells of what was: no deadline."""
    day, timing = task.deadline, task.timing
    if day and issued_on and day < issued_on and timing.rule == "time.day":
        return replace(task, timing=Timing())
    return task


def _closing(lines: Sequence[Line]) -> range:
    """The closing paragraphs: the unmarked formulas at the end of the body."""
    first = len(lines)
    for place in range(len(lines) - 1, max(len(lines) - 5, 0), -1):
        line = lines[place]
        above = lines[place - 1]
        under_heading = above.marker is not None and (
            above.level <= 2 or above.text[-1:] not in ".;"
        )
        if (
            line.marker
            or line.cell
            or under_heading
            or not (_FORMAL.match(line.text) or line.text.startswith("("))
        ):
            break
        first = place
    return range(first, len(lines))


def _tables(lines: Sequence[Line]) -> Iterable[tuple[int, list[Line]]]:
    """Each table, with the place of its first line."""
    table: list[Line] = []
    for place, line in enumerate(lines):
        if table and (
            line.cell is None
            or (table[0].cell and line.cell.table != table[0].cell.table)
        ):
            yield place - len(table), table
            table = []
        if line.cell:
            table.append(line)
    if table:
        yield len(lines) - len(table), table


def _letter(
    lines: Sequence[Line], addressees: tuple[Mention, ...], year: int | None
) -> list[Draft]:
    """A letter without a list: the one long sentence that asks or orders."""
    for place, line in enumerate(lines):
        subject = ordered_bodies(line.text)
        if subject is None:
            continue
        order = re.search(
            r"\S+(?:\s+nghị|\s+cầu)?\s+(?:cho\s+)?$", line.text[: subject.begin]
        )
        begin = order.start() if order else subject.begin
        lead = split_bodies(
            line.text[subject.begin : subject.end], line.start + subject.begin
        )
        draft = Draft(
            line.text[begin:],
            line.start + begin,
            lead,
            "task.letter",
            is_request=subject.is_request,
            certainty=Certainty.LIKELY,
        )
        return [_with_later_time(draft, lines[place + 1 :], year)]
    acts = [
        Draft(
            line.body,
            line.body_start,
            addressees,
            "task.addressees",
            certainty=Certainty.DOUBTFUL,
        )
        for line in lines
        if line.marker and starts_with_act(line.body) and not is_upper(line.body)
    ]
    return acts if addressees else []


def _with_later_time(draft: Draft, lines: Sequence[Line], year: int | None) -> Draft:
    """The day that a later sentence ("gửi về … trước ngày …") gives to a letter's task."""
    if sentence_timing(draft.text, draft.start, year).span:
        return draft
    for line in lines:
        timing = sentence_timing(line.text, line.start, year)
        if timing.deadline and re.search(r"\bgửi\b|báo cáo|hoàn thành", line.text):
            return draft.with_timing(timing)
    return draft


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    """Each place of the text once; the words of a merged cell once for each lead."""
    seen: set[int | tuple[int, int]] = set()
    kept = []
    for draft in drafts:
        key: int | tuple[int, int] = draft.start
        if draft.rule == "task.table-row" and draft.lead and draft.start in seen:
            key = (draft.start, draft.lead[0].span.start)
        if key not in seen and draft.text.strip():
            seen |= {key, draft.start}
            if draft.lead:
                seen.add((draft.start, draft.lead[0].span.start))
            kept.append(draft)
    return kept


def _year_of(lines: Sequence[Line]) -> int | None:
    for line in lines[:15]:
        if match := _YEAR.search(line.text):
            return int(match[1])
    return None


def task_findings(tasks: Iterable[Task]) -> tuple[Finding, ...]:
    """One finding for each fact of each task."""
    found: list[Finding] = []
    for place, task in enumerate(tasks):
        name = f"tasks[{place}]"
        found.append(
            Finding(f"{name}.text", task.text, task.span, task.rule, task.certainty)
        )
        for role, mentions in (("lead", task.lead), ("coordinate", task.coordinate)):
            for at, mention in enumerate(mentions):
                found.append(
                    Finding(
                        f"{name}.{role}[{at}]",
                        mention.name,
                        mention.span,
                        f"bodies.{role}",
                        _of_mention(mention, task.certainty),
                    )
                )
        found.extend(_time_findings(name, task))
        if task.via:
            found.append(
                Finding(f"{name}.via", task.via.name, task.via.span, "bodies.via")
            )
        reason = task.kind_reason
        found.append(
            Finding(
                f"{name}.kind",
                str(task.kind),
                reason.span,
                reason.rule,
                Certainty.LIKELY,
            )
        )
        for at, channel in enumerate(task.channels):
            found.append(
                Finding(
                    f"{name}.channels[{at}]",
                    str(channel.kind),
                    channel.span,
                    "channels.named",
                )
            )
    return tuple(found)


def _of_mention(mention: Mention, certainty: Certainty) -> Certainty:
    """A body that is no proper name, or that goes on for long, is only likely."""
    named = starts_with_body(mention.name) and len(mention.name) < 140
    if certainty == Certainty.CERTAIN and not (named and mention.name.count("(") < 2):
        return Certainty.LIKELY
    return certainty


def _time_findings(name: str, task: Task) -> Iterable[Finding]:
    timing = task.timing
    if timing.span is None:
        return
    if timing.deadline:
        yield Finding(
            f"{name}.deadline", timing.deadline.isoformat(), timing.span, timing.rule
        )
    if timing.recurrence:
        yield Finding(
            f"{name}.recurrence",
            str(timing.recurrence),
            timing.span,
            timing.rule,
            Certainty.LIKELY if timing.rule in _WEAK else Certainty.CERTAIN,
        )
    if timing.quota:
        quota = timing.quota
        value = f"{quota.count} {quota.unit}/{quota.per}"
        yield Finding(f"{name}.quota", value, quota.span, timing.rule)
