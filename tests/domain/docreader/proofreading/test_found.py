"""What is found: every fault that a person saw in real papers, and faults that were planted.

Every remark on the papers at hand is judged by a person in `judged.jsonl`; a new one
fails here until it is. `loa proofread` prints them; a line is added with "fault" true or
false, and why when it is false.
"""

import json
import random
import secrets
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import reading
from benchmarks.proofreading import CHARACTERS_A_PAGE, judged_of, key_of
from loa.domain.docreader import proofread, read
from tests.corpus.proofreading.measure import recall
from tests.corpus.proofreading.papers import paper, paper_of

HERE = Path(__file__).parents[3] / "corpus" / "proofreading"
SHARED = reading.SHARED / "corpus" / "dev"
PAPERS = sorted([*SHARED.glob("text/*.txt"), *SHARED.glob("more/*.txt")])
needs_corpus = pytest.mark.skipif(not PAPERS, reason=f"no documents in {SHARED}")


def lines_of(name):
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def remarks():
    """The remarks on every paper at hand, by its name, and the papers' length."""
    documents = {path.stem: read(path.read_bytes()) for path in PAPERS}
    length = sum(len(document.text) for document in documents.values())
    return {name: proofread(one) for name, one in documents.items()}, length


@needs_corpus
def test_the_faults_that_a_person_found_in_real_papers_are_found():
    wanted = lines_of("real.jsonl")
    found = {
        name: proofread(read((SHARED / "text" / f"{name}.txt").read_bytes()))
        for name in {row["file"] for row in wanted}
    }

    missed = [
        row
        for row in wanted
        if not any(
            one.rule == row["kind"] and row["words"] in one.words
            for one in found[row["file"]]
        )
    ]

    assert missed == []


@needs_corpus
@pytest.mark.verify
def test_every_remark_on_the_papers_at_hand_is_judged_and_few_are_false(remarks):
    by_paper, length = remarks
    judged = judged_of(lines_of("judged.jsonl"))
    made = [key_of(name, one) for name, all_ in by_paper.items() for one in all_]

    assert [key for key in made if key not in judged] == []
    false = [key for key in made if not judged[key]]
    assert len(false) <= length / CHARACTERS_A_PAGE
    assert len(false) <= 0.1 * len(made)


def test_what_is_judged_false_says_why():
    for row in lines_of("judged.jsonl"):
        assert row["fault"] or row["why"]


def test_planted_faults_are_found():
    seed = secrets.randbits(32)

    result = recall(seed, rounds=1)

    assert result.planted.total() > 25
    assert result.share >= 0.9, (seed, result.missed)


def test_papers_without_a_fault_get_no_remark():
    seed = secrets.randbits(32)
    rng = random.Random(seed)

    for _ in range(15):
        remarks = proofread(read(paper(rng).text))
        assert [(one.rule, one.words) for one in remarks] == [], seed


@pytest.mark.verify
def test_planted_faults_are_found_of_every_kind():
    seed = secrets.randbits(32)

    result = recall(seed, rounds=20)

    assert result.share >= 0.95, (seed, result.missed)
    assert min(result.by_kind().values()) >= 0.6, (seed, result.by_kind())


@needs_corpus
@pytest.mark.verify
def test_faults_planted_in_real_papers_are_found():
    seed = secrets.randbits(32)
    texts = (path.read_text(encoding="utf-8") for path in SHARED.glob("text/*.txt"))
    own = [one for text in texts if (one := paper_of(text))]

    result = recall(seed, 8, own)

    assert result.share >= 0.9, (seed, result.missed)


PIECES = [
    *"()“”,;:./-–|\n \t",
    *(
        "Số: 1/KH-UBND",
        "ngày",
        "tháng 13",
        "31/4/2025",
        "Căn cứ",
        "Nơi nhận:",
        "- Lưu: VT",
    ),
    *(
        "KẾ HOẠCH",
        "a)",
        "e)",
        "I.",
        "TT\tTên\n1\tA\n3\tB",
        "TM. ỦY BAN",
        "KT. CHỦ TỊCH",
    ),
    *("các các", "hoá hóa", "xã Mỹ Hào", "(CCHC)", "Quý V", "giai đoạn 2030 - 2020"),
    *("12/NQ-CP ngày 1/1/2025 của Chính phủ", "Công văn này", "Phụ lục I kèm theo"),
    *(
        "\u0430\u0301",
        "\ud7ff",
        "ngày 99/99/9999",
        "9" * 40,
        "Ðắk",
        "thứ Hai, 0/0/2000",
    ),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60))
def test_odd_text_never_raises_and_every_remark_is_on_its_words(pieces):
    document = read("Ủy ban nhân dân thị xã ban hành kế hoạch. " + " ".join(pieces))

    for remark in proofread(document):
        if remark.span is not None:
            assert 0 <= remark.span.start < remark.span.end <= len(document.text)
            assert " ".join(document.quote(remark.span).split()) == remark.words


def test_a_document_is_proofread_again_from_its_text_and_blocks():
    from loa.domain.docreader import reread

    document = read(paper(random.Random(7)).text.replace("công chức", "công chưc", 1))
    again = reread(document.text, document.blocks)

    assert proofread(again) == proofread(document) != ()
    assert (again.number, again.tasks) == (document.number, document.tasks)
