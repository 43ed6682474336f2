"""What a picture shows: which numbers, of which update and sample, and the text of each of them.

`text` decides what stands for a number: its digits, or None for an empty box. To show another kind of
number, its word in `SHOWN` and its label in `columns` or `connections`.
"""

from __future__ import annotations

from collections.abc import Callable

from ..calculation.quantity import Quantity, name_of
from ..calculation.schedule import has_gradient
from ..writing.board import Board
from ..writing.numbers import exactly, scientific
from .letters import Letters, derivative, letters_of
from .shapes import Label

SHOWN = ("weights", "values", "deltas", "gradients")
"""What can be shown beside the names."""
USUAL = ("weights", "values")

Text = Callable[[Quantity], "str | None"]
"""The text of a number, None for an empty box."""

MOST_NODES = 10
"""Nodes of a layer that are drawn; of more, the first ones and the last one."""
MOST_EDGES = 20
"""Connections of a layer that have labels; of more there is a matrix."""


class Scene:
    """A board, what is shown of it, and at which update and sample, both from 0."""

    def __init__(
        self, board: Board, show: tuple[str, ...], text: Text | None = None, at: tuple[int, int] | None = None
    ) -> None:
        self.board = Board(board.worksheet, board.style._replace(ascii=False))
        self.text = text or self.number
        self.network, self.steps = board.worksheet.network, board.worksheet.steps
        self.update, self.sample = at or board.worksheet.first_use
        backward = has_gradient(self.network)
        self.show = frozenset(kind for kind in show if backward or kind not in ("deltas", "gradients"))

    @property
    def moment(self) -> str:
        """Which of several steps and samples is shown."""
        worksheet, samples = self.board.worksheet, self.network.samples
        parts = [f"step {self.update + 1}"] if len(worksheet.updates) > 1 else []
        parts += [f"sample {self.sample + 1}"] if len(samples) > 1 else []
        return ", ".join(parts)

    def number(self, q: Quantity) -> str | None:
        """The text of a number as the style wants it, a very small one as d.ddde-nn."""
        board, source = self.board, self.board.source(q)
        if board.is_blank(q):
            return None
        text = board.number(q)
        if isinstance(source, int) or source in board.worksheet.given or self.network.rounding:
            return text
        if len(text.partition(".")[2]) <= board.style.digits + 2:
            return text
        return scientific(exactly(board.worksheet.numbers[source]))

    def label(
        self, role: str, letters: tuple[Letters, ...], q: Quantity | None = None, size: float = 13
    ) -> Label:
        """A label without a place."""
        if q is None:
            return Label(role, letters, "", size)
        number = self.text(q)
        return Label(role, letters, number and number.replace("-", "−"), size, key=name_of(q, self.update))

    def value(self, name: str) -> Quantity:
        """What an input or a neuron sends on."""
        return self.steps.sent(name, Quantity("out", name, "", self.sample, self.update))

    def error(self, neuron: str) -> tuple[Letters, Quantity]:
        """The letter and the number of what comes back to a neuron: δ = ∂E/∂net, or β = ∂E/∂out."""
        derivatives = self.board.notation.derivatives
        kind = "dE/dout" if derivatives.get("dE/dout") else "dE/dnet"
        letter = derivatives.get(kind, "δ")
        return Letters(letter), Quantity(kind, neuron, "", self.sample, self.update)

    def parameter(self, index: int, role: str) -> list[Label]:
        """The lines about a weight or a bias: its name with its number, its gradient."""
        name, lines = self.network.parameters[index].name, []
        if "weights" in self.show:
            lines.append(self.label(role, (letters_of(name),), self.steps.parameter(index, self.update)))
        if "gradients" in self.show:
            loss = self.board.notation.letter("loss")
            lines.append(self.label("gradient", derivative(loss, name), self.gradient(name)))
        return lines

    def gradient(self, name: str) -> Quantity:
        """The gradient of a parameter: of the update, where that has one sample, else of the sample."""
        if self.steps.alone(self.update) is not None:
            return self.steps.gradient(name, self.update)
        return Quantity("dE/dparameter", name, "", self.sample, self.update)


def abbreviated(names: tuple[str, ...]) -> tuple[str | None, ...]:
    """The names that are drawn; None stands for those left out."""
    return names if len(names) <= MOST_NODES else (*names[: MOST_NODES - 3], None, names[-1])
