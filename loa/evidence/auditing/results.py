"""What the reviews of a sample say: agreement, and the share of wrong verdicts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from loa.domain.sampling import Agreement, Estimate, agreement, share_of
from loa.evidence.models import Record, SampleAudit, SampleReview, Verdict

Answer = SampleReview.Answer


@dataclass(frozen=True, slots=True)
class Looked:
    """One sampled verdict with both answers."""

    record: Record
    verdict: Verdict
    level: int
    weight: float
    reviews: tuple[SampleReview, SampleReview]

    @property
    def both_wrong(self) -> bool:
        return all(each.answer == Answer.WRONG for each in self.reviews)

    @property
    def one_wrong(self) -> bool:
        return any(each.answer == Answer.WRONG for each in self.reviews)

    @property
    def is_of_one_mind(self) -> bool:
        return self.reviews[0].answer == self.reviews[1].answer


@dataclass(frozen=True, slots=True)
class Line:
    """The verdicts of one body in the sample."""

    body: str
    wrong: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Level:
    """One level of risk: how many there are, were drawn, and are wrong by both."""

    level: int
    total: int
    drawn: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Result:
    """A finished sample. ``both``: wrong for both reviewers; ``either``: for one at least."""

    agreement: Agreement
    both: Estimate
    either: Estimate
    lines: list[Line]
    levels: list[Level]
    apart: list[Looked]
    wrong: list[Looked]


def result_of(audit: SampleAudit) -> Result | None:
    """Add up a sample; None while a verdict lacks one of its two reviews."""
    rows = list(
        audit.sampled.select_related("record__body", "verdict")
        .prefetch_related("reviews__reviewer")
        .order_by("place")
    )
    drawn: dict[int, int] = defaultdict(int)
    for row in rows:
        drawn[row.level] += 1
    looked = []
    for row in rows:
        reviews = tuple(sorted(row.reviews.all(), key=lambda each: each.number))
        if len(reviews) != 2:
            return None
        weight = audit.totals[str(row.level)] / drawn[row.level]
        looked.append(Looked(row.record, row.verdict, row.level, weight, reviews))
    if not looked:
        return None
    is_whole = len(looked) == sum(audit.totals.values())
    return Result(
        agreement=agreement([_answers(each) for each in looked]),
        both=share_of([(e.weight, e.both_wrong) for e in looked], is_whole=is_whole),
        either=share_of([(e.weight, e.one_wrong) for e in looked], is_whole=is_whole),
        lines=_by_body(looked, is_whole=is_whole),
        levels=[
            Level(
                level,
                audit.totals[str(level)],
                drawn[level],
                sum(each.both_wrong for each in looked if each.level == level),
            )
            for level in sorted(drawn, reverse=True)
        ],
        apart=[each for each in looked if not each.is_of_one_mind],
        wrong=[each for each in looked if each.both_wrong],
    )


def _answers(looked: Looked) -> tuple[str, str]:
    one, other = looked.reviews
    return one.answer, other.answer


def _by_body(looked: Sequence[Looked], *, is_whole: bool) -> list[Line]:
    grouped: dict[int, list[Looked]] = defaultdict(list)
    for each in looked:
        grouped[each.record.body_id].append(each)
    lines = [
        Line(
            str(group[0].record.body),
            sum(each.both_wrong for each in group),
            share_of([(e.weight, e.both_wrong) for e in group], is_whole=is_whole),
        )
        for group in grouped.values()
    ]
    return sorted(lines, key=lambda line: (-line.estimate.share, line.body))
