"""What is written is read back the same: the issue's line 12, each kind in both files.

The reader gives no more than the paper says, so a task that is not in `genre` is a fault
of one of the two.
"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.domain.docreader import OfficialDocument, read
from loa.domain.writing import (
    Article,
    Bullet,
    Circulation,
    Clause,
    Heading,
    OfficialPaper,
    Signature,
    SigningMode,
    Urgency,
    docx_bytes,
    paper_kinds,
    pdf_bytes,
    plain,
)
from tests.domain.writing import genre
from tests.domain.writing.papers import AT

WRITERS = {"docx": docx_bytes, "pdf": pdf_bytes}
MODES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")


def names(mentions) -> list[str]:
    return [mention.name for mention in mentions]


def bare(line: str) -> str:
    return " ".join(line.split()).rstrip(".;/ ")


def assert_same_frame(paper: OfficialPaper, found: OfficialDocument) -> None:
    """The header, the recipients and the signer."""
    issuer = " ".join(paper.issuer.split()).upper()
    above = " ".join(paper.governing_body.split()).upper()
    subject = f"V/v {paper.subject}" if paper.is_letter else paper.subject
    lines = paper.signature.lines
    assert (found.number, found.symbol) == (
        paper.full_number if paper.number else None,
        paper.symbol,
    )
    assert found.type == (paper.type_name or "Công văn")
    assert found.issuer == (f"{issuer} ({above})" if above else issuer)
    assert (found.place, found.issued_on) == (paper.place, paper.issued_on)
    assert found.subject == subject
    assert names(found.addressees) == [*paper.addressees]
    assert names(found.recipients) == [bare(line) for line in paper.recipients]
    authority = [line for line in lines if line.startswith(MODES)]
    title = [line for line in lines if not line.startswith(MODES)]
    assert found.signer.authority == ("; ".join(authority) or None)
    assert found.signer.title == (title[0] if title else None)
    assert found.signer.name == (paper.signature.name or None)


def assert_same_tasks(duties, found: OfficialDocument) -> None:
    assert [bare(task.text) for task in found.tasks] == [bare(d.text) for d in duties]
    for duty, task in zip(duties, found.tasks, strict=True):
        assert tuple(names(task.lead)) == duty.lead
        assert tuple(names(task.coordinate)) == duty.coordinate
        assert task.deadline == duty.deadline
        if duty.deadline is None:
            assert (task.recurrence and str(task.recurrence)) == duty.recurrence
        quota = (task.quota.count, task.quota.unit) if task.quota else None
        assert quota == duty.quota


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("kind", genre.PAPERS)
def test_each_kind_is_read_back_as_it_was_written(kind, form):
    write, duties = genre.PAPERS[kind]
    paper = write()

    found = read(WRITERS[form](paper, at=AT))

    assert_same_frame(paper, found)
    assert_same_tasks(duties, found)


def test_every_kind_there_is_is_written_in_these_tests():
    assert set(genre.PAPERS) == set(paper_kinds())


@pytest.mark.parametrize("form", WRITERS)
def test_the_bases_are_read_back_with_number_day_and_issuer(form):
    found = read(WRITERS[form](genre.decision(), at=AT))

    assert [(b.number, b.issued_on, b.issuer, b.name) for b in found.bases] == [
        (
            None,
            date(2025, 6, 16),
            "Quốc hội",
            "Luật Tổ chức chính quyền địa phương",
        ),
        ("49/2024/NĐ-CP", date(2024, 5, 10), "Chính phủ", None),
        (
            "31/TTr-VHXH",
            date(2026, 4, 20),
            "Trưởng phòng Văn hóa - Xã hội",
            None,
        ),
    ]


@pytest.mark.parametrize("form", WRITERS)
def test_a_draft_without_number_and_day_is_read_back_without_them(form):
    paper = genre.plan(number=None, issued_on=None, drafted_on=date(2026, 2, 1))

    found = read(WRITERS[form](paper, at=AT))

    assert (found.number, found.symbol, found.issued_on) == (None, "KH-UBND", None)
    assert_same_frame(paper, found)
    assert_same_tasks(genre.PLAN_DUTIES, found)


# --- papers at random -------------------------------------------------------------------

BODIES = (
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công",
    "Công an xã",
    "Trạm Y tế xã",
    "Sở Khoa học và Công nghệ",
    "Ủy ban nhân dân các xã, phường",
)
ACTS = (
    "Đăng tải kết quả giải quyết thủ tục hành chính trên Trang thông tin điện tử",
    "Rà soát, cập nhật các chuyên mục về cải cách hành chính",
    "Tổ chức hội nghị đối thoại với người dân, doanh nghiệp",
    "Tuyên truyền dịch vụ công trực tuyến toàn trình đến các thôn, tổ dân phố",
    "Niêm yết công khai đường dây nóng tiếp nhận phản ánh, kiến nghị",
)
PLACES = ("Đồng Vàng", "Hòa Khê", "Lũng Trầu", "Bến Lam", "Ea Súp", "A Lưới")
NAMES = ("Lê Thị Đượm", "Nguyễn Ái Quốc Thắng", "Y Bion Niê", "Trần Ơn", "Võ Ước")
# Nothing is due before the paper that asks for it.
ISSUED = st.dates(date(2026, 1, 1), date(2026, 6, 30))
DUE = st.dates(date(2026, 7, 1), date(2027, 12, 31))
RECIPIENTS = st.lists(
    st.sampled_from(
        (
            "Như Điều 2",
            "UBND tỉnh (để b/c)",
            "TT. Đảng ủy, TT. HĐND xã",
            "Chủ tịch, các PCT UBND xã",
            "Các cơ quan, đơn vị thuộc xã",
            "Cổng TTĐT tỉnh (để đăng tải)",
        )
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@st.composite
def signatures(draw) -> Signature:
    name = draw(st.sampled_from(NAMES))
    mode = draw(
        st.sampled_from(
            (
                SigningMode.HEAD,
                SigningMode.ACTING,
                SigningMode.FOR_HEAD,
                SigningMode.BY_ORDER,
            )
        )
    )
    if mode is SigningMode.BY_ORDER:
        return Signature("Chủ tịch", mode, post="Chánh Văn phòng", name=name)
    post = "Phó Chủ tịch" if mode is SigningMode.FOR_HEAD else ""
    return Signature(
        "Chủ tịch", mode, collective="Ủy ban nhân dân", post=post, name=name
    )


@st.composite
def duties(draw) -> genre.Duty:
    text, lead = draw(st.sampled_from(ACTS)), draw(st.sampled_from(BODIES))
    when = draw(st.sampled_from(("", "by", "month", "quota")))
    if when == "by":
        day = draw(DUE)
        printed = f"{day.day}/{day.month}/{day.year}"
        text += f", hoàn thành trước ngày {printed}"
        return genre.Duty(f"{text}.", (lead,), deadline=day)
    if when == "month":
        return genre.Duty(f"{text}, hàng tháng.", (lead,), recurrence="monthly")
    if when == "quota":
        count = draw(st.integers(2, 9))
        text += f"; hàng tháng có ít nhất 0{count} tin, bài"
        found = (count, "tin, bài")
        return genre.Duty(f"{text}.", (lead,), recurrence="monthly", quota=found)
    return genre.Duty(f"{text}.", (lead,))


@st.composite
def plans(draw) -> tuple[OfficialPaper, list[genre.Duty]]:
    """A plan: duties under headings that name bodies, each body once."""
    given_to = draw(
        st.lists(duties(), min_size=1, max_size=5, unique_by=lambda one: one.lead)
    )
    body = [
        genre.text("Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),
        Heading(1, "Tổ chức thực hiện"),
    ]
    for duty in given_to:
        body += [Heading(2, duty.lead[0]), Bullet(plain(duty.text))]
    paper = genre.plan(
        number=draw(st.none() | st.integers(1, 2400)),
        issued_on=draw(ISSUED),
        place=draw(st.sampled_from(PLACES)),
        signature=draw(signatures()),
        recipients=(*draw(RECIPIENTS), "Lưu: VT, VHXH"),
        body=body,
    )
    return paper, given_to


@st.composite
def decisions(draw) -> tuple[OfficialPaper, list[genre.Duty]]:
    """A decision: articles that give orders to bodies, each body once."""
    given_to = draw(
        st.lists(duties(), min_size=1, max_size=3, unique_by=lambda one: one.lead)
    )
    texts = [
        f"Giao {duty.lead[0]} {duty.text[:1].lower()}{duty.text[1:]}"
        for duty in given_to
    ]
    paper = genre.decision(
        number=draw(st.integers(1, 2400)),
        issued_on=draw(ISSUED),
        place=draw(st.sampled_from(PLACES)),
        signature=draw(signatures()),
        appendices=(),
        body=[
            Article(runs=plain("Ban hành Kế hoạch thông tin, tuyên truyền.")),
            *(Article(runs=plain(text)) for text in texts),
            Article(runs=plain("Quyết định này có hiệu lực kể từ ngày ký.")),
        ],
    )
    return paper, [
        genre.Duty(text, d.lead, d.coordinate, d.deadline, d.recurrence, d.quota)
        for d, text in zip(given_to, texts, strict=True)
    ]


@st.composite
def letters(draw) -> tuple[OfficialPaper, list[genre.Duty]]:
    """A letter to one or several, with a clause for each body that is to act."""
    given_to = draw(
        st.lists(duties(), min_size=1, max_size=4, unique_by=lambda one: one.lead)
    )
    wanted = [
        genre.Duty(
            f"{d.lead[0]} {d.text[:1].lower()}{d.text[1:]}",
            d.lead, d.coordinate, d.deadline, d.recurrence, d.quota,
        )
        for d in given_to
    ]  # fmt: skip
    paper = genre.letter(
        number=draw(st.none() | st.integers(1, 2400)),
        issued_on=draw(ISSUED),
        place=draw(st.sampled_from(PLACES)),
        addressees=tuple(
            draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=4, unique=True))
        ),
        recipients=("Như trên", *draw(RECIPIENTS), "Lưu: VT, CCHC"),
        urgency=draw(st.sampled_from(Urgency)),
        circulation=draw(st.sampled_from(Circulation)),
        drafter="nth",
        copies=draw(st.none() | st.integers(1, 500)),
        contact=draw(st.sampled_from(((), ("Số 12 đường Bạch Đằng, phường Bến Lam",)))),
        body=[
            genre.text("Sở Nội vụ đề nghị các cơ quan, địa phương thực hiện như sau:"),
            *(Clause(plain(duty.text)) for duty in wanted),
            genre.text(
                "Đề nghị các cơ quan, địa phương quan tâm triển khai thực hiện."
            ),
        ],
    )
    return paper, wanted


ANY = st.one_of(plans(), decisions(), letters())


def check_read_back(made, form: str) -> None:
    paper, wanted = made
    found = read(WRITERS[form](paper, at=AT))
    assert_same_frame(paper, found)
    assert_same_tasks(wanted, found)


QUICK = settings(max_examples=6, deadline=None, derandomize=True)
LONG = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("form", WRITERS)
@QUICK
@given(ANY)
def test_any_paper_is_read_back_as_it_was_written(form, made):
    check_read_back(made, form)


@pytest.mark.verify
@pytest.mark.timeout(900)
@pytest.mark.parametrize("form", WRITERS)
@LONG
@given(ANY)
def test_any_paper_is_read_back_as_it_was_written_long(form, made):
    check_read_back(made, form)


def test_nothing_is_lost_where_a_table_runs_over_pages():
    start = date(2026, 3, 1)
    wanted = [
        genre.Duty(
            f"Tổ chức hội nghị tuyên truyền đợt {n} tại các thôn, tổ dân phố, trường học",
            ("Phòng Văn hóa - Xã hội",),
            ("Trung tâm Phục vụ hành chính công",),
            deadline=start + timedelta(days=n),
        )
        for n in range(1, 61)
    ]
    rows = [
        (
            duty.text,
            duty.lead[0],
            duty.coordinate[0],
            f"Trước ngày {duty.deadline:%d/%m/%Y}",
        )
        for duty in wanted
    ]
    body = [
        genre.text("Ủy ban nhân dân xã ban hành Kế hoạch như sau:"),
        Heading(1, "Hoạt động trọng tâm"),
        genre.task_table(rows),
    ]
    paper = genre.plan(body=body)
    for write in WRITERS.values():
        found = read(write(paper, at=AT))
        assert_same_frame(paper, found)
        assert_same_tasks(wanted, found)
