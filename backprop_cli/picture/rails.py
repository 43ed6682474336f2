"""The network as a picture: every node joins a rail, the rail feeds every node of the next layer.

The picture is exact for layers that feed the next one whole, of any size; a bare layer has straight arrows.
What it does not draw (missing connections, jumps over a layer) is said below it, the weights are in the list
of the wires.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..calculation.quantity import Quantity
from ..network.model import Layer
from ..writing.board import Board
from ..writing.lines import INDENT, aligned, broken
from ..writing.tokens import Tokens, left, plain, stripped, width_of

MOST_NODES = 12
"""Nodes of a layer that are drawn; of more, the first and the last ones."""
MOST_PAIRS = 6
"""Connections that are named one by one."""


def picture(board: Board) -> list[Tokens]:
    """The picture; where it is too wide without names of weights, then targets; then names of layers."""
    for labels, targets in ((True, True), (False, True), (False, False)):
        lines = _picture(board, labels, targets)
        if all(width_of(line) <= board.style.width for line in lines):
            return lines + _indented(board, _not_drawn(board))
    return _indented(board, _layers(board)) + _indented(board, _not_drawn(board))


def _indented(board: Board, texts: Iterator[list[str]]) -> list[Tokens]:
    room = board.style.width - INDENT
    return [plain(" " * INDENT + line, "dim") for words in texts for line in broken(words, " ", room)]


def _layers(board: Board) -> Iterator[list[str]]:
    """The layers in a row: i1, i2 → h1 … h9 → o1."""
    network = board.worksheet.network
    arrow = board.sign["arrow"]
    yield [_few(board, network.inputs), *(f"{arrow} {_few(board, one.neurons)}" for one in network.layers)]


def _few(board: Board, names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) < 4 else f"{names[0]} {board.sign['ellipsis']} {names[-1]}"


def _not_drawn(board: Board) -> Iterator[list[str]]:
    """The connections that the picture has and the network has not, and the other way round."""
    network = board.worksheet.network
    before = network.inputs
    missing: list[tuple[str, str]] = []
    jumps: list[tuple[str, str]] = []
    for layer in network.layers:
        wired = set(_wired(layer))
        drawn = {(a, b) for a in before for b in layer.neurons}
        if not is_straight(layer, before):
            missing += [(a, b) for b in layer.neurons for a in before if (a, b) not in wired]
            jumps += [pair for pair in _wired(layer) if pair not in drawn]
        before = layer.neurons
    for text, pairs in (("Not connected", missing), ("Also connected", jumps)):
        if pairs:
            yield [f"{text}:", *_pairs(board, pairs)]


def _wired(layer: Layer) -> list[tuple[str, str]]:
    """Each source with the neuron that it feeds."""
    if layer.weights is None:
        return list(zip(layer.sources, layer.neurons, strict=True))
    rows = zip(layer.neurons, layer.weights, strict=True)
    return [
        (source, neuron)
        for neuron, row in rows
        for source, index in zip(layer.sources, row, strict=True)
        if index is not None
    ]


def _pairs(board: Board, pairs: list[tuple[str, str]]) -> list[str]:
    named = [f"{a} {board.sign['arrow']} {b}" for a, b in pairs[:MOST_PAIRS]]
    *others, last = [*named, *([f"{len(pairs) - MOST_PAIRS} more"] if len(pairs) > MOST_PAIRS else [])]
    return [*(f"{text}," for text in others), f"{last}."]


def is_straight(layer: Layer, before: tuple[str, ...]) -> bool:
    """Whether each neuron has the one source beside it and nothing else."""
    return layer.weights is None and layer.sources == before


def _picture(board: Board, labels: bool, targets: bool) -> list[Tokens]:
    network = board.worksheet.network
    layers = [_inputs(board), *(_neurons(board, layer, targets) for layer in network.layers)]
    before = (network.inputs, *(layer.neurons for layer in network.layers))
    straight = [is_straight(layer, names) for layer, names in zip(network.layers, before, strict=False)]
    step = 1 if all(straight) else 2
    height = step * (max(len(nodes) for nodes in layers) - 1) + 1
    rows: list[Tokens] = [plain(" " * INDENT)] * height
    for place, nodes in enumerate(layers):
        first = (height - step * (len(nodes) - 1)) // 2
        taken = {first + step * k: node for k, node in enumerate(nodes)}
        if place:
            rows = _beside(rows, _rail(board, taken, height, False, straight[place - 1]))
        rows = _beside(rows, _nodes(taken, height, place < len(network.layers)))
        if place < len(network.layers):
            rows = _beside(rows, _rail(board, taken, height, True, straight[place]))
            label = _label(board, network.layers[place], labels)
            rows = _beside(rows, _bus(board, taken, height, label, straight[place]))
    return [stripped(row) for row in rows]


def _beside(rows: list[Tokens], more: list[Tokens]) -> list[Tokens]:
    return [row + other for row, other in zip(rows, more, strict=True)]


def _nodes(taken: dict[int, Tokens], height: int, padded: bool) -> list[Tokens]:
    width = max(width_of(node) for node in taken.values()) if padded else 0
    return [left(taken.get(row, ()), width) for row in range(height)]


def _bus(board: Board, taken: dict[int, Tokens], height: int, label: str, straight: bool) -> list[Tokens]:
    """What joins two rails: the names of the weights, or a line a node."""
    if straight:
        dash = board.sign["rule"] * 2
        return [plain(dash if row in taken else " " * len(dash), "dim") for row in range(height)]
    blank = plain(" " * width_of(plain(label)))
    return [plain(label, "dim") if row == height // 2 else blank for row in range(height)]


def _inputs(board: Board) -> list[Tokens]:
    network = board.worksheet.network
    names = [plain(name, "neuron") for name in network.inputs]
    if len(network.samples) > 1:
        return shortened(board, names)
    widest = max(width_of(name) for name in names)
    values = aligned([plain(board.number(Quantity("input", name, "", 0))) for name in network.inputs])
    return shortened(
        board, [left(name, widest + 1) + value for name, value in zip(names, values, strict=True)]
    )


def _neurons(board: Board, layer: Layer, targets: bool) -> list[Tokens]:
    """The names; of the last layer with their targets where there is one sample."""
    network = board.worksheet.network
    names = [plain(name, "neuron") for name in layer.neurons]
    if not targets or layer is not network.layers[-1] or len(network.samples) > 1:
        return shortened(board, names)
    widest = max(width_of(name) for name in names)
    wanted = [Quantity("target", name, "", 0) for name in layer.neurons]
    texts = [plain(board.number(q), "dim") if q in board.worksheet.given else () for q in wanted]
    said = [text and plain("   target ", "dim") + text for text in aligned(texts)]
    return shortened(board, [left(name, widest) + text for name, text in zip(names, said, strict=True)])


def shortened(board: Board, nodes: list[Tokens]) -> list[Tokens]:
    """At most so many nodes: the first ones, a sign for those left out, the last one."""
    if len(nodes) <= MOST_NODES:
        return nodes
    left_out = len(nodes) - 4
    return [*nodes[:3], plain(f"{board.sign['more']} {left_out} more", "dim"), nodes[-1]]


def _rail(
    board: Board, taken: dict[int, Tokens], height: int, outgoing: bool, straight: bool
) -> list[Tokens]:
    """The vertical rail beside a layer's nodes, row by row; straight lines have none."""
    top, bottom, tee, left_top, left_bottom, left_tee, cross, bar, dash = tuple(board.sign["corners"])
    first, last, middle = min(taken), max(taken), height // 2
    bus = left_tee if outgoing else tee
    if not outgoing:
        top, bottom, tee = left_top, left_bottom, left_tee
    rail = []
    for row in range(height):
        at_bus, node = row == middle and not straight, row in taken
        sign = cross if at_bus and node else tee
        sign = top if node and row == first and not at_bus else sign
        sign = bottom if node and row == last and not at_bus else sign
        sign = dash if first == last == row or straight else sign
        sign = sign if node else bus if at_bus else bar if first < row < last and not straight else " "
        rail.append(plain(_arm(board, node, at_bus or (straight and node), sign, outgoing), "dim"))
    return rail


def _arm(board: Board, node: bool, at_bus: bool, sign: str, outgoing: bool) -> str:
    dash = board.sign["corners"][-1]
    line, bus = dash if node else " ", (dash if at_bus else " ") * 2
    if outgoing:
        return f" {line}{sign}{bus}"
    return f"{bus}{sign}{line}{board.sign['head'] if node else ' '} "


def _label(board: Board, layer: Layer, shown: bool) -> str:
    """The weights of a layer, first to last."""
    if not shown:
        return board.sign["corners"][-1] * 2
    indices = sorted({index for row in layer.weights or () for index in row if index is not None})
    names = [board.worksheet.network.parameters[index].name for index in indices]
    if len(names) < 3:
        return ", ".join(names) or board.sign["corners"][-1] * 2
    return f"{names[0]}{board.sign['ellipsis']}{names[-1]}"
