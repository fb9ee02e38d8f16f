"""One report as it will print, the trace of a figure, the records, the files."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from loa.common.dates import now, today
from loa.domain.writing import (
    Appendix,
    Figure,
    appendix_label,
    attached_line,
    figures_of,
    header_lines,
    list_of,
    number_line,
    place_date,
    runs_of,
)
from loa.files.responses import stream
from loa.orgs.requests import StaffRequest
from loa.reports import delivering, labels, papers, policies, selectors, tracing
from loa.reports.forms import RemarkForm, WordsForm
from loa.reports.models import Report, Snapshot
from loa.reports.moving import new_remarks
from loa.reports.numbering import sendings_of
from loa.reports.scopes import due_on, period_of, version_in
from loa.reports.services import export_report
from loa.reports.sheet import Sheet

SHOWN_RECORDS = 5
SHOWN_ADDENDS = 6
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a report's page asks for."""

    version: int | None
    figure: str
    is_section: bool

    @classmethod
    def of(cls, request: StaffRequest) -> "Asked":
        version = request.GET.get("ban", "")
        return cls(
            int(version) if version.isdecimal() and len(version) < 5 else None,
            request.GET.get("so", "")[:120],
            request.GET.get("section", "") == "1",
        )

    def link(self, pk: int, key: str) -> str:
        """Give the address of a figure's trace, with the rest as it is."""
        words: dict[str, Any] = {"so": key}
        if self.is_section:
            words["section"] = 1
        if self.version:
            words["ban"] = self.version
        return f"{reverse('reports:detail', args=[pk])}?{urlencode(words)}#vet"


def _snapshot(report: Report, asked: Asked) -> Snapshot:
    snapshot = selectors.snapshot_of(report, asked.version)
    if snapshot is None:
        raise Http404
    return snapshot


@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The report left, the trace of a figure right, what can be done below."""
    report = policies.access_report(request.acting, pk, on=today())
    return report_page(request, report)


def report_page(
    request: StaffRequest,
    report: Report,
    *,
    status: int = 200,
    words: WordsForm | None = None,
    remark: RemarkForm | None = None,
) -> HttpResponse:
    """Draw a report's page; a form that was wrong comes back with its errors."""
    asked = Asked.of(request)
    made = papers.make_paper(report, _snapshot(report, asked))
    keys = _keys(made, asked)
    current = asked.figure if asked.figure in keys else _first_of(keys)
    sheet = Sheet(partial(asked.link, report.pk), current)
    context = {
        "report": report,
        "snapshot": made.snapshot,
        "asked": asked,
        "paper": made.paper,
        **_printed(made, asked, sheet),
        **_traced(made, asked, keys, current),
        **_moves(request, report, made),
        "words_form": words or WordsForm(report=report),
        "sendings": sendings_of(report),
        "words_open": words is not None,
        "remark_form": remark or RemarkForm(),
    }
    return render(request, "reports/report_detail.html", context, status=status)


def _keys(made: papers.Made, asked: Asked) -> list[str]:
    """The figures of the paper in reading order, each once."""
    paper = made.paper
    if asked.is_section:
        blocks = [piece.block for piece in made.worded.section]
        blocks += [b for a in made.worded.section_appendices for b in a.blocks]
        return _once(figures_in_blocks(blocks))
    return _once([figure.key for figure in figures_of(paper)])


def _first_of(keys: list[str]) -> str:
    """The figure that is open when none was asked for: what was claimed in all."""
    return "all.claimed" if "all.claimed" in keys else next(iter(keys), "")


def figures_in_blocks(blocks: list[Any]) -> list[str]:
    """Keys of the figures in blocks, in reading order."""
    return [
        run.key for block in blocks for run in runs_of(block) if isinstance(run, Figure)
    ]


