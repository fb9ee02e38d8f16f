"""Files made by hand for the tests of the openers."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def zipped(parts, *, stored=()):
    """A zip of name → content; names in `stored` are not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=way)
    return made.getvalue()


def word(body, **parts):
    """A .docx of a body's XML; further parts by name: styles, numbering, footnotes."""
    made = {
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    }
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    for name, content in parts.items():
        made[f"word/{name}.xml"] = f"<w:{roots[name]} {W}>{content}</w:{roots[name]}>"
    return zipped(made)


def run(text, marks=""):
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs, marks=""):
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{marks}</w:pPr>{inner}</w:p>"


def listed(text, *, number=1, level=0):
    marks = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, marks=marks)


def table(*rows):
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"
