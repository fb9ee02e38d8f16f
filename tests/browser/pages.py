"""The pages that the browser walks: add yours here.

An address is a function, asked inside Django when the pages are walked, so that it can
look for something to show; it returns None when there is nothing such.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db.models import Count
from django.urls import reverse

from loa.common.dates import today

STRANGER = "stranger"
CLERK = "clerk"
OVERSEER = "overseer"
HEAD = "head"


@dataclass(frozen=True, slots=True)
class Walked:
    """A page, who looks at it, and where it is.

    `is_quick` pages are walked by `make test` in two looks; all others, and every
    look, by `make verify`.
    """

    name: str
    who: str
    address: Callable[[], str | None]
    is_quick: bool = False
    status: int = 200


def at(name: str, query: str = "") -> Callable[[], str]:
    """The address of a page that needs nothing looked up."""
    return lambda: reverse(name) + query


def first(name: str, model: str, **chosen: object) -> Callable[[], str | None]:
    """The address of a page about the first row of a model that is so."""

    def look() -> str | None:
        row = apps.get_model(model).objects.filter(**chosen).order_by("pk").first()
        return reverse(name, args=[row.pk]) if row else None

    return look


def decided_plan() -> str | None:
    """Where an overseer decides on the own plan of a body that owes one."""
    from loa.programmes.cascade import plan_duties

    for directive in apps.get_model("programmes.Directive").objects.order_by("pk"):
        bodies = apps.get_model("documents.Delivery").objects.filter(
            document=directive.document_id
        )
        for body in bodies.order_by("pk").values_list("body_id", flat=True):
            if plan_duties(directive, body, on=today()):
                return reverse("programmes:decide_plan", args=[directive.pk, body])
    return None


def asked_duty() -> str | None:
    """The form to ask on a duty on which something was asked already."""
    row = apps.get_model("programmes.DutyRequest").objects.order_by("pk").first()
    if row is None:
        return None
    from tests.browser.people import person

    # The clerk asks for her own body, whoever asked before.
    who = person(CLERK)
    body_id = who.grants.get().body_id if who else row.body_id
    where = f"?body={body_id}&period={row.period_start}"
    return reverse("programmes:ask", args=[row.task_id]) + where


def watched_province() -> str | None:
    """Where a reorganisation below a whole province is entered."""
    row = apps.get_model("orgs.Grant").objects.filter(role="overseer").first()
    return reverse("orgs:reorganise", args=[row.body_id]) if row else None


def fullest_cell() -> str | None:
    """The drawer of the cell with the most said of it."""
    rows = apps.get_model("evidence.Tally").objects
    row = rows.order_by("-disputed", "-pending", "-verified", "pk").first()
    if row is None:
        return None
    return reverse("oversight:cell", args=[row.task_id, row.body_id, row.period_start])


def body_to_call() -> str | None:
    """The page of the body that was called last, else of one that owes something."""
    call = apps.get_model("oversight.Call").objects.order_by("-pk").first()
    if call is None:
        return None
    return reverse("oversight:call", args=[call.body_id])


def ladder_form() -> str | None:
    """The form that sets the ladder of the body at the top."""
    body = apps.get_model("orgs.Body").objects.order_by("pk").first()
    return reverse("oversight:set_ladder", args=[body.pk]) if body else None


def own_list() -> str | None:
    """A list on which the clerk's own body stands."""
    from tests.browser.people import person

    who = person(CLERK)
    if who is None:
        return None
    rows = apps.get_model("oversight.ShortfallLine").objects
    row = rows.filter(body_id=who.grants.get().body_id).first()
    return reverse("oversight:shortfall_list", args=[row.list_id]) if row else None


def a_month_ago() -> str:
    """The board as it stood a month ago."""
    day = today() - timedelta(days=30)
    return reverse("oversight:board") + f"?ngay={day}"


def traced_figure() -> str | None:
    """The page of a figure that stands for records."""
    rows = apps.get_model("reports.SnapshotFigure").objects.exclude(record_ids=[])
    row = rows.select_related("snapshot").order_by("pk").first()
    if row is None:
        return None
    return reverse("reports:figure", args=[row.snapshot.report_id, row.key])


def fullest_walk() -> str | None:
    """The walk around the paper on which most others rest."""
    rows = apps.get_model("documents.Document").objects
    row = (
        rows.filter(status="confirmed")
        .annotate(resting=Count("cited_by"))
        .order_by("-resting", "pk")
        .first()
    )
    return reverse("documents:graph", args=[row.pk]) if row else None


def sent_document() -> str | None:
    """The page that sends a document which went out by exchange."""
    rows = apps.get_model("documents.OutboxMessage").objects.filter(kind="new")
    row = rows.order_by("pk").first()
    return reverse("documents:exchange_send", args=[row.document_id]) if row else None


def speaker_cell() -> str | None:
    """The page on which the province says who speaks for the first area."""
    row = apps.get_model("reference.Area").objects.order_by("order", "pk").first()
    return reverse("reference:speaker", args=[row.pk, "province"]) if row else None


