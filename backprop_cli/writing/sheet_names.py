"""The names of numbers in the letters of their sheet, for empty answers and questions on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity, name_of
from .markup import ASCII
from .notation import notation_of
from .number_names import Names

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

TYPED = ASCII._replace(signs=ASCII.signs | {"new": "+"})
"""The signs of a name that is typed."""


class SheetNames:
    """The names of numbers in the letters of their sheet, as they are typed: a_h1, dE/da_h1, delta_o1, w5+.

    A name that would not be understood, or as that of another number, gives way to the usual one.
    """

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self.notation = notation_of(worksheet, TYPED)._replace(losses=False)
        self.names: dict[tuple[int, int | None], Names] = {}
        self.in_letters: dict[Quantity, bool] = {}

    def of(self, q: Quantity, update: int) -> str:
        """The name of a number in an update."""
        plain = name_of(q, update)
        name = "".join(text for text, _ in self.notation._replace(since=update).name(q))
        return name if name == plain or self._is_understood(name, q, update) else plain

    def _is_understood(self, name: str, q: Quantity, update: int) -> bool:
        """Whether a name is read as the number; of a number in many steps, this is looked up once."""
        alike = q._replace(sample=None if q.sample is None else 0, update=q.update - update)
        if alike not in self.in_letters:
            where = update, q.sample
            if where not in self.names:
                self.names[where] = Names(self.worksheet, *where)
            self.in_letters[alike] = self.names[where].find(name) == q
        return self.in_letters[alike]
