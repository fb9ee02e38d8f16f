"""Faults to plant: each changes a text in one place and knows what is to be found.

A fault is a function `(paper, rng) -> Planted | None`; None where the paper has no
place for it. `expects` names the kinds of remark that would find it, `words` the faulty
words on one line (empty where something is missing).
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.corpus.proofreading.papers import Paper, words_of


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one fault in it."""

    text: str
    words: str
    expects: frozenset[str]


Plant = Callable[[Paper, random.Random], Planted | None]
FAULTS: dict[str, Plant] = {}


def fault(plant: Plant) -> Plant:
    """Enter a fault under its function's name."""
    FAULTS[plant.__name__] = plant
    return plant


def _swap(
    paper: Paper,
    rng: random.Random,
    pattern: str,
    new: str | Callable[[re.Match[str]], str],
    *expects: str,
    words: str | None = None,
    within: str = r"(?s).*",
) -> Planted | None:
    """One of the places of `pattern` becomes `new`."""
    room = re.search(within, paper.text)
    if room is None:
        return None
    found = list(re.compile(pattern).finditer(paper.text, room.start(), room.end()))
    if not found:
        return None
    match = rng.choice(found)
    put = new(match) if callable(new) else match.expand(new)
    if put == match.group():
        return None
    text = paper.text[: match.start()] + put + paper.text[match.end() :]
    shown = put if words is None else words
    return Planted(text, " ".join(shown.split()), frozenset(expects))


# From the first numbered section to the recipients: where prose stands.
PROSE = r"(?s)\n(?:I\. |1\. ).*?(?=\nNơi nhận)"
BULLET = r"(?m)^(?:- |\d\. |[a-zđ]\) )(?P<said>[^\t\n]{30,})$"


# --- letterhead ---------------------------------------------------------------------------


