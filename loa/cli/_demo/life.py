"""What happens in the demo from day to day, and the reports on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loa.channels.models import ChannelKind
from loa.cli._demo import pressing, story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import (
    COMMUNES,
    PROVINCE,
)
from loa.domain.periods import Period
from loa.evidence import services as evidence
from loa.evidence.models import Record, Standing
from loa.orgs.models import BodyGroup
from loa.reports import services as reports
from loa.reports.models import Regime, Report
from loa.reports.moving import submit_report


def live(cast: Cast, happened: list[story.Happening], begin: date, today: date) -> None:
    """Carry out each happening at its moment, and the overseer's work between them."""
    turns = _turns(cast, begin, today)
    for one in happened:
        while turns and turns[0][0] <= one.at.date():
            day, turn = turns.pop(0)
            turn(day)
        _carry_out(cast, one)
    for day, turn in turns:
        turn(day)


def _turns(
    cast: Cast, begin: date, today: date
) -> list[tuple[date, Callable[[date], None]]]:
    """What the overseer's side does on which day, in order."""
    desk = _OverseersDesk(cast)
    looks = range(10, (today - begin).days - 2, 10)
    found: list[tuple[date, Callable[[date], None]]] = [
        (begin + timedelta(days=days), desk.look) for days in looks
    ]
    found += [
        (day, pressing.send_reminders) for day in pressing.days_of_reminders(today)
    ]
    found.append(
        (pressing.day_of_list(today), lambda day: pressing.draw_list(cast, day))
    )
    return sorted(found, key=lambda one: one[0])


def _carry_out(cast: Cast, one: story.Happening) -> None:
    values = one.values
    done_on = values["done_on"]
    if not isinstance(done_on, date):
        raise TypeError(done_on)
    common = _Common(cast, one, done_on)
    if one.act == "news":
        common.record(
            "news",
            str(values["title"]),
            address=str(values["address"]),
            area=str(values["area"]),
        )
    elif one.act == "broadcast":
        quantity = int(str(values["quantity"]))
        common.record(
            "broadcast", f"Phát thanh chuyên mục Cải cách hành chính, {quantity} buổi",
            area="procedures", quantity=quantity, channel=ChannelKind.RADIO,
            file=_log(one.slug, done_on, quantity),
        )  # fmt: skip
    elif one.act == "conference":
        people = int(str(values["people"]))
        common.record(
            "conference", "Hội nghị đối thoại với người dân về thủ tục hành chính",
            area="procedures", quantities={"người tham dự": people},
            file=evidence.NewFile(_text("BIÊN BẢN HỘI NGHỊ", f"{people} người dự"), "bien-ban.txt"),
        )  # fmt: skip
    else:
        common.record(
            "visual", "Niêm yết thủ tục hành chính tại nhà văn hóa thôn", area="procedures",
            quantity=3, file=evidence.NewFile(_text("ẢNH NIÊM YẾT", "3 điểm"), "niem-yet.txt"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Common:
    cast: Cast
    one: story.Happening
    done_on: date

    def record(
        self,
        form: str,
        title: str,
        *,
        area: str,
        address: str = "",
        channel: str = "",
        quantity: int = 1,
        quantities: dict[str, int] | None = None,
        file: evidence.NewFile | None = None,
    ) -> None:
        cast, slug = self.cast, self.one.slug
        kind = channel or (ChannelKind.WEBSITE if f"//{slug}." in address else "")
        evidence.record_activity(
            body_id=cast.commune(slug).pk, done_on=self.done_on, form=cast.forms[form],
            title=title, area=cast.areas[area], channel=cast.channels.get((slug, kind)),
            address=address, quantity=quantity, quantities=quantities or {}, file=file,
            actor=cast.users[slug], acting=cast.acting(slug), at=self.one.at,
        )  # fmt: skip


def _log(slug: str, day: date, quantity: int) -> evidence.NewFile:
    lines = [f"{day:%d/%m/%Y} 05:{30 + 15 * n:02d} - 15 phút" for n in range(quantity)]
    return evidence.NewFile(
        _text("NHẬT KÝ PHÁT SÓNG", *lines), f"nhat-ky-{slug}-{day:%Y%m%d}.txt"
    )


def _text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


class _OverseersDesk:
    """The overseer looks at what has come in every ten days, not at everything."""

    REASONS = {
        Standing.VERIFIED: "Đã mở trang, đúng nội dung và đúng kỳ.",
        Standing.DISPUTED: "Bài chép gần nguyên văn bài của tỉnh, đề nghị giải trình.",
        Standing.REJECTED: "Bài nói về hội thi thể thao, không phải cải cách hành chính.",
    }

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.looked = 0

    def look(self, day: date) -> None:
        at = story.at(day, 16)
        for record in self._waiting(day):
            self.looked += 1
            standing = self._verdict(record)
            if standing is None:
                continue
            evidence.give_verdict(
                record=record, standing=standing, reason=self.REASONS[standing],
                actor=self.cast.users["theo.doi"], acting=self.cast.acting("theo.doi"), at=at,
            )  # fmt: skip
        evidence.accept_unobjected(at)

    def _waiting(self, day: date) -> Iterator[Record]:
        rows = Record.objects.filter(
            verdicts__closed_at=None, verdicts__standing=Standing.PENDING,
            recorded_at__lt=story.at(day, 0), withdrawn_at=None,
        )  # fmt: skip
        yield from rows.select_related("body").order_by("pk")

    def _verdict(self, record: Record) -> Standing | None:
        """Most are verified; some are left to stand, a few questioned or refused."""
        turn = self.looked % 23
        if record.body.code.endswith("yenlach") and turn % 3 == 0:
            return Standing.DISPUTED
        if turn == 11:
            return Standing.REJECTED
        return None if turn % 6 == 5 else Standing.VERIFIED


def send_reports(cast: Cast, quarter: Period) -> None:
    """Communes report on the quarter, two do not; the department reports over all."""
    regime = Regime.objects.get(code="communication_quarter")
    for place, (_name, _type, slug, _lat, _lon) in enumerate(COMMUNES):
        if slug in {"khesay", "lungtrau"}:
            continue
        at = story.at(quarter.end + timedelta(days=place % 3), 10 + place % 6)
        order = reports.Order(
            body_id=cast.commune(slug).pk, regime=regime, period=quarter, coverage="own",
            receiver_id=cast.bodies[f"{PROVINCE}.snv"].pk,
        )  # fmt: skip
        _send(cast, order, slug, at)
    group = BodyGroup.objects.get(name="Ủy ban nhân dân các xã, phường")
    order = reports.Order(
        body_id=cast.bodies[f"{PROVINCE}.snv"].pk, regime=regime, period=quarter,
        coverage="below", over_body_id=cast.bodies[PROVINCE].pk, over_group=group,
        receiver_id=cast.bodies[PROVINCE].pk,
    )  # fmt: skip
    reports.draft_report(
        order=order, actor=cast.users["theo.doi"], acting=cast.acting("theo.doi"),
        at=story.at(quarter.end + timedelta(days=4), 9),
    )  # fmt: skip


def _send(cast: Cast, order: reports.Order, name: str, at: datetime) -> Report:
    user, acting = cast.users[name], cast.acting(name)
    report = reports.draft_report(order=order, actor=user, acting=acting, at=at)
    return submit_report(report=report, version=1, actor=user, acting=acting, at=at)
