"""What a Word file says: as it prints with all changes accepted. Issue 3, inputs."""

import pytest

from loa.domain.docreader import Caution, as_json, read
from tests.domain.docreader.files import (
    listed,
    paragraph,
    run,
    table,
    word,
    zipped,
)


def text_of(body, **parts):
    return read(word(body, **parts)).text


# --- changes -----------------------------------------------------------------------------


def test_what_was_moved_is_read_where_it_went():
    body = (
        f"<w:p><w:moveFrom>{run('Sở Tư pháp')}</w:moveFrom>{run('Đầu')}</w:p>"
        f"<w:p><w:moveTo>{run('Sở Tư pháp')}</w:moveTo></w:p>"
    )

    assert text_of(body) == "Đầu\nSở Tư pháp"


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    deleted = "<w:rPr><w:del/></w:rPr>"

    assert text_of(paragraph("Sở Nội vụ ", marks=deleted) + paragraph("chủ trì.")) == (
        "Sở Nội vụ chủ trì."
    )


def test_a_deleted_row_is_gone_and_an_inserted_one_stays():
    rows = (
        f"<w:tr><w:trPr><w:{kind}/></w:trPr><w:tc>{paragraph(kind)}</w:tc></w:tr>"
        for kind in ("del", "ins")
    )

    assert text_of(f"<w:tbl>{''.join(rows)}</w:tbl>") == "ins"


def test_that_changes_were_accepted_is_told():
    body = f'<w:p><w:ins w:id="1" w:author="A">{run("Sở Nội vụ")}</w:ins></w:p>'

    assert Caution.CHANGES_ACCEPTED in read(word(body)).warnings
    assert Caution.CHANGES_ACCEPTED not in read(word(paragraph("Sở"))).warnings


# --- what is seen and what is not ---------------------------------------------------------


@pytest.mark.parametrize(
    "unseen",
    [
        run("ẩn", "<w:vanish/>"),
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>',
        '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("Nhập số vào đây")
        + "</w:sdtContent></w:sdt>",
        run("theo kiểu", '<w:rStyle w:val="An"/>'),
        '<w:del w:id="2">' + run("bỏ") + "</w:del>",
    ],
)
def test_what_does_not_print_is_left_out(unseen):
    styles = '<w:style w:styleId="An" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'

    assert text_of(paragraph("Sở ", unseen, "Nội vụ"), styles=styles) == "Sở Nội vụ"


