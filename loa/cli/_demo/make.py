"""Carrying the demo's story out, by the doors that people use."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from loa.accounts.models import User
from loa.audit.services import MACHINE
from loa.channels.models import Channel, ChannelKind
from loa.channels.services import declare_channel
from loa.cli._demo import outgoing, papers, story
from loa.cli._demo.province import (
    COMMUNES,
    HOST,
    PEOPLE,
    PROVINCE,
    Person,
    body_rows,
    clerks,
    commune_code,
)
from loa.documents import services as documents
from loa.documents.models import Document, Relation
from loa.domain.periods import Period
from loa.domain.writing import OfficialPaper
from loa.evidence import services as evidence
from loa.evidence.models import Record, Standing
from loa.orgs import loading, selectors
from loa.orgs.models import Body, BodyGroup, Grant, Kind, Level, Role
from loa.orgs.selectors import Acting
from loa.orgs.services import create_group, give_role
from loa.programmes import services as programmes
from loa.programmes.choices import Choices
from loa.programmes.models import Directive, Task, TaskKind
from loa.programmes.proposal import propose
from loa.reference.models import Area, CommunicationForm
from loa.reports import services as reports
from loa.reports.models import Regime, Report
from loa.reports.moving import submit_report

# Without marks: a password is typed on any keyboard.
PASSWORD_WORDS = (
    "ben", "buoi", "cam", "cau", "che", "chieng", "cho", "dieu", "dinh", "do", "doi", "gio",
    "khen", "lang", "lua", "may", "mit", "mua", "nang", "ngoi", "que", "quyt", "ruong", "sao",
    "song", "thuyen", "trang", "trau", "tre", "trong",
)  # fmt: skip
# Hashing a password is slow on purpose: a few people sign in, others are invited anew.
SIGN_IN = [
    *PEOPLE,
    *(one for one in clerks() if one.username in {"tamgiai", "hoakhe", "khesay"}),
]
CHANNELS_SINCE = date(2025, 7, 1)


class RealBodiesHere(RuntimeError):
    """This database holds real bodies; the demo would stand among them."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one person of the demo signs in."""

    person: Person
    body_name: str
    password: str


def is_made() -> bool:
    """Whether the demo stands in this database."""
    return Body.objects.filter(is_demo=True).exists()


@transaction.atomic
def make_demo(*, today: date, tell: Callable[[str], None]) -> list[SignIn]:
    """Make the demo province with all that happened in it, or nothing.

    :param tell: is given a sentence for each step
    :raises RealBodiesHere: if real bodies are in the database
    """
    if Body.objects.filter(is_demo=False).exists():
        raise RealBodiesHere
    before, _running = story.periods_told(today)
    begin = before.start
    tell("bodies and people")
    _bodies(begin)
    sign_ins = _people(begin)
    cast = _Cast(today)
    tell("channels")
    _channels(cast, begin)
    tell("papers: read, confirmed, delivered")
    directive = _plan(cast, begin)
    _papers_around(cast, begin, today)
    _letter(cast, today)
    _statements(cast, directive, begin, today)
    _own_plans(cast, directive, begin)
    happened = story.happenings(begin, today)
    tell(f"{len(happened)} happenings from {begin:%d/%m/%Y} to {today:%d/%m/%Y}")
    _live(cast, happened, begin, today)
    tell("reports of the quarter before")
    _reports(cast, before, directive)
    return sign_ins


def new_passwords() -> list[SignIn]:
    """Give every person of the demo a new random password."""
    bodies = {body.code: str(body) for body in Body.objects.filter(is_demo=True)}
    return [
        _with_password(
            User.objects.get(username=person.username), person, bodies[person.body]
        )
        for person in SIGN_IN
    ]


def _with_password(user: User, person: Person, body_name: str) -> SignIn:
    password = "-".join(secrets.choice(PASSWORD_WORDS) for _i in range(4))
    password += f"-{secrets.randbelow(9000) + 1000}"
    user.set_password(password)
    user.save(update_fields=["password"])
    return SignIn(person, body_name, password)


def _bodies(begin: date) -> None:
    found = loading.compare(body_rows(), on=begin)
    at = story.at(begin, 7)
    loading.apply_differences(
        found, actor=MACHINE, at=at, since=CHANNELS_SINCE, is_demo=True
    )
    province = Body.objects.get(code=PROVINCE)
    create_group(
        owner=province, name="Ủy ban nhân dân các xã, phường", since=CHANNELS_SINCE,
        kinds=[Kind.PEOPLES_COMMITTEE], levels=[Level.COMMUNE], actor=MACHINE, at=at,
    )  # fmt: skip
    create_group(
        owner=province, name="Các sở, ban, ngành", since=CHANNELS_SINCE,
        kinds=[Kind.DEPARTMENT, Kind.OFFICE], levels=[Level.PROVINCE], direct_only=True,
        actor=MACHINE, at=at,
    )  # fmt: skip


