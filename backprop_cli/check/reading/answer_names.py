"""The names that an answer may have: those of the program, and those of any lecture or notation.

A name is looked for first as everywhere else (`quantity_names`), then in the letters of the file and of every
lecture (a_h1, ∂E/∂a_h1, β_h1), and at last without regard to underscores, brackets, blanks and case. What
would then mean two numbers means none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...calculation import order
from ...calculation.quantity import Quantity, name_of
from ...calculation.quantity_names import usual
from ...calculation.schedule import has_update, samples_of
from ...writing.markup import ASCII, UNICODE
from ...writing.notation import FORMS, LETTERS, LIVERPOOL, Notation

if TYPE_CHECKING:
    from ...sheet.worked_example import Worksheet

DROPPED = str.maketrans("", "", " _{}()[]\\^$*·")
"""What a loose comparison leaves out."""

PRIMES = str.maketrans({"′": "+", "'": "+", "⁺": "+"})


class Names:
    """The names of the numbers of an update and a sample; without a sample, those of the batch come first."""

    def __init__(self, worksheet: Worksheet, update: int, sample: int | None) -> None:
        self.worksheet, self.update = worksheet, update
        first = samples_of(worksheet.network, update)[0] if sample is None else sample
        self.own = sample is not None
        every = (*worksheet.given, *order.one_update(worksheet.steps, update))
        self.quantities = [q for q in every if q.sample in (None, first)]
        self.quantities.sort(key=lambda q: (q.sample is None) is not self.own)
        self.plain = {name_of(q, update): q for q in self.quantities if not self._is_old(q)}
        for parameter in worksheet.network.parameters if has_update(worksheet.network) else ():
            self.plain.setdefault(f"{parameter.name}+", Quantity("parameter", parameter.name))
        self._others: dict[str, Quantity] | None = None

    def _is_old(self, q: Quantity) -> bool:
        """Whether a quantity is a parameter or a state as the file gives it, when a later update is meant."""
        return q.traits.stepped and q.update < self.update

    def find(self, name: str) -> Quantity | None:
        """The quantity with a name, or None."""
        name = name.strip()
        q = self.plain.get(name) or self.plain.get(usual(name)) or self.plain.get(name.replace("∂", "d"))
        if q is not None:
            return q
        if self._others is None:
            self._others = self._all_others()
        return self._others.get(name) or self._others.get(usual(name)) or self._others.get(loose(name))

    def nearest(self, name: str) -> str:
        """The question whether another name was meant; empty where none is near."""
        from difflib import get_close_matches

        near = get_close_matches(usual(name), self.plain, 2, 0.5)
        return f"did you mean {' or '.join(near)}?" if near else ""

    def _all_others(self) -> dict[str, Quantity]:
        """Every other name; those of the file's own letters before those of lectures, the loose ones last."""
        others: dict[str, Quantity] = {}
        for letters, derivatives in self._tables():
            add(others, self._written(letters, derivatives))
        exact = {**self.plain, **others}
        add(others, ((loose(name), q) for name, q in exact.items()))
        return others

    def _tables(self) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
        own = self.worksheet.network.notation
        letters = {**LIVERPOOL, **dict(own)} if isinstance(own, tuple) else LETTERS.get(own or "", LIVERPOOL)
        tables = [letters, *(table for table in LETTERS.values() if table != letters)]
        for derivatives in ({}, *FORMS.values()):
            yield from ((table, derivatives) for table in tables)

    def _written(
        self, letters: dict[str, str], derivatives: dict[str, str]
    ) -> Iterator[tuple[str, Quantity]]:
        for markup in (ASCII, UNICODE):
            notation = Notation(letters, markup, derivatives, since=self.update)
            for q in self.plain.values():
                name = "".join(text for text, _ in notation.name(q))
                yield usual(name.translate(PRIMES)), q


def add(known: dict[str, Quantity], pairs: Iterable[tuple[str, Quantity]]) -> None:
    """Add the names that mean one number in these pairs and nothing yet."""
    meant: dict[str, set[Quantity]] = {}
    for name, q in pairs:
        meant.setdefault(name, set()).add(q)
    for name, quantities in meant.items():
        if len(quantities) == 1:
            known.setdefault(name, next(iter(quantities)))


def loose(name: str) -> str:
    """A name as it is compared at last."""
    return usual(name.translate(PRIMES)).translate(DROPPED).casefold()
