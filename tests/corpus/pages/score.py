"""How well a judge judges: found by kind, found in all, and honest pages disputed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.corpus.pages.case import Case
from tests.corpus.pages.cases import faulty, whole
from tests.corpus.pages.cases import honest as honest_cases

Judge = Callable[[Case], str]
ANSWERS = frozenset(("fine", "dispute", "uncheckable"))


@dataclass(frozen=True, slots=True)
class KindScore:
    """One kind. `missed` names the cases answered otherwise, with that answer."""

    kind: str
    expect: str
    cases: int
    missed: tuple[tuple[str, str], ...]

    @property
    def found(self) -> int:
        """Cases answered as expected."""
        return self.cases - len(self.missed)

    @property
    def share(self) -> float:
        """Found of all; 1 for no case."""
        return self.found / self.cases if self.cases else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The table. `disputed` and `unseen` name honest cases not called fine."""

    kinds: tuple[KindScore, ...]
    honest: int
    disputed: tuple[str, ...]
    unseen: tuple[str, ...]
    wronged: tuple[str, ...]
    """Cases that nobody could check, and the judge disputed."""

    @property
    def detection(self) -> float:
        """Of all cases to be disputed, those disputed."""
        asked = [kind for kind in self.kinds if kind.expect == "dispute"]
        cases = sum(kind.cases for kind in asked)
        return sum(kind.found for kind in asked) / cases if cases else 1.0

    @property
    def weakest(self) -> float:
        """The lowest share of any kind, the uncheckable ones too."""
        return min((kind.share for kind in self.kinds), default=1.0)

    def holds(
        self, overall: float = 0.95, each: float = 0.80, disputed: int = 3
    ) -> bool:
        """Whether the promise is kept."""
        return (
            self.detection >= overall
            and self.weakest >= each
            and len(self.disputed) <= disputed
        )

    def table(self) -> str:
        """For a person to read."""
        rows = [
            f"{kind.kind:22} {kind.expect:12} {kind.found:4}/{kind.cases:<4} {kind.share:.2f}"
            for kind in sorted(self.kinds, key=lambda kind: (kind.share, kind.kind))
        ]
        rows.append(f"detection {self.detection:.3f}, weakest kind {self.weakest:.2f}")
        rows.append(
            f"honest {self.honest}: disputed {len(self.disputed)}, "
            f"not checkable {len(self.unseen)}; uncheckable disputed {len(self.wronged)}"
        )
        return "\n".join(rows)


def score(judge: Judge, cases: Iterable[Case] | None = None) -> Score:
    """Ask the judge about every case, by default about the whole set.

    ValueError for an answer that is none of the three.
    """
    tally: dict[str, list[tuple[Case, str]]] = {}
    for case in whole(honest_cases(), faulty()) if cases is None else cases:
        answer = judge(case)
        if answer not in ANSWERS:
            raise ValueError(
                f"{answer!r} for {case.name}: say one of {sorted(ANSWERS)}"
            )
        tally.setdefault(case.kind, []).append((case, answer))
    honest = tally.pop("honest", [])
    return Score(
        kinds=tuple(
            KindScore(
                kind=kind,
                expect=met[0][0].expect,
                cases=len(met),
                missed=tuple((c.name, a) for c, a in met if a != c.expect),
            )
            for kind, met in tally.items()
        ),
        honest=len(honest),
        disputed=tuple(case.name for case, said in honest if said == "dispute"),
        unseen=tuple(case.name for case, said in honest if said == "uncheckable"),
        wronged=tuple(
            case.name
            for met in tally.values()
            for case, said in met
            if case.expect == "uncheckable" and said == "dispute"
        ),
    )
