"""A page too narrow for its names: lines go on below, numbers stay whole, nothing is cut off."""

from __future__ import annotations

import random
import re

import pytest
from examples import written
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from strategies import random_network

from backprop_cli.errors import NoValueError
from backprop_cli.network.model import Network
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing.folding import folded
from backprop_cli.writing.style import Style
from backprop_cli.writing.tokens import text_of

NAMES = ("[red]", "[/]", ":smile:", "隠れ層", "🙂", "x\u0302", "n" * 76, "層" * 20, "w-1.5e-3", "−2")
"""What people call a neuron when they mean to break the page."""


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("fits", 4, ["fits"]),
        ("   one two three", 11, ["   one two", "     three"]),
        ("   abcdefgh", 8, ["abcdefgh"]),
        ("abcdefghij", 4, ["abcd", "efgh", "  ij"]),
        ("w5 = 0.123456", 8, ["w5 =", "0.123456"]),
        ("0.123456789", 5, ["0.123456789"]),
        ("a·0.123456", 8, ["a·", "0.123456"]),
        ("隠れ層隠れ層", 7, ["隠れ層", " 隠れ層"]),
        ("abx\u0302yz", 3, ["abx\u0302", " yz"]),
    ],
)
def test_a_wide_line_goes_on_below(text: str, width: int, lines: list[str]) -> None:
    assert [text_of(line) for line in folded(((text, ""),), width)] == lines


def test_a_folded_line_keeps_its_roles() -> None:
    assert folded((("w5", "weight"), (" 0.4", "value")), 4) == [
        (("w5", "weight"),),
        ((" ", ""), ("0.4", "value")),
    ]


def renamed(network: Network, draw: random.Random) -> Network:
    """The network with odd names for its neurons, inputs and parameters."""
    names: dict[str, str] = {}

    def new(name: str) -> str:
        return names.setdefault(name, f"{draw.choice(NAMES)}{len(names)}")

    layers = tuple(
        layer._replace(neurons=tuple(map(new, layer.neurons)), sources=tuple(map(new, layer.sources)))
        for layer in network.layers
    )
    parameters = tuple(one._replace(name=new(one.name)) for one in network.parameters)
    return network._replace(inputs=tuple(map(new, network.inputs)), layers=layers, parameters=parameters)


@given(
    st.integers(0, 10**6),
    st.booleans(),
    st.sampled_from((0, 1, 6, 15, 30)),
    st.integers(40, 200),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_network_overflows_a_page(seed: int, odd: bool, digits: int, width: int, plain: bool) -> None:
    draw = random.Random(seed)
    network = random_network(seed, draw.choice((100, 1000)))
    try:
        text = written(
            Worksheet(renamed(network, draw) if odd else network), "terminal", Style(digits, width, plain)
        )
    except NoValueError:
        return
    for line in text.splitlines():
        assert cell_len(line) <= width or re.fullmatch(r"-?[\d.]+", line.strip()), line
        assert line == line.rstrip()
        assert "nan" not in line.replace("n" * 76, "")