def _once(keys: list[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _printed(made: papers.Made, asked: Asked, sheet: Sheet) -> dict[str, Any]:
    paper, worded = made.paper, made.worded
    pieces = worded.section if asked.is_section else worded.pieces
    annexes = worded.section_appendices if asked.is_section else paper.appendices
    return {
        "issuer_lines": header_lines(paper.issuer),
        "governing_lines": header_lines(paper.governing_body),
        "number_line": number_line(paper.number, paper.symbol),
        "dated": place_date(paper.place, paper.issued_on, paper.drafted_on),
        "body": sheet.pieces(pieces),
        "annexes": [_annex(made, annexes, n, sheet) for n in range(len(annexes))],
        "recipients": list_of(paper.recipients, mark="- "),
    }


def _annex(
    made: papers.Made, annexes: tuple[Appendix, ...], place: int, sheet: Sheet
) -> dict[str, Any]:
    return {
        "label": appendix_label(place + 1, len(annexes)),
        "title": annexes[place].title.upper(),
        "attached": attached_line(made.paper),
        "blocks": sheet.blocks(annexes[place].blocks),
    }


def _traced(
    made: papers.Made, asked: Asked, keys: list[str], current: str
) -> dict[str, Any]:
    snapshot, report = made.snapshot, made.report
    found = tracing.trace(snapshot, current)
    context: dict[str, Any] = {
        "trace": found,
        "figure_count": len(keys),
        "is_intact": tracing.is_intact(snapshot),
        "versions": report.snapshots.order_by("-version"),
        "differences": _differences(snapshot),
        "children": len((snapshot.data["reporters"] or {}).get("submitted", [])),
    }
    if found is None:
        return context
    place = keys.index(current)
    data = snapshot.data
    period = period_of(report)
    link = partial(asked.link, report.pk)
    records = tracing.traced_records(found.record_ids, snapshot.taken_at, SHOWN_RECORDS)
    return context | {
        "figure_place": place + 1,
        "previous": link(keys[place - 1]) if place else "",
        "next": link(keys[place + 1]) if place + 1 < len(keys) else "",
        "unit": labels.unit_label(data, current),
        "about": labels.about_label(data, current),
        "who": data["who"],
        "days": labels.days_label(period.start, period.last_day),
        "records": records,
        "addends": found.addends[:SHOWN_ADDENDS],
        "others": found.addends[SHOWN_ADDENDS:],
        "others_sum": sum(amount for _, amount in found.addends[SHOWN_ADDENDS:]),
    }


def _differences(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What the bodies below reported beside what is counted from evidence."""
    data = snapshot.data
    if data["reporters"] is None:
        return []
    told = {row["body"]: row for row in data["reporters"]["submitted"]}
    figures = data["figures"]
    rows = []
    for body in data["bodies"]:
        counted = figures.get(f"body.{body['id']}.claimed", 0)
        mine = told.get(body["id"])
        reported = mine["claimed"] if mine else None
        rows.append(
            {
                "name": body["short"],
                "reported": reported,
                "counted": counted,
                "difference": None if reported is None else counted - reported,
            }
        )
    return rows


def _moves(request: StaffRequest, report: Report, made: papers.Made) -> dict[str, Any]:
    on = today()
    period = period_of(report)
    version = version_in(report.body_id, period)
    due = due_on(report.regime, period, version.level if version else "")
    return {
        "can_write": policies.can_write(request.acting, report),
        "can_take_back": policies.can_take_back(request.acting, report),
        "can_receive": policies.can_receive(request.acting, report, on=on),
        "due_on": due,
        "days_left": (due - on).days if due else None,
        "new_remarks": new_remarks(report),
        "fulfils": delivering.duties_met_by(report, on=on),
        "receiver": made.paper.addressees[0] if made.paper.addressees else "",
        "period_label": labels.period_label(period),
    }


@require_GET
def figure(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """Every record behind a figure, as it was when the report was made."""
    report = policies.access_report(request.acting, pk, on=today())
    asked = Asked.of(request)
    snapshot = _snapshot(report, asked)
    found = tracing.trace(snapshot, key)
    if found is None:
        raise Http404
    page = Paginator(found.record_ids[::-1], PER_PAGE).get_page(
        request.GET.get("trang")
    )
    records = tracing.traced_records(list(page.object_list), snapshot.taken_at)
    context = {
        "report": report,
        "snapshot": snapshot,
        "trace": found,
        "page": page,
        "records": records,
        "unit": labels.unit_label(snapshot.data, key),
        "about": labels.about_label(snapshot.data, key),
        "period_label": labels.period_label(period_of(report)),
        "back": asked.link(report.pk, key),
    }
    return render(request, "reports/report_figure.html", context)


@require_GET
def file(request: StaffRequest, pk: int, format: str) -> FileResponse:
    """The report as .docx, .pdf, .xlsx or .json, stored as it is given out."""
    report = policies.access_report(request.acting, pk, on=today())
    asked = Asked.of(request)
    allowed = ("docx",) if asked.is_section else papers.FORMATS
    if format not in allowed:
        raise Http404
    made = papers.make_paper(report, _snapshot(report, asked))
    row = export_report(
        made=made,
        format=format,
        actor=request.user,
        at=now(),
        is_section=asked.is_section,
    )
    return stream(row.file, download=True)
