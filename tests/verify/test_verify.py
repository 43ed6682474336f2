"""Verification: gradients beside difference quotients, corners named, planted mistakes found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Ran
from strategies import random_network

from backprop_cli.calculation import backward, forms
from backprop_cli.calculation.quantity import name_of
from backprop_cli.cli.frame import framed
from backprop_cli.maths.activations import ACTIVATIONS
from backprop_cli.maths.losses import LOSSES
from backprop_cli.maths.penalties import PENALTIES
from backprop_cli.network.bundled import names, path_of
from backprop_cli.network.model import Network, Sample
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.verify.difference_quotients import CORNER, DOUBLE, compare
from backprop_cli.verify.verification import Verification

Run = Callable[..., Ran]
Said = pytest.CaptureFixture[str]


def network(text: str) -> Network:
    return read_network(text.encode(), "net.yaml")


def one_neuron(activation: str, loss: str, target: str = "1", weight: str = "0", **more: str) -> Network:
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return network(
        f"inputs: {{x: 1}}\ntargets: {{y: {target}}}\nactivation: {activation}\n"
        f"layers: [{{neurons: [y], weights: [[{weight}]]}}]\nloss: {loss}\nlearning_rate: 0.1\n{rest}"
    )


def verdicts(one: Network) -> dict[str, str]:
    every = Verification(one).comparisons[0]
    return {name_of(comparison.gradient): comparison.verdict for comparison in every}


@pytest.mark.parametrize("name", names())
def test_every_bundled_network_with_a_loss_is_verified(name: str) -> None:
    bundled = read_network(read_file(path_of(name)), path_of(name))
    if bundled.loss is not None:
        assert Verification(bundled).agrees


@pytest.mark.parametrize("seed", range(25))
def test_random_networks_are_verified(seed: int) -> None:
    assert Verification(random_network(seed)).agrees


def test_a_batch_with_penalties_and_several_steps_is_verified() -> None:
    one = network(
        "samples: [{inputs: {x: 1}, targets: {y: 0}}, {inputs: {x: 2}, targets: {y: 1}}]\n"
        "activation: tanh\nlayers: [{neurons: [h], weights: [[0.5]], bias: 0.1}, "
        "{neurons: [y], weights: [[-0.3]], bias: 0.2}]\nloss: squared_error\nbatch: mean\n"
        "l2: {lambda: 0.1, biases: true}\nl1: 0.01\noptimizer: adam\nlearning_rate: 0.1\nsteps: 30\n"
    )
    verification = Verification(one)
    assert verification.agrees
    assert list(verification.comparisons) == [0, 1, 2]


def test_the_quotient_in_decimals_is_sharp() -> None:
    mazur = read_network(read_file(path_of("mazur")), path_of("mazur"))
    every = compare(Worksheet(mazur))
    assert len(every) == 8 + 2 + 2
    assert all(one.error < Decimal("1e-20") for one in every)


def test_an_error_goes_down_with_the_square_of_the_step() -> None:
    mazur = read_network(read_file(path_of("mazur")), path_of("mazur"))
    coarse, fine = (Verification(mazur, "w5", Decimal(h)).example.error for h in ("1e-4", "1e-5"))
    assert 99 < coarse / fine < 101


def plant(monkeypatch: pytest.MonkeyPatch, table: dict[str, Any], name: str, **changed: Any) -> None:
    monkeypatch.setitem(table, name, table[name]._replace(**changed))


MISTAKES: dict[str, tuple[dict[str, Any], str, dict[str, Any]]] = {
    "sigmoid": (ACTIVATIONS, "sigmoid", {"slope": lambda z, a: a * (1 + a), "stable_slope": None}),
    "loss": (LOSSES, "half_squared_error", {"slope": lambda t, y, n: t - y}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_derivative_ends_with_1_and_the_gradients_named(
    mistake: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    table, name, changed = MISTAKES[mistake]
    plant(monkeypatch, table, name, **changed)
    assert framed(["verify", "mazur", "--no-ascii"]) == 1
    shown = capsys.readouterr().out
    assert "∂E/∂w5 " in shown
    assert "DIFFERS" in shown
    assert re.search(r"NOT verified: ∂E/∂w1, ∂E/∂w2, .* are not right\.", shown.replace("\n", " "))


def test_a_planted_penalty_is_found_in_the_weights_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, PENALTIES, "l2", slope=lambda w, strength: 2 * strength * w)
    found = verdicts(one_neuron("sigmoid", "squared_error", weight="0.5", l2="0.1"))
    assert found == {"dE/dw1": "differs", "dE/dx": "agrees"}


def test_a_wrong_path_in_the_formulas_breaks_the_law(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    def without_slope(wiring: Any, q: Any, neuron: str) -> Any:
        return q._replace(kind="dE/dout", subject=neuron, by="")

    monkeypatch.setattr(backward, "arriving", without_slope)
    assert framed(["verify", "mazur"]) == 1
    shown = capsys.readouterr().out
    assert "formulas do not give the number of the matrices" in shown
    assert "dE/dnet_o1: by its formula" in shown
    assert forms.FORMS["chain"]["dE/dnet"] is backward.loss_by_net


CORNERS = {
    "relu": one_neuron("relu", "half_squared_error"),
    "leaky_relu": one_neuron("leaky_relu", "half_squared_error"),
    "hard_sigmoid": one_neuron("hard_sigmoid", "half_squared_error", weight="-3"),
    "absolute_error": one_neuron("linear", "absolute_error", weight="1"),
    "hinge": one_neuron("linear", "hinge", weight="1"),
    "l1": one_neuron("sigmoid", "half_squared_error", l1="0.1"),
}


@pytest.mark.parametrize("entry", CORNERS)
def test_a_corner_is_named_and_no_finding(entry: str) -> None:
    verification = Verification(CORNERS[entry])
    one = verification.comparisons[0][0]
    assert one.verdict == CORNER
    assert [corner.entry for corner in one.corners] == [entry]
    assert verification.agrees


def test_the_corner_of_huber_has_a_slope_on_both_sides_alike() -> None:
    one = Verification(one_neuron("linear", "huber", target="2", weight="1")).comparisons[0][0]
    assert [corner.entry for corner in one.corners] == ["huber"]
    assert one.verdict == "agrees"


def test_a_net_so_near_to_0_that_the_step_crosses_it_is_named(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(
        "inputs: {x: 1}\ntargets: {y: 1}\nactivation: relu\n"
        "layers: [{neurons: [y], weights: [[1e-11]]}]\nloss: half_squared_error\nlearning_rate: 0.1\n"
    )
    assert framed(["verify", str(path), "--no-ascii"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "∂E/∂w1: within h of w1, net_y meets the corner of relu: to the left the slope is" in shown
    assert "Verified: the 2 gradients" not in shown
    assert framed(["verify", str(path), "--step", "1e-12"]) == 0
    assert "corner of relu" not in capsys.readouterr().out


def test_a_wrong_value_at_a_corner_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, ACTIVATIONS, "relu", slope=lambda z, a: 7)
    assert verdicts(CORNERS["relu"])["dE/dw1"] == "differs"


def test_a_large_network_is_checked_in_double_precision_on_a_selection() -> None:
    rows = ", ".join(f"[{', '.join(str((k * 7 + j) % 11 / 10 - 0.5) for j in range(20))}]" for k in range(15))
    large = network(
        f"inputs: [{', '.join(str(j / 20) for j in range(20))}]\ntargets: [0.5]\nactivation: relu\n"
        f"layers: [{{weights: [{rows}], bias: 0.1}}, {{weights: [[{', '.join(['0.1'] * 15)}]]}}]\n"
        "loss: half_squared_error\nlearning_rate: 0.1\n"
    )
    verification = Verification(large)
    assert verification.example.ground == DOUBLE
    assert 80 <= len(verification.comparisons[0]) <= 100
    assert verification.agrees


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("melbourne-xor", "this network has a forward pass only: without targets and a loss there is no"),
        ("mazur --weight w9", "no weight, bias or input of this network is called 'w9'"),
        ("mazur --step 1", "--step takes a number from 1e-15 to 0.1, not '1'"),
        ("mazur --step nan", "--step takes a number from 1e-15 to 0.1, not 'nan'"),
        ("mazur --step x", "--step takes a number from 1e-15 to 0.1, not 'x'"),
    ],
)
def test_what_cannot_be_verified_ends_with_2_and_a_reason(arguments: str, message: str, capsys: Said) -> None:
    assert framed(["verify", *arguments.split()]) == 2
    out, said = capsys.readouterr()
    assert (out, said.startswith(f"error: {message}")) == ("", True)


def test_the_perceptron_rule_has_nothing_to_verify() -> None:
    from backprop_cli.errors import InputError

    with pytest.raises(InputError, match="the perceptron rule has no gradient"):
        Verification(Network("", (), (), (), (Sample((), ()),), optimizer=network_choice("perceptron")))


def network_choice(name: str) -> Any:
    from backprop_cli.network.model import Choice

    return Choice(name)


def test_the_json_holds_every_gradient_and_the_losses_with_all_their_digits(run: Run) -> None:
    done = run("verify", "mazur", "--format", "json", "--weight", "i1")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["agrees"]) == (0, b"", True)
    assert len(found["steps"][0]["gradients"]) == 12
    above, below = (Decimal(found["example"][key]) for key in ("loss_above", "loss_below"))
    quotient = (above - below) / Decimal("2e-10")
    assert found["example"]["name"] == "dE/di1"
    assert abs(float(quotient) - found["example"]["chain_rule"]) < 1e-18


def test_the_verification_of_mazur_is_the_golden_one(run: Run) -> None:
    """But for the errors in double precision, which are noise."""
    shown = run("verify", "mazur").stdout.decode()
    golden = (ROOT / "tests" / "verify" / "golden_verify" / "mazur.txt").read_text(encoding="utf-8")
    noise = re.compile(r"^(   1e-\d+ +\S+).*", re.MULTILINE)
    assert noise.sub(r"\1", shown) == noise.sub(r"\1", golden)


@pytest.mark.parametrize("width", ["40", "60", "100"])
@pytest.mark.parametrize("name", ["mazur", "xor-relu", "tomyeh"])
def test_no_line_is_wider_than_the_page_and_ascii_is_ascii(name: str, width: str, capsys: Said) -> None:
    assert framed(["verify", name, "--width", width, "--ascii"]) == 0
    shown = capsys.readouterr().out
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= int(width)


def test_a_file_is_written_in_the_format_of_its_suffix(run: Run, tmp_path: Path) -> None:
    assert run("verify", "mazur", "-o", "checked.json").stdout == b""
    assert json.loads((tmp_path / "checked.json").read_text())["agrees"] is True
