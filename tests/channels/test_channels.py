"""A body's channels: declared with a preview, recognised, shared ones told, closed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from loa.channels import selectors, services
from loa.channels.matching import NotRecognisable, examples, matcher_from, matcher_of
from loa.channels.models import Channel
from loa.notices.models import Notice
from loa.orgs.models import Role
from tests.cast import TODAY, Cast
from tests.factories import give, make_channel, make_user, moment

pytestmark = pytest.mark.django_db
AT = moment(2026, 11, 20)
SHARED = "lamgiang.gov.vn"


def declare(cast: Cast, who: str = "clerk", body=None, **fields):
    acting = cast.acting(who)
    return services.declare_channel(
        body_id=body.pk if body else acting.body_id,
        actor=getattr(cast, who),
        acting=acting,
        at=AT,
        **({"kind": "website", "name": "Trang xã"} | fields),
    )


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("https://www.TamGiai.gov.vn/", ("tamgiai.gov.vn", "", {}, "")),
        (f"{SHARED}/tam-giai/tin", (SHARED, "/tam-giai/tin", {}, "")),
        (f"https://{SHARED}/?xa=12", (SHARED, "", {"xa": "12"}, "")),
        ("https://m.facebook.com/xatamgiai/", ("facebook.com", "", {}, "xatamgiai")),
        ("facebook.com/profile.php?id=1000", ("facebook.com", "", {}, "1000")),
        ("https://www.tiktok.com/@tamgiai", ("tiktok.com", "", {}, "tamgiai")),
        ("youtube.com/@tamgiai", ("youtube.com", "/@tamgiai", {}, "")),
    ],
)
def test_a_channel_is_made_from_a_pasted_address(cast: Cast, address, stored):
    channel = declare(cast, address=address).channel

    channel.refresh_from_db()
    found = (channel.host, channel.path_prefix, channel.query_keys, channel.account)
    assert found == stored
    assert channel.from_on == date(2026, 11, 20)
    assert matcher_of(channel) == matcher_from(address, "")


@pytest.mark.parametrize("address", ["https://facebook.com/", "zalo.me", "youtube.com"])
def test_nobody_declares_a_whole_network(cast: Cast, address):
    with pytest.raises(NotRecognisable) as refused:
        declare(cast, address=address)

    assert refused.value.code == "whole_network"


def test_communes_on_one_host_are_told_apart_by_path_and_query(cast: Cast):
    make_channel(cast.province, SHARED)
    own = make_channel(cast.commune, SHARED, "/tam-giai")
    other = make_channel(cast.neighbour, SHARED, query_keys={"xa": "7"})

    def whose(address):
        return selectors.channel_for(f"https://{SHARED}{address}", on=TODAY)

    assert whose("/tam-giai/tin-1") == own
    assert whose("/tin?id=3&xa=7") == other
    assert whose("/tam-giai-khac/tin-1").owner == cast.province
    assert selectors.channel_for("https://khac.vn/", on=TODAY) is None
    assert selectors.channel_for("khong phai", on=TODAY) is None


def test_of_two_that_declared_the_same_a_bodys_own_is_meant(cast: Cast):
    make_channel(cast.neighbour, SHARED, "/tin")
    own = make_channel(cast.commune, SHARED, "/tin")
    address = f"https://{SHARED}/tin/1"

    assert selectors.channel_for(address, on=TODAY) is None
    assert selectors.channel_for(address, on=TODAY, body_id=cast.commune.pk) == own


def test_both_bodies_are_told_of_a_channel_that_both_declared(cast: Cast):
    make_channel(cast.neighbour, SHARED, "/tin")

    declared = declare(cast, address=f"{SHARED}/TIN/", name="Trang chung")

    assert [channel.owner for channel in declared.same] == [cast.neighbour]
    notice = Notice.objects.get()
    assert notice.body == cast.neighbour
    assert notice.params["channel"] == "Trang chung"


def test_a_body_declares_a_channel_once(cast: Cast):
    first = declare(cast, address=SHARED).channel

    with pytest.raises(services.AlreadyDeclared) as refused:
        declare(cast, address=f"https://www.{SHARED}/")

    assert refused.value.channel == first


def test_a_station_is_known_by_its_name(cast: Cast):
    channel = declare(cast, kind="radio", station="Đài Tam Giai").channel

    assert (channel.host, channel.station) == ("", "Đài Tam Giai")
    assert examples(matcher_of(channel)).recognised == ()


def test_a_closed_channel_still_holds_for_its_days(cast: Cast):
    channel = declare(cast, address=SHARED, from_on=date(2026, 1, 1)).channel

    closed = services.close_channel(
        channel=channel,
        until_on=date(2026, 7, 1),
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=AT,
    )

    address = f"https://{SHARED}/tin"
    assert selectors.channel_for(address, on=date(2026, 6, 30)) == closed
    assert selectors.channel_for(address, on=date(2026, 7, 1)) is None
    assert selectors.channels_of(cast.commune, TODAY) == []
    assert selectors.closed_channels_of(cast.commune, TODAY) == [closed]


def test_a_channel_does_not_end_before_it_began(cast: Cast):
    channel = declare(cast, address=SHARED).channel

    with pytest.raises(services.ClosedBeforeOpened):
        services.close_channel(
            channel=channel,
            until_on=date(2020, 1, 1),
            actor=cast.clerk,
            acting=cast.acting("clerk"),
            at=AT,
        )


def test_the_overseer_declares_for_a_commune_below(cast: Cast):
    assert declare(cast, "overseer", cast.commune, address=SHARED).channel


def test_a_viewer_declares_nothing(cast: Cast):
    cast.clerk = make_user("viewer")
    give(cast.clerk, Role.VIEWER, cast.commune)

    with pytest.raises(PermissionDenied):
        declare(cast, address=SHARED)


@pytest.mark.parametrize(
    "address",
    [SHARED, f"{SHARED}/tam-giai", f"{SHARED}/?xa=1", "facebook.com/tamgiai"],
)
def test_examples_show_what_is_taken_and_what_is_not(address):
    shown = examples(matcher_from(address, ""))

    assert shown.recognised
    assert shown.not_recognised


# --- pages ----------------------------------------------------------------------------

DECLARE = "/kenh/khai-bao/"


def typed(**fields):
    return {
        "kind": "website",
        "name": "Trang xã",
        "address": f"https://{SHARED}/tam-giai",
        "from_on": "01/01/2026",
    } | fields


def test_looking_first_shows_examples_and_stores_nothing(cast: Cast):
    page = cast.client("clerk").post(
        DECLARE, typed(xem="1", tried=f"https://{SHARED}/khac")
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert f"https://{SHARED}/tam-giai/tin-moi-12" in text
    assert page.context["tried_fits"] is False
    assert not Channel.objects.exists()


def test_a_channel_is_declared_and_listed(cast: Cast):
    done = cast.client("clerk").post(DECLARE, typed(once="a" * 22), follow=True)

    assert done.redirect_chain == [("/kenh/", 302)]
    assert f"{SHARED}/tam-giai" in done.content.decode()


def test_a_double_click_declares_once(cast: Cast):
    client = cast.client("clerk")
    data = typed(once="a" * 22)

    client.post(DECLARE, data)
    again = client.post(DECLARE, data)

    assert again.url == "/kenh/"
    assert Channel.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": ""}, "Hãy dán địa chỉ"),
        ({"address": "javascript:alert(1)"}, "không phải địa chỉ trang mạng"),
        ({"address": "facebook.com"}, "cả mạng xã hội"),
        ({"address": f"a.vn/{'x' * 400}"}, "quá dài"),
        ({"name": ""}, "Tên"),
        ({"from_on": "hôm qua"}, "hôm qua"),
        ({"kind": "x"}, "Loại"),
    ],
)
def test_bad_input_is_told(cast: Cast, fields, said):
    page = cast.client("clerk").post(DECLARE, typed(**fields))

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Channel.objects.exists()


def test_declaring_again_is_told(cast: Cast):
    client = cast.client("clerk")
    client.post(DECLARE, typed())

    page = client.post(DECLARE, typed())

    assert page.status_code == 422
    assert "đã khai báo kênh này" in page.content.decode()


def test_a_station_without_a_place_is_known_by_its_name(cast: Cast):
    cast.client("clerk").post(
        DECLARE, typed(kind="radio", name="Đài truyền thanh xã", address="")
    )

    assert Channel.objects.get().station == "Đài truyền thanh xã"


def test_a_channel_is_closed_on_its_page(cast: Cast):
    channel = make_channel(cast.commune, SHARED)
    client = cast.client("clerk")

    bad = client.post(f"/kenh/{channel.pk}/dong/", {"last_on": "x"}, follow=True)
    early = client.post(
        f"/kenh/{channel.pk}/dong/", {"last_on": "1/1/2020"}, follow=True
    )
    done = client.post(
        f"/kenh/{channel.pk}/dong/", {"last_on": "31/10/2026"}, follow=True
    )

    assert "“x”" in bad.content.decode()
    assert "trước ngày đầu tiên" in early.content.decode()
    assert "Không còn dùng" in done.content.decode()
    channel.refresh_from_db()
    assert channel.until_on == date(2026, 11, 1)


def test_the_overseer_looks_after_a_communes_channels(cast: Cast):
    client = cast.client("overseer")

    done = client.post(f"{DECLARE}?co-quan={cast.commune.pk}", typed(), follow=True)

    assert done.redirect_chain == [(f"/kenh/?co-quan={cast.commune.pk}", 302)]
    assert Channel.objects.get().owner == cast.commune


@pytest.mark.parametrize("who", ["outsider", "officer"])
def test_an_outsider_finds_none_of_it(cast: Cast, who):
    channel = make_channel(cast.commune, SHARED)
    client = cast.client(who)
    asked = f"?co-quan={cast.commune.pk}"

    assert client.get(f"/kenh/{asked}").status_code == 404
    assert client.get(f"{DECLARE}{asked}").status_code == 404
    assert client.post(f"{DECLARE}{asked}", typed()).status_code == 404
    assert client.post(f"/kenh/{channel.pk}/dong/").status_code == 404


def test_wrong_methods_are_refused(cast: Cast):
    channel = make_channel(cast.commune, SHARED)
    client = cast.client("clerk")

    assert client.post("/kenh/").status_code == 405
    assert client.get(f"/kenh/{channel.pk}/dong/").status_code == 405
    assert client.put(DECLARE).status_code == 405
