"""A folder of its own for originals, and documents to bring in."""

import pytest

from loa.documents import services
from loa.documents.models import Document
from tests.cast import Cast
from tests.documents.papers import PLAN
from tests.factories import moment

AT = moment(2026, 2, 1)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"
    return settings.LOA_FILES


@pytest.fixture
def plan(cast: Cast) -> Document:
    """The plan, brought in by the commune's clerk and read."""
    return services.bring_in_document(
        text=PLAN, actor=cast.clerk, acting=cast.acting("clerk"), at=AT
    )
