"""What makes a document: parts that belong together, headings, the end mark."""

import pytest

from loa.domain.writing import (
    Column,
    Figure,
    Heading,
    PaperError,
    Paragraph,
    Row,
    Table,
    Text,
    figures_of,
    number_headings,
    plain,
    with_end_mark,
)
from tests.domain.writing.papers import letter, quarterly_report


# domain-facts R1.6
def test_a_letter_without_an_addressee_is_refused():
    with pytest.raises(PaperError, match="whom"):
        letter(addressees=())


def test_a_plan_has_recipients_only():
    with pytest.raises(PaperError, match="recipients only"):
        quarterly_report(type_code="KH", type_name="Kế hoạch")


def test_only_a_letter_has_no_name_of_type():
    with pytest.raises(PaperError, match="name of type"):
        quarterly_report(type_name=" ")


@pytest.mark.parametrize("part", ["issuer", "symbol", "subject"])
def test_an_empty_part_is_refused_by_name(part):
    with pytest.raises(PaperError, match=part):
        quarterly_report(**{part: "  "})


def test_a_symbol_with_a_space_is_refused():
    with pytest.raises(PaperError, match="spaces"):
        quarterly_report(symbol="BC - SNV")


@pytest.mark.parametrize("copies", [0, -1, 30])
def test_copies_are_counted_beside_who_drafted(copies):
    drafter = "" if copies > 0 else "nth"
    with pytest.raises(PaperError, match="copies"):
        letter(drafter=drafter, copies=copies)


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(PaperError, match="one cell"):
        Table((Column("a"), Column("b")), (Row((plain("x"),)),))


def test_headings_are_numbered_in_order_and_begin_anew_below_each():
    blocks = [Heading(level, str(n)) for n, level in enumerate((1, 2, 2, 3, 3, 1, 2))]

    labels = [block.label for block in number_headings(blocks)]

    assert labels == ["I.", "1.", "2.", "a)", "b)", "II.", "1."]


def test_the_end_mark_replaces_the_last_stop():
    (closed,) = with_end_mark((Paragraph(plain("Hết kỳ.")),))
    assert closed.runs == (Text("Hết kỳ./."),)


def test_a_figure_at_the_end_keeps_its_text():
    figure = Figure("n", "12")
    (closed,) = with_end_mark((Paragraph((Text("Cộng "), figure)),))
    assert closed.runs == (Text("Cộng "), figure, Text("./."))


def test_no_end_mark_after_a_table():
    table = Table((Column("a"),), (Row((plain("1"),)),))
    assert with_end_mark((table,)) == (table,)
    assert with_end_mark(()) == ()


def test_figures_are_found_in_text_tables_and_annexes():
    keys = [figure.key for figure in figures_of(quarterly_report())]
    assert keys[0] == "plans"
    assert keys.count("news.verified") == 3