def authorities() -> str | None:
    """The authorities to sign of the body whose paper was begun first."""
    row = apps.get_model("documents.Draft").objects.order_by("pk").first()
    return reverse("orgs:delegations", args=[row.body_id]) if row else None


PAGES = [
    Walked("thanh-phan", CLERK, at("common:components"), is_quick=True),
    Walked("khong-co", CLERK, lambda: "/khong-co-trang-nay/", status=404),
    Walked("dang-nhap", STRANGER, at("accounts:sign_in"), is_quick=True),
    Walked("ma-lan-dau", STRANGER, at("accounts:first_code")),
    Walked("tai-khoan", CLERK, at("accounts:profile")),
    Walked("viec-cua-toi", CLERK, at("desk:home"), is_quick=True),
    Walked("viec-cua-toi-nam", CLERK, at("desk:home", "?ky=nam")),
    Walked("viec-cua-toi-so", OVERSEER, at("desk:home")),
    Walked("tim", CLERK, at("desk:search", "?q=cai+cach")),
    Walked("tim-khong-thay", CLERK, at("desk:search", "?q=zzzz")),
    Walked("thong-bao", CLERK, at("notices:inbox")),
    Walked("thong-bao-cai-dat", CLERK, at("notices:preferences")),
    Walked("gui-di", HEAD, at("notices:outbox")),
    Walked("gui-di-xem", HEAD, first("notices:message", "notices.Message")),
    Walked("co-quan", CLERK, at("orgs:body")),
    Walked("sap-xep", OVERSEER, watched_province),
    Walked("linh-vuc", OVERSEER, at("reference:speakers")),
    Walked("linh-vuc-quyet-dinh", OVERSEER, speaker_cell),
    Walked("cho-ket-luan", OVERSEER, at("evidence:awaiting")),
    Walked("kiem-tra-mau", OVERSEER, at("evidence:audits")),
    Walked("kenh", CLERK, at("channels:list")),
    Walked("kenh-khai-bao", CLERK, at("channels:declare")),
    Walked("van-ban", OVERSEER, at("documents:list")),
    Walked("van-ban-cua-xa", CLERK, at("documents:list")),
    Walked("van-ban-tim", OVERSEER, at("documents:list", "?q=cai+cach&nam=2026")),
    Walked("van-ban-luat", OVERSEER, at("documents:list", "?huong=luat")),
    Walked("van-ban-so-do", OVERSEER, fullest_walk, is_quick=True),
    Walked(
        "van-ban-so-do-luat",
        OVERSEER,
        first("documents:graph_law", "reference.LegalDocument", code="42/2022/nd-cp"),
    ),
    Walked(
        "van-ban-quan-he",
        OVERSEER,
        first("documents:relate", "documents.Document", status="confirmed"),
    ),
    Walked("lien-thong-den", CLERK, at("documents:exchange_inbox")),
    Walked("lien-thong-di", CLERK, at("documents:exchange_outbox")),
    Walked(
        "lien-thong-goi-tin",
        CLERK,
        first("documents:exchange_message", "documents.ReceivedMessage", kind="new"),
    ),
    Walked(
        "lien-thong-thu-hoi",
        CLERK,
        first("documents:exchange_message", "documents.ReceivedMessage", kind="recall"),
    ),
    Walked("lien-thong-gui", CLERK, sent_document),
    Walked("van-ban-moi", OVERSEER, at("documents:bring_in"), is_quick=True),
    Walked("van-ban-xem", OVERSEER, first("documents:detail", "documents.Document")),
    Walked(
        "van-ban-noi-nhan",
        OVERSEER,
        first("oversight:addressees", "documents.Document", directive__isnull=False),
    ),
    Walked(
        "van-ban-duong-di",
        OVERSEER,
        first("oversight:addressees", "documents.Document", routes__isnull=False),
    ),
    Walked(
        "van-ban-chuyen-tiep",
        OVERSEER,
        first("documents:detail", "documents.Document", routes__isnull=False),
    ),
    Walked(
        "van-ban-soat-loi", OVERSEER, first("documents:proofread", "documents.Document")
    ),
    Walked(
        "doc-van-ban",
        OVERSEER,
        first("programmes:review", "documents.Document", status="read"),
    ),
    Walked("chuong-trinh", OVERSEER, at("programmes:list")),
    Walked(
        "chuong-trinh-xem", OVERSEER, first("programmes:detail", "programmes.Programme")
    ),
    Walked(
        "ke-hoach-cap-duoi",
        OVERSEER,
        first("programmes:cascade", "programmes.Directive"),
    ),
    Walked("ke-hoach-quyet-dinh", OVERSEER, decided_plan),
    Walked("de-nghi", OVERSEER, at("programmes:requests")),
    Walked(
        "de-nghi-xem", OVERSEER, first("programmes:request", "programmes.DutyRequest")
    ),
    Walked("de-nghi-moi", CLERK, asked_duty),
    Walked(
        "chuong-trinh-sua", OVERSEER, first("programmes:edit", "programmes.Programme")
    ),
    Walked("nhiem-vu", CLERK, first("programmes:task", "programmes.Task")),
    Walked(
        "su-viec-ghi",
        OVERSEER,
        first("programmes:record_happening", "programmes.Task", kind="event", line=0),
    ),
    Walked("nhiem-vu-so", OVERSEER, first("programmes:task", "programmes.Task")),
    Walked("het-chu-the", OVERSEER, at("programmes:without_subject")),
    Walked("dinh-chinh", OVERSEER, first("programmes:amend", "programmes.Task")),
    Walked("phan-cong", OVERSEER, first("programmes:correct", "programmes.Task")),
    Walked("minh-chung", CLERK, at("evidence:list")),
    Walked("minh-chung-so", OVERSEER, at("evidence:list")),
    Walked("minh-chung-ghi", CLERK, at("evidence:record"), is_quick=True),
    Walked("minh-chung-ky", CLERK, at("evidence:period", "?ky=2026")),
    Walked("nhap-so", CLERK, at("evidence:imports")),
    Walked("tu-dong", CLERK, at("intake:home")),
    Walked("ghi-nhanh", CLERK, at("intake:quickly")),
    Walked("doc-nguoc", CLERK, at("intake:crawl_begin")),
    Walked("minh-chung-xem", OVERSEER, first("evidence:detail", "evidence.Record")),
    Walked("bang-theo-doi", OVERSEER, at("oversight:board"), is_quick=True),
    Walked("bang-theo-cay-nay", OVERSEER, at("oversight:board", "?cay=nay")),
    Walked("bang-theo-doi-o", OVERSEER, fullest_cell),
    Walked("theo-cay-to-chuc", OVERSEER, at("oversight:trees")),
    Walked("so-sanh", OVERSEER, at("oversight:compare")),
    Walked("du-bao", OVERSEER, at("oversight:forecast")),
    Walked("goi-dien", OVERSEER, at("oversight:calls")),
    Walked("goi-dien-ghi", OVERSEER, body_to_call),
    Walked("tin-nhan", OVERSEER, at("oversight:message")),
    Walked("hop", OVERSEER, at("oversight:meetings")),
    Walked("hop-mo", OVERSEER, at("oversight:meeting_open")),
    Walked("hop-xem", OVERSEER, first("oversight:meeting", "oversight.Meeting")),
    Walked(
        "hop-trinh-chieu",
        OVERSEER,
        first("oversight:meeting_show", "oversight.Meeting"),
    ),
    Walked("lich", CLERK, at("oversight:calendar")),
    Walked("nhac-viec", OVERSEER, at("oversight:reminders", "?xem=sau")),
    Walked("nhac-viec-thang", OVERSEER, at("oversight:ladder")),
    Walked("nhac-viec-thang-dat", OVERSEER, ladder_form),
    Walked("chua-thuc-hien", OVERSEER, at("oversight:shortfalls")),
    Walked("bieu-duong", OVERSEER, at("oversight:praise")),
    Walked("bieu-duong-nguong", OVERSEER, at("oversight:praise_rules")),
    Walked("bieu-duong-cong-bo", CLERK, at("oversight:praise_published")),
    Walked(
        "bieu-duong-dot",
        OVERSEER,
        first("oversight:praise_review", "oversight.PraiseReview"),
    ),
    Walked("tu-kiem-tra", OVERSEER, at("oversight:inspections")),
    Walked("tu-kiem-tra-muc", OVERSEER, at("oversight:inspect_items")),
    Walked("tu-kiem-tra-so", OVERSEER, at("oversight:inspect_statistics")),
    Walked("tu-kiem-tra-moi", OVERSEER, at("oversight:open_visit")),
    Walked("tu-kiem-tra-cuoc", OVERSEER, first("oversight:visit", "oversight.Visit")),
    Walked(
        "chua-thuc-hien-xem",
        OVERSEER,
        first("oversight:shortfall_list", "oversight.ShortfallList"),
    ),
    Walked("chua-thuc-hien-xa", CLERK, own_list),
    Walked("bang-theo-doi-ngay-cu", OVERSEER, a_month_ago),
    Walked("bao-cao", OVERSEER, at("reports:list")),
    Walked("bao-cao-moi", OVERSEER, at("reports:make")),
    Walked("bao-cao-xem", CLERK, first("reports:detail", "reports.Report")),
    Walked("bao-cao-so", CLERK, traced_figure),
    Walked("van-ban-di", CLERK, at("documents:outgoing_list")),
    Walked("van-ban-di-moi", CLERK, at("documents:outgoing_new")),
    Walked("van-ban-di-mau", CLERK, at("documents:outgoing_templates")),
    Walked("van-ban-di-so", CLERK, at("documents:outgoing_numbers")),
    Walked(
        "van-ban-di-xem", CLERK, first("documents:outgoing_draft", "documents.Draft")
    ),
    Walked(
        "van-ban-di-so-sanh",
        CLERK,
        first("documents:outgoing_compare", "documents.Draft"),
    ),
    Walked("uy-quyen-ky", CLERK, authorities),
]
