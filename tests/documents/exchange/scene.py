"""A commune that takes messages in, the province that sends them from elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loa.audit.services import MACHINE
from loa.documents.exchange import addressing, collecting
from loa.documents.exchange.gateways import Outcome, Parcel, Rejected, Unavailable
from loa.documents.models import (
    Direction,
    Document,
    OutboxMessage,
    ReceivedMessage,
)
from loa.documents.services import bring_in_document, confirm_document, settle_rest
from loa.domain import exchange
from tests.cast import Cast
from tests.factories import moment

AT = moment(2026, 1, 21)
LATER = moment(2026, 1, 22)
HERE = "H37.21.07"
THERE = "H37"


REPORT = """ỦY BAN NHÂN DÂN
XÃ TAM GIAI
Số: 05/BC-UBND
Tam Giai, ngày 02 tháng 3 năm 2026

BÁO CÁO
Kết quả tuyên truyền cải cách hành chính tháng 02 năm 2026

Thực hiện Kế hoạch, xã đã đăng 03 tin, bài trên Trang thông tin điện tử.

Nơi nhận:
- Ủy ban nhân dân tỉnh Lam Giang;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Thị Hoa
"""


class Line:
    """A gateway of this test: what waits at it, what was sent by it, whether it is up."""

    name = "test"

    def __init__(self) -> None:
        self.waiting: dict[str, bytes] = {}
        self.told: list[tuple[str, Outcome, str]] = []
        self.sent: list[Parcel] = []
        self.is_down = False
        self.says_no = ""

    def put(self, *messages: str | bytes) -> None:
        for message in messages:
            raw = message.encode() if isinstance(message, str) else message
            self.waiting[f"tin-{len(self.told) + len(self.waiting)}"] = raw

    def send(self, parcel: Parcel) -> str:
        if self.is_down:
            raise Unavailable("the line is down")
        if self.says_no:
            raise Rejected(self.says_no)
        self.sent.append(parcel)
        return f"ref-{len(self.sent)}"

    def list(self) -> list[str]:
        if self.is_down:
            raise Unavailable("the line is down")
        return list(self.waiting)

    def fetch(self, ref: str) -> bytes:
        return self.waiting[ref]

    def acknowledge(self, ref: str, outcome: Outcome, reason: str = "") -> None:
        del self.waiting[ref]
        self.told.append((ref, outcome, reason))


@dataclass
class Scene:
    cast: Cast
    line: Line

    def come(self, *messages: str | bytes, at: datetime = AT) -> collecting.Collected:
        """Let messages come by the line and be taken in."""
        self.line.put(*messages)
        return collecting.collect(gateway=self.line, at=at)

    def received(self, **chosen: object) -> ReceivedMessage:
        return ReceivedMessage.objects.get(**chosen)

    def statuses(self) -> list[str]:
        """The codes of the statuses that were put into the outbox, in their order."""
        rows = OutboxMessage.objects.filter(kind="status").order_by("pk")
        return list(rows.values_list("status_code", flat=True))

    def who(self, person: str = "clerk", at: datetime = AT) -> dict[str, object]:
        return {
            "actor": getattr(self.cast, person),
            "acting": self.cast.acting(person, on=at.date()),
            "at": at,
        }


def make_scene(cast: Cast, *, clerk: bool = False) -> Scene:
    """Give the commune a code that is served here, the province one elsewhere."""
    common = {"actor": MACHINE, "at": AT, "from_on": date(2025, 7, 1)}
    addressing.add_code(
        body=cast.commune,
        code=HERE,
        is_served=True,
        clerk=cast.clerk if clerk else None,
        **common,
    )
    addressing.add_code(body=cast.province, code=THERE, is_served=False, **common)
    return Scene(cast, Line())


def issued(scene: Scene, text: str = REPORT, at: datetime = AT) -> Document:
    """A paper of the commune's own, confirmed."""
    who = scene.who(at=at)
    document = bring_in_document(content=text.encode(), name="bc.txt", **who)
    settle_rest(document=document, **who)
    confirm_document(document=document, **who)
    document.direction = Direction.OUTGOING
    document.save(update_fields=["direction"])
    return document


def status(
    code: str, *, document_id: str, at: datetime = LATER, words: str = ""
) -> bytes:
    """What the receiver of a document tells."""
    return exchange.build_status(
        exchange.StatusReport(
            sender=exchange.Party(THERE, "Ủy ban nhân dân tỉnh Lam Giang"),
            code=exchange.StatusCode(code),
            about=exchange.ResponseFor(HERE, "05/BC-UBND", None, document_id),
            description=words,
            at=at + timedelta(hours=1),
        )
    )
