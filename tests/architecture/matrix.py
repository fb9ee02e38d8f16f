"""What each person of the cast gets at each address.

One letter a person, in the order clerk, head, overseer, officer, outsider, stranger:

    Y  let in (the page, a redirect within, or a word about bad input)
    F  403: she may know that it exists and may not do it
    N  404: for her it does not exist
    D  to the door: sign in first

The objects belong to the commune Tam Giai, the clerk's and the head's, unless the row
says otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests import factories
from tests.cast import Cast
from tests.domain.docreader.files import zipped

PEOPLE = ("clerk", "head", "overseer", "officer", "outsider", "stranger")

Arguments = Callable[[Cast], dict[str, Any]]


def nothing(cast: Cast) -> dict[str, Any]:
    """An address without a part that varies."""
    return {}


@dataclass(frozen=True, slots=True)
class Row:
    """What the people get, by which method, for which object."""

    letters: str
    args: Arguments = nothing
    method: str = "get"
    data: Arguments = nothing
    # Why somebody in it does not get what one would expect.
    why: str = ""


# Everything that anyone may ask without signing in. It is complete.
PUBLIC = {
    "accounts:sign_in",
    "accounts:first_code",
    "common:set_language",
    "common:set_theme",
    "operations:health",
}

EVERYONE = "YYYYYY"
SIGNED_IN = "YYYYYD"


def commune(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.commune.pk}


def acting_there(cast: Cast) -> dict[str, Any]:
    return {"body": cast.commune.pk}


def grant(cast: Cast) -> dict[str, Any]:
    """A role of the clerk in the commune."""
    return {"pk": cast.commune.pk, "grant_pk": cast.clerk.grants.get().pk}


def sent_message(cast: Cast) -> dict[str, Any]:
    """A mail to the clerk that did not arrive."""
    from loa.notices.models import Message

    made = Message.objects.create(
        user=cast.clerk,
        way="mail",
        kind="notices.digest",
        subject="Nhắc việc",
        text="Nhắc việc",
        key="matrix",
        state="failed",
        next_at=factories.moment(2026, 1, 22),
        made_at=factories.moment(2026, 1, 22),
    )
    return {"pk": made.pk}


def notice(cast: Cast) -> dict[str, Any]:
    from loa.notices.models import Notice

    made = Notice.objects.create(
        body=cast.commune,
        kind="documents.document.received",
        made_at=factories.moment(2026, 1, 22),
        key="matrix",
    )
    return {"pk": made.pk}


def record(cast: Cast) -> dict[str, Any]:
    """What the clerk recorded for her commune."""
    from tests.evidence.work import make_work

    return {"pk": make_work(cast).record().record.pk}


def brought_log(cast: Cast) -> dict[str, Any]:
    """A log that the clerk put in."""
    from loa.evidence.importing.services import bring_in
    from loa.evidence.services import NewFile
    from tests.evidence.work import AT

    raw = "Ngày;Tên tin bài;Hình thức\n23/10/2026;Hội nghị A;Hội nghị\n".encode()
    made = bring_in(
        file=NewFile(raw, "nhat-ky.csv"),
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=AT,
    )
    return {"pk": made.pk}


def found_feed(cast: Cast) -> dict[str, Any]:
    """A feed of the commune's channel."""
    from loa.intake.models import Feed

    made = Feed.objects.create(
        channel=factories.make_channel(cast.commune, "tamgiai.lamgiang.gov.vn"),
        address="https://tamgiai.lamgiang.gov.vn/rss",
        address_key="https://tamgiai.lamgiang.gov.vn/rss",
        make="rss",
        found_at=factories.moment(2026, 11, 20),
    )
    return {"pk": made.pk}


def feed_search(cast: Cast) -> dict[str, Any]:
    """A look for the feeds of the commune's channel."""
    from loa.intake.models import FeedSearch

    made = FeedSearch.objects.create(
        channel=factories.make_channel(cast.commune, "tamgiai.lamgiang.gov.vn"),
        address="https://tamgiai.lamgiang.gov.vn/",
        asked_at=factories.moment(2026, 11, 20),
        asked_by=cast.clerk,
    )
    return {"pk": made.pk}


def column_crawl(cast: Cast) -> dict[str, Any]:
    """A walk back through the commune's column."""
    from loa.intake.models import Crawl

    made = Crawl.objects.create(
        channel=factories.make_channel(cast.commune, "tamgiai.lamgiang.gov.vn"),
        address="https://tamgiai.lamgiang.gov.vn/ccc",
        since=date(2026, 1, 1),
        begun_at=factories.moment(2026, 11, 20),
        begun_by=cast.clerk,
    )
    return {"pk": made.pk}


def mailed_file(cast: Cast) -> dict[str, Any]:
    """A file that came to the commune's drop box."""
    from loa.files.services import store_file
    from loa.intake.models import FoundItem, Letter

    at = factories.moment(2026, 11, 20)
    letter = Letter.objects.create(
        body=cast.commune, key="matrix", sender=cast.clerk, came_at=at, outcome="taken"
    )
    made = FoundItem.objects.create(
        body=cast.commune,
        letter=letter,
        file=store_file(
            content=b"%PDF-1.4 bien ban", name="bien-ban.pdf", actor=cast.clerk, at=at
        ),
        state=FoundItem.State.WAITING,
        reason="day_missing",
        found_at=at,
    )
    return {"pk": made.pk}


def proof(cast: Cast) -> dict[str, Any]:
    """A file that shows it."""
    from loa.evidence import services
    from tests.evidence.work import AT, make_work

    made = make_work(cast).record().record
    services.add_proof(
        record=made,
        file=services.NewFile(b"%PDF-1.4 bien ban", "bien-ban.pdf"),
        once_key="matrix",
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=AT,
    )
    return {"pk": made.pk, "proof_pk": made.proofs.exclude(file=None).get().pk}


def open_picture(cast: Cast) -> dict[str, Any]:
    """A photo that the clerk made open."""
    from loa.evidence import services
    from loa.evidence.opening import classify
    from loa.files.models import FileClass
    from tests.evidence.test_personal import photo
    from tests.evidence.work import AT, make_work

    made = make_work(cast).record().record
    by = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}
    file = services.NewFile(photo(), "anh.jpg")
    shown = services.add_proof(record=made, file=file, **by)
    classify(proof=shown, file_class=FileClass.OPEN, **by)
    return {"pk": made.pk, "proof_pk": shown.pk}


