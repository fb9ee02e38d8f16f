"""Own plans in the demo: one commune has issued its own, another is still writing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import docx

from loa.accounts.models import User
from loa.documents.models import Draft
from loa.documents.outgoing import issuing, signing, writing
from loa.domain.periods import vn_date
from loa.files import selectors as files
from loa.orgs.models import Body
from loa.orgs.selectors import Acting, version_of
from loa.orgs.services import appoint
from loa.programmes import composing
from loa.programmes.models import Directive

# What the clerk writes in Word, in the order in which the blanks stand.
WRITTEN = (
    "Nâng cao tỷ lệ người dân biết và sử dụng dịch vụ công trực tuyến.",
    "Bảo đảm thiết thực, tiết kiệm, phù hợp điều kiện của địa phương.",
    "Chủ trì, theo dõi, đôn đốc và tổng hợp kết quả thực hiện.",
)
IN_A_CELL = "Phòng Văn hóa - Xã hội"


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who writes, in which body."""

    user: User
    acting: Acting


def appoint_head(user: User, body: Body, since: datetime) -> None:
    """The head's post, so that papers print her name."""
    appoint(user=user, body=body, post="Chủ tịch", on=vn_date(since), is_head=True)


def begin_plan(directive: Directive, clerk: Clerk, at: datetime) -> Draft:
    """Begin a body's own plan; the blanks are left to be written."""
    body = version_of(clerk.acting.body_id, vn_date(at))
    if body is None:
        raise LookupError(clerk.acting.name)
    return writing.begin_draft(
        beginning=composing.own_plan(directive, body, vn_date(at)),
        actor=clerk.user,
        acting=clerk.acting,
        at=at,
    )


def issue_plan(directive: Directive, clerk: Clerk, at: datetime, number: str) -> None:
    """Draft, write in Word, have signed on paper and issue a body's own plan."""
    by: dict[str, Any] = {"actor": clerk.user, "acting": clerk.acting}
    draft = begin_plan(directive, clerk, at)
    made = writing.bring_back(
        draft=draft,
        content=_written(files.content(writing.newest(draft).file)),
        name="ke-hoach-da-sua.docx",
        seen=1,
        at=at + timedelta(hours=2),
        **by,
    )
    signing.freeze(draft=draft, seen=2, at=at + timedelta(hours=3), **by)
    signing.receive_signed(
        draft=draft,
        content=files.content(made.file),
        name="ke-hoach-da-ky.docx",
        at=at + timedelta(hours=5),
        **by,
    )
    issuing.issue_draft(
        draft=draft,
        issue=issuing.Issue(number, vn_date(at), is_seen=True),
        at=at + timedelta(hours=6),
        **by,
    )


def _written(content: bytes) -> bytes:
    """The file as the clerk saves it, every blank written."""
    document = docx.Document(BytesIO(content))
    words = iter(WRITTEN)
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if writing.BLANK in run.text:
                run.text = run.text.replace(writing.BLANK, next(words, IN_A_CELL))
    for table in document.tables:
        for cell in table._cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.text = run.text.replace(writing.BLANK, IN_A_CELL)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()
