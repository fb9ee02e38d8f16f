"""One Word file with everything at once: what it says, and what it may not say."""

import io
import zipfile

from docx import Document

from tests.domain.docreader.files import MC, W, listed, paragraph, run

TEXT = """\
KẾ HOẠCH
Về việc tuyên truyền, nước ta
Việt Nam độc lập
I. Mục 0.
1. Mục 1.
2. Mục 2.
a) Mục 3.
b) Mục 4.
II. Mục 5.
1. Mục 6.
a) Mục 7.
Sở Nội vụ chủ trì.
Thấy được.
CHỮ HOA.
Trang của tỉnh.
Đoạn có chú thích và đi tiếp.
TT
Nội dung
Cơ quan chủ trì
I
TUYÊN TRUYỀN
1
Mở chuyên mục
Sở Nội vụ
Dòng một
Dòng hai.
HỎA TỐC
Neo của khung.
Hết./."""
CELLS = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
NOTE = "Theo Quyết định 5."

_TCVN3 = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime" w:cs=".VnTime"/>'
_CAPITALS = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH" w:cs=".VnTimeH"/>'
_VNI = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times" w:cs="VNI-Times"/>'
_BY = 'w:author="A" w:date="2025-01-01T00:00:00Z"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def rich_docx():
    """The bytes of the file; LibreOffice converts it to the other kinds."""
    plain = io.BytesIO()
    Document().save(plain)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, _part(name, source.read(name)))
        target.writestr("word/footnotes.xml", _footnotes())
    return made.getvalue()


def _part(name, content):
    if name == "word/document.xml":
        body = _body().replace("<w:t>", '<w:t xml:space="preserve">')
        return f"<w:document {W} {MC}><w:body>{body}<w:sectPr/></w:body></w:document>"
    if name == "word/numbering.xml":
        return f"<w:numbering {W}>{_lists()}</w:numbering>"
    if name == "word/_rels/document.xml.rels":
        more = f'<Relationship Id="rId99" Type="{_RELATION}/footnotes" Target="footnotes.xml"/>'
        return content.decode().replace("</Relationships>", f"{more}</Relationships>")
    if name == "[Content_Types].xml":
        more = f'<Override PartName="/word/footnotes.xml" ContentType="{_CONTENT}.footnotes+xml"/>'
        return content.decode().replace("</Types>", f"{more}</Types>")
    return content


def _body():
    depths = (0, 1, 1, 2, 2, 0, 1, 2)
    changed = (
        f'<w:ins w:id="1" {_BY}>{run("Nội vụ")}</w:ins>'
        f'<w:del w:id="2" {_BY}><w:r><w:delText>Tư pháp</w:delText></w:r></w:del>'
    )
    marks = ("begin", "separate", "end")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{m}"/></w:r>' for m in marks)
    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://a.vn" </w:instrText></w:r>'
    return "".join(
        (
            paragraph(run("KÕ ho¹ch", _CAPITALS)),
            paragraph(run("VÒ viÖc tuyªn truyÒn, n\u00adíc ta", _TCVN3)),
            paragraph(run("Vieät Nam ñoäc laäp", _VNI)),
            *(listed(f"Mục {at}.", level=depth) for at, depth in enumerate(depths)),
            paragraph("Sở ", changed, " chủ trì."),
            paragraph("Thấy ", run("ẨN", "<w:vanish/>"), "được."),
            paragraph(run("chữ hoa", "<w:caps/>"), "."),
            paragraph("Trang ", begin, code, middle, run("của tỉnh"), end, "."),
            paragraph(
                "Đoạn có chú thích",
                '<w:r><w:footnoteReference w:id="2"/></w:r>',
                " và đi tiếp.",
            ),
            _table(),
            paragraph("<w:r><w:t>Dòng một</w:t><w:br/><w:t>Dòng hai.</w:t></w:r>"),
            paragraph(_box("HỎA TỐC"), "Neo của khung."),
            paragraph("Hết./."),
        )
    )


def _table():
    rows = (
        ((1000, "TT"), (4000, "Nội dung"), (4000, "Cơ quan chủ trì")),
        ((1000, "I"), (8000, "TUYÊN TRUYỀN")),
        ((1000, "1"), (4000, "Mở chuyên mục"), (4000, "Sở Nội vụ")),
    )
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in (1000, 4000, 4000))
    made = "".join(
        f"<w:tr>{''.join(_cell(wide, text) for wide, text in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _cell(wide, text):
    span = '<w:gridSpan w:val="2"/>' if wide == 8000 else ""
    width = f'<w:tcW w:w="{wide}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{span}</w:tcPr>{paragraph(text)}</w:tc>"


def _box(text):
    return (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="t1" '
        'style="position:absolute;width:100pt;height:30pt" type="#_x0000_t202">'
        f"<v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )


def _lists():
    levels = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (kind, pattern) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def _footnotes():
    return (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph(NOTE)}</w:footnote></w:footnotes>'
    )
