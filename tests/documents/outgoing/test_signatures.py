"""What is said of the signatures of a PDF, without asking anybody."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest

from loa.documents.models import SignedFile
from loa.documents.outgoing import selectors, signatures, signing, writing
from loa.documents.outgoing.issuing import BadSignature, Issue, issue_draft
from loa.domain.writing import pdf_bytes
from loa.files import selectors as files
from tests.documents.outgoing.conftest import TODAY, begin, by
from tests.documents.outgoing.signing import in_a_thread, sign, write_root
from tests.documents.papers import as_pdf

AT = datetime(2026, 11, 21, tzinfo=UTC)
# The library behind takes two seconds to be loaded: only by who needs it.
pytestmark = pytest.mark.verify


def certificates_in(folder):
    from loa.documents.outgoing import pdf_signatures

    return pdf_signatures.certificates_in(folder)


@cache
def signed_pdf() -> bytes:
    return sign(as_pdf("Kế hoạch số 12"))


def said(content, roots=()):
    from loa.documents.outgoing import pdf_signatures

    def look():
        return list(pdf_signatures.signatures_of(content, roots=list(roots), at=AT))

    rows = in_a_thread(look)
    return signatures.together(signatures.Found(**row) for row in rows)


def test_a_signature_that_holds_is_valid_only_under_a_root_that_is_trusted(tmp_path):
    roots = certificates_in(write_root(tmp_path / "roots"))
    assert said(signed_pdf()).state == "not_checked"
    assert said(signed_pdf(), roots).state == "valid"
    (one,) = said(signed_pdf(), roots).signatures
    assert (one.name, one.issuer) == ("Trần Văn Head", "CA thử nghiệm")


def test_a_certificate_of_nobody_we_trust_is_invalid(tmp_path):
    roots = certificates_in(write_root(tmp_path / "roots", "CA khác"))
    assert said(signed_pdf(), roots).state == "invalid"
    assert said(signed_pdf(), roots).signatures[0].reason == "untrusted"


def test_one_byte_changed_is_invalid():
    broken = bytearray(signed_pdf())
    broken[broken.find(b"stream") + 20] ^= 1
    looked = said(bytes(broken))
    assert looked.state == "invalid"
    assert looked.signatures[0].reason == "digest"


def test_what_was_put_behind_a_signature_is_invalid():
    from pyhanko.pdf_utils.generic import NameObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed_pdf()))
    reference = writer.root["/Pages"]["/Kids"].raw_get(0)
    reference.get_object()[NameObject("/Rotate")] = NumberObject(180)
    writer.mark_update(reference)
    packed = BytesIO()
    writer.write(packed)
    looked = said(packed.getvalue())
    assert looked.state == "invalid"
    assert looked.signatures[0].reason == "changed_after"


def test_two_signatures_are_both_told():
    looked = said(sign(signed_pdf(), "Văn thư", "KySo2"))
    assert [one.name for one in looked.signatures] == ["Trần Văn Head", "Văn thư"]
    assert all(one.is_whole for one in looked.signatures)


def test_a_file_in_the_folder_that_is_no_certificate_is_left_out(tmp_path):
    folder = write_root(tmp_path / "roots")
    (folder / "readme.pem").write_text("nothing")
    assert len(certificates_in(folder)) == 1


def test_a_signed_pdf_of_the_frozen_draft_is_issued_without_an_eye(
    cast, settings, tmp_path
):
    settings.LOA_SIGNATURE_ROOTS = str(write_root(tmp_path / "roots"))
    draft = begin(cast)
    signing.freeze(draft=draft, seen=1, **by(cast))
    paper = writing.paper_of(writing.newest(draft))
    # The clerk's number and day are printed before the seal.
    filled = replace(paper, number=5, issued_on=TODAY)
    content = sign(pdf_bytes(filled, at=AT))

    made = signing.receive_signed(
        draft=draft, content=content, name="da-ky.pdf", **by(cast)
    )

    assert made.signature == SignedFile.Signature.VALID
    assert made.comparison == SignedFile.Comparison.SAME
    assert (made.number, made.issued_on) == ("05", TODAY)
    document = issue_draft(draft=draft, issue=Issue("5", TODAY), **by(cast))
    assert document.sha256 == selectors.signed_file(draft).file.sha256
    assert files.content(document.files.get(role="signed").file) == content


def test_a_broken_signature_is_shown_and_not_issued(cast):
    draft = begin(cast)
    signing.freeze(draft=draft, seen=1, **by(cast))
    frozen = next(r for r in selectors.frozen_files(draft) if r.format == "pdf")
    content = bytearray(sign(files.content(frozen.file)))
    content[content.find(b"/Producer") + 12] ^= 1

    made = signing.receive_signed(
        draft=draft, content=bytes(content), name="da-ky.pdf", **by(cast)
    )

    assert made.signature == SignedFile.Signature.INVALID
    with pytest.raises(BadSignature):
        issue_draft(draft=draft, issue=Issue("5", TODAY, is_seen=True), **by(cast))