@pytest.mark.parametrize(
    "seen",
    [
        run("Nội", '<w:vanish w:val="0"/>'),
        f"<w:hyperlink>{run('Nội')}</w:hyperlink>",
        f"<w:smartTag><w:smartTag>{run('Nội')}</w:smartTag></w:smartTag>",
        f"<w:fldSimple>{run('Nội')}</w:fldSimple>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Nội')}</w:sdtContent></w:sdt>",
        "<w:r><w:t>N</w:t><w:softHyphen/><w:t>ội</w:t></w:r>",
        f'<mc:AlternateContent><mc:Choice Requires="x">{run("Nội")}</mc:Choice>'
        f"<mc:Fallback>{run('Nội')}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_words_in_wrappings_are_words(seen):
    assert text_of(paragraph("Sở ", seen, " vụ")) == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("sign", "printed"),
    [
        ("<w:tab/>", "a b"),
        ("<w:noBreakHyphen/>", "a-b"),
        ("<w:br/>", "a\nb"),
        ('<w:br w:type="page"/>', "a b"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "a≥b"),
    ],
)
def test_signs_between_words(sign, printed):
    assert text_of(f"<w:p><w:r><w:t>a</w:t>{sign}<w:t>b</w:t></w:r></w:p>") == printed


def test_capitals_by_format_are_capitals():
    styles = (
        '<w:style w:styleId="T" w:type="paragraph"><w:rPr><w:caps/></w:rPr></w:style>'
    )

    assert text_of(paragraph(run("Kế hoạch", "<w:caps/>"))) == "KẾ HOẠCH"
    styled = paragraph("Kế hoạch", marks='<w:pStyle w:val="T"/>')
    assert text_of(styled, styles=styles) == "KẾ HOẠCH"


def test_controls_around_paragraphs_rows_and_cells_are_no_obstacle():
    def control(inner):
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = control(f"<w:tc>{paragraph('ô')}</w:tc>")
    body = control(
        paragraph("đoạn") + f"<w:tbl>{control(f'<w:tr>{cell}</w:tr>')}</w:tbl>"
    )

    assert text_of(body) == "đoạn\nô"


# --- boxes and notes ----------------------------------------------------------------------


def boxed(inner, way):
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    drawn = f'<mc:Choice Requires="wps">{content}</mc:Choice>'
    old = f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
    return {
        "both": f"<w:r><mc:AlternateContent>{drawn}{old}</mc:AlternateContent></w:r>",
        "new": f"<w:r><mc:AlternateContent>{drawn}</mc:AlternateContent></w:r>",
        "vml": f"<w:r><w:pict>{content}</w:pict></w:r>",
        "fallback": "<w:r><mc:AlternateContent><mc:Choice/>"
        f"{old}</mc:AlternateContent></w:r>",
    }[way]


@pytest.mark.parametrize("way", ["both", "new", "vml", "fallback"])
def test_a_text_box_is_read_once_however_it_is_drawn(way):
    body = paragraph(boxed(paragraph("MẬT"), way), "Ngoài khung")

    assert text_of(body) == "MẬT\nNgoài khung"


def test_a_box_in_a_box_is_read_once():
    inner = paragraph(boxed(paragraph("Trong."), "both"), "Giữa.")

    assert text_of(paragraph(boxed(inner, "both"), "Ngoài.")) == "Trong.\nGiữa.\nNgoài."


def test_a_footnote_is_kept_and_breaks_no_sentence():
    body = paragraph("Sở Nội vụ", '<w:r><w:footnoteReference w:id="1"/></w:r>', " làm.")
    notes = f"<w:footnote>{paragraph('Theo Quyết định số 5/QĐ-TTg.')}</w:footnote>"

    document = read(word(body, footnotes=notes))

    assert document.text == "Sở Nội vụ làm."
    assert document.notes == ("Theo Quyết định số 5/QĐ-TTg.",)
    assert as_json(document)["notes"] == ["Theo Quyết định số 5/QĐ-TTg."]


# --- numbers ------------------------------------------------------------------------------


def lists(levels, *, number="", further=""):
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (kind, pattern, more) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{further}'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{number}</w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )


OUTLINE = [
    ("upperRoman", "%1.", ""),
    ("decimal", "%2.", ""),
    ("lowerLetter", "%3)", ""),
]


def labels(body, numbering, **parts):
    lines = text_of(body, numbering=numbering, **parts).split("\n")
    return [line.rpartition(" ")[0] for line in lines]


def test_an_outline_of_levels_counts_and_begins_anew():
    body = "".join(listed("x", level=level) for level in (0, 1, 1, 2, 2, 0, 1, 2))

    assert labels(body, lists(OUTLINE)) == [
        "I.",
        "1.",
        "2.",
        "a)",
        "b)",
        "II.",
        "1.",
        "a)",
    ]


def test_letters_are_those_that_word_prints():
    body = "".join(listed("x") for _ in range(6))

    assert labels(body, lists([("lowerLetter", "%1)", "")])) == [
        "a)", "b)", "c)", "d)", "e)", "f)"
    ]  # fmt: skip


def test_a_level_prints_the_counts_above_it():
    shapes = [("upperRoman", "%1.", ""), ("decimal", "%1.%2.", ""), ("decimal", "%1.%2.%3.", "<w:isLgl/>")]  # fmt: skip
    body = "".join(listed("x", level=level) for level in (0, 0, 1, 2))

    assert labels(body, lists(shapes)) == ["I.", "II.", "II.1.", "2.1.1."]


def test_a_list_of_the_same_kind_counts_on_unless_told_to_begin():
    body = "".join(listed("x", number=number) for number in (1, 1, 3, 2, 2, 3))

    assert labels(body, lists([("decimal", "%1.", "")])) == [
        "1.", "2.", "3.", "1.", "2.", "3."
    ]  # fmt: skip


def test_a_level_that_never_restarts_counts_on():
    shapes = [
        ("decimal", "Điều %1.", ""),
        ("decimal", "%2)", '<w:lvlRestart w:val="0"/>'),
    ]
    body = "".join(listed("x", level=level) for level in (0, 1, 0, 1))

    assert labels(body, lists(shapes)) == ["Điều 1.", "1)", "Điều 2.", "2)"]


def test_a_number_comes_from_the_style_and_a_zero_takes_it_away():
    numbered = (
        '<w:style w:styleId="M" w:type="paragraph"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="N" w:type="paragraph"><w:basedOn w:val="M"/></w:style>'
    )
    off = '<w:pStyle w:val="N"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph("x", marks='<w:pStyle w:val="M"/>')
        + paragraph("x", marks='<w:pStyle w:val="N"/>')
        + paragraph("x", marks=off)
    )

    assert labels(body, lists([("decimal", "%1.", "")]), styles=numbered) == [
        "1.",
        "2.",
        "",
    ]


