"""The fixed wording of official documents: numbers, dates, letters of points.

Source: Decree 30/2020/NĐ-CP, appendix I part II.
"""

from datetime import date

# Vietnamese alphabetical order; đ follows d, and there is no f, j, w or z.
POINT_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")

NUMBER_BLANK = " " * 8
DAY_BLANK = " " * 5


def format_number(
    number: int | str | None, type_code: str | None, issuer: str, unit: str = ""
) -> str:
    """Give number and symbol: `05/KH-UBND`, or `05/UBND-NV` for an official letter.

    A number below 10 has a leading zero; None leaves the place before `/` empty.
    """
    symbol = "-".join(part for part in (type_code, issuer, unit) if part)
    return f"{_padded(number)}/{symbol}"


def number_line(number: int | str | None, symbol: str) -> str:
    """Give the printed line: `Số: 05/BC-UBND`, with room to write when blank."""
    printed = _padded(number)
    return f"Số: {printed}/{symbol}" if printed else f"Số:{NUMBER_BLANK}/{symbol}"


def _padded(number: int | str | None) -> str:
    text = "" if number is None else str(number).strip()
    return text.zfill(2) if text.isdecimal() else text


def date_words(on: date) -> str:
    """Give `ngày 05 tháng 02 năm 2026`: zeros before days 1-9 and months 1 and 2."""
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def place_date(
    place: str, issued_on: date | None, drafted_on: date | None = None
) -> str:
    """Give the place and date line of a document.

    Without a day the month and year of `drafted_on` are printed with room for the
    day; without that too, all three are left blank.
    """
    return f"{place}, {date_words_or_blank(issued_on, drafted_on)}"


def date_words_or_blank(issued_on: date | None, drafted_on: date | None = None) -> str:
    """Give the date in words, or the blanks to fill in."""
    if issued_on is not None:
        return date_words(issued_on)
    if drafted_on is not None:
        day_month = date_words(drafted_on).partition(" tháng ")[2]
        return f"ngày{DAY_BLANK}tháng {day_month}"
    return f"ngày{DAY_BLANK}tháng{DAY_BLANK}năm{NUMBER_BLANK}"


def point_letter(position: int) -> str:
    """Give the letter of the n-th point of a clause, from 1.

    :raises ValueError: past y, the last letter there is
    """
    if not 1 <= position <= len(POINT_LETTERS):
        raise ValueError(f"a clause has at most {len(POINT_LETTERS)} points")
    return POINT_LETTERS[position - 1]


def point_letters(count: int) -> tuple[str, ...]:
    """Give the first `count` letters of points: a, b, c, d, đ, e, g …"""
    return tuple(point_letter(position) for position in range(1, count + 1))


def grouped(number: int) -> str:
    """Give a whole number as Vietnamese prints it: 1.204."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 1) -> str:
    """Give a decimal number as Vietnamese prints it: 93,0."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def short_date(on: date) -> str:
    """Give dd/mm/yyyy."""
    return f"{on.day:02d}/{on.month:02d}/{on.year}"


def body_lines(name: str) -> tuple[str, ...]:
    """Break the name of a People's Committee or Council as headers print it.

    "Ủy ban nhân dân xã Đồng Vàng" → ("Ủy ban nhân dân", "xã Đồng Vàng").
    """
    for head in ("Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân"):
        if name.casefold().startswith(head.casefold() + " "):
            return (name[: len(head)], name[len(head) :].strip())
    return (name,)
