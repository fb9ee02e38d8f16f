"""Reads over reviews: which facts still hold, what is said of them, who sees which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from loa.documents.models import DraftStatus
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting, members, version_of, versions_of
from loa.oversight.board import bodies_below
from loa.oversight.praising.facts import Counted, Fact, Place, count, still_so
from loa.oversight.praising.models import (
    PraiseLine,
    PraisePaper,
    PraisePublication,
    PraiseReply,
    PraiseReview,
    PraiseRuling,
    Verdict,
)

SHOWN = 100


@dataclass(frozen=True, slots=True)
class LineView:
    """A fact as it stands: whether it holds, what the body and a person say of it."""

    line: PraiseLine
    # None: it was corrected, and nothing comes of the line any more
    fact: Fact | None
    ruling: PraiseRuling | None
    earlier: tuple[PraiseRuling, ...]
    replies: tuple[PraiseReply, ...]
    papers: tuple[PraisePaper, ...]
    publication: PraisePublication | None
    withdrawn: tuple[PraisePublication, ...]
    reply_until: date
    on: date
    is_own: bool

    @property
    def holds(self) -> bool:
        return self.fact is not None

    @property
    def verdict(self) -> str:
        """What was concluded, "" when nobody has."""
        return self.ruling.verdict if self.ruling else ""

    @property
    def is_heard(self) -> bool:
        """Whether the body has replied, or its days to reply have passed."""
        return bool(self.replies) or self.on > self.reply_until

    @property
    def is_answered_since(self) -> bool:
        """Whether the body replied after somebody concluded: conclude again."""
        return bool(
            self.ruling
            and self.replies
            and self.replies[-1].recorded_at > self.ruling.recorded_at
        )

    @property
    def is_settled(self) -> bool:
        """Whether it may be published or go into a paper."""
        return (
            self.holds
            and self.is_heard
            and self.verdict not in ("", Verdict.STRUCK)
            and not self.is_answered_since
        )

    @property
    def is_used(self) -> bool:
        """Whether a paper that was not given up has it."""
        return bool(self.papers)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review as a person sees it: the overseer the whole, a body its own lines."""

    row: PraiseReview
    over: BodyVersion | None
    lines: tuple[LineView, ...]
    places: tuple[Place, ...]
    papers: tuple[PraisePaper, ...]
    can_watch: bool

    def settled(self, *verdicts: str, body: int | None = None) -> tuple[LineView, ...]:
        """Return the lines that may go into a paper and are in none yet."""
        return tuple(
            one
            for one in self.lines
            if one.is_settled
            and not one.is_used
            and one.verdict in verdicts
            and body in (None, one.line.body_id)
        )

    @property
    def praised(self) -> tuple[LineView, ...]:
        return self.settled(Verdict.PRAISE)

    @property
    def blamed_bodies(self) -> dict[int, str]:
        """Bodies for which a letter can be drafted."""
        lines = self.settled(Verdict.CRITICISE, Verdict.REMIND)
        return {one.line.body_id: one.line.body_name for one in lines}

    @property
    def unruled(self) -> int:
        return sum(one.holds and not one.verdict for one in self.lines)


def compared(
    over: BodyVersion, group: object, on: date, *, without: int
) -> dict[int, BodyVersion]:
    """Return the bodies under one that are compared; nobody judges its own body."""
    ids = set(bodies_below(over, on)) - {over.body_id, without}
    if group is not None:
        ids &= {one.body_id for one in members(group, on)}  # type: ignore[arg-type]
    return versions_of(ids, on)


def counted_now(row: PraiseReview, over: BodyVersion | None, on: date) -> Counted:
    """Count a review's facts again with what is known now."""
    if over is None:
        return Counted((), ())
    return count(
        versions=compared(over, row.group, on, without=row.made_in_id),
        first=row.first_on,
        last=row.last_on,
        on=on,
        thresholds=row.thresholds,
        programme=row.programme_id,
    )


