"""Every kind of notice that the code tells has its sentence."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import loa
from loa.notices.sentences import SENTENCES

PACKAGE = Path(loa.__file__).parent


def told_kinds() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "notify":
                for word in node.keywords:
                    if word.arg == "kind":
                        yield str(path.relative_to(PACKAGE)), ast.unparse(word.value)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def pattern_of(kind: str) -> str:
    """A regular expression of a kind as written in the code; ``{…}`` may be a word."""
    tree = ast.parse(kind, mode="eval").body
    parts = tree.values if isinstance(tree, ast.JoinedStr) else [tree]
    return "".join(
        re.escape(ast.literal_eval(part)) if isinstance(part, ast.Constant) else r"\w+"
        for part in parts
    )


def test_every_kind_told_has_its_sentence():
    for path, kind in told_kinds():
        pattern = pattern_of(kind)
        assert any(re.fullmatch(pattern, known) for known in SENTENCES), (path, kind)


def test_a_kind_without_a_sentence_would_be_found():
    assert pattern_of('"odd.kind"') == r"odd\.kind"
    assert pattern_of('f"reports.{what}"') == r"reports\.\w+"


def test_the_places_that_tell_are_found():
    assert any(path.startswith("documents/") for path, _kind in told_kinds())


def test_every_sentence_names_its_values():
    for kind, text in SENTENCES.items():
        names = [name for _, name, _, _ in string.Formatter().parse(str(text)) if name]
        assert names, kind
        assert all(name.isidentifier() for name in names), kind
