"""What a body is told, and who of it has read it."""

import pytest

from loa.notices import selectors, services
from loa.notices.models import Notice
from loa.notices.sentences import SENTENCES, sentence
from tests.factories import moment

AT = moment(2026, 2, 1)


def tell(*bodies: int, key: str = "document:1", url: str = "/van-ban/1/") -> int:
    return services.notify(
        bodies=bodies,
        kind="documents.document.delivered",
        params={"document": "Kế hoạch 12/KH-UBND", "issuer": "UBND tỉnh Lam Giang"},
        url=url,
        key=key,
        at=AT,
    )


def test_a_body_is_told_once_of_one_happening(cast):
    assert tell(cast.commune.pk, cast.neighbour.pk) == 2
    assert tell(cast.commune.pk, cast.neighbour.pk, cast.culture.pk) == 1

    assert Notice.objects.filter(body=cast.commune).count() == 1


def test_a_kind_without_a_sentence_cannot_be_told(cast):
    with pytest.raises(services.UnknownKind):
        services.notify(
            bodies=[cast.commune.pk], kind="odd.kind", params={}, url="", key="x", at=AT
        )


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_every_sentence_stands_a_missing_value(kind):
    assert "{" not in sentence(kind, {})


def test_a_notice_of_another_version_does_not_break_the_inbox(cast):
    tell(cast.commune.pk)
    Notice.objects.update(kind="written.by.another")

    page = cast.client("clerk").get("/thong-bao/")

    assert "written.by.another" in page.content.decode()


def test_each_person_of_a_body_has_her_own_unread(cast):
    tell(cast.commune.pk)
    clerk, head = cast.acting("clerk"), cast.acting("head")

    services.mark_all_read(actor=cast.clerk, acting=clerk, at=AT)

    assert selectors.count_unread(clerk, cast.clerk) == 0
    assert selectors.count_unread(head, cast.head) == 1


def test_who_acts_in_no_body_has_an_empty_inbox(cast):
    tell(cast.commune.pk)

    assert selectors.inbox(None, cast.clerk) == []
    assert selectors.count_unread(None, cast.clerk) == 0


def test_the_inbox_shows_what_the_body_was_told(cast):
    tell(cast.commune.pk)

    page = cast.client("clerk").get("/thong-bao/")

    assert "Kế hoạch 12/KH-UBND" in page.content.decode()
    assert "chưa mở" in page.content.decode()


def test_an_outsider_does_not_see_it(cast):
    tell(cast.commune.pk)

    page = cast.client("outsider").get("/thong-bao/")

    assert "Kế hoạch 12/KH-UBND" not in page.content.decode()


def test_opening_a_notice_notes_it_and_leads_there(cast):
    tell(cast.commune.pk)
    notice = Notice.objects.get()

    answer = cast.client("clerk").post(f"/thong-bao/{notice.pk}/mo/")

    assert answer.headers["Location"] == "/van-ban/1/"
    assert selectors.count_unread(cast.acting("clerk"), cast.clerk) == 0


def test_opening_it_twice_notes_it_once(cast):
    tell(cast.commune.pk)
    notice = Notice.objects.get()
    client = cast.client("clerk")

    for _ in range(2):
        client.post(f"/thong-bao/{notice.pk}/mo/")

    assert notice.reads.count() == 1


def test_a_notice_never_leads_off_this_installation(cast):
    tell(cast.commune.pk, url="https://evil.example/")
    notice = Notice.objects.get()

    answer = cast.client("clerk").post(f"/thong-bao/{notice.pk}/mo/")

    assert answer.headers["Location"] == "/thong-bao/"


@pytest.mark.parametrize("who", ["outsider", "overseer", "officer"])
def test_a_notice_of_another_body_is_not_found(cast, who):
    tell(cast.commune.pk)
    notice = Notice.objects.get()

    answer = cast.client(who).post(f"/thong-bao/{notice.pk}/mo/")

    assert answer.status_code == 404
    assert not notice.reads.exists()


def test_all_are_marked_as_read_at_once(cast):
    tell(cast.commune.pk, key="a")
    tell(cast.commune.pk, key="b")

    cast.client("clerk").post("/thong-bao/da-doc-het/")

    assert selectors.count_unread(cast.acting("clerk"), cast.clerk) == 0


def test_the_inbox_pages_and_keeps_its_number_of_queries(
    cast, django_assert_max_num_queries
):
    client = cast.client("clerk")
    client.get("/thong-bao/")
    for number in range(120):
        tell(cast.commune.pk, key=str(number))

    with django_assert_max_num_queries(20):
        page = client.get("/thong-bao/?trang=2")

    assert page.content.decode().count("<li data-row>") == 50


@pytest.mark.parametrize("path", ["/thong-bao/1/mo/", "/thong-bao/da-doc-het/"])
def test_changes_are_made_by_post_only(cast, path):
    assert cast.client("clerk").get(path).status_code == 405


def test_the_inbox_is_read_by_get_only(cast):
    assert cast.client("clerk").post("/thong-bao/").status_code == 405


def test_a_stranger_is_asked_to_sign_in(cast):
    assert cast.client("stranger").get("/thong-bao/").status_code == 302
