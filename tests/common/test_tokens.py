"""The colours: the same in both dark blocks, and readable in light and dark."""

import re
from pathlib import Path

import pytest

import loa.common
from loa.common.states import SIGNS

STATIC = Path(loa.common.__file__).parent / "static" / "common"
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
ROOM = {
    "ink": ("canvas", "surface", "sunken", "raised"),
    "ink-2": ("canvas", "surface", "sunken", "raised"),
    "ink-3": ("canvas", "surface", "sunken"),
    "link": ("canvas", "surface", "sunken"),
    "on-accent": ("accent", "accent-hover"),
    "accent-ink": ("accent-soft",),
    "paper-ink": ("paper",),
}


def block(opening: str) -> dict[str, str]:
    """The tokens of the first rule that begins so."""
    start = TOKENS.index(opening) + len(opening)
    return dict(TOKEN.findall(TOKENS[start : TOKENS.index("}", start)]))


LIGHT = block(":root {")
SYSTEM_DARK = block(':root:not([data-theme="light"]) {')
CHOSEN_DARK = block('\n:root[data-theme="dark"] {')
STATE_TOKENS = sorted(
    {
        css
        for css in re.findall(
            r"^\.is-[a-z]+\s*\{ --c: var\(--([a-z0-9]+)\)",
            (STATIC / "status.css").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        if css != "ink"
    }
)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_the_dark_of_the_system_and_the_chosen_dark_are_one():
    assert SYSTEM_DARK == CHOSEN_DARK
    assert len(SYSTEM_DARK) > 80


def test_every_colour_has_a_dark_one():
    colours = {name for name, value in LIGHT.items() if value.startswith("#")}

    assert colours <= set(SYSTEM_DARK)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_is_readable_on_its_ground_and_on_surfaces(theme):
    tokens = LIGHT if theme == "light" else {**LIGHT, **CHOSEN_DARK}
    faint = [
        (name, ground, round(ratio, 2))
        for name in STATE_TOKENS
        if name != "ink-3" and f"--{name}-soft" in tokens
        for ground in (f"{name}-soft", "surface", "canvas")
        if (ratio := contrast(tokens[f"--{name}"], tokens[f"--{ground}"])) < 4.5
    ]

    assert len(STATE_TOKENS) >= 19
    assert faint == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_are_readable_on_every_ground(theme):
    tokens = LIGHT if theme == "light" else {**LIGHT, **CHOSEN_DARK}
    faint = [
        (ink, ground)
        for ink, grounds in ROOM.items()
        for ground in grounds
        if contrast(tokens[f"--{ink}"], tokens[f"--{ground}"]) < 4.5
    ]

    assert faint == []


def test_no_two_states_share_a_shape_or_a_word():
    shapes = [sign.symbol for sign in SIGNS.values()]
    words = [str(sign.word) for sign in SIGNS.values()]

    assert len(set(shapes)) == len(shapes)
    assert len(set(words)) == len(words)


def test_every_state_of_the_domain_has_a_sign():
    from loa.domain.quotas import COLUMN_NAMES, StandingState, State

    codes = {state.value for state in State} | {state.value for state in StandingState}

    assert codes | set(COLUMN_NAMES) <= set(SIGNS)


def test_every_class_of_a_sign_is_styled():
    style = (STATIC / "status.css").read_text(encoding="utf-8")

    assert [s.css for s in SIGNS.values() if f".{s.css} " not in style] == []