def drawn_sample(cast: Cast) -> dict[str, Any]:
    """A sample of the province's verdicts."""
    from loa.domain.periods import PeriodKind, calendar_period
    from loa.evidence.auditing.drawing import draw_sample
    from loa.evidence.judging import witness
    from loa.evidence.models import Standing
    from tests.evidence.work import AT, make_work

    judged = make_work(cast).record().record
    witness(record=judged, standing=Standing.VERIFIED, reason_code="page_seen", at=AT)
    made = draw_sample(
        body_id=cast.province.pk,
        period=calendar_period(PeriodKind.MONTH, 2026, 11),
        size=5,
        seed="matrix",
        actor=cast.overseer,
        acting=cast.acting("overseer"),
        at=AT,
    )
    return {"pk": made.pk}


def kept_copy(cast: Cast) -> dict[str, Any]:
    """A link that shows it, whose page was kept."""
    from tests.evidence.copies import keep_page
    from tests.evidence.work import make_work

    made = make_work(cast).record().record
    link = made.proofs.get()
    keep_page(link)
    return {"pk": made.pk, "proof_pk": link.pk}


PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 12/KH-UBND
Bến Lam, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin, tuyên truyền cải cách hành chính năm 2026

1. Ủy ban nhân dân các xã, phường
- Hằng tháng đăng ít nhất 02 tin, bài trên Trang thông tin điện tử.
- Gửi báo cáo kết quả trước ngày 15/12/2026.
"""


def reading(cast: Cast) -> dict[str, Any]:
    """A document that the clerk brought in for her commune; it is read, not confirmed."""
    from loa.documents.services import bring_in_document

    made = bring_in_document(
        content=PLAN.encode(),
        name="ke-hoach.txt",
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=factories.moment(2026, 1, 21),
    )
    return {"pk": made.pk}


def packed_file(cast: Cast) -> dict[str, Any]:
    """A file that came beside the paper, in a zip which the clerk brought in."""
    from loa.documents.services import bring_in_document

    made = bring_in_document(
        content=zipped({"ke-hoach.txt": PLAN, "phu-luc.txt": "PHỤ LỤC\nDanh mục"}),
        name="ke-hoach.zip",
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=factories.moment(2026, 1, 21),
    )
    return {"pk": made.pk, "file": made.files.get(role="attachment").pk}


def scan(cast: Cast) -> dict[str, Any]:
    """A scan that the clerk brought in and that waits to be read."""
    from loa.documents.models import Arrival

    made = Arrival.objects.create(
        by=cast.clerk,
        at=factories.moment(2026, 1, 21),
        held_by=cast.commune,
        state=Arrival.State.SAME,
        document_id=reading(cast)["pk"],
    )
    return {"pk": made.pk}


def remark_in_it(cast: Cast) -> dict[str, Any]:
    """A remark that nobody made: who may judge it is told so."""
    return {"rule": "words.doubled", "start": 3, "end": 9}


def remark_aside(cast: Cast) -> dict[str, Any]:
    """A remark on the clerk's document that was called no fault."""
    from loa.documents.models import RemarkSetAside

    made = reading(cast)
    row = RemarkSetAside.objects.create(
        document_id=made["pk"],
        rule="words.doubled",
        start=3,
        end=9,
        by=cast.clerk,
        at=factories.moment(2026, 1, 22),
    )
    return {**made, "aside": row.pk}


def finding(cast: Cast) -> dict[str, Any]:
    """One thing that the reader found in it."""
    from loa.documents.models import Finding

    args = reading(cast)
    found = Finding.objects.filter(document=args["pk"], item=None).first()
    assert found
    return args | {"finding": found.pk}


def paper(cast: Cast) -> dict[str, Any]:
    """A confirmed document of the commune."""
    made = factories.make_document(cast.commune, cast.clerk, status="confirmed")
    return {"pk": made.pk}


def on_its_way(cast: Cast) -> dict[str, Any]:
    """A document of the commune on its way to its neighbour, through a department."""
    from loa.documents.models import Delivery, Route

    args, at = paper(cast), factories.moment(2026, 1, 22)
    there = {"document_id": args["pk"]}
    Delivery.objects.create(body=cast.culture, delivered_at=at, **there)
    Route.objects.create(body=cast.neighbour, via=cast.culture, sent_at=at, **there)
    return args


def cited(cast: Cast) -> dict[str, Any]:
    """A document that it cites and nobody holds."""
    from loa.documents.models import Citation

    args = paper(cast)
    made = Citation.objects.create(
        document_id=args["pk"], kind="legal_basis", number="76/NQ-CP", code="76/nq-cp"
    )
    return args | {"citation": made.pk}


def related(cast: Cast) -> dict[str, Any]:
    """What the clerk said of two documents of the commune."""
    from loa.documents.models import Relation

    args = paper(cast)
    made = Relation.objects.create(
        document_id=args["pk"],
        other_id=paper(cast)["pk"],
        kind="replaces",
        body=cast.commune,
        by=cast.clerk,
    )
    return args | {"relation": made.pk}


def law(cast: Cast) -> dict[str, Any]:
    from loa.reference.models import LegalDocument

    return {"pk": LegalDocument.objects.get(number="42/2022/NĐ-CP").pk}


def addable(cast: Cast) -> dict[str, Any]:
    return reading(cast) | {"field": "recipient"}


def read_task(cast: Cast) -> dict[str, Any]:
    """The first task that the reader found in it."""
    return reading(cast) | {"item": 0}


def area_at_province(cast: Cast) -> dict[str, Any]:
    from loa.reference.models import Area

    return {"pk": Area.objects.order_by("pk")[0].pk, "level": "province"}


def channel(cast: Cast) -> dict[str, Any]:
    return {"pk": factories.make_channel(cast.commune, "tamgiai.lamgiang.gov.vn").pk}


def calendar(cast: Cast) -> dict[str, Any]:
    return {"body_pk": cast.commune.pk}


