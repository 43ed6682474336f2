"""What a network file says becomes the network it means: every feature of the format."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from backprop_cli.errors import InputError, Place
from backprop_cli.network.model import Choice, Network, Penalty, Rounding
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml import limits
from backprop_cli.network.yaml.number_grammar import number
from backprop_cli.network.yaml.source import read_file

ROOT = Path(__file__).resolve().parents[2]

ONE = """
inputs: [1, 2]
activation: sigmoid
layers:
  - weights: [[0.1, 0.2], [0.3, 0.4]]
"""


ADAMW = (
    ("beta1", Decimal("0.8")),
    ("beta2", Decimal("0.999")),
    ("epsilon", Decimal("1e-8")),
    ("weight_decay", Decimal("0.01")),
)
"""The options of AdamW with one of them given."""


def network(text: str, file: str = "net.yaml") -> Network:
    """The network of a text."""
    return read_network(text.encode(), file)


def problems(text: str) -> tuple[str, ...]:
    """The messages about a text."""
    with pytest.raises(InputError) as caught:
        network(text)
    return tuple(problem.message for problem in caught.value.problems)


def told(text: str) -> str:
    """The messages about a text that may have problems."""
    try:
        network(text)
    except InputError as error:
        return str(error)
    return ""


def names(net: Network) -> list[str]:
    """The names of the parameters."""
    return [parameter.name for parameter in net.parameters]


@pytest.mark.parametrize("path", sorted((ROOT / "networks").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_network_is_read(path):
    assert network(path.read_text(encoding="utf-8")).layers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.15", "0.15"),
        ("1e-3", "0.001"),
        ("1E5", "1e5"),
        ("5E-1", "0.5"),
        ("-.5", "-0.5"),
        ("+0.5", "0.5"),
        ("5.", "5"),
        ("0", "0"),
        ("-0", "0"),
        ("-0.0", "0.0"),
        ("0e999999999999", "0"),
        ("1e-05", "0.00001"),
        ("5e-324", "5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e308"),
        ("1/4", "0.25"),
        ("-3/8", "-0.375"),
        ("1/1024", "0.0009765625"),
        ("0/7", "0"),
    ],
)
def test_a_number_is_read_as_written(text, value):
    assert number(text) == Decimal(value)
    assert isinstance(number(text), Decimal)
    assert not number(text).is_signed() or number(text) < 0


def test_a_fraction_without_an_end_stays_a_fraction():
    assert number("1/3") == Fraction(1, 3)
    assert number("-2/6") == Fraction(-1, 3)


NO_NUMBERS = (
    *("", "010", "00", "-01.5", "1_000", "0x1F", "0o17", "1:30", "nan", ".inf", "1e400", "-1e400", "1e-400"),
    *("2e-324", "1e", ".", "+", "e5", "1.2.3", "1 2", "0,5", "5%", "1/0", "1/03", "1//2", "1/2/3", "0.5/2"),
    *("/2", "½", "３", "--1", "1-2", "1/" + "9" * 400, "yes", "1e5.5", "1e+-5"),
)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_none(text):
    assert number(text) is None


def test_default_names_count_on_through_the_layers():
    net = network(
        "inputs: [1]\nactivation: tanh\nlayers: [{weights: [[1], [2]], bias: 0},"
        " {weights: [[1, 2]], biases: [3]},"
        " {weights: [[5]]}]"
    )

    assert net.inputs == ("i1",)
    assert [layer.neurons for layer in net.layers] == [("h1", "h2"), ("h3",), ("o1",)]
    assert names(net) == ["w1", "w2", "w3", "w4", "w5", "b1", "b2"]
    assert net.layers[0].biases == (5, 5)
    assert net.layers[1].biases == (6,)
    assert net.layers[2].biases == (None,)


def test_a_default_name_is_the_next_that_no_name_takes():
    net = network(
        "inputs: {w1: 1}\nactivation: tanh\nlayers: [{weights: [[1], [2]], biases: {w3: 0, w5: 0}},"
        " {neurons: [h1], weights: [[1, 2]]}]"
    )

    assert names(net) == ["w2", "w4", "w6", "w7", "w3", "w5"]
    assert net.layers[0].neurons == ("h2", "h3")


def test_the_same_name_is_the_same_parameter():
    net = network(
        "inputs: [1, 2, 3]\nactivation: linear\nlayers:\n"
        "  - weights: [[{w: 0.5}, {v: 0.7}, null], [null, {w: 0.50}, {v: 0.7}]]\n    bias: {b: 1}"
    )

    assert net.layers[0].weights == ((0, 1, None), (None, 0, 1))
    assert net.layers[0].biases == (2, 2)
    assert names(net) == ["w", "v", "b"]


def test_null_is_a_missing_connection_and_uses_no_name_up():
    net = network(
        "inputs: [1, 2]\nactivation: linear\nlayers: [{weights: [[null, 2], [3, ~]], biases: [null, 4]}]"
    )

    assert net.layers[0].weights == ((None, 0), (1, None))
    assert net.layers[0].biases == (None, 2)
    assert names(net) == ["w1", "w2", "b1"]


@pytest.mark.parametrize(
    ("key", "kind", "subtracted"),
    [
        ("bias: 1", "bias", False),
        ("biases: [1, 1]", "bias", False),
        ("threshold: 1", "threshold", True),
        ("thresholds: {t1: 1, t2: 1}", "threshold", True),
    ],
)
def test_thresholds_are_biases_that_are_subtracted(key, kind, subtracted):
    net = network(f"{ONE}    {key}")

    assert net.layers[0].thresholds is subtracted
    assert {parameter.kind for parameter in net.parameters} == {"weight", kind}


def test_the_layout_from_to_turns_the_matrix_and_names_it_as_written():
    net = network(
        "inputs: [1, 2]\nactivation: linear\nweights_layout: from_to\n"
        "layers: [{weights: [[1, 2, 3], [4, 5, 6]]}]"
    )

    assert net.layers[0].weights == ((0, 3), (1, 4), (2, 5))
    assert names(net) == ["w1", "w2", "w3", "w4", "w5", "w6"]


def test_a_layer_may_be_fed_by_inputs_and_layers_before():
    net = network(
        "inputs: {x: 1, y: 2}\nactivation: tanh\nlayers: [{neurons: [a], weights: [[1, 2]]},"
        " {weights: [[3, 4]], from: [a, y]}]"
    )

    assert net.layers[1].sources == ("a", "y")


def test_a_layer_without_weights_takes_what_comes_in():
    net = network("inputs: {s: 1, t: 2}\nlayers: [{activation: softmax}]")

    assert net.layers[0].weights is None
    assert net.layers[0].neurons == ("o1", "o2")
    assert net.layers[0].biases == (None, None)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("identity", Choice("linear")),
        ("leaky_relu", Choice("leaky_relu", (("slope", Decimal("0.01")),))),
        ("{leaky_relu: {slope: 0.1}}", Choice("leaky_relu", (("slope", Decimal("0.1")),))),
        ("{sigmoid: }", Choice("sigmoid")),
    ],
)
def test_an_activation_is_a_name_or_a_name_with_options(text, choice):
    assert network(ONE.replace("sigmoid", text, 1)).layers[0].activation == choice


SAMPLES = (
    "activation: tanh\nlayers: [{weights: [[1, 2]]}]\nloss: squared_error\nlearning_rate: 1\nbatch: sum\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "inputs: [[0, 1], [2, 3]]\ntargets: [[4], [5]]",
        "inputs: [{i1: 0, i2: 1}, {i2: 3, i1: 2}]\ntargets: [{o1: 4}, {o1: 5}]",
        "samples: [{inputs: [0, 1], targets: [4]}, {inputs: [2, 3], targets: [5]}]",
        "samples: {csv: points.csv, inputs: [i1, i2], targets: [o1]}",
    ],
)
def test_samples_are_read_in_all_their_shapes(text, tmp_path):
    (tmp_path / "points.csv").write_text('o1,i1,"i2"\n4,0,"1"\n\n5, 2,3\n')
    net = network(SAMPLES + text, str(tmp_path / "net.yaml"))

    assert net.inputs == ("i1", "i2")
    assert net.outputs == ("o1",)
    assert net.samples == (((0, 1), (4,)), ((2, 3), (5,)))


def test_a_table_may_hold_classes(tmp_path):
    (tmp_path / "points.csv").write_text("x,kind\n1,cat\n2,dog\n")
    net = network(
        "samples: {csv: points.csv, inputs: [x], targets: {class: kind}}\nlayers: [{neurons: [dog, cat],"
        " activation: softmax, weights: [[1], [2]]}]\nloss: cross_entropy\nbatch: mean\nlearning_rate: 1",
        str(tmp_path / "net.yaml"),
    )

    assert [sample.targets for sample in net.samples] == [(0, 1), (1, 0)]


@pytest.mark.parametrize("inputs", ["[[1, 2]]", "[{i1: 1, i2: 2}]"])
def test_one_sample_in_a_list_is_one_sample(inputs):
    assert network(ONE.replace("[1, 2]", inputs, 1)) == network(ONE)


@pytest.mark.parametrize(
    "targets",
    ["{class: cat}", "cat", "[0, 1]", "{dog: 0, cat: 1}", "{cat: 1, dog: 0}", "[[0, 1]]"],
)
def test_a_class_is_one_hot(targets):
    net = network(
        f"inputs: [1]\ntargets: {targets}\n"
        f"layers: [{{neurons: [dog, cat], activation: softmax, weights: [[1], [2]]}}]\n"
        "loss: cross_entropy\nlearning_rate: 1"
    )

    assert net.samples[0].targets == (0, 1)


def test_targets_in_a_mapping_name_the_outputs():
    net = network(ONE + "targets: {y: 1, z: 0}\nloss: squared_error\nlearning_rate: 1")

    assert net.outputs == ("y", "z")


def test_without_targets_there_is_a_forward_pass_only():
    net = network(ONE + "loss: squared_error\nlearning_rate: 1")

    assert net.loss is None
    assert net.samples[0].targets is None


def test_the_output_itself_is_a_loss_without_targets():
    assert network(ONE + "loss: output").loss == Choice("output")


def test_step_units_with_targets_need_no_loss():
    net = network("inputs: [[0], [1]]\ntargets: [[0], [1]]\nactivation: step\nlayers: [{weights: [[1]]}]")

    assert net.loss is None
    assert net.samples[1].targets == (1,)


def test_the_perceptron_rule_needs_a_rate_and_no_loss():
    text = "inputs: [0]\ntargets: [1]\nactivation: step\nlayers: [{weights: [[1]]}]\noptimizer: perceptron"

    assert network(text + "\nlearning_rate: 1").optimizer.name == "perceptron"
    assert problems(text) == ("learning_rate is missing: a file with targets needs it",)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("batch: mean", "batch", "mean"),
        ("update: online", "update", "online"),
        ("update: {minibatch: 1}", "minibatch", 1),
        ("steps: 10", "steps", 10),
        ("epochs: 1e3", "epochs", 1000),
        ("learning_rate: 0", "learning_rate", Decimal(0)),
        ("learning_rate: 1/3", "learning_rate", Fraction(1, 3)),
        ("optimizer: momentum", "optimizer", Choice("momentum", (("momentum", Decimal("0.9")),))),
        ("optimizer: gd", "optimizer", Choice("sgd")),
        ("optimizer: {adamw: {beta1: 0.8}}", "optimizer", Choice("adamw", ADAMW)),
        ("l1: 0.1", "l1", Penalty(Decimal("0.1"))),
        ("l2: {lambda: 0.7, per_sample: true}", "l2", Penalty(Decimal("0.7"), False, True)),
        ("l2: {lambda: 0.1, biases: True}", "l2", Penalty(Decimal("0.1"), True, False)),
        ("rounding: {decimals: 4}", "rounding", Rounding("decimals", 4)),
        (
            "rounding: {significant: 3, each_step: true, mode: half_even}",
            "rounding",
            Rounding("significant", 3, True, "half_even"),
        ),
        ("notation: z/a", "notation", "z/a"),
        ("notation: {net: s, out: ''}", "notation", (("net", "s"), ("out", ""))),
        ("name: 3", "name", "3"),
        ("name: Ame\u0301lie", "name", "Am\u00e9lie"),
        ("source: 'Rojas: Neural Networks'", "source", "Rojas: Neural Networks"),
        ("description: |\n  two\n  lines", "description", "two lines"),
        ("description: >-\n  two\n  lines", "description", "two lines"),
    ],
)
def test_a_key_is_carried(text, field, value):
    assert getattr(network(ONE + text), field) == value


@pytest.mark.parametrize(
    ("text", "trained"),
    [
        ("biases", [True, True, False, False]),
        ("weights", [False, False, True, True]),
        ("[w1, b2]", [False, True, True, False]),
        ("b1", [True, True, False, True]),
    ],
)
def test_fixed_parameters_are_not_trained(text, trained):
    net = network(
        f"inputs: [1]\nactivation: tanh\nlayers: [{{weights: [[1], [2]], biases: [1, 2]}}]\nfixed: {text}"
    )

    assert [parameter.trained for parameter in net.parameters] == trained


@pytest.mark.parametrize(
    ("file", "name"), [("a/xor net.yaml", "xor net"), ("-", "network"), ("\x1b.yaml", "network")]
)
def test_the_title_is_the_name_of_the_file_by_default(file, name):
    assert network(ONE, file).name == name


def test_an_alias_stands_for_what_it_names():
    text = ONE.replace("[1, 2]", "&both [1, 2]", 1).replace("[0.3, 0.4]", "*both")

    assert network(text).parameters[2].value == 1


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encodings_change_nothing(end, encoding):
    text = ONE + "name: Größe"

    assert read_network(text.replace("\n", end).encode(encoding), "net.yaml") == network(text)


def test_json_is_read_too():
    assert network('{"inputs": [1], "layers": [{"activation": "tanh", "weights": [[2]]}]}').inputs == ("i1",)


def test_all_problems_of_a_file_are_told_at_once():
    text = "inputs: [1, x]\ntarget: [1]\nlayers: [{weights: [[1, 2], [3]], activation: tan}]\nsteps: 0"
    text += "\nloss: squared_error\nlearning_rate: 1"

    assert len(problems(text)) == 5


def test_nothing_is_said_about_what_follows_from_a_refused_value():
    assert len(problems(ONE.replace("[1, 2]", "[1, 2", 1))) == 1
    assert len(problems(ONE.replace("[1, 2]", "[1 2]", 1))) == 1
    assert len(problems(ONE.replace("layers", "layer", 1))) == 1


def with_nodes(count: int) -> str:
    """A file of so many keys and values."""
    return "a: [" + ", ".join("1" * 1 for _ in range(count - 3)) + "]"


@pytest.mark.parametrize(
    ("below", "above", "words"),
    [
        ("#" * limits.FILE_BYTES, "#" * (limits.FILE_BYTES + 1), "larger than 2 MiB"),
        (with_nodes(limits.NODES), with_nodes(limits.NODES + 1), f"more than {limits.NODES} values"),
        ("[" * limits.DEPTH + "]" * limits.DEPTH, "[" * 21 + "]" * 21, f"deeper than {limits.DEPTH} levels"),
        ("a: " + "x" * 1000, "a: " + "x" * 1001, f"{limits.SCALAR_CHARACTERS} are the most"),
        (ONE + "name: " + "x" * 80, ONE + "name: " + "x" * 81, f"{limits.NAME_CHARACTERS} are the most"),
        (ONE + "steps: 1000000", ONE + "steps: 1000001", f"to {limits.UPDATES} is expected"),
    ],
)
def test_a_limit_holds_and_its_message_names_it(below, above, words):
    assert any(words in message for message in problems(above))
    assert words not in told(below)


def test_a_network_has_so_many_parameters_at_most():
    def wide(count: int) -> str:
        rows = ",".join(["[" + ",".join("1" * 1000) + "]"] * (count // 1000) + ["[1]"] * (count % 1000))
        return f"inputs: [{','.join('1' * 1000)}]\nactivation: tanh\nlayers: [{{weights: [{rows}]}}]"

    assert len(network(wide(limits.PARAMETERS)).parameters) == limits.PARAMETERS
    assert any(
        f"{limits.PARAMETERS} parameters are the most" in message for message in problems(wide(200_001))
    )


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    (tmp_path / "mazur.yaml").write_text(ONE)
    with pytest.raises(InputError, match="no such file") as caught:
        read_file(str(tmp_path / "mazr.yaml"))
    assert caught.value.problems[0].help == f"did you mean {tmp_path / 'mazur.yaml'}?"
    with pytest.raises(InputError, match="folder"):
        read_file(str(tmp_path))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="a system without /dev/zero")
def test_an_endless_file_ends():
    assert len(read_file("/dev/zero", 1000)) == 1001


def test_a_pipe_is_read_to_its_end(monkeypatch):
    reader, writer = os.pipe()
    os.write(writer, b"abc")
    os.close(writer)
    with os.fdopen(reader) as stream:
        monkeypatch.setattr(sys, "stdin", stream)

        assert read_file("-") == b"abc"


def test_a_problem_has_the_place_of_its_character():
    with pytest.raises(InputError) as caught:
        network("inputs: [1,\t2]")

    assert caught.value.problems[0].place == Place(1, 12)


def test_options_left_out_have_the_defaults_of_their_entry() -> None:
    network = read_network(
        b"inputs: [1]\ntargets: [1]\nlayers:\n  - weights: [[1]]\n    activation: leaky_relu\n"
        b"loss: huber\nlearning_rate: 1\noptimizer: {adam: {beta1: 0.8}}\n",
        "net.yaml",
    )
    assert network.layers[0].activation.options == (("slope", Decimal("0.01")),)
    assert network.loss is not None
    assert network.loss.options == (("delta", Decimal(1)),)
    assert [value for _, value in network.optimizer.options] == [
        Decimal("0.8"),
        Decimal("0.999"),
        Decimal("1e-8"),
    ]
