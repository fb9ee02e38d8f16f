"""An issued paper's tasks become duties once; a paper that is replaced ends its own."""

from datetime import date

import pytest

from loa.documents.carrying import NothingToCarry, payload_of
from loa.documents.models import Delivery, Document, Draft, Relation
from loa.documents.outgoing import issuing, signing, writing
from loa.documents.selectors import reading
from loa.documents.services import AlreadyConfirmed, set_header
from loa.files import selectors as files
from loa.notices.models import Notice
from loa.programmes.models import Assignment, Directive
from loa.programmes.selectors import owed
from loa.programmes.services import NothingEnds, commit_directive, end_duties
from tests.documents.outgoing.conftest import TODAY, begin, by, paper_of

WORDS = (
    "I. TỔ CHỨC THỰC HIỆN",
    "1. Phòng Văn hóa - Xã hội: Đăng ít nhất 02 tin, bài mỗi tháng trên Trang thông "
    "tin điện tử của xã.",
    "2. Ủy ban nhân dân xã Tam Giai: Gửi báo cáo kết quả trước ngày 20/12/2026.",
)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def document(cast):
    return issued(cast, begin(cast, words=WORDS), "5")


def issued(cast, draft, number):
    signing.freeze(draft=draft, seen=writing.newest(draft).version, **by(cast))
    content = files.content(draft.versions.latest("version").file)
    signing.receive_signed(draft=draft, content=content, name="da-ky.docx", **by(cast))
    issue = issuing.Issue(number, TODAY, is_seen=True)
    return issuing.issue_draft(draft=draft, issue=issue, **by(cast))


def replaced(cast, document, purpose="replacement"):
    """Another paper takes the document's place; what the one says of the other."""
    beginning = writing.Beginning(paper_of(cast.commune), purpose, document)
    issued(cast, writing.begin_draft(beginning=beginning, **by(cast)), "6")
    return Relation.objects.get(other=document)


def commit(cast, document, who="clerk"):
    return commit_directive(document=document, **by(cast, who))


def review(document):
    return f"/chuong-trinh/doc/{document.pk}/"


def test_from_its_pages_the_issuers_people_make_its_tasks_duties(cast, document):
    clerk = cast.client("clerk")
    draft = Draft.objects.get(document=document)
    for page in (f"/van-ban/{document.pk}/", f"/van-ban/di/{draft.pk}/"):
        assert f'href="{review(document)}"' in clerk.get(page).content.decode()
    assert review(document) in clerk.get("/chuong-trinh/").content.decode()
    # Before a person has settled them, its file carries no tasks to anybody.
    with pytest.raises(NothingToCarry):
        payload_of(document)

    shown = clerk.get(review(document))
    sent = shown.context["form"].initial
    days = ("from_on", "last_on", "judged_from")
    data = {name: sent[name].strftime("%d/%m/%Y") for name in days}
    made = clerk.post(f"{review(document)}xac-nhan/", data)

    directive = Directive.objects.get(document=document)
    to = f"/chuong-trinh/van-ban/{directive.pk}/"
    assert made.url == to
    cells = owed_by(cast.commune, cast.culture_office)
    assert {cell.body_id for cell in cells} == {
        cast.commune.pk,
        cast.culture_office.pk,
    }
    assert len(cells) == shown.context["proposal"].obligations_count
    assert payload_of(Document.objects.get(pk=document.pk))["tasks"]

    # Again: nothing twice; another is told whose they are.
    assert clerk.post(f"{review(document)}xac-nhan/", data).url == to
    late = cast.client("head").post(f"{review(document)}xac-nhan/", data, follow=True)
    assert late.redirect_chain[-1][0] == to
    assert "Lê Thị Clerk" in next(str(m) for m in late.context["messages"])
    assert clerk.get(review(document)).url == to
    assert f'href="{review(document)}"' in clerk.get(page).content.decode()
    assert Directive.objects.count() == 1
    assert Delivery.objects.filter(document=document, body=cast.neighbour).count() == 1
    told = Notice.objects.filter(kind="documents.document.delivered")
    assert told.filter(body=cast.neighbour).count() == 1


