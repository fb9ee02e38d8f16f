"""From a document that was read to duties: who binds whom, all or nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from loa.audit.models import Entry
from loa.documents.models import Delivery, Document
from loa.documents.services import AlreadyConfirmed
from loa.notices.models import Notice
from loa.orgs.models import BodyAlias
from loa.programmes.choices import Choices, default_choices
from loa.programmes.models import Assignment, Directive, Programme, Task
from loa.programmes.proposal import propose_as_allowed
from loa.programmes.selectors import owed
from loa.programmes.services import (
    AlreadyCommitted,
    NotComplete,
    OutOfReach,
)
from loa.programmes.signals import directive_committed, directive_merged
from tests.cast import TODAY
from tests.factories import make_group
from tests.programmes.conftest import YEAR, choose
from tests.programmes.papers import PLAN, STATIONS


def proposal_of(cast, document, who="overseer", choices=YEAR):
    return propose_as_allowed(
        document, acting=cast.acting(who), on=TODAY, choices=choices
    )


def test_the_proposal_says_what_it_will_make(cast, bring_in):
    proposal = proposal_of(cast, bring_in())
    assert not proposal.is_own_reading
    assert [party.printed for party in proposal.open_names] == [STATIONS]
    assert not proposal.can_commit
    kinds = [task.kind for task in proposal.tasks]
    assert kinds == ["deliver", "quota", "standing", "report", "standing"]
    # 2 communes: 1 plan, 11 whole months, 5 quarters of the law each; 1 × 4 reports
    assert [len(task.cells) for task in proposal.tasks][:2] == [2, 22]
    assert proposal.tasks[3].facts.timing.due_rule.day == 20
    assert proposal.tasks[4].cells == ()


@pytest.mark.postgres
def test_what_was_promised_is_what_is_owed(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document, group=cast.communes)
    promised = proposal_of(cast, document)
    assert promised.can_commit
    directive = commit(document)
    bodies = [cast.commune.pk, cast.neighbour.pk, cast.home_office.pk]
    cells = owed(
        body_ids=bodies, first=date(2025, 1, 1), last=date(2027, 12, 31), on=TODAY
    )
    made = sorted(
        (cell.task.order, cell.body_id, cell.window.period.start, cell.window.due_on)
        for cell in cells
    )
    assert made == sorted(
        (cell.task.order, cell.body_id, cell.window.period.start, cell.window.due_on)
        for cell in promised.cells
    )
    assert len(made) == promised.obligations_count
    assert {cell.task.directive_id for cell in cells} == {directive.pk}


def test_words_and_spans_are_kept_exactly(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document)
    directive = commit(document)
    document.refresh_from_db()
    for task in directive.tasks.all():
        assert document.text[task.start : task.end] == task.text
    assert document.status == "confirmed"
    assert directive.tasks.get(order=2).quota_count == 2


def test_everybody_concerned_is_told(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document, group=cast.communes)
    directive = commit(document)
    delivered = set(Delivery.objects.values_list("body_id", flat=True))
    assert {cast.commune.pk, cast.neighbour.pk, cast.culture.pk} <= delivered
    notice = Notice.objects.get(
        body=cast.commune, kind="programmes.directive.committed"
    )
    assert notice.params["count"] == 4
    assert str(directive.pk) in notice.url
    assert Entry.objects.filter(action="programmes.directive.committed").count() == 1


def test_an_open_name_refuses_everything(cast, bring_in, commit):
    document = bring_in()
    with pytest.raises(NotComplete) as refused:
        commit(document)
    assert refused.value.names == [STATIONS]
    document.refresh_from_db()
    assert document.status == "read"
    assert not Directive.objects.exists()
    assert not Delivery.objects.exists()


def test_a_chosen_name_is_known_the_next_time(cast, bring_in):
    choose(cast, bring_in(), group=cast.communes)
    alias = BodyAlias.objects.get()
    assert (alias.scope, alias.group) == (cast.province, cast.communes)
    again = bring_in(text=PLAN.replace("12/KH-UBND", "13/KH-UBND"))
    assert proposal_of(cast, again).open_names == []


def test_a_name_may_mean_nobody_here_and_someone_after_all(cast, bring_in):
    document = bring_in()
    choose(cast, document)
    assert proposal_of(cast, document).can_commit
    assert not BodyAlias.objects.exists()
    choose(cast, document, body=cast.culture)
    last = proposal_of(cast, document).tasks[4]
    assert [party.label for party in last.leads] == [str(cast.culture)]
    assert not last.leads[0].is_outside


def test_a_second_confirmation_is_told_who_was_first(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document)
    commit(document)
    with pytest.raises(AlreadyConfirmed) as told:
        commit(document)
    assert told.value.by == "Phạm Thị Overseer"
    assert Directive.objects.count() == 1


def test_an_addressee_makes_duties_for_her_own_body_alone(cast, bring_in, commit):
    document = bring_in("clerk")
    choose(cast, document, "clerk")
    proposal = proposal_of(cast, document, "clerk")
    assert proposal.is_own_reading
    assert proposal.body_ids == {cast.commune.pk}
    directive = commit(document, "clerk")
    assert directive.is_own_reading
    assert directive.committed_for == cast.commune
    bodies = set(Assignment.objects.values_list("body_id", "group_id"))
    assert bodies == {(cast.commune.pk, None)}
    assert not Delivery.objects.exists()
    assert directive.tasks.count() == 5


def test_her_choice_of_a_name_does_not_reach_the_province(cast, bring_in):
    document = bring_in("clerk")
    choose(cast, document, "clerk", body=cast.commune)
    assert BodyAlias.objects.get().scope == cast.commune
    assert proposal_of(cast, document, "clerk").open_names == []
    other = bring_in("overseer")
    assert [p.printed for p in proposal_of(cast, other).open_names] == [STATIONS]


@pytest.mark.postgres
def test_the_issuers_confirmation_takes_own_readings_over(cast, bring_in, commit):
    heard = []

    def hear(sender, **what):
        heard.append(what)

    directive_merged.connect(hear)
    directive_committed.connect(hear)
    try:
        hers = bring_in("clerk")
        choose(cast, hers, "clerk")
        own = commit(hers, "clerk")
        document = bring_in()
        choose(cast, document, group=cast.communes)
        directive = commit(document)
    finally:
        directive_merged.disconnect(hear)
        directive_committed.disconnect(hear)
    own.refresh_from_db()
    assert own.merged_into == directive
    first, merged, second = heard
    assert (first["directive"], second["directive"]) == (own, directive)
    assert (merged["own"], merged["into"]) == (own, directive)
    of = {task.pk: task.order for task in Task.objects.all()}
    assert {of[one]: of[two] for one, two in merged["tasks"].items()} == {
        number: number for number in range(1, 6)
    }
    cells = owed(
        body_ids=[cast.commune.pk], first=date(2026, 3, 1), last=date(2026, 3, 31),
        on=TODAY,
    )  # fmt: skip
    assert {cell.task.directive_id for cell in cells} == {directive.pk}


def test_after_the_issuer_no_own_reading_is_needed(cast, bring_in, commit):
    hers = bring_in("clerk")
    choose(cast, hers, "clerk")
    document = bring_in()
    choose(cast, document)
    directive = commit(document)
    with pytest.raises(AlreadyCommitted) as told:
        commit(hers, "clerk")
    assert told.value.directive == directive
    hers.refresh_from_db()
    assert hers.status == "read"


def test_a_body_out_of_the_issuers_reach_is_not_bound(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document, body=cast.other_province)
    with pytest.raises(OutOfReach):
        commit(document)
    assert not Directive.objects.exists()


def test_who_does_not_write_in_the_holding_body_commits_nothing(cast, bring_in, commit):
    document = bring_in()
    with pytest.raises(PermissionDenied):
        commit(document, "outsider")


def test_named_leads_are_joint_and_a_group_is_each(cast, bring_in, commit):
    text = PLAN.replace(
        "3. Đài Truyền thanh các địa phương",
        "3. Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch",
    )
    document = bring_in(text=text)
    directive = commit(document)
    joint = directive.tasks.get(order=5).assignments.filter(role="lead")
    assert {(row.body, row.mode) for row in joint} == {
        (cast.home_office, "jointly"),
        (cast.culture, "jointly"),
    }
    each = directive.tasks.get(order=1).assignments.get(role="lead")
    assert (each.group, each.mode) == (cast.communes, "each")


def test_a_programme_is_made_from_the_document_on_request(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document)
    choices = Choices(YEAR.from_on, YEAR.until_on, YEAR.judged_from, programme="new")
    directive = commit(document, choices=choices)
    programme = Programme.objects.get()
    assert directive.programme == programme
    assert programme.owner == cast.province
    assert programme.name.startswith("Thông tin, tuyên truyền cải cách hành chính")
    assert list(programme.sections) == ["I", "II", "III"]
    assert programme.sections["II"].startswith("II. NỘI DUNG")
    assert "02 tin, bài" in programme.sections["III"]
    assert "Nơi nhận" not in programme.sections["III"]


def test_proposed_days_are_those_of_the_paper(cast, bring_in):
    document = bring_in()
    early = default_choices(document, date(2026, 1, 22))
    assert (early.from_on, early.until_on) == (date(2026, 1, 20), date(2027, 1, 1))
    assert early.judged_from == date(2026, 1, 20)
    # Months later it begins today: what nobody here could know of is grey.
    assert default_choices(document, TODAY).judged_from == TODAY


def test_without_a_day_the_year_of_the_subject_counts(cast):
    document = Document(subject="Tuyên truyền cải cách hành chính năm 2025")
    found = default_choices(document, date(2026, 11, 21))
    assert (found.from_on, found.until_on) == (date(2025, 1, 1), date(2026, 1, 1))


SEED = Path(__file__).resolve().parents[3] / "shared/corpus/dev/text/seed-001.txt"


@pytest.mark.skipif(not SEED.exists(), reason="../shared/corpus is not there")
def test_in_seed_001_most_tasks_are_standing(cast, bring_in):
    document = bring_in(text=SEED.read_text())
    proposal = proposal_of(cast, document, choices=default_choices(document, TODAY))
    standing = [task for task in proposal.tasks if task.is_standing]
    assert len(standing) >= 22
    assert len(proposal.tasks) >= 29 * 0.9
    assert not proposal.can_commit


def test_a_group_of_the_reader_is_counted_as_of_each_day(cast, bring_in):
    group = make_group("Đài cấp xã", owner=cast.province, kinds=["centre"])
    document = bring_in()
    choose(cast, document, group=group)
    last = proposal_of(cast, document).tasks[4]
    assert (last.cells, last.open_names) == ((), ())
