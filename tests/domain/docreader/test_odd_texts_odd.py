"""A hundred thousand odd texts are read, in two files so that both cores share: the odd seeds."""

import pytest

from tests.domain.docreader.odd_texts import hold, odd_text, papers


@pytest.mark.verify
@pytest.mark.timeout(900)
def test_fifty_thousand_odd_texts_are_read():
    whole = papers()
    for seed in range(1, 100_000, 2):
        hold(odd_text(seed, whole))
