"""A body's own .docx as a form: which fields it may name, checked, filled.

A template is somebody's program run on our machine: it may only name fields, repeat a
list of them and ask whether one is there. It may call, compute and import nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import docx
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from loa.domain.docreader import Reason, Unreadable
from loa.domain.docreader.openers.archive import Archive
from loa.domain.writing import OfficialPaper, format_number, runs_of
from loa.domain.writing.wording import date_words_or_blank

_RELATIONSHIP = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)
_MACROS = ("vbaproject.bin", "vbadata.xml", "activex", "embeddings/", "oleobject")
# What a template may be made of; everything else of Jinja is refused.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr,
    nodes.For, nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
    nodes.Const, nodes.Filter,
)  # fmt: skip
_FILTERS = frozenset({"upper", "lower", "length", "join", "default", "first", "last"})
_LOOP = frozenset({"loop"})
_MARKS = ("p", "tr", "tc", "r")


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field that a template may name; a list is repeated with ``{% for %}``."""

    name: str
    is_list: bool = False


FIELDS: Final = (
    TemplateField("co_quan_chu_quan"),
    TemplateField("co_quan"),
    TemplateField("so_ky_hieu"),
    TemplateField("dia_danh"),
    TemplateField("ngay_thang"),
    TemplateField("ten_loai"),
    TemplateField("trich_yeu"),
    TemplateField("kinh_gui", is_list=True),
    TemplateField("can_cu", is_list=True),
    TemplateField("noi_dung", is_list=True),
    TemplateField("noi_nhan", is_list=True),
    TemplateField("quyen_han", is_list=True),
    TemplateField("nguoi_ky"),
)
_LISTS = frozenset(field.name for field in FIELDS if field.is_list)
_NAMES = frozenset(field.name for field in FIELDS)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template: a code, the words at fault, and where they stand.

    Codes: syntax, unknown_field, not_allowed, macros, outside.
    """

    code: str
    words: str
    place: str = ""


class BadTemplate(ValueError):
    """A file that cannot be a template, with every fault that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def check(raw: bytes) -> list[str]:
    """Look through a template; return the fields that it names, in their order.

    :raises Unreadable: when it is no .docx, damaged or hostile
    :raises BadTemplate: with what is wrong and where
    """
    faults = list(_outside(raw))
    if faults:
        raise BadTemplate(faults)
    used: list[str] = []
    for lines in _texts(raw):
        found, wrong = _parsed(lines)
        used += found
        faults += wrong
    if faults:
        raise BadTemplate(faults)
    _tried(raw)
    return [field.name for field in FIELDS if field.name in used]


def fill(raw: bytes, paper: OfficialPaper) -> bytes:
    """Fill a checked template with a paper's fields."""
    return _rendered(raw, values_of(paper))


def values_of(paper: OfficialPaper) -> dict[str, Any]:
    """Return a paper's fields as a template names them."""
    return {
        "co_quan_chu_quan": paper.governing_body.replace("\n", " "),
        "co_quan": paper.issuer.replace("\n", " "),
        "so_ky_hieu": format_number(paper.number, None, paper.symbol),
        "dia_danh": paper.place,
        "ngay_thang": date_words_or_blank(paper.issued_on, paper.drafted_on),
        "ten_loai": paper.type_name,
        "trich_yeu": paper.subject,
        "kinh_gui": list(paper.addressees),
        "can_cu": list(paper.bases),
        "noi_dung": [_words(block) for block in paper.body],
        "noi_nhan": list(paper.recipients),
        "quyen_han": list(paper.signature.lines),
        "nguoi_ky": paper.signature.name,
    }


def _words(block: Any) -> str:
    label, text = getattr(block, "label", ""), getattr(block, "text", "")
    words = text or "".join(run.text for run in runs_of(block))
    return f"{label} {words}".strip()


# --- what reaches outside -----------------------------------------------------------------


def _outside(raw: bytes) -> Iterator[Fault]:
    archive = Archive(raw)
    if "word/document.xml" not in archive.names:
        raise Unreadable(Reason.WRONG_TYPE, "a zip without word/document.xml")
    for name in archive.names:
        if any(mark in name.casefold() for mark in _MACROS):
            yield Fault("macros", name)
        if name.endswith(".rels"):
            for one in archive.xml(name).iter(_RELATIONSHIP):
                if one.get("TargetMode") == "External":
                    yield Fault("outside", str(one.get("Target") or "")[:200], name)


