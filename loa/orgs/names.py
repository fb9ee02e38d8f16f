"""Printed names → real bodies or groups, by rule; what is not certain is never guessed.

A name is looked for where the paper stands: at the government that issued it (its
units, the People's Committees below it), above it, and among the groups and aliases
that a person left there. Several hits, or none, give candidates for a person.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from loa.domain.text import fold
from loa.orgs.models import (
    PATH_SEGMENT,
    Body,
    BodyAlias,
    BodyGroup,
    BodyVersion,
    Kind,
    Level,
)
from loa.orgs.selectors import in_force, version_of, within
from loa.orgs.standard_groups import group_meant_by

_WORD = re.compile(r"[^0-9a-z]+")
_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "vp": "van phong"}
# "Thủ trưởng các sở", "Đề nghị Chủ tịch UBND các xã": who answers for it, or how it is
# asked, is not part of the name.
_LEADING = re.compile(
    r"^(?:(?:de nghi|yeu cau|giao|dong chi|cac dong chi|thu truong|lanh dao|giam doc"
    r"|chu tich(?= uy ban)|nguoi dung dau|truong(?= phong| ban)"
    r"|truong cac(?= phong| ban))\s+)+"
)
_TRAILING = re.compile(r"\s+(?:chu tri|chu tri phoi hop|co trach nhiem)$")
_PLACE_WORDS = re.compile(r"\s+(?:tren dia ban|thuoc|truc thuoc)$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# Words of every committee say nothing of which one is meant.
_COMMON = frozenset(["cac", "va", "uy", "ban", "nhan", "dan", "hoi", "dong"])
_ENOUGH = 0.34
_FEW = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One body or group that a person may choose for a name."""

    label: str
    body: Body | None = None
    group: BodyGroup | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed name means.

    One of ``body`` and ``group`` is set when the name means exactly one; then ``rule``
    says by what ("alias", "name", "short_name", "acronym", "group", "group_words").
    Else ``rule`` is "ambiguous" or "unknown", with candidates, the likeliest first.
    """

    printed: str
    body: Body | None = None
    group: BodyGroup | None = None
    candidates: tuple[Candidate, ...] = ()
    rule: str = "unknown"

    @property
    def is_resolved(self) -> bool:
        """Whether it means exactly one body or group."""
        return self.body is not None or self.group is not None


def resolve(printed: str, *, issuer: Body | None, scope: Body, on: date) -> Resolution:
    """Return what a name in a paper means on a day.

    :param issuer: who issued the paper; None when that is not known
    :param scope: the body that reads it: where names are looked for without an issuer

    For many names of one paper make :class:`Names` once.
    """
    names = Names(issuer or scope, on, is_certain=issuer is not None)
    return names.resolve(printed)


def key_of(name: str) -> str:
    """Return the words of a name as they are compared: folded, short forms written out.

    >>> key_of("Đề nghị Chủ tịch UBND các xã, phường")
    'uy ban nhan dan cac xa phuong'
    """
    words = _WORD.split(fold(_IN_BRACKETS.sub(" ", name)))
    plain = " ".join(_SHORT.get(word, word) for word in words if word)
    return _TRAILING.sub("", _LEADING.sub("", plain))


@dataclass(frozen=True, slots=True)
class _Known:
    """A body or group as it may be printed."""

    label: str
    keys: frozenset[str]
    body_id: int | None = None
    group: BodyGroup | None = None
    near: bool = True
    rules: dict[str, str] = field(default_factory=dict)


class Names:
    """The names known where a body issues papers, on a day. Six queries.

    :param reader: the body that reads the paper; its own aliases count too
    :param is_certain: False where ``issuer`` is only who reads the paper of somebody
        unknown: "the communes" of a strange paper are not ours, so all is left to a
        person but what she named before
    """

    def __init__(
        self,
        issuer: Body,
        on: date,
        *,
        reader: Body | None = None,
        is_certain: bool = True,
    ) -> None:
        self.issuer = issuer
        self.is_certain = is_certain
        self.on = on
        own = version_of(issuer, on) or issuer.versions.order_by("-valid_from").first()
        self._root: BodyVersion | None = None
        self._known: list[_Known] = []
        self._aliases: dict[str, BodyAlias] = {}
        self._bodies: dict[int, Body] = {}
        if own is None:
            return
        above = [own.path[i : i + 6] for i in range(0, len(own.path), PATH_SEGMENT)]
        ids = [int(part) for part in above]
        self._root = root = _government_of(ids, on) or own
        self._load_bodies(root, ids)
        self._groups = self._load_groups(ids)
        self._known += [_as_known_group(group, self._bare) for group in self._groups]
        # What a reader calls names in her own body holds for her alone.
        scopes = [*ids, *([reader.pk] if reader and reader.pk not in ids else [])]
        self._load_aliases(scopes)
        self._by_key: dict[str, list[_Known]] = defaultdict(list)
        for known in self._known:
            for key in known.keys:
                self._by_key[key].append(known)

    @property
    def root(self) -> Body | None:
        """The government under which names are looked for."""
        return self._root.body if self._root else None

    def all_candidates(self) -> list[Candidate]:
        """Return everything that a name may mean here, groups first, by label."""
        known = sorted(self._known, key=lambda each: (each.group is None, each.label))
        return [self._candidate(each) for each in known]

    def resolve(self, printed: str) -> Resolution:
        """Return what a printed name means; candidates when that is not certain."""
        if self._root is None:
            return Resolution(printed)
        key = key_of(printed)
        if alias := self._aliases.get(key) or self._aliases.get(self._bare(key)):
            return Resolution(printed, alias.body, alias.group, rule="alias")
        hits = self._hits(key)
        meant = None if hits else group_meant_by(self._bare(key), self._groups)
        if self.is_certain and len(hits) == 1:
            return self._settled(printed, key, hits[0])
        if self.is_certain and meant:
            return Resolution(printed, group=meant, rule="group_words")
        likely = hits
        if len(hits) < 2:
            first = [each for each in self._known if meant and each.group == meant]
            likely = _unlike([*hits, *first, *self._alike(key)])
        return Resolution(
            printed,
            candidates=tuple(self._candidate(each) for each in likely),
            rule="ambiguous" if len(hits) > 1 else "unknown",
        )

    def _hits(self, key: str) -> list[_Known]:
        """What bears the name; a body's own units before those of others."""
        for wanted in dict.fromkeys((key, self._bare(key))):
            found = [each for each in self._by_key.get(wanted, ()) if each.near]
            if found:
                return _unlike(found)
        return []

    def _settled(self, printed: str, key: str, known: _Known) -> Resolution:
        if known.group:
            return Resolution(printed, group=known.group, rule="group")
        rule = known.rules.get(key) or known.rules.get(self._bare(key)) or "name"
        return Resolution(printed, body=self._body(known), rule=rule)

    def _alike(self, key: str) -> list[_Known]:
        words = set(self._bare(key).split()) - _COMMON
        scored = []
        for known in self._known:
            score = max((_likeness(words, each) for each in known.keys), default=0.0)
            if score >= _ENOUGH or known.group:
                scored.append((-score, known.group is None, known.label, known))
        scored.sort(key=lambda row: row[:3])
        return [row[3] for row in scored[:_FEW]]

    def _candidate(self, known: _Known) -> Candidate:
        if known.group:
            return Candidate(known.label, group=known.group)
        return Candidate(known.label, body=self._body(known))

    def _body(self, known: _Known) -> Body:
        return self._bodies[known.body_id or 0]

    def _bare(self, key: str) -> str:
        """A key without the place of the government that issued the paper."""
        root = self._root
        if root is None or not root.unit_type:
            return key
        kind = key_of(root.unit_type)
        place = root.folded.removeprefix("uy ban nhan dan ").removeprefix(f"{kind} ")
        for tail in (f" {kind} {key_of(place)}", f" cap {kind}", f" {kind}"):
            if key.endswith(tail):
                return _PLACE_WORDS.sub("", key.removesuffix(tail)) or key
        return key

    def _load_bodies(self, root: BodyVersion, above: list[int]) -> None:
        below = within(root.path)
        if root.level == Level.NATION:
            # A country is asked for its ministries and provinces, not every commune.
            below &= Q(level__in=[Level.NATION, Level.PROVINCE])
        rows = BodyVersion.objects.filter(
            in_force(self.on), below | Q(body_id__in=above)
        ).select_related("body")
        for version in rows.order_by("path"):
            self._bodies[version.body_id] = version.body
            self._known.append(self._as_known(version, root, above))

    def _as_known(
        self, version: BodyVersion, root: BodyVersion, above: list[int]
    ) -> _Known:
        rules: dict[str, str] = {}
        name = key_of(version.name)
        rules[self._bare(name)] = rules[name] = "name"
        if version.short_name:
            rules.setdefault(key_of(version.short_name), "short_name")
        kind = key_of(version.unit_type)
        if kind and version.kind == Kind.PEOPLES_COMMITTEE:
            # "xã Tam Giai" is printed for its People's Committee.
            rules.setdefault(name.removeprefix("uy ban nhan dan "), "short_name")
            if version.body_id in above or version.body_id == root.body_id:
                rules.setdefault(f"uy ban nhan dan {kind}", "short_name")
        elif acronym := _acronym(name):
            rules.setdefault(acronym, "acronym")
        near = (
            version.body_id in above
            or version.parent_id in (root.body_id, self.issuer.pk)
            or version.kind == Kind.PEOPLES_COMMITTEE
        )
        return _Known(
            label=version.name,
            keys=frozenset(rules),
            body_id=version.body_id,
            near=near,
            rules=rules,
        )

    def _load_groups(self, above: list[int]) -> list[BodyGroup]:
        root = self._root
        owners = {*above, root.body_id} if root else set(above)
        rows = BodyGroup.objects.filter(owner_id__in=owners).prefetch_related("rules")
        return list(rows.order_by("name", "pk"))

    def _load_aliases(self, scopes: list[int]) -> None:
        rows = BodyAlias.objects.filter(scope_id__in=scopes)
        # The nearest scope has the last word.
        nearest_last = sorted(
            rows.select_related("body", "group"),
            key=lambda alias: scopes.index(alias.scope_id),
        )
        self._aliases = {key_of(alias.name): alias for alias in nearest_last}


