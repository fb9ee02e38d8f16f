"""The printed lines of a document that both renderers share."""

from collections.abc import Sequence

from loa.domain.text import in_roman
from loa.domain.writing.characters import clean, clean_lines
from loa.domain.writing.decree30 import SIZE, SPACE
from loa.domain.writing.metrics import text_width
from loa.domain.writing.paper import OfficialPaper, Urgency
from loa.domain.writing.wording import NUMBER_BLANK, date_words

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# How wide the frame of a mark of urgency is, in millimetres.
FRAMES = {
    Urgency.URGENT: SPACE.frame_urgent,
    Urgency.VERY_URGENT: SPACE.frame_very_urgent,
    Urgency.EXPRESS: SPACE.frame_express,
}


def header_lines(name: str) -> tuple[str, ...]:
    """Give the name of a body in capitals, one string a line."""
    return tuple(line.upper() for line in clean_lines(name).splitlines() if line)


def subject_of_letter(paper: OfficialPaper) -> str:
    """Give the subject of an official letter: `V/v báo cáo …`."""
    subject = clean(paper.subject).strip()
    return subject if subject.startswith("V/v") else f"V/v {subject}"


def list_of(lines: Sequence[str], mark: str = "") -> tuple[str, ...]:
    """Give lines that end in `;`, the last in a full stop."""
    texts = [clean(line).strip().rstrip(";.") for line in lines]
    last = len(texts) - 1
    return tuple(
        f"{mark}{text}{'.' if position == last else ';'}"
        for position, text in enumerate(texts)
    )


def appendix_label(position: int, count: int) -> str:
    """Give `Phụ lục`, with a Roman numeral when there are several."""
    return "Phụ lục" if count == 1 else f"Phụ lục {in_roman(position)}"


def attached_line(paper: OfficialPaper) -> str:
    """Give `(Kèm theo Báo cáo số … ngày … của …)`.

    Decree 30/2020, appendix I: written in on paper, blank on an electronic document.
    """
    kind = clean(paper.type_name) or "Công văn"
    kind = kind[:1].upper() + kind[1:].lower()
    issuer = clean(paper.issuer)
    is_filled = not paper.is_electronic and paper.number and paper.issued_on
    if is_filled and paper.issued_on:
        day = date_words(paper.issued_on)
        return f"(Kèm theo {kind} số {paper.full_number} {day} của {issuer})"
    blank = f"ngày{NUMBER_BLANK}tháng{NUMBER_BLANK}năm{NUMBER_BLANK}"
    symbol = clean(paper.symbol)
    return f"(Kèm theo {kind} số{NUMBER_BLANK}/{symbol} {blank}của {issuer})"


def drafter_line(paper: OfficialPaper) -> str:
    """Give box 12, `PL.(300)`: who drafted and how many copies; or `PL` alone."""
    drafter = clean(paper.drafter).strip().upper()
    return f"{drafter}.({paper.copies})" if paper.copies else drafter


def file_title(paper: OfficialPaper) -> str:
    """Give the title for a file's properties: the type and the subject."""
    if paper.is_letter:
        return subject_of_letter(paper)
    return clean(f"{paper.type_name} {paper.subject}").strip()


def circulation_width(paper: OfficialPaper) -> float:
    """Give the width of the frame around the mark of circulation, in millimetres."""
    return text_width(paper.circulation, SIZE.circulation, bold=True) + 6
