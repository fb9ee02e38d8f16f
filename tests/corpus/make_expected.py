"""Writes `expected.json` beside each source here; look at every difference by eye.

python -m tests.corpus.make_expected
"""

import json
from pathlib import Path

from loa.domain.docreader import as_json, read

HERE = Path(__file__).parent


def findings(text: str) -> dict[str, object]:
    """What the reader says of a text, without places: those are tested elsewhere."""
    found = as_json(read(text))
    for task in found["tasks"]:
        del task["span"]
    return found


def main() -> None:
    """Write every expected.json anew."""
    for source in sorted(HERE.glob("**/source.txt")):
        found = findings(source.read_text(encoding="utf-8"))
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        source.with_name("expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
