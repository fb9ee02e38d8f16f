"""The measures of Decree 30/2020/NĐ-CP, appendix I: one place for both renderers.

Lengths are millimetres, type sizes points. Where the decree gives a range the
value here is inside it (domain-facts §1.2 and §1.3).
"""

from dataclasses import asdict, dataclass

FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Page:
    """A4 upright with the margins of part I."""

    width: float = 210.0
    height: float = 297.0
    top: float = 20.0
    bottom: float = 20.0
    left: float = 30.0
    right: float = 15.0
    number_from_edge: float = 10.0


@dataclass(frozen=True, slots=True)
class Size:
    """Type sizes by component (part IV, the table of components)."""

    nation: float = 13  # box 1, 12-13
    motto: float = 14  # box 1, 13-14
    governing_body: float = 13  # box 2, 12-13
    issuer: float = 13  # box 2, 12-13
    number: float = 13  # box 3
    place_date: float = 14  # box 4, 13-14
    letter_subject: float = 13  # box 5b, 12-13
    type_name: float = 14  # box 5a, 13-14
    subject: float = 14  # box 5a, 13-14
    addressees: float = 14  # box 9a, 13-14
    body: float = 14  # box 6, 13-14
    authority: float = 14  # box 7a, 13-14
    signer: float = 14  # box 7b, 13-14
    recipients_title: float = 12  # box 9b
    recipients: float = 11  # box 9b
    urgency: float = 13  # box 10b, 13-14
    circulation: float = 13  # box 11, 13-14
    drafter: float = 11  # box 12
    contact: float = 11  # box 13, 11-12
    page_number: float = 14  # part I, 13-14
    appendix_title: float = 14
    # The decree names no size for tables and notes: the genre prints them smaller.
    table: float = 12
    note: float = 12


@dataclass(frozen=True, slots=True)
class Space:
    """Distances: first line, between paragraphs, columns of the header."""

    first_line: float = 12.7  # 1 or 1.27 cm
    paragraph: float = 6.0  # points, at least 6
    line: float = 1.15  # single to 1.5
    issuer_column: float = 66.0
    nation_column: float = 99.0
    recipients_column: float = 82.0
    letter_subject_gap: float = 6.0  # points
    addressees_from: float = 35.0
    # Box 2 and 5a: the line beneath is a third to a half of the text's length.
    rule_share: float = 0.42
    signature_room: float = 24.0
    # Box 10b: the frame of each mark of urgency, and the height of all.
    frame_urgent: float = 20.0
    frame_very_urgent: float = 40.0
    frame_express: float = 30.0
    frame_height: float = 8.0


PAGE = Page()
SIZE = Size()
SPACE = Space()


def measures() -> dict[str, dict[str, float]]:
    """Give all measures by name, for the PDF template."""
    return {"page": asdict(PAGE), "size": asdict(SIZE), "space": asdict(SPACE)}
