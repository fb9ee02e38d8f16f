"""The groups that papers name everywhere: communes, departments, all of them.

They are stored like any other group, for a government that lacks them, so that an
assignment to one stays an assignment to it when its members change.
"""

from datetime import date, datetime

from loa.domain.text import fold
from loa.orgs.models import (
    Body,
    BodyGroup,
    BodyVersion,
    GroupRule,
    Kind,
    Level,
)
from loa.orgs.selectors import version_of, within

_UNIT_WORDS = {
    "xa": "xã",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
}
_SMALL = {"cac", "va", "cap"}
_DEPARTMENT_WORDS = {"so", "ban", "nganh"}
_DIVISION_WORDS = {"phong", "ban", "chuyen", "mon"}
# Rules hold from before any paper that Loa reads: members are asked of bodies' versions.
SINCE = date(2000, 1, 1)

Rule = tuple[tuple[str, ...], tuple[str, ...], bool]
_COMMUNES: Rule = ((Kind.PEOPLES_COMMITTEE,), (Level.COMMUNE,), False)
_DEPARTMENTS: Rule = ((Kind.DEPARTMENT,), (), True)
_DIVISIONS: Rule = ((Kind.DIVISION, Kind.OFFICE), (), True)
_UNITS: Rule = (
    (Kind.DEPARTMENT, Kind.DIVISION, Kind.OFFICE, Kind.CENTRE, Kind.SERVICE_UNIT),
    (),
    True,
)
_PROVINCE: dict[str, tuple[Rule, ...]] = {
    "Ủy ban nhân dân các xã, phường, đặc khu": (_COMMUNES,),
    "Các sở, ban, ngành": (_DEPARTMENTS,),
    "Các cơ quan, đơn vị trực thuộc": (_UNITS,),
    "Các cơ quan, đơn vị, địa phương": (_UNITS, _COMMUNES),
}
_DISTRICT: dict[str, tuple[Rule, ...]] = {
    "Ủy ban nhân dân các xã, phường, thị trấn": (_COMMUNES,),
    "Các phòng, ban chuyên môn": (_DIVISIONS,),
    "Các cơ quan, đơn vị trực thuộc": (_UNITS,),
    "Các cơ quan, đơn vị, địa phương": (_UNITS, _COMMUNES),
}
_COMMUNE: dict[str, tuple[Rule, ...]] = {
    "Các phòng, ban chuyên môn": (_DIVISIONS,),
    "Các cơ quan, đơn vị trực thuộc": (_UNITS,),
}
STANDARD = {
    Level.PROVINCE: _PROVINCE,
    Level.DISTRICT: _DISTRICT,
    Level.COMMUNE: _COMMUNE,
}


def ensure_standard_groups(body: Body, *, on: date, at: datetime) -> list[BodyGroup]:
    """Store the usual groups of a government that has no group with the same rules.

    Return those that were made. Bodies that are no People's Committee get none.
    """
    version = version_of(body, on)
    if version is None or version.kind != Kind.PEOPLES_COMMITTEE:
        return []
    groups = list(BodyGroup.objects.filter(owner=body).prefetch_related("rules"))
    present = {_rules_of(group) for group in groups}
    named = {group.folded for group in groups}
    made = []
    for name, rules in STANDARD.get(Level(version.level), {}).items():
        if frozenset(rules) in present or fold(name) in named:
            continue
        group = BodyGroup.objects.create(name=name, folded=fold(name), owner=body)
        for kinds, levels, direct in rules:
            GroupRule.objects.create(
                group=group,
                under=body,
                kinds=list(kinds),
                levels=list(levels),
                direct_only=direct,
                from_on=SINCE,
                recorded_at=at,
            )
        made.append(group)
    return made


def group_meant_by(key: str, groups: list[BodyGroup]) -> BodyGroup | None:
    """Return the group that plain words mean: "cac xa phuong", "so ban nganh".

    :param key: the words, folded, without the issuer's place
    :param groups: the groups to choose from, with their rules

    None where the words name kinds of units that the place has more of: then a person
    says whether those others are meant too.
    """
    words = key.removeprefix("uy ban nhan dan ")
    if units := _units_named(words, had_committee=words != key):
        return _group_of_communes(units, groups)
    found = set(key.split()) - _SMALL
    if "so" in found and found <= _DEPARTMENT_WORDS:
        return _only_with(_DEPARTMENTS, groups)
    if "phong" in found and found <= _DIVISION_WORDS:
        return _only_with(_DIVISIONS, groups)
    return None


def _units_named(words: str, *, had_committee: bool) -> set[str]:
    """The types of commune-level unit that words name; empty when they say else."""
    joined = f" {words} "
    units = set()
    for folded, unit in _UNIT_WORDS.items():
        if f" {folded} " in joined:
            units.add(unit)
            while f" {folded} " in joined:
                joined = joined.replace(f" {folded} ", " ")
    rest = set(joined.split())
    several = "cac" in rest or "cap" in rest or len(units) > 1
    if not units or not rest <= _SMALL or not (several or had_committee):
        return set()
    if not several:
        return set()
    return set(_UNIT_WORDS.values()) if "cap" in rest else units


def _group_of_communes(units: set[str], groups: list[BodyGroup]) -> BodyGroup | None:
    for group in groups:
        rules = [rule for rule in group.rules.all() if rule.closed_at is None]
        if len(rules) == 1 and set(rules[0].unit_types) == units:
            return group
    communes = _only_with(_COMMUNES, groups)
    if communes is None or _types_below(communes) - units:
        return None
    return communes


def _types_below(group: BodyGroup) -> set[str]:
    under = BodyVersion.objects.filter(body_id=group.owner_id).latest("valid_from")
    rows = BodyVersion.objects.filter(
        within(under.path),
        kind=Kind.PEOPLES_COMMITTEE,
        level=Level.COMMUNE,
        valid_to=None,
    )
    return set(rows.exclude(unit_type="").values_list("unit_type", flat=True))


def _only_with(rule: Rule, groups: list[BodyGroup]) -> BodyGroup | None:
    found = [group for group in groups if _rules_of(group) == frozenset({rule})]
    return found[0] if len(found) == 1 else None


def _rules_of(group: BodyGroup) -> frozenset[Rule]:
    """The rules in force of a group; empty where some ask for more than kind and level."""
    rules = [
        rule
        for rule in group.rules.all()
        if rule.until_on is None and rule.closed_at is None
    ]
    if any(rule.unit_types for rule in rules):
        return frozenset()
    return frozenset(
        (tuple(rule.kinds), tuple(rule.levels), rule.direct_only) for rule in rules
    )
