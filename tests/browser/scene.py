"""Something to see on every page: a plan read and at work, evidence of every worth."""

import io
from datetime import date, timedelta

from PIL import Image

from loa.common.dates import now, today
from loa.documents.exchange import deciding, outbox, sending
from loa.documents.models import Delivery
from loa.documents.outgoing import signing, writing
from loa.documents.services import bring_in_document
from loa.domain.periods import PeriodKind, WindowRule, period_containing
from loa.evidence import services as evidence
from loa.evidence.models import Record, Standing, Tally
from loa.notices.models import Message
from loa.orgs.models import Body
from loa.orgs.selectors import version_of
from loa.oversight.calls.services import record_call
from loa.oversight.inspecting import services as inspecting
from loa.oversight.meetings import services as meetings
from loa.oversight.praising import services as praising
from loa.oversight.shortfalls import services as shortfalls
from loa.programmes.models import Directive, Task
from loa.programmes.services import (
    ask_about_duty,
    record_happening,
    withdraw_happening,
)
from loa.reference.models import Area, CommunicationForm
from loa.reports import services as reports
from loa.reports.models import Regime
from tests.cast import Cast, make_cast
from tests.documents.exchange import scene as exchange
from tests.documents.outgoing.conftest import paper_of
from tests.documents.outgoing.test_life import content_of, edited
from tests.domain.docreader.files import zipped
from tests.domain.exchange.samples import real_message
from tests.factories import (
    make_channel,
    make_directive,
    make_document,
    make_programme,
    make_task,
)

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 12/KH-UBND
Bến Lam, ngày 20 tháng 01 năm {year}

KẾ HOẠCH
Thông tin, tuyên truyền cải cách hành chính năm {year}

