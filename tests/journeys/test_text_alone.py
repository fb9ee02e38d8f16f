"""The beginning of the journey from a plain text, as it came out of somebody's mail."""

import pytest

from tests.journeys.facts import found_by_whom_it_binds, held_to_its_promise
from tests.journeys.story import Told

# A busy machine tells a story slowly.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


def test_the_text_alone_is_read_into_the_same_duties(begun: Told):
    assert "02 tin, bài" in begun.review_before
    held_to_its_promise(begun)
    found_by_whom_it_binds(begun)
