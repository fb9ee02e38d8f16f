"""The board, its spreadsheet, and one cell with its proof."""

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from loa.common import figures
from loa.common.dates import now, today
from loa.domain.quotas import COLUMN_NAMES, TaskKind
from loa.evidence.covering import missing
from loa.evidence.recalling import Then
from loa.evidence.selectors import records_of_cell
from loa.files.responses import send_made
from loa.files.sniff import XLSX
from loa.orgs import policies as orgs_policies
from loa.orgs import selectors as orgs
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.board import Line, state_words
from loa.oversight.drawing import png_bytes
from loa.oversight.export import board_workbook
from loa.oversight.filters import CellRef, Filters
from loa.oversight.forecast import Outlook
from loa.oversight.heat import Insides, Top, drawn
from loa.oversight.judged import Judged, obligations
from loa.oversight.labels import (
    OUTLOOKS,
    line_name,
    outlook_reason,
    outlook_word,
    period_head,
    period_name,
)
from loa.oversight.places import Places, places
from loa.oversight.reading import PAGE, BoardPage, read_board
from loa.oversight.sentences import sentence_of
from loa.oversight.slide import HEIGHT, WIDTH, slide_svg, title_of
from loa.oversight.stacked import stacked
from loa.oversight.views.over import Over
from loa.oversight.views.past import past_cell, past_context
from loa.programmes.models import Task
from loa.programmes.selectors import Cell
from loa.reference import selectors as reference

LEGEND = (
    "met", "met_late", "met_unproven", "on_track", "at_risk", "overdue", "missed", "exempt",
)  # fmt: skip


@require_GET
def board(request: StaffRequest) -> HttpResponse:
    """Who has met, is late with, or has missed what."""
    on = today()
    filters = Filters.read(request.GET, on=on)
    if filters.over is None and policies.nation_watched(request.acting, on=on):
        # Thousands of bodies are no page; the provinces come first.
        return redirect("oversight:nation")
    page = read_board(request.acting, filters, on=on, at=now())
    context = _board_context(request, page)
    return render(request, "oversight/board.html", context)


def _board_context(request: StaffRequest, page: BoardPage) -> dict[str, Any]:
    filters, found = page.filters, page.board
    met, ended = found.ended
    six = found.columns_total

    def sums(place: int | None = None) -> list[int]:
        """A line through the periods; there is none through different tasks."""
        return found.sums_by_column(place) if filters.view == "thang" else []

    drawer = None
    if filters.shown is not None:
        drawer = _cell_context(request, filters.shown, filters)
    drawn = _places(page)
    return {
        "page": page,
        "over": Over(page.over, [], is_chosen=filters.over is not None),
        "pager": Paginator(range(len(found.lines)), PAGE).get_page(page.page),
        "places": drawn,
        "base": filters.address(over=None, shown=None, page=1),
        "filters": filters,
        "heat": heat(request, page),
        "past": past_context(page),
        "legend": LEGEND
        if not _is_standing(page)
        else ("shown", "stated", "silent", "exempt"),
        "states": state_words(found.states),
        "met": met,
        "ended": ended,
        "six": six,
        "claimed": sum(six),
        "late": found.late_total,
        "target": found.target_total,
        "claimed_by_period": sums(),
        "verified_by_period": sums(COLUMN_NAMES.index("verified")),
        "disputed_by_period": sums(COLUMN_NAMES.index("disputed")),
        "disputed_bodies": _bodies_with(page, COLUMN_NAMES.index("disputed")),
        "running": next(
            (column.period for column in found.columns if column.is_now), None
        ),
        "running_name": _running_name(page),
        "drawer": drawer,
        "task_title": page.task.title.rstrip(".;, ") if page.task else "",
        "task_paper": str(page.task.directive.document) if page.task else "",
        "doubtful": _doubtful(page),
        "can_watch": policies.can_watch(request.acting, page.over),
        "at": now(),
        "years": range(today().year - 2, today().year + 2),
        "months": range(1, 13),
        "export_query": filters.address(shown=None),
        "clear_query": filters.address(state="", shown=None),
        "by_periods_query": filters.address(view="thang", shown=None),
        "then_query": filters.address(tree_of_now=False, shown=None),
        "now_query": filters.address(tree_of_now=True, shown=None),
        "by_tasks_query": filters.address(view="nhiem-vu", shown=None),
    }


