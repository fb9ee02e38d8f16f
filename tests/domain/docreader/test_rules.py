"""Every rule has its line in docs/reference/reader.md, and every line its rule."""

import re
from pathlib import Path

from loa.domain.docreader import Caution, Reason

ROOT = Path(__file__).parents[3]
FAMILIES = "header|title|subject|bases|recipients|signature|news|task|time|kind|bodies|channels"
PAGE = (ROOT / "docs/reference/reader.md").read_text(encoding="utf-8")


def rules_in_code():
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "loa/domain/docreader").rglob("*.py")
    )
    return set(re.findall(rf'"((?:{FAMILIES})\.[a-z-]+)"', text)) | {
        *("bodies.lead", "bodies.coordinate")
    }


def test_every_rule_is_told_and_every_told_rule_exists():
    told = set(re.findall(rf"`((?:{FAMILIES})\.[a-z-]+)`", PAGE))

    assert told == rules_in_code()


def test_every_warning_and_reason_is_told():
    assert {str(one) for one in (*Caution, *Reason)} <= set(
        re.findall(r"`([a-z_]+)`", PAGE)
    )
