"""Two people set the same thing up at the same moment: each gets a plain answer."""

import pytest
from django.db import transaction

from loa.documents.models import (
    NumberingRule,
    NumberSeries,
    PaperTemplate,
    RegisteredNumber,
)
from loa.documents.outgoing import numbering, templating
from tests.cast import make_cast
from tests.documents.outgoing.conftest import NOW, begin, by
from tests.documents.papers import as_docx
from tests.documents.test_at_once import at_once

pytestmark = [
    pytest.mark.verify,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def people(transactional_db, settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"
    return make_cast()


def test_two_who_switch_the_series_on_both_find_it_on(people):
    who = by(people, "head")
    done = at_once(
        *(lambda: numbering.switch_series(is_on=True, **who) for _ in range(3))
    )
    assert done == [None, None, None]
    assert NumberingRule.objects.filter(until_at=None).count() == 1


def test_of_two_templates_of_one_name_the_later_stays(people):
    who = by(people, "head")

    def add(words):
        return templating.add_template(
            name="Công văn", content=as_docx(words), uploaded_as="mau.docx", **who
        )

    done = at_once(lambda: add("{{ co_quan }} một"), lambda: add("{{ co_quan }} hai"))
    assert all(isinstance(one, PaperTemplate) for one in done), done
    assert PaperTemplate.objects.filter(closed_at=None).count() == 1
    assert PaperTemplate.objects.count() == 2


def test_a_number_taken_while_the_same_is_entered_is_given_once(people):
    numbering.switch_series(is_on=True, **by(people, "head"))
    for turn in range(6):
        drafts = [begin(people, subject=f"Kế hoạch {turn}.{n}") for n in range(2)]
        # What another worker sees before the first number: a series that stands.
        series = NumberSeries.objects.first()
        coming = str(series.next if series else 1)

        def take(draft=drafts[0]):
            with transaction.atomic():
                return numbering.take_number(
                    draft=draft, year=2026, actor=people.clerk, at=NOW
                ).number

        def enter(draft=drafts[1], number=coming):
            with transaction.atomic():
                return numbering.enter_number(
                    draft=draft, number=number, year=2026, actor=people.clerk, at=NOW
                ).number

        took, entered = at_once(take, enter)
        assert isinstance(took, str), took
        assert isinstance(entered, (str, numbering.NumberTaken)), entered
    numbers = list(RegisteredNumber.objects.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
