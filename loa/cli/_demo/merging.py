"""A commune of the demo that was merged: its board line, its duty, its people and page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loa.accounts.models import User
from loa.audit.services import MACHINE
from loa.channels.models import ChannelKind
from loa.channels.services import declare_channel
from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.people import CHANNELS_SINCE
from loa.cli._demo.province import HOST, PROVINCE, commune_code
from loa.documents import services as documents
from loa.evidence import services as evidence
from loa.orgs import reorganising, selectors
from loa.orgs.models import Body, Role
from loa.orgs.selectors import Acting
from loa.orgs.services import give_role
from loa.programmes import services as programmes
from loa.programmes.choices import Choices

SLUG, NAME, HEIR = "khevau", "Ủy ban nhân dân xã Khe Vầu", "khesay"
LETTER = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 412/UBND-NC
V/v tuyên truyền Trung tâm Phục vụ hành chính công lưu động

Bến Lam, ngày {day:%d} tháng {day:%m} năm {day:%Y}

Kính gửi: Ủy ban nhân dân xã Khe Vầu

Để người dân vùng cao biết và sử dụng điểm tiếp nhận hồ sơ lưu động, Ủy ban nhân dân \
tỉnh giao:
1. Ủy ban nhân dân xã Khe Vầu hằng tháng đăng ít nhất 01 tin, bài về lịch tiếp nhận hồ \
sơ lưu động trên Trang thông tin điện tử.
"""


@dataclass(frozen=True, slots=True)
class Former:
    """The commune with its one clerk, while it was there."""

    body: Body
    clerk: User
    acting: Acting


def make_former(begin: date) -> Former:
    """Establish the commune before the story begins, with a clerk and a page."""
    province = Body.objects.get(code=PROVINCE)
    over = selectors.version_of(province, begin)
    if over is None:
        raise LookupError(PROVINCE)
    at = story.at(begin, 7)
    administrator = User.objects.get(username="quan.tri")
    reorganising.reorganise(
        over=over, on=CHANNELS_SINCE, by_document="Nghị quyết số 18/NQ-HĐND",
        rows=[reorganising.ChangeRow(
            1, "create", new=commune_code(SLUG), name=NAME, kind="xã"
        )],
        actor=administrator, acting=selectors.acting(administrator, chosen=None, on=begin),
        at=at,
    )  # fmt: skip
    body = Body.objects.get(code=commune_code(SLUG))
    clerk = User.objects.create_user(SLUG, full_name="Lường Văn Khai")
    give_role(
        user=clerk, role=Role.OFFICER, body=body, on=begin, actor=MACHINE, at=at,
        by_number="12/QĐ-UBND",
    )  # fmt: skip
    acting = selectors.acting(clerk, chosen=None, on=begin)
    if acting is None:
        raise LookupError(SLUG)
    return Former(body, clerk, acting)


def live_and_merge(cast: Cast, former: Former, begin: date, today: date) -> date:
    """Let it work for a month or two, then merge it into its neighbour; return the day."""
    address = f"{SLUG}.{HOST}"
    by: dict[str, Any] = {"actor": former.clerk, "acting": former.acting}
    channel = declare_channel(
        body_id=former.body.pk, kind=ChannelKind.WEBSITE, address=f"https://{address}/",
        name="Trang thông tin điện tử xã Khe Vầu", from_on=CHANNELS_SINCE,
        at=story.at(begin, 8), **by,
    ).channel  # fmt: skip
    _give_it_a_duty(cast, begin)
    merged_on = (begin + timedelta(days=65)).replace(day=1)
    for number, day in enumerate(
        (begin + timedelta(days=9), begin + timedelta(days=26))
    ):
        evidence.record_activity(
            body_id=former.body.pk, done_on=day, form=cast.forms["news"],
            title="Lịch tiếp nhận hồ sơ lưu động tại các bản", area=cast.areas["procedures"],
            channel=channel, address=f"https://{address}/lich-luu-dong-{number + 1}",
            at=story.at(day, 15), **by,
        )  # fmt: skip
    version = selectors.version_of(cast.bodies[PROVINCE], merged_on)
    if version is None:
        raise LookupError(PROVINCE)
    reorganising.reorganise(
        over=version, on=merged_on, by_document="Nghị quyết số 41/NQ-HĐND",
        rows=[reorganising.ChangeRow(1, "merge", old=NAME, new=commune_code(HEIR))],
        actor=cast.users["quan.tri"], acting=cast.acting("quan.tri"),
        at=story.at(merged_on - timedelta(days=12), 9),
    )  # fmt: skip
    return merged_on


def _give_it_a_duty(cast: Cast, begin: date) -> None:
    """A letter that names the commune itself: its duty does not pass by itself."""
    at = story.at(begin + timedelta(days=4), 9)
    by: dict[str, Any] = {
        "actor": cast.users["theo.doi"],
        "acting": cast.acting("theo.doi"),
        "at": at,
    }
    text = LETTER.format(day=begin + timedelta(days=3))
    document = documents.bring_in_document(text=text, **by)
    documents.settle_rest(document=document, **by)
    choices = Choices(
        from_on=begin, until_on=date(begin.year + 1, 1, 1), judged_from=begin
    )
    programmes.commit_directive(document=document, choices=choices, **by)
