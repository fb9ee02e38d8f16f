"""What rows of a reorganisation would do, or why they cannot. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from loa.common import figures
from loa.domain.text import fold
from loa.orgs.loading.sheet import KINDS, BadRow
from loa.orgs.models import Body, BodyVersion, Kind, Level
from loa.orgs.reorganising.planned import (
    Altered,
    BadRows,
    Ending,
    Plan,
    Target,
    names_of,
)
from loa.orgs.reorganising.rows import Change, ChangeRow, share_of
from loa.orgs.selectors import in_force, within

UNIT_TYPES = ("xã", "phường", "đặc khu", "tỉnh", "thành phố")
_ENDING = (Change.MERGE, Change.SPLIT, Change.ABOLISH)
_STAYING = (Change.RENAME, Change.RETYPE, Change.MOVE)
_LOWER = {Level.NATION: Level.PROVINCE, Level.PROVINCE: Level.COMMUNE}


def make_plan(over: BodyVersion, rows: Iterable[ChangeRow], *, on: date) -> Plan:
    """Return what the rows would do to the bodies below one, on a day.

    :raises BadRows: with every row that cannot be carried out, and why
    """
    planner = _Planner(over, on)
    planner.take(list(rows))
    if planner.bad:
        raise BadRows(planner.bad)
    return planner.plan


class _Planner:
    def __init__(self, over: BodyVersion, on: date) -> None:
        self.over = over
        self.plan = Plan(on)
        self.bad: list[BadRow] = []
        there = BodyVersion.objects.filter(within(over.path), in_force(on))
        self.there = list(there.select_related("body").order_by("path"))
        self.by_word: dict[str, list[BodyVersion]] = defaultdict(list)
        for version in self.there:
            self.by_word[version.body.code.casefold()].append(version)
            self.by_word[version.folded].append(version)
        self.targets: dict[str, Target] = {}
        self.endings: dict[int, Ending] = {}
        self.altered: dict[int, Altered] = {}
        self.row_of: dict[int, int] = {}

    def take(self, rows: list[ChangeRow]) -> None:
        # What the rows establish may be named by rows before it.
        for row in rows:
            if row.change in (Change.CREATE, Change.MERGE, Change.SPLIT, Change.PART):
                self._establish(row)
        for row in rows:
            if row.change in _STAYING:
                self._alter(row)
            elif row.change != Change.CREATE:
                self._end(row)
        self._check_endings()
        self._end_what_is_below()
        self._check_later()
        self.plan.created = [each for each in self.targets.values() if not each.version]
        self.plan.altered = list(self.altered.values())
        self.plan.endings = list(self.endings.values())
        if not rows:
            self._refuse(0, _("Write at least one row."))

    def _refuse(self, number: int, reason: str) -> None:
        self.bad.append(BadRow("", number, reason))

    def _find(self, number: int, word: str, column: str) -> BodyVersion | None:
        """The body below ``over`` on the day that a code or a name means."""
        if not word:
            self._refuse(number, _("the column “%s” is empty") % column)
            return None
        found = {
            version.body_id: version
            for key in (word.casefold(), fold(word))
            for version in self.by_word.get(key, ())
        }
        if len(found) == 1:
            return next(iter(found.values()))
        told = (
            _("“%(word)s” is the name of %(n)d bodies; write the code")
            if found
            else _("“%(word)s” is no body below %(over)s on %(day)s")
        )
        self._refuse(
            number,
            told
            % {
                "word": word,
                "n": len(found),
                "over": self.over.name,
                "day": figures.day(self.plan.on),
            },
        )
        return None

    def _superior(self, row: ChangeRow) -> Target | None:
        made = self.targets.get(row.parent.casefold())
        if made is not None:
            return made
        version = self._find(row.number, row.parent, "Cấp trên mới")
        return Target(version.name, version) if version else None

    def _establish(self, row: ChangeRow) -> None:
        """Keep the body that a row makes; one named by several rows is made once."""
        key = row.new.casefold()
        if not row.new or key in self.targets or self._is_there(row.new):
            made = self.targets.get(key)
            if row.change != Change.CREATE and row.name and not made and row.new:
                reason = _("“%s” is there already: rename it in a row of its own")
                self._refuse(row.number, reason % row.new)
            elif row.change == Change.CREATE and row.new and not made:
                reason = _("“%s” is there already; nothing is to be established")
                self._refuse(row.number, reason % row.new)
            elif made and row.name and fold(row.name) != fold(made.name):
                reason = _("“%(code)s” is called “%(name)s” in another row")
                told = reason % {"code": row.new, "name": made.name}
                self._refuse(row.number, told)
            elif not row.new:
                self._refuse(row.number, _("the column “%s” is empty") % "Mã mới")
            return
        if not row.name:
            reason = _(
                "“%(word)s” is no body below %(over)s; write its name to establish it"
            )
            told = reason % {"word": row.new, "over": self.over.name}
            self._refuse(row.number, told)
            self.targets[key] = Target(row.new, code=row.new)
            return
        if Body.objects.filter(code=row.new).exists():
            reason = _("the code “%s” belongs to another body")
            self._refuse(row.number, reason % row.new)
        self.targets[key] = self._made(row)

    def _is_there(self, word: str) -> bool:
        return bool(self.by_word.get(word.casefold()) or self.by_word.get(fold(word)))

    def _made(self, row: ChangeRow) -> Target:
        model = None
        if row.change != Change.CREATE and self._is_there(row.old):
            model = self._find(row.number, row.old, "Cơ quan cũ")
        target = Target(row.name, code=row.new)
        above: Target | None
        if row.parent:
            above = self._superior(row)
        elif model and model.parent_id:
            parent = next((v for v in self.there if v.body_id == model.parent_id), None)
            above = Target(parent.name, parent) if parent else None
        else:
            above = Target(self.over.name, self.over)
        target.parent = above
        kinds = self._kind(row) if row.kind else {}
        if model:
            copied = ("kind", "level", "unit_type", "symbol", "latitude", "longitude")
            target.fields = {name: getattr(model, name) for name in copied}
        elif not row.kind:
            self._refuse(row.number, _("the column “%s” is empty") % "Loại hình mới")
        else:
            level = above.version.level if above and above.version else Level.COMMUNE
            if kinds.get("unit_type") or kinds.get("kind") == Kind.PEOPLES_COMMITTEE:
                level = _LOWER.get(Level(level), Level.COMMUNE)
            target.fields = {"kind": Kind.PEOPLES_COMMITTEE, "level": level}
        target.fields |= kinds | {"name": row.name}
        target.fields |= names_of(row.name, target.fields.get("unit_type", ""), model)
        return target

    def _kind(self, row: ChangeRow) -> dict[str, Any]:
        word = " ".join(row.kind.split()).lower()
        if word in UNIT_TYPES:
            return {"unit_type": word}
        kind = KINDS.get(word) or KINDS.get(fold(word))
        if kind is None:
            reason = _("the kind “%s” is not known")
            self._refuse(row.number, reason % row.kind)
            return {}
        return {"kind": kind}

    def _alter(self, row: ChangeRow) -> None:
        version = self._find(row.number, row.old, "Cơ quan cũ")
        if version is None or not self._may_change(row, version):
            return
        if self._ends(version.body_id):
            self._refuse(row.number, _("another row ends this body"))
            return
        held = self.altered.setdefault(version.body_id, Altered(version))
        if row.change == Change.MOVE:
            self._move(row, held)
            return
        if row.change == Change.RETYPE:
            if not row.kind:
                told = _("the column “%s” is empty") % "Loại hình mới"
                self._refuse(row.number, told)
            else:
                held.fields |= self._kind(row)
        elif not row.name:
            self._refuse(row.number, _("the column “%s” is empty") % "Tên mới")
        if row.name:
            unit = held.fields.get("unit_type", version.unit_type)
            held.fields |= {"name": row.name} | names_of(row.name, unit, version)
        if all(getattr(version, key) == held.fields[key] for key in held.fields):
            self._refuse(row.number, _("nothing would change"))

    def _move(self, row: ChangeRow, held: Altered) -> None:
        above = self._superior(row)
        if above is None:
            return
        if above.version and above.version.path.startswith(held.version.path):
            self._refuse(row.number, _("“%s” is above itself") % held.version.name)
        elif above.version and above.version.body_id == held.version.parent_id:
            self._refuse(row.number, _("nothing would change"))
        held.parent = above

    def _may_change(self, row: ChangeRow, version: BodyVersion) -> bool:
        reason = ""
        if version.body_id == self.over.body_id:
            reason = _("only bodies below %s can be changed here") % self.over.name
        elif version.valid_from >= self.plan.on:
            reason = _("it stands like this only from %s; choose a later day")
            reason %= figures.day(version.valid_from)
        if reason:
            self._refuse(row.number, reason)
        return not reason

    def _end(self, row: ChangeRow) -> None:
        version = self._find(row.number, row.old, "Cơ quan cũ")
        if version is None or not self._may_change(row, version):
            return
        self.row_of.setdefault(version.body_id, row.number)
        if version.body_id in self.altered and row.change in _ENDING:
            self._refuse(row.number, _("another row changes the same body"))
            return
        if version.valid_to is not None:
            reason = _("it is known to end or change on %s already")
            self._refuse(row.number, reason % figures.day(version.valid_to))
            return
        held = self.endings.setdefault(version.body_id, Ending(version, row.change))
        if held.change != row.change:
            self._refuse(row.number, _("another row says otherwise of this body"))
            return
        if row.change != Change.ABOLISH:
            self._inherit(row, held)

    def _inherit(self, row: ChangeRow, held: Ending) -> None:
        """Keep who receives it, and with which share."""
        target = self._heir(row, held.version)
        if target is None:
            return
        if any(heir is target for heir, _share in held.heirs):
            self._refuse(row.number, _("another row says the same"))
            return
        try:
            share = share_of(row.share)
        except ValueError:
            reason = _("“%s” is no share: write 0,25 or 25%%, more than 0, less than 1")
            self._refuse(row.number, reason % row.share)
            return
        if share is not None and row.change == Change.MERGE:
            reason = _("a body that is merged goes whole: leave the share out")
            self._refuse(row.number, reason)
        held.heirs.append((target, share))

    def _heir(self, row: ChangeRow, version: BodyVersion) -> Target | None:
        target = self.targets.get(row.new.casefold())
        if target is not None or not row.new or not self._is_there(row.new):
            return target
        heir = self._find(row.number, row.new, "Mã mới")
        if heir is None:
            return None
        if heir.body_id == version.body_id:
            self._refuse(row.number, _("a body cannot become itself"))
            return None
        target = Target(heir.name, heir)
        # Named by its code in one row and by its name in another, it is one body.
        for word in (row.new, heir.body.code, heir.name):
            self.targets[word.casefold()] = target
        return target

    def _check_endings(self) -> None:
        for body_id, ending in self.endings.items():
            number = self.row_of[body_id]
            for reason in _wrong_shares(ending):
                self._refuse(number, reason)
            for heir, _share in ending.heirs:
                if heir and heir.version and self._ends(heir.version.body_id):
                    reason = _("“%s” ends too: name the body that stands at the end")
                    self._refuse(number, reason % heir.name)
        parents = [each.parent for each in self.targets.values()]
        for above in [*parents, *(each.parent for each in self.altered.values())]:
            if above and above.version and self._ends(above.version.body_id):
                reason = _("the superior “%s” ends that day")
                self._refuse(0, reason % above.name)

    def _ends(self, body_id: int) -> bool:
        ending = self.endings.get(body_id)
        return ending is not None and ending.ends

    def _end_what_is_below(self) -> None:
        """What stands below a body that ends goes with it, unless a row says otherwise."""
        for ending in list(self.endings.values()):
            if not ending.ends:
                continue
            alone = ending.heirs[0][0] if len(ending.heirs) == 1 else None
            for version in self.there:
                if (
                    not version.path.startswith(ending.version.path)
                    or version.body_id in self.endings
                    or self._is_moved_out(version)
                ):
                    continue
                self.endings[version.body_id] = Ending(
                    version,
                    Change.MERGE if alone else Change.ABOLISH,
                    [(alone, None)] if alone else [],
                    is_derived=True,
                )

    def _is_moved_out(self, version: BodyVersion) -> bool:
        """Whether it, or what it stands below, gets another superior."""
        ids = {int(version.path[at : at + 6]) for at in range(0, len(version.path), 6)}
        return any(
            held.parent is not None and body_id in ids
            for body_id, held in self.altered.items()
        )

    def _check_later(self) -> None:
        """Changes are entered in the order of their days."""
        paths = [row.version.path for row in self.endings.values()]
        paths += [row.version.path for row in self.altered.values()]
        for path in paths:
            later = BodyVersion.objects.filter(
                within(path), valid_from__gt=self.plan.on
            ).first()
            if later is not None:
                reason = _(
                    "“%(name)s” changes again on %(day)s, which is known already"
                )
                told = reason % {
                    "name": later.name,
                    "day": figures.day(later.valid_from),
                }
                self._refuse(self.row_of.get(later.body_id, 0), told)


def _wrong_shares(ending: Ending) -> Iterator[str]:
    """Say what is wrong with the parts that a body goes into."""
    shares = [share for _heir, share in ending.heirs]
    known = [share for share in shares if share is not None]
    if ending.change == Change.MERGE and len(shares) > 1:
        yield _("it is merged into several bodies: call that divided")
    if ending.change == Change.PART and sum(known) >= 1:
        yield _("what it gives away makes the whole or more")
    if ending.change == Change.SPLIT and len(shares) == 1:
        yield _("it is divided into one body: call that merged or renamed")
    is_whole = len(known) == len(shares) and sum(known) == 1
    if ending.change == Change.SPLIT and known and not is_whole:
        yield _("give a share of every part that make 1, or of none")
