"""The students of `benchmarks/simulated`, held against printed numbers and against PyTorch."""

from __future__ import annotations

import ast
import random
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from simulated import random_networks
from simulated.catalogue import MISTAKES, NAMELESS
from simulated.forms import CHOICES, Form, any_form
from simulated.hand import Digits, Style
from simulated.measuring import Exercise, Marked
from simulated.naming import planted
from simulated.network import Network, Neuron
from simulated.reading import read
from simulated.sheets import Stuck, Worker

EXACT = Style("written", "half up", Digits("figures", 14))

FORMS = {f"{key} {value}": Form(**{key: value}) for key, values in CHOICES.items() for value in values[1:]}


def found(network: Network, form: Form | None = None) -> dict[tuple[int, int | None, str], float]:
    """The numbers of a student who rounds nothing."""
    return {key: float(text) for key, text in Worker(network, EXACT, form or Form(), 1).sheet().items()}


def drawn(seed: int, folder: Path) -> Network:
    """A network drawn at random."""
    file = folder / f"{seed}.yaml"
    file.write_text(random_networks.text(seed), encoding="utf-8")
    return read(file)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_mazur_s_printed_numbers_come_out_in_every_form(form: Form) -> None:
    published = yaml.safe_load((ROOT / "tests/published/mazur.yaml").read_text(encoding="utf-8"))["numbers"]
    numbers = found(read(ROOT / "networks/mazur.yaml"), form)
    printed = {(0, None, one["name"]): one.get("correct", one["printed"]) for one in published}
    there = printed.keys() & numbers.keys()
    assert {(0, None, "net_h1"), (0, None, "w5+"), (0, None, "E+")} <= there
    assert {key: numbers[key] for key in there} == pytest.approx(
        {key: printed[key] for key in there}, abs=6e-9
    )


def test_numbers_are_rounded_as_in_school() -> None:
    digits = Digits("decimals", 2), Digits("figures", 3)
    assert [str(one.rounded(Decimal("-9.996"))) for one in digits] == ["-10.00", "-10.0"]
    assert str(digits[0].rounded(Decimal("-0.001"))) == "0.00"


@pytest.mark.parametrize("seed", range(12))
def test_every_form_gives_the_same_numbers(seed: int, tmp_path: Path) -> None:
    network = drawn(seed, tmp_path)
    right = found(network)
    for form in map(any_form, map(random.Random, range(30))):
        other = found(network, form)
        there = right.keys() & other.keys()
        assert {key: other[key] for key in there} == pytest.approx(
            {key: right[key] for key in there}, abs=1e-11
        )


@pytest.mark.parametrize("seed", range(12))
def test_the_gradients_are_those_of_pytorch(seed: int, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    network = drawn(seed, tmp_path)
    numbers = found(network)
    given = {name: torch.tensor(float(x), dtype=torch.float64) for name, x in network.parameters.items()}
    for parameter in given.values():
        parameter.requires_grad_(True)
    loss = loss_of(torch, network, given)
    loss.backward()
    assert numbers[0, None, "E"] == pytest.approx(loss.item(), abs=1e-11)
    for name, parameter in given.items():
        assert numbers[0, None, f"dE/d{name}"] == pytest.approx(parameter.grad.item(), abs=1e-11)


def loss_of(torch, network: Network, given: dict):
    """The loss of the first update, in tensors."""
    losses = [of_sample(torch, network, given, *network.samples[number]) for number in network.updates[0]]
    loss = sum(losses) / (len(losses) if network.mean else 1)
    weights = [x for name, x in given.items() if name not in network.biases]
    return loss + float(network.l2 or 0) / 2 * sum(w * w for w in weights)


def of_sample(torch, network: Network, given: dict, inputs: dict, targets: dict):
    """The loss of one sample, in tensors."""
    values = {name: torch.tensor(float(x), dtype=torch.float64) for name, x in inputs.items()}
    for layer in network.layers:
        nets = torch.stack([net(neuron, values, given) for neuron in layer])
        outs = outputs(torch, layer[0], nets)
        values.update(zip([neuron.name for neuron in layer], outs, strict=True))
    wanted = torch.tensor([float(targets[one.name]) for one in network.outputs], dtype=torch.float64)
    squares = ((outs - wanted) ** 2).sum()
    return {
        "half_squared_error": lambda: squares / 2,
        "squared_error": lambda: squares,
        "mean_squared_error": lambda: squares / len(wanted),
        "binary_cross_entropy": lambda: torch.nn.functional.binary_cross_entropy(
            outs, wanted, reduction="sum"
        ),
        "cross_entropy": lambda: -(wanted * outs.log()).sum(),
    }[str(network.loss)]()


def net(neuron: Neuron, values: dict, given: dict):
    """The weighted input of a neuron."""
    bias = neuron.sign * given[neuron.bias] if neuron.bias else 0
    return (
        sum(given[w] * values[source] for w, source in zip(neuron.weights, neuron.sources, strict=True))
        + bias
    )


def outputs(torch, neuron: Neuron, nets):
    """The outputs of a layer."""
    functions = torch.nn.functional
    return {
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leaky_relu": functions.leaky_relu,
        "linear": lambda z: z,
        "softmax": lambda z: functions.softmax(z, 0),
    }[neuron.activation](nets)


def test_every_mistake_changes_some_network(tmp_path: Path) -> None:
    networks = [read(ROOT / "networks" / f"{name}.yaml") for name in ("mazur", "xor", "wellington")]
    networks += [drawn(seed, tmp_path) for seed in range(40)]
    exercises = [Exercise(one.name, "", one, lambda texts: Marked({}, {})) for one in networks]
    for name, mistake in {**MISTAKES, **NAMELESS}.items():
        assert any(planted(exercises, mistake, True, random.Random(seed)) for seed in range(3)), name


def test_a_division_by_a_number_rounded_to_nothing_ends_the_work() -> None:
    coarse = Style("operations", "half up", Digits("decimals", 0))
    with pytest.raises(Stuck):
        Worker(read(ROOT / "networks/ng-logistic.yaml"), coarse, Form(), 0).sheet()


@pytest.mark.parametrize(
    "file", sorted((ROOT / "benchmarks/simulated").glob("*.py")), ids=lambda file: file.stem
)
def test_the_students_share_nothing_with_the_program(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not any(name.startswith("backprop_cli") for name in names)


def test_a_number_that_is_not_shown_is_carried_with_all_the_digits(tmp_path: Path) -> None:
    style = Style("steps", "half up", Digits("decimals", 5), (Digits("decimals", 3),), True)
    student = Worker(drawn(0, tmp_path), style, Form(), 1).student(None)
    for shown, carried in ((True, "0.123"), (False, "0.12346")):
        assert str(student.put("dE/dnet_h1", Decimal("0.123456"), shown)) == carried
