"""Training: both grounds do the same, and both do what the worksheet does."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ROOT
from examples import OTHERS
from strategies import KINKED, SMOOTH, random_network
from test_compiled import RULES, UPDATES
from test_compiled import trained as trained_by
from test_published import agrees, load

from backprop_cli.errors import InputError
from backprop_cli.network.bundled import names, path_of
from backprop_cli.network.model import Network, Sample
from backprop_cli.network.read import read_network
from backprop_cli.network.write import written
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.train import training
from backprop_cli.train.batches import Batches
from backprop_cli.train.history import History
from backprop_cli.train.training import Stop, Straight, Trained, ground_of, train

EPOCHS = 5


def assert_grounds_agree(network: Network, epochs: int = EPOCHS) -> None:
    """Straight-line Python and matrices give the same losses, parameters and outputs."""
    one, other = Straight(network), Batches(network)
    for ground in (one, other):
        assert ground.run(epochs, -math.inf, math.inf) == epochs
        ground.run(1, math.inf, math.inf)
    close(one.history.losses, other.history.losses)
    close(one.history.validation, other.history.validation)
    close(one.parameters(one.values()), other.parameters(other.values()))
    close(one.outputs(one.values()), other.outputs(other.values()))


def close(some: list[float], others: list[float]) -> None:
    for a, b in zip(some, others, strict=True):
        assert math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-11), (some, others)


@pytest.mark.parametrize("rule", RULES, ids=lambda entry: entry.name)
@pytest.mark.parametrize("settings", UPDATES, ids=str)
def test_both_grounds_do_every_rule_and_batch(rule: object, settings: dict[str, object]) -> None:
    assert_grounds_agree(trained_by(rule.name, **settings)._replace(epochs=None))  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(60))
def test_both_grounds_do_random_networks(seed: int) -> None:
    network = random_network(seed, activations=SMOOTH + KINKED)
    draw = random.Random(seed)
    first = network.samples[0]
    others = [first._replace(inputs=tuple(x + draw.randint(-9, 9) for x in first.inputs)) for _ in range(3)]
    fixed = tuple(one._replace(trained=draw.random() < 0.8) for one in network.parameters)
    assert_grounds_agree(
        network._replace(
            samples=(first, *others),
            validation=tuple(others[:2]),
            batch=draw.choice(["mean", "sum"]),
            update=draw.choice(["batch", "online"]),
            parameters=fixed,
            learning_rate=Decimal("0.01"),
        )
    )


WIRINGS = {
    "shared": """
        inputs: [1, -0.5]
        targets: {y: 0.3, z: 0.8}
        activation: tanh
        layers:
          - {neurons: [a, b], weights: [{u: 0.5, v: -0.3}, {v: -0.3, u: 0.5}], biases: {c: 0.1, d: 0.2}}
          - {neurons: [y, z], weights: [{u: 0.5, w: 0.7}, {w: 0.7, x: 0.2}], biases: {d: 0.2, c: 0.1}}
        """,
    "missing and jumps": """
        inputs: {x1: 1, x2: -0.5, x3: 2}
        targets: {y: 0.3}
        activation: sigmoid
        layers:
          - {neurons: [a, b], weights: [[0.5, null, 0.1], [null, 0.3, null]], biases: [0.1, null]}
          - {neurons: [c, d], weights: [[0.5, 0.2], [null, 0.3]], threshold: 0.4}
          - {neurons: [y], from: [d, x1, a, c], weights: [[0.5, -0.5, 0.25, 0.1]], bias: 0.6}
        """,
    "bare layers": """
        inputs: [1, -0.5]
        targets: [1, 0]
        layers:
          - {activation: tanh}
          - {neurons: [p, q], activation: linear, weights: [[0.5, 0.2], [-0.5, 0.1]], biases: [0, 0.1]}
          - {activation: softmax}
        """,
    "a softmax below": """
        inputs: [1, -0.5]
        targets: [0.2]
        layers:
          - {activation: softmax, weights: [[0.5, 0.2], [-0.5, 0.1], [0.3, 0.4]]}
          - {activation: sigmoid, weights: [[0.5, 0.2, 0.4]], bias: 0.1}
        """,
}

END = """
        loss: squared_error
        learning_rate: 0.3
