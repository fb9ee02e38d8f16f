"""What the demo's overseer praises and blames, and what is said to it."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from loa.cli._demo import story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import COMMUNES, PROVINCE
from loa.domain.periods import add_working_days
from loa.orgs.selectors import version_of
from loa.oversight.models import PraiseLine, PraiseReview
from loa.oversight.praising import services
from loa.oversight.praising.models import Verdict

OVERSEER = "theo.doi"
_REPLIES = {
    "missed": "Cổng của xã ngừng nửa tháng để nâng cấp; xã đã đăng bù trong tháng sau.",
    "late": "Bài gửi chậm vì chờ xác nhận số liệu của Phòng Văn hóa - Xã hội.",
    "rejected": "Xã đã rút kinh nghiệm, chọn lại bài đúng nội dung cải cách hành chính.",
}


def weigh(cast: Cast, begin: date, today: date) -> None:
    """Count a review, let one body reply, conclude on some facts, publish one praise."""
    drawn = story.at(add_working_days(today, -8), 9)
    acting = cast.acting(OVERSEER)
    over = version_of(cast.bodies[PROVINCE], today)
    if over is None:
        return
    try:
        row = services.draw_up(
            over=over, first=begin, last=drawn.date(), actor=cast.users[OVERSEER],
            acting=acting, at=drawn,
        )  # fmt: skip
    except services.NothingFound:
        return
    slugs = {cast.commune(slug).pk: slug for _n, _t, slug, _lat, _lon in COMMUNES}
    _reply(cast, row, slugs, today)
    _conclude(cast, row, today)


def _reply(cast: Cast, row: PraiseReview, slugs: dict[int, str], today: date) -> None:
    for line in row.lines.filter(code__in=_REPLIES)[:2]:
        slug = slugs.get(line.body_id)
        if slug in cast.users:
            services.reply(
                line=line, words=_REPLIES[line.code], actor=cast.users[slug],
                acting=cast.acting(slug), at=story.at(today - timedelta(days=2), 10),
            )  # fmt: skip


def _conclude(cast: Cast, row: PraiseReview, today: date) -> None:
    at = story.at(today - timedelta(days=1), 15)
    by: Any = {"actor": cast.users[OVERSEER], "acting": cast.acting(OVERSEER), "at": at}
    praised = row.lines.filter(code__in=("all_met", "proven", "first")).first()
    if praised is not None:
        _rule(praised, Verdict.PRAISE, "Số liệu rõ, minh chứng mở được.", by)
        # What holds no more when it is counted again is said to nobody.
        with suppress(services.NotSettled):
            services.publish(line=praised, **by)
    blamed = row.lines.filter(code="missed").first()
    if blamed is not None:
        _rule(blamed, Verdict.REMIND, "Có lý do khách quan, nhắc nhở lần đầu.", by)


def _rule(line: PraiseLine, verdict: str, reason: str, by: Any) -> None:
    services.rule(line=line, verdict=verdict, reason=reason, **by)
