"""Whose page it is: channels recognised strictly."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.proof import BadAddress, ChannelMatcher, best_channel, parse_address

PATH = ChannelMatcher(host="tinh.gov.vn", path_prefix="/xa-a")
QUERY = ChannelMatcher(host="tinh.gov.vn", path_prefix="/cong", query=(("site", "7"),))
WHOLE = ChannelMatcher(host="xa-a.tinh.gov.vn")
ACCOUNT = ChannelMatcher(host="facebook.com", account="ubnd.xa.a")


@pytest.mark.parametrize(
    ("matcher", "address", "is_on_it"),
    [
        (PATH, "https://tinh.gov.vn/xa-a", True),
        (PATH, "http://www.tinh.gov.vn/xa-a/tin/1?x=2#y", True),
        (PATH, "https://TINH.gov.vn/Xa-A/tin", True),
        (PATH, "https://tinh.gov.vn/xa%2Da/tin", True),
        (PATH, "https://tinh.gov.vn/xa-ab", False),
        (PATH, "https://tinh.gov.vn/xa-ab/tin", False),
        (PATH, "https://tinh.gov.vn/xa", False),
        (PATH, "https://tinh.gov.vn/tin/xa-a", False),
        (PATH, "https://tinh.gov.vn/xa-a/../xa-b/tin", False),
        (PATH, "https://tinh.gov.vn/xa-a%2Ftin", False),
        (PATH, "https://tinh.gov.vn", False),
        # hosts are compared whole
        (PATH, "https://eviltinh.gov.vn/xa-a", False),
        (PATH, "https://tinh.gov.vn.xau.vn/xa-a", False),
        (PATH, "https://xa.tinh.gov.vn/xa-a", False),
        (PATH, "https://gov.vn/xa-a", False),
        (PATH, "https://tinh.gov.vn@xau.vn/xa-a", False),
        (PATH, "https://xau.vn\\@tinh.gov.vn/xa-a", False),
        (PATH, "https://tinh.gov.vn:8080/xa-a", False),
        # query keys
        (QUERY, "https://tinh.gov.vn/cong?site=7", True),
        (QUERY, "https://tinh.gov.vn/cong/tin?id=1&site=7&utm_source=x", True),
        (QUERY, "https://tinh.gov.vn/cong?site=70", False),
        (QUERY, "https://tinh.gov.vn/cong?xsite=7", False),
        (QUERY, "https://tinh.gov.vn/cong", False),
        (WHOLE, "https://xa-a.tinh.gov.vn/bat-ky", True),
        (WHOLE, "https://xa-b.tinh.gov.vn/bat-ky", False),
        # accounts
        (ACCOUNT, "https://m.facebook.com/ubnd.xa.a/posts/12", True),
        (ACCOUNT, "https://facebook.com/UBND.Xa.A", True),
        (ACCOUNT, "https://facebook.com/ubnd.xa.ab/posts/12", False),
        (ACCOUNT, "https://facebook.com/groups/ubnd.xa.a", False),
        (ACCOUNT, "https://facebook.com/", False),
        (ACCOUNT, "https://tiktok.com/@ubnd.xa.a", False),
        (
            ChannelMatcher("facebook.com", account="1000"),
            "https://facebook.com/profile.php?id=1000",
            True,
        ),
        (
            ChannelMatcher("facebook.com", account="1000"),
            "https://facebook.com/permalink.php?story_fbid=5&id=1000",
            True,
        ),
        (
            ChannelMatcher("facebook.com", account="1000"),
            "https://facebook.com/profile.php?id=10001",
            False,
        ),
        (
            ChannelMatcher("tiktok.com", account="@xa.a"),
            "https://www.tiktok.com/@xa.a/video/7",
            True,
        ),
        # what is no address is on no channel
        (PATH, "javascript:tinh.gov.vn/xa-a", False),
        (PATH, "", False),
        (ChannelMatcher(station="Cụm loa thôn 1"), "https://tinh.gov.vn/xa-a", False),
        (ChannelMatcher(), "https://tinh.gov.vn/xa-a", False),
        (ChannelMatcher(host="không phải tên"), "https://tinh.gov.vn", False),
    ],
)
def test_a_channel_knows_its_pages(matcher, address, is_on_it):
    assert matcher.matches(address) is is_on_it


@pytest.mark.parametrize(
    "matcher",
    [
        ChannelMatcher(host="https://www.tinh.gov.vn/", path_prefix="xa-a/"),
        ChannelMatcher(host="WWW.TINH.GOV.VN", path_prefix="/xa-a"),
        ChannelMatcher.of_address("http://www.tinh.gov.vn/xa-a/"),
    ],
)
def test_a_matcher_may_be_typed_in_any_dress(matcher):
    assert matcher.matches("https://tinh.gov.vn/xa-a/tin")
    assert not matcher.matches("https://tinh.gov.vn/xa-ab")
    assert matcher.problems() == ()


def test_a_matcher_of_an_address_recognises_it_with_path_port_and_query():
    matcher = ChannelMatcher.of_address("http://tinh.gov.vn:8080/cong/xã-a?site=7")

    assert matcher.matches("https://tinh.gov.vn:8080/cong/xã-a/tin?id=1&site=7")
    assert not matcher.matches("https://tinh.gov.vn/cong/xã-a/tin?id=1&site=7")
    with pytest.raises(BadAddress):
        ChannelMatcher.of_address("loa thôn 1")


@pytest.mark.parametrize(
    ("matcher", "problems"),
    [
        (ChannelMatcher(), ("nothing_given",)),
        (ChannelMatcher(station="Loa"), ()),
        (ChannelMatcher(path_prefix="/xa-a"), ("host_missing",)),
        (ChannelMatcher(account="xa.a"), ("host_missing",)),
        (ChannelMatcher(host="tinh gov vn"), ("bad_host",)),
        (ChannelMatcher(host="tinhgovvn"), ("bad_host",)),
        (PATH, ()),
    ],
)
def test_a_matcher_that_recognises_nothing_says_why(matcher, problems):
    assert matcher.problems() == problems


@pytest.mark.parametrize("matcher", [PATH, QUERY, WHOLE, ACCOUNT, ChannelMatcher()])
def test_a_matcher_comes_back_from_its_data(matcher):
    data = json.loads(json.dumps(matcher.as_data()))

    assert ChannelMatcher.from_data(data) == matcher


def test_the_most_specific_channel_is_meant():
    channels = [
        ("province", ChannelMatcher(host="tinh.gov.vn")),
        ("commune", PATH),
        ("column", ChannelMatcher(host="tinh.gov.vn", path_prefix="/xa-a/cchc")),
    ]

    assert best_channel(channels, "https://tinh.gov.vn/xa-a/cchc/1") == "column"
    assert best_channel(channels, "https://tinh.gov.vn/xa-a/tin/1") == "commune"
    assert best_channel(channels, "https://tinh.gov.vn/xa-ab") == "province"
    assert best_channel(channels, "https://khac.vn/xa-a") is None
    assert best_channel(channels, "không phải địa chỉ") is None


def test_two_channels_that_ask_for_as_much_cannot_be_told_apart():
    channels = [
        ("a", ChannelMatcher(host="tinh.gov.vn", query=(("x", "1"),))),
        ("b", ChannelMatcher(host="tinh.gov.vn", query=(("y", "2"),))),
    ]

    assert best_channel(channels, "https://tinh.gov.vn/?x=1") == "a"
    assert best_channel(channels, "https://tinh.gov.vn/?x=1&y=2") is None
    assert best_channel([*channels[:1], *channels[:1]], "tinh.gov.vn/?x=1") == "a"


segments = st.lists(
    st.text(alphabet="abAB-1ạ", min_size=1, max_size=3), min_size=1, max_size=3
)


@given(prefix=segments, path=segments)
@settings(max_examples=200, deadline=None)
def test_a_prefix_matches_whole_segments_only(prefix, path):
    matcher = ChannelMatcher(host="tinh.gov.vn", path_prefix="/".join(prefix))
    folded = [each.casefold() for each in path]

    slow = folded[: len(prefix)] == [each.casefold() for each in prefix]

    assert matcher.matches("https://tinh.gov.vn/" + "/".join(path)) is slow


@given(path=segments)
def test_a_channel_of_an_address_always_knows_that_address(path):
    url = "https://tinh.gov.vn/" + "/".join(path)

    assert ChannelMatcher.of_address(url).matches(parse_address(url))
