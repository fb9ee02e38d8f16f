"""One page, one key: addresses in one normal form."""

import string
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loa.domain.proof import BadAddress, address_key, normalise_address, parse_address


@pytest.mark.parametrize(
    ("pasted", "normal"),
    [
        ("https://tinh.gov.vn/tin/1", "https://tinh.gov.vn/tin/1"),
        ("http://tinh.gov.vn/tin/1", "https://tinh.gov.vn/tin/1"),
        ("HTTPS://WWW.Tinh.Gov.VN/tin/1", "https://tinh.gov.vn/tin/1"),
        ("tinh.gov.vn/tin/1", "https://tinh.gov.vn/tin/1"),
        ("//tinh.gov.vn/tin/1", "https://tinh.gov.vn/tin/1"),
        ("  https://tinh.gov.vn/tin/1\n", "https://tinh.gov.vn/tin/1"),
        ("\ufeffhttps://tinh.gov.vn/tin/1\u200b", "https://tinh.gov.vn/tin/1"),
        ("https://tinh.gov.vn", "https://tinh.gov.vn"),
        ("https://tinh.gov.vn/", "https://tinh.gov.vn"),
        ("https://tinh.gov.vn./tin/", "https://tinh.gov.vn/tin"),
        # ports
        ("http://tinh.gov.vn:80/a", "https://tinh.gov.vn/a"),
        ("https://tinh.gov.vn:443/a", "https://tinh.gov.vn/a"),
        ("http://tinh.gov.vn:8080/a", "https://tinh.gov.vn:8080/a"),
        ("tinh.gov.vn:8080/a", "https://tinh.gov.vn:8080/a"),
        ("https://tinh.gov.vn:/a", "https://tinh.gov.vn/a"),
        # paths
        ("https://tinh.gov.vn/a/./b/../c//d/", "https://tinh.gov.vn/a/c/d"),
        ("https://tinh.gov.vn/%2e%2e/a/%2E/b", "https://tinh.gov.vn/a/b"),
        ("https://tinh.gov.vn/../../a", "https://tinh.gov.vn/a"),
        ("https://tinh.gov.vn\\tin\\1", "https://tinh.gov.vn/tin/1"),
        ("https://tinh.gov.vn/a%2Fb", "https://tinh.gov.vn/a%2Fb"),
        ("https://tinh.gov.vn/a;jsessionid=12F?x=1", "https://tinh.gov.vn/a?x=1"),
        ("https://tinh.gov.vn/%7Euser/a", "https://tinh.gov.vn/~user/a"),
        ("https://tinh.gov.vn/A/a", "https://tinh.gov.vn/A/a"),
        ("https://tinh.gov.vn/tin%c3%aa", "https://tinh.gov.vn/tin%C3%AA"),
        ("https://tinh.gov.vn/bài viết", "https://tinh.gov.vn/b%C3%A0i%20vi%E1%BA%BFt"),
        ("https://tinh.gov.vn/%FF", "https://tinh.gov.vn/%FF"),
        # queries
        ("https://tinh.gov.vn/x?b=2&a=1", "https://tinh.gov.vn/x?a=1&b=2"),
        ("https://tinh.gov.vn/x?a=1&a=2", "https://tinh.gov.vn/x?a=1&a=2"),
        ("https://tinh.gov.vn/x?a=1&a=1", "https://tinh.gov.vn/x?a=1"),
        ("https://tinh.gov.vn/x?", "https://tinh.gov.vn/x"),
        ("https://tinh.gov.vn?a=1", "https://tinh.gov.vn?a=1"),
        (
            "https://tinh.gov.vn/x?q=m%E1%BB%99t+c%E1%BB%ADa",
            "https://tinh.gov.vn/x?q=m%E1%BB%99t%20c%E1%BB%ADa",
        ),
        ("https://tinh.gov.vn/x?utm_source=zalo&id=7", "https://tinh.gov.vn/x?id=7"),
        ("https://tinh.gov.vn/x?id=7&fbclid=IwAR0", "https://tinh.gov.vn/x?id=7"),
        ("https://tinh.gov.vn/x?UTM_Medium=a&zarsrc=30", "https://tinh.gov.vn/x"),
        # fragments: a place on a page goes, a page's own route stays
        ("https://tinh.gov.vn/x#binh-luan", "https://tinh.gov.vn/x"),
        ("https://tinh.gov.vn/#/tin/12", "https://tinh.gov.vn#/tin/12"),
        ("https://tinh.gov.vn/#!tin-12", "https://tinh.gov.vn#!tin-12"),
        # names in Vietnamese, composed or not
        ("https://tiếngviệt.vn/", "https://xn--tingvit-6g1c8s.vn"),
        # the same site and page under other names
        (
            "https://m.facebook.com/xa.a/posts/1?mibextid=x",
            "https://facebook.com/xa.a/posts/1",
        ),
        ("https://youtu.be/AbC-1?si=x", "https://youtube.com/watch?v=AbC-1"),
        (
            "https://www.youtube.com/watch?v=AbC-1&feature=shared",
            "https://youtube.com/watch?feature=shared&v=AbC-1",
        ),
        # numbers for a name
        ("http://10.0.0.7:8081/tin", "https://10.0.0.7:8081/tin"),
        ("http://[2001:DB8:0::1]/tin", "https://[2001:db8::1]/tin"),
    ],
)
def test_what_differs_only_in_dress_is_one_page(pasted, normal):
    if "tiếngviệt" in pasted:
        normal = "https://" + "tiếngviệt.vn".encode("idna").decode()

    assert normalise_address(pasted) == normal
    assert normalise_address(unicodedata.normalize("NFD", pasted)) == normal
    assert normalise_address(normal) == normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tinh.gov.vn/tin/1", "https://tinh.gov.vn/tin/2"),
        ("https://tinh.gov.vn/tin?id=1", "https://tinh.gov.vn/tin?id=2"),
        ("https://tinh.gov.vn/tin?id=1", "https://tinh.gov.vn/tin"),
        ("https://tinh.gov.vn/Tin", "https://tinh.gov.vn/tin"),
        ("https://tinh.gov.vn/tin", "https://xa.tinh.gov.vn/tin"),
        ("https://tinh.gov.vn/a/b", "https://tinh.gov.vn/a%2Fb"),
        ("https://tinh.gov.vn/x?a=1%26b=2", "https://tinh.gov.vn/x?a=1&b=2"),
        ("https://tinh.gov.vn/#/tin/1", "https://tinh.gov.vn/#/tin/2"),
        ("https://tinh.gov.vn:8080/", "https://tinh.gov.vn/"),
    ],
)
def test_two_pages_keep_two_keys(one, other):
    assert normalise_address(one) != normalise_address(other)


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("", "empty"),
        (" \n\u200b", "empty"),
        ("ftp://tinh.gov.vn/a", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("mailto:a@tinh.gov.vn", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("data:text/html,x", "scheme"),
        ("https://a:b@tinh.gov.vn/", "user"),
        ("https://tinh.gov.vn@xau.vn/", "user"),
        ("https://", "host"),
        ("https:///tin", "host"),
        ("bài viết", "host"),
        ("tinbai", "host"),
        ("https://tinh gov.vn/", "host"),
        ("https://tinh..vn/", "host"),
        ("https://-tinh.vn/", "host"),
        ("https://" + "a" * 64 + ".vn/", "host"),
        ("https://[::1/", "host"),
        ("https://[zz]/", "host"),
        ("https://tinh.gov.vn:99999/", "port"),
        ("https://tinh.gov.vn:0/", "port"),
        ("https://tinh.gov.vn/\ud800", "encoding"),
        ("https://\ud800.vn/", "encoding"),
        ("https://%FF.vn/", "encoding"),
    ],
)
def test_what_is_no_page_says_why(pasted, code):
    with pytest.raises(BadAddress) as caught:
        normalise_address(pasted)

    assert caught.value.code == code
    assert caught.value.address == pasted


