"""The problems found so far in one file: readers add to the list and go on, so that all are told at once.

A reader that has refused a value returns a stand-in, so that its shape can still be checked, and nothing is
said about what follows from the value. `stop` ends the reading where nothing more can be understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from ...errors import InputError, Place, Problem

if TYPE_CHECKING:
    from .tree import Node


MOST = 1000
"""With so many problems the reading ends: a file of another kind would have one for every value."""


class Problems:
    """The problems of one file, with the text it was found in."""

    __slots__ = ("columns", "file", "found", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.found: list[Problem] = []
        self.columns: list[Any] = []  # the tables that were read on the way

    def add(self, message: str, node: Node | None = None, help: str | None = None, *notes: str) -> None:
        """Note a problem at the beginning of a node, or of the file as a whole."""
        self.found.append(Problem(message, place_of(node) if node else None, help, notes))
        if len(self.found) >= MOST:
            raise self.error()

    def stop(self, message: str, place: Place | None = None, help: str | None = None) -> NoReturn:
        """Note a problem after which nothing more can be read, and raise."""
        self.found.append(Problem(message, place, help))
        raise self.error()

    def error(self) -> InputError:
        """All problems, in the order of the file."""
        problems = sorted(dict.fromkeys(self.found), key=lambda problem: problem.place or Place(0, 0))
        return InputError(tuple(problems), self.file, self.text)


def place_of(node: Node) -> Place:
    """Where a node begins."""
    return Place(node.line, node.column)