# --- what it says -------------------------------------------------------------------------


def _texts(raw: bytes) -> Iterator[list[str]]:
    """The paragraphs of each part that is filled: body, headers, footers."""
    document = docx.Document(BytesIO(raw))
    yield _paragraphs(document.element.body)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header):
            yield _paragraphs(part._element)


def _paragraphs(element: etree._Element) -> list[str]:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{w}t"))
        for paragraph in element.iter(f"{w}p")
    ]


def _parsed(lines: list[str]) -> tuple[list[str], list[Fault]]:
    """Parse the words of a part as Jinja sees them, a paragraph a line."""
    text = "\n".join(_plain_tags(" ".join(line.split())) for line in lines)
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        return [], [Fault("syntax", str(error.message), _place(lines, error.lineno))]
    return _walk(tree, lines)


def _plain_tags(line: str) -> str:
    """docxtpl's own tags ({%p, {%tr, {{r) as Jinja's."""
    for mark in _MARKS:
        line = line.replace(f"{{%{mark} ", "{% ").replace(f"{{{{{mark} ", "{{ ")
        line = line.replace(f"{{#{mark} ", "{# ")
    return line


def _place(lines: list[str], number: int) -> str:
    return lines[number - 1].strip()[:160] if 0 < number <= len(lines) else ""


def _walk(tree: nodes.Template, lines: list[str]) -> tuple[list[str], list[Fault]]:
    used: list[str] = []
    faults: list[Fault] = []
    local = _LOOP | {
        one.target.name
        for one in tree.find_all(nodes.For)
        if isinstance(one.target, nodes.Name)
    }
    for node in _all(tree):
        where = _place(lines, node.lineno)
        if not isinstance(node, _ALLOWED):
            faults.append(Fault("not_allowed", type(node).__name__, where))
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            faults.append(Fault("not_allowed", f"|{node.name}", where))
        elif isinstance(node, nodes.Getattr) and not _is_loop(node):
            faults.append(Fault("not_allowed", f".{node.attr}", where))
        elif isinstance(node, nodes.For) and not _is_over_list(node):
            faults.append(Fault("not_allowed", "for", where))
        elif isinstance(node, nodes.Name) and node.ctx == "load":
            if node.name in _NAMES:
                used.append(node.name)
            elif node.name not in local:
                faults.append(Fault("unknown_field", node.name, where))
    return used, faults


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all(child)


def _is_loop(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop"


def _is_over_list(node: nodes.For) -> bool:
    return (
        isinstance(node.iter, nodes.Name)
        and node.iter.name in _LISTS
        and not node.recursive
        and not any(True for each in node.body for _ in each.find_all(nodes.For))
    )


# --- filling ------------------------------------------------------------------------------


class _Guarded(ImmutableSandboxedEnvironment):
    """Looks through whatever is about to be rendered, wherever in the file it stood.

    docxtpl also fills alternative texts, footnotes, the properties, and headers that no
    section shows.
    """

    def from_string(self, source: Any, *rest: Any, **named: Any) -> Template:
        _used, faults = _walk(self.parse(source), [])
        if faults:
            raise BadTemplate(faults)
        return super().from_string(source, *rest, **named)


def _environment() -> ImmutableSandboxedEnvironment:
    return _Guarded(autoescape=True)


def _tried(raw: bytes) -> None:
    """Fill it once with nothing in it: what Word broke inside a tag shows here."""
    empty = {field.name: [] if field.is_list else "" for field in FIELDS}
    try:
        _rendered(raw, empty)
    except BadTemplate:
        raise
    except (TemplateError, etree.XMLSyntaxError, ValueError) as error:
        words = str(getattr(error, "message", error))[:300]
        raise BadTemplate([Fault("syntax", words)]) from error


def _rendered(raw: bytes, values: Mapping[str, Any]) -> bytes:
    template = DocxTemplate(BytesIO(raw))
    template.render(dict(values), _environment(), autoescape=True)
    packed = BytesIO()
    template.save(packed)
    return packed.getvalue()
