"""The year's plan, visits with photos and minutes, findings and their remedies."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from loa.documents.models import Draft
from loa.notices.models import Notice
from loa.orgs.selectors import version_of
from loa.oversight.inspecting import checklist, selectors, services
from loa.oversight.inspecting.statistics import statistics
from loa.oversight.models import (
    Finding,
    FindingStep,
    InspectionPlan,
    PlannedVisit,
    Visit,
    VisitAnswer,
    VisitFile,
)
from tests.cast import TODAY, Cast
from tests.factories import moment

AT = moment(2026, 11, 21)
TEAM = "Phạm Thị Overseer, Chuyên viên Sở Nội vụ\nNguyễn Văn B, Thanh tra"


@pytest.fixture(autouse=True)
def _place(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    settings.LOA_FILES = tmp_path / "originals"
    views = ("loa.oversight.views.inspections", "loa.oversight.views.visits")
    for module in (*views, "loa.orgs.middleware"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    for module in views:
        monkeypatch.setattr(f"{module}.now", lambda: AT)


def hand(cast: Cast, who: str = "overseer", at=AT) -> dict[str, object]:
    return {"actor": getattr(cast, who), "acting": cast.acting(who), "at": at}


def post(cast: Cast, who: str, name: str, *args: int, **data: object):
    address = reverse(f"oversight:{name}", args=args)
    return cast.client(who).post(address, data)


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return services.open_visit(
        over=version_of(cast.province, TODAY),
        body_id=cast.commune.pk,
        on=date(2026, 11, 20),
        place="Trụ sở xã",
        team=TEAM,
        hosts="Trần Văn Head, Chủ tịch",
        **hand(cast),
    )


def found(cast: Cast, visit: Visit, due_on=date(2026, 11, 30)) -> Finding:
    return services.add_finding(
        visit=visit,
        kind="proof",
        words="Ba tin không có đường dẫn",
        remedy="Bổ sung đường dẫn",
        due_on=due_on,
        **hand(cast),
    )


def photo(gps: bool = True) -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    if gps:
        exif[0x010F] = "Camera"
        exif[0x8825] = {1: "N", 2: (21.0, 1.0, 30.0), 3: "E", 4: (105.0, 51.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_year_is_planned_by_a_document_and_visited(cast) -> None:
    year = {"year": "2026", "by_document": "Kế hoạch 15/KH-SNV"}
    assert post(cast, "clerk", "inspections", **year).status_code == 403
    assert post(cast, "overseer", "inspections", year="2026").status_code == 422
    assert post(cast, "overseer", "inspections", **year).status_code == 302
    assert post(cast, "overseer", "inspections", **year).status_code == 422  # again
    plan = InspectionPlan.objects.get()
    where = {"body": cast.commune.pk, "month": "11"}
    assert post(cast, "clerk", "plan_visit", plan.pk, **where).status_code == 404
    post(cast, "overseer", "plan_visit", plan.pk, **where)
    post(cast, "overseer", "plan_visit", plan.pk, **where)
    post(cast, "overseer", "plan_visit", plan.pk, **where | {"month": "13"})
    planned = PlannedVisit.objects.get()
    assert Notice.objects.get(kind="oversight.visit.planned").body == cast.commune

    address = reverse("oversight:open_visit") + f"?dot={planned.pk}"
    sent = {"body": cast.commune.pk, "on": "20/11/2026", "team": TEAM, "once": "v" * 22}
    page = cast.client("overseer")
    assert page.post(address, sent | {"on": "22/11/2026"}).status_code == 422
    assert page.post(address, sent).status_code == 302
    assert page.post(address, sent).status_code == 302  # the same form again
    assert page.post(address, sent | {"once": "w" * 22}).status_code == 422
    assert Visit.objects.get().planned == planned
    post(cast, "overseer", "drop_visit", planned.pk, ly_do="x")
    assert PlannedVisit.objects.get().closed_at is None
    shown = page.get(reverse("oversight:inspections")).content.decode()
    assert "20/11/2026" in shown


def test_a_planned_visit_is_taken_out_with_a_reason(cast) -> None:
    over = version_of(cast.province, TODAY)
    plan = services.make_plan(over=over, year=2026, by_document="KH 15", **hand(cast))
    planned = services.plan_visit(
        plan=plan, body_id=cast.commune.pk, month=12, **hand(cast)
    )
    post(cast, "overseer", "drop_visit", planned.pk)
    assert PlannedVisit.objects.known().exists()
    post(cast, "overseer", "drop_visit", planned.pk, ly_do="trùng thanh tra")
    row = PlannedVisit.objects.get()
    assert (row.closed_at, row.reason) == (AT, "trùng thanh tra")


def test_the_checklist_is_gone_through_and_its_answers_kept(cast, visit) -> None:
    first, second = (item["code"] for item in visit.items[:2])
    wrong = {f"a-{first}": "ok", f"a-{second}": "not"}
    post(cast, "overseer", "answer_visit", visit.pk, **wrong)
    assert not VisitAnswer.objects.exists()  # no note, nothing half-written
    right = wrong | {f"n-{second}": "chưa phân công"}
    post(cast, "overseer", "answer_visit", visit.pk, **right)
    post(cast, "overseer", "answer_visit", visit.pk, **right)
    assert VisitAnswer.objects.count() == 2
    post(cast, "overseer", "answer_visit", visit.pk, **{f"a-{second}": "ok"})
    old = VisitAnswer.objects.get(code=second, answer="not")
    assert old.closed_at == AT
    assert post(cast, "clerk", "answer_visit", visit.pk, **right).status_code == 403


def test_a_photo_is_shown_without_its_place(cast, visit) -> None:
    sent = {
        "file": SimpleUploadedFile("IMG_1.jpg", photo()),
        "caption": "Bảng niêm yết",
        "once": "f" * 22,
    }
    assert post(cast, "overseer", "visit_add_file", visit.pk, **sent).status_code == 302
    file = VisitFile.objects.get()
    address = reverse("oversight:visit_file", args=[visit.pk, file.pk])

    def picture(who: str, query: str = "") -> Image.Image:
        answer = cast.client(who).get(address + query)
        return Image.open(io.BytesIO(b"".join(answer.streaming_content)))

    assert not picture("clerk").getexif()
    assert not picture("clerk", "?goc").getexif()  # the original is the inspectors'
    assert picture("overseer", "?goc").getexif().get_ifd(0x8825)
    assert cast.client("outsider").get(address).status_code == 404


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff broken", b"MZ\x90\x00\x03\x00\xff\xff", b"<svg/>"]
)
def test_what_is_no_photo_or_paper_is_refused(cast, visit, content) -> None:
    file = SimpleUploadedFile("a.jpg", content)
    post(cast, "overseer", "visit_add_file", visit.pk, file=file, caption="x")
    assert not VisitFile.objects.exists()


def test_a_finding_is_answered_returned_and_closed(cast, visit) -> None:
    finding = found(cast, visit)
    step = ("follow_finding", visit.pk, finding.pk)
    done = {"kind": "answered", "words": "Đã bổ sung"}
    post(cast, "overseer", *step, kind="closed", words="được")  # nothing was answered
    assert post(cast, "overseer", *step, **done).status_code == 403
    assert post(cast, "outsider", *step, **done).status_code == 404
    post(cast, "clerk", *step, kind="answered")
    assert not FindingStep.objects.exists()
    proof = SimpleUploadedFile("anh.jpg", photo())
    post(cast, "clerk", *step, **done, file=proof)
    post(cast, "clerk", *step, **done)  # twice is once
    assert post(cast, "clerk", *step, kind="closed", words="x").status_code == 403
    post(cast, "overseer", *step, kind="returned", words="còn một tin")  # no day
    post(cast, "overseer", *step, kind="returned", words="còn một", due_on="05/12/2026")
    post(cast, "clerk", *step, **done)
    post(cast, "overseer", *step, kind="closed", words="đủ")
    post(cast, "overseer", *step, kind="closed", words="đủ")

    kinds = list(finding.steps.values_list("kind", flat=True))
    assert kinds == ["answered", "returned", "answered", "closed"]
    view = selectors.finding_view(finding, TODAY)
    assert (view.due_on, view.is_on_time) == (date(2026, 12, 5), True)
    proven = finding.steps.first()
    address = reverse("oversight:proof_file", args=[visit.pk, proven.pk])
    proof_shown = cast.client("overseer").get(address)
    assert b"".join(proof_shown.streaming_content).startswith(b"\xff\xd8\xff")
    assert cast.client("outsider").get(address).status_code == 404


def test_an_overdue_remedy_is_told_once_and_stands_on_both_pages(cast, visit) -> None:
    found(cast, visit, due_on=date(2026, 11, 20))
    assert services.tell_overdue(AT) == 2
    assert services.tell_overdue(AT) == 0
    overseers = cast.client("overseer").get(reverse("oversight:inspections"))
    assert "Ba tin không có đường dẫn" in overseers.content.decode()
    home = cast.client("clerk").get(reverse("desk:home")).content.decode()
    assert "Ba tin không có đường dẫn" in home
    outside = cast.client("outsider").get(reverse("oversight:inspections"))
    assert "Ba tin" not in outside.content.decode()


def test_the_minutes_are_signed_by_both_and_close_the_visit(cast, visit) -> None:
    found(cast, visit)
    post(cast, "overseer", "visit_minutes", visit.pk)
    assert not Draft.objects.exists()  # the checklist is not gone through
    answers = {item["code"]: ("ok", "") for item in visit.items}
    services.answer_items(visit=visit, answers=answers, **hand(cast))
    assert post(cast, "clerk", "visit_minutes", visit.pk).status_code == 403
    post(cast, "overseer", "visit_minutes", visit.pk)
    post(cast, "overseer", "visit_minutes", visit.pk)

    draft = Draft.objects.get()
    text = draft.versions.get().text
    assert draft.type_code == "BB"
    for words in (
        "TRƯỞNG ĐOÀN KIỂM TRA",
        "ĐẠI DIỆN CƠ QUAN ĐƯỢC KIỂM TRA",
        "Bổ sung đường dẫn",
        "30/11/2026",
        "Tam Giai",
    ):
        assert words in text
    # On the screen, too, both sides sign.
    page = reverse("documents:outgoing_draft", args=[draft.pk])
    shown = cast.client("overseer").get(page).content.decode()
    assert "ĐẠI DIỆN CƠ QUAN ĐƯỢC KIỂM TRA" in shown
    assert "TRƯỞNG ĐOÀN KIỂM TRA" in shown
    with pytest.raises(services.Closed):
        found(cast, visit)


def test_the_year_in_figures(cast, visit) -> None:
    finding = found(cast, visit)
    found(cast, visit, due_on=date(2026, 11, 20))
    step = {"finding": finding, "words": "x"}
    services.follow_finding(kind="answered", **step, **hand(cast, "clerk"))
    services.follow_finding(kind="closed", **step, **hand(cast))

    year = statistics(cast.acting("overseer"), 2026, on=TODAY)
    assert (year.planned, year.visits, year.months[10].visits) == (0, 1, 1)
    assert {one.label: one.count for one in year.kinds if one.count}.popitem()[1] == 2
    assert (year.remedies.on_time, year.remedies.overdue) == (1, 1)
    assert statistics(cast.acting("outsider"), 2026, on=TODAY).visits == 0
    for name in ("inspect_statistics", "inspect_export"):
        address = reverse(f"oversight:{name}") + "?nam=2026"
        assert cast.client("overseer").get(address).status_code == 200


def test_a_checklist_holds_from_its_day_and_a_bad_line_is_named(cast, visit) -> None:
    address = reverse("oversight:inspect_items")
    page = cast.client("overseer")
    sent = {
        "from_on": "01/12/2026",
        "items": "Có kế hoạch | xem | | Kế hoạch, phân công",
        "basis": "KH 15",
    }
    bad = page.post(address, sent | {"items": "Có kế hoạch\n | xem"})
    assert bad.status_code == 422
    assert "Dòng 2 chưa đúng" in bad.content.decode()
    assert page.post(address, sent).status_code == 302
    over = version_of(cast.province, TODAY)
    assert len(checklist.checklist_of(over, TODAY)) == len(visit.items)
    (item,) = checklist.checklist_of(over, date(2026, 12, 1))
    assert (item.question, item.ground, item.kind) == ("Có kế hoạch", "", "plan")
