"""Where an issuer stands, by its printed name or its symbol; "" when neither says it."""

import re
from typing import Final

from loa.domain.text import fold

LEVELS: Final = (
    "law", "government", "ministry", "province", "department", "district", "commune",
)  # fmt: skip
"""From the top down; as ``IssuerLevel``."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NATION = (
    ("law", re.compile(r"^(quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc)\b")),
    ("government", re.compile(
        r"^(thu tuong|chinh phu|bo chinh tri|ban bi thu|ban chap hanh trung uong)\b")),
    ("ministry", re.compile(
        r"^(bo |ngan hang nha nuoc|thanh tra chinh phu|van phong chinh phu|tong cuc |cuc "
        r"|uy ban dan toc|vien kiem sat nhan dan toi cao|toa an nhan dan toi cao)")),
)  # fmt: skip
_OFFICE = re.compile(
    r"^(so |ban |thanh tra tinh|van phong|trung tam |chi cuc |truong |bao hiem |cong an )"
)
_PHONG = re.compile(r"^phong ")
# The six cities that are provinces: "thành phố" elsewhere was a district.
_UNIT = re.compile(
    r"\b(?:(?P<province>tinh|thanh pho (?:ha noi|ho chi minh|hai phong|da nang|can tho|hue))"
    r"|(?P<district>huyen|thi xa|thanh pho|quan(?! (?:ly|tri|doi|su|he|chung)))"
    r"|(?P<commune>xa|phuong|thi tran|dac khu))\b"
)
_UNDER_PARTY = re.compile(r"^(?P<unit>tinh|thanh|thi|huyen|quan|dang) uy\b")
_PARTY = {"tinh": "province", "thanh": "province"}
# "/kh-bcd" is a steering committee's, not a ministry's: only known ones.
_MINISTRIES = (
    "bnv|btc|btp|bca|bqp|bng|bct|bxd|byt|bkhcn|bkhdt|bgddt|bgtvt|btttt|bvhttdl|bldtbxh"
    "|btnmt|bnnptnt|bnnmt|bdttg|vpcp|ttcp|nhnn|ubdt"
)
_SYMBOLS = (
    ("law", re.compile(r"/(qh|ubtvqh)\d+$")),
    ("government", re.compile(r"-(cp|ttg)$|/cp$")),
    ("ministry", re.compile(rf"/(?:\d{{4}}/)?(?:[a-z]+-(?:{_MINISTRIES})|(?:{_MINISTRIES})-[a-z]+)$")),
    ("province", re.compile(r"/tu$")),
)  # fmt: skip


def level_of(issuer_name: str, code: str = "") -> str:
    """Return the level of an issuer, a value of ``IssuerLevel`` or "".

    >>> level_of("UBND xã Tam Giai"), level_of("", "76/nq-cp"), level_of("Sở Nội vụ")
    ('commune', 'government', 'department')
    """
    named = _IN_BRACKETS.sub("", issuer_name).replace("UBND", "Ủy ban nhân dân")
    name = fold(named).removeprefix("chu tich ").replace("co quan", "")
    return _by_name(name) or _by_symbol(code)


def _by_name(name: str) -> str:
    for level, pattern in _NATION:
        if pattern.match(name):
            return level
    party = _UNDER_PARTY.match(name)
    if party:
        return _PARTY.get(party["unit"], "district")
    unit = _UNIT.search(name)
    where = unit.lastgroup or "" if unit else ""
    if name.startswith("so "):
        return "department"
    if _PHONG.match(name):
        return "commune" if where == "commune" else "district"
    if _OFFICE.match(name) and where == "province":
        return "department"
    return where


def _by_symbol(code: str) -> str:
    return next((level for level, pattern in _SYMBOLS if pattern.search(code)), "")
