"""A paper drafted, signed and issued here goes out as its signed file."""

from datetime import date

import pytest

from loa.audit.services import MACHINE
from loa.documents.exchange import addressing, sending
from loa.domain import exchange
from loa.files import selectors as files
from tests.documents.exchange.scene import HERE, make_scene
from tests.documents.outgoing.conftest import NOW, begin, by
from tests.documents.outgoing.test_life import issued


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.mark.verify
def test_an_issued_paper_goes_out_as_its_signed_file(cast):
    make_scene(cast)
    addressing.add_code(
        body=cast.neighbour,
        code="H37.21.08",
        is_served=False,
        from_on=date(2025, 7, 1),
        actor=MACHINE,
        at=NOW,
    )
    document = issued(cast, begin(cast))
    signed = document.files.get(role="signed")

    (row,) = sending.queue(document=document, **by(cast))

    built = exchange.parse(files.content(row.content))
    assert isinstance(built, exchange.Message)
    assert row.to_code == "H37.21.08"
    assert built.document_id == f"{HERE},2026/11/21,{document.number}/{document.symbol}"
    assert (built.type_name, built.type_detail) == ("Kế hoạch", "10")
    assert built.signer.name
    (file,) = exchange.files_of(built.attachments[0])
    assert file.content == files.content(signed.file)
