"""PDF files with text: columns, tables and paragraphs by their places on the page."""

import pytest

from loa.domain.docreader import Caution, Certainty, read
from tests.corpus.pdfs import BODY, by_hand, paper, task_table
from tests.corpus.typeset import pdf_from_text
from tests.domain.docreader.test_corpus import (
    GOLDEN,
    SEED,
    check_quotes,
    needs_corpus,
    values,
)

PLAN = next(path for path in GOLDEN if path.parent.name == "binh-an")


@pytest.fixture(scope="module")
def plan():
    return read(pdf_from_text(PLAN.read_text(encoding="utf-8")))


def test_a_plan_as_pdf_gives_the_same_as_its_text(plan):
    assert values(plan) == values(read(PLAN.read_text(encoding="utf-8")))


def test_findings_of_a_pdf_quote_their_words(plan):
    check_quotes(plan)


def test_page_numbers_and_running_heads_are_left_out():
    long = PLAN.read_text(encoding="utf-8").replace(
        "3. UBND các xã, phường",
        "3. UBND các xã, phường\n\n"
        + "\n\n".join(
            f"- Tuyên truyền tại thôn số {n} của xã đến mọi người dân."
            for n in range(120)
        ),
    )

    text = read(pdf_from_text(long, running_head="Bản lưu hành nội bộ")).text

    assert "Bản lưu hành nội bộ" not in text
    assert not {
        line for line in text.splitlines() if line.strip().isdigit() and int(line) > 2
    }


@needs_corpus
def test_seed_001_as_pdf_gives_the_same_tasks_as_its_text():
    text = SEED.read_text(encoding="utf-8")

    document = read(pdf_from_text(text.replace("**", "")))

    assert [task.text for task in document.tasks] == [
        task.text for task in read(text).tasks
    ]


# --- as offices make them ---------------------------------------------------------------

TASKS = [
    f"Xây dựng nội dung số {n}. {BODY * (9 if n in (3, 6) else 3)}Hết số {n}."
    for n in range(1, 9)
]


#
@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_over_pages_keeps_one_row_a_task(ruled):
    document = read(paper("I. NHIỆM VỤ\n\n" + task_table(TASKS, ruled=ruled)))

    assert [task.text for task in document.tasks] == [
        " ".join(task.split()) for task in TASKS
    ]
    assert [task.deadline.isoformat() for task in document.tasks] == [
        f"2026-03-{n + 10}" for n in range(1, 9)
    ]
    assert {task.lead[0].name for task in document.tasks} == {"Sở Nội vụ"}
    assert document.signer.name == "Nguyễn Văn An"
    check_quotes(document)


def test_a_running_head_that_the_first_page_lacks_is_left_out():
    text = read(paper("I. NHIỆM VỤ\n\n" + task_table(TASKS, ruled=True))).text

    assert "Kế hoạch tuyên truyền năm 2026" not in text
    assert text.count("Nội dung nhiệm vụ") == 1


def test_a_page_in_two_columns_is_read_column_by_column():
    items = [f"{n}. Mục số {n}: {BODY * 3}Hết mục {n}." for n in range(1, 13)]

    document = read(paper("#columns(2, gutter: 0.8cm)[" + "\n\n".join(items) + "]\n"))

    lines = document.text.splitlines()
    assert [line for line in lines if line[:1].isdigit()] == [
        " ".join(item.split()) for item in items
    ]
    assert document.number == "12/KH-UBND"


def test_a_list_set_in_below_its_mark_is_one_paragraph():
    items = "\n\n".join(f"+ {BODY * 3}Hết mục {n}." for n in range(1, 4))

    lines = read(paper(items)).text.splitlines()

    assert [line[:2] for line in lines if "Hết mục" in line] == ["1.", "2.", "3."]


def test_what_a_signing_program_stamps_is_no_text_of_the_paper():
    body = "1. Sở Nội vụ chủ trì tuyên truyền, báo cáo trước ngày 15/12/2026.\n\n"

    document = read(paper(body, stamp=True))

    assert "Ký bởi" not in document.text
    assert "15:07:23" not in document.text
    assert document.text == read(paper(body)).text


def test_letters_of_before_unicode_are_decoded():
    lines = [
        "Uû ban nh©n d©n tØnh Lam Giang",
        "Sè: 12/KH-UBND",
        "BÕn Lam, ngµy 20 th¸ng 01 n¨m 2026",
        "KÕ ho¹ch",
        "Tuyªn truyÒn c¶i c¸ch hµnh chÝnh n¨m 2026",
        "1. Së Néi vô chñ tr×, phèi hîp víi c¸c së, ngµnh tæ chøc thùc hiÖn kÕ ho¹ch nµy.",
        "2. Uû ban nh©n d©n c¸c x·, ph­êng x©y dùng kÕ ho¹ch tr­íc ngµy 15 th¸ng 3.",
    ]

    document = read(by_hand(lines))

    assert "Tuyên truyền cải cách hành chính năm 2026" in document.text
    assert document.number == "12/KH-UBND"
    assert document.issued_on.isoformat() == "2026-01-20"
    assert Caution.OLD_CODING in document.warnings


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("[MẬT]", "MẬT"),
        ("Số: 12/KH-UBND        TỐI MẬT", "TỐI MẬT"),
        ("Thực hiện công tác bảo vệ bí mật nhà nước.", None),
        ("BẢO MẬT", None),
        ("MẶT TRẬN TỔ QUỐC VIỆT NAM", None),
        ("KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC", None),
    ],
)
def test_a_mark_of_secrecy_is_a_mark_and_not_a_word(text, mark):
    plan = PLAN.read_text(encoding="utf-8")
    assert read(plan).classification is None

    assert read(f"{text}\n{plan}").classification == mark


def test_a_mark_of_secrecy_in_the_running_foot_counts():
    secret = pdf_from_text(
        PLAN.read_text(encoding="utf-8") * 3, running_head="TUYỆT MẬT"
    )

    assert read(secret).classification == "TUYỆT MẬT"


@pytest.mark.parametrize("align", ["horizon", "top"])
def test_ruled_cells_over_several_rows_hold_for_all_of_them(align):
    table = rf"""
I. NHIỆM VỤ

#table(columns: (1cm, 5cm, 3.5cm, 3cm, 3cm), align: {align},
  [TT], [Nội dung nhiệm vụ], [Cơ quan chủ trì], [Cơ quan phối hợp], [Thời gian],
  [1], [Ban hành kế hoạch tuyên truyền], table.cell(rowspan: 3)[Sở Nội vụ],
  table.cell(rowspan: 2)[Sở Tài chính], [Quý I/2026],
  [2], [Đăng tải tin, bài về cải cách hành chính], [Hằng tháng],
  [3], [Tổ chức hội nghị tập huấn nghiệp vụ], [], [Quý II/2026],
  [], [Tổng cộng], [], [], [])

"""

    assert [
        (
            task.text,
            [m.name for m in task.lead],
            [m.name for m in task.coordinate],
            task.timing.text,
            task.certainty,
        )
        for task in read(paper(table)).tasks
    ] == [
        (words, ["Sở Nội vụ"], joining, when, Certainty.CERTAIN)
        for words, joining, when in (
            ("Ban hành kế hoạch tuyên truyền", ["Sở Tài chính"], "Quý I/2026"),
            (
                "Đăng tải tin, bài về cải cách hành chính",
                ["Sở Tài chính"],
                "Hằng tháng",
            ),
            ("Tổ chức hội nghị tập huấn nghiệp vụ", [], "Quý II/2026"),
        )
    ]