def meeting(cast: Cast) -> dict[str, Any]:
    """A meeting that the overseer held over the province."""
    from tests.oversight.worlds import held_meeting

    return {"pk": held_meeting(cast).pk}


def decision(cast: Cast) -> dict[str, Any]:
    """What it decided of the commune."""
    from tests.oversight.worlds import decided, held_meeting

    held = held_meeting(cast)
    return {"pk": held.pk, "decision_pk": decided(held, cast).pk}


def cell(cast: Cast) -> dict[str, Any]:
    """A month of the commune's quota, with one record in it."""
    from tests.evidence.work import NOVEMBER, make_work

    work = make_work(cast)
    work.record()
    return {"task_pk": work.task.pk, "body_pk": cast.commune.pk, "start": NOVEMBER}


def standing_task(cast: Cast) -> dict[str, Any]:
    """A task of the commune with neither number nor day."""
    from loa.documents.models import Delivery

    document = factories.make_document(cast.province, cast.overseer)
    directive = factories.make_directive(document, cast.overseer)
    Delivery.objects.create(
        document=document,
        body=cast.commune,
        delivered_at=factories.moment(2026, 1, 22),
    )
    task = factories.make_task(
        directive,
        leads=[cast.commune],
        kind="standing",
        recurrence="regular",
        window_rule="law",
        quota_count=None,
        quota_per="",
    )
    return {"pk": task.pk}


def report(cast: Cast) -> dict[str, Any]:
    """The commune's report of the fourth quarter to the home affairs department."""
    from loa.reports.models import Regime, Report
    from tests.evidence.work import make_work

    make_work(cast).record()
    regime = Regime.objects.get(code="communication_quarter")
    asked = {
        "what": f"{regime.pk}:20264",
        "whom": "own",
        "receiver": str(cast.home_office.pk),
        "via": "",
    }
    cast.client("clerk").post("/bao-cao/moi/", asked)
    return {"pk": Report.objects.get().pk}


def submitted(cast: Cast) -> dict[str, Any]:
    args = report(cast)
    cast.client("clerk").post(f"/bao-cao/{args['pk']}/nop/", {"version": "1"})
    return args


def report_file(cast: Cast) -> dict[str, Any]:
    return report(cast) | {"format": "json"}


def report_figure(cast: Cast) -> dict[str, Any]:
    return report(cast) | {"key": "all.claimed"}


def remarked(cast: Cast) -> dict[str, Any]:
    return {"text": "Đề nghị bổ sung số liệu tháng 10."}


def own_directive(cast: Cast) -> Any:
    """A directive that the commune committed for itself, with one task of each sort."""
    document = factories.make_document(cast.commune, cast.clerk)
    directive = factories.make_directive(document, cast.clerk)
    quota = factories.make_task(directive, leads=[cast.commune])
    standing = factories.make_task(
        directive,
        leads=[cast.commune],
        kind="standing",
        recurrence="",
        quota_count=None,
        quota_unit="",
        quota_per="",
    )
    return directive, quota, standing


def directive(cast: Cast) -> dict[str, Any]:
    return {"pk": own_directive(cast)[0].pk}


def asked_for_a_plan(cast: Cast) -> dict[str, Any]:
    """A plan of the province that asks the commune for its own."""
    from loa.documents.models import Delivery

    document = factories.make_document(
        cast.home_office, cast.overseer, issuer=cast.province
    )
    made = factories.make_directive(document, cast.overseer)
    factories.make_task(
        made, leads=[cast.commune], kind="deliver", recurrence="once", quota_count=None,
        quota_unit="", quota_per="", deadline=date(2026, 12, 15), channel_kinds=[],
        text="Xây dựng, ban hành kế hoạch của địa phương trước ngày 15/12.",
    )  # fmt: skip
    at = factories.moment(2026, 1, 22)
    Delivery.objects.create(document=document, body=cast.commune, delivered_at=at)
    return {"pk": made.pk, "body_pk": cast.commune.pk}


def listed_body(cast: Cast) -> dict[str, Any]:
    """A group of the commune that lists an ended body by name."""
    from loa.audit.services import MACHINE
    from loa.orgs.services import create_group

    gone = factories.make_body("Trạm cũ", under=cast.commune, until=date(2026, 7, 1))
    group = create_group(
        owner=cast.commune, name="Các trạm", since=date(2025, 7, 1), members=[gone],
        actor=MACHINE, at=factories.moment(2025, 7, 1),
    )  # fmt: skip
    return {"pk": cast.commune.pk, "member": group.members.get().pk}


def former_channel(cast: Cast) -> dict[str, Any]:
    """A channel of a body that ended and went into the commune."""
    from loa.audit.services import MACHINE
    from loa.orgs.services import record_succession

    former = factories.make_body("Ủy ban nhân dân xã Cũ", under=cast.province)
    made = factories.make_channel(former, "cu.lamgiang.gov.vn")
    record_succession(
        from_body=former,
        to_body=cast.commune,
        kind="merge",
        on=date(2026, 9, 1),
        actor=MACHINE,
        at=factories.moment(2026, 9, 1),
    )
    return {"pk": made.pk}


def replaced_directive(cast: Cast) -> dict[str, Any]:
    """A directive of the commune whose paper another one replaces."""
    from loa.documents.models import Relation

    made = own_directive(cast)[0]
    newer = factories.make_document(cast.commune, cast.clerk)
    row = Relation.objects.create(document=newer, other=made.document, kind="replaces")
    return {"pk": made.pk, "relation": row.pk}


def task(cast: Cast) -> dict[str, Any]:
    return {"pk": own_directive(cast)[1].pk}


def duty_request(cast: Cast) -> dict[str, Any]:
    """A difficulty that the commune reports on its duty of November, with a file."""
    from loa.programmes.services import Attached, ask_about_duty

    row = ask_about_duty(
        task=own_directive(cast)[1],
        body=cast.commune,
        period_start=date(2026, 11, 1),
        kind="difficulty",
        words="Trang thông tin điện tử bị hỏng.",
        file=Attached(b"bien ban", "bien-ban.txt"),
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=factories.moment(2026, 11, 21),
    )
    return {"pk": row.pk}


