"""The pieces of HTML: right in Django's templates, and the same in Jinja2."""

import pytest
from django.template import Context, Template, engines
from django.utils import translation

from loa.common import components
from loa.common.states import COLUMNS, OBLIGATION, SIGNS
from loa.domain.quotas import Columns, State

FEW = (5, 1, 0, 1, 1, 2)


def jinja(source: str, **context: object) -> str:
    head = (
        '{% from "common/components.html" import state, heat_cell with context %}'
        "{% set signs = words() %}"
    )
    return engines["jinja2"].from_string(head + source).render(context)


def django(source: str, **context: object) -> str:
    return Template("{% load common %}" + source).render(Context(context))


def test_a_tally_may_come_as_numbers_as_a_mapping_or_as_columns():
    expected = dict(zip(COLUMNS, FEW, strict=True))

    assert components.six(FEW) == expected
    assert components.six(expected) == expected
    assert components.six(Columns(*FEW)) == expected


def test_five_numbers_are_no_tally():
    with pytest.raises(ValueError):
        components.six((1, 2, 3, 4, 5))


def test_columns_are_always_all_in_their_order_and_claimed_is_their_sum():
    html = components.columns(FEW)
    order = [html.index(f"#{SIGNS[code].symbol}") for code in ("claimed", *COLUMNS)]

    assert order == sorted(order)
    assert "10 " in html[: order[1]]


def test_a_state_is_a_colour_a_shape_and_a_word():
    html = components.state(State.MET_UNPROVEN)

    sign = SIGNS["met_unproven"]
    assert sign.css in html
    assert f"#{sign.symbol}" in html
    assert str(sign.word) in html


def test_a_count_goes_before_the_word_in_small_letters():
    with translation.override("en"):
        assert "3 overdue" in components.state("overdue", count=3)


def test_an_unknown_state_is_never_guessed():
    with pytest.raises(KeyError):
        components.state("almost")


def test_pips_show_what_is_missing_and_not_what_was_rejected():
    html = components.pips(FEW, 10)

    assert html.count("#e-verified") == 5
    assert html.count("#e-slot") == 2
    assert "#e-rejected" not in html
    with translation.override("en"):
        assert "2 rejected, 2 missing" in components.pips(FEW, 10)


def test_a_large_target_is_drawn_as_a_bar():
    assert '<svg class="bar"' in components.progress((88, 0, 0, 0, 0, 0), 96)
    assert 'class="pips"' in components.progress((5, 0, 0, 0, 0, 0), 8)
    # more was done than there is room for signs
    assert '<svg class="bar"' in components.progress((30, 0, 0, 0, 0, 0), 8)


def test_a_line_of_one_period_is_not_drawn():
    assert components.sparkline([3]) == ""
    assert "polyline" in components.sparkline([3, 3])


def test_a_figure_without_a_past_has_no_line():
    html = django("{% stat 'met' 'Met' 3 values=past %}", past=None)

    assert ">3</span>" in html
    assert '<svg class="spark"' not in html


@pytest.mark.parametrize("code", list(SIGNS))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_state_is_the_same_in_both_kinds_of_template(code, language):
    with translation.override(language):
        assert jinja("{{ state(signs, code) }}", code=code) == django(
            "{% state code %}", code=code
        )


@pytest.mark.parametrize("code", list(OBLIGATION))
@pytest.mark.parametrize("cell", [FEW, (2, 0, 0, 0, 0, 0), None])
@pytest.mark.parametrize("url", ["", "/o/1/"])
def test_a_cell_is_the_same_in_both_kinds_of_template(code, cell, url):
    with translation.override("vi"):
        assert jinja(
            "{{ heat_cell(signs, code, cell, url, 'T3', current=true) }}",
            code=code, cell=cell, url=url,
        ) == django(
            "{% heat_cell code cell url=url period='T3' current=True %}",
            code=code, cell=cell, url=url,
        ).strip()  # fmt: skip


def test_what_a_person_wrote_is_escaped_in_both():
    nasty = "<script>alert(1)</script>"

    assert "<script" not in jinja("{{ word }}", word=nasty)
    assert "<script" not in components.state("met", word=nasty)
    assert "<script" not in components.progress(FEW, 10, nasty)
