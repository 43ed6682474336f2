"""A name for a wrong number, and how good it is."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A mistake in a number: its name, and what was done."""

    name: str
    sentence: str


class Candidate(NamedTuple):
    """A name that fits a number, with how many it explains, how simple it is, and its odds by chance.

    It is `apart` if a right number speaks against it, unless it was done at this place only.
    """

    named: Named
    explained: int
    rank: int
    odds: float
    apart: bool = False

    def is_as_good_as(self, best: Candidate) -> bool:
        """Whether it explains as much, and of several numbers no right one speaks against it alone."""
        return self.explained == best.explained and (best.explained == 1 or self.apart <= best.apart)
