"""The names that a number may have: those of the program, and those of any lecture or notation.

Whoever names a number, on the command line or in a file, is understood by `Names`. A name is looked for
first as everywhere else (`calculation.quantity_names`), then in the letters of the file and of every lecture
(a_h1, ∂E/∂a_h1, β_h1), and at last without regard to underscores, brackets, blanks and case. What would then
mean two numbers means none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity, name_of
from ..calculation.quantity_names import usual
from ..calculation.schedule import has_update, samples_of
from ..errors import InputError, Problem
from .markup import ASCII, UNICODE
from .notation import FORMS, LETTERS, LIVERPOOL, Notation

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

DROPPED = str.maketrans("", "", " _{}()[]\\^$*·")
"""What a loose comparison leaves out."""

PRIMES = str.maketrans({"′": "+", "'": "+", "⁺": "+"})

OF_SAMPLE = re.compile(r"(.+)\(([0-9]{1,9})\)([+'′⁺]?)")
"""A name with its sample, as a sheet of several samples writes it: out_o1(2)."""

NEAR = 0.65
"""How much alike two names are that may be meant for each other."""

LIKE = "names are like net_h1, out_h1, E, dE/dw1, w1+; --format csv lists them all"


class Names:
    """The names of the numbers of an update and a sample; without a sample, those of the batch come first.

    `first` is the sample whose numbers have their names where none is said.
    """

    def __init__(
        self, worksheet: Worksheet, update: int, sample: int | None = None, first: int | None = None
    ) -> None:
        self.worksheet, self.update = worksheet, update
        if first is None:
            first = samples_of(worksheet.network, update)[0] if sample is None else sample
        every = (*worksheet.given, *worksheet.of_update(update))
        self.quantities = [q for q in every if q.sample in (None, first)]
        self.quantities.sort(key=lambda q: (q.sample is None) is (sample is None))
        self.plain = {name_of(q, update): q for q in self.quantities if not self._is_old(q)}
        for parameter in worksheet.network.parameters if has_update(worksheet.network) else ():
            self.plain.setdefault(f"{parameter.name}+", Quantity("parameter", parameter.name))

    def _is_old(self, q: Quantity) -> bool:
        """Whether a quantity is a parameter or a state as the file gives it, when a later update is meant."""
        return q.traits.stepped and q.update < self.update

    def find(self, name: str) -> Quantity | None:
        """The quantity with a name, or None."""
        name = name.strip()
        q = self.plain.get(name) or self.plain.get(usual(name)) or self.plain.get(name.replace("∂", "d"))
        if q is not None:
            return q
        return self._others.get(name) or self._others.get(usual(name)) or self._others.get(loose(name))

    def nearest(self, name: str) -> str:
        """The question whether another name was meant, in its letters; empty where none is near."""
        from difflib import get_close_matches

        every, meant = {**self._spelled, **self.plain}, dict[Quantity, str]()
        for near in get_close_matches(name.strip().translate(PRIMES), every, 12, NEAR):
            meant.setdefault(every[near], near)
        return f"did you mean {' or '.join([*meant.values()][:2])}?" if meant else ""

    @cached_property
    def _spelled(self) -> dict[str, Quantity]:
        """The names in all letters, as they are written; those of the file before those of lectures."""
        spelled: dict[str, Quantity] = {}
        for letters, derivatives in self._tables():
            add(spelled, self._written(letters, derivatives))
        return spelled

    @cached_property
    def _others(self) -> dict[str, Quantity]:
        """Every other name; those of the file's own letters before those of lectures, the loose ones last."""
        others: dict[str, Quantity] = {}
        for letters, derivatives in self._tables():
            add(others, ((usual(name), q) for name, q in self._written(letters, derivatives)))
        exact = {**self.plain, **others}
        add(others, ((loose(name), q) for name, q in exact.items()))
        return others

    def _tables(self) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
        own = self.worksheet.network.notation
        letters = {**LIVERPOOL, **dict(own)} if isinstance(own, tuple) else LETTERS.get(own or "", LIVERPOOL)
        tables = different((letters, *LETTERS.values()))
        for derivatives in different(({}, *FORMS.values())):
            yield from ((table, derivatives) for table in tables)

    def _written(
        self, letters: dict[str, str], derivatives: dict[str, str]
    ) -> Iterator[tuple[str, Quantity]]:
        for markup in (ASCII, UNICODE):
            notation = Notation(letters, markup, derivatives, since=self.update)
            for q in self.plain.values():
                name = "".join(text for text, _ in notation.name(q))
                yield name.translate(PRIMES), q


def add(known: dict[str, Quantity], pairs: Iterable[tuple[str, Quantity]]) -> None:
    """Add the names that mean one number in these pairs and nothing yet."""
    meant: dict[str, set[Quantity]] = {}
    for name, q in pairs:
        meant.setdefault(name, set()).add(q)
    for name, quantities in meant.items():
        if len(quantities) == 1:
            known.setdefault(name, next(iter(quantities)))


def different(tables: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The tables in their order, none of them twice."""
    return [table for place, table in enumerate(tables) if table not in tables[:place]]


def loose(name: str) -> str:
    """A name as it is compared at last."""
    return usual(name.translate(PRIMES)).translate(DROPPED).casefold()


def bare(name: str) -> tuple[str, int | None]:
    """A name without its sample, and the sample counted from 0; None where it has none."""
    match = OF_SAMPLE.fullmatch(name.strip())
    return (match[1] + match[3], int(match[2]) - 1) if match else (name, None)


def found(names: Iterable[str | Quantity], worksheet: Worksheet) -> tuple[Quantity, ...]:
    """The numbers with some names, of the step that is written first. Raises InputError for one of none."""
    update, first = worksheet.first_use
    whole = Names(worksheet, update, first=first)
    used = [sample for sample in samples_of(worksheet.network, update) if sample in worksheet.samples]
    numbers = [_number(name, whole, used) if isinstance(name, str) else name for name in names]
    problems = tuple(one for one in numbers if isinstance(one, Problem))
    if problems:
        raise InputError(problems)
    return tuple(one for one in numbers if isinstance(one, Quantity))


def _number(name: str, names: Names, used: Sequence[int]) -> Quantity | Problem:
    """The number with a name, of the sample that it tells; else what is wrong with the name."""
    q, (plain, sample) = names.find(name), bare(name)
    if q is None and sample in used:
        q = Names(names.worksheet, names.update, sample).find(plain)
    elif q is None and sample is not None and names.find(plain) is not None:
        message = f"{name!r} is of sample {sample + 1}, which step {names.update + 1} does not show"
        return Problem(message, help="--step and --sample say what is shown")
    if q is not None:
        return q
    return Problem(f"no number of this network is called {name.strip()!r}", help=names.nearest(name) or LIKE)
