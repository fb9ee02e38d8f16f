"""The pages of a body's own papers, by the addresses that people use."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.http import Http404

from loa.documents import filling
from loa.documents.models import Document, Draft, PaperTemplate
from loa.documents.outgoing import (
    numbering,
    selectors,
    templating,
    writing,
)
from tests.documents.outgoing.conftest import begin, by, file
from tests.documents.outgoing.test_life import (
    content_of,
    edited,
    frozen_bytes,
    issued,
)
from tests.documents.papers import as_docx, bomb


@pytest.fixture
def page(cast):
    return cast.client("clerk")


def url(draft: Draft, rest: str = "") -> str:
    return f"/van-ban/di/{draft.pk}/{rest}"


NEW = {
    "kind": "CV",
    "unit": "VHXH",
    "subject": "V/v rà soát cụm loa",
    "addressees": "Phòng Văn hóa - Xã hội",
    "bases": "",
    "text": "Ủy ban nhân dân xã đề nghị rà soát các cụm loa.\nBáo cáo trước ngày 30/11.",
    "recipients": "Như trên\nLưu: VT",
    "signer": "head",
}


def test_a_paper_goes_its_way_by_its_page(cast, page):
    made = page.post("/van-ban/di/moi/", NEW)
    draft = Draft.objects.get()
    assert made.url == url(draft)
    assert draft.symbol == "UBND-VHXH"
    html = page.get(url(draft)).content.decode()
    assert "V/v rà soát cụm loa" in html
    assert "Kính gửi: Phòng Văn hóa - Xã hội." in html

    changed = edited(content_of(draft), "các cụm loa", "12 cụm loa")
    page.post(url(draft, "tu-word/"), {"version": 1, "file": file(changed)})
    html = page.get(url(draft, "so-sanh/")).content.decode()
    assert "<del>các</del>" in html
    assert "<ins>12</ins>" in html

    page.post(url(draft, "trinh-ky/"), {"version": 2})
    page.post(url(draft, "ban-ky/nhan/"), {"file": file(frozen_bytes(draft))})
    html = page.get(url(draft)).content.decode()
    assert "không có chữ ký trong tệp" in html

    day = {"issued_on": date.today().strftime("%d/%m/%Y")}
    refused = page.post(url(draft, "ban-hanh/"), day)
    assert refused.status_code == 422
    page.post(url(draft, "ban-hanh/"), day | {"number": "45", "is_seen": "on"})

    document = Document.objects.get(issuer=cast.commune)
    assert (document.number, document.symbol) == ("45", "UBND-VHXH")
    assert "45/UBND-VHXH" in page.get("/van-ban/di/").content.decode()
    # The signed file is what the document gives out.
    given = b"".join(page.get(f"/van-ban/{document.pk}/ban-goc/").streaming_content)
    assert given == frozen_bytes(draft)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"addressees": ""}, "Công văn phải ghi gửi cho ai."),
        ({"kind": "KH"}, "không có phần kính gửi"),
        ({"subject": ""}, "Trường này"),
    ],
)
def test_a_new_paper_says_what_it_lacks(page, changes, said):
    answer = page.post("/van-ban/di/moi/", NEW | changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.verify
def test_what_is_no_word_file_is_told_on_the_page(cast, page, draft):
    answer = page.post(
        url(draft, "tu-word/"), {"version": 1, "file": file(b"%PDF-1.4 x")}
    )
    assert answer.status_code == 422
    assert draft.versions.count() == 1


def test_a_number_that_was_given_is_told_with_its_paper(cast, page, draft):
    first = issued(cast, draft, "5")
    second = begin(cast, subject="Kế hoạch khác")
    page.post(url(second, "trinh-ky/"), {"version": 1})
    page.post(url(second, "ban-ky/nhan/"), {"file": file(frozen_bytes(second))})

    day = {"issued_on": date.today().strftime("%d/%m/%Y")}
    answer = page.post(
        url(second, "ban-hanh/"), day | {"number": "05", "is_seen": "on"}
    )

    assert answer.status_code == 422
    assert str(first) in answer.content.decode()


def test_a_recalled_paper_is_marked_wherever_it_stands(cast, page, draft):
    first = issued(cast, draft)
    page.post(url(draft, "tiep-theo/"), {"purpose": "recall"})
    follow = Draft.objects.get(purpose="recall")
    assert "[…]" in writing.newest(follow).text
    words = edited(content_of(follow), "[…]", "có sai sót")
    page.post(url(follow, "tu-word/"), {"version": 1, "file": file(words)})
    issued(cast, follow, "6")

    answer = page.get(url(draft)).content.decode()
    assert "Văn bản này đã bị thu hồi." in answer
    for address in (f"/van-ban/{first.pk}/", "/van-ban/"):
        assert "Đã thu hồi" in cast.client("outsider").get(address).content.decode()


def test_a_template_is_checked_and_fills_the_draft(cast, draft):
    head = cast.client("head")
    words = (
        "{{ co_quan }}\nSố: {{ so_ky_hieu }}\n{{ ten_loai }} {{ trich_yeu }}\n"
        "{%p for doan in noi_dung %}\n{{ doan }}\n{%p endfor %}\n{{ nguoi_ky }}"
    )
    head.post("/van-ban/di/mau/", {"name": "Kế hoạch xã", "file": file(as_docx(words))})
    template = PaperTemplate.objects.get()
    assert "noi_dung" in template.fields

    head.post(url(draft, "theo-mau/"), {"version": 1, "template": str(template.pk)})

    text = writing.newest(draft).text
    assert "Ủy ban nhân dân xã Tam Giai" in text
    assert "ít nhất 02 tin, bài" in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ so_van_ban }}", "so_van_ban"),
        ("{{ trich_yeu", "viết sai"),
        ("{% for a in range(9) %}x{% endfor %}", "không được dùng"),
        ("{{ ''.__class__.__mro__ }}", "không được dùng"),
        ("{{ trich_yeu * 99999999 }}", "không được dùng"),
    ],
)
def test_a_template_that_may_not_be_is_told_why(cast, words, said):
    content = as_docx(f"Dòng đầu\n{words}\nDòng cuối")
    answer = cast.client("head").post(
        "/van-ban/di/mau/", {"name": "Mẫu", "file": file(content)}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PaperTemplate.objects.exists()


@pytest.mark.verify
def test_a_bomb_is_no_template(cast):
    answer = cast.client("head").post(
        "/van-ban/di/mau/", {"name": "Mẫu", "file": file(bomb())}
    )
    assert answer.status_code == 422


@pytest.mark.verify
def test_numbers_are_switched_and_set_by_the_head(cast, draft):
    head = cast.client("head")
    head.post("/van-ban/di/so/", {"is_on": "1"})
    head.post("/van-ban/di/so/tiep/", {"type_code": "KH", "next": "58"})
    assert numbering.has_own_series(cast.commune.pk)
    document = issued(cast, draft, "")
    assert document.number == "58"
    html = head.get("/van-ban/di/so/").content.decode()
    assert "58/KH-UBND" in html
    assert (
        cast.client("clerk").post("/van-ban/di/so/", {"is_on": "0"}).status_code == 403
    )


def test_another_body_does_not_see_a_draft(cast, draft):
    for who in ("outsider", "overseer"):
        assert cast.client(who).get(url(draft)).status_code == 404
    assert not selectors.drafts_of(cast.acting("outsider")).exists()


def in_its_properties(document):
    document.core_properties.title = "{{ 'a' * 99999999 }}"


def in_an_attribute(document):
    document.paragraphs[0]._element.set("descr", "{% for a in range(9) %}x{% endfor %}")


def in_a_footer_that_is_not_shown(document):
    footer = document.sections[0].even_page_footer
    footer.is_linked_to_previous = False
    footer.paragraphs[0].text = "{{ ''.__class__ }}"


@pytest.mark.parametrize(
    "hidden", [in_its_properties, in_an_attribute, in_a_footer_that_is_not_shown]
)
def test_a_template_hides_nothing_where_nobody_looks(hidden):
    document = docx.Document(BytesIO(as_docx("{{ trich_yeu }}")))
    hidden(document)
    packed = BytesIO()
    document.save(packed)

    with pytest.raises(filling.BadTemplate) as refused:
        filling.check(packed.getvalue())

    assert "not_allowed" in {fault.code for fault in refused.value.faults}


def test_a_template_of_another_body_is_neither_used_nor_closed(cast, draft):
    template = templating.add_template(
        name="Mẫu xã khác",
        content=as_docx("{{ trich_yeu }}"),
        uploaded_as="mau.docx",
        **by(cast, "head"),
    )
    PaperTemplate.objects.update(body=cast.neighbour)

    with pytest.raises(Http404):
        templating.use_template(draft=draft, template=template, seen=1, **by(cast))
    with pytest.raises(Http404):
        templating.close_template(template=template, **by(cast, "head"))