def standing(cast: Cast) -> dict[str, Any]:
    return {"pk": own_directive(cast)[2].pk}


def event_task(cast: Cast) -> dict[str, Any]:
    """A task of the commune that waits for something to happen."""
    made = factories.make_task(
        own_directive(cast)[0],
        leads=[cast.commune],
        kind="event",
        recurrence="on_event",
        quota_count=None,
        quota_unit="",
        quota_per="",
    )
    return {"pk": made.pk}


def happening(cast: Cast) -> dict[str, Any]:
    from datetime import date

    from loa.programmes.models import Task
    from loa.programmes.services import record_happening

    pk = event_task(cast)["pk"]
    row = record_happening(
        task=Task.objects.get(pk=pk),
        what="Quyết định 12/2026/QĐ-UBND",
        happened_on=date(2026, 11, 9),
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=factories.moment(2026, 11, 20),
    )
    return {"pk": pk, "number": row.pk}


def programme(cast: Cast) -> dict[str, Any]:
    return {"pk": factories.make_programme(cast.commune).pk}


def november(cast: Cast) -> dict[str, Any]:
    return {"body": cast.commune.pk, "period": "2026-11-01"}


def its_period(cast: Cast) -> dict[str, Any]:
    """The first period of the commune's standing task."""
    from loa.programmes.models import Task
    from loa.programmes.selectors import owed

    cells = owed(
        body_ids=[cast.commune.pk],
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        on=date(2026, 11, 21),
        task_ids=[Task.objects.get(kind="standing").pk],
    )
    start = cells[0].window.period.start
    return {"body": cast.commune.pk, "period": start.isoformat()}


def message(cast: Cast) -> dict[str, Any]:
    """A message that another system sent to the commune."""
    from loa.documents.models import ReceivedMessage
    from tests.documents.exchange.scene import make_scene
    from tests.domain.exchange.samples import real_message

    make_scene(cast).come(real_message())
    return {"pk": ReceivedMessage.objects.get().pk}


def unsent(cast: Cast) -> dict[str, Any]:
    """What the commune tells of it, which waits to go out."""
    from loa.documents.models import OutboxMessage

    message(cast)
    return {"pk": OutboxMessage.objects.get().pk}


def own_paper(cast: Cast) -> dict[str, Any]:
    """A paper of the commune's own, with an addressee elsewhere."""
    from tests.documents.exchange.scene import issued, make_scene

    return {"pk": issued(make_scene(cast)).pk}


def finished(cast: Cast) -> dict[str, Any]:
    return {"do": "finish"}


def begun_paper(cast: Cast) -> dict[str, Any]:
    """A paper that the commune has begun."""
    from tests.documents.outgoing.conftest import begin

    return {"pk": begin(cast).pk}


def paper_version(cast: Cast) -> dict[str, Any]:
    return begun_paper(cast) | {"version": 1}


def frozen_paper(cast: Cast) -> dict[str, Any]:
    """The same, out for signing with a number of the commune's own series."""
    from loa.documents.models import Draft
    from loa.documents.outgoing import numbering, signing
    from tests.documents.outgoing.conftest import by

    args = begun_paper(cast)
    draft = Draft.objects.get(pk=args["pk"])
    numbering.switch_series(is_on=True, **by(cast, "head"))
    signing.freeze(draft=draft, seen=1, **by(cast))
    signing.number_before_signing(draft=draft, **by(cast))
    return args


def frozen_file(cast: Cast) -> dict[str, Any]:
    return frozen_paper(cast) | {"format": "docx"}


def signed_paper(cast: Cast) -> dict[str, Any]:
    """The same, back from signing."""
    from loa.documents.models import Draft
    from tests.documents.outgoing.test_life import back

    args = frozen_paper(cast)
    back(cast, Draft.objects.get(pk=args["pk"]))
    return args


def paper_template(cast: Cast) -> dict[str, Any]:
    from loa.documents.outgoing.templating import add_template
    from tests.documents.outgoing.conftest import by
    from tests.documents.papers import as_docx

    made = add_template(
        name="Mẫu",
        content=as_docx("{{ trich_yeu }}"),
        uploaded_as="mau.docx",
        **by(cast, "head"),
    )
    return {"pk": made.pk}


def delegation(cast: Cast) -> dict[str, Any]:
    """An authority to sign that the head gave the clerk."""
    from loa.orgs.delegating import delegate_signing
    from loa.orgs.selectors import version_of

    version = version_of(cast.commune, date(2026, 11, 21))
    assert version
    made = delegate_signing(
        version=version,
        giver=cast.head,
        taker=cast.clerk,
        taker_post="Công chức Văn phòng",
        scope="Văn bản về cải cách hành chính",
        by_number="03/GUQ-UBND",
        by_date=date(2026, 1, 5),
        from_on=date(2026, 1, 6),
        until_on=date(2027, 1, 1),
        actor=cast.head,
        acting=cast.acting("head"),
        at=factories.moment(2026, 1, 5),
    )
    return {"pk": cast.commune.pk, "delegation_pk": made.pk}


def reminded_of(cast: Cast) -> dict[str, Any]:
    """An obligation of the commune, as the board names it; asked for each person."""
    from loa.programmes.models import Task
    from tests.evidence.work import NOVEMBER

    if not Task.objects.exists():
        cell(cast)
    task = Task.objects.order_by("pk").first()
    return {"o": f"{task.pk}-{cast.commune.pk}-{NOVEMBER:%Y-%m-%d}"}


def with_reason(cast: Cast) -> dict[str, Any]:
    return {"ly_do": "đã báo cáo", "quyet_dinh": "giu"}


def waiting_letter(cast: Cast) -> dict[str, Any]:
    """A letter to the commune that the ladder asks for."""
    from loa.oversight.models import Reminder

    args = cell(cast)
    made = Reminder.objects.create(
        task_id=args["task_pk"],
        body=cast.commune,
        period_start=args["start"],
        due_on=args["start"],
        code="letter",
        step={"who": "superior_officer", "how": "letter"},
        state="overdue",
        short=2,
        on=date(2026, 11, 20),
        made_at=factories.moment(2026, 11, 20),
    )
    return {"pk": made.pk}


