"""Every text that people see has its Vietnamese."""

import pytest

from scripts import messages


@pytest.mark.parametrize("app", messages.app_names())
def test_the_catalogue_is_whole(app):
    assert not messages.check([app])


def test_one_text_has_one_translation_in_all_catalogues():
    assert not messages.conflicts(messages.app_names())
