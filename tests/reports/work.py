"""A quarter of two communes, recorded and judged through the product's own doors."""

import io
import zipfile
from datetime import date
from typing import Any

from django.db import connection

from loa.domain.periods import WindowRule, period_from_code
from loa.evidence.models import Record, Standing
from loa.reports import moving, services
from loa.reports.models import Regime, Report, Snapshot
from tests.cast import Cast
from tests.evidence.work import Work
from tests.factories import moment

# Quarter III of law: 15/06/2026 to 14/09/2026.
FIRST, LAST = date(2026, 6, 15), date(2026, 9, 14)
AFTER = moment(2026, 9, 16)
QUARTER = "20263"
JUDGED = moment(2026, 9, 15)
LATER = moment(2026, 9, 19)


def regime() -> Regime:
    return Regime.objects.get(code="communication_quarter")


def order_of(body_id: int, **fields: Any) -> services.Order:
    period = period_from_code(WindowRule.LAW, QUARTER)
    return services.Order(
        **({"body_id": body_id, "regime": regime(), "period": period, "coverage": "own"}
           | fields)
    )  # fmt: skip


def recorded(
    work: Work, number: int, done_on: date, *, who: str = "clerk", **fields: Any
) -> Record:
    """One news item of the commune of ``who``, recorded two days after."""
    host = "tamgiai" if who == "clerk" else who
    address = f"https://{host}.lamgiang.gov.vn/tin-{number}"
    at = moment(done_on.year, done_on.month, done_on.day)
    return work.record(address, who=who, done_on=done_on, at=at, **fields).record


def judged(work: Work, record: Record, standing: Standing, at: Any = JUDGED) -> Record:
    work.judge(record, standing, at=at)
    return record


def own_report(cast: Cast, *, who: str = "clerk", at: Any = AFTER) -> Report:
    acting = cast.acting(who)
    return services.draft_report(
        order=order_of(acting.body_id, receiver_id=cast.home_office.pk),
        actor=getattr(cast, who),
        acting=acting,
        at=at,
    )


def submitted(
    cast: Cast, report: Report, *, who: str = "clerk", at: Any = AFTER
) -> Report:
    return moving.submit_report(
        report=report,
        version=latest(report).version,
        actor=getattr(cast, who),
        acting=cast.acting(who),
        at=at,
    )


def province_report(cast: Cast, at: Any = LATER) -> Report:
    acting = cast.acting("overseer")
    return services.draft_report(
        order=order_of(
            acting.body_id,
            coverage="below",
            over_body_id=cast.province.pk,
            receiver_id=cast.province.pk,
        ),
        actor=cast.overseer,
        acting=acting,
        at=at,
    )


def latest(report: Report) -> Snapshot:
    return Snapshot.objects.filter(report=report).latest("version")


def figures(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = latest(report).data["figures"]
    return found


def sql(text: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the tables say, asked without loa."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


def body_of(response: Any) -> bytes:
    """The bytes of a streamed file."""
    return b"".join(response.streaming_content)


def docx_text(raw: bytes) -> str:
    import re

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        xml = archive.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n"))