@fault
def number_left_blank(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(paper, rng, r"Số: \d+/", "Số:      /", "number.missing", words="")


@fault
def day_left_blank(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(?m)(?<=, )ngày \d\d(?= tháng .*$)",
        "ngày    ",
        "day.missing",
        words="",
    )


@fault
def number_without_zero(paper: Paper, rng: random.Random) -> Planted | None:
    new = f"Số: {rng.choice('3579')}/"
    return _swap(paper, rng, r"Số: \d+/", new, "number.form")


@fault
def space_in_symbol(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(\d+)/([A-Z]+)-(CP|UBND|NC|NV)\b",
        rng.choice((r"\1/ \2-\3", r"\1/\2 -\3")),
        "symbol.spaces",
    )


@fault
def symbol_of_another_kind(paper: Paper, rng: random.Random) -> Planted | None:
    kind = rng.choice(("QĐ", "BC", "TB", "CT"))
    return _swap(
        paper, rng, r"(Số: \d+)/KH-UBND", rf"\1/{kind}-UBND", "symbol.against-title"
    )


@fault
def nation_misspelt(paper: Paper, rng: random.Random) -> Planted | None:
    old, new = rng.choice(
        (
            ("CHỦ NGHĨA", "CHỦ NGHIÃ"),
            ("Tự do", "Tự Do"),
            ("Độc lập - Tự do", "Độc lập-Tự do"),
            ("Hạnh phúc", "Hạnh Phúc"),
            ("XÃ HỘI", "XÃ HÔI"),
        )
    )
    return _swap(paper, rng, old, new, "motto.wording", within=r"(?s)CỘNG HÒA.*?phúc")


@fault
def comma_lost_after_place(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        rf"(?m)^({paper.place}), (ngày .*)$",
        r"\1 \2",
        "place.comma",
        words=paper.place,
    )


@fault
def day_without_zero(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(?m)(?<=, )ngày \d\d tháng",
        f"ngày {rng.randrange(1, 10)} tháng",
        "date.padding",
    )


@fault
def letter_without_subject(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(paper, rng, r"\nV/v [^\n]+\n", "\n", "letter.subject", words="")


# --- closing ------------------------------------------------------------------------------


@fault
def no_recipients(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r"(?s)Nơi nhận:.*?(?=TM\.)", "", "distribution.missing", words=""
    )


@fault
def no_archive_line(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r";\n- Lưu: VT, NV\.", ".", "distribution.archive", words=""
    )


@fault
def archive_without_clerk(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(paper, rng, r"Lưu: VT, NV", "Lưu: NV", "distribution.archive")


@fault
def recipient_without_semicolon(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(?m)^- ([^\n]+);$",
        lambda m: f"- {m[1]}{rng.choice(('.', ','))}",
        "distribution.punctuation",
        within=r"(?s)Nơi nhận:.*",
    )


@fault
def recipient_twice(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(?m)^- ((?:Các cơ quan|Thường trực)[^\n]+;)$",
        r"- \1\n- \1",
        "distribution.twice",
        within=r"(?s)Nơi nhận:.*",
        words="",
    )


@fault
def no_end_mark(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(paper, rng, r"(\w+)\./\.", r"\1", "end.mark")


@fault
def no_name(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r"(CHỦ TỊCH)\n\n[^\n]+\n$", r"\1\n", "signer.missing", words=""
    )


@fault
def deputy_without_kt(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r"KT\. CHỦ TỊCH\n(?=PHÓ)", "", "signer.deputy", words="PHÓ CHỦ TỊCH"
    )


@fault
def head_signs_for_himself(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r"(?<=KT\. CHỦ TỊCH\n)PHÓ CHỦ TỊCH", "CHỦ TỊCH", "signer.deputy"
    )


@fault
def degree_before_name(paper: Paper, rng: random.Random) -> Planted | None:
    degree = rng.choice(("TS.", "ThS.", "PGS.TS.", "ThS"))
    return _swap(
        paper, rng, r"(?<=CHỦ TỊCH\n\n)([^\n]+)\n$", rf"{degree} \1\n", "signer.degree"
    )


@fault
def signed_for_another_body(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r"TM\. ỦY BAN NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN", "signer.body"
    )


# --- words --------------------------------------------------------------------------------


@fault
def function_word_doubled(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r" (của|các|và|về|trong|với|theo|được) ",
        r" \1 \1 ",
        "words.doubled",
        within=PROSE,
    )


@fault
def phrase_doubled(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(Kế hoạch|công chức|tuyên truyền|thực hiện|liên quan|cải cách|thông tin|đơn vị|hành chính)(?= [a-zđà-ỹ])",
        r"\1 \1",
        "words.doubled",
        within=PROSE,
    )


@fault
def item_listed_twice(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"\b(công chức|cơ quan|đơn vị|kịp thời|phiền hà|chuyên mục|vướng mắc), ",
        r"\1, \1, ",
        "list.twice",
        within=PROSE,
    )


DROPPED = (
    ("dịch vụ bưu chính", "dịch bưu chính"),
    ("thủ tục hành chính", "thủ hành chính"),
    ("dịch vụ công trực tuyến", "dịch vụ công tuyến"),
    ("cơ sở dữ liệu", "cơ dữ liệu"),
    ("công nghệ thông tin", "công thông tin"),
    ("Mặt trận Tổ quốc", "Mặt Tổ quốc"),
    ("thông tin điện tử", "thông điện tử"),
    ("một cửa liên thông", "một cửa thông"),
    ("Ủy ban nhân dân", "Ủy nhân dân"),
    ("Ủy ban nhân dân", "Ủy ban dân"),
    ("cải cách hành chính", "cải hành chính"),
    ("chuyển đổi số", "chuyển số"),
)


@fault
def syllable_dropped(paper: Paper, rng: random.Random) -> Planted | None:
    there = [pair for pair in DROPPED if pair[0] in paper.text]
    if not there:
        return None
    old, new = rng.choice(there)
    return _swap(paper, rng, old, new, "phrase.dropped", within=PROSE)


MARKS = (
    ("nhũng nhiễu", "những nhiều"),
    ("chuyển đổi số", "chuyên đổi số"),
    ("thủ tục", "thủ túc"),
    ("cải cách", "cái cách"),
    ("hành chính", "hành chinh"),
    ("tuyên truyền", "tuyền truyền"),
    ("công chức", "công chưc"),
    ("dịch vụ", "dịch vu"),
    ("Nhân dân", "Nhân đân"),
    ("doanh nghiệp", "doanh nghiêp"),
    ("cơ quan", "cơ quân"),
    ("bưu chính", "biu chính"),
)


@fault
def marks_confused(paper: Paper, rng: random.Random) -> Planted | None:
    there = [pair for pair in MARKS[:10] if pair[0] in paper.text]
    if not there:
        return None
    old, new = rng.choice(there)
    return _swap(
        paper, rng, old, new, "phrase.marks", "syllable.impossible", within=PROSE
    )


CONFUSED = (
    ("bổ sung", "bổ xung"),
    ("rà soát", "rà xoát"),
    ("xử lý", "sử lý"),
    ("triển khai", "chiển khai"),
    ("giám sát", "giám xát"),
    ("đôn đốc", "đôn đóc"),
    ("lồng ghép", "lồng gép"),
)


@fault
def letters_confused(paper: Paper, rng: random.Random) -> Planted | None:
    there = [pair for pair in CONFUSED if pair[0] in paper.text.casefold()]
    if not there:
        return None
    old, new = rng.choice(there)
    return _swap(
        paper,
        rng,
        rf"(?i){old}",
        new,
        "word.confused",
        "syllable.impossible",
        "phrase.marks",
        within=PROSE,
    )


@fault
def impossible_syllable(paper: Paper, rng: random.Random) -> Planted | None:
    """A tone is lost from a syllable that ends in p, t, c, ch: none such exists."""

    def without_tone(match: re.Match[str]) -> str:
        parts = unicodedata.normalize("NFD", match.group())
        return unicodedata.normalize(
            "NFC", "".join(c for c in parts if c not in "\u0301\u0323")
        )

    return _swap(
        paper,
        rng,
        r"\b(?:chất|luật|việc|biết|đốc|tập|cấp|kịp|kết|một|thực|được|mục|chức)\b",
        without_tone,
        "syllable.impossible",
        "phrase.marks",
        within=PROSE,
    )


@fault
def foreign_letter(paper: Paper, rng: random.Random) -> Planted | None:
    pair = rng.choice(
        (("Đ", "\u00d0"), ("a", "\u0430"), ("c", "\u0441"), ("o", "\u043e"))
    )
    return _swap(
        paper,
        rng,
        rf"\b\w*{pair[0]}\w*\b",
        lambda m: m.group().replace(*pair, 1),
        "letters.foreign",
        within=PROSE,
    )


@fault
def tone_on_the_other_vowel(paper: Paper, rng: random.Random) -> Planted | None:
    if "hóa" not in paper.text:
        return None
    return _swap(paper, rng, r"Văn hóa", "Văn hoá", "tone.mixed", words="hoá")


# --- marks --------------------------------------------------------------------------------


@fault
def space_before_mark(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper, rng, r"(\w{2,})([,;.])(?=\s)", r"\1 \2", "space.before", within=PROSE
    )


@fault
def no_space_after_mark(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"([a-zà-ỹ]{2,},) ([a-zà-ỹ]{2,})",
        r"\1\2",
        "space.after",
        within=PROSE,
    )


@fault
def mark_doubled(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(\w+)([,;]) ",
        lambda m: f"{m[1]}{m[2]}{rng.choice(',;')} ",
        "mark.doubled",
        within=PROSE,
    )


@fault
def bracket_lost(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"\((qua |kể cả |sau đây )([^()]+)\)",
        lambda m: rng.choice((f"({m[1]}{m[2]}", f"{m[1]}{m[2]})")),
        "bracket.unbalanced",
    )


@fault
def quote_lost(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"“([^“”]+)”",
        lambda m: rng.choice((f"“{m[1]}", f"{m[1]}”")),
        "bracket.unbalanced",
    )


# --- days ---------------------------------------------------------------------------------


@fault
def impossible_day(paper: Paper, rng: random.Random) -> Planted | None:
    day, month = rng.choice(((31, 4), (31, 9), (30, 2), (32, 1), (31, 11), (12, 13)))
    if rng.random() < 0.5:
        return _swap(
            paper,
            rng,
            r"ngày \d\d/\d\d/(\d{4})",
            rf"ngày {day}/{month:02d}/\1",
            "date.impossible",
        )
    return _swap(
        paper,
        rng,
        r"trước ngày \d\d tháng \d+ năm (\d{4})",
        rf"trước ngày {day} tháng {month} năm \1",
        "date.impossible",
    )


@fault
def wrong_weekday(paper: Paper, rng: random.Random) -> Planted | None:
    names = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")

    def put(match: re.Match[str]) -> str:
        numbers = [int(n) for n in re.findall(r"\d+", match.group())]
        real = date(numbers[2], numbers[1], numbers[0]).weekday()
        wrong = rng.choice([name for at, name in enumerate(names) if at != real])
        return match.group().replace("ngày", f"thứ {wrong}, ngày", 1)

    return _swap(
        paper,
        rng,
        r"trước ngày \d\d(?:/| tháng )\d+(?:/| năm )\d{4}",
        put,
        "date.weekday",
    )


@fault
def no_such_quarter(paper: Paper, rng: random.Random) -> Planted | None:
    said = rng.choice(
        ("Quý V năm 2025", "quý 5", "Quý VI", "tháng 13 năm 2025", "tháng 14/2025")
    )
    return _swap(
        paper,
        rng,
        BULLET,
        lambda m: f"{m.group().rstrip('.')} trong {said}.",
        "date.period",
        words=said,
        within=PROSE,
    )


@fault
def basis_from_the_future(paper: Paper, rng: random.Random) -> Planted | None:
    later = paper.issued_on + timedelta(days=rng.randrange(5, 300))
    new = f"ngày {later.day:02d}/{later.month:02d}/{later.year}"
    return _swap(
        paper,
        rng,
        r"ngày \d\d/\d\d/\d{4}",
        new,
        "date.basis-after-issue",
        within=r"(?m)^(?:Căn cứ Quyết định|Thực hiện Công văn).*$",
    )


@fault
def due_before_issue(paper: Paper, rng: random.Random) -> Planted | None:
    early = paper.issued_on - timedelta(days=rng.randrange(5, 300))
    return _swap(
        paper,
        rng,
        r"trước ngày \d\d(?:/| tháng )\d+(?:/| năm )\d{4}",
        f"trước {words_of(early)}",
        "date.due-before-issue",
    )


@fault
def period_reversed(paper: Paper, rng: random.Random) -> Planted | None:
    said = rng.choice(
        (
            "giai đoạn 2030 - 2026",
            "từ ngày 20/12/2025 đến ngày 15/11/2025",
            "giai đoạn 2025 – 2021",
        )
    )
    return _swap(
        paper,
        rng,
        BULLET,
        lambda m: f"{m.group().rstrip('.')} {said}.",
        "date.reversed",
        words=said,
        within=PROSE,
    )


# --- cited documents ----------------------------------------------------------------------


@fault
def year_of_number_against_day(paper: Paper, rng: random.Random) -> Planted | None:
    year = rng.choice((2021, 2022, 2023))
    return _swap(
        paper,
        rng,
        BULLET,
        lambda m: (
            f"{m.group().rstrip('.')} theo Nghị định số 61/{year}/NĐ-CP ngày 23/4/{year - 3} của Chính phủ."
        ),
        "cited.year",
        words=f"61/{year}/NĐ-CP ngày 23/4/{year - 3}",
        within=PROSE,
    )


@fault
def one_number_two_days(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(Nghị quyết số \d+/NQ-CP ngày) \d\d/\d\d/(\d{4})",
        rf"\1 {rng.randrange(1, 29):02d}/12/2019",
        "cited.two-dates",
        within=PROSE,
    )


@fault
def one_document_two_numbers(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(Nghị quyết số) (\d+)(/NQ-CP ngày \d\d/\d\d/\d{4} của Chính phủ)",
        lambda m: f"{m[1]} {_slip(m[2], rng)}{m[3]}",
        "cited.two-numbers",
        within=PROSE,
    )


def _slip(number: str, rng: random.Random) -> str:
    """A number with one digit mistyped."""
    at = rng.randrange(len(number))
    wrong = rng.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + wrong + number[at + 1 :]


@fault
def basis_twice(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(?m)^(Căn cứ (Nghị quyết|Quyết định)[^\n]+)$",
        r"\1\n\n\1",
        "cited.twice",
        words="",
    )


@fault
def kind_against_symbol(paper: Paper, rng: random.Random) -> Planted | None:
    other = rng.choice(("Kế hoạch", "Chỉ thị", "Thông báo", "Chương trình"))
    return _swap(
        paper,
        rng,
        r"(?:Nghị quyết|Quyết định) số (\d+/\w+-\w+)",
        rf"{other} số \1",
        "cited.kind",
    )


@fault
def basis_without_day(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(số \d+/[\w-]+) ngày \d\d/\d\d/\d{4}",
        r"\1",
        "cited.no-date",
        within=r"(?m)^Căn cứ Quyết định.*$",
    )


# --- structure ----------------------------------------------------------------------------


@fault
def number_skipped(paper: Paper, rng: random.Random) -> Planted | None:
    place = rng.choice(("2. ", "3. ", "II. "))
    new = {"2. ": "3. ", "3. ": "4. ", "II. ": "III. "}[place]
    return _swap(
        paper,
        rng,
        rf"(?m)^{re.escape(place)}(?=[^\n]{{8}})",
        new,
        "outline.jump",
        within=PROSE,
        words="",
    )


@fault
def number_repeated(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"(?m)^3\. (?=[^\n]{8})",
        "2. ",
        "outline.jump",
        within=PROSE,
        words="",
    )


@fault
def letter_without_bar(paper: Paper, rng: random.Random) -> Planted | None:
    """a, b, c, d, e, f: the Latin alphabet where the Vietnamese one belongs."""
    if not re.search(r"(?m)^đ\) ", paper.text):
        return None
    text = re.sub(r"(?m)^e\) ", "f) ", paper.text)
    text = re.sub(r"(?m)^đ\) ", "e) ", text)
    return Planted(text, "", frozenset({"outline.letters", "outline.jump"}))


@fault
def row_number_skipped(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(paper, rng, r"(?m)^3\t", "5\t", "table.numbering", words="")


@fault
def wrong_total(paper: Paper, rng: random.Random) -> Planted | None:
    return _swap(
        paper,
        rng,
        r"Tổng cộng\t\t(\d+)",
        lambda m: f"Tổng cộng\t\t{int(m[1]) + rng.choice((-1, 1, 9, 10))}",
        "table.total",
        words="",
    )


@fault
def called_another_kind(paper: Paper, rng: random.Random) -> Planted | None:
    own = "Công văn" if "V/v" in paper.text else "Kế hoạch"
    other = rng.choice(("Chỉ thị", "Thông báo", "Hướng dẫn"))
    return _swap(paper, rng, f"{own} này", f"{other} này", "self.kind", within=PROSE)


@fault
def place_spelt_two_ways(paper: Paper, rng: random.Random) -> Planted | None:
    wrong = _misspelt(paper.place, rng)
    return _swap(
        paper,
        rng,
        rf"(?<={paper.level} ){paper.place}",
        wrong,
        "place.two-ways",
        within=PROSE,
    )


def _misspelt(name: str, rng: random.Random) -> str:
    """A name with another tone on its last syllable, or its vowels changed round."""
    tones = "\u0300\u0301\u0309\u0303\u0323"
    head, _, last = name.rpartition(" ")
    parts = unicodedata.normalize("NFD", last)
    bare = "".join(c for c in parts if c not in tones)
    had = next((c for c in parts if c in tones), "")
    vowels = [at for at, c in enumerate(bare) if c in "aeiouyAEIOUY"]
    at = rng.choice(vowels)
    while at + 1 < len(bare) and unicodedata.combining(bare[at + 1]):
        at += 1
    ends_in_stop = bare.endswith(("p", "t", "c", "ch"))
    tone = rng.choice(
        [t for t in (tones[1] + tones[4] if ends_in_stop else tones) if t != had]
    )
    return f"{head} " + unicodedata.normalize(
        "NFC", bare[: at + 1] + tone + bare[at + 1 :]
    )


@fault
def body_in_other_letters(paper: Paper, rng: random.Random) -> Planted | None:
    return (
        _swap(
            paper,
            rng,
            r"(?<![\t\n])(?:Phòng Nội vụ|Phòng Tư pháp)(?= \w)",
            lambda m: {
                "Phòng Nội vụ": "Phòng Nội Vụ",
                "Phòng Tư pháp": "Phòng Tư Pháp",
            }[m.group()],
            "body.two-ways",
            within=PROSE,
        )
        if paper.text.count("Phòng Nội vụ") + paper.text.count("Phòng Tư pháp") > 2
        else None
    )


@fault
def abbreviation_explained_twice(paper: Paper, rng: random.Random) -> Planted | None:
    return (
        _swap(
            paper,
            rng,
            r"(cải cách hành chính)(?! \()",
            r"\1 (CCHC)",
            "abbreviation.twice",
            within=PROSE,
            words="CCHC",
        )
        if "viết tắt là CCHC" in paper.text
        else None
    )


def plant_one(
    paper: Paper, rng: random.Random, names: Sequence[str] = ()
) -> tuple[str, Planted] | None:
    """A fault of a kind drawn by lot, or None when the paper has no place for it."""
    name = rng.choice(names or tuple(FAULTS))
    planted = FAULTS[name](paper, rng)
    return (name, planted) if planted else None
