"""What workers do by themselves."""

import pytest

from loa.jobs import periodic
from tests.factories import moment

NOW = moment(2026, 11, 21)


@pytest.fixture
def routines(monkeypatch):
    monkeypatch.setattr(periodic, "ROUTINES", {})
    return periodic.ROUTINES


def test_a_routine_is_told_the_moment(routines):
    told = []
    periodic.every_hour("orgs.look", told.append)

    assert periodic.run_routines(at=NOW) == []
    assert told == [NOW]


def test_one_that_fails_is_named_and_stops_no_other(routines, caplog):
    told = []

    def fails(at):
        raise ValueError("no disk")

    periodic.every_hour("orgs.fails", fails)
    periodic.every_hour("orgs.look", told.append)

    assert periodic.run_routines(at=NOW) == ["orgs.fails"]
    assert told == [NOW]
    assert "no disk" in caplog.text


def test_what_nobody_objected_to_is_accepted_by_a_worker():
    assert "evidence.accept_unobjected" in periodic.ROUTINES


def test_the_housekeeper_ends_when_told(monkeypatch):
    seen = []
    monkeypatch.setattr(periodic, "give_back_abandoned", lambda at: seen.append(at))
    monkeypatch.setattr(periodic, "run_routines", lambda at: seen.append("routines"))
    keeper = periodic.Housekeeper()
    keeper.end()

    keeper.start()
    keeper.join(timeout=10)

    assert not keeper.is_alive()
    assert seen[1] == "routines"
