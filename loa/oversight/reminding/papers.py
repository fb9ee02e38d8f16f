"""The letter that reminds bodies, in the form of Decree 30/2020: a draft, never sent."""

from collections.abc import Iterator, Sequence
from datetime import date

from loa.common import figures
from loa.documents.models import Document
from loa.documents.outgoing.frames import cited, frame_of
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK, Beginning
from loa.domain.quotas import StandingState, State
from loa.domain.writing import (
    Align,
    Block,
    Column,
    OfficialPaper,
    Paragraph,
    Row,
    Table,
    plain,
    with_end_mark,
)
from loa.orgs.models import BodyVersion
from loa.oversight.judged import Judged
from loa.programmes.models import Directive

# Vietnamese, because the papers are.
_STATES = {
    State.ON_TRACK: "đang thực hiện",
    State.AT_RISK: "đang thực hiện, chưa đủ",
    State.OVERDUE: "quá hạn",
    State.MISSED: "không hoàn thành",
    StandingState.SILENT: "chưa báo kết quả",
    StandingState.NOT_YET: "chưa báo kết quả",
}
Line = tuple[BodyVersion, Judged]


def period_words(judged: Judged) -> str:
    """Name a period as a paper does: by its two days."""
    period = judged.cell.window.period
    return f"từ {period.start:%d/%m/%Y} đến {period.last_day:%d/%m/%Y}"


def result_words(judged: Judged) -> str:
    """Say what counts of what was asked; a standing duty has no number."""
    if isinstance(judged.state, StandingState):
        return _STATES.get(judged.state, "")
    unit = f" {judged.cell.task.unit}" if judged.cell.task.unit else ""
    said = f"{judged.counted}/{judged.cell.target}{unit}"
    return f"{said}; {_STATES[judged.state]}" if judged.state in _STATES else said


def reminder_letter(
    body: BodyVersion, lines: Sequence[Line], above: BodyVersion | None, on: date
) -> Beginning:
    """Compose the letter about some obligations, with a table of bodies and duties.

    :param body: who writes it
    :param lines: the bodies written to, each with one obligation
    :param above: whom it is reported to; printed among the recipients
    """
    documents = list(
        Document.objects.filter(
            directive__in=Directive.objects.filter(
                pk__in={one.cell.task.directive_id for _version, one in lines}
            )
        ).order_by("issued_on", "pk")
    )
    names = tuple(dict.fromkeys(version.name for version, _one in lines))
    late = any(on > one.cell.window.due_on for _version, one in lines)
    paper = OfficialPaper(
        **frame_of(body, BY_CODE[""], on).as_fields(),
        subject=_subject(documents, late=late),
        addressees=names,
        body=with_end_mark(list(_words(body, lines, documents, on, late=late))),
        signature=signers_of(body, on)[0].signature,
        recipients=tuple(
            line
            for line in (
                "Như trên",
                f"{above.name} (để b/c)" if above else "",
                "Lưu: VT",
            )
            if line
        ),
    )
    return Beginning(paper, regarding=documents[0] if len(documents) == 1 else None)


def _subject(documents: Sequence[Document], *, late: bool) -> str:
    verb = "đôn đốc" if late else "nhắc"
    if len(documents) == 1 and documents[0].number:
        first = documents[0]
        kind = (first.doc_type or "Công văn").strip()
        return f"V/v {verb} thực hiện {kind} số {first.number}/{first.symbol}"
    return f"V/v {verb} thực hiện nhiệm vụ được giao"


def _words(
    body: BodyVersion,
    lines: Sequence[Line],
    documents: Sequence[Document],
    on: date,
    *,
    late: bool,
) -> Iterator[Block]:
    sources = "; ".join(cited(document) for document in documents)
    yield Paragraph(
        plain(
            f"Căn cứ {sources}; qua theo dõi đến hết ngày {on:%d/%m/%Y}, còn"
            f" {figures.number(len(lines))} nhiệm vụ"
            f" {'chưa hoàn thành đúng hạn' if late else 'sắp đến hạn'}, cụ thể như sau:"
        )
    )
    yield Table(
        columns=(
            Column("TT", 0.75, Align.CENTRE),
            Column("Cơ quan", 2.0),
            Column("Nhiệm vụ", 3.2),
            Column("Kỳ", 1.6),
            Column("Thời hạn", 1.8, Align.CENTRE),
            Column("Kết quả", 1.6),
        ),
        rows=tuple(
            Row(
                (
                    plain(str(number)),
                    plain(version.name),
                    plain(one.cell.task.title.rstrip(".;, ")),
                    plain(period_words(one)),
                    plain(f"{one.cell.window.due_on:%d/%m/%Y}"),
                    plain(result_words(one)),
                )
            )
            for number, (version, one) in enumerate(lines, 1)
        ),
    )
    yield Paragraph(
        plain(
            f"{body.name} đề nghị các cơ quan, đơn vị có tên trên khẩn trương thực hiện,"
            f" hoàn thành trước ngày {BLANK} và cập nhật kết quả kèm minh chứng; trường"
            " hợp có khó khăn, vướng mắc hoặc đã hoàn thành nhưng chưa được ghi nhận,"
            f" báo cáo rõ lý do về {body.name} trước ngày {BLANK}"
        )
    )
