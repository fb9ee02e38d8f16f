"""Every kind of notice that the code tells has its sentence."""

import ast
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


def test_every_kind_told_is_written_out_and_has_its_sentence():
    for path, kind in told_kinds():
        assert ast.literal_eval(kind) in SENTENCES, path


def test_the_places_that_tell_are_found():
    assert any(path.startswith("documents/") for path, _kind in told_kinds())


def test_every_sentence_names_its_values():
    for kind, text in SENTENCES.items():
        names = [name for _, name, _, _ in string.Formatter().parse(str(text)) if name]
        assert names, kind
        assert all(name.isidentifier() for name in names), kind
