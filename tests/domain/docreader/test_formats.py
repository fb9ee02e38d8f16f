"""Every kind of file gives the words that the paper has. Issue 3, inputs."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from benchmarks import reading
from loa.domain.docreader import (
    Caution,
    OfficialDocument,
    Reason,
    Unreadable,
    as_json,
    read,
)
from loa.domain.text.legacy import Coding
from tests.corpus.layout import docx_from_text
from tests.domain.docreader import rich
from tests.domain.docreader.files import paragraph, run, word, zipped
from tests.domain.text.encoding import encoded

# Made by LibreOffice from `rich_docx()`; the verified test below makes them anew.
SAMPLES = Path(__file__).parent / "samples"
KINDS = ("odt", "doc", "rtf")
SHARED = reading.SHARED / "corpus" / "dev" / "text"
SEEDS = sorted(SHARED.glob("seed-*.txt"))
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN\n\nSố: 15/KH-UBND\n\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Bình An, ngày 12 tháng 01 năm 2026\n\nKẾ HOẠCH\n\nTuyên truyền cải cách hành chính\n\n"
    "1. Sở Nội vụ chủ trì tuyên truyền, gửi báo cáo trước ngày 15 tháng 3 năm 2026.\n\n"
    "2. Các xã, phường đăng ít nhất 02 tin, bài hằng tháng trên trang thông tin.\n"
)

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice here"
)
needs_corpus = pytest.mark.skipif(not SEEDS, reason=f"no documents in {SHARED}")


def values(document):
    """What was found, without the places and without what a coding cannot keep."""
    found = as_json(document)
    for task in found["tasks"]:
        del task["span"]
    found["warnings"] = [w for w in found["warnings"] if w != Caution.OLD_CODING]
    return found


def cells(document):
    return [(b.row, b.column) for b in document.blocks if b.table is not None]


def why(raw):
    with pytest.raises(Unreadable) as caught:
        read(raw)
    return caught.value.reason


# --- the rich file in every kind ----------------------------------------------------------


@pytest.fixture(scope="module")
def samples():
    files = {kind: (SAMPLES / f"rich.{kind}").read_bytes() for kind in KINDS}
    return {
        kind: read(raw) for kind, raw in (files | {"docx": rich.rich_docx()}).items()
    }


@pytest.mark.parametrize("kind", ["docx", *KINDS])
def test_a_rich_file_is_read_word_for_word(samples, kind):
    said = samples[kind].text.split("\n")
    expected = rich.TEXT.split("\n")
    # A .doc keeps its text boxes apart; LibreOffice leaves them out of an .rtf.
    if kind in ("doc", "rtf"):
        expected.remove("HỎA TỐC")
    if kind == "doc":
        assert said.pop() == "HỎA TỐC"

    assert said == expected


@pytest.mark.parametrize("kind", ["docx", *KINDS])
def test_a_merged_cell_leaves_the_columns_in_place(samples, kind):
    assert cells(samples[kind]) == rich.CELLS


@pytest.mark.parametrize("kind", ["docx", *KINDS])
def test_notes_are_kept_and_accepted_changes_told(samples, kind):
    assert samples[kind].notes == (rich.NOTE,)
    assert Caution.CHANGES_ACCEPTED in samples[kind].warnings


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")

    def convert(files, kind):
        """The files in another kind, by their names without suffix."""
        for name, raw in files.items():
            (folder / f"{name}.docx").write_bytes(raw)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", kind, "--outdir", folder,
             *(folder / f"{name}.docx" for name in files)],
            check=True, capture_output=True, timeout=110,
        )  # fmt: skip
        return {name: (folder / f"{name}.{kind}").read_bytes() for name in files}

    return convert


@pytest.mark.verify
@needs_office
@needs_corpus
@pytest.mark.parametrize("kind", ["odt", "doc", "html", "rtf", "fodt"])
def test_the_seeds_converted_by_libreoffice_say_the_same(office, kind):
    texts = {seed.stem: seed.read_text(encoding="utf-8") for seed in SEEDS}
    originals = {name: docx_from_text(text) for name, text in texts.items()}

    converted = office(originals | {"rich": rich.rich_docx()}, kind)

    same_as_text = 0
    for name, raw in originals.items():
        found = read(converted[name])
        assert found.text == read(raw).text, name
        assert values(found) == values(read(raw)), name
        same_as_text += values(found) == values(read(texts[name]))
    assert same_as_text >= len(SEEDS) - 1
    if kind in KINDS:
        now, then = (
            read(converted["rich"]),
            read((SAMPLES / f"rich.{kind}").read_bytes()),
        )
        assert (now.text, now.blocks, now.notes) == (then.text, then.blocks, then.notes)


DECISION = (
    PLAN.replace("15/KH-UBND", "45/QĐ-UBND").split("KẾ HOẠCH")[0]
    + (
        "QUYẾT ĐỊNH\nBan hành Kế hoạch tuyên truyền\n\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tuyên truyền.\n\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.\n\n"
        "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n"
        "Nguyễn Văn An\n\n"
    )
    + PLAN.replace("Số: 15/KH-UBND\n\n", "")
)


def test_a_plan_behind_its_decision_in_one_file_gives_the_tasks():
    raw = word("".join(paragraph(line) for line in DECISION.split("\n") if line))

    for document in (read(DECISION), read(raw)):
        assert (document.number, document.type) == ("45/QĐ-UBND", "Quyết định")
        assert document.signer.name == "Nguyễn Văn An"
        assert len(document.attachments) == 1
        assert document.quote(document.attachments[0].span).startswith("KẾ HOẠCH")
        assert [task.lead[0].name for task in document.tasks] == [
            "Sở Nội vụ", "Các xã, phường"
        ]  # fmt: skip


# --- old codings --------------------------------------------------------------------------

ONE_BYTE = [Coding.TCVN3, Coding.VNI, Coding.CP1258]


def lowered(found):
    """Findings in small letters: TCVN3 in plain text has no capitals with a tone."""
    if isinstance(found, str):
        return found.casefold()
    if isinstance(found, dict):
        return {key: lowered(value) for key, value in found.items() if key != "span"}
    return [lowered(one) for one in found] if isinstance(found, list) else found


@pytest.mark.parametrize("coding", [Coding.VNI, Coding.CP1258], ids=str)
def test_a_plan_in_an_old_coding_is_read_as_the_plan(coding):
    raw = encoded(PLAN, coding).encode("cp1252", "surrogateescape")

    document = read(raw)

    assert document.text == read(PLAN).text
    assert values(document) == values(read(PLAN))
    assert Caution.OLD_CODING in document.warnings


def test_a_plan_in_tcvn3_is_read_but_for_single_capitals():
    raw = encoded(PLAN, Coding.TCVN3).encode("latin-1")

    assert lowered(values(read(raw))) == lowered(values(read(PLAN)))


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_decomposed_text_is_put_together_and_spans_count_in_it(form):
    document = read(unicodedata.normalize(form, PLAN))

    assert values(document) == values(read(PLAN))
    assert unicodedata.is_normalized("NFC", document.text)
    assert all(document.quote(task.span) == task.text for task in document.tasks)


def set_in(text, coding):
    """A Word file of a text whose runs are set in the fonts of a coding."""
    if coding is Coding.VNI:
        fonts = (("VNI-Times", text),)
        return word(
            "".join(_set(line, coding, fonts[0][0]) for line in text.split("\n"))
        )
    return word("".join(_set(line, coding, "") for line in text.split("\n")))


def _set(line, coding, font):
    if font:
        return paragraph(_run(encoded(line, coding), font))
    # TCVN3: a capital with a tone is a small letter in the font of capitals.
    runs = []
    for letter in line:
        sign = encoded(letter, coding)
        high = letter.isupper() and sign == encoded(letter.lower(), coding)
        name = ".VnTimeH" if high else ".VnTime"
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + sign)
        else:
            runs.append((name, sign))
    return paragraph(*(_run(text, name) for name, text in runs))


def _run(text, font):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>').replace(
        "<w:t>", '<w:t xml:space="preserve">'
    )


@pytest.mark.parametrize("coding", [Coding.TCVN3, Coding.VNI], ids=str)
def test_a_word_file_in_old_fonts_says_what_its_unicode_twin_says(coding):
    twin = word("".join(paragraph(run(line)) for line in PLAN.split("\n")))

    assert read(set_in(PLAN, coding)).text == read(twin).text


@pytest.mark.verify
@needs_corpus
@pytest.mark.parametrize("source", sorted(SHARED.glob("*.txt")), ids=lambda p: p.stem)
def test_a_real_document_in_any_coding_gives_the_same_findings(source):
    text = unicodedata.normalize("NFC", source.read_text(encoding="utf-8"))
    # What a coding of 256 signs has no sign for was never typed in it.
    plain = "".join(
        c for c in text.replace("–", "-").replace("…", "...") if _has_sign(c)
    )
    expected = read(plain)

    assert values(read(unicodedata.normalize("NFD", plain))) == values(expected)
    for coding in ONE_BYTE:
        raw = encoded(plain, coding).encode("cp1252", "surrogateescape")
        found = values(read(raw))
        if coding is Coding.TCVN3:
            assert [t["text"].casefold() for t in found["tasks"]] == [
                t["text"].casefold() for t in values(expected)["tasks"]
            ]
        else:
            assert found == values(expected), coding


def _has_sign(letter):
    return letter.isascii() or "LATIN" in unicodedata.name(letter, "")


# --- web pages ----------------------------------------------------------------------------

PORTAL = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng</title>
<script>var a = "Sở Tư pháp chủ trì";</script><style>p {}</style></head><body>
<div class="top"><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li></ul></div>
<div class="page"><div class="side"><a href="/1">Văn bản mới nhất của tỉnh về cải cách</a></div>
<div class="main"><table><tr><td><center>ỦY BAN NHÂN DÂN<br>TỈNH BÌNH AN</center>
<p align="center">Số: 15/KH-UBND</p></td><td><p style="text-align:center"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>
Độc lập - Tự do - Hạnh phúc</p><p>Bình An, ngày 12 tháng 01 năm 2026</p></td></tr></table>
<p align="center"><b>KẾ HOẠCH</b><br>Tuyên truyền cải cách hành chính</p>
<p>1. Sở Nội vụ chủ trì tuyên truyền,
   gửi báo cáo trước ngày 15 tháng 3 năm 2026.</p>
<p style="display:none">2. Sở Tư pháp chủ trì.</p>
<p>2. Các xã, phường đăng ít nhất 02 tin, bài hằng tháng trên trang thông tin.</p></div></div>
<footer>Bản quyền thuộc về Cổng thông tin</footer></body></html>"""


