"""What every figure is made of: exercises, a marker for each, what it says of a sheet; a row of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .network import Network
from .rules import Key
from .sheets import Texts, yaml_text

CORRECT, FOLLOWS = "correct", "follows"

POINTS = (CORRECT, FOLLOWS, "fewer digits")
"""Verdicts that are worth something."""


class Marked(NamedTuple):
    """What a marker says of a sheet: the verdict on each number, the mistakes named there, those of all."""

    verdicts: dict[Key, str]
    names: dict[Key, frozenset[str]]
    noted: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """Every mistake that is named."""
        return self.noted.union(*self.names.values())

    @property
    def all_right(self) -> bool:
        """Whether every number is correct."""
        return all(verdict == CORRECT for verdict in self.verdicts.values())


class Exercise(NamedTuple):
    """A network, the file that it is read from, and what marks a sheet of it."""

    name: str
    file: str
    network: Network
    mark: Callable[[Texts], Marked]


Example = tuple[Exercise, Texts, str]
"""A sheet of an exercise, and a remark on it."""


@dataclass
class Row:
    """A row of the table: of so many, how many; what is asked; and which kinds there were most of."""

    name: str
    asked: str
    at_most: float = 0
    at_least: float | None = None
    count: int = 0
    of: int = 0
    worst: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    note: str = ""
    taken: float | None = None

    @property
    def share(self) -> float:
        """The part, in per cent; of a time, the seconds."""
        if self.taken is not None:
            return self.taken
        return 100 * self.count / self.of if self.of else 0

    @property
    def fails(self) -> bool:
        """Whether what is asked does not hold."""
        return self.share < self.at_least if self.at_least is not None else self.share > self.at_most

    def add(self, counts: bool, kinds: Iterable[str] = (), example: Example | None = None) -> None:
        """One more; whether it counts, of which kinds it is, and how to paste it."""
        self.of += 1
        self.count += counts
        if counts is (self.at_least is None):
            self.worst.update(kinds)
            if example is not None and len(self.examples) < 50:
                self.examples.append(pasted(*example))

    def lines(self, show: int = 0) -> list[str]:
        """The row, its worst kinds if it fails, and examples."""
        figure = f"{self.count:>7,} of {self.of:>8,} {self.share:7.2f} %"
        if self.taken is not None:
            figure = f"{self.taken:>27.2f} s"
        note = f"   ({self.note})" if self.note else ""
        found = [
            f"{'FAILS' if self.fails else 'holds'}  {self.name:<62} {figure}   asked: {self.asked}{note}"
        ]
        if self.fails and self.worst:
            kinds = ", ".join(f"{kind}: {count}" for kind, count in self.worst.most_common(12))
            found.append(f"         {kinds}")
        return found + self.examples[:show]


def pasted(exercise: Exercise, texts: Texts, remark: str) -> str:
    """A sheet to paste into a file."""
    return f"--- {exercise.file}: {remark}\n{yaml_text(texts)}"
