"""The minutes of a visit, as a draft for both sides to sign.

Vietnamese, because the paper is. Decree 30/2020, appendix III, form 1.9. Only what is on
record stands in it; what a person must say is a visible blank.
"""

from collections.abc import Iterator
from datetime import date

from loa.documents.outgoing.frames import frame_of
from loa.documents.outgoing.kinds import BY_CODE
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
    Signature,
    Table,
    date_words,
    number_headings,
    plain,
    with_end_mark,
)
from loa.orgs.models import BodyVersion
from loa.oversight.inspecting.selectors import Asked, VisitView

_ANSWERS = {"ok": "Đạt", "not": "Chưa đạt", "na": "Không thuộc"}


def minutes(body: BodyVersion, view: VisitView, on: date) -> Beginning:
    """Compose the minutes of a visit: who, what was seen, what is asked until when."""
    row = view.row
    lead = lines_of(row.team)[0]
    host = (lines_of(row.hosts) or [""])[0]
    paper = OfficialPaper(
        **frame_of(body, BY_CODE["BB"], on).as_fields(),
        subject=(
            "Kiểm tra việc thực hiện nhiệm vụ thông tin, tuyên truyền cải cách hành chính"
            f" tại {row.body_name}"
        ),
        body=with_end_mark(number_headings(list(_words(view)))),
        signature=Signature(head_post="Trưởng đoàn kiểm tra", name=_name(lead)),
        secretary=Signature(
            head_post="Đại diện cơ quan được kiểm tra", name=_name(host)
        ),
        recipients=(row.body_name, "Lưu: VT"),
    )
    return Beginning(paper)


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip(" -;.") for line in text.splitlines() if line.strip(" -;.")]


def _name(line: str) -> str:
    return line.split(",")[0].strip()


def _words(view: VisitView) -> Iterator[Block]:
    row = view.row
    basis = row.planned.plan.by_document if row.planned else BLANK
    yield _line(f"Căn cứ: {basis}")
    yield _line(f"Thời gian bắt đầu: {BLANK} giờ {BLANK}, {date_words(row.on)}")
    yield _line(f"Địa điểm: {row.place or BLANK}")
    yield _line("Đoàn kiểm tra:")
    for line in lines_of(row.team):
        yield Bullet(plain(line))
    yield _line("Đại diện cơ quan được kiểm tra:")
    for line in lines_of(row.hosts) or [BLANK]:
        yield Bullet(plain(line))
    yield Heading(1, "Nội dung kiểm tra")
    yield Table(
        columns=(
            Column("TT", 0.5, Align.CENTRE),
            Column("Nội dung", 3.6),
            Column("Kết quả", 1.1, Align.CENTRE),
            Column("Ghi chú", 2.4),
        ),
        rows=tuple(_row(number, one) for number, one in enumerate(view.asked, 1)),
    )
    if view.files:
        yield _line("Ảnh, tài liệu ghi nhận tại buổi kiểm tra:")
        for file in view.files:
            yield Bullet(plain(f"{file.caption}."))
    yield Heading(1, "Tồn tại và yêu cầu khắc phục")
    if not view.findings:
        yield _line("Đoàn kiểm tra không phát hiện tồn tại.")
    else:
        yield Table(
            columns=(
                Column("TT", 0.5, Align.CENTRE),
                Column("Tồn tại", 3.0),
                Column("Yêu cầu khắc phục", 3.0),
                Column("Thời hạn", 1.2, Align.CENTRE),
            ),
            rows=tuple(
                Row(
                    (
                        plain(str(number)),
                        plain(one.finding.words),
                        plain(one.finding.remedy),
                        plain(f"{one.finding.due_on:%d/%m/%Y}"),
                    )
                )
                for number, one in enumerate(view.findings, 1)
            ),
        )
    yield Heading(1, "Ý kiến của cơ quan được kiểm tra")
    yield _line(BLANK)
    yield _line(
        f"Buổi kiểm tra kết thúc vào {BLANK} giờ {BLANK} phút cùng ngày. Biên bản được lập"
        " thành 02 bản, mỗi bên giữ một bản, đã đọc cho các bên cùng nghe"
        " và thống nhất ký tên"
    )


def _line(text: str) -> Paragraph:
    return Paragraph(plain(text))


def _row(number: int, one: Asked) -> Row:
    said, note = ("", "")
    if one.answer is not None:
        said, note = _ANSWERS[one.answer.answer], one.answer.note
    question = one.item.question
    if one.item.ground:
        question += f" ({one.item.ground})"
    return Row(tuple(plain(cell) for cell in (str(number), question, said, note)))
