"""Where a document stands with each addressee, by name; also as .xlsx."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from loa.common.dates import now, today
from loa.common.figures import local_day
from loa.documents import policies as documents
from loa.documents.models import Document
from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.files.responses import send_made
from loa.files.sniff import XLSX
from loa.orgs.requests import StaffRequest
from loa.oversight.addressees import Addressee, Step, addressees_of
from loa.oversight.labels import period_name
from loa.oversight.words import STRAIGHT


@require_GET
def addressees(request: StaffRequest, pk: int) -> HttpResponse:
    """Who has it, opened it, acknowledged it, handed it on, has done it."""
    on = today()
    document = documents.access_document(request.acting, pk, on=on)
    found = addressees_of(document, request.acting, on=on)
    step = request.GET.get("trang-thai", "")
    step = step if step in Step.values else ""
    rows = found.only(step)
    if request.GET.get("tep") == "xlsx":
        content = _workbook(document, rows)
        return send_made(content, name=f"noi-nhan-{pk}.xlsx", media_type=XLSX)
    chosen = request.GET.get("co-quan", "")
    opened = next((row for row in rows if str(row.version.body_id) == chosen), None)
    context = {
        "document": document,
        "found": found,
        "rows": [(row, row.waits_days(on), _straight(row)) for row in rows],
        "step": step,
        "opened": opened,
        "duties": [
            (one, period_name(one.cell.window.period))
            for one in (opened.duties if opened else ())
        ],
    }
    return render(request, "oversight/addressees.html", context)


def _straight(row: Addressee) -> str:
    return str(STRAIGHT[row.straight]) if row.straight else ""


def _day(at: datetime | None) -> date | None:
    return local_day(at) if at else None


def _workbook(document: Document, rows: list[Addressee]) -> bytes:
    columns = (
        SheetColumn(_("Body"), 44),
        SheetColumn(_("State"), 22),
        SheetColumn(_("Through"), 30),
        SheetColumn(_("Sent"), 12),
        SheetColumn(_("Passed on"), 12),
        SheetColumn(_("Received and opened"), 12),
        SheetColumn(_("Acknowledged"), 12),
        SheetColumn(_("Assigned by"), 24),
        SheetColumn(_("Duties"), 10),
        SheetColumn(_("Done"), 10),
        SheetColumn(_("Behind"), 10),
    )
    table = [
        [
            row.version.name,
            str(row.step.label),
            row.via.name if row.via else "",
            _day(row.sent_at),
            _day(row.route.passed_at if row.route else None),
            _day(row.opened_at),
            _day(row.acknowledged.recorded_at if row.acknowledged else None),
            str(row.handed_on) if row.handed_on else "",
            len(row.asked),
            row.done,
            row.behind,
        ]
        for row in rows
    ]
    title = _("All addressees")
    heading = (title, str(document))
    sheet = Sheet(name=title, columns=columns, rows=table, heading=heading)
    return workbook_bytes([sheet], at=now(), title=title)