def test_its_tasks_alone_are_open_and_to_its_own_body_alone(cast, document):
    clerk, task = cast.client("clerk"), reading(document).tasks[0]
    parts = f"/van-ban/{document.pk}/"
    assert clerk.post(f"{parts}nhiem-vu/{task.item}/bo/").status_code == 302
    assert len(reading(document).tasks) == 1
    clerk.post(f"{parts}nhiem-vu/{task.item}/giu/")
    assert len(reading(document).tasks) == 2
    with pytest.raises(AlreadyConfirmed):
        set_header(document=document, values={"number": "9"}, **by(cast))
    assert clerk.get(f"{parts}dau-van-ban/").status_code == 302

    # An addressee has the paper, not its review; who has neither is told nothing.
    assert cast.client("outsider").get(review(document)).url == parts
    assert cast.client("outsider").post(f"{review(document)}xac-nhan/").status_code == (
        403
    )
    assert cast.client("officer").get(review(document)).status_code == 404
    assert clerk.get(f"{review(document)}xac-nhan/").status_code == 405
    assert not Directive.objects.exists()


@pytest.mark.verify
def test_of_two_who_confirm_the_second_is_refused(cast, document):
    stale = Document.objects.get(pk=document.pk)
    commit(cast, document)
    with pytest.raises(AlreadyConfirmed):
        commit(cast, stale, "head")


@pytest.mark.verify
def test_a_paper_replaced_before_makes_no_duties(cast, document):
    replaced(cast, document)
    with pytest.raises(AlreadyConfirmed):
        commit(cast, document)
    answer = cast.client("clerk").get(review(document))
    assert answer.url == f"/van-ban/{document.pk}/"


def test_the_duties_of_a_replaced_paper_are_ended_by_a_person_once(cast, document):
    directive = commit(cast, document)
    relation = replaced(cast, document)
    Relation.objects.filter(pk=relation.pk).update(effective_on=date(2026, 12, 15))
    page = f"/chuong-trinh/van-ban/{directive.pk}/"
    end = f"{page}het-nghia-vu/{relation.pk}/"
    clerk = cast.client("clerk")
    # They do not go on in silence.
    assert f'action="{end}"' in clerk.get(page).content.decode()
    assert cast.client("officer").post(end).status_code == 404
    assert cast.client("outsider").post(end).status_code == 403
    assert clerk.get(end).status_code == 405
    assert clerk.post(f"{page}het-nghia-vu/0/").status_code == 404
    assert len(owed_by(cast.commune, cast.culture_office)) > 1

    assert clerk.post(end).url == page

    # December began before the day; what was due on 20 December is owed no more.
    assert [
        (cell.body_id, cell.window.period.start)
        for cell in owed_by(cast.commune, cast.culture_office)
    ] == [(cast.culture_office.pk, date(2026, 12, 1))]
    held = Assignment.objects.filter(task__directive=directive)
    assert held.known().count() == held.exclude(closed_at=None).count() == 2
    told = Notice.objects.filter(kind="programmes.directive.ended")
    assert told.filter(body=cast.culture_office).count() == 1
    again = clerk.post(end, follow=True)
    assert "15/12/2026" in again.content.decode()
    assert end not in again.content.decode()
    assert told.filter(body=cast.culture_office).count() == 1


@pytest.mark.verify
def test_a_paper_that_only_carries_it_on_ends_nothing(cast, document):
    directive = commit(cast, document)
    relation = replaced(cast, document, "carry_on")
    with pytest.raises(NothingEnds):
        end_duties(directive=directive, relation=relation, **by(cast))


def owed_by(*bodies):
    """What they owe in the two years of the plan."""
    return owed(
        body_ids=[body.pk for body in bodies],
        first=TODAY,
        last=date(2027, 12, 31),
        on=TODAY,
    )