def short_list(cast: Cast) -> dict[str, Any]:
    """A list with one line of the commune, not yet decided."""
    return {"pk": short_line(cast)["pk"]}


def short_line(cast: Cast) -> dict[str, Any]:
    from loa.oversight.models import ShortfallLine, ShortfallList

    args = cell(cast)
    at = factories.moment(2026, 11, 20)
    row = ShortfallList.objects.create(
        over=cast.province,
        made_in=cast.home_office,
        first_on=date(2026, 1, 1),
        last_on=date(2026, 11, 20),
        drawn_on=date(2026, 11, 20),
        drawn_by=cast.overseer,
        recorded_at=at,
    )
    line = ShortfallLine.objects.create(
        list=row,
        task_id=args["task_pk"],
        body=cast.commune,
        body_name=str(cast.commune),
        period_start=args["start"],
        facts={
            "period": ["2026-10-01", "2026-10-31"],
            "due_on": "2026-10-31",
            "state": "overdue",
            "target": 2,
            "counted": 0,
            "columns": [0, 0, 0, 0, 0, 0],
            "late": 0,
            "document": "KH 12/KH-UBND",
        },
    )
    return {"pk": row.pk, "line_pk": line.pk}


def praised_line(cast: Cast) -> dict[str, Any]:
    """A fact about the commune, told and not yet concluded on."""
    from loa.oversight.models import PraiseLine, PraiseReview
    from loa.oversight.praising.rules import shipped

    row = PraiseReview.objects.create(
        over=cast.province,
        made_in=cast.home_office,
        first_on=date(2026, 7, 1),
        last_on=date(2026, 11, 10),
        thresholds=shipped(date(2026, 11, 20)),
        drawn_on=date(2026, 11, 20),
        reply_until=date(2026, 11, 27),
        drawn_by=cast.overseer,
        recorded_at=factories.moment(2026, 11, 20),
    )
    line = PraiseLine.objects.create(
        review=row,
        body=cast.commune,
        body_name=str(cast.commune),
        code="missed",
        values={"count": 1},
        grounds=[],
    )
    return {"pk": row.pk, "line_pk": line.pk}


def praise_review(cast: Cast) -> dict[str, Any]:
    return {"pk": praised_line(cast)["pk"]}


def praise_letter(cast: Cast) -> dict[str, Any]:
    return praise_review(cast) | {"body_pk": cast.commune.pk}


def inspected(cast: Cast) -> dict[str, Any]:
    """A visit to the commune, opened by the overseer."""
    from loa.orgs.selectors import version_of
    from loa.oversight.inspecting import services

    day = date(2026, 11, 20)
    row = services.open_visit(
        over=version_of(cast.province, day),
        body_id=cast.commune.pk,
        on=day,
        place="",
        team="Phạm Thị Overseer",
        hosts="",
        actor=cast.overseer,
        acting=cast.acting("overseer"),
        at=factories.moment(2026, 11, 20),
    )
    return {"pk": row.pk}


def inspect_file(cast: Cast) -> dict[str, Any]:
    from loa.oversight.inspecting import services
    from loa.oversight.models import Visit

    args = inspected(cast)
    file = services.add_file(
        visit=Visit.objects.get(**args),
        sent=services.Sent(b"%PDF-1.7 ghi", "ghi.pdf"),
        caption="Ghi",
        actor=cast.overseer,
        acting=cast.acting("overseer"),
        at=factories.moment(2026, 11, 20),
    )
    return args | {"file_pk": file.pk}


def inspect_finding(cast: Cast) -> dict[str, Any]:
    from loa.oversight.inspecting import services
    from loa.oversight.models import Visit

    args = inspected(cast)
    made = services.add_finding(
        visit=Visit.objects.get(**args),
        kind="proof",
        words="thiếu minh chứng",
        remedy="bổ sung",
        due_on=date(2026, 11, 30),
        actor=cast.overseer,
        acting=cast.acting("overseer"),
        at=factories.moment(2026, 11, 20),
    )
    return args | {"finding_pk": made.pk}


def inspect_proof(cast: Cast) -> dict[str, Any]:
    from loa.oversight.inspecting import services
    from loa.oversight.models import Finding

    args = inspect_finding(cast)
    step = services.follow_finding(
        finding=Finding.objects.get(pk=args["finding_pk"]),
        kind="answered",
        words="đã bổ sung",
        sent=services.Sent(b"%PDF-1.7 xong", "xong.pdf"),
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=factories.moment(2026, 11, 20),
    )
    return {"pk": args["pk"], "step_pk": step.pk}


def inspect_plan(cast: Cast) -> dict[str, Any]:
    from loa.oversight.models import InspectionPlan

    made = InspectionPlan.objects.create(
        over=cast.province,
        made_in=cast.home_office,
        year=2026,
        by_document="Kế hoạch 15/KH-SNV",
        recorded_by=cast.overseer,
        recorded_at=factories.moment(2026, 11, 20),
    )
    return {"pk": made.pk}


def inspect_planned(cast: Cast) -> dict[str, Any]:
    from loa.oversight.models import PlannedVisit

    made = PlannedVisit.objects.create(
        plan_id=inspect_plan(cast)["pk"],
        body=cast.commune,
        body_name=str(cast.commune),
        month=12,
        recorded_at=factories.moment(2026, 11, 20),
    )
    return {"pk": made.pk}


def answered(cast: Cast) -> dict[str, Any]:
    return {"kind": "answered", "words": "đã bổ sung"}


def short_measure(cast: Cast) -> dict[str, Any]:
    from loa.oversight.models import Measure

    pk = short_list(cast)["pk"]
    made = Measure.objects.create(
        list_id=pk,
        body=cast.commune,
        body_name=str(cast.commune),
        kind="meeting",
        words="làm việc tại xã",
        proposed_by=cast.overseer,
        recorded_at=factories.moment(2026, 11, 20),
    )
    return {"pk": pk, "measure_pk": made.pk}


