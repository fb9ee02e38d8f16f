"""How wide words are in Times: the same on every machine, whatever is installed.

Advance widths in thousandths of the type size, of the metrics that Times New Roman,
Tinos and Liberation Serif share. A mark above or below adds no width.
"""

from loa.domain.writing.characters import base_letter

_MILLIMETRES_PER_POINT = 25.4 / 72

_REGULAR = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js",
    408: '"', 444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–",
    529: "ơ", 541: "~", 542: "ư", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR",
    722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@",
    944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}",
    444: "cerz", 500: "#$*0123456789?J_agovxy–“”", 520: "~", 554: "ơ", 555: '"',
    556: "Sbdhknpquđ", 570: "+<=>", 581: "^", 600: "ư", 611: "FP", 667: "BELTZ",
    722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M",
    1000: "%W—…",
}  # fmt: skip


def _by_letter(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_WIDTHS = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}
# A letter not in the table: as wide as the widest, so that room is never too small.
_UNKNOWN = 1000


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width in millimetres of a text set in one line, size in points."""
    widths = _WIDTHS[bold]
    units = sum(widths.get(base_letter(letter), _UNKNOWN) for letter in text)
    return units / 1000 * size * _MILLIMETRES_PER_POINT


def wrapped_width(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """Give the width of the longest line when words wrap into `room` millimetres."""
    return min(max(_wrapped(text, size, room, bold=bold), default=0.0), room)


def balanced_width(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """Give the room in which a text takes as many lines as in `room`, of like length.

    So a title does not end in a line of one word.
    """
    lines = len(_wrapped(text, size, room, bold=bold))
    if lines < 2:
        return room
    low, high = room / lines, room
    while high - low > 0.5:
        middle = (low + high) / 2
        fits = len(_wrapped(text, size, middle, bold=bold)) <= lines
        widest = max(text_width(word, size, bold=bold) for word in text.split())
        low, high = (low, middle) if fits and widest <= middle else (middle, high)
    # A hair more: another program measures a little otherwise.
    return min(high + 2.0, room)


def _wrapped(text: str, size: float, room: float, *, bold: bool) -> list[float]:
    """The widths of the lines of a text, in millimetres."""
    lines: list[float] = []
    space = text_width(" ", size, bold=bold)
    for word in text.split():
        width = text_width(word, size, bold=bold)
        if lines and lines[-1] + space + width <= room:
            lines[-1] += space + width
        else:
            lines.append(width)
    return lines


def with_break_points(text: str, size: float, room: float) -> str:
    """Let a word too long for `room` break, by zero-width spaces between letters.

    Words that fit are left as they are.
    """
    return " ".join(
        word if text_width(word, size) <= room else _broken(word, size, room)
        for word in text.split(" ")
    )


def _broken(word: str, size: float, room: float) -> str:
    parts, line = [""], 0.0
    for letter in word:
        width = text_width(letter, size)
        if parts[-1] and line + width > room * 0.9:
            parts.append("")
            line = 0.0
        parts[-1] += letter
        line += width
    return "\u200b".join(parts)
