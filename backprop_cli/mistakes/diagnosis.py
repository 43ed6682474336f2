"""What explains the wrong numbers of a sheet: named where the numbers tell, and else not.

Every way to make a mistake is tried from the beginning, on the numbers of the file, and at each place, on
the student's own numbers before it; then the slips of the hand. Of what fits, that comes first which explains
most of the wrong numbers, then the simplest. What so many ways would fit by chance as well is not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy

from ..calculation.schedule import has_update
from .candidate import Candidate, Named
from .catalogue import MISTAKES
from .kin import kin
from .slips_recognised import OTHER, slips

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..calculation.quantity import Quantity
    from .evidence import Evidence
    from .repertoire import Repertoire

BY_CHANCE = 0.05
"""The odds of an accident from which on nothing is named, where everything that is wrong has a reason."""

BY_CHANCE_AMONG_OTHERS = (0.003, 0.0003)
"""The same where at most half of what may be wrong with it has none, or more: something else went wrong."""

FIXED = "fixed parameter updated"
"""The mistake that no step of the exercise shows: a fixed parameter has none."""

UNITS = 2
"""Units of the last place by which a fixed parameter may be off that was trained all the same."""

MOST = 3
"""Names for one number."""

AND = ", and "
"""What stands between the names of two mistakes at once."""

WORD = re.compile(r"[^\s,;]+(?<![.:])")
"""What may be the name of a number in a sentence."""

TWICE = {"sign lost": "sign of the error"}
"""Slips that are the same as a mistake: of one number alone it is the slip, of several the mistake."""


def _is_more_than_needed(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of two mistakes at once, of which one alone explains as much."""
    return any(other != name and TWICE.get(other, other) in name.split(AND) for other in names)


class Diagnosis:
    """What explains the wrong numbers of one sheet."""

    def __init__(self, repertoire: Repertoire, evidence: Evidence) -> None:
        self.repertoire, self.evidence = repertoire, evidence
        self.worksheet = repertoire.exercise.worksheet
        self._known_odds: dict[int, float] = {}
        self._candidates: dict[Quantity, list[Candidate]] = {}

    @cached_property
    def fitting(self) -> dict[Quantity, tuple[Array, Array]]:
        """Which ways give each wrong number, made from the beginning and made at its place."""
        evidence = self.evidence
        return {q: (evidence.fits_file(q), evidence.fits_own(q)) for q in evidence.wrong}

    def named(self, q: Quantity) -> Iterator[Named]:
        """The names of a number, the best first."""
        limit = self.limits.get(q, BY_CHANCE)
        candidates = sorted(
            (each for each in self.candidates(q) if each.odds <= limit),
            key=lambda each: (-each.explained, each.rank, each.apart, each.odds),
        )
        best = [each.named for each in candidates if each.is_as_good_as(candidates[0])]
        every = {each.name: each for each in reversed(best)}
        single = (each for each in reversed(every.values()) if not _is_more_than_needed(each.name, every))
        for each in islice(single, MOST):
            yield each._replace(sentence=WORD.sub(self._in_letters, each.sentence))

    def _in_letters(self, word: re.Match[str]) -> str:
        """A word of a sentence; of a number's name, that in the letters of the sheet."""
        q = self.worksheet.names.get(word[0])
        return word[0] if q is None else self.repertoire.exercise.letters.of(q, 0)

    @cached_property
    def limits(self) -> dict[Quantity, float]:
        """By wrong number, the odds of an accident from which on nothing is named there."""
        groups = kin(self.evidence.wrong, self.evidence.by_own)
        limits = map(self._limit, groups)
        return {q: limit for group, limit in zip(groups, limits, strict=True) for q in group}

    def _limit(self, group: list[Quantity]) -> float:
        without = len(self.without.intersection(group))
        return BY_CHANCE_AMONG_OTHERS[2 * without > len(group)] if without else BY_CHANCE

    @cached_property
    def without(self) -> frozenset[Quantity]:
        """The wrong numbers that have no reason."""
        return frozenset(q for q in self.evidence.wrong if not self._has_reason(q))

    def _has_reason(self, q: Quantity) -> bool:
        return any(each.odds <= BY_CHANCE for each in self.candidates(q))

    def candidates(self, q: Quantity) -> list[Candidate]:
        """Everything that fits a number."""
        if q not in self._candidates:
            self._candidates[q] = list(self._fitting(q))
        return self._candidates[q]

    def _fitting(self, q: Quantity) -> Iterator[Candidate]:
        ways = list(self._ways(q)) if q in self.fitting else []
        slips = list(self._slips(q))
        twice = {TWICE[slip.named.name] for slip in slips if slip.named.name in TWICE}
        alone = [way for way in ways if way.explained == 1 and way.named.name in twice]
        many = {way.named.name for way in ways if way not in alone}
        yield from (way for way in ways if way not in alone)
        yield from (slip for slip in slips if TWICE.get(slip.named.name) not in many)
        yield from self._trained(q) if self.is_fixed(q) else ()

    def is_fixed(self, q: Quantity) -> bool:
        """Whether a number is a parameter that no update changes, though a student may have."""
        given = q.kind == "parameter" and q in self.worksheet.given
        return given and has_update(self.worksheet.network)

    def _trained(self, q: Quantity) -> Iterator[Candidate]:
        """A fixed parameter with the number that the first update would give it."""
        evidence, written = self.evidence, self.evidence.written[q]
        trained = [by.values(q._replace(update=1))[0] for by in (evidence.by_file, evidence.by_own)]
        if any(abs(value - float(written.value)) <= UNITS * 2 * float(written.half) for value in trained):
            mistake = next(mistake for mistake in MISTAKES if mistake.name == FIXED)
            yield Candidate(Named(mistake.name, mistake.sentence), 1, mistake.rank, 0.0)

    def _ways(self, q: Quantity) -> Iterator[Candidate]:
        from_file, at_place = self.fitting[q]
        for place in map(int, numpy.flatnonzero(from_file | at_place)):
            mistake, way = self.repertoire.ways[place - 1]
            named = Named(mistake.name, way.sentence or mistake.sentence)
            yield Candidate(
                named, int(self._explained[place]), mistake.rank, self._odds(place), not from_file[place]
            )

    @cached_property
    def _explained(self) -> Array:
        """How many of the wrong numbers each way gives."""
        return numpy.sum([from_file | at_place for from_file, at_place in self.fitting.values()], axis=0)

    def _odds(self, place: int) -> float:
        """How many of the ways that are as simple give by chance what this one gives."""
        if place not in self._known_odds:
            among = self.repertoire.ranks <= self.repertoire.ranks[place]
            from_file = [q for q, (fits, _) in self.fitting.items() if fits[place]]
            at_places = [q for q, (_, fits) in self.fitting.items() if fits[place]]
            both = ((self.evidence.by_file, from_file), (self.evidence.by_own, at_places))
            self._known_odds[place] = min(
                self.evidence.odds(place, by, explained, among) for by, explained in both if explained
            )
        return self._known_odds[place]

    def _slips(self, q: Quantity) -> Iterator[Candidate]:
        radius = self.evidence.radius(q) if q in self.fitting else 0.0
        for slip in slips(self.evidence.marker, q, self.evidence.written[q], radius):
            odds = slip.tried * self.evidence.chance(q, slip.distance) * len(self.evidence.wrong)
            yield Candidate(Named(slip.name, slip.sentence), 1, int(slip.name != OTHER), odds)
