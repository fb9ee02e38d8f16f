"""What tests of directives stand on."""

from datetime import date

import pytest

from loa.documents.services import bring_in_document
from loa.programmes.choices import Choices
from loa.programmes.services import choose_name, commit_directive
from tests.factories import moment
from tests.programmes.papers import PLAN, STATIONS

NOW = moment(2026, 1, 22)
YEAR = Choices(date(2026, 1, 20), date(2027, 1, 1), date(2026, 1, 20))


@pytest.fixture
def bring_in(cast):
    """Bring the plan (or another text) in, as somebody."""

    def bring(who="overseer", text=PLAN):
        return bring_in_document(
            text=text, actor=getattr(cast, who), acting=cast.acting(who), at=NOW,
            as_another=True,
        )  # fmt: skip

    return bring


@pytest.fixture
def commit(cast):
    """Confirm a document, as somebody."""

    def commit(document, who="overseer", choices=YEAR):
        return commit_directive(
            document=document,
            choices=choices,
            actor=getattr(cast, who),
            acting=cast.acting(who),
            at=NOW,
        )

    return commit


@pytest.fixture
def directive(cast, bring_in, commit):
    """The plan, confirmed by the overseer; the stations are the communes."""
    document = bring_in()
    choose(cast, document, group=cast.communes)
    return commit(document)


def choose(cast, document, who="overseer", printed=STATIONS, **means):
    """Say whom the one unknown name means."""
    choose_name(
        document=document, printed=printed, actor=getattr(cast, who),
        acting=cast.acting(who), at=NOW, **means,
    )  # fmt: skip
