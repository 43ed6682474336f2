"""A training for the terminal: the curve of the loss, the outputs against their targets, the parameters.

To add a part: a function that gives a title and its lines, and its place in `PARTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from ..calculation.quantity import Quantity
from ..calculation.schedule import is_perceptron
from ..page.head import head, title
from ..page.tables import Column, label, rows_of
from ..writing import numbers
from ..writing.board import Board
from ..writing.folding import folded
from ..writing.lines import aligned, broken
from ..writing.tokens import Tokens, plain, stripped, text_of
from .curve import curve
from .scale import scale_of
from .trained_outputs import MOST, Part, outputs, whole

if TYPE_CHECKING:
    from ..network.model import Network
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style
    from .training import Trained

FIGURES = 6
"""Significant figures of a small loss."""

Writing = Callable[[Any], str]


def render(trained: Trained, style: Style, remarks: Sequence[str] = ()) -> str:
    """The training as text, each line ended; with escape codes where the style has colour."""
    board = Board(cast("Worksheet", Page(trained.origin)), style)
    every = _lines(board, trained, remarks)
    lines = [part for line in every for part in folded(stripped(line), style.width)]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


class Page:
    """What a board asks of a worksheet for the head and the names of a page; nothing is worked out."""

    def __init__(self, network: Network) -> None:
        self.network, self.steps, self.form = network, self, "chain"
        self.notation = network.notation if isinstance(network.notation, str) else "chain"

    def loss(self) -> Quantity:
        """The loss over all samples."""
        return Quantity("loss")


def _lines(board: Board, trained: Trained, remarks: Sequence[str]) -> Iterator[Tokens]:
    yield from head(board)
    number = 0
    for part in PARTS:
        for text, definition, lines in part(board, trained):
            number += 1
            yield from ((), title(board, f"{number}  ", text, definition), *lines)
    yield ()
    for remark in (*_stopped(trained), *_doubts(trained), *remarks):
        yield from (plain(line, "dim") for line in broken(remark.split(), " ", board.style.width))


def _loss(board: Board, trained: Trained) -> Iterator[Part]:
    """The curves, on one scale, then the loss before and after."""
    style, scale = board.style, scale_of([*trained.losses, *trained.validation])
    definition = ", ".join([*_mean(trained), *(["log scale"] if scale.logarithmic else [])])
    lines = curve(trained.losses, scale, style.width, style.ascii, "value")
    yield _letter(board, trained), definition, [*lines, (), *_before_and_after(board, trained)]
    if trained.validation:
        yield (
            f"{_letter(board, trained)} of the validation",
            _counted(trained.origin.validation),
            curve(trained.validation, scale, style.width, style.ascii, "gradient"),
        )


def _counted(samples: Sequence[Any]) -> str:
    return f"{len(samples):,} sample{'s' * (len(samples) != 1)}"


def _mean(trained: Trained) -> list[str]:
    """How the loss is made of those of several samples."""
    network = trained.origin
    if len(network.samples) == 1 or is_perceptron(network):
        return []
    return [f"{network.batch or 'mean'} over {_counted(network.samples)}"]


def _letter(board: Board, trained: Trained) -> str:
    if is_perceptron(trained.origin):
        return "Wrong outputs"
    return f"Loss {_symbol(board)}"


def _symbol(board: Board) -> str:
    """The letter of the loss; a file may have left it out."""
    return board.notation.letter("loss") or "E"


def _before_and_after(board: Board, trained: Trained) -> list[Tokens]:
    names = [plain("wrong" if is_perceptron(trained.origin) else _symbol(board), "neuron")]
    rows = [(trained.losses[0], trained.losses[trained.kept])]
    if trained.validation:
        names.append(plain("validation", "neuron"))
        rows.append((trained.validation[0], trained.validation[trained.kept]))
    if is_perceptron(trained.origin):
        return _changes(board, names, rows, whole, whole)
    every = [loss for row in rows for loss in row if loss]
    smallest = min((numbers.exactly(loss).adjusted() for loss in every), default=0)
    digits = max(board.style.digits, FIGURES - 1 - smallest)
    write = numbers.column(every, digits if digits <= numbers.MOST_DECIMALS else board.style.digits)
    return _changes(board, names, rows, write, write)


def _changes(
    board: Board, names: list[Tokens], rows: Sequence[tuple[Any, Any]], before: Writing, after: Writing
) -> list[Tokens]:
    """name  before → after, a row each."""
    befores, afters = (
        Column(tuple(aligned([plain(write(row[side]), role) for row in rows])), (), sign)
        for side, role, sign, write in ((0, "", "", before), (1, "value", board.sign["arrow"], after))
    )
    return rows_of([label(names), befores, afters], board.style.width) or []


def _parameters(board: Board, trained: Trained) -> Iterator[Part]:
    """Every trained parameter before and after, where they are few."""
    both = zip(trained.origin.parameters, trained.numbers, strict=True)
    changed = [(old, new) for old, new in both if old.trained]
    if len(changed) <= MOST:
        names = [plain(old.name, "weight") for old, _ in changed]
        rows = [(old.value, new) for old, new in changed]
        write = numbers.column([new for _, new in rows], board.style.digits)
        lines = _changes(board, names, rows, numbers.given, write)
        yield "Parameters, before and after", "", lines


def _stopped(trained: Trained) -> Iterator[str]:
    """Why it is the end."""
    updates = f", {trained.updates:,} update{'s' * (trained.updates != 1)}" * (
        trained.updates != trained.epochs
    )
    done = f"{trained.epochs:,} epoch{'s' * (trained.epochs != 1)}{updates}"
    yield STOPPED[trained.reason].format(done=done)
    if trained.kept != trained.epochs:
        yield f"Kept are the parameters after epoch {trained.kept:,}, whose validation loss is the lowest."


STOPPED = {
    "epochs": "Trained for {done}.",
    "loss": "Trained for {done}, until the loss was as low as asked for.",
    "patience": "Trained for {done}, until the patience with the validation loss was at its end.",
    "converged": "Trained for {done}, until every output was right.",
    "interrupted": "Interrupted after {done}; all numbers are those reached by then.",
}
"""What is said at the end, by the reason for it."""


def _doubts(trained: Trained) -> Iterator[str]:
    """What a reader should know of these numbers."""
    if trained.stop.until is not None and trained.losses[-1] > trained.stop.until:
        yield f"The loss is not down to {trained.stop.until:g}."
    if trained.losses[trained.kept] > trained.losses[0]:
        yield "The loss is higher than at the start: the learning rate may be too large."
    if trained.origin.rounding is not None:
        yield "Rounding is for working by hand; the training rounds nothing."
    how = "Worked out exactly" if trained.exact else "Computed in double precision"
    yield f"{how}; the loss is counted before each epoch, and once more at the end."


PARTS = (_loss, outputs, _parameters)
"""The parts, in order."""
