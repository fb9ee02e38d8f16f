"""Which body a printed issuer is; nothing when that is not certain."""

import re
from datetime import date

from loa.domain.text import fold
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion

# "SỞ NỘI VỤ (UBND TỈNH LAM GIANG)": the superior printed above, in parentheses.
_WITH_SUPERIOR = re.compile(r"^(?P<name>[^()]+)\((?P<above>[^()]+)\)\s*$")
_SHORT = re.compile(r"\bubnd\b")


def issuer_body(printed: str, *, holder: int, on: date) -> int | None:
    """Return the id of the body that a document's header names.

    Bodies of the same name in several places are told apart by the superior printed
    with it, else by standing in the holder's own province. Still several: None.
    """
    found = _WITH_SUPERIOR.match(printed)
    name = _comparable(found["name"] if found else printed)
    if not name:
        return None
    candidates = list(BodyVersion.objects.filter(orgs.in_force(on), folded=name))
    if found:
        candidates = _under(candidates, _comparable(found["above"]), on)
    if len(candidates) > 1:
        province = orgs.province_of(holder, on)
        mark = f"{province:06d}" if province else None
        candidates = [row for row in candidates if mark and mark in _segments(row)]
    return candidates[0].body_id if len(candidates) == 1 else None


def _comparable(printed: str) -> str:
    return _SHORT.sub("uy ban nhan dan", fold(printed))


def may_be_same(printed: str, other: str) -> bool:
    """Whether two printed issuers can mean one body.

    One may be cut short ("UBND tỉnh" in a paper of the province itself), or not said;
    what both say must agree.

    >>> may_be_same("UBND tỉnh", "Ủy ban nhân dân tỉnh Lam Giang")
    True
    >>> may_be_same("UBND xã Tam Giai", "UBND xã Hòa Khê")
    False
    """
    one, two = issuer_key(printed), issuer_key(other)
    if not one or not two:
        return True
    shorter, longer = sorted((one, two), key=len)
    return longer == shorter or longer.startswith(f"{shorter} ")


def issuer_key(printed: str) -> str:
    """Return a printed issuer as compared: no superior in brackets, words in full."""
    found = _WITH_SUPERIOR.match(printed)
    name = _comparable(found["name"] if found else printed)
    return name.removeprefix("chu tich ").strip()


def _segments(version: BodyVersion) -> list[str]:
    return [version.path[i : i + 6] for i in range(0, len(version.path), 6)]


def _under(candidates: list[BodyVersion], above: str, on: date) -> list[BodyVersion]:
    ids = {int(part) for row in candidates for part in _segments(row)[:-1]}
    names = {pk: version.folded for pk, version in orgs.versions_of(ids, on).items()}
    return [
        row
        for row in candidates
        if any(names.get(int(part)) == above for part in _segments(row)[:-1])
    ]
