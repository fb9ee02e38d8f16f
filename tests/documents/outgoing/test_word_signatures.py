"""What is said of the signatures of a Word file, without asking anybody."""

from datetime import UTC, datetime
from functools import cache

import pytest

from loa.documents.outgoing import signatures
from tests.documents.outgoing.signing import write_root
from tests.documents.outgoing.word_signing import (
    changed,
    sign_word,
    with_more,
    without,
)
from tests.documents.papers import as_docx

AT = datetime(2026, 11, 21, tzinfo=UTC)
# The libraries behind take two seconds to be loaded: only by who needs them.
pytestmark = pytest.mark.verify


@cache
def signed() -> bytes:
    return sign_word(as_docx("Kế hoạch số 12"))


@pytest.fixture
def roots(tmp_path):
    return write_root(tmp_path / "roots")


def test_a_signature_that_holds_is_valid_under_a_root_that_is_trusted(roots):
    looked = signatures.look(signed(), roots=roots, at=AT)
    (one,) = looked.signatures
    assert (looked.state, one.reason) == ("valid", "")
    assert (one.name, one.issuer) == ("Trần Văn Head", "CA thử nghiệm")
    assert one.at == "2026-11-20T08:00:00+00:00"
    assert signatures.look(signed(), roots=None, at=AT).state == "not_checked"


def test_a_certificate_of_nobody_we_trust_is_invalid(tmp_path):
    roots = write_root(tmp_path / "others", "CA khác")
    looked = signatures.look(signed(), roots=roots, at=AT)
    assert (looked.state, looked.signatures[0].reason) == ("invalid", "untrusted")


STYLE = b"<styles/>"
SPOILT = {
    "words": (
        lambda: changed(signed(), "word/document.xml", b"12", b"13"),
        "digest",
    ),
    "relationship": (
        lambda: changed(
            signed(), "word/_rels/document.xml.rels", b"styles.xml", b"others.xml"
        ),
        "digest",
    ),
    "manifest": (
        lambda: changed(
            signed(), "_xmlsignatures/sig1.xml", b"<DigestValue>", b"<DigestValue>A"
        ),
        "",
    ),
    "time": (
        lambda: changed(
            signed(), "_xmlsignatures/sig1.xml", b"2026-11-20T", b"2026-10-20T"
        ),
        "digest",
    ),
    "one more part": (
        lambda: with_more(signed(), "word/header9.xml", STYLE),
        "not_all_signed",
    ),
    "a part gone": (lambda: without(signed(), "word/styles.xml"), "part_missing"),
    "a part left out": (
        lambda: sign_word(as_docx("Kế hoạch"), leave_out="word/document.xml"),
        "not_all_signed",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_changed_after_signing_is_invalid(roots, what):
    make, reason = SPOILT[what]
    looked = signatures.look(make(), roots=roots, at=AT)
    assert looked.state == "invalid"
    assert reason in looked.signatures[0].reason


def test_a_signature_by_a_weak_method_is_not_checked_and_says_why(roots):
    weak = changed(
        signed(),
        "_xmlsignatures/sig1.xml",
        b"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        b"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
    )
    looked = signatures.look(weak, roots=roots, at=AT)
    assert looked.state == "not_checked"
    assert looked.signatures[0].reason == "weak_method"


def test_a_signature_part_that_is_no_xml_is_invalid(roots):
    spoilt = with_more(signed(), "_xmlsignatures/sig2.xml", b"<broken")
    assert signatures.look(spoilt, roots=roots, at=AT).state == "invalid"


def test_a_word_file_without_one_has_none(roots):
    assert signatures.look(as_docx(), roots=roots, at=AT).state == "none"
