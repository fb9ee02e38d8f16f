"""The dark theme is the same whether the system or the person asks for it."""

import re
from pathlib import Path

TOKENS = (
    Path(__file__).resolve().parents[2] / "loa/common/static/common/tokens.css"
).read_text(encoding="utf-8")


def declarations(block: str) -> dict[str, str]:
    plain = re.sub(r"/\*.*?\*/", "", block, flags=re.DOTALL)
    return {
        name: " ".join(value.split())
        for name, value in re.findall(r"(--?[\w-]+)\s*:\s*([^;]+);", plain)
    }


def block_after(pattern: str) -> dict[str, str]:
    found = re.search(pattern + r"\s*\{([^{}]*)\}", TOKENS)
    assert found, pattern
    return declarations(found[1])


def test_both_dark_blocks_are_equal():
    by_system = block_after(
        r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*:root[^{]*"
    )
    by_person = block_after(r":root\[data-theme=\"?dark\"?\][^{]*")

    assert by_system == by_person
    assert len(by_system) > 20
