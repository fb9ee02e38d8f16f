"""What counts the reports again knows nothing of what made them."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def imported(path: Path) -> set[str]:
    """The packages that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
        for alias in node.names
    }  # fmt: skip
    names |= {
        node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("name", ["journeys/plain_sql.py", "faults/ledger.py"])
def test_what_counts_by_plain_sql_imports_the_standard_library_alone(name):
    path = ROOT / "tests" / name

    assert imported(path) <= sys.stdlib_module_names
    # and no door at the back
    text = path.read_text(encoding="utf-8")
    assert "import_module" not in text
    assert "__import__" not in text


def test_an_import_of_loa_would_be_seen(tmp_path):
    path = tmp_path / "recount.py"
    path.write_text("def f():\n    from loa.evidence import figures\n")

    assert imported(path) == {"loa"}
