"""Every word of a .docx, paragraph by paragraph, as it lies in the file."""

from collections.abc import Iterator

from loa.domain.docreader.openers.archive import Archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_in(content: bytes) -> Iterator[str]:
    """Give the paragraphs of the body, tables and text boxes too; of a .docx only.

    :raises loa.domain.docreader.Unreadable: when it is damaged or hostile
    """
    root = Archive(content).xml("word/document.xml")
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
