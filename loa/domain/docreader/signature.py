"""Who signed: under which authority, in which post, by which name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from loa.domain.docreader.document import Signer
from loa.domain.docreader.findings import Certainty, Finding, Span
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.recipients import recipient_lines
from loa.domain.docreader.regions import MINUTED, MODE, POST
from loa.domain.docreader.vocabulary import any_of, words

_signing = words("signing")
_POST_IN = re.compile(rf"\s(?=(?:{any_of(_signing['posts'])})\b)")
# How the post of who signs for a superior begins, on the superior's own line.
_BELOW = ("PHÓ", "THỨ", "CHÁNH", "GIÁM", "TRƯỞNG", "VỤ TRƯỞNG", "CỤC TRƯỞNG")
_COLLECTIVE = re.compile(rf"(?:{any_of(_signing['collectives'])})\b")
_OWN_POST = re.compile(rf"(?:{any_of(_signing['posts'])})\b")
_NAME = re.compile(
    rf"(?:(?:{any_of(_signing['ranks'])})\s+)*(?:(?:{any_of(_signing['titles'])})[.\s]\s?)*(?:[A-ZĐÀ-Ỹ][^\W\d_]*[’']?[\w]*)(?:\s+[A-ZĐÀ-Ỹ][^\W\d_]*){{1,6}}"
)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ|Ký tên).*")
_SIGNED_BY = re.compile(r"\(?\s*(?:đã ký|Đã ký|ĐÃ KÝ)\s*\)?\s*:?\s*(?=[A-ZĐÀ-Ỹ])")


def read_signers(
    closing: Sequence[Line], *, joint: bool = False
) -> tuple[tuple[Signer, ...], tuple[Finding, ...]]:
    """The signature, and those beside or below it where the document is joint."""
    recipients = {line.start for line in recipient_lines(closing)}
    lines = _presiding([line for line in closing if line.start not in recipients])
    if not joint:
        return _signers([_read(lines)])
    found: list[_Signature] = []
    for column in _columns(lines):
        while column:
            one = _read(column)
            if one.name is None or not (one.title or one.authority):
                break
            found.append(one)
            column = [line for line in column if line.start > one.name.start]
    return _signers(found or [_read(lines)])


@dataclass(slots=True)
class _Signature:
    authority: list[tuple[str, Span]]
    title: tuple[str, Span] | None = None
    name: Line | None = None


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The lines column by column; what stands outside a table is one."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.cell.column if line.cell else -1, []).append(line)
    return [found[column] for column in sorted(found)]


def _read(lines: Sequence[Line]) -> _Signature:
    """The first signature of the lines."""
    authority: list[tuple[str, Span]] = []
    title: tuple[str, Span] | None = None
    for line in lines:
        if _SIGNED.fullmatch(line.text) and not _is_mixed_name(line):
            continue
        later = any(
            _is_mixed_name(after) for after in lines if after.start > line.start
        )
        if (
            is_upper(line.text)
            and len(line.text) < 120
            and (later or not _is_name(line, title))
        ):
            for words_, span in _pieces(line):
                if MODE.match(words_):
                    if title and not authority:
                        title = None  # the superior's post, printed once more
                    authority.append((words_, span))
                elif title is None:
                    title = (words_, span)
                elif (
                    later and title[1].end + 1 == span.start and not POST.match(words_)
                ):
                    title = (f"{title[0]} {words_}", Span(title[1].start, span.end))
            continue
        if _NAME.fullmatch(_name_in(line)) and (title or authority):
            return _Signature(authority, title, line)
    return _Signature(authority, title)


def _presiding(lines: list[Line]) -> list[Line]:
    """Of minutes, the lines of who presided; of all else, the lines."""
    for place, line in enumerate(lines):
        signs = MINUTED.fullmatch(line.text.strip(" .:"))
        if signs and signs["presides"]:
            column = line.cell.column if line.cell else None
            return [
                one
                for one in lines[place:]
                if (one.cell.column if one.cell else None) == column
            ]
    return lines


def _name_in(line: Line) -> str:
    """The words of a name, without the remark that who bears it has signed."""
    return _SIGNED_BY.sub("", line.text.strip(" .,"), count=1)


def _is_mixed_name(line: Line) -> bool:
    return not is_upper(line.text) and _NAME.fullmatch(_name_in(line)) is not None


def _is_name(line: Line, title: tuple[str, Span] | None) -> bool:
    """A name in capitals, under a post."""
    known = (
        MODE.match(line.text) or POST.match(line.text) or _COLLECTIVE.match(line.text)
    )
    return title is not None and not known and 2 <= len(line.text.split()) <= 5


def _pieces(line: Line) -> list[tuple[str, Span]]:
    """A line in capitals cut before each "KT." and before the signer's own post."""
    cuts = {0, len(line.text)}
    modes = [m.start() for m in re.finditer(rf"(?:^|(?<=\s)){MODE.pattern}", line.text)]
    cuts.update(modes)
    last = modes[-1] if modes else None
    if last is not None:
        mode = MODE.match(line.text, last)
        begin = mode.end() if mode else last
        collective = _COLLECTIVE.match(line.text, begin)
        own = collective or _OWN_POST.match(line.text, begin)
        post = _POST_IN.search(line.text, own.end() if own else begin + 1)
        if post and (collective or line.text[post.end() :].startswith(_BELOW)):
            cuts.add(post.end())
    places = sorted(cuts)
    found = []
    for first, end in itertools.pairwise(places):
        words_ = line.text[first:end].strip()
        if words_:
            at = line.text.find(words_, first)
            found.append((words_, line.span(at, at + len(words_))))
    return found


def _signers(
    found: Sequence[_Signature],
) -> tuple[tuple[Signer, ...], tuple[Finding, ...]]:
    made: list[Signer] = []
    findings: list[Finding] = []
    for place, one in enumerate(found):
        field = "signer" if place == 0 else f"co_signers[{place - 1}]"
        signer, more = _signer(one, field)
        made.append(signer)
        findings += more
    return tuple(made), tuple(findings)


def _signer(found: _Signature, field: str) -> tuple[Signer, list[Finding]]:
    findings = []
    authority, title, name = found.authority, found.title, found.name
    if authority:
        span = Span(authority[0][1].start, authority[-1][1].end)
        value = "; ".join(words_ for words_, _ in authority)
        findings.append(Finding(f"{field}.authority", value, span, "signature.mode"))
    if title:
        findings.append(Finding(f"{field}.title", title[0], title[1], "signature.post"))
    printed = None
    if name:
        printed = _name_in(name)
        at = name.text.find(printed)
        span = name.span(at, at + len(printed))
        certainty = Certainty.CERTAIN if title else Certainty.LIKELY
        findings.append(
            Finding(f"{field}.name", printed, span, "signature.name", certainty)
        )
    signer = Signer(
        "; ".join(words_ for words_, _ in authority) or None,
        title[0] if title else None,
        printed,
    )
    return signer, findings
