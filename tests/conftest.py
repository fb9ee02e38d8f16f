"""What every test stands on."""

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests import machine

if TYPE_CHECKING:
    from tests.cast import Cast

NEEDS = {"browser": machine.chromium_reason}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark, reason_of in NEEDS.items():
            if item.get_closest_marker(mark) and (reason := reason_of()):
                item.add_marker(pytest.mark.skip(reason=reason))
    # The one that starts a second run of its own goes first, so that the last minute
    # of a run on two cores is not spent waiting for it.
    items.sort(key=lambda item: "tests/postgres/" not in item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lacking: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        said = reason.removeprefix("Skipped: ")
        lacking.update(want for want in machine.WANTS if said.startswith(want))
    terminalreporter.section("not run for want of")
    told = [f"{want}: {lacking[want]}" for want in machine.WANTS if lacking[want]]
    terminalreporter.write_line(", ".join(told) or "nothing: the machine has it all")


@pytest.fixture
def cast(db: None) -> "Cast":
    """The standing people and bodies (tests/cast.py)."""
    from tests.cast import make_cast

    return make_cast()
