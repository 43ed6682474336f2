"""A network too large to show: a summary on the terminal, and the derivation of what is asked for."""

from __future__ import annotations

import random
from functools import cache

import pytest
from examples import pieces

from backprop_cli.formats import FORMATS
from backprop_cli.formats.summary import spread
from backprop_cli.network.model import Network
from backprop_cli.network.read import read_network
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import LARGE, make_worksheet
from backprop_cli.writing.style import Style


def layer(numbers: random.Random, below: int, above: int) -> str:
    """The weights and biases of a layer."""
    rows = [
        "[" + ", ".join(f"{numbers.uniform(-1, 1):.2f}" for _ in range(below)) + "]" for _ in range(above)
    ]
    return f"{{weights: [{', '.join(rows)}], biases: [{', '.join(['0.1'] * above)}]}}"


@cache
def network(inputs: int, hidden: int, samples: int = 1, extra: str = "learning_rate: 0.1") -> Network:
    """A network with two outputs."""
    numbers = random.Random(1)
    rows = [f"[{', '.join(['0.5'] * inputs)}]"] * samples
    text = f"name: big\ninputs: [{', '.join(rows)}]\ntargets: [{', '.join(['[0, 1]'] * samples)}]\n"
    text += f"activation: sigmoid\nlayers: [{layer(numbers, inputs, hidden)}, {layer(numbers, hidden, 2)}]\n"
    text += f"loss: half_squared_error\n{'batch: sum' if samples > 1 else ''}\n{extra}\n"
    return read_network(text.encode(), "net.yaml")


def text_of(net: Network, only: tuple[str, ...] = (), width: int = 80, **choice: object) -> str:
    """What a terminal gets."""
    worksheet = make_worksheet(net, Request(only, **choice))  # type: ignore[arg-type]
    return "".join(map(str, pieces(worksheet, FORMATS["terminal"], Style(width=width))))


def test_a_large_network_is_summarised() -> None:
    lines = text_of(network(60, 20)).splitlines()

    assert "   inputs          60" in lines
    assert "   layer 1         20       1,220  sigmoid" in lines
    assert "   layer 2          2          42  sigmoid" in lines
    assert len(lines) < 45
    assert "--format json or --format csv writes all of them; --only w1 shows how one is" in lines
    for title in ("Network", "Outputs against targets", "Sizes of the gradients", "The largest 5 gradients"):
        assert any(line.startswith(f"{title} ─") for line in lines)


def test_the_summary_says_the_loss_before_and_after() -> None:
    loss = next(line for line in text_of(network(60, 20)).splitlines() if line.startswith("   E  "))

    before, arrow, after, *change = loss.split()[1:]
    assert arrow == "→"
    assert float(after) < float(before)
    assert change[0].startswith("-")


def test_the_largest_gradients_are_the_largest() -> None:
    net = network(60, 20)
    worksheet = make_worksheet(net)
    gradients = [abs(float(worksheet.numbers[worksheet.steps.gradient(one.name)])) for one in net.parameters]
    lines = text_of(net).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("The largest 5"))
    shown = [abs(float(line.split()[1])) for line in lines[start + 1 : start + 6]]

    assert shown == pytest.approx(sorted(gradients, reverse=True)[:5], abs=1e-6)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_a_summary_is_no_wider_than_the_page(width: int) -> None:
    lines = text_of(network(60, 20), width=width).splitlines()

    assert all(len(line) <= width and line == line.rstrip() for line in lines)


def test_many_samples_are_summarised_and_one_of_them_is_shown() -> None:
    net = network(3, 4, samples=60)

    assert "--sample 1 leaves the others out." in text_of(net)
    assert "Forward pass, sample 7" in text_of(net, sample=7)


def test_a_network_without_update_is_summarised() -> None:
    text = text_of(network(60, 20, extra="learning_rate: 0.1\nfixed: [weights, biases]"))

    assert "→" not in text.partition("Sizes")[0].partition("Outputs")[2]
    assert "gradients" not in text


def test_a_small_network_is_shown_in_full() -> None:
    net = network(3, 4)

    assert len(net.parameters) <= LARGE
    assert "Forward pass" in text_of(net)


def test_a_part_of_a_large_network_is_shown_in_full() -> None:
    assert "net_h20" in text_of(network(60, 20), parts=("forward",))


def test_the_derivation_of_a_number_shortens_a_long_sum() -> None:
    text = text_of(network(60, 20), only=("net_h2",))

    assert "net_h2 = w61·i1 + w62·i2 + w63·i3 + … 55 terms … + w119·i59 + w120·i60" in text
    assert "summary" not in text


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((0.0, 0.0), "all 0"),
        ((1.0, 0.0, 0.0, 0.0), "75 % are 0"),
        ((1.0, 0.9, 0.8), "much alike"),
        ((1.0, 0.1, 0.01), "evenly spread"),
        ((1.0, 0.01, 0.001), "a few large ones"),
    ],
)
def test_a_word_says_how_gradients_are_distributed(sizes: tuple[float, ...], words: str) -> None:
    assert spread(sizes) == words