"""


@pytest.mark.parametrize("name", WIRINGS)
def test_both_grounds_do_any_wiring(name: str) -> None:
    network = read_network(dedent(WIRINGS[name] + END).encode(), "net.yaml")
    first = network.samples[0]
    other = Sample(tuple(-x for x in first.inputs), first.targets)
    assert_grounds_agree(network)
    assert_grounds_agree(network._replace(samples=(first, other, first), batch="mean"))
    assert_grounds_agree(network._replace(samples=(first, other, first), update="online"))


def test_both_grounds_do_the_perceptron_rule() -> None:
    text = """
        inputs: [[0, 1], [1, 1], [1, 0]]
        targets: [[1], [0], [1]]
        layers: [{activation: step, weights: [[0.1, -0.2]], threshold: 0.2}]
        optimizer: perceptron
        learning_rate: 0.1
        update: online
        """
    network = read_network(dedent(text).encode(), "net.yaml")
    assert_grounds_agree(network, 3)


LONG = sorted((ROOT / "tests").joinpath("published", "trained").glob("*.yaml"))


def bundled(name: str) -> Network:
    return read_network(read_file(path_of(name)), path_of(name))


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
def test_a_long_training_gives_the_printed_numbers(path: Path) -> None:
    table = load(path)
    network = bundled(table["network"].removesuffix(".yaml"))
    trained = train(network, Stop(int(table["with"]["epochs"])))
    for row in table["numbers"]:
        number = Decimal(repr(trained_number(trained, row["name"], int(row.get("sample", 1)))))
        assert agrees(number, row.get("correct", row["printed"])), row
        assert "correct" not in row or not agrees(number, row["printed"]), row


def trained_number(trained: Trained, name: str, sample: int) -> float:
    """The loss or an output after the training."""
    if name == "E+":
        return trained.losses[-1]
    outputs = trained.network.outputs
    return trained.outputs[sample - 1][outputs.index(name.removeprefix("out_").removesuffix("+"))]


def test_mazur_after_ten_thousand_steps() -> None:
    trained = train(bundled("mazur"), Stop(10_000))
    assert [f"{loss:.10f}" for loss in trained.losses[-2:]] == ["0.0000351085", "0.0000351019"]
    assert [f"{one:.9f}" for one in trained.outputs[0]] == ["0.015913620", "0.984064274"]
    assert (trained.epochs, trained.updates, trained.kept) == (10_000, 10_000, 10_000)


def test_losses_and_parameters_are_those_of_the_exact_worksheet() -> None:
    network = bundled("han-kamber")._replace(steps=None, epochs=None)
    trained = train(network, Stop(3))
    sheet = Worksheet(network._replace(epochs=3))
    for one in trained.network.parameters:
        exact = sheet.number(f"{one.name}+", 1, len(sheet.updates)) if one.trained else one.value
        assert math.isclose(one.value, exact, rel_tol=1e-12), one.name


@pytest.mark.parametrize("name", ["mazur", "xor", "tomyeh", "tartu", "ng-logistic"])
def test_the_exact_losses_of_a_bundled_network_come_out_in_training(name: str) -> None:
    network = bundled(name)._replace(steps=4, epochs=None)
    sheet, trained = Worksheet(network), train(network, Stop(4))
    exact = [sheet.numbers[sheet.steps.loss(update)] for update in range(5)]
    close(trained.losses, [float(one) for one in exact])


def test_training_in_two_parts_is_training_in_one() -> None:
    half = train(bundled("xor"), Stop(700))
    close(train(half.network, Stop(300)).losses, train(bundled("xor"), Stop(1000)).losses[700:])


def test_xor_is_learned() -> None:
    trained = train(bundled("xor"), Stop(5000))
    assert [round(out) for (out,) in trained.outputs] == [0, 1, 1, 0]
    assert trained.losses[-1] < 0.001


WORSE = """
samples: [{inputs: [1], targets: [1]}]
validation: [{inputs: [1], targets: [0.5]}]
layers: [{activation: linear, weights: [[0]]}]
loss: half_squared_error
learning_rate: 0.1
"""
"""w goes from 0 to 1, and the validation is best at 0.5: 1 − 0.9^k is nearest to it for k = 7."""


@pytest.mark.parametrize("ground", [Straight, Batches])
def test_patience_stops_and_keeps_the_best_epoch(ground: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "ground_of", ground)
    network = read_network(WORSE.encode(), "net.yaml")
    trained = train(network, Stop(1000, patience=5))
    assert (trained.reason, trained.epochs, trained.kept) == ("patience", 12, 7)
    assert math.isclose(trained.network.parameters[0].value, 1 - 0.9**7)
    assert math.isclose(trained.outputs[0][0], 1 - 0.9**7)
    assert trained.validation.index(min(trained.validation)) == 7
    assert len(trained.validation) == len(trained.losses) == 13


@pytest.mark.parametrize("ground", [Straight, Batches])
def test_validation_changes_nothing_of_the_training(ground: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "ground_of", ground)
    network = read_network(WORSE.encode(), "net.yaml")
    with_it, without = train(network, Stop(20)), train(network._replace(validation=()), Stop(20))
    assert (with_it.losses, with_it.network.parameters) == (without.losses, without.network.parameters)


@pytest.mark.parametrize("ground", [Straight, Batches])
def test_until_loss_stops_at_the_first_epoch_that_is_low_enough(
    ground: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "ground_of", ground)
    trained = train(bundled("mazur"), Stop(1000, until=0.1))
    assert trained.reason == "loss"
    assert trained.losses[-1] <= 0.1 < trained.losses[-2]


@pytest.mark.parametrize("ground", [Straight, Batches])
@pytest.mark.parametrize("rate", ["3", "1e200"])
def test_a_training_that_diverges_names_the_step_and_the_rate(
    rate: str, ground: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "ground_of", ground)
    text = WORSE.replace("0.1", rate)
    with pytest.raises(InputError, match=r"diverges: after step \d+ with learning rate ") as told:
        train(read_network(text.encode(), "net.yaml"), Stop(100_000))
    assert f"learning rate {float(rate):g} the loss is not finite" in str(told.value)


@pytest.mark.parametrize("ground", [Straight, Batches])
def test_the_perceptron_rule_stops_when_every_output_is_right(
    ground: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "ground_of", ground)
    trained = train(read_network(LOGICAL_AND.encode(), "net.yaml"), Stop(100))
    assert (trained.reason, trained.losses[-1]) == ("converged", 0)
    assert [out for (out,) in trained.outputs] == [0, 0, 0, 1]
    assert trained.epochs < 10


LOGICAL_AND = """
inputs: [[0, 0], [0, 1], [1, 0], [1, 1]]
targets: [[0], [0], [0], [1]]
layers: [{activation: step, weights: [[0.3, -0.1]], threshold: 0.2}]
optimizer: perceptron
learning_rate: 0.1
update: online
"""


def test_negnevitskys_perceptron_learns_and_with_his_weights() -> None:
    """His table 6.3: the threshold stays 0.2, the sums meet it exactly, and the fifth epoch has no error."""
    text = LOGICAL_AND + "fixed: biases\n"
    trained = train(read_network(text.encode(), "net.yaml"), Stop(100))
    assert (trained.reason, trained.epochs, trained.exact) == ("converged", 4, True)
    assert trained.numbers == [0.1, 0.1, 0.2]


@pytest.mark.parametrize(
    ("name", "patience", "message"),
    [
        ("melbourne-xor", None, "nothing to train: the file has no loss"),
        ("mazur", 3, "patience needs validation samples"),
    ],
)
def test_what_cannot_be_trained_is_told(name: str, patience: int | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        train(bundled(name), Stop(10, patience=patience))


def test_asking_to_stop_keeps_what_was_reached() -> None:
    asked: list[int] = []

    def goes_on(history: History) -> bool:
        asked.append(len(history.losses))
        return len(asked) < 3

    trained = train(bundled("xor"), Stop(10**7), goes_on)
    assert trained.reason == "interrupted"
    assert trained.epochs == len(trained.losses) - 1 == asked[-1]
    assert trained.losses[-1] < trained.losses[0]


def test_a_small_network_needs_no_matrices_and_a_large_one_gets_them() -> None:
    small = bundled("xor")
    assert isinstance(ground_of(small), Straight)
    many = small.samples * 2000
    assert isinstance(ground_of(small._replace(samples=many)), Batches)
    assert isinstance(ground_of(small._replace(samples=many, update="online")), Batches)


@pytest.mark.parametrize("name", names())
def test_a_network_is_written_as_it_is_read(name: str) -> None:
    network = bundled(name)
    assert read_network(written(network, ["from\nhere"]).encode(), path_of(name)) == network


@pytest.mark.parametrize("name", [*OTHERS, *WIRINGS])
def test_odd_names_and_wirings_are_written_as_they_are_read(name: str) -> None:
    text = OTHERS.get(name) or WIRINGS[name] + END
    network = read_network(dedent(text.lstrip("\n")).encode(), "net.yaml")
    assert read_network(written(network).encode(), "net.yaml") == network


SETTINGS = """
name: "a 'name': {x}"
samples: [{inputs: {null: 1, y: 1/3}, targets: [0.5]}, {inputs: [1e-30, -.5], targets: [1]}]
validation: [{inputs: [3, 4], targets: {o1: 1}}]
layers: [{activation: {leaky_relu: {slope: 0.3}}, weights: [[1, null], [null, 2]], thresholds: [1, null]},
         {activation: {elu: {alpha: 1}}, weights: [[1, 2]], bias: {"no": 3}}]
loss: {huber: {delta: 0.5}}
learning_rate: 0.1
update: {minibatch: 2}
batch: sum
epochs: 7
optimizer: {adam: {beta1: 0.5}}
l1: 0.1
l2: {lambda: 0.7, biases: true, per_sample: true}
fixed: [w1, "no"]
notation: {net: z, out: ""}
rounding: {decimals: 4, each_step: true, mode: half_even}
source: "here: # there"
description: "a\nb"
sheet: {course: "C: 1", title: T, date: "2026", name: false, points: {net_h1: 2, "dE/dw1": 0.5}}
"""


def test_every_setting_is_written_as_it_is_read() -> None:
    network = read_network(SETTINGS.encode(), "net.yaml")
    assert read_network(written(network).encode(), "net.yaml") == network
    plain = Network("", (), (), (), ())
    untouched = {key for key, value in network._asdict().items() if value == getattr(plain, key)}
    assert untouched == {"steps", "columns"}, "a key of the file that the writer may not know"