def test_an_overridden_level_and_a_linked_list():
    override = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1/"/></w:lvl></w:lvlOverride>'  # fmt: skip

    assert labels(listed("x"), lists(OUTLINE, number=override)) == ["04/"]


# --- kinds of Word file -------------------------------------------------------------------


def test_the_strict_format_is_read():
    raw = word(paragraph("Sở Nội vụ", marks='<w:jc w:val="center"/>'))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        xml = archive.read("word/document.xml")
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    assert read(zipped({"word/document.xml": xml.replace(usual, strict)})).text == (
        "Sở Nội vụ"
    )


def test_a_file_with_macros_is_read_without_them_and_says_so():
    raw = zipped(
        {"word/document.xml": _document("Sở Nội vụ"), "word/vbaProject.bin": "x"}
    )

    document = read(raw, filename="mau.docm")

    assert document.text == "Sở Nội vụ"
    assert Caution.MACROS_LEFT_OUT in document.warnings


def test_a_main_part_of_another_name_is_found():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships><Relationship Type="{kind}" Target="/word/document2.xml"/></Relationships>'

    raw = zipped({"_rels/.rels": relations, "word/document2.xml": _document("Sở")})

    assert read(raw).text == "Sở"


def _document(text):
    from tests.domain.docreader.files import W

    return f"<w:document {W}><w:body>{paragraph(text)}</w:body></w:document>"


# --- tables -------------------------------------------------------------------------------


def test_a_table_in_a_cell_becomes_the_cells_paragraphs():
    inner = table([paragraph("a"), paragraph("b")])
    blocks = read(word(table([paragraph("x"), inner]))).blocks

    assert [(b.table, b.row, b.column) for b in blocks] == [
        (0, 0, 0),
        (0, 0, 1),
        (0, 0, 1),
    ]


def test_a_row_that_begins_further_in_keeps_its_columns():
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{paragraph("b")}</w:tc></w:tr>'
    first = f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('a')}</w:tc></w:tr>"

    blocks = read(word(f"<w:tbl>{first}{row}</w:tbl>")).blocks

    assert blocks[-1].column == 1


# --- old codings by font ------------------------------------------------------------------

VN_TIME = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
VN_HIGH = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'


def test_runs_in_old_fonts_are_read_by_their_fonts():
    body = paragraph(run("KÕ ho¹ch", VN_HIGH), run(" sè 5 cña ", VN_TIME), "Sở Nội vụ")

    assert text_of(body) == "KẾ HOẠCH số 5 của Sở Nội vụ"


def test_the_soft_hyphen_of_an_old_font_is_the_letter_u_with_a_horn():
    inner = (
        f"<w:r><w:rPr>{VN_TIME}</w:rPr><w:t>Tr</w:t><w:softHyphen/><w:t>ëng</w:t></w:r>"
    )

    assert text_of(paragraph(inner)) == "Trưởng"


def test_an_old_font_of_the_style_counts_too():
    styles = (
        '<w:style w:styleId="N" w:type="paragraph" w:default="1"><w:rPr>'
        '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/></w:rPr></w:style>'
    )

    assert text_of(paragraph("Vieät Nam"), styles=styles) == "Việt Nam"


def test_a_letter_and_its_mark_in_two_runs_are_one():
    vni = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'

    assert text_of(paragraph(run("Vie", vni), run("ät Nam", vni))) == "Việt Nam"


def test_unicode_typed_in_an_old_font_is_left_as_it_is():
    assert text_of(paragraph(run("Kế hoạch số 5", VN_TIME))) == "Kế hoạch số 5"
