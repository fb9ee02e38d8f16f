"""A document proofread: remarks beside their words; a person says "not a fault"."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.models import Entry
from loa.documents import services
from loa.documents.models import RemarkSetAside
from loa.documents.remarks import remarks_on
from tests.documents.conftest import AT
from tests.documents.papers import PLAN, as_docx
from tests.factories import moment

FAULTY = PLAN.replace("Số: 12/", "Số:    /").replace(
    "Nâng cao nhận thức", "Nâng cao nhận thức nhận thức"
)
DOUBLED = "words.doubled"


@pytest.fixture
def faulty(cast):
    return services.bring_in_document(
        text=FAULTY, actor=cast.clerk, acting=cast.acting("clerk"), at=AT
    )


@pytest.fixture
def hand(cast):
    return {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}


def doubled(document):
    return next(one for one in remarks_on(document) if one.remark.rule == DOUBLED)


def place(document):
    one = doubled(document)
    return {"rule": DOUBLED, "start": one.start, "end": one.end}


def url(document, name="proofread", **more):
    return reverse(f"documents:{name}", kwargs={"pk": document.pk, **more})


def test_a_kept_document_gets_its_remarks_on_its_own_words(faulty):
    shown = remarks_on(faulty)

    assert [one.remark.rule for one in shown] == ["number.missing", DOUBLED]
    assert faulty.text[shown[1].start : shown[1].end] == "nhận thức nhận thức"
    assert shown[1].before.endswith("Nâng cao ")


def test_each_remark_stands_beside_the_paper_and_is_marked_in_it(cast, client, faulty):
    client.force_login(cast.clerk)

    page = client.get(url(faulty)).content.decode()

    assert "Lặp từ" in page
    assert "Bỏ một lần: “nhận thức”." in page
    assert '<mark class="hl hl--remark" id="s2"' in page
    assert "<i>2</i>nhận thức nhận thức</mark>" in page
    assert page.count("Không phải lỗi") == 2
    assert url(faulty) in client.get(url(faulty, "detail")).content.decode()


def test_who_may_only_look_sees_remarks_without_buttons(cast, client, faulty):
    client.force_login(cast.overseer)

    page = client.get(url(faulty)).content.decode()

    assert "Lặp từ" in page
    assert "Không phải lỗi" not in page


def test_not_a_fault_is_kept_with_who_and_when_and_can_be_taken_back(
    faulty, cast, hand
):
    aside = services.set_remark_aside(document=faulty, **place(faulty), **hand)

    assert (aside.by, aside.at, aside.words) == (cast.clerk, AT, "nhận thức nhận thức")
    assert doubled(faulty).aside == aside
    assert (
        Entry.objects.get(action="documents.remark.set_aside").actor_id == cast.clerk.pk
    )

    later = {**hand, "at": moment(2026, 2, 3)}
    services.take_remark_back(aside=aside, **later)

    assert doubled(faulty).aside is None
    aside.refresh_from_db()
    assert (aside.taken_back_by, aside.taken_back_at) == (cast.clerk, later["at"])
    again = services.set_remark_aside(document=faulty, **place(faulty), **later)
    assert again.pk != aside.pk


def test_twice_is_once(faulty, hand):
    first = services.set_remark_aside(document=faulty, **place(faulty), **hand)
    second = services.set_remark_aside(document=faulty, **place(faulty), **hand)
    services.take_remark_back(aside=first, **hand)
    services.take_remark_back(aside=first, **hand)

    assert first == second
    assert RemarkSetAside.objects.count() == 1
    assert Entry.objects.filter(action__startswith="documents.remark").count() == 2


def test_a_remark_that_is_not_made_cannot_be_set_aside(faulty, hand):
    for odd in ({"rule": "words.none"}, {"start": 0}, {"end": 1}):
        with pytest.raises(services.NoSuchRemark):
            services.set_remark_aside(
                document=faulty, **{**place(faulty), **odd}, **hand
            )

    assert RemarkSetAside.objects.count() == 0


def test_an_overseer_may_not_judge_and_a_withdrawn_paper_is_closed(faulty, cast, hand):
    overseer = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": AT}
    with pytest.raises(PermissionDenied):
        services.set_remark_aside(document=faulty, **place(faulty), **overseer)

    services.withdraw_document(document=faulty, **hand)
    faulty.refresh_from_db()
    with pytest.raises(services.NotOpen):
        services.set_remark_aside(document=faulty, **place(faulty), **hand)


def test_the_button_sets_aside_and_lets_stand_again(cast, client, faulty):
    client.force_login(cast.clerk)

    set_aside = client.post(url(faulty, "remark_aside"), place(faulty))
    page = client.get(url(faulty)).content.decode()
    aside = RemarkSetAside.objects.get()
    back = client.post(url(faulty, "remark_back", aside=aside.pk))

    assert set_aside.status_code == back.status_code == 302
    assert "1 nhận xét đã bỏ qua" in page
    assert str(cast.clerk) in page
    assert doubled(faulty).aside is None


@pytest.mark.parametrize(
    "data", [{}, {"rule": DOUBLED, "start": "x", "end": "1"}, {"start": "1"}]
)
def test_a_button_with_odd_values_finds_nothing(cast, client, faulty, data):
    client.force_login(cast.clerk)

    assert client.post(url(faulty, "remark_aside"), data).status_code == 404


def test_an_aside_of_another_document_is_not_found(cast, client, faulty, plan, hand):
    aside = services.set_remark_aside(document=faulty, **place(faulty), **hand)
    client.force_login(cast.clerk)

    assert client.post(url(plan, "remark_back", aside=aside.pk)).status_code == 404


def test_a_word_file_is_looked_at_in_its_form(cast, client, hand):
    document = services.bring_in_document(
        content=as_docx(), name="ke-hoach.docx", **hand
    )
    client.force_login(cast.clerk)

    page = client.get(url(document)).content.decode()
    made = [one for one in remarks_on(document) if one.remark.rule == "form.margins"]

    assert "Lề trang" in page
    assert "(Nghị định 30/2020/NĐ-CP, Phụ lục I)" in page
    services.set_remark_aside(
        document=document, rule=made[0].remark.rule, start=0, end=0, **hand
    )
    assert RemarkSetAside.objects.get().rule == "form.margins"


def test_a_paper_without_remarks_says_so(cast, client, plan):
    client.force_login(cast.clerk)

    assert "Không còn nhận xét nào" in client.get(url(plan)).content.decode()
