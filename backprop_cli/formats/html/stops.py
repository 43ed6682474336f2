"""The steps of a reader: runs of numbers about one neuron, and what they light up in the network.

A parameter belongs to the neuron that it leads into. What a step lights up are the neurons and parameters in
the formulas of its numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from ...calculation.quantity import Quantity, name_of
from ...maths.formula import leaves
from ...page.blocks import Block
from ...writing import numbers
from ...writing.board import Board
from .pictures import moments

Line = TypeVar("Line", bound=Any)


NUMBER = re.compile(r"\d+\.\d+")
"""A number with decimals, without its sign."""


class Stops:
    """The board of a page, and the steps made so far: what each lights up and works out, and its picture."""

    def __init__(self, board: Board, blocks: Iterable[Block]) -> None:
        self.board, self.begun = board, False
        self.moments = moments(blocks)
        self.made: list[tuple[list[str], list[str], int]] = []
        network = board.worksheet.network
        neurons = [name for layer in network.layers for name in layer.neurons]
        self.given = {numbers.given(value).lstrip("-") for value in board.worksheet.given.values()}
        self.known = {*network.inputs, *neurons, *(parameter.name for parameter in network.parameters)}

    def runs(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """The lines of a block that are about one neuron each."""
        for _, run in groupby(lines, key=lambda line: self.about(line.quantity)):
            yield list(run)

    def about(self, q: Quantity | None) -> tuple[str, int | None] | None:
        """The neuron of a number, or its parameter where several neurons share it, and its sample."""
        if q is None:
            return None
        steps = self.board.worksheet.steps
        if q.traits.parameter and q.subject in steps.numbers:
            users = steps.users(q.subject)
            return (users[0] if len(users) == 1 else q.subject), q.sample
        return q.subject, q.sample

    def stop(self, quantities: Iterable[Quantity | None]) -> str:
        """The attributes of the next step's element."""
        named = [q for q in quantities if q is not None]
        lit = dict.fromkeys(name for q in named for name in self.lit(q))
        picture = self.picture(named)
        since = (self.moments[picture] or self.board.worksheet.first_use)[0]
        names = dict.fromkeys(name_of(q, since) for q in named)
        self.made.append((list(lit), list(names), picture))
        return f'class="step" id="step-{len(self.made)}"'

    def picture(self, named: Iterable[Quantity]) -> int:
        """The number of the picture, from 0: that of the first number with one, else the one before."""
        for q in named:
            if q.sample is not None and (q.update, q.sample) in self.moments:
                return self.moments.index((q.update, q.sample))
        return self.made[-1][2] if self.made else 0

    def lit(self, q: Quantity) -> Iterator[str]:
        """The neurons, inputs and parameters that a number is made of."""
        sheet = self.board.worksheet
        made_of = () if q in sheet.given else leaves(sheet.step(q).formula)
        for term in (q, *made_of):
            if isinstance(term, Quantity):
                yield from (name for name in (term.subject, term.by) if name in self.known)

    def is_worked_out(self, text: str) -> bool:
        """Whether a cell has a number with decimals that the file does not give."""
        return self.begun and any(number not in self.given for number in NUMBER.findall(text))

    def json(self) -> str:
        """The steps for the script, harmless inside of an element."""
        text = json.dumps(self.made, ensure_ascii=False, separators=(",", ":"))
        return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