def _places(page: BoardPage) -> Places:
    """The map of the running period; by tasks it is what presses most."""
    if page.filters.view == "nhiem-vu":
        return places(page.board.lines, None)
    numbers = [at for at, column in enumerate(page.board.columns) if column.is_now]
    if not numbers:
        return Places((), (), ())
    return places(page.board.lines, numbers[0])


def _doubtful(page: BoardPage) -> list[tuple[Line, str, str]]:
    """Bodies that may miss the running period, why, and where the proof is."""
    now_at = next(
        (at for at, column in enumerate(page.board.columns) if column.is_now), None
    )
    found = []
    for line in page.board.lines:
        one = line.cells[now_at] if now_at is not None else None
        outlook = line.forecast
        if one is None or outlook is None or outlook.outlook != Outlook.DOUBTFUL:
            continue
        start = one.cell.window.period.start
        ref = CellRef(one.cell.task.id, line.version.body_id, start)
        address = page.filters.address(shown=ref) + "#chi-tiet"
        found.append((line, outlook_reason(outlook), address))
    return found


def _is_standing(page: BoardPage) -> bool:
    return page.filters.view == "thang" and bool(
        page.board.judged and page.board.judged[0].cell.task.is_standing
    )


def _running_name(page: BoardPage) -> str:
    running = next(
        (column.period for column in page.board.columns if column.is_now), None
    )
    return period_name(running) if running else ""


def _bodies_with(page: BoardPage, place: int) -> int:
    return sum(
        any(cell and cell.columns[place] for cell in line.cells)
        for line in page.board.lines
    )


def heat(request: HttpRequest, page: BoardPage) -> SafeString:
    """Return the table itself, by Jinja2: it may have thousands of cells."""
    filters = page.filters
    heads = [
        (
            period_head(column.period) if column.period else "",
            period_name(column.period) if column.period else "",
            column,
        )
        for column in page.board.columns
    ]
    table = render_to_string(
        "oversight/heat.html",
        {
            "board": page.board,
            "lines": page.lines,
            "parts": filters.parts,
            "stacked": stacked,
            "legend": [state for state, _count in state_words(page.board.states)],
            "print_head": f"{_('Board')}: {title_of(page)} · {page.over.name} · {told_moment()}",
            "by_tasks": filters.view == "nhiem-vu",
            "heads": heads,
            "tops": [Top.of(column, head) for head, _name, column in heads],
            "drawn": drawn,
            "Insides": Insides,
            # What every address begins with, escaped once.
            "begin": escape(f"{filters.address(shown=None)}&o="),
            "shown": str(filters.shown) if filters.shown else "",
            "outlooks": OUTLOOKS,
            "line_name": line_name,
            "outlook_word": outlook_word,
            "outlook_reason": outlook_reason,
            "has_forecast": any(line.forecast for line in page.board.lines),
            "running_name": _running_name(page),
            "caption": _("Bodies by period: how many are verified, and the state"),
        },
        request,
        using="jinja2",
    )
    return mark_safe(table)  # noqa: S308 - Jinja2 has escaped every value


def told_moment() -> str:
    """The moment for which a printed board or a picture stands."""
    return _("as of %s") % figures.moment(now())


