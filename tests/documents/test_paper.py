"""The paper is shown with its own words, untouched, and with what was found marked."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.documents.models import Document, Finding
from loa.documents.paper import LETTERS, paper
from loa.documents.selectors import reading

FIELDS = ("number", "citation", "task", "task.lead", "task.time", "task.quota")


class Words(HTMLParser):
    """The text of a page without the letters and numbers that Loa adds."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.open: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag, attrs):
        css = dict(attrs).get("class") or ""
        is_ours = tag == "i" or css in {"task-n", "task-in"}
        self.open.append("skip" if is_ours else tag)
        self.skipped += is_ours

    def handle_endtag(self, tag):
        self.skipped -= self.open.pop() == "skip"

    def handle_data(self, data):
        if not self.skipped:
            self.words += data


def words_of(html: str) -> str:
    parser = Words()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.words


def finding(pk: int, field: str, start: int, end: int, **more) -> Finding:
    return Finding(pk=pk, field=field, start=start, end=end, value="", **more)


def shown(text: str, findings=(), blocks=(), **more) -> str:
    document = Document(text=text, blocks=list(blocks))
    return "".join(block.html for block in paper(document, findings, **more))


def test_every_word_of_a_document_is_shown_as_it_is(plan):
    parts = paper(plan, reading(plan).shown)

    lines = "\n".join(words_of(block.html) for block in parts)
    assert lines.split() == plan.text.split()
    assert [words_of(block.html) for block in parts] == [block.text for block in parts]


def test_words_between_blocks_are_not_lost():
    block = {"kind": "heading", "start": 0, "end": 2, "level": 1}

    assert words_of(shown("I.\nkept  exactly", blocks=[block])) == "I.kept  exactly"


def test_a_finding_is_marked_with_its_letter_and_name():
    html = shown("Số: 12", [finding(7, "number", 4, 6)])

    assert 'class="hl hl--head" id="f7"' in html
    assert "<i>T</i>12</mark>" in html


def test_a_doubtful_finding_is_marked_to_be_looked_at():
    html = shown("Sở Nội vụ", [finding(1, "task.lead", 0, 9, certainty="doubtful")])

    assert "hl--body hl--look" in html


def test_marks_lie_inside_one_another():
    rows = [finding(1, "task.quota", 0, 20), finding(2, "task.time", 0, 9)]

    html = shown("hằng quý có 02 tin, bài", rows)

    assert html.index("hl--quota") < html.index("hl--due")
    assert html.count("</mark>") == 2


def test_marks_that_cross_are_cut():
    rows = [finding(1, "task.lead", 0, 6), finding(2, "task.time", 3, 9)]

    html = shown("abcdefghi", rows)

    assert words_of(html) == "abcdefghi"
    assert html.count("hl--due") == 2
    assert html.count('id="f2"') == 1


def test_a_finding_over_two_lines_is_marked_in_both_and_named_once():
    html = shown("ỦY BAN\nTỈNH", [finding(3, "issuer", 0, 11)])

    assert html.count("<mark") == 2
    assert html.count('id="f3"') == 1


def test_equal_marks_are_drawn_once():
    rows = [finding(1, "task.time", 0, 4), finding(2, "task.deadline", 0, 4)]

    assert shown("2026 x", rows).count("<mark") == 1


def test_a_task_has_its_number_in_the_margin():
    html = shown("Đăng tin.", [finding(1, "task", 0, 9, item=1)])

    assert '<p id="v2" class="task-line"><span class="task-n">N2</span>' in html


def test_a_second_task_in_a_paragraph_has_its_number_before_its_words():
    rows = [finding(1, "task", 0, 3, item=0), finding(2, "task", 4, 7, item=1)]

    html = shown("Một Hai", rows)

    assert '<span class="task-in" id="v2">N2</span>Hai' in html
    assert words_of(html) == "Một Hai"


def test_the_line_of_the_finding_looked_at_is_lit():
    task = finding(1, "task", 0, 3, item=0)
    lead = finding(2, "task.lead", 0, 3, item=0)

    assert "is-focus" in shown("Một", [task, lead], focus=lead)
    assert "is-focus" not in shown("Một", [task, lead])


def test_what_a_document_says_is_never_run():
    text = '<script>alert(1)</script> & "x" <b>'

    html = shown(text, [finding(1, "subject", 0, len(text))])

    assert "<script" not in html
    assert words_of(html) == text


def cell(start: int, end: int, row: int, column: int) -> dict:
    place = {"table": 0, "row": row, "column": column}
    return {"kind": "cell", "start": start, "end": end, "level": 0} | place


def test_a_table_of_tasks_is_a_table():
    blocks = [cell(0, 1, 0, 0), cell(2, 3, 0, 1), cell(4, 5, 1, 0), cell(6, 7, 1, 1)]

    html = shown("a\nb\nc\nd", [finding(1, "task", 4, 5, item=0)], blocks)

    assert html.count("<tr>") == 2
    assert html.count("<td>") == 4
    assert words_of(html) == "abcd"


def test_the_table_of_a_header_stands_in_two_columns_without_lines():
    blocks = [cell(0, 6, 0, 0), cell(7, 11, 0, 1)]

    html = shown("UBND X\nCHXH", [finding(1, "issuer", 0, 6)], blocks)

    assert html.startswith('<div class="dh"><div>')
    assert "<table" not in html


@given(
    text=st.text(alphabet="ab \n<&", max_size=60),
    spans=st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(FIELDS)),
        max_size=8,
    ),
)
@settings(max_examples=150, deadline=None)
def test_no_findings_can_change_the_words(text, spans):
    rows = [
        finding(n, field, min(one, two), max(one, two), item=n)
        for n, (one, two, field) in enumerate(spans)
        if max(one, two) <= len(text)
    ]

    parts = paper(Document(text=text, blocks=[]), rows)

    lines = [line for line in text.split("\n") if line.strip()]
    assert [words_of(block.html) for block in parts] == lines


def test_every_letter_is_another_one():
    assert len(set(LETTERS.values())) == len(LETTERS)


@pytest.mark.parametrize("count", [1, 40])
def test_a_paper_is_made_without_the_database(plan, count, django_assert_num_queries):
    rows = reading(plan).shown

    with django_assert_num_queries(0):
        for _ in range(count):
            paper(plan, rows)


def test_a_word_of_a_scan_that_was_hard_to_see_is_marked(plan):
    start = plan.text.index("Bến Lam")
    plan.scanned = [[start, start + 3, 31], [start + 4, start + 7, 95]]

    html = "".join(block.html for block in paper(plan, []))

    assert '<mark class="hl hl--unsure"' in html
    assert "<i>?</i>Bến</mark>" in html
    assert html.count("hl--unsure") == 1
