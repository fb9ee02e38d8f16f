"""The papers of a meeting: its minutes, and the notice of what it concluded.

Only what is on record stands in them; what a person must say is a visible blank.
Vietnamese, because the papers are. Decree 30/2020, appendix III, forms 1.9 and 1.4.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from loa.common import figures
from loa.common.states import sign_of
from loa.documents.outgoing.frames import frame_of
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK
from loa.domain.writing import (
    Align,
    Block,
    Bullet,
    Clause,
    Column,
    Heading,
    OfficialPaper,
    Paragraph,
    Row,
    Signature,
    Table,
    date_words,
    number_headings,
    plain,
    with_end_mark,
)
from loa.orgs.models import BodyVersion
from loa.oversight.comparing import Direction
from loa.oversight.labels import period_name
from loa.oversight.meetings.selectors import Agenda, Decided, Item
from loa.oversight.models import Meeting

_SHOWN = 20
_DIRECTIONS = {
    Direction.WORSE: "xấu đi",
    Direction.BETTER: "tốt lên",
    Direction.NEW: "mới phát sinh",
    Direction.ENDED: "không còn giao",
    Direction.SAME: "giữ nguyên",
}


def minutes(
    meeting: Meeting,
    body: BodyVersion,
    agenda: Agenda,
    decided: Sequence[Decided],
    names: Mapping[int, BodyVersion],
    on: date,
) -> OfficialPaper:
    """Compose the minutes: who was there, what the board showed, what was decided."""
    return OfficialPaper(
        **frame_of(body, BY_CODE["BB"], on).as_fields(),
        subject=f"Cuộc họp {_about(meeting)}",
        body=with_end_mark(
            number_headings(tuple(_minutes(meeting, agenda, decided, names)))
        ),
        signature=Signature(head_post="Chủ tọa", name=_name(meeting.chair)),
        secretary=Signature(head_post="Thư ký", name=_name(meeting.secretary)),
        recipients=("Các cơ quan, đơn vị dự họp", "Lưu: VT"),
    )


def conclusions(
    meeting: Meeting,
    body: BodyVersion,
    agenda: Agenda,
    decided: Sequence[Decided],
    names: Mapping[int, BodyVersion],
    on: date,
) -> OfficialPaper:
    """Compose the notice of conclusions: one numbered line for each decision."""
    recipients = [
        *dict.fromkeys(names[one.decision.body_id].name for one in decided
                       if one.decision.body_id in names),
        "Lưu: VT",
    ]  # fmt: skip
    return OfficialPaper(
        **frame_of(body, BY_CODE["TB"], on).as_fields(),
        subject=f"Kết luận cuộc họp {_about(meeting)}",
        body=with_end_mark(tuple(_conclusions(meeting, body, decided, names))),
        signature=signers_of(body, on)[0].signature,
        recipients=tuple(recipients),
    )


def _about(meeting: Meeting) -> str:
    return (
        "rà soát tiến độ thực hiện nhiệm vụ được giao ngày"
        f" {figures.day(meeting.held_on)}"
    )


def _name(told: str) -> str:
    """The name alone of "Nguyễn Văn A, Giám đốc Sở"; the post stands in the text."""
    return told.split(",")[0].strip()


def _lines(text: str) -> list[str]:
    return [line.strip(" -;.") for line in text.splitlines() if line.strip()]


def _minutes(
    meeting: Meeting,
    agenda: Agenda,
    decided: Sequence[Decided],
    names: Mapping[int, BodyVersion],
) -> Iterator[Block]:
    begins = f"{meeting.begins_at}, " if meeting.begins_at else f"{BLANK} giờ {BLANK}, "
    yield _line(f"Thời gian bắt đầu: {begins}{date_words(meeting.held_on)}")
    yield _line(f"Địa điểm: {meeting.place or BLANK}")
    yield _line("Thành phần tham dự:")
    for line in _lines(meeting.present):
        yield Bullet(plain(line))
    if meeting.absent:
        yield _line("Vắng mặt:")
        for line in _lines(meeting.absent):
            yield Bullet(plain(line))
    yield _line(f"Chủ trì (chủ tọa): {meeting.chair}")
    yield _line(f"Thư ký (người ghi biên bản): {meeting.secretary or BLANK}")
    yield _line("Nội dung (theo diễn biến cuộc họp):")
    yield Heading(1, "Tình hình theo bảng theo dõi")
    yield from _situation(meeting, agenda)
    yield Heading(1, "Ý kiến trao đổi")
    yield _line(BLANK)
    yield Heading(1, "Kết luận")
    if not decided:
        yield _line("Cuộc họp không giao thêm nhiệm vụ.")
    for one in decided:
        yield Clause(plain(_sentence(one, names)), label=f"{one.number}.")
    yield _line(
        f"Cuộc họp kết thúc vào {BLANK} giờ {BLANK} phút, {date_words(meeting.held_on)}."
    )


def _situation(meeting: Meeting, agenda: Agenda) -> Iterator[Block]:
    found = agenda.comparison
    told = "; ".join(
        f"{_DIRECTIONS[code]}: {figures.number(count)}" for code, count in found.totals
    )
    yield _line(
        f"So với ngày {figures.day(meeting.since)} (số liệu biết đến hết từng ngày), số"
        f" nghĩa vụ theo chiều thay đổi: {told}."
    )
    if not agenda.items:
        yield _line("Không có cơ quan nào quá hạn hoặc có nguy cơ.")
        return
    columns = (
        Column("Stt", 0.5, Align.CENTRE), Column("Cơ quan", 1.9),
        Column("Nhiệm vụ", 3.0), Column("Tình trạng", 1.4),
        Column("Đã tính/chỉ tiêu", 1.0, Align.CENTRE), Column("So với trước", 1.1),
    )  # fmt: skip
    rows = tuple(
        Row((plain(str(number)), *(plain(cell) for cell in _cells(item, agenda))))
        for number, item in enumerate(agenda.items[:_SHOWN], start=1)
    )
    yield Table(columns, rows)
    more = len(agenda.items) + agenda.left_over - len(rows)
    if more:
        yield _line(f"Ngoài ra còn {figures.number(more)} cơ quan có việc chậm.")


def _cells(item: Item, agenda: Agenda) -> tuple[str, ...]:
    one = item.one
    version = agenda.comparison.names[item.body_id]
    also = f" (và {len(item.also)} việc khác)" if item.also else ""
    task = (
        f"{one.cell.task.title.rstrip('.;, ')}, {period_name(one.cell.window.period)}"
    )
    return (
        version.short_name or version.name,
        task + also,
        str(sign_of(one.state).word),
        f"{figures.number(one.counted)}/{figures.number(one.cell.target)}",
        _DIRECTIONS[item.change.direction],
    )


def _conclusions(
    meeting: Meeting,
    body: BodyVersion,
    decided: Sequence[Decided],
    names: Mapping[int, BodyVersion],
) -> Iterator[Block]:
    yield _line(
        f"Ngày {figures.day(meeting.held_on)}, {body.name} tổ chức cuộc họp rà soát tiến"
        f" độ thực hiện nhiệm vụ được giao. Chủ trì: {meeting.chair}. Sau khi xem bảng"
        " theo dõi và nghe ý kiến các cơ quan dự họp, chủ trì kết luận như sau:"
    )
    for one in decided:
        yield Clause(plain(_sentence(one, names)), label=f"{one.number}.")
    yield _line(f"{body.name} thông báo để các cơ quan, đơn vị biết, thực hiện")


def _sentence(one: Decided, names: Mapping[int, BodyVersion]) -> str:
    """A decision as it binds: who, in exactly its words, by when."""
    decision = one.decision
    version = names.get(decision.body_id)
    who = version.name if version else str(decision.body)
    verb = "Giao" if decision.is_binding else "Đề nghị"
    return (
        f"{verb} {who}: {decision.text}; thời hạn: trước hoặc trong ngày"
        f" {figures.day(decision.due_on)}."
    )


def _line(text: str) -> Paragraph:
    return Paragraph(plain(text))
