"""A network too large to show: its layers, its outputs and loss, its gradients, and how to get all of it.

To add a part: a function that gives a title and lines (or nothing), and its place in `PARTS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient, has_update, samples_of
from ..page.change import aim, change_of
from ..page.head import described, head, title
from ..page.tables import Column, label, numeric, rows_of
from ..writing.board import Board
from ..writing.lines import aligned, broken
from ..writing.tokens import Tokens, plain, right, width_of
from .terminal_tables import change

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

FEW = 5
"""Outputs, and gradients, that are shown."""

Part = tuple[str, list[Tokens]]


def summary(board: Board) -> Iterator[Tokens]:
    """The lines of the summary."""
    yield from head(board)
    for part in PARTS:
        for heading, lines in part(board):
            yield from ((), *_title(board, heading), *lines)
    yield ()
    for note in _how_to_get_all(board):
        yield from (plain(line, "dim") for line in broken(note.split(), " ", board.style.width))


def _title(board: Board, text: str) -> list[Tokens]:
    """A title with its rule; one wider than the page goes on in the next line."""
    *above, last = broken(text.split(), " ", board.style.width)
    return [*(plain(line, "neuron") for line in above), title(board, "", last, "")]


def _layers(board: Board) -> Iterator[Part]:
    """A row a layer: neurons, parameters that are used there first, activation."""
    network, steps = board.worksheet.network, board.worksheet.steps
    counts = [len(steps.complete_at(number)) for number in range(len(network.layers))]
    columns = [
        label([plain(name, "neuron") for name in ("inputs", *_names(board))]),
        _counted([len(network.inputs), *(len(layer.neurons) for layer in network.layers)], "neurons"),
        _counted([None, *counts], "parameters"),
        Column(((), *(plain("  " + described(layer.activation)) for layer in network.layers)), ("",)),
    ]
    yield "Network", _fitting(columns, board)


def _names(board: Board) -> list[str]:
    return [f"layer {number + 1}" for number in range(len(board.worksheet.network.layers))]


def _counted(counts: Sequence[int | None], heading: str) -> Column:
    """Whole numbers, with commas between thousands."""
    texts = [plain("" if count is None else f"{count:,}") for count in counts]
    widest = max(len(heading), *(width_of(text) for text in texts))
    return Column(tuple(right(text, widest + 2) for text in texts), ("  " + heading.rjust(widest),))


def _fitting(columns: list[Column], board: Board) -> list[Tokens]:
    """The table without the columns at its right that do not fit."""
    for count in range(len(columns), 0, -1):
        rows = rows_of(columns[:count], board.style.width)
        if rows is not None:
            return rows
    return []


def _outputs(board: Board) -> Iterator[Part]:
    """The outputs that are furthest from their targets (without targets the largest), and the loss."""
    worksheet, update = board.worksheet, board.worksheet.shown[-1]
    every = [
        Quantity("out", neuron, "", sample, update)
        for sample in samples_of(worksheet.network, update)
        if sample in worksheet.samples
        for neuron in worksheet.network.outputs
    ]
    furthest = sorted(every, key=lambda q: -_distance(worksheet, q))[:FEW]
    chosen = [q for q in every if q in furthest]
    targets = any(_target(q) in worksheet.given for q in every)
    what = "Outputs against targets" if targets else "Outputs"
    some = f", the {'furthest' if targets else 'largest'} {len(chosen)} of {len(every):,}"
    yield what + (some if len(chosen) < len(every) else ""), _changes(board.at(update), chosen, update)


def _target(q: Quantity) -> Quantity:
    return Quantity("target", q.subject, "", q.sample)


def _distance(worksheet: Worksheet, q: Quantity) -> float:
    target = worksheet.given.get(_target(q), 0)
    return abs(float(worksheet.numbers[q]) - float(target))


def _changes(board: Board, chosen: list[Quantity], update: int) -> list[Tokens]:
    """The outputs and the loss, before and after the step where there is one."""
    network, steps = board.worksheet.network, board.worksheet.steps
    board = board.of_batch()
    if has_update(network):
        after = [q._replace(update=update + 1) for q in chosen]
        after += [steps.loss(update, after=True)] if has_gradient(network) else []
        return list(change(board, change_of(board, after)))
    quantities = chosen + ([steps.loss(update)] if has_gradient(network) else [])
    aims = [aim(board, q) if q in chosen else "" for q in quantities]
    remarks = [plain(f"  target {text}", "dim") if text else () for text in aims]
    columns = [
        label([board.name(q, "neuron") for q in quantities]),
        Column(tuple(aligned([plain(text, "value") for text in board.column(quantities)]))),
        Column(tuple(remarks)),
    ]
    return _fitting(columns, board)


class Gradients(NamedTuple):
    """The gradients of the parameters of a layer, the largest first, and their sizes in that order."""

    quantities: list[Quantity]
    sizes: list[float]


def _gradients(board: Board) -> Iterator[Part]:
    """A row a layer with the sizes of its gradients, then the largest of all."""
    if not has_gradient(board.worksheet.network):
        return
    layers = [_of_layer(board, number) for number in range(len(board.worksheet.network.layers))]
    if not any(layer.quantities for layer in layers):
        return
    yield "Sizes of the gradients", _fitting(_sizes(board, layers), board)
    every = sorted(
        (pair for layer in layers for pair in zip(layer.quantities[:FEW], layer.sizes, strict=False)),
        key=lambda pair: -pair[1],
    )
    yield f"The largest {min(FEW, len(every))} gradients", _largest(board, [q for q, _ in every[:FEW]])


def _of_layer(board: Board, number: int) -> Gradients:
    worksheet, update = board.worksheet, board.worksheet.shown[-1]
    parameters = worksheet.network.parameters
    indices = (index for index in worksheet.steps.complete_at(number) if parameters[index].trained)
    gradients = [worksheet.steps.gradient(parameters[index].name, update) for index in indices]
    sized = sorted(((abs(float(worksheet.numbers[q])), q) for q in gradients), key=lambda pair: -pair[0])
    return Gradients([q for _, q in sized], [size for size, _ in sized])


def _sizes(board: Board, layers: list[Gradients]) -> list[Column]:
    kept = [(name, layer) for name, layer in zip(_names(board), layers, strict=True) if layer.sizes]
    largest = [layer.sizes[0] for _, layer in kept]
    medians = [layer.sizes[len(layer.sizes) // 2] for _, layer in kept]
    return [
        label([plain(name, "neuron") for name, _ in kept]),
        _sized(board, largest, "largest", "gradient"),
        _sized(board, medians, "median", ""),
        Column(tuple(plain("   " + spread(layer.sizes), "dim") for _, layer in kept), ("",)),
    ]


def _sized(board: Board, sizes: list[float], heading: str, role: str) -> Column:
    write = board.written(sizes)
    texts = aligned([plain(write(size), role) for size in sizes])
    return numeric([plain("  ") + text for text in texts], ("  " + heading,), "")


def spread(sizes: Sequence[float]) -> str:
    """How sizes, the largest first, are distributed, in a word or two."""
    if not sizes[0]:
        return "all 0"
    zeros = sum(not size for size in sizes)
    if 2 * zeros > len(sizes):
        return f"{round(100 * zeros / len(sizes))} % are 0"
    ratio = sizes[len(sizes) // 2] / sizes[0]
    return next(word for least, word in SPREADS if ratio >= least)


SPREADS = ((1 / 3, "much alike"), (1 / 20, "evenly spread"), (0, "a few large ones"))
"""The median over the largest, at least; and what is said of it."""


def _largest(board: Board, quantities: list[Quantity]) -> list[Tokens]:
    texts = aligned([plain(text, "gradient") for text in board.column(quantities)])
    columns = [
        label([plain(q.subject, "weight") for q in quantities]),
        Column(tuple(texts)),
        Column(tuple(plain(f"  {_edge(board, q)}", "dim") for q in quantities)),
    ]
    return _fitting(columns, board)


def _edge(board: Board, q: Quantity) -> str:
    """From where to where the first use of a parameter goes."""
    place = board.worksheet.steps.uses[board.worksheet.steps.numbers[q.subject]][0]
    return f"{'' if place.by is None else f'{place.by} '}{board.sign['arrow']} {place.neuron}"


def _how_to_get_all(board: Board) -> Iterator[str]:
    worksheet = board.worksheet
    how = "worked out exactly and rounded once" if worksheet.exact else "computed in double precision"
    yield f"A summary: the network is too large to show in full. All numbers were {how}."
    network = worksheet.network
    name = network.parameters[0].name if network.parameters else f"out_{network.outputs[0]}"
    yield f"--format json or --format csv writes all of them; --only {name} shows how one is worked out."
    if len(worksheet.samples) > 1:
        yield "--sample 1 leaves the others out."


PARTS = (_layers, _outputs, _gradients)
"""The parts of the summary, in order."""