def test_a_host_without_a_dot_needs_its_scheme():
    assert normalise_address("http://portal/tin") == "https://portal/tin"


def test_a_long_address_keeps_a_key_that_fits_a_column():
    base = "https://tinh.gov.vn/tin?x="
    long, other = base + "a" * 900, base + "a" * 899 + "b"

    assert len(address_key(long)) == 500
    assert address_key(long) != address_key(other)
    assert address_key(long) == address_key("http://www.tinh.gov.vn/tin?x=" + "a" * 900)
    assert address_key(base + "a") == normalise_address(base + "a")


def test_an_address_is_taken_apart():
    address = parse_address("https://www.tinh.gov.vn/xa-a/tin?id=7#x")

    assert address.host == "tinh.gov.vn"
    assert address.segments == ("xa-a", "tin")
    assert address.query == (("id", "7"),)


soup = st.text(
    alphabet=st.one_of(
        st.sampled_from("/?#&=%.:;@+~[]\\ wWhtps2eEfFxX-_!ạế\u0301ﬀ"),
        st.characters(),
    ),
    max_size=40,
)
hosts = st.text(alphabet=string.ascii_letters + string.digits + "-.ạế", max_size=20)


CODES = {"empty", "scheme", "user", "host", "port", "encoding"}


def key_or_reason(text):
    try:
        return normalise_address(text), None
    except BadAddress as bad:
        return None, bad.code


def check_idempotent(text):
    once, reason = key_or_reason(text)
    if once is None:
        assert reason in CODES
        return
    assert normalise_address(once) == once
    assert once.isascii()
    assert once.startswith("https://")


@given(text=soup)
@example(text="www.www.www.vn")
@example(text="www.vn")
@example(text="http://a.vn:443")
@example(text="https://a.vn/%252e%252e/x")
@example(text="https://a.vn/a;%6Asessionid=1")
@settings(max_examples=400, deadline=None)
def test_any_text_gives_a_stable_key_or_a_reason(text):
    check_idempotent(text)


@given(host=hosts, path=soup, query=soup, fragment=soup, www=st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_address_gives_a_stable_key_or_a_reason(host, path, query, fragment, www):
    check_idempotent(f"https://{'www.' * www}{host}.vn/{path}?{query}#{fragment}")


@pytest.mark.verify
@pytest.mark.timeout(600)
@given(host=hosts, path=soup, query=soup, fragment=soup, www=st.booleans())
@settings(max_examples=20_000, deadline=None)
def test_addresses_at_length(host, path, query, fragment, www):
    check_idempotent(f"https://{'www.' * www}{host}.vn/{path}?{query}#{fragment}")
    check_idempotent(f"{host}{path}?{query}#{fragment}")


keys = st.text(alphabet="abcxyzạế", min_size=1, max_size=4)


@given(
    pairs=st.lists(st.tuples(keys, keys), max_size=5, unique=True),
    data=st.data(),
    campaign=keys,
)
@settings(max_examples=100, deadline=None)
def test_order_and_tracking_make_no_other_page(pairs, data, campaign):
    mixed = data.draw(st.permutations([*pairs, ("utm_campaign", campaign)]))

    def address(query):
        return "https://tinh.gov.vn/x?" + "&".join(f"{k}={v}" for k, v in query)

    assert normalise_address(address(pairs)) == normalise_address(address(mixed))
