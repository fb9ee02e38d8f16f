"""The decision on commendation and the letter to one body, as drafts.

Vietnamese, because the papers are. What the law asks of either is not among the verified
rules: its bases are blanks that a person writes. Bodies are named, never people.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from loa.common import figures
from loa.documents.models import Document
from loa.documents.outgoing.frames import cited, frame_of
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.documents.outgoing.writing import BLANK, Beginning
from loa.domain.text import collation_key
from loa.domain.writing import (
    Align,
    Appendix,
    Article,
    Block,
    Column,
    OfficialPaper,
    Paragraph,
    Row,
    Table,
    number_headings,
    plain,
    with_end_mark,
)
from loa.orgs.models import BodyVersion
from loa.oversight.praising.facts import Fact
from loa.oversight.praising.models import PraiseReview, Verdict, day_of
from loa.oversight.praising.selectors import LineView, ReviewView

_STATES = {
    "met": "hoàn thành đúng hạn", "met_late": "hoàn thành chậm",
    "met_unproven": "đã báo cáo, chưa đủ minh chứng", "missed": "không hoàn thành",
}  # fmt: skip


def fact_in_words(fact: Fact) -> str:
    """Say a fact as a paper does."""
    values = {
        name: figures.number(value) if isinstance(value, int) else value
        for name, value in fact.values.items()
    }
    return {
        "all_met": "hoàn thành đúng hạn toàn bộ {count} lượt nhiệm vụ của {periods} kỳ",
        "proven": "{verified}/{claimed} kết quả báo cáo có minh chứng được xác minh",
        "first": "đứng đầu trong {of} cơ quan cùng loại, cùng cấp: {met}/{ended} lượt"
        " nhiệm vụ đúng hạn",
        "missed": "{count} lượt nhiệm vụ không hoàn thành",
        "late": "{count} lượt nhiệm vụ hoàn thành chậm",
        "rejected": "{count} kết quả báo cáo bị bác",
    }[fact.code].format(**values)


def commendation(
    body: BodyVersion, view: ReviewView, lines: Sequence[LineView], on: date
) -> Beginning:
    """Compose the decision that commends the bodies of some settled lines."""
    frame = frame_of(body, BY_CODE["QĐ"], on)
    signature = signers_of(body, on)[0].signature
    row, names = view.row, _names(lines)
    blocks: list[Block] = [
        Article(
            runs=plain(
                f"Biểu dương {figures.number(len(names))} cơ quan có thành tích trong"
                f" {_work(row)} {_between(row)} (có danh sách và căn cứ số liệu kèm theo):"
                f" {'; '.join(names)}."
            )
        ),
        Article(runs=plain(f"Hình thức, mức khen thưởng: {BLANK}.")),
        Article(
            runs=plain(
                f"Quyết định này có hiệu lực kể từ ngày ký. {BLANK} và các cơ quan có tên"
                " tại Điều 1 chịu trách nhiệm thi hành Quyết định này"
            )
        ),
    ]
    paper = OfficialPaper(
        **frame.as_fields(),
        subject=f"Về việc biểu dương các cơ quan có thành tích trong {_work(row)}",
        authority=body.name
        if signature.collective
        else f"{signature.head_post} {body.name}",
        enacting="QUYẾT ĐỊNH:",
        bases=(f"Căn cứ {BLANK}", *(f"Căn cứ {one}" for one in _sources(lines))),
        body=with_end_mark(number_headings(blocks)),
        signature=signature,
        recipients=("Như Điều 3", "Lưu: VT"),
        appendices=(
            Appendix(
                "Danh sách các cơ quan được biểu dương và căn cứ số liệu",
                (_table(lines),),
                is_landscape=True,
            ),
        ),
    )
    return Beginning(paper)


def letter(
    body: BodyVersion, view: ReviewView, lines: Sequence[LineView], on: date
) -> Beginning:
    """Compose the letter that criticises or reminds one body."""
    hard = any(one.verdict == Verdict.CRITICISE for one in lines)
    word = "phê bình, rút kinh nghiệm" if hard else "nhắc nhở"
    paper = OfficialPaper(
        **frame_of(body, BY_CODE[""], on).as_fields(),
        subject=f"V/v {word} trong {_work(view.row)}",
        addressees=tuple(_names(lines)),
        body=with_end_mark(list(_letter_words(body, view.row, lines, word))),
        signature=signers_of(body, on)[0].signature,
        recipients=("Như trên", "Lưu: VT"),
    )
    return Beginning(paper)


def _letter_words(
    body: BodyVersion, row: PraiseReview, lines: Sequence[LineView], word: str
) -> Iterator[Block]:
    sources = "; ".join(_sources(lines)) or BLANK
    name = lines[0].line.body_name
    yield Paragraph(
        plain(
            f"Qua theo dõi việc thực hiện {sources}, {body.name} nhận thấy {_between(row)}"
            f" {name} còn có tồn tại sau đây:"
        )
    )
    yield _table(lines)
    if any(one.replies for one in lines):
        yield Paragraph(plain("Ý kiến giải trình của cơ quan đã được xem xét."))
    else:
        yield Paragraph(
            plain(
                "Số liệu đã được thông báo để cơ quan có ý kiến đến hết ngày"
                f" {row.reply_until:%d/%m/%Y}; cơ quan không có ý kiến."
            )
        )
    yield Paragraph(
        plain(
            f"{body.name} {word} đối với {name}; yêu cầu khắc phục tồn tại, báo cáo kết quả"
            f" trước ngày {BLANK}"
        )
    )


def _table(lines: Iterable[LineView]) -> Table:
    columns = (
        Column("TT", 0.7, Align.CENTRE),
        Column("Cơ quan", 1.8),
        Column("Số liệu", 2.0),
        Column("Căn cứ: nhiệm vụ, thời hạn, kết quả", 4.2),
        Column("Ý kiến của cơ quan", 1.8),
        Column("Kết luận", 1.7),
    )
    rows = tuple(_row(number, one) for number, one in enumerate(_sorted(lines), 1))
    return Table(columns=columns, rows=rows)


def _row(number: int, one: LineView) -> Row:
    assert one.fact is not None  # noqa: S101 - a settled line has its fact
    said = "; ".join(reply.words for reply in one.replies) or "Không có ý kiến"
    reason = one.ruling.reason if one.ruling else ""
    cells = (
        str(number), one.line.body_name, fact_in_words(one.fact).capitalize(),
        "; ".join(_ground(ground) for ground in one.fact.grounds), said, reason,
    )  # fmt: skip
    return Row(tuple(plain(cell) for cell in cells))


def _ground(ground: dict[str, Any]) -> str:
    state = _STATES[ground["state"]]
    if ground["rejected"]:
        state += f", bác {figures.number(ground['rejected'])}"
    return (
        f"{ground['title'].rstrip('.;, ')} (hạn {day_of(ground, 'due_on'):%d/%m/%Y}):"
        f" {figures.number(ground['counted'])}/{figures.number(ground['target'])}, {state}"
    )


def _sorted(lines: Iterable[LineView]) -> list[LineView]:
    return sorted(lines, key=lambda one: collation_key(one.line.body_name))


def _names(lines: Iterable[LineView]) -> list[str]:
    return list(dict.fromkeys(one.line.body_name for one in _sorted(lines)))


def _work(row: PraiseReview) -> str:
    if row.programme is None:
        return "thực hiện nhiệm vụ thông tin, tuyên truyền được giao"
    return f"thực hiện {row.programme.name}"


def _between(row: PraiseReview) -> str:
    return f"từ ngày {row.first_on:%d/%m/%Y} đến ngày {row.last_on:%d/%m/%Y}"


def _sources(lines: Iterable[LineView]) -> list[str]:
    ids = {ground["task"] for one in lines if one.fact for ground in one.fact.grounds}
    rows = Document.objects.filter(directive__tasks__in=ids).distinct()
    return [cited(row) for row in rows.order_by("issued_on")]
