"""Numbers and issuers are compared, never guessed."""

from datetime import date

import pytest

from loa.documents.codes import code_of, search_words
from loa.documents.issuers import issuer_body
from loa.documents.models import Document
from loa.documents.recipients import bare_name
from loa.documents.selectors import same_document
from tests.cast import TODAY
from tests.factories import make_body, make_document


@pytest.mark.parametrize(
    ("number", "symbol", "code"),
    [
        ("12", "KH-UBND", "12/kh-ubnd"),
        ("05", "KH-UBND", "5/kh-ubnd"),
        ("5", "KH–UBND", "5/kh-ubnd"),
        ("12 ", " KH - UBND", "12/kh-ubnd"),
        ("76/NQ-CP", "", "76/nq-cp"),
        ("số 76/NQ-CP", "", "76/nq-cp"),
        ("2231/QĐ-UBND", "", "2231/qd-ubnd"),
        ("", "KH-UBND", ""),
        ("  ", "KH-UBND", ""),
    ],
)
def test_numbers_are_brought_to_one_form(number, symbol, code):
    assert code_of(number, symbol) == code


def test_a_query_of_many_words_is_cut():
    assert len(search_words("từ " * 100)) == 10


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("- Sở Nội vụ (để b/c);", "Sở Nội vụ"),
        ("UBND các xã, phường;", "UBND các xã, phường"),
        ("+ Như trên.", "Như trên"),
        ("(để biết)", ""),
    ],
)
def test_a_printed_line_is_bared_to_its_name(printed, name):
    assert bare_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH LAM GIANG", "province"),
        ("UBND tỉnh Lam Giang", "province"),
        ("SỞ NỘI VỤ (UBND TỈNH LAM GIANG)", "home_office"),
        ("Sở Nội vụ", "home_office"),
        ("SỞ NỘI VỤ (UBND TỈNH SƠN HẠ)", None),
        ("Ủy ban nhân dân tỉnh Không Có", None),
        ("", None),
    ],
)
def test_an_issuer_is_a_body_when_the_name_is_certain(cast, printed, body):
    found = issuer_body(printed, holder=cast.commune.pk, on=TODAY)

    assert found == (getattr(cast, body).pk if body else None)


def test_bodies_of_one_name_are_told_apart_by_the_holders_province(cast):
    there = make_body(
        "Sở Nội vụ", under=cast.other_province, kind="department", level="province"
    )

    assert issuer_body("Sở Nội vụ", holder=cast.commune.pk, on=TODAY) == (
        cast.home_office.pk
    )
    assert issuer_body("Sở Nội vụ", holder=there.pk, on=TODAY) == there.pk


def test_bodies_of_one_name_in_one_province_are_not_guessed(cast):
    make_body("Phòng Văn hóa - Xã hội", under=cast.neighbour, kind="division")

    found = issuer_body("Phòng Văn hóa - Xã hội", holder=cast.commune.pk, on=TODAY)

    assert found is None


@pytest.mark.parametrize(
    ("code", "day"), [("", date(2026, 1, 20)), ("12/kh-ubnd", None)]
)
def test_without_a_number_or_a_day_nothing_is_the_same(cast, code, day):
    make_document(cast.commune, cast.clerk, code=code, issued_on=day, issuer_name="A")

    found = same_document(
        code=code, issuer_name="A", issued_on=day, among=Document.objects.all()
    )

    assert found is None
