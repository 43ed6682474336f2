"""The network as a picture: every node joins a rail, the rail feeds every node, and a list of the wires.

The picture is exact for layers that feed the next one whole, of any size; the list carries the weights and
says the rest (missing, shared and jump connections).
"""

from __future__ import annotations

from ..example.quantity import Quantity
from ..network.model import Layer, Network
from .board import Board
from .equations import INDENT, aligned
from .tokens import Tokens, left, plain, stripped, width_of

MOST_NODES = 12
"""Nodes of a layer that are drawn; of more, the first and the last ones."""
TERMS_OF_A_LINE = 3
NARROW = 100


def picture(board: Board) -> list[Tokens]:
    """The picture, without the weights' names where it is too wide, or nothing."""
    for labels in (True, False):
        lines = _picture(board, labels)
        if all(width_of(line) <= board.style.width for line in lines):
            return lines
    return []


def _picture(board: Board, labels: bool) -> list[Tokens]:
    network = board.worksheet.network
    layers = [_inputs(board), *(_neurons(board, layer) for layer in network.layers)]
    height = 2 * max(len(layer) for layer in layers) - 1
    rows: list[Tokens] = [plain(" " * INDENT)] * height
    for place, nodes in enumerate(layers):
        last = place == len(layers) - 1
        bus = "" if last else _label(board, network.layers[place], labels)
        columns = _layer_rows(board, nodes, height, place > 0, not last, bus)
        rows = [row + column for row, column in zip(rows, columns, strict=True)]
    return [stripped(row) for row in rows]


def _layer_rows(
    board: Board, nodes: list[Tokens], height: int, incoming: bool, outgoing: bool, bus: str
) -> list[Tokens]:
    """A layer row by row: rail, node, rail, and the bus to the next layer."""
    width = max(width_of(node) for node in nodes) if outgoing else 0
    middle = height // 2
    taken = {middle - len(nodes) + 1 + 2 * place: node for place, node in enumerate(nodes)}
    before = _rail(board, taken, height, False) if incoming else [()] * height
    after = _rail(board, taken, height, True) if outgoing else [()] * height
    rows = []
    for row in range(height):
        link = plain(bus if row == middle else " " * len(bus), "dim")
        rows.append(before[row] + left(taken.get(row, ()), width) + after[row] + link)
    return rows


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


def _neurons(board: Board, layer: Layer) -> list[Tokens]:
    network = board.worksheet.network
    last = layer is network.layers[-1]
    return shortened(board, [_neuron(board, name, last) for name in layer.neurons])


def _neuron(board: Board, name: str, last: bool) -> Tokens:
    target = Quantity("target", name, "", 0)
    one_sample = len(board.worksheet.network.samples) == 1
    shown = last and one_sample and target in board.worksheet.given
    return plain(name, "neuron") + (plain(f"   target {board.number(target)}", "dim") if shown else ())


def shortened(board: Board, nodes: list[Tokens]) -> list[Tokens]:
    """At most so many nodes: the first ones, a sign for those left out, the last one."""
    if len(nodes) <= MOST_NODES:
        return nodes
    left_out = len(nodes) - 4
    return [*nodes[:3], plain(f"{board.sign['more']} {left_out} more", "dim"), nodes[-1]]


def _rail(board: Board, taken: dict[int, Tokens], height: int, outgoing: bool) -> list[Tokens]:
    """The vertical rail beside a layer's nodes, row by row."""
    top, bottom, tee, left_top, left_bottom, left_tee, cross, bar, dash = tuple(board.sign["corners"])
    first, last, middle = min(taken), max(taken), height // 2
    if not outgoing:
        top, bottom, tee = left_top, left_bottom, left_tee
    bus = left_tee if outgoing else board.sign["corners"][2]
    rail = []
    for row in range(height):
        at_bus, node = row == middle, row in taken
        sign = cross if at_bus and node else tee
        sign = top if node and row == first and not at_bus else sign
        sign = bottom if node and row == last and not at_bus else sign
        sign = dash if first == last == row else sign
        sign = sign if node else bus if at_bus else bar if first < row < last else " "
        rail.append(plain(_arm(board, node, at_bus, sign, dash, outgoing), "dim"))
    return rail


def _arm(board: Board, node: bool, at_bus: bool, sign: str, dash: str, outgoing: bool) -> str:
    line = dash if node else " "
    bus = dash * 2 if at_bus else "  "
    if outgoing:
        return f" {line}{sign}{bus}"
    return f"{bus}{sign}{line}{board.sign['head'] if node else ' '} "


def _label(board: Board, layer: Layer, shown: bool) -> str:
    """The weights of a layer, first to last."""
    if not shown:
        return board.sign["corners"][-1] * 2
    indices = sorted({index for row in layer.weights or () for index in row if index is not None})
    names = [board.worksheet.network.parameters[index].name for index in indices]
    if len(names) < 2:
        return names[0] if names else board.sign["corners"][-1] * 2
    return f"{names[0]}{board.sign['ellipsis']}{names[-1]}"


def wiring(board: Board) -> list[Tokens]:
    """A line a neuron: its weights with their numbers and sources, and its bias."""
    network = board.worksheet.network
    neurons = [(layer, neuron) for layer in network.layers if layer.weights for neuron in layer.neurons]
    if not neurons:
        return []
    terms = [_terms(board, network, layer, neuron) for layer, neuron in neurons]
    names = max(width_of(plain(neuron)) for _, neuron in neurons)
    widths = _columns(terms)
    lines = []
    for (_, neuron), row in zip(neurons, terms, strict=True):
        lines += _line(board, left(plain(neuron, "neuron"), names), row, widths)
    return lines


def _terms(board: Board, network: Network, layer: Layer, neuron: str) -> list[tuple[Tokens, Tokens, Tokens]]:
    """Name, number and source of each weight, then the bias with its sign."""
    steps = board.worksheet.steps
    dot = plain(f" {board.sign['dot']} ", "dim")
    rows = []
    for source, index in steps.incoming(neuron):
        assert index is not None
        rows.append((*_parameter(board, index), dot + plain(source, "dim")))
    bias = steps.bias(neuron)
    if bias is not None:
        name, number = _parameter(board, bias)
        minus = plain(f"{board.sign['minus']} ", "dim") if layer.thresholds else ()
        rows.append((minus + name, number, ()))
    return rows


def _parameter(board: Board, index: int) -> tuple[Tokens, Tokens]:
    q = Quantity("parameter", board.worksheet.network.parameters[index].name)
    return board.name(q), plain(board.number(q))


def _columns(terms: list[list[tuple[Tokens, Tokens, Tokens]]]) -> list[int]:
    """The width of the names in each column."""
    most = max(len(row) for row in terms)
    return [max(width_of(row[k][0]) for row in terms if len(row) > k) for k in range(most)]


def _line(
    board: Board, name: Tokens, row: list[tuple[Tokens, Tokens, Tokens]], widths: list[int]
) -> list[Tokens]:
    texts = [
        left(one[0], width) + plain(" ") + one[1] + one[2] for one, width in zip(row, widths, strict=False)
    ]
    start = plain(" " * INDENT) + name + plain(f" {board.sign['from']}", "dim")
    lines = [start]
    count = 0
    for text in texts:
        piece = plain("  " if not count else "   ") + text
        full = count == TERMS_OF_A_LINE and board.style.width < NARROW
        if count and (full or width_of(lines[-1]) + width_of(piece) > board.style.width):
            lines.append(plain(" " * width_of(start)))
            count, piece = 0, plain("  ") + text
        lines[-1] += piece
        count += 1
    return lines
