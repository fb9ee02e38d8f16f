"""The annotated documents with other looks say the same: the scorer finds no difference."""

import json
import re
import textwrap
import unicodedata

import pytest

from benchmarks import reading
from loa.domain.docreader import as_json, read
from loa.domain.docreader.layout import lay_out
from loa.domain.docreader.openers import open_document

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(not reading.GOLD.is_dir(), reason=f"no {reading.GOLD}"),
]


def paragraphs(text):
    return [line.text for line in lay_out(open_document(text)).lines]


def wrapped(text):
    return "\n\n".join(
        "\n".join(textwrap.wrap(one, 80, break_on_hyphens=False))
        for one in paragraphs(text)
    )


LOOKS = {
    "dots for bullets": lambda text: re.sub(r"(?m)^- ", "• ", text),
    "long dashes": lambda text: re.sub(r"(?m)^- ", "– ", text),
    "stars": lambda text: re.sub(r"(?m)^- ", "* ", text),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "no tables, blank lines": lambda text: "\n\n".join(paragraphs(text)),
    "lines of eighty letters": wrapped,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "unbreakable spaces": lambda text: text.replace(" ", "\u00a0"),
    "points with a full stop": lambda text: re.sub(r"(?m)^([a-zđ])\) ", r"\1. ", text),
    "numbers with a bracket": lambda text: re.sub(
        r"(?m)^(\*\*)?(\d{1,2})\. ", r"\1\2) ", text
    ),
}


@pytest.mark.parametrize("look", list(LOOKS))
def test_another_look_reads_the_same(look):
    scorer = reading.load_scorer()
    scores = {}
    for path in sorted(reading.GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (reading.TEXTS / f"{path.stem}.txt").read_text(encoding="utf-8")
        scores[path.stem] = scorer.score(gold, as_json(read(LOOKS[look](text))))

    below = {
        measure: value
        for measure in reading.GOALS
        if (value := reading.mean(scores, measure)) is not None and value < 0.98
    }
    assert below == {}
