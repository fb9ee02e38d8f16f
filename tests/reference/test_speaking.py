"""Which department speaks for which area: decided, dated, kept; who may then judge."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.models import Entry
from loa.evidence import policies
from loa.evidence.models import Standing
from loa.notices.models import Notice
from loa.orgs.models import Kind, Level, Role
from loa.orgs.selectors import acting, version_of
from loa.reference.deciding import (
    BadSpeaker,
    DecidedSince,
    NothingChanged,
    decide_speaker,
)
from loa.reference.models import Area, AreaSpeaker
from loa.reference.selectors import areas
from loa.reference.speaking import speaks_for
from tests.cast import TODAY
from tests.evidence.work import make_work
from tests.factories import give, make_body, make_user, moment
from tests.programmes.test_working_pages import words

NOW = moment(2026, 11, 20)
YEAR = date(2026, 1, 1)


@pytest.fixture
def area(db):
    return areas(TODAY)[0]


@pytest.fixture
def decide(cast, area):
    def decide(body=None, who="overseer", level=Level.PROVINCE, **more):
        newest = AreaSpeaker.objects.filter(area=more.get("area", area), level=level)
        last = newest.order_by("-pk").first()
        fields = {
            "area": area, "under": version_of(cast.province, TODAY), "level": level,
            "from_on": YEAR, "by_document": "01/QĐ-UBND ngày 02/01/2026",
            "seen": last.pk if last else 0, "at": NOW,
        }  # fmt: skip
        return decide_speaker(
            body=body,
            actor=getattr(cast, who),
            acting=cast.acting(who),
            **fields | more,
        )

    return decide


def named(area, body, on=TODAY, **more):
    return [each.version.name for each in speaks_for(area, body.pk, on, **more)]


def test_nobody_speaks_until_it_is_decided(cast, area):
    assert named(area, cast.commune) == []
    page = words(cast.client("clerk").get(reverse("reference:speakers")))
    assert "chưa nêu cơ quan nào" in page
    assert area.name in page


def test_the_newest_decision_holds_over_its_days_and_the_others_are_kept(
    cast, area, decide
):
    decide(cast.home_office)
    at_first = moment(2026, 11, 20, 12)
    decide(cast.culture, from_on=date(2026, 7, 1), at=moment(2026, 11, 21))
    assert named(area, cast.commune) == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert named(area, cast.commune, date(2026, 6, 30)) == ["Sở Nội vụ"]
    # as it was known before the second one
    assert named(area, cast.commune, known_at=at_first) == ["Sở Nội vụ"]
    # from its last day on nobody
    decide(None, from_on=date(2026, 11, 1), at=moment(2026, 11, 21, 10))
    assert named(area, cast.commune) == []
    assert named(area, cast.commune, date(2026, 10, 31)) != []
    assert named(area, cast.other_province) == []
    assert Entry.objects.filter(action="reference.speaker.decided").count() == 3


def test_a_kind_of_body_speaks_in_each_commune_before_the_province(cast, area, decide):
    decide(cast.home_office)
    decide(level=Level.COMMUNE, kind_name="Phòng Văn hóa")
    assert named(area, cast.commune) == ["Phòng Văn hóa - Xã hội", "Sở Nội vụ"]
    # a commune that has none is answered by the province alone
    assert named(area, cast.neighbour) == ["Sở Nội vụ"]


@pytest.mark.parametrize("who", ["clerk", "head", "officer", "outsider"])
def test_only_who_oversees_or_administers_the_province_decides(cast, decide, area, who):
    with pytest.raises(PermissionDenied):
        decide(cast.home_office, who=who)
    address = reverse("reference:speaker", args=[area.pk, "province"])
    client = cast.client(who)
    assert client.post(address, {}).status_code == 403
    assert "Quyết định" not in words(client.get(address)).replace("đã quyết định", "")
    assert not AreaSpeaker.objects.exists()


def test_bad_decisions_are_refused_with_why(cast, area, decide):
    decide(cast.home_office)
    for fields, code in [
        ({"body": cast.commune}, "elsewhere"),
        ({"body": cast.other_province}, "elsewhere"),
        ({"body": cast.culture, "from_on": date(2020, 1, 1)}, "not_then"),
        ({"body": cast.culture, "until_on": YEAR}, "before"),
        ({"body": cast.culture, "by_document": " "}, "missing"),
        ({"body": cast.culture, "kind_name": "Sở"}, "one"),
    ]:
        with pytest.raises(BadSpeaker) as refused:
            decide(**fields)
        assert refused.value.code == code
    with pytest.raises(NothingChanged):
        decide(cast.home_office)
    with pytest.raises(DecidedSince):
        decide(cast.culture, seen=0)
    assert AreaSpeaker.objects.count() == 1


def test_the_overseer_says_it_on_the_page(cast, area):
    client = cast.client("overseer")
    address = reverse("reference:speaker", args=[area.pk, "province"])
    said = {
        "body": cast.culture.pk, "kind_name": "", "from_on": "01/03/2026",
        "last_on": "", "by_document": "", "seen": "0",
    }  # fmt: skip
    bad = client.post(address, said)
    assert bad.status_code == 422
    assert not AreaSpeaker.objects.exists()
    page = words(client.post(address, said | {"by_document": "9/QĐ"}, follow=True))
    assert "Sở Văn hóa, Thể thao và Du lịch" in page
    assert "01/03/2026" in page
    again = client.post(address, said | {"by_document": "10/QĐ", "body": ""})
    assert "đã quyết định việc này trước" in words(again)
    assert client.get(reverse("reference:speaker", args=[area.pk, "nation"])).status_code == 404  # fmt: skip
    history = words(cast.client("clerk").get(address))
    assert "9/QĐ" in history
    assert "Phạm Thị Overseer" in history
    assert Notice.objects.filter(body=cast.culture, kind="reference.speaker.decided")


def test_an_officer_of_the_department_judges_the_records_of_her_area(
    cast, area, decide
):
    work = make_work(cast)
    hers = work.record(area=area.code).record
    other = work.record(
        "https://tamgiai.lamgiang.gov.vn/2", area=areas(TODAY)[1].code
    ).record
    officer = cast.client("officer")
    detail = [reverse("evidence:detail", args=[row.pk]) for row in (hers, other)]
    assert [officer.get(each).status_code for each in detail] == [404, 404]
    decide(cast.culture)
    assert [officer.get(each).status_code for each in detail] == [200, 404]
    assert cast.client("outsider").get(detail[0]).status_code == 404
    listed = words(officer.get(reverse("evidence:awaiting") + "?linh-vuc=cua-toi"))
    assert hers.title in listed
    assert "Lĩnh vực cơ quan tôi phụ trách" in words(
        officer.get(reverse("evidence:awaiting"))
    )
    seen = hers.verdicts.get(closed_at=None)
    said = {"standing": "verified", "reason": "Đã mở trang", "seen": seen.pk}
    officer.post(reverse("evidence:verdict", args=[hers.pk]), said)
    assert hers.verdicts.get(closed_at=None).standing == Standing.VERIFIED
    refused = officer.post(reverse("evidence:verdict", args=[other.pk]), said)
    assert refused.status_code == 404
    # whom to ask stands on the record's page
    asked = words(cast.client("clerk").get(detail[0]))
    assert "Sở Văn hóa, Thể thao và Du lịch" in asked


def test_a_division_judges_beside_it_but_not_its_own_government(cast, area, decide):
    decide(level=Level.COMMUNE, kind_name="Phòng Văn hóa - Xã hội")
    radio = make_body("Đài truyền thanh", under=cast.commune, kind=Kind.CENTRE)
    insider = make_user("insider")
    give(insider, Role.OFFICER, cast.culture_office)
    seat = acting(insider, chosen=None, on=TODAY)
    record = make_work(cast).record(area=area.code).record
    assert not policies.can_see_record(seat, record, on=TODAY)
    record.body = radio
    assert policies.can_judge(insider, seat, record, on=TODAY)
    record.body = cast.neighbour
    assert not policies.can_judge(insider, seat, record, on=TODAY)


def test_a_programme_page_lists_its_areas_with_their_speakers(cast, decide, area):
    from tests.architecture.matrix import programme

    decide(cast.culture)
    page = words(
        cast.client("overseer").get(
            reverse("programmes:detail", kwargs=programme(cast))
        )
    )
    assert area.name in page
    assert "Sở Văn hóa, Thể thao và Du lịch" in page
    assert Area.objects.count() > 1
