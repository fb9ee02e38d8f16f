"""The report on bodies that do not carry out the plan, as a draft."""

from collections.abc import Iterator
from datetime import date

from loa.common import figures
from loa.documents.models import Document
from loa.documents.outgoing.frames import cited, frame_of
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK, Beginning
from loa.domain.writing import (
    Align,
    Block,
    Bullet,
    Column,
    Heading,
    OfficialPaper,
    Paragraph,
    Row,
    Table,
    number_headings,
    plain,
    with_end_mark,
)
from loa.orgs.models import BodyVersion
from loa.oversight.shortfalls.models import Measure
from loa.oversight.shortfalls.selectors import LineView, ListView

# Vietnamese, because the papers are.
MEASURES = {
    Measure.Kind.REMIND: "đôn đốc bằng văn bản",
    Measure.Kind.EXPLAIN: "yêu cầu giải trình bằng văn bản",
    Measure.Kind.MEETING: "làm việc trực tiếp với cơ quan",
    Measure.Kind.INSPECT: "kiểm tra việc thực hiện kế hoạch",
    Measure.Kind.REVIEW: "đề nghị tự kiểm điểm trách nhiệm",
    Measure.Kind.SUPPORT: "hỗ trợ, hướng dẫn thực hiện",
    Measure.Kind.OTHER: "biện pháp khác",
}
_STATES = {"overdue": "quá hạn", "missed": "không hoàn thành"}


def shortfall_report(body: BodyVersion, view: ListView, on: date) -> Beginning:
    """Compose the report of a list to the body over which it was drawn up."""
    row = view.row
    over = view.over.name if view.over else BLANK
    frame = frame_of(body, BY_CODE["BC"], on)
    paper = OfficialPaper(
        **frame.as_fields(),
        subject=(
            "Về các cơ quan chưa thực hiện đầy đủ nhiệm vụ được giao từ ngày"
            f" {row.first_on:%d/%m/%Y} đến ngày {row.last_on:%d/%m/%Y}"
        ),
        addressees=(over,),
        body=with_end_mark(number_headings(list(_words(body, view)))),
        signature=signers_of(body, on)[0].signature,
        recipients=("Như trên", "Lưu: VT"),
    )
    return Beginning(paper)


def _words(body: BodyVersion, view: ListView) -> Iterator[Block]:
    row, kept = view.row, view.kept
    ids = {one.line.task_id for one in kept}
    documents = Document.objects.filter(directive__tasks__in=ids).distinct()
    sources = "; ".join(cited(document) for document in documents.order_by("issued_on"))
    bodies = len({one.line.body_id for one in kept})
    yield Paragraph(
        plain(
            f"Thực hiện {sources}, {body.name} báo cáo các cơ quan chưa thực hiện đầy đủ"
            f" nhiệm vụ được giao, theo số liệu đến hết ngày {row.drawn_on:%d/%m/%Y}:"
        )
    )
    yield Heading(1, "Tình hình")
    struck = len(view.lines) - len(kept)
    yield Paragraph(
        plain(
            f"Có {figures.number(bodies)} cơ quan với {figures.number(len(kept))} nhiệm vụ"
            " quá hạn hoặc không hoàn thành."
            + (
                f" Qua rà soát, {figures.number(struck)} trường hợp được đưa ra khỏi danh"
                " sách, có ghi lý do."
                if struck
                else ""
            )
        )
    )
    yield Table(
        columns=(
            Column("TT", 0.75, Align.CENTRE),
            Column("Cơ quan", 1.8),
            Column("Nhiệm vụ", 2.5),
            Column("Thời hạn", 1.9, Align.CENTRE),
            Column("Kết quả", 1.4),
            Column("Ý kiến của cơ quan", 2.1),
            Column("Nhận xét", 1.9),
        ),
        rows=tuple(_row(number, one) for number, one in enumerate(kept, 1)),
    )
    yield Heading(1, "Đề xuất biện pháp")
    for one in view.measures:
        yield Bullet(
            plain(
                f"{one.measure.body_name}: {MEASURES[Measure.Kind(one.measure.kind)]}"
                f" ({one.measure.words.rstrip('. ')})."
            )
        )
    if not view.measures:
        yield Bullet(plain(BLANK))
    yield Paragraph(
        plain(
            f"{body.name} kính báo cáo {view.over.name if view.over else BLANK} xem xét, chỉ đạo"
        )
    )


def _row(number: int, one: LineView) -> Row:
    facts = one.line.facts
    said = "; ".join(answer.words for answer in one.answers) or "Chưa có ý kiến"
    return Row(
        (
            plain(str(number)),
            plain(one.line.body_name),
            plain(one.line.task.title.rstrip(".;, ")),
            plain(f"{one.line.due_on:%d/%m/%Y}"),
            plain(
                f"{facts['counted']}/{facts['target']}; {_STATES.get(facts['state'], '')}"
            ),
            plain(said),
            plain(one.decision.reason if one.decision else ""),
        )
    )
