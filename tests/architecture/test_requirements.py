"""Every requirement has its row, and no row says more than there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "requirements.md"
# The ids, whether or not the list that they come from lies beside the repository.
IDS = [
    f"R-{number:02}"
    for first, last in [
        (1, 6), (10, 19), (20, 27), (30, 39), (40, 44), (50, 55), (60, 63), (70, 73),
        (80, 85), (90, 93),
    ]
    for number in range(first, last + 1)
]  # fmt: skip
TEXT = (ROOT / "docs/requirements.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| R-")
]


def test_every_requirement_has_one_row_in_order():
    assert [row[0] for row in ROWS] == IDS


@pytest.mark.skipif(not SHARED.exists(), reason="the list is not beside the repository")
def test_the_ids_are_those_of_the_list():
    listed = re.findall(
        r"^\| (R-\d+)", SHARED.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == IDS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_rooms_and_tests_that_exist(row):
    _id, _what, state, rooms, tests, missing = row

    assert state in {"done", "partly", "not yet"}
    named = re.findall(r"`([^`]+)`", f"{rooms} {tests}")
    assert not [each for each in named if not (ROOT / each).exists()]
    if state == "not yet":
        assert missing
        assert not named
    else:
        assert len(named) >= 2
    if state == "partly":
        assert missing