def _people(begin: date) -> list[SignIn]:
    at, sign_ins = story.at(begin, 7), []
    bodies = {body.code: body for body in Body.objects.all()}
    for person in [*PEOPLE, *clerks()]:
        user = User.objects.create_user(person.username, full_name=person.full_name)
        give_role(
            user=user, role=person.role, body=bodies[person.body], on=begin, actor=MACHINE, at=at,
            by_number="12/QĐ-UBND",
        )  # fmt: skip
        if person.over_province:
            role = Role.OVERSEER if person.role == Role.OFFICER else person.role
            give_role(
                user=user, role=role, body=bodies[PROVINCE], with_below=True, on=begin,
                actor=MACHINE, at=at, by_number="12/QĐ-UBND",
            )  # fmt: skip
        if person in SIGN_IN:
            sign_ins.append(_with_password(user, person, str(bodies[person.body])))
    return sign_ins


class _Cast:
    """Who acts in the story, looked up once."""

    def __init__(self, today: date) -> None:
        grants = Grant.objects.filter(with_below=False).select_related("user", "body")
        self.users = {grant.user.username: grant.user for grant in grants}
        self._acting = {
            name: selectors.acting(user, chosen=None, on=today)
            for name, user in self.users.items()
        }
        self.forms = {form.code: form for form in CommunicationForm.objects.all()}
        self.areas = {area.code: area for area in Area.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.channels: dict[tuple[str, str], Channel] = {}

    def acting(self, name: str) -> Acting:
        acting = self._acting[name]
        if acting is None:
            raise LookupError(name)
        return acting

    def commune(self, slug: str) -> Body:
        return self.bodies[commune_code(slug)]


def _channels(cast: _Cast, begin: date) -> None:
    at = story.at(begin, 8)
    for name, unit_type, slug, _lat, _lon in COMMUNES:
        where = f"{unit_type} {name}"
        kinds = [
            (
                ChannelKind.WEBSITE,
                f"Trang thông tin điện tử {where}",
                f"https://{slug}.{HOST}/",
                "",
            ),
            (
                ChannelKind.RADIO,
                f"Đài truyền thanh {where}",
                "",
                f"Đài truyền thanh {where}",
            ),
            (
                ChannelKind.SOCIAL,
                f"Fanpage {where}",
                f"https://www.facebook.com/{slug}.{HOST}/",
                "",
            ),
        ]
        for kind, title, address, station in kinds:
            declared = declare_channel(
                body_id=cast.commune(slug).pk, kind=kind, name=title, address=address,
                station=station, from_on=CHANNELS_SINCE, actor=cast.users[slug],
                acting=cast.acting(slug), at=at,
            )  # fmt: skip
            cast.channels[slug, kind] = declared.channel


def _plan(cast: _Cast, begin: date) -> Directive:
    """The province's plan: brought in by the overseer, read, confirmed for all."""
    at = story.at(begin, 8, 30)
    user, acting = cast.users["theo.doi"], cast.acting("theo.doi")
    name, content = papers.as_file(
        papers.plan(begin.year), story.at(date(begin.year, 1, 20))
    )
    document = documents.bring_in_document(
        content=content, name=name, actor=user, acting=acting, at=at
    )
    documents.settle_rest(document=document, actor=user, acting=acting, at=at)
    programmes.accept_standing(document=document, actor=user, acting=acting, at=at)
    choices = Choices(
        from_on=date(begin.year, 1, 20),
        until_on=date(begin.year + 1, 1, 1),
        # Loa came with the quarter: what was before it is grey, not missed.
        judged_from=begin,
        programme="new",
    )
    _choose_names(cast, document, choices, at)
    return programmes.commit_directive(
        document=document, choices=choices, actor=user, acting=acting, at=at
    )


def _papers_around(cast: _Cast, begin: date, today: date) -> None:
    """What the plan rests on, what rests on it, and what was amended since.

    The decision comes after the plan that cites it: its empty place is filled then.
    """
    year, at = begin.year, story.at(begin + timedelta(days=3), 10)
    communes = [cast.commune(slug).pk for _name, _type, slug, _lat, _lon in COMMUNES]
    decision = _keep(cast, "theo.doi", papers.decision(year), at)
    documents.deliver_document(document=decision, bodies=communes, at=at)
    for number, (name, unit_type, slug, _lat, _lon) in enumerate(
        COMMUNES[:9:2], start=3
    ):
        where = f"{unit_type} {name}"
        _keep(cast, slug, papers.commune_plan(year, number, where, name), at)
    amendment = papers.amendment(year)
    at = story.at(max(begin, date(year, 6, 30)) + timedelta(days=4), 9)
    if at.date() >= today:
        return
    amended_by = _keep(cast, "theo.doi", amendment, at)
    documents.relate_documents(
        document=amended_by, other=decision, kind=Relation.Kind.AMENDS,
        actor=cast.users["theo.doi"], acting=cast.acting("theo.doi"), at=at,
    )  # fmt: skip


def _keep(cast: _Cast, name: str, paper: OfficialPaper, at: datetime) -> Document:
    """Bring in a paper without duties for anybody, and confirm it as it was read."""
    user, acting = cast.users[name], cast.acting(name)
    file_name, content = papers.as_file(paper, at)
    document = documents.bring_in_document(
        content=content, name=file_name, actor=user, acting=acting, at=at
    )
    documents.settle_rest(document=document, actor=user, acting=acting, at=at)
    return documents.confirm_document(
        document=document, actor=user, acting=acting, at=at
    )


def _choose_names(
    cast: _Cast, document: Document, choices: Choices, at: datetime
) -> None:
    """Choose for the names that the product would not guess, as the overseer would."""
    acting = cast.acting("theo.doi")
    proposal = propose(
        document, acting=acting, on=at.date(), choices=choices, for_others=True
    )
    groups = {group.name: group for group in BodyGroup.objects.all()}
    for party in proposal.open_names:
        programmes.choose_name(
            document=document, printed=party.printed, group=groups["Các sở, ban, ngành"],
            actor=cast.users["theo.doi"], acting=acting, at=at,
        )  # fmt: skip


def _letter(cast: _Cast, today: date) -> None:
    """A department's letter, brought in and left to be looked at."""
    at = story.at(today - timedelta(days=1), 14)
    name, content = papers.as_file(papers.letter(today.year), at)
    documents.bring_in_document(
        content=content, name=name, actor=cast.users["tamgiai"], acting=cast.acting("tamgiai"),
        at=at,
    )  # fmt: skip


def _own_plans(cast: _Cast, directive: Directive, begin: date) -> None:
    """One commune has issued its own plan, another is still writing it."""
    at = story.at(begin + timedelta(days=2), 8)
    outgoing.appoint_head(cast.users["chu.tich"], cast.commune("tamgiai"), at)
    clerks = {
        name: outgoing.Clerk(cast.users[name], cast.acting(name))
        for name in ("tamgiai", "hoakhe")
    }
    outgoing.issue_plan(directive, clerks["tamgiai"], at, number="31")
    outgoing.begin_plan(directive, clerks["hoakhe"], at + timedelta(days=1))


def _statements(cast: _Cast, directive: Directive, begin: date, today: date) -> None:
    """One commune is excused for a month in which its page was being rebuilt."""
    quota = Task.objects.filter(directive=directive, kind=TaskKind.QUOTA).first()
    if quota is None:
        return
    month = (begin + timedelta(days=20)).replace(day=1)
    programmes.exempt_body(
        task=quota,
        body=cast.commune("lungtrau"),
        period_start=month,
        reason="Trang thông tin điện tử của xã ngừng để nâng cấp cả tháng",
        by_document="Công văn số 1187/SNV-CCHC",
        actor=cast.users["theo.doi"],
        acting=cast.acting("theo.doi"),
        at=story.at(min(today, month + timedelta(days=9)), 10),
    )


def _live(
    cast: _Cast, happened: list[story.Happening], begin: date, today: date
) -> None:
    """Carry out each happening at its moment, and the overseer's work between them."""
    desk = _OverseersDesk(cast)
    next_look = begin + timedelta(days=10)
    for one in happened:
        while one.at.date() >= next_look:
            desk.look(next_look)
            next_look += timedelta(days=10)
        _carry_out(cast, one)
    while next_look <= today - timedelta(days=3):
        desk.look(next_look)
        next_look += timedelta(days=10)


def _carry_out(cast: _Cast, one: story.Happening) -> None:
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
    cast: _Cast
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


def _reports(cast: _Cast, quarter: Period, directive: Directive) -> None:
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


def _send(cast: _Cast, order: reports.Order, name: str, at: datetime) -> Report:
    user, acting = cast.users[name], cast.acting(name)
    report = reports.draft_report(order=order, actor=user, acting=acting, at=at)
    return submit_report(report=report, version=1, actor=user, acting=acting, at=at)


class _OverseersDesk:
    """The overseer looks at what has come in every ten days, not at everything."""

    REASONS = {
        Standing.VERIFIED: "Đã mở trang, đúng nội dung và đúng kỳ.",
        Standing.DISPUTED: "Bài chép gần nguyên văn bài của tỉnh, đề nghị giải trình.",
        Standing.REJECTED: "Bài nói về hội thi thể thao, không phải cải cách hành chính.",
    }

    def __init__(self, cast: _Cast) -> None:
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


__all__ = ["RealBodiesHere", "SignIn", "is_made", "make_demo", "new_passwords"]
