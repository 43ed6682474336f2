"""Where a printed number comes from: which quantity, under which convention or mistake, prints as that.

What is plain (right, rounded, with the other sign) comes first. Of mistakes those that explain the other
numbers as well, then the simplest; what as many calculations as there are would fit by chance is not told.
To add a way to arrive at a number: a function in `searches` that yields findings, and its place there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .candidates import Candidates
from .findings import Finding, Target
from .following import Following, Source
from .later_steps import Training
from .odds import ALIKE, is_as_good, is_certain, joint_odds, likeliest, order
from .plain_searches import OTHER_SIGN, PLAIN
from .searches import CERTAIN, MISTAKES, OF_CATALOGUE, PERHAPS, mistaken
from .weights import of_target

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet

LATER = 0.1
"""The same of a right number after a step of a long training."""

FIGURES = 4
"""Figures of a number from which on a doubtful mistake is told."""

BESIDE = 4.0
"""The accidents to be expected of a mistake that is told beside a rounding of the same quantity."""

FEW = 2
"""Reasons that are told where none is certain."""


class Explained(NamedTuple):
    """What is known of a printed number.

    `doubtful` findings may be chance. `fits` counts the reasons that are too many to be told; `source` is the
    quantity that the number was printed as, where others follow from it.
    """

    written: Written
    findings: tuple[Finding, ...]
    nearest: Finding
    doubtful: bool = False
    fits: int = 0
    source: tuple[Quantity, Decimal, tuple[str, ...]] | None = None


def findings(worksheet: Worksheet, written: Written, only: Sequence[Quantity] = ()) -> list[Finding]:
    """The plainest ways to arrive at a written number."""
    return Explanation(worksheet, only).findings(written)


class Explanation:
    """What several printed numbers of one example are explained with, worked out once."""

    def __init__(self, worksheet: Worksheet, only: Sequence[Quantity] = (), step: int | None = None) -> None:
        self.candidates = Candidates(worksheet, only)
        self.training = Training(self.candidates, step)

    def findings(self, written: Written) -> list[Finding]:
        """The ways to arrive at a number, each once."""
        return self.all_findings([written])[0]

    def all_findings(self, written: Sequence[Written]) -> list[list[Finding]]:
        """The ways to arrive at each of several numbers."""
        return [list(explained.findings) for explained in self.explained(written)]

    def explained(self, written: Sequence[Written]) -> list[Explained]:
        """What is known of each of several numbers."""
        plain = [self.plain(number) for number in written]
        mistakes = [
            [] if known else self.mistakes(number) for known, number in zip(plain, written, strict=True)
        ]
        plain = [self._with_derivative(number, known) for number, known in zip(written, plain, strict=True)]
        joint = joint_odds(mistakes, written)
        results = [
            Explained(number, tuple(known), self.nearest(number))
            if known
            else self._told(number, every, joint)
            for number, known, every in zip(written, plain, mistakes, strict=True)
        ]
        return self._followed(results)

    def plain(self, written: Written) -> list[Finding]:
        """What is no mistake, by the first search that finds anything."""
        every = (list(dict.fromkeys(search(self.candidates, written))) for search in PLAIN)
        return next(filter(None, every), []) or self._right_later(written)

    def _with_derivative(self, written: Written, known: list[Finding]) -> list[Finding]:
        """Beside target − out: what it is as a derivative of the loss, by the likeliest mistake."""
        if not known or any(one.target.form != "error" for one in known):
            return known
        derivatives = {one.quantity._replace(kind="dE/dout") for one in known}
        also = [one for one in mistaken(self.candidates, written) if one.target in map(Target, derivatives)]
        return known + sorted(also, key=lambda one: (one.how.startswith(OTHER_SIGN), one.chance))[:1]

    def _right_later(self, written: Written) -> list[Finding]:
        """What is right after a step of a long training."""
        found = [one for one in self.training.right(written) if one.chance <= LATER]
        return [one._replace(chance=0.0) for one in sorted(found, key=lambda one: one.chance)]

    def mistakes(self, written: Written) -> list[Finding]:
        """Every mistake that leads to a number, the simplest kinds first."""
        every = (
            finding._replace(tier=tier)
            for tier, search in enumerate(MISTAKES)
            for finding in search(self.candidates, written)
        )
        unique: dict[tuple[Target, str], Finding] = {}
        for finding in every:
            unique.setdefault((finding.target, finding.how), finding)
        if not any(one.chance <= CERTAIN[one.tier] for one in unique.values()):
            unique |= {
                (one.target, one.how): one._replace(tier=OF_CATALOGUE[0])
                for one in self.training.mistaken(written)
            }
        return list(unique.values())

    def _told(
        self, written: Written, every: Sequence[Finding], joint: dict[str, tuple[int, float]]
    ) -> Explained:
        """What is told of a number that is not plain."""
        nearest, ordered = self.nearest(written), sorted(every, key=lambda one: order(one, joint))
        certain = [one for one in ordered if is_certain(one, joint)]
        best = [one for one in certain if is_as_good(one, certain[0], joint)]
        perhaps = self._perhaps(written, ordered)
        if not best:
            fits = len({one.how for one in every})
            return Explained(written, tuple(likeliest(perhaps)), nearest, bool(perhaps), fits)
        if best[0].tier not in OF_CATALOGUE:  # a rounding is no mistake, and hides none
            best += self._beside({one.target for one in best}, every)
        return Explained(written, tuple(likeliest(best)), nearest)

    def _beside(self, targets: set[Target], every: Sequence[Finding]) -> list[Finding]:
        """The likeliest mistake by which the same quantity prints so as by a rounding."""
        chosen = (one for one in every if one.target in targets and one.tier in OF_CATALOGUE)
        return sorted(
            (one for one in chosen if one.chance <= BESIDE), key=lambda one: (one.tier, one.chance)
        )[:1]

    def _perhaps(self, written: Written, every: Sequence[Finding]) -> list[Finding]:
        """What may be chance, the likeliest first, if it is few."""
        chosen = [one for one in every if one.chance <= PERHAPS[one.tier]]
        likeliest = sorted(chosen if written.figures >= FIGURES else (), key=lambda one: one.chance)
        reasons = list(dict.fromkeys(one.reason for one in likeliest))[:FEW]
        return [one for one in likeliest if one.reason in reasons]

    def _followed(self, results: list[Explained]) -> list[Explained]:
        """The same where numbers follow from another one, for which there is no reason."""
        found = list(filter(None, self._sources(results)))
        if not found:
            return results
        source = min(found, key=lambda each: (-len(each.targets), each.chance))
        return [self._from(source, place, each, results) for place, each in enumerate(results)]

    def _sources(self, results: Sequence[Explained]) -> Iterator[Source | None]:
        """What follows from each number that has no certain reason."""
        unknown = [place for place, each in enumerate(results) if each.doubtful or not each.findings]
        written = [each.written for each in results]
        for place in unknown if len(unknown) > 1 else ():
            others = [other for other in unknown if other != place]
            yield Following(self.candidates, written, place).best(others)

    def _from(self, source: Source, place: int, each: Explained, results: Sequence[Explained]) -> Explained:
        """What is known of a number, with what it follows from or what follows from it."""
        if place == source.place:
            right = self.candidates.exact_of(Target(source.quantity))
            followers = tuple(results[other].written.text for other in source.targets)
            return each._replace(findings=(), doubtful=False, source=(source.quantity, right, followers))
        if place not in source.targets:
            return each
        how = f"follows from {{source}} = {results[source.place].written.text}"
        rows = source.targets[place]
        weights = {row: of_target(self.candidates.worksheet, self.candidates.targets[row]) for row in rows}
        found = tuple(
            Finding(self.candidates.targets[row], how, self.candidates.exact[row], reason=how)
            for row in rows
            if weights[row] * ALIKE >= max(weights.values())
        )
        return each._replace(findings=found, doubtful=False, source=(source.quantity, Decimal(0), ()))

    def nearest(self, written: Written) -> Finding:
        """The quantity whose right number is nearest, whatever the sign of a gradient."""
        rows = [row for row, target in enumerate(self.candidates.targets) if not target.form]
        best = min(rows, key=lambda row: self._distance(row, written.value))
        return Finding(self.candidates.targets[best], "", self.candidates.exact[best])

    def _distance(self, row: int, value: Decimal) -> Decimal:
        right = self.candidates.exact[row]
        signed = self.candidates.targets[row].has_sign
        return min(abs(right - value), abs(right + value)) if signed else abs(right - value)
