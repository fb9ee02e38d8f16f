"""The set holds what it says: enough, the same each time, readable, rightly labelled."""

import io
import re
from collections import Counter
from pathlib import Path
from random import SystemRandom

import lxml.html
import pytest
from PIL import Image

from tests.corpus.pages import cases
from tests.corpus.pages.case import Case
from tests.corpus.pages.cases import whole
from tests.corpus.pages.draft import Draft
from tests.corpus.pages.faults import FAULTS
from tests.corpus.pages.letters import decoded, encoded
from tests.corpus.pages.makes import MAKES

HERE = Path(__file__).parent
COPIES = (
    "copied_verbatim",
    "copied_renamed",
    "copied_edited",
    "own_again",
    "year_replaced",
)
FOREIGN = re.compile(rb"https?://([\w.-]+)")
KNOWN = (b"schema.org", b"www.w3.org")


@pytest.fixture(scope="module")
def sample() -> list[Case]:
    """Two honest pages of each make and a case of each kind."""
    return whole(cases.honest(count=2 * len(MAKES)), cases.faulty(each=1))


def words_of(case: Case) -> str:
    """The visible words of the page."""
    tree = lxml.html.document_fromstring(decoded(case.body, case.charset))
    for hidden in tree.xpath("//script|//style"):
        hidden.drop_tree()
    return " ".join(tree.text_content().split())


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every five words that stand in a row."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def borrowed(case: Case) -> float:
    """How much of the earlier item most alike is on the page."""
    here = shingles(words_of(case))
    there = [shingles(other.text) for other in case.others]
    return max((len(one & here) / len(one) for one in there), default=0.0)


def whole_and_readable(case: Case) -> None:
    """Bytes decode and parse; addresses are nobody's; the days fit together."""
    assert case.expect in ("fine", "dispute", "uncheckable")
    assert case.why
    assert case.make in MAKES
    for address in (case.asked, case.final, *case.hops):
        assert re.match(r"https?://[a-z0-9.]+\.example(/|$|\?)", address), address
    hosts = {*FOREIGN.findall(case.body), *FOREIGN.findall(case.feed)}
    assert all(host.endswith(b".example") or host in KNOWN for host in hosts), hosts
    claim = case.claim
    assert claim.first <= claim.done_on <= claim.last
    assert claim.handed_in
    assert claim.handed_in <= case.seen_at.date()
    assert all(other.handed_in <= case.seen_at.date() for other in case.others)
    if case.body:
        words = words_of(case)
        assert "%META%" not in words
        assert not re.search(r"[\[\]{}]\w+[|:]", words), words
    for picture in case.pictures:
        Image.open(io.BytesIO(picture.content)).load()


def rightly_labelled(case: Case) -> None:
    """What can be told of the label from outside."""
    if case.kind == "honest":
        words = words_of(case)
        assert case.claim.aliases[1].lower() in words.lower(), words
        assert borrowed(case) < 0.5
    if case.kind in COPIES:
        assert borrowed(case) > 0.5
    if case.kind == "picture_reused":
        before = [p.content for other in case.others for p in other.pictures]
        assert case.pictures[0].content in before
    if case.kind == "picture_altered":
        before = [p.content for other in case.others for p in other.pictures]
        assert before
        assert case.pictures[0].content not in before


def test_there_is_enough():
    asked = Counter(fault.expect for fault in FAULTS.values())
    assert len(MAKES) >= 10
    assert cases.HONEST >= 600
    assert asked["dispute"] >= 20
    assert asked["uncheckable"] >= 3
    assert cases.EACH >= 15


def test_the_same_seed_gives_the_same_bytes(sample):
    again = whole(cases.honest(count=2 * len(MAKES)), cases.faulty(each=1))
    assert again == sample


def test_another_seed_gives_other_texts_of_the_same_kinds(sample):
    (before,), (after,) = cases.honest(count=1), cases.honest(seed="other", count=1)
    assert before.make == after.make
    assert before.body != after.body


def test_a_case_can_be_read_and_points_nowhere(sample):
    for case in sample:
        whole_and_readable(case)
        rightly_labelled(case)


def test_mutated_pages_say_the_same_in_other_mark_up():
    pages, faulty = cases.mutated("this", count=len(MAKES), each=1)
    assert set(faulty) == set(FAULTS)
    for case in pages:
        whole_and_readable(case)
        rightly_labelled(case)


def test_every_kind_and_make_is_told_of():
    told = (HERE / "README.md").read_text()
    assert [name for name in (*FAULTS, *MAKES) if f"`{name}`" not in told] == []


def test_nothing_here_knows_the_code_it_measures():
    sources = [path for path in HERE.rglob("*.py") if path.name != Path(__file__).name]
    assert len(sources) > 20
    assert [p.name for p in sources if re.search(r"(import|from) loa\b", p.read_text())] == []  # fmt: skip


@pytest.mark.parametrize("charset", ["utf-8", "cp1258", "tcvn3"])
def test_letters_come_back(charset):
    text = (
        "Ủy ban nhân dân xã Phú Ngải: thủ tục đất đai, kỷ luật, ý kiến, nghĩa vụ, ghế"
    )
    back = decoded(encoded(text, charset), charset)
    assert (back.lower() if charset == "tcvn3" else back) == (
        text.lower() if charset == "tcvn3" else text
    )


def days_of(kind: str) -> list[Draft]:
    """Some drafts with that fault."""
    return [cases.planted(cases.SEED, kind, number) for number in range(6)]


def test_a_fault_of_days_is_one():
    assert all(
        draft.shown.date() < draft.first for draft in days_of("published_before")
    )
    assert all(draft.shown.date() > draft.last for draft in days_of("published_after"))
    for draft in days_of("backdated_machine"):
        assert draft.shown.date() <= draft.last < draft.machine.date()
    for draft in days_of("backdated_feed"):
        assert draft.shown.date() <= draft.last < draft.feed_at.date()
    assert all(draft.shown > draft.seen for draft in days_of("future_date"))


def test_an_item_that_names_no_body_names_none():
    for draft in days_of("unnamed_on_shared"):
        assert draft.place.name not in draft.article.text
        assert draft.place.name not in draft.title


def test_a_roster_that_cannot_be_is_none():
    for draft in days_of("roster_too_many"):
        assert draft.people > draft.place.population
    for draft in days_of("roster_same_number"):
        assert len(draft.classes) >= 6
        assert len(set(draft.classes)) == 1


@pytest.mark.verify
@pytest.mark.parametrize("fresh", [False, True])
def test_the_whole_set_is_sound(fresh):
    seed = SystemRandom().getrandbits(32) if fresh else cases.SEED
    pages, faulty = cases.mutated(seed) if fresh else (cases.honest(), cases.faulty())
    assert len(pages) >= 600
    assert min(Counter(case.make for case in pages).values()) >= 40
    assert min(map(len, faulty.values())) >= 15
    everything = whole(pages, faulty)
    assert len({case.name for case in everything}) == len(everything)
    for case in everything:
        whole_and_readable(case)
        try:
            rightly_labelled(case)
        except AssertionError as wrong:
            raise AssertionError(f"seed {seed}, {case.name}: {wrong}") from wrong
