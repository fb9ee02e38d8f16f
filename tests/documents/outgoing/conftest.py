"""A commune's paper, begun, and the steps by which it goes out."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.documents.models import Draft
from loa.documents.outgoing import writing
from loa.documents.outgoing.frames import frame_of
from loa.documents.outgoing.kinds import BY_CODE
from loa.documents.outgoing.signers import signers_of
from loa.domain.writing import OfficialPaper, Paragraph, plain, with_end_mark
from loa.orgs.selectors import version_of
from tests.factories import moment

TODAY = date(2026, 11, 21)
NOW = moment(2026, 11, 21, 9)
WORDS = (
    "Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
    "Hằng tháng có ít nhất 02 tin, bài trên Trang thông tin điện tử của xã.",
    "Phòng Văn hóa - Xã hội chủ trì thực hiện",
)


def paper_of(body, *, on=TODAY, words=WORDS, **changes) -> OfficialPaper:
    """A plan of a commune to its neighbours."""
    version = version_of(body, on)
    fields = {
        **frame_of(version, BY_CODE["KH"], on).as_fields(),
        "subject": "Tuyên truyền cải cách hành chính năm 2027",
        "body": with_end_mark([Paragraph(plain(line)) for line in words]),
        "signature": signers_of(version, on)[0].signature,
        "recipients": ("Ủy ban nhân dân phường Hòa Khê", "Lưu: VT"),
    }
    return OfficialPaper(**(fields | changes))


def begin(cast, **changes) -> Draft:
    return writing.begin_draft(
        beginning=writing.Beginning(paper_of(cast.commune, **changes)),
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=NOW,
    )


def by(cast, who="clerk", at=NOW):
    """Who does something, as every service asks."""
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": at}


def file(content: bytes, name: str = "van-ban.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def draft(cast) -> Draft:
    return begin(cast)