I. NHIỆM VỤ
1. Ủy ban nhân dân các xã, phường
- Hằng tháng đăng ít nhất 02 tin, bài trên Trang thông tin điện tử.
- Thường xuyên tuyên truyền trên hệ thống truyền thanh cơ sở.
- Gửi báo cáo kết quả trước ngày 15/12/{year}.
2. Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan theo dõi, đôn đốc.
"""


def set_scene() -> Cast:
    """Make the cast and a month of their work, as of today."""
    cast = make_cast()
    # With the band of the demo, which is on every page or on none.
    Body.objects.update(is_demo=True)
    directive = _at_work(cast)
    _to_be_read(cast)
    _recorded(cast)
    Delivery.objects.bulk_create(
        Delivery(document=directive.document, body=body, delivered_at=now())
        for body in (cast.commune, cast.neighbour)
    )
    _asked(cast)
    _reported(cast)
    _exchanged(cast)
    _drafted(cast)
    _weighed(cast)
    _inspected(cast)
    _overseen(cast)
    return cast


def _inspected(cast: Cast) -> None:
    """A visit of the plan with a photo, one item wrong, and a remedy overdue."""
    on = today()
    by = {"actor": cast.overseer, "acting": cast.acting("overseer", on), "at": now()}
    over = version_of(cast.province, on)
    plan = inspecting.make_plan(
        over=over, year=on.year, by_document="Kế hoạch số 15/KH-SNV", **by
    )
    of_plan = {"plan": plan, "body_id": cast.commune.pk}
    planned = inspecting.plan_visit(**of_plan, month=on.month, **by)
    inspecting.plan_visit(plan=plan, body_id=cast.neighbour.pk, month=12, **by)
    visit = inspecting.open_visit(
        over=over,
        body_id=cast.commune.pk,
        on=on - timedelta(days=9),
        place="Trụ sở Ủy ban nhân dân xã",
        team="Phạm Thị Overseer, Chuyên viên",
        hosts="Trần Văn Head, Chủ tịch",
        planned=planned,
        **by,
    )
    answers = {item["code"]: ("ok", "") for item in visit.items[:-1]}
    answers["proof"] = ("not", "Ba tin không có đường dẫn")
    inspecting.answer_items(visit=visit, answers=answers, **by)
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), "#7fb3d5").save(picture, "PNG")
    sent = inspecting.Sent(picture.getvalue(), "bang-niem-yet.png")
    inspecting.add_file(visit=visit, sent=sent, caption="Bảng niêm yết", **by)
    inspecting.add_finding(
        visit=visit,
        kind="proof",
        words="Ba tin tháng trước không có đường dẫn",
        remedy="Bổ sung đường dẫn hoặc rút ba tin",
        due_on=on - timedelta(days=2),
        **by,
    )


def _weighed(cast: Cast) -> None:
    """Three months met, praised, replied to and published; an older one missed."""
    on = today()
    first = (on.replace(day=1) - timedelta(days=130)).replace(day=1)
    number = {"number": "77", "folded": "ke hoach nam truoc"}
    directive = make_directive(
        make_document(cast.province, cast.overseer, **number),
        cast.overseer,
        judged_from=first,
    )
    task = make_task(
        directive, leads=[cast.communes], from_on=first, until_on=on.replace(day=1)
    )
    month = first
    while month < on.replace(day=1):
        Tally.objects.create(
            task=task, body=cast.commune, period_start=month, verified=2
        )
        month = (month + timedelta(days=32)).replace(day=1)
    by = {"actor": cast.overseer, "acting": cast.acting("overseer", on), "at": now()}
    row = praising.draw_up(
        over=version_of(cast.province, on), first=first, last=on, **by
    )
    line = row.lines.filter(body=cast.commune).first()
    own = {"actor": cast.clerk, "acting": cast.acting("clerk", on), "at": now()}
    praising.reply(line=line, words="Xã cảm ơn, số liệu đúng.", **own)
    praising.rule(
        line=line, verdict="praise", reason="Minh chứng đủ.", **by | {"at": now()}
    )
    praising.publish(line=line, **by | {"at": now()})


def _drafted(cast: Cast) -> None:
    """A plan that has been through Word, out for signing, and come back otherwise."""
    by = {"actor": cast.clerk, "acting": cast.acting("clerk", today()), "at": now()}
    paper = paper_of(cast.commune, on=today())
    draft = writing.begin_draft(beginning=writing.Beginning(paper), **by)
    changed = edited(content_of(draft), "02 tin", "03 tin")
    writing.bring_back(draft=draft, content=changed, name="sua.docx", seen=1, **by)
    signing.freeze(draft=draft, seen=2, **by)
    otherwise = edited(changed, "03 tin", "05 tin")
    signing.receive_signed(draft=draft, content=otherwise, name="ky.docx", **by)


def _overseen(cast: Cast) -> None:
    """What is overdue was called about, met over and listed; a mail did not arrive."""
    on, at = today(), now()
    by = {"actor": cast.overseer, "acting": cast.acting("overseer", on), "at": at}
    over, body = version_of(cast.province, on), version_of(cast.commune, on)
    late = Task.objects.get(title__startswith="Rà soát các cụm loa")
    start = max(late.from_on, date(on.year, 1, 1))
    record_call(
        over=over, body=body, post="Công chức Văn hóa - Xã hội", note="Hứa gửi trước thứ Sáu",
        about=[(late.pk, start)], promised_on=on, **by,
    )  # fmt: skip
    opening = meetings.Opening(
        held_on=on, since=on - timedelta(days=14), chair="Giám đốc Sở Nội vụ",
        begins_at="08 giờ 00", place="Phòng họp số 2", secretary="Phạm Thị Overseer",
        present="Sở Nội vụ", absent="",
    )  # fmt: skip
    meeting = meetings.open_meeting(over=over, opening=opening, **by)
    deciding = meetings.Deciding(body, "Gửi kết quả rà soát", on + timedelta(days=9))
    meetings.decide(meeting=meeting, deciding=deciding, **by)
    first = on - timedelta(days=30)
    row = shortfalls.draw_up(over=over, first=first, last=on, **by)
    line = row.lines.filter(body=cast.commune).first()
    said = {"reason": "Đã nhắc hai lần", "is_kept": True}
    shortfalls.decide_line(line=line, **said, **by)
    measure = {
        "body_id": cast.commune.pk,
        "kind": "meeting",
        "words": "Làm việc tại xã",
    }
    shortfalls.propose_measure(row=row, **measure, **by)
    Message.objects.create(
        user=cast.clerk, way="mail", kind="notices.digest", subject="Nhắc việc",
        text="Rà soát các cụm loa: đã quá hạn.", key="scene", state="failed",
        error="550 no such mailbox", next_at=at, made_at=at,
    )  # fmt: skip


def _at_work(cast: Cast) -> Directive:
    on = today()
    document = make_document(
        cast.province, cast.overseer, folded="tuyen truyen cai cach"
    )
    programme = make_programme(
        cast.province,
        from_on=on.replace(month=1, day=1),
        until_on=on.replace(year=on.year + 1, month=1, day=1),
        judged_from=on.replace(month=1, day=1),
    )
    directive = make_directive(
        document, cast.overseer, programme=programme, judged_from=programme.judged_from
    )
    year = {"from_on": programme.from_on, "until_on": programme.until_on}
    once = {
        "kind": "deliver",
        "recurrence": "once",
        "quota_count": None,
        "quota_unit": "văn bản",
        "quota_per": "",
        "channel_kinds": [],
    }
    make_task(directive, leads=[cast.communes], **year)
    make_task(
        directive,
        leads=[cast.communes],
        title="Buổi phát trên hệ thống truyền thanh cơ sở",
        quota_count=12,
        quota_unit="buổi",
        channel_kinds=["radio"],
        **year,
    )
    make_task(
        directive,
        leads=[cast.communes],
        title="Rà soát các cụm loa đang hoạt động",
        deadline=on - timedelta(days=9),
        **once | year,
    )
    make_task(
        directive,
        leads=[cast.communes],
        title="Tham gia cuộc thi trực tuyến về cải cách hành chính",
        deadline=on + timedelta(days=20),
        is_binding=False,
        **once | year,
    )
    _happened(cast, directive, year | {"kind": "event", "recurrence": "on_event"})
    for number in range(8):
        make_task(
            directive,
            leads=[cast.communes],
            title=f"Nâng cao nhận thức của cán bộ, công chức và người dân ({number + 1})",
            **once | year | {"kind": "standing", "recurrence": "regular"},
            window_rule="law",
        )
    return directive


def _happened(cast: Cast, directive: Directive, fields: dict[str, object]) -> None:
    """Two things on one day that a task waits for, one written down by mistake."""
    task = make_task(
        directive,
        leads=[cast.communes],
        title="Khi có văn bản mới về thủ tục hành chính, tuyên truyền đến người dân",
        **fields
        | {"quota_count": None, "quota_unit": "", "quota_per": "", "channel_kinds": []},
    )
    by = {"actor": cast.overseer, "acting": cast.acting("overseer", today())}
    for what in ("Quyết định 12/2026/QĐ-UBND về lệ phí hộ tịch", "Quyết định 13"):
        row = record_happening(
            task=task, what=what, happened_on=today(), at=now(), **by
        )
    withdraw_happening(happening=row, reason="Ghi nhầm số", at=now(), **by)


def _to_be_read(cast: Cast) -> None:
    plan = PLAN.format(year=today().year)
    annex = "PHỤ LỤC\nDanh mục hình thức tuyên truyền"
    bring_in_document(
        content=zipped({"ke-hoach.txt": plan, "Phụ lục kèm theo.txt": annex}),
        name="Văn bản và phụ lục.zip",
        actor=cast.overseer,
        acting=cast.acting("overseer", on=today()),
        at=now(),
    )


def _exchanged(cast: Cast) -> None:
    """Messages both ways: taken in, recalled, waiting, sent, refused, one that failed."""
    at = now()
    scene = exchange.make_scene(cast)
    day = at.date()
    new = {"document_id": f"H37,{day:%Y/%m/%d},112/KH-UBND", "number": "113"}
    scene.come(real_message(**new), at=at)
    deciding.accept(received=scene.received(), **scene.who(at=at))
    scene.come(
        real_message(**new, kind="1", reason="Sai thể thức", content=None),
        real_message(document_id=f"H37,{day:%Y/%m/%d},131/UBND", content=b"\x00tep"),
        at=at,
    )
    paper = exchange.issued(scene, at=at)
    (row,) = sending.queue(document=paper, **scene.who(at=at))
    outbox.send_due(gateway=scene.line, at=at)
    answer = exchange.status("02", document_id=row.exchange_id, words="Gửi nhầm nơi")
    scene.come(answer, at=at)
    sending.queue(document=paper, kind="recall", reason="Gửi nhầm", **scene.who(at=at))
    scene.line.says_no = "unknown agency"
    outbox.send_due(gateway=scene.line, at=at)


def _recorded(cast: Cast) -> None:
    channel = make_channel(cast.commune, "tamgiai.lamgiang.gov.vn")
    records = [
        _record(cast, "news", "Ngày hội dịch vụ công ở thôn Hạ", 1, channel),
        _record(cast, "broadcast", "Buổi phát sáng", 2, None),
        _record(cast, "broadcast", "Buổi phát chiều", 1, None),
        _record(cast, "news", "12 thủ tục hộ tịch làm trọn vẹn qua mạng", 0, channel),
    ]
    for record, standing, reason in (
        (records[0], Standing.VERIFIED, "bài viết lại, có số liệu của xã"),
        (records[1], Standing.DISPUTED, "khai 25 phút, nhật ký trạm ghi 6 phút"),
    ):
        evidence.give_verdict(
            record=record,
            standing=standing,
            reason=reason,
            actor=cast.overseer,
            acting=cast.acting("overseer", on=today()),
            at=now(),
        )


def _asked(cast: Cast) -> None:
    """The commune asks for more time on a duty of this month."""
    task = Task.objects.filter(kind="quota").order_by("pk").first()
    ask_about_duty(
        task=task,
        body=cast.commune,
        period_start=today().replace(day=1),
        kind="more_time",
        wanted_on=today() + timedelta(days=62),
        words="Trang thông tin điện tử của xã ngừng để nâng cấp.",
        actor=cast.clerk,
        acting=cast.acting("clerk", on=today()),
        at=now(),
    )


def _reported(cast: Cast) -> None:
    """The commune's report of the running quarter, a draft."""
    reports.draft_report(
        order=reports.Order(
            body_id=cast.commune.pk,
            regime=Regime.objects.get(code="communication_quarter"),
            period=period_containing(WindowRule.LAW, PeriodKind.QUARTER, today()),
            coverage="own",
            receiver_id=cast.home_office.pk,
        ),
        actor=cast.clerk,
        acting=cast.acting("clerk", on=today()),
        at=now(),
    )


def _record(
    cast: Cast, form: str, title: str, days_ago: int, channel: object
) -> Record:
    address = f"https://tamgiai.lamgiang.gov.vn/tin-tuc/{days_ago}" if channel else ""
    made = evidence.record_activity(
        body_id=cast.commune.pk,
        done_on=today() - timedelta(days=days_ago),
        form=CommunicationForm.objects.get(code=form),
        title=title,
        area=Area.objects.order_by("pk").first(),
        channel=channel,
        address=address,
        actor=cast.clerk,
        acting=cast.acting("clerk", on=today()),
        at=now(),
    )
    return made.record