MATRIX: dict[str, Row] = {
    # Open to all.
    "accounts:sign_in": Row(EVERYONE),
    "accounts:sign_out": Row("DDDDDD", method="post", why="out is back at the door"),
    "accounts:first_code": Row(EVERYONE),
    "common:set_language": Row(
        EVERYONE, method="post", data=lambda cast: {"language": "en"}
    ),
    "common:set_theme": Row(
        EVERYONE, method="post", data=lambda cast: {"theme": "dark"}
    ),
    "operations:health": Row(EVERYONE),
    # For oneself.
    "desk:home": Row(SIGNED_IN),
    "desk:search": Row(SIGNED_IN),
    "desk:first_day": Row("FYFNND", commune, why="who administers the body"),
    "desk:judged_from": Row("FYFNND", commune, method="post"),
    "desk:state": Row(
        "YYYNND",
        standing_task,
        method="post",
        data=lambda cast: {"period_start": "2026-09-15", "sentence": "Đã phát tin."},
        why="the overseer sees the task; her own department is told it owes none",
    ),
    "accounts:profile": Row(SIGNED_IN),
    "accounts:change_password": Row(SIGNED_IN, method="post"),
    "common:components": Row(SIGNED_IN),
    # Bodies and people.
    "orgs:body": Row(SIGNED_IN),
    "orgs:act": Row("YYNNND", method="post", data=acting_there, why="a role there"),
    "orgs:detail": Row("YYYNND", commune),
    "orgs:reorganise": Row("FFYNND", commune),
    "orgs:mend_group": Row("FFYNND", listed_body, method="post"),
    "orgs:reorganise_sheet": Row("FFYNND", commune),
    "orgs:take_over": Row("FYFNND", commune, method="post"),
    "orgs:invite": Row("FYFNND", commune, method="post"),
    "orgs:invite_sheet": Row("FYFNND", commune, method="post"),
    "orgs:invite_list": Row("FYFNND", commune, method="post"),
    "orgs:hand_over": Row("FYFNND", commune, method="post"),
    "orgs:new_code": Row("FYFNND", grant, method="post"),
    "orgs:end_role": Row("FYFNND", grant, method="post"),
    # Inbox.
    "notices:inbox": Row(SIGNED_IN),
    "notices:open": Row("YYNNND", notice, method="post"),
    "notices:read_all": Row(SIGNED_IN, method="post"),
    "notices:preferences": Row(SIGNED_IN),
    "notices:outbox": Row("FYFFFD", why="who administers a body sees what it was sent"),
    "notices:message": Row("NYNNND", sent_message),
    "notices:decide": Row(
        "NYNNND", sent_message, method="post", data=lambda c: {"quyet_dinh": "drop"}
    ),
    # Evidence.
    "evidence:list": Row(SIGNED_IN),
    "evidence:awaiting": Row(SIGNED_IN),
    "evidence:record": Row(SIGNED_IN),
    "evidence:preview": Row(SIGNED_IN, method="post"),
    "evidence:imports": Row(SIGNED_IN),
    "evidence:import_template": Row(SIGNED_IN),
    "evidence:import": Row("YYNNND", brought_log, why="a body's own file"),
    "evidence:import_confirm": Row("YYNNND", brought_log, method="post"),
    "evidence:import_progress": Row("YYNNND", brought_log),
    "evidence:import_undo": Row("YYNNND", brought_log, method="post"),
    "evidence:import_file": Row("YYNNND", brought_log),
    "intake:home": Row(SIGNED_IN),
    "intake:decide": Row(SIGNED_IN, method="post"),
    "intake:item": Row("YYNNND", mailed_file, why="a body's own drafts"),
    "intake:item_file": Row("YYNNND", mailed_file),
    "intake:search": Row(SIGNED_IN, method="post"),
    "intake:found": Row("YYNNND", feed_search),
    "intake:feed": Row("YYNNND", found_feed),
    "intake:feed_stop": Row("YYNNND", found_feed, method="post"),
    "intake:crawl_begin": Row(SIGNED_IN),
    "intake:crawl": Row("YYNNND", column_crawl),
    "intake:crawl_progress": Row("YYNNND", column_crawl),
    "intake:crawl_confirm": Row("YYNNND", column_crawl, method="post"),
    "intake:crawl_drop": Row("YYNNND", column_crawl, method="post"),
    "intake:share": Row(SIGNED_IN),
    "intake:quickly": Row(SIGNED_IN),
    "evidence:detail": Row("YYYNND", record),
    "evidence:verdict": Row(
        "FFYNND", record, method="post", why="a body does not verify itself"
    ),
    "evidence:period": Row(SIGNED_IN),
    "evidence:confirm_period": Row(
        "FYFFFD", method="post", why="the head confirms for the body acted in"
    ),
    "evidence:audits": Row("NNYNND", why="who oversees draws samples"),
    "evidence:audit": Row("NNYNND", drawn_sample),
    "evidence:audit_review": Row("NNYNND", drawn_sample),
    "evidence:appeal": Row(
        "YYFNND", record, method="post", why="the body itself appeals"
    ),
    "evidence:withdraw": Row("YYFNND", record, method="post"),
    "evidence:add_proof": Row("YYFNND", record, method="post"),
    "evidence:file": Row("YYYNND", proof),
    "evidence:file_class": Row(
        "YYFNND", proof, method="post", data=lambda c: {"loai": "internal"}
    ),
    "evidence:let_open": Row(
        "FYFNND", proof, method="post", why="the head lets another body in"
    ),
    "evidence:public_file": Row("YYYNND", open_picture),
    "evidence:copy": Row("YYYNND", kept_copy),
    "evidence:draw": Row("YYYNND", kept_copy, method="post"),
    "evidence:copy_file": Row("YYYNND", kept_copy),
    # Documents and what was read in them.
    "documents:list": Row(SIGNED_IN),
    "documents:bring_in": Row(SIGNED_IN),
    # Nobody but who brought it in: it may be what nobody else may see.
    "documents:arrival": Row("YNNNND", scan),
    "documents:arrival_as_another": Row("YNNNND", scan, method="post"),
    "documents:detail": Row("YYYNND", reading),
    "documents:original": Row("YYYNND", reading),
    "documents:pass_on": Row(
        "YYYYND", on_its_way, method="post", why="its way, and who sent it"
    ),
    "documents:graph": Row("YYYNND", paper),
    "documents:graph_law": Row(SIGNED_IN, law),
    "documents:graph_stub": Row("NNNNND", why="known only by a paper that cites it"),
    "documents:citation": Row("YYFNND", cited),
    "documents:relate": Row(
        "YYYNND", paper, why="whoever sees it may note it for her own body"
    ),
    "documents:relation_close": Row("YYFNND", related, method="post"),
    "documents:file": Row("YYYNND", packed_file),
    "documents:choose_paper": Row("YYFNND", packed_file, method="post"),
    "documents:case": Row("YYYNND", reading),
    "documents:exchange_inbox": Row(SIGNED_IN),
    "documents:exchange_outbox": Row(SIGNED_IN),
    "documents:exchange_message": Row("YYNNND", message),
    "documents:exchange_original": Row("YYNNND", message),
    "documents:exchange_answer": Row("YYNNND", message, method="post", data=finished),
    "documents:exchange_again": Row("YYNNND", unsent, method="post"),
    "documents:exchange_send": Row("YYFNND", own_paper),
    "documents:proofread": Row("YYYNND", reading),
    "documents:remark_aside": Row("YYFNND", reading, method="post", data=remark_in_it),
    "documents:remark_back": Row("YYFNND", remark_aside, method="post"),
    "documents:withdraw": Row("YYFNND", reading, method="post"),
    "documents:header_edit": Row("YYFNND", reading),
    "documents:settle_rest": Row("YYFNND", reading, method="post"),
    "documents:finding_settle": Row("YYFNND", finding),
    "documents:finding_add": Row("YYFNND", addable),
    "documents:task_add": Row("YYFNND", reading),
    "documents:task_edit": Row("YYFNND", read_task),
    "documents:task_drop": Row("YYFNND", read_task, method="post"),
    "documents:task_settle": Row("YYFNND", read_task, method="post"),
    "documents:task_restore": Row("YYFNND", read_task, method="post"),
    # Channels.
    "reference:speakers": Row(SIGNED_IN),
    "reference:speaker": Row(
        SIGNED_IN, area_at_province, why="all may ask whom to ask"
    ),
    "channels:list": Row(SIGNED_IN),
    "channels:declare": Row(SIGNED_IN),
    "channels:take_over": Row(
        "YYNNND", former_channel, method="post", why="only for the body acted in"
    ),
    "channels:close": Row("YYYNND", channel, method="post"),
    # Board and calendars.
    "oversight:board": Row(SIGNED_IN),
    "oversight:nation": Row("NNNNND", why="for a ministry's overseer alone"),
    "oversight:trees": Row(SIGNED_IN),
    "oversight:addressees": Row("YYYNND", paper),
    "oversight:export": Row(SIGNED_IN),
    "oversight:cell": Row("YYYNND", cell),
    "oversight:picture": Row(SIGNED_IN, lambda cast: {"form": "svg"}),
    "oversight:compare": Row(SIGNED_IN),
    "oversight:forecast": Row(SIGNED_IN),
    "oversight:calls": Row(SIGNED_IN, why="who does not watch sees her own row"),
    "oversight:call": Row(
        "YYYNND", calendar, why="her own body's calls are hers to see"
    ),
    "oversight:message": Row("FYYFFD", why="each over her own tree, who heads it"),
    "oversight:meetings": Row("FYYFFD", why="each over her own tree, who heads it"),
    "oversight:meeting_open": Row("FYYFFD", why="each over her own tree, who heads it"),
    "oversight:meeting": Row("NNYNND", meeting),
    "oversight:meeting_show": Row("NNYNND", meeting),
    "oversight:meeting_decide": Row("NNYNND", meeting, method="post"),
    "oversight:meeting_take_back": Row("NNYNND", decision, method="post"),
    "oversight:meeting_draft": Row("NNYNND", meeting, method="post"),
    "oversight:meeting_bind": Row("NNYNND", meeting, method="post"),
    "oversight:calendar": Row(SIGNED_IN),
    "oversight:calendar_of": Row("YYYNND", calendar),
    "oversight:ics": Row("YYYNND", calendar),
    "oversight:reminders": Row(SIGNED_IN),
    "oversight:remind_letter": Row(
        "FYYNND", method="post", data=reminded_of, why="a head watches over her own"
    ),
    "oversight:lay_aside": Row(
        "FYYNND", waiting_letter, method="post", data=with_reason
    ),
    "oversight:ladder": Row(SIGNED_IN),
    "oversight:set_ladder": Row("FYYNND", calendar),
    "oversight:shortfalls": Row(SIGNED_IN),
    "oversight:shortfall_list": Row("YYYNND", short_list),
    "oversight:shortfall_decide": Row(
        "FFYNND", short_line, method="post", data=with_reason
    ),
    "oversight:shortfall_answer": Row("YYFNND", short_line, method="post"),
    "oversight:shortfall_report": Row("FFYNND", short_list, method="post"),
    "oversight:measure_propose": Row("FFYNND", short_list, method="post"),
    "oversight:measure_follow": Row("FFYNND", short_measure, method="post"),
    "oversight:praise": Row(SIGNED_IN),
    "oversight:praise_rules": Row(
        "FYYFFD", why="a head watches over her own; an office watches over nobody"
    ),
    "oversight:praise_published": Row(SIGNED_IN),
    "oversight:praise_review": Row("YYYNND", praise_review),
    "oversight:praise_rule": Row(
        "FFYNND", praised_line, method="post", data=with_reason
    ),
    "oversight:praise_reply": Row("YYFNND", praised_line, method="post"),
    "oversight:praise_publish": Row("FFYNND", praised_line, method="post"),
    "oversight:praise_withdraw": Row(
        "FFYNND", praised_line, method="post", data=with_reason
    ),
    "oversight:praise_commend": Row("FFYNND", praise_review, method="post"),
    "oversight:praise_letter": Row("FFYNND", praise_letter, method="post"),
    "oversight:inspections": Row(SIGNED_IN),
    "oversight:inspect_items": Row("FYYFFD", why="as the thresholds"),
    "oversight:inspect_statistics": Row(SIGNED_IN),
    "oversight:inspect_export": Row(SIGNED_IN),
    "oversight:plan_visit": Row(
        "NNYNND", inspect_plan, method="post", why="a plan is its overseers' own"
    ),
    "oversight:drop_visit": Row(
        "NNYNND", inspect_planned, method="post", data=with_reason
    ),
    "oversight:open_visit": Row("FYYFFD", why="as the thresholds"),
    "oversight:visit": Row("YYYNND", inspected),
    "oversight:answer_visit": Row(
        "FFYNND", inspected, method="post", why="nobody inspects herself"
    ),
    "oversight:visit_add_file": Row("FFYNND", inspected, method="post"),
    "oversight:visit_file": Row("YYYNND", inspect_file),
    "oversight:proof_file": Row("YYYNND", inspect_proof),
    "oversight:visit_add_finding": Row("FFYNND", inspected, method="post"),
    "oversight:follow_finding": Row(
        "YYFNND", inspect_finding, method="post", data=answered
    ),
    "oversight:visit_minutes": Row("FFYNND", inspected, method="post"),
    # Reports.
    "reports:list": Row(SIGNED_IN),
    "reports:make": Row(SIGNED_IN),
    "reports:detail": Row("YYYNND", report),
    "reports:figure": Row("YYYNND", report_figure),
    "reports:file": Row("YYYNND", report_file),
    "reports:words": Row("YYFNND", report, method="post"),
    "reports:refresh": Row("YYFNND", report, method="post"),
    "reports:submit": Row(
        "YYFNND", report, method="post", data=lambda c: {"version": "1"}
    ),
    "reports:withdraw": Row("YYFNND", submitted, method="post"),
    "reports:remark": Row("FFYNND", submitted, method="post", data=remarked),
    "reports:return": Row("FFYNND", submitted, method="post", data=remarked),
    "reports:accept": Row(
        "FFYNND", submitted, method="post", why="nobody receives her own report"
    ),
    # Directives at work.
    "programmes:list": Row(SIGNED_IN),
    "programmes:detail": Row("YYYNND", programme),
    "programmes:edit": Row("YYYNND", programme),
    "programmes:directive": Row("YYYNND", directive),
    "programmes:cascade": Row("YYYNND", directive),
    "programmes:decide_plan": Row(
        "FFYNND", asked_for_a_plan, why="the overseer above the body"
    ),
    "programmes:end_duties": Row("YYYNND", replaced_directive, method="post"),
    "programmes:task": Row("YYYNND", task),
    "programmes:without_subject": Row(SIGNED_IN),
    "programmes:correct": Row("YYYNND", task),
    "programmes:amend": Row("YYYNND", task),
    "programmes:record_happening": Row("YYYNND", event_task),
    "programmes:withdraw_happening": Row("YYYNND", happening),
    "programmes:exempt": Row(
        "FFYNND", task, data=november, why="nobody exempts her own body"
    ),
    "programmes:extend": Row("FFYNND", task, data=november),
    "programmes:state": Row("YYFNND", standing, data=its_period),
    "programmes:ask": Row("YYFNND", task, data=november),
    "programmes:requests": Row(SIGNED_IN),
    "programmes:request": Row("YYYNND", duty_request),
    "programmes:answer": Row(
        "FFYNND",
        duty_request,
        method="post",
        why="a body does not answer itself",
    ),
    "programmes:withdraw_request": Row("YYFNND", duty_request, method="post"),
    "programmes:asked_file": Row("YYYNND", duty_request),
    "programmes:review": Row("YYYNND", reading),
    "programmes:preview": Row("YYYNND", reading),
    "programmes:commit": Row("YYFNND", reading, method="post"),
    "programmes:choose_body": Row(
        "YYFNND",
        reading,
        method="post",
        data=lambda cast: {"printed": "Sở Nội vụ", "means": "outside"},
    ),
    "programmes:rest_outside": Row("YYFNND", reading, method="post"),
    "programmes:choose_kind": Row("YYFNND", read_task),
    "programmes:accept_standing": Row("YYFNND", reading, method="post"),
    # A body's own papers: nobody outside it sees one before it is issued.
    "documents:outgoing_list": Row(SIGNED_IN),
    "documents:outgoing_new": Row(SIGNED_IN),
    "documents:outgoing_templates": Row(SIGNED_IN),
    "documents:outgoing_template_file": Row("YYNNND", paper_template),
    "documents:outgoing_template_close": Row("FYNNND", paper_template, method="post"),
    "documents:outgoing_numbers": Row(SIGNED_IN),
    "documents:outgoing_next_number": Row(
        "FYFFFD", method="post", why="each sets up her own body's, if she may"
    ),
    "documents:outgoing_draft": Row("YYNNND", begun_paper),
    "documents:outgoing_file": Row("YYNNND", paper_version),
    "documents:outgoing_compare": Row("YYNNND", begun_paper),
    "documents:outgoing_edit": Row("YYNNND", begun_paper),
    "documents:outgoing_upload": Row("YYNNND", begun_paper, method="post"),
    "documents:outgoing_fill": Row("YYNNND", begun_paper, method="post"),
    "documents:outgoing_drop": Row("YYNNND", begun_paper, method="post"),
    "documents:outgoing_freeze": Row("YYNNND", begun_paper, method="post"),
    "documents:outgoing_frozen": Row("YYNNND", frozen_file),
    "documents:outgoing_take_back": Row("YYNNND", frozen_paper, method="post"),
    "documents:outgoing_take_number": Row("YYNNND", frozen_paper, method="post"),
    "documents:outgoing_void": Row("YYNNND", frozen_paper, method="post"),
    "documents:outgoing_receive": Row("YYNNND", frozen_paper, method="post"),
    "documents:outgoing_signed": Row("YYNNND", signed_paper),
    "documents:outgoing_issue": Row("YYNNND", signed_paper, method="post"),
    "documents:outgoing_follow": Row(
        "YYNNND", begun_paper, method="post", data=lambda cast: {"purpose": "recall"}
    ),
    "programmes:own_plan": Row("YYYNND", directive, method="post"),
    "programmes:carry_on": Row("YYYNND", directive, method="post"),
    "programmes:dispatch": Row("YYYNND", directive),
    "orgs:delegations": Row("YYYNND", commune),
    "orgs:end_delegation": Row("FYFNND", delegation, method="post"),
    "documents:with_tasks": Row("YYYNND", reading),
}
