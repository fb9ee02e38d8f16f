"""The end of a document: its last sentence, recipients, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.domain.docreader.findings import Span
from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet
from loa.domain.docreader.recipients import recipient_lines
from loa.domain.docreader.regions import NO_NAME
from loa.domain.text import fold

_ENDED = re.compile(r"[.!?…:;”\")\]/]\W*$")
_DEGREE = re.compile(r"^(?:(?:PGS|GS|TSKH|TS|ThS|Th\.S|CN|KS|BS|DS|LS)\b\.?\s?)+")
# Box 7b: degrees and titles stay where the work is science, schools, health or arms.
_LEARNED = re.compile(
    r"y te|giao duc|khoa hoc|dai hoc|truong|hoc vien|vien|benh vien|quoc phong|cong an|quan su"
)
_DEPUTY = re.compile(r"(?:PHÓ|THỨ)\b")
_UNDER = re.compile(r"(?:KT|TL|TUQ|Q|K/T|T/L)\s?[./]")
_BODIES = (
    (re.compile(r"uy ban nhan dan|ubnd"), "ỦY BAN NHÂN DÂN"),
    (re.compile(r"hoi dong nhan dan|hdnd"), "HỘI ĐỒNG NHÂN DÂN"),
)


def _is_signed(sheet: Sheet) -> bool:
    signer = sheet.document.signer
    return bool(signer.title or signer.authority)


def _heading(sheet: Sheet) -> Line | None:
    return next(
        (line for line in sheet.closing if NO_NAME.match(line.body.strip("* "))), None
    )


@check("end.mark")
def end_mark(sheet: Sheet) -> Iterator[Hit]:
    """The last sentence before the signature has no mark at its end."""
    if (
        not sheet.official
        or not _is_signed(sheet)
        or not sheet.part(sheet.regions.body)
    ):
        return
    line = sheet.part(sheet.regions.body)[-1]
    if line.cell or line.is_centred or len(line.text) < 40 or _ENDED.search(line.text):
        return
    words = line.text.split()[-1]
    yield hit(Span(line.end - len(words), line.end), f"{words}./.")


@check("distribution.missing")
def recipients_missing(sheet: Sheet) -> Iterator[Hit]:
    """A signed document that does not say who receives it."""
    if not (sheet.ruled and sheet.has_head and _is_signed(sheet)):
        return
    if sheet.document.recipients or re.search(r"nơi\s*nhận", sheet.text, re.IGNORECASE):
        return
    yield hit(None)


@check("distribution.archive")
def recipients_archive(sheet: Sheet) -> Iterator[Hit]:
    """No line "Lưu: VT", or one without the records office."""
    recipients = sheet.document.recipients
    heading = _heading(sheet)
    if not (sheet.ruled and sheet.has_head) or not recipients or heading is None:
        return
    kept = next((one for one in recipients if fold(one.name).startswith("luu")), None)
    if kept is None:
        if "Lưu" not in "".join(line.text for line in sheet.closing):
            yield hit(Span(heading.start, heading.end), None, lacks="Lưu: VT")
    elif not re.search(r"\bVT|Văn thư|văn thư|VP\b|HC", kept.name):
        right = re.sub(r"^(Lưu\s*:?)\s*", r"\1 VT, ", kept.name)
        yield hit(kept.span, right, lacks="VT")


@check("distribution.punctuation")
def recipients_punctuation(sheet: Sheet) -> Iterator[Hit]:
    """A recipient that does not end in ";", or the last that does not end in ".": the first."""
    if not sheet.ruled:
        return
    entries = sheet.document.recipients
    dashed = [line for line in recipient_lines(sheet.closing)[1:] if line.marker]
    if len(entries) < 2 or len(entries) != len(dashed):
        return
    for at, one in enumerate(entries):
        mark = "." if at == len(entries) - 1 else ";"
        tail = sheet.text[one.span.end :].partition("\n")[0].strip(" */")
        if tail.startswith((mark, ":")) or (tail and tail[0].isalnum()):
            continue
        words = one.span.quote(sheet.text)
        last = one.span.start + words.rfind(" ") + 1
        end = one.span.end + (tail[:1] in (",", ";", ".") and bool(tail))
        yield hit(Span(last, end), sheet.text[last : one.span.end] + mark)
        return


@check("distribution.twice")
def recipients_twice(sheet: Sheet) -> Iterator[Hit]:
    """One body twice among the addressees, or among the recipients."""
    for names in (sheet.document.addressees, sheet.document.recipients):
        seen: set[str] = set()
        for one in names:
            key = fold(one.name)
            if key in seen and len(key) > 3:
                yield hit(one.span, "")
            seen.add(key)


@check("signer.missing")
def signer_missing(sheet: Sheet) -> Iterator[Hit]:
    """A post without a name under it."""
    document = sheet.document
    title = document.finding("signer.title") or document.finding("signer.authority")
    if (
        not sheet.official
        or document.signer.name
        or title is None
        or not document.recipients
    ):
        return
    others = recipient_lines(sheet.closing)
    after = [
        line
        for line in (*sheet.closing, *sheet.part(sheet.regions.rest)[:2])
        if line.start > title.span.start
        and line not in others
        and line.end > title.span.end
    ]
    if not after:
        yield hit(title.span)


@check("signer.deputy")
def signer_deputy(sheet: Sheet) -> Iterator[Hit]:
    """A deputy without "KT.", or "KT." above somebody who is no deputy."""
    document = sheet.document
    title = document.finding("signer.title")
    authority = document.finding("signer.authority")
    if not sheet.ruled or document.signer.name is None:
        return
    said = authority.value if authority else ""
    if title is None:
        # The reader takes "KT. CHỦ TỊCH" and a bare "CHỦ TỊCH" under it for one line.
        twice = re.search(r"KT\.\s*(?P<post>.+) (?P=post)$", said)
        if twice and authority:
            end = authority.span.end
            yield hit(Span(end - len(twice["post"]), end), None, lacks="PHÓ")
    elif _DEPUTY.match(title.value):
        if not _UNDER.search(said):
            yield hit(title.span, None, lacks="KT.")
    elif said.split("; ")[-1].startswith("KT"):
        yield hit(title.span, None, lacks="PHÓ")


@check("signer.degree")
def signer_degree(sheet: Sheet) -> Iterator[Hit]:
    """A degree before the signer's name, where the law wants none."""
    document = sheet.document
    if (
        not sheet.ruled
        or not _is_signed(sheet)
        or _LEARNED.search(fold(document.issuer or ""))
    ):
        return
    others = recipient_lines(sheet.closing)
    for line in (*sheet.closing, *sheet.part(sheet.regions.rest)[:1]):
        match = _DEGREE.match(line.text)
        name = line.text[match.end() :] if match else ""
        if (
            match
            and line not in others
            and len(line.text) < 50
            and re.match(r"[A-ZĐÀ-Ỹ]\w+ ", name)
        ):
            yield hit(Span(line.start, line.end), name.strip())
            return


@check("signer.body")
def signer_body(sheet: Sheet) -> Iterator[Hit]:
    """Signed on behalf of another body than the one in the letterhead."""
    document = sheet.document
    authority, issuer = (
        document.finding("signer.authority"),
        fold(document.issuer or ""),
    )
    if not sheet.official or authority is None or not sheet.has_head:
        return
    first = authority.value.split("; ")[0]
    if not first.startswith("TM."):
        return
    signed = fold(first[3:])
    for pattern, name in _BODIES:
        others = [other for p, other in _BODIES if p is not pattern]
        if pattern.match(issuer) and any(
            p.match(signed) for p, other in _BODIES if other in others
        ):
            end = authority.span.start + len(first)
            yield hit(Span(authority.span.start, end), None, issuer=name)