@pytest.mark.parametrize(
    "raw",
    [
        PORTAL.encode(),
        PORTAL.encode("utf-8-sig"),
        PORTAL.encode("utf-16"),
        encoded(PORTAL.replace("utf-8", "windows-1258"), Coding.CP1258).encode(
            "cp1252", "surrogateescape"
        ),
    ],
    ids=["utf-8", "mark", "utf-16", "windows-1258"],
)
def test_a_page_saved_from_a_portal_is_its_paper(raw):
    document = read(raw)

    assert (document.number, document.type) == ("15/KH-UBND", "Kế hoạch")
    assert document.issued_on.isoformat() == "2026-01-12"
    assert document.subject == "Tuyên truyền cải cách hành chính"
    assert [task.lead[0].name for task in document.tasks] == [
        "Sở Nội vụ",
        "Các xã, phường",
    ]
    for word_ in ("Tư pháp", "Trang chủ", "mới nhất", "Bản quyền"):
        assert word_ not in document.text


def test_a_table_of_a_page_keeps_its_columns_under_spans():
    page = (
        "<html><body><table><tr><th rowspan=2>TT</th><th colspan=2>Việc</th></tr>"
        "<tr><td>Nội dung</td><td>Chủ trì</td></tr>"
        "<tr><td>1</td><td>Tuyên truyền</td><td>Sở Nội vụ</td></tr></table></body></html>"
    )

    assert cells(read(page.encode())) == [
        (0, 0), (0, 1), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)
    ]  # fmt: skip


