"""States and moves as a table."""

import pytest

from loa.domain.workflow import DOCUMENT, OUTGOING, REPORT, BadMove, Machine, Move

REPORT_TABLE = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "return"): "returned",
    ("submitted", "accept"): "accepted",
}
DOCUMENT_TABLE = {
    ("read", "correct"): "read",
    ("read", "confirm"): "confirmed",
    ("read", "withdraw"): "withdrawn",
}
OUTGOING_TABLE = {
    ("draft", "edit"): "draft",
    ("draft", "freeze"): "frozen",
    ("draft", "drop"): "dropped",
    ("frozen", "take_back"): "draft",
    ("returned", "take_back"): "draft",
    ("frozen", "receive"): "returned",
    ("returned", "receive"): "returned",
    ("returned", "issue"): "issued",
    ("issued", "replace"): "replaced",
    ("issued", "recall"): "recalled",
}


@pytest.mark.parametrize(
    ("machine", "table"),
    [(REPORT, REPORT_TABLE), (DOCUMENT, DOCUMENT_TABLE), (OUTGOING, OUTGOING_TABLE)],
)
def test_a_table_allows_its_moves_and_no_others(machine, table):
    names = {move.name for move in machine.moves}

    for state in machine.states:
        for name in names:
            if (state, name) in table:
                assert machine.can(state, name)
                assert machine.after(state, name) == table[state, name]
                assert state in machine.sources_of(name)
            else:
                assert not machine.can(state, name)
                assert state not in machine.sources_of(name)
                with pytest.raises(BadMove):
                    machine.after(state, name)


def test_an_accepted_report_and_a_confirmed_document_stay():
    assert REPORT.is_final("accepted")
    assert DOCUMENT.is_final("confirmed")
    assert not REPORT.is_final("returned")


def test_moves_are_listed_for_those_whose_they_are():
    def names(*by):
        return [move.name for move in REPORT.moves_from("submitted", by)]

    assert names("author") == ["withdraw"]
    assert names("receiver") == ["return", "accept"]
    assert names() == []
    assert len(REPORT.moves_from("submitted")) == 3


def test_a_bad_move_says_what_was_tried():
    with pytest.raises(
        BadMove, match="report: no move 'accept' from 'draft'"
    ) as caught:
        REPORT.after("draft", "accept")

    assert (caught.value.state, caught.value.move) == ("draft", "accept")


def test_an_unknown_state_or_move_is_impossible():
    assert not REPORT.can("lost", "submit")
    assert not REPORT.can("draft", "fly")
    assert REPORT.sources_of("fly") == ()


@pytest.mark.parametrize(
    ("moves", "reason"),
    [
        ((Move("go", (), "b"),), "leaves no state"),
        ((Move("go", ("a",), "b"), Move("go", ("a",), "c")), "two moves 'go'"),
        ((Move("go", ("a",), "b"), Move("on", ("x",), "y")), "cannot be reached: x, y"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(moves, reason):
    with pytest.raises(ValueError, match=reason):
        Machine("test", "a", moves)