@require_GET
def picture(request: StaffRequest, form: str) -> HttpResponse:
    """The board as a picture for a slide, with the filters of the address."""
    on = today()
    page = read_board(request.acting, Filters.read(request.GET, on=on), on=on, at=now())
    svg = slide_svg(page, told=told_moment(), six=page.board.columns_total)
    name = f"bang-theo-doi-{on:%Y-%m-%d}.{form}"
    if form == "svg":
        return send_made(svg.encode(), name=name, media_type="image/svg+xml")
    content = png_bytes(svg, width=WIDTH, height=HEIGHT)
    return send_made(content, name=name, media_type="image/png")


@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The board as a spreadsheet, with the filters of the address."""
    on = today()
    page = read_board(request.acting, Filters.read(request.GET, on=on), on=on, at=now())
    content = board_workbook(page, at=now())
    return send_made(content, name=f"bang-theo-doi-{on:%Y-%m-%d}.xlsx", media_type=XLSX)


@require_GET
def cell(
    request: StaffRequest, task_pk: int, body_pk: int, start: date
) -> HttpResponse:
    """One obligation with the records and proof behind it, on a page of its own."""
    filters = Filters.read(request.GET, on=today())
    context = _cell_context(request, CellRef(task_pk, body_pk, start), filters)
    return render(request, "oversight/cell.html", {"drawer": context, "at": now()})


def _cell_context(
    request: StaffRequest, ref: CellRef, filters: Filters
) -> dict[str, Any]:
    on, known_at = filters.day or today(), filters.known_at(now())
    judged = _judged(request, ref, on, known_at)
    then = Then(known_at, on) if known_at else None
    names = orgs.versions_of(judged.cell.body_ids, on)
    body = names.get(ref.body_id) or orgs.version_of(ref.body_id, ref.start)
    records = list(
        records_of_cell(
            judged.cell.task.id,
            judged.cell.body_id,
            judged.cell.window.period.start,
            then=then,
        )
    )
    return {
        "ref": ref,
        "judged": judged,
        "cell": judged.cell,
        "task": judged.cell.task,
        "window": judged.cell.window,
        "body": body,
        "joint": [
            names[pk].name
            for pk in judged.cell.joint_ids
            if pk != ref.body_id and pk in names
        ],
        "missing": _missing(judged.cell, then),
        "period_name": period_name(judged.cell.window.period),
        "records": records,
        "past": past_cell(filters, judged),
        "quoted": Task.objects.values_list("text", flat=True).get(
            pk=judged.cell.task.id
        ),
        "sentence": sentence_of(judged, ref.body_id, on),
        "days_left": (judged.cell.window.due_on - on).days,
        "days_over": (on - judged.cell.window.due_on).days,
        "is_locked": on > judged.cell.window.lock_on,
        "can_watch": body is not None and policies.can_watch(request.acting, body),
        "is_own": request.acting is not None and request.acting.body_id == ref.body_id,
    }


def _missing(cell: Cell, then: Then | None) -> list[str]:
    """The names of the forms or areas of a coverage task that nothing shows yet."""
    if cell.task.kind is not TaskKind.COVERAGE:
        return []
    rows = reference.forms() if cell.task.forms else reference.areas(cell.window.due_on)
    names = {row.code: row.name for row in rows}
    return [names.get(code, code) for code in missing(cell, then)]


def _judged(
    request: StaffRequest, ref: CellRef, on: date, known_at: datetime | None
) -> Judged:
    # Whose rights count is asked as of today, whatever day is looked at.
    version = orgs.version_of(ref.body_id, today()) or orgs.version_of(
        ref.body_id, ref.start
    )
    if version is None or not orgs_policies.can_see_body(request.acting, version):
        raise Http404
    found = obligations(
        body_ids=[ref.body_id],
        first=ref.start,
        last=ref.start,
        on=on,
        task_ids=[ref.task_id],
        known_at=known_at,
    )
    for one in found:
        if (
            one.cell.window.period.start == ref.start
            and ref.body_id in one.cell.body_ids
        ):
            return one
    raise Http404