def test_lists_of_a_page_have_their_marks():
    page = "<html><body><ol type=a start=4><li>Một<li><p>Hai</p></ol><ul><li>Ba</ul></body></html>"

    assert read(page.encode()).text == "d. Một\ne. Hai\n- Ba"


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script>"])
def test_a_page_without_words_is_empty(page):
    assert why(page.encode()) == Reason.EMPTY


def test_a_page_nested_without_end_is_refused():
    page = "<html><body>" + "<div>" * 50_000 + "Sở Nội vụ" + "</div>" * 50_000

    assert why(page.encode()) == Reason.EMPTY


def test_a_page_with_signs_that_no_xml_may_have_is_read():
    page = "<html><body><p>Một<script>x</script>&#1;\x02 hai</p></body></html>"

    assert read(page.encode()).text == "Một hai"


def test_text_with_a_sign_of_a_page_in_it_is_text():
    assert (
        read("Kế hoạch <html> là một chữ".encode()).text == "Kế hoạch <html> là một chữ"
    )


# --- Markdown, .rtf, .doc -----------------------------------------------------------------


def test_markdown_is_read_without_its_marks():
    rows = "| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Việc | Sở |\n"

    document = read(f"# KẾ HOẠCH\n\n**Tuyên truyền**\n\n{rows}".encode())

    assert document.text.split("\n") == [
        "KẾ HOẠCH", "Tuyên truyền", "TT", "Nội dung", "Chủ trì", "1", "Việc", "Sở"
    ]  # fmt: skip
    assert cells(document) == [(row, column) for row in (0, 1) for column in (0, 1, 2)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\u272? \u7845?\uc0\u7845 x", "Đ ấấx"),
        (r"{\f1 ViÖt Nam}", "Việt Nam"),
        (r"{\f2 \'e2\'ec}", "ấ"),
        (r"a{\v b}{\deleted c}{\*\unknown d}{\pict 00ff}e", "ae"),
        (r"a\~b\_c\tab d\line e", "a b-c d\ne"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt chữ}}".replace("ữ", r"\u7919?"), "chữ"),
        (r"{\header \u272?ầu}thân".replace("ầ", r"\u7847?").replace("â", r"\u226?"), "thân"),
        (r"\bin3 {}}x", "x"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt Khung.\par}}{\shprslt{z}}}Sau.", "Khung.\nSau."),
    ],
)  # fmt: skip
def test_rich_text_says(body, text):
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset0 .VnTime;}{\f2\fcharset163 Times;}}"
    raw = rf"{{\rtf1\ansi\ansicpg1252{fonts}{body}\par}}"

    assert read(raw.encode("latin-1")).text == text


