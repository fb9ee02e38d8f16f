"""The demo's papers: read, confirmed, delivered, answered."""

from datetime import date, datetime, timedelta

from loa.cli._demo import outgoing, papers, story
from loa.cli._demo.cast import Cast
from loa.cli._demo.province import (
    COMMUNES,
)
from loa.documents import services as documents
from loa.documents.models import Document, Relation
from loa.domain.writing import OfficialPaper
from loa.orgs.models import BodyGroup
from loa.programmes import services as programmes
from loa.programmes.choices import Choices
from loa.programmes.models import Directive, Task, TaskKind
from loa.programmes.proposal import propose


def bring_plan(cast: Cast, begin: date) -> Directive:
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


def bring_papers_around(cast: Cast, plan: Document, begin: date, today: date) -> None:
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
        own = _keep(cast, slug, papers.commune_plan(year, number, where, name), at)
        documents.relate_documents(
            document=own, other=plan, kind=Relation.Kind.CARRIES_ON,
            actor=cast.users[slug], acting=cast.acting(slug), at=at,
        )  # fmt: skip
    amendment = papers.amendment(year)
    at = story.at(max(begin, date(year, 6, 30)) + timedelta(days=4), 9)
    if at.date() >= today:
        return
    amended_by = _keep(cast, "theo.doi", amendment, at)
    documents.relate_documents(
        document=amended_by, other=decision, kind=Relation.Kind.AMENDS,
        actor=cast.users["theo.doi"], acting=cast.acting("theo.doi"), at=at,
    )  # fmt: skip
    _send_through(cast, amended_by, communes, at)


def _send_through(
    cast: Cast, document: Document, communes: list[int], at: datetime
) -> None:
    """It goes through the department that it names, which has passed it on to some."""
    documents.deliver_document(document=document, bodies=communes, at=at)
    user, acting = cast.users["van.hoa"], cast.acting("van.hoa")
    documents.pass_on(
        document=document, body_ids=communes[: len(communes) * 2 // 3], actor=user,
        acting=acting, at=at + timedelta(days=2, hours=1),
        remark="Đề nghị các xã, phường rà soát lại chỉ tiêu dịch vụ công trực tuyến và gửi"
        " số liệu về Sở để tổng hợp chung.",
    )  # fmt: skip


def _keep(cast: Cast, name: str, paper: OfficialPaper, at: datetime) -> Document:
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
    cast: Cast, document: Document, choices: Choices, at: datetime
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


def bring_letter(cast: Cast, today: date) -> None:
    """A department's letter, brought in and left to be looked at."""
    at = story.at(today - timedelta(days=1), 14)
    name, content = papers.as_file(papers.letter(today.year), at)
    documents.bring_in_document(
        content=content, name=name, actor=cast.users["tamgiai"], acting=cast.acting("tamgiai"),
        at=at,
    )  # fmt: skip


def begin_own_plans(cast: Cast, directive: Directive, begin: date) -> None:
    """One commune has issued its own plan, another is still writing it."""
    at = story.at(begin + timedelta(days=2), 8)
    outgoing.appoint_head(cast.users["chu.tich"], cast.commune("tamgiai"), at)
    clerks = {
        name: outgoing.Clerk(cast.users[name], cast.acting(name))
        for name in ("tamgiai", "hoakhe")
    }
    outgoing.issue_plan(directive, clerks["tamgiai"], at, number="31")
    outgoing.begin_plan(directive, clerks["hoakhe"], at + timedelta(days=1))


def make_statements(cast: Cast, directive: Directive, begin: date, today: date) -> None:
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