def access_review(acting: Acting | None, pk: int, *, on: date) -> ReviewView:
    """Return a review as the person sees it, or "not found" to an outsider of it."""
    rows = PraiseReview.objects.select_related("drawn_by", "programme", "group")
    row = rows.filter(pk=pk).first()
    if row is None or acting is None:
        raise Http404
    over = version_of(row.over_id, on)
    can_watch = over is not None and orgs.can_oversee(acting, over.path)
    lines = _lines(row)
    if not can_watch:
        lines = [one for one in lines if one.body_id == acting.body_id]
        if not lines:
            raise Http404
    counted = counted_now(row, over, on)
    papers = [
        one
        for one in row.papers.select_related("draft").prefetch_related("lines")
        if one.draft.status != DraftStatus.DROPPED
    ]
    places = counted.places
    if not can_watch:
        # A body knows its own place, not who stands below or above it.
        places = tuple(one for one in places if one.version.body_id == acting.body_id)
    views = tuple(_view(one, row, counted, papers, on, acting.body_id) for one in lines)
    return ReviewView(row, over, views, places, tuple(papers), can_watch)


def _lines(row: PraiseReview) -> list[PraiseLine]:
    found = row.lines.prefetch_related(
        "rulings__ruled_by", "replies", "publications__withdrawn_by"
    )
    return list(found)


def _view(
    line: PraiseLine,
    row: PraiseReview,
    counted: Counted,
    papers: Iterable[PraisePaper],
    on: date,
    own: int,
) -> LineView:
    rulings = list(line.rulings.all())
    public = list(line.publications.all())
    return LineView(
        line=line,
        fact=still_so(line, counted.fact(line), row.thresholds),
        ruling=next((one for one in rulings if one.closed_at is None), None),
        earlier=tuple(one for one in rulings if one.closed_at is not None),
        replies=tuple(line.replies.all()),
        papers=tuple(one for one in papers if line in one.lines.all()),
        publication=next((one for one in public if one.closed_at is None), None),
        withdrawn=tuple(one for one in public if one.closed_at is not None),
        reply_until=row.reply_until,
        on=on,
        is_own=line.body_id == own,
    )


def reviews_for(acting: Acting | None, *, on: date) -> list[tuple[PraiseReview, int]]:
    """Return the reviews that a person sees, with how many lines of them."""
    if acting is None:
        return []
    overs = versions_of(set(PraiseReview.objects.values_list("over_id", flat=True)), on)
    watched = [pk for pk, one in overs.items() if orgs.can_oversee(acting, one.path)]
    seen = Q(over__in=watched) | Q(lines__body_id=acting.body_id)
    rows = PraiseReview.objects.filter(seen).distinct().select_related("programme")
    found = []
    for row in rows[:SHOWN]:
        lines = row.lines.all()
        if row.over_id not in watched:
            lines = lines.filter(body_id=acting.body_id)
        found.append((row, lines.count()))
    return found


def published_for(
    acting: Acting | None, *, on: date
) -> list[tuple[PraiseReview, list[LineView]]]:
    """Return what is published in the trees in which a person acts or watches.

    A fact that no longer holds is not shown, whoever published it.
    """
    if acting is None:
        return []
    rows = PraiseReview.objects.filter(
        lines__publications__closed_at=None, lines__publications__isnull=False
    )
    found = []
    for row in rows.distinct().select_related("programme", "group")[:SHOWN]:
        over = version_of(row.over_id, on)
        if over is None or not _within(acting, over):
            continue
        counted = counted_now(row, over, on)
        views = [
            _view(line, row, counted, (), on, acting.body_id) for line in _lines(row)
        ]
        if shown := [one for one in views if one.publication and one.holds]:
            found.append((row, shown))
    return found


def _within(acting: Acting, over: BodyVersion) -> bool:
    return acting.path.startswith(over.path) or orgs.can_oversee(acting, over.path)