def test_rich_text_nested_without_end_is_refused():
    assert why(b"{\\rtf1" + b"{" * 100_000) == Reason.HOSTILE


def test_a_mark_in_the_head_of_pages_is_seen_in_rich_text():
    raw = rb"{\rtf1\ansi{\header M\u7852?T\par}Van ban\par}"

    assert read(raw).classification == "MẬT"


@pytest.mark.parametrize("keep", [600, 4000, 9000, 15000])
def test_a_cut_doc_is_damaged(keep):
    assert why((SAMPLES / "rich.doc").read_bytes()[:keep]) == Reason.DAMAGED


def altered(at, value):
    """The sample .doc with a number of two bytes in its header changed."""
    raw = bytearray((SAMPLES / "rich.doc").read_bytes())
    start = raw.find(b"\xec\xa5")
    raw[start + at : start + at + 2] = value.to_bytes(2, "little")
    return bytes(raw)


def test_a_doc_under_a_password_is_encrypted():
    assert why(altered(10, 0x1300)) == Reason.ENCRYPTED


def test_a_doc_from_before_1997_says_what_it_is():
    assert why(altered(2, 0x65)) == Reason.OLD_WORD


@pytest.mark.parametrize("first", range(2))
def test_a_doc_with_a_byte_wrong_is_read_or_refused(first):
    raw = (SAMPLES / "rich.doc").read_bytes()
    kinds = set()
    for at in range(512 + first * 101, len(raw), 1009):
        try:
            kinds.add(type(read(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])))
        except Unreadable as error:
            kinds.add(error.reason)

    assert kinds <= {OfficialDocument, *Reason}


# --- OpenDocument -------------------------------------------------------------------------


def odt(content="<x/>", **more):
    kind = "application/vnd.oasis.opendocument.text"
    return zipped(
        {"mimetype": kind, "content.xml": content, **more}, stored=("mimetype",)
    )


def test_an_opendocument_under_a_password_is_encrypted():
    manifest = "<manifest><encryption-data/></manifest>"

    assert (
        why(odt("scrambled", **{"META-INF/manifest.xml": manifest})) == Reason.ENCRYPTED
    )


def test_an_opendocument_that_declares_entities_is_hostile():
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'

    assert why(odt(outside)) == Reason.HOSTILE


def test_an_opendocument_without_text_is_another_kind():
    assert why(odt("<office/>")) == Reason.WRONG_TYPE
