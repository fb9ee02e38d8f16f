"""Codings from before Unicode: the words come back as they were meant."""

import tomllib
import unicodedata
from importlib import resources

import pytest

from loa.domain.text import legacy
from loa.domain.text.legacy import Coding
from tests.domain.text.encoding import encoded

TEXT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "KẾ HOẠCH\nVề việc tuyên truyền cải cách hành chính\n"
    "Các sở, ban, ngành và Ủy ban nhân dân các xã, phường có trách nhiệm tổ chức thực "
    "hiện nhiệm vụ được giao; những khó khăn, vướng mắc gửi về Sở Nội vụ trước ngày 15."
)


@pytest.mark.parametrize("coding", [Coding.VNI, Coding.CP1258, Coding.UTF8_TWICE])
def test_a_text_in_another_coding_comes_back_letter_by_letter(coding):
    assert legacy.mended(encoded(TEXT, coding)) == (TEXT, coding)


def test_tcvn3_comes_back_with_the_capitals_that_it_has_no_signs_for():
    found, coding = legacy.mended(encoded(TEXT, Coding.TCVN3))

    assert coding is Coding.TCVN3
    assert found == TEXT


@pytest.mark.parametrize(
    "coding", [Coding.TCVN3, Coding.VNI, Coding.CP1258], ids=lambda coding: coding
)
def test_bytes_are_told_by_what_makes_vietnamese_of_them(coding):
    raw = encoded(TEXT, coding).encode("cp1252", "surrogateescape")

    found, said = legacy.from_bytes(raw)

    assert said is coding
    assert found.casefold() == TEXT.casefold()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        "",
        "Plain English, with a café and a naïve façade in São Paulo.",
        "Le décret prévoit déjà là où l’été à Orléans a été très élevé, c’est ça.",
        "Die Straße führt über die Brücke; größere Flüsse fließen schön müde dahin.",
        "«»·¶§ ¤ ¥ ¦ ¨ © ª « ¬ ® ¯ ° ± ² ³ ´ µ",
    ],
)
def test_other_text_is_left_alone(text):
    assert legacy.mended(text) == (text, None)


@pytest.mark.parametrize(
    ("font", "run", "meant"),
    [
        (".VnTime", "ViÖt Nam, n\u00adíc Céng hoµ x· héi", "Việt Nam, nước Cộng hoà xã hội"),
        (".VnTimeH", "Céng hoµ", "CỘNG HOÀ"),
        (".VnArial NarrowH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("VNI-Times", "ÑOÄC LAÄP - TÖÏ DO", "ĐỘC LẬP - TỰ DO"),
        ("Times New Roman", "Céng", "Céng"),
        ("Verdana", "Việt", "Việt"),
    ],
)  # fmt: skip
def test_a_run_is_read_by_the_name_of_its_font(font, run, meant):
    assert legacy.decode_run(run, font) == meant


def test_the_tables_give_each_letter_one_sign():
    file = resources.files("loa.domain.text.legacy") / "tables.toml"
    data = tomllib.loads(file.read_text("utf-8"))

    assert len(set(data["letters"])) == 67
    for name in ("tcvn3", "vni"):
        assert len(set(data[name]["small"])) == 67
