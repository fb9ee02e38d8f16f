"""Odd texts by the thousand, each from its seed: the words of the genre thrown together,
papers cut, shuffled, doubled, run together, in the wrong letters."""

from __future__ import annotations

import random
import unicodedata

from loa.domain.docreader import read
from tests.domain.docreader.test_corpus import GOLDEN
from tests.domain.docreader.variations import make

WORDS = [
    "Sở",
    "Nội",
    "vụ",
    "chủ",
    "trì",
    "phối",
    "hợp",
    "với",
    "các",
    "sở,",
    "ban,",
    "ngành",
    "Kính",
    "gửi:",
    "Nơi",
    "nhận:",
    "-",
    "+",
    "a)",
    "đ)",
    "1.",
    "1.1.",
    "I.",
    "II.",
    "Điều",
    "1.",
    "KẾ",
    "HOẠCH",
    "QUYẾT",
    "ĐỊNH:",
    "Số:",
    "/KH-UBND",
    "12-KH/TU",
    "ngày",
    "15/3/2026",
    "31/02/2026",
    "hằng",
    "tháng",
    "quý",
    "IV/2026",
    "năm",
    "ít",
    "nhất",
    "02",
    "tin,",
    "bài",
    "|",
    "||",
    "\t",
    "TM.",
    "ỦY",
    "BAN",
    "NHÂN",
    "DÂN",
    "KT.",
    "CHỦ",
    "TỊCH",
    "T/M",
    "Thời",
    "gian",
    "thực",
    "hiện:",
    "Cơ",
    "quan",
    "chủ",
    "trì:",
    "Nhiệm",
    "vụ:",
    "đề",
    "nghị",
    "UBND",
    "xã",
    "(qua",
    "Phòng",
    "Tư",
    "pháp)",
    "**",
    "*",
    "__",
    "...",
    "./.",
    "“Tháng",
    "hành",
    "động”",
    "thường",
    "xuyên",
    "Căn",
    "cứ",
    "Luật",
    "số",
    "76/NQ-CP",
    ";",
    ":",
    ",",
    ".",
    "(",
    ")",
    "V/v",
    "́",
    "\u200b",
    "\x00",
    "\r",
    "🙂",
    "99999",
    "quý",
    "IX",
    "trước",
    "ngày",
    "hoàn",
    "thành",
    "trong",
    "từ",
    "đến",
    "chậm",
    "nhất",
    "Giao",
    "Yêu",
    "cầu",
    "PHỤ",
    "LỤC",
    "I",
    "HỎA",
    "TỐC",
    "MẬT",
    "Trường",
    "hợp",
    "nếu",
    "có",
    "như",
    "sau:",
    "STT",
    "Đơn",
    "vị",
    "phối",
    "hợp",
    "#",
    "---",
    "|---|",
    "<b>",
    "%PDF",
    "{\\rtf",
    "\ufeff",
    "\u2028",
    "\x85",
    "\ud7ff",
    "\ue000",
    "\U0010ffff",
    "ᄀ",
    "אב",
    "١٢",
    "Ⅳ",
    "½",
    "﷽",
    "ß",
    "ﬁ",
    "İ",
]
GAPS = (" ", " ", " ", " ", "\n", "\n\n", "", "\t", ", ", "; ", ". ")
_CODINGS = ("latin-1", "cp1252", "cp1258", "utf-16-le")


def thrown(chance: random.Random) -> str:
    """Words of the genre in any order."""
    count = chance.randrange(1, 60)
    return "".join(
        word + chance.choice(GAPS) for word in chance.choices(WORDS, k=count)
    )


def any_letters(chance: random.Random) -> str:
    """Any letters at all."""
    return "".join(
        chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xD800))))
        for _ in range(chance.randrange(120))
    )


def damaged(chance: random.Random, text: str) -> str:
    """A piece of a paper, put out of order in one of many ways."""
    begin = chance.randrange(len(text))
    piece = text[begin : begin + chance.randrange(20, 700)]
    lines = piece.split("\n")
    way = chance.randrange(8)
    if way == 0:
        chance.shuffle(lines)
    elif way == 1:
        return " ".join(lines)
    elif way == 2:
        return unicodedata.normalize("NFD", piece)
    elif way == 3:
        raw = piece.encode("utf-8")
        return raw.decode(chance.choice(_CODINGS), errors="replace")
    elif way == 4:
        lines = [line for line in lines for _ in range(chance.randrange(3))]
    elif way == 5:
        return "".join(c for c in piece if chance.random() > 0.1)
    elif way == 6:
        return piece.upper() if chance.random() < 0.5 else piece.replace(" ", "\n")
    return "\n".join(lines)


def odd_text(seed: int, papers: list[str]) -> str:
    """The odd text of a seed."""
    chance = random.Random(seed)
    way = seed % 4
    if way == 0:
        return thrown(chance)
    if way == 1:
        return any_letters(chance)
    return damaged(chance, chance.choice(papers))


def papers() -> list[str]:
    """Whole papers to damage: the golden ones and some made by rule."""
    golden = [path.read_text(encoding="utf-8") for path in GOLDEN]
    return golden + [make(seed).text for seed in range(20)]


def hold(text: str) -> None:
    """Read, exactly quoting, and twice the same; any fault raises."""
    document = read(text)
    for finding in document.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(document.text)
    for task in document.tasks:
        assert document.quote(task.span) == task.text
        for mention in (*task.lead, *task.coordinate):
            assert document.quote(mention.span) == mention.name
        if task.timing.span:
            assert document.quote(task.timing.span) == task.timing.text
    for section in document.sections:
        assert section.span.start <= section.heading.end <= section.span.end
        assert section.span.end <= len(document.text)
    assert "\n".join(document.quote(b.span) for b in document.blocks) == document.text
    if len(text) % 10 == 0:  # one in ten also again: a reading is a pure function
        assert read(text) == document
