"""Networks to draw: the bundled ones, some of many sizes, and some that no other is like."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from textwrap import dedent

from conftest import ROOT

from backprop_cli.network.read import read_network
from backprop_cli.picture.scene import SHOWN
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet
from backprop_cli.writing.board import Board
from backprop_cli.writing.style import Style

BUNDLED = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "networks").glob("*.yaml"))}

COMBINATIONS = tuple(some for size in range(5) for some in combinations(SHOWN, size))
"""Everything that `show` can be."""


def fully_connected(*sizes: int) -> str:
    """The file of a network of these sizes; its numbers have both signs and many digits."""
    lines = [f"inputs: {[_number(k) for k in range(sizes[0])]}", f"targets: {[0.25] * sizes[-1]}", "layers:"]
    for before, size in pairwise(sizes):
        rows = [[_number(7 * row + k) for k in range(before)] for row in range(size)]
        lines.append(f"  - {{weights: {rows}, biases: {[_number(k) for k in range(size)]}}}")
    return "\n".join([*lines, "activation: sigmoid", "loss: half_squared_error", "learning_rate: 0.5"])


def _number(k: int) -> float:
    return round(((k * 37) % 23 - 11.5) / 13, 2 + k % 3)


OTHERS = {
    "jumps": """\
        inputs: {x1: 1, x2: 0.5}
        targets: {y: 1}
        layers:
          - neurons: [h1, h2, h3]
            weights: [[0.5, 0.2], [0.1, null], [0.3, 0.4]]
            thresholds: {t1: 0.3, t2: 0.4, t3: 0.5}
          - neurons: [k1, k2]
            from: [h1, h2, h3, x1, x2]
            weights: [[0.15, 0.2, 0.1, -0.5, 0.7], [0.15, 0.2, 0.1, null, {shared}]]
          - neurons: [y]
            from: [k1, k2, x1, x2]
            weights: [[0.15, 0.2, 0.5, 0.6]]
            bias: 0.1
        activation: sigmoid
        loss: half_squared_error
        learning_rate: 0.5
        """.replace("{shared}", "-0.123456"),
    "shared": """\
        inputs: [0.1, 0.2, 0.3]
        targets: [1]
        layers:
          - weights: [{a: 1, b: 2, c: null}, {z: null, a: 1, b: 2}]
            bias: 0.5
          - weights: [[1, -1]]
        activation: tanh
        loss: half_squared_error
        learning_rate: 0.1
        """,
    "bare softmax": """\
        inputs: {cat: 2, dog: 1, boat: -1.5, airplane: 0.25}
        targets: {p1: 1, p2: 0, p3: 0, p4: 0}
        layers: [{activation: softmax}]
        loss: cross_entropy
        learning_rate: 0.1
        """,
    "steps": """\
        inputs: [1, 0]
        layers:
          - {weights: [[0.5, 0.5], [-1, -1]], thresholds: [0.75, -1.5], activation: step}
          - {weights: [[1, 1]], thresholds: [1.5], activation: step}
        """,
    "dense jumps": """\
        inputs: [1, 2, 3, 4, 5, 6, 7]
        targets: [1, 0, 1]
        layers:
          - {neurons: [h1, h2], weights: [[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]]}
          - from: [h1, h2, i1, i2, i3, i4, i5, i6, i7]
            weights: [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, null, 5, 6, 7, 8, 9],
                      [9, 8, 7, 6, 5, 4, 3, 2, 1]]
        activation: tanh
        loss: half_squared_error
        learning_rate: 0.1
        """,
    "small and large": """\
        inputs: [0.000000123456, -123456789.25]
        targets: [0.5]
        layers:
          - {weights: [[1e-9, 1e-9], [1/3, 2.5e-7]], biases: [-0.123456789, 1e-12]}
          - {weights: [[-12345678.9, 1e-15]]}
        activation: tanh
        loss: half_squared_error
        learning_rate: 0.1
        """,
    "odd names": r"""
        name: "<b> & \"x\" \\input #{y} $z$ _ ^ ~ % ] 网络"
        inputs: {"<i>": 0.5, "a&b": -1.25, '"q"': 3, "\\x#": 1, "$_]": 2}
        targets: {"#]": 1, "%^~{}": 0}
        layers:
          - neurons: ["a rather long name for a neuron", 隐藏二, "[/]"]
            weights: [[0.15, null, 0.2, 1, 2], [null, null, 1e-3, 3, 4], [1/3, -1, null, 5, 6]]
            biases: [0.1, null, -2]
          - neurons: ["#]", "%^~{}"]
            weights: [{"<w>": 1, "w&": 2, w_共: 3}, {"\\end{document}": -0.5, "$#_]": 4, w_共: 3}]
        activation: sigmoid
        loss: half_squared_error
        learning_rate: 0.5
        """,
}
"""Networks that no bundled one is like."""

SIZES = (
    (2, 2, 2),
    (3, 4, 2),
    (4, 4, 4),
    (2, 3, 3, 2),
    (1, 1, 1),
    (5, 2, 5),
    (2, 8, 1),
    (4, 5, 4),
    (12, 30, 4),
)
FILES = {
    **BUNDLED,
    **{"-".join(map(str, sizes)): fully_connected(*sizes) for sizes in SIZES},
    "1-20": fully_connected(1, 20),
    "20-1": fully_connected(20, 1),
    "2-2-2-2-2-2-2": fully_connected(*[2] * 7),
    **{name: dedent(text) for name, text in OTHERS.items()},
}


@cache
def board(name: str, digits: int = 4, notation: str | None = None) -> Board:
    """A network's board."""
    network = read_network(FILES[name].encode(), f"{name}.yaml")
    return Board(make_worksheet(network, Request(notation=notation)), Style(digits=digits))