def _government_of(above: list[int], on: date) -> BodyVersion | None:
    """The nearest People's Committee (or government) at or above the last of some ids."""
    kinds = (Kind.PEOPLES_COMMITTEE, Kind.GOVERNMENT)
    return (
        BodyVersion.objects.filter(in_force(on), body_id__in=above, kind__in=kinds)
        .select_related("body")
        .order_by("-path")
        .first()
    )


def _as_known_group(group: BodyGroup, bare: Callable[[str], str]) -> _Known:
    key = key_of(group.name)
    return _Known(label=group.name, keys=frozenset({key, bare(key)}), group=group)


def _unlike(found: Iterable[_Known]) -> list[_Known]:
    return list(
        {(e.body_id, e.group.pk if e.group else None): e for e in found}.values()
    )


def _acronym(key: str) -> str:
    """The name as it is shortened: "so vhttdl" for the department of culture …"""
    for kind in ("so", "phong", "ban", "trung tam", "van phong"):
        if key.startswith(f"{kind} "):
            rest = [w for w in key.removeprefix(f"{kind} ").split() if w != "va"]
            if len(rest) > 1:
                return f"{kind} {''.join(word[0] for word in rest)}"
    return ""


def _likeness(words: set[str], key: str) -> float:
    other = set(key.split()) - _COMMON
    return len(words & other) / len(words | other) if words and other else 0.0
