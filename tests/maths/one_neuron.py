"""A network of one neuron as the program runs it, and its gradient by the oracle: what a rule is tried on."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from oracles import ACTIVATIONS, LOSSES, M, gradient
from oracles_of_rules import steps

from backprop_cli.cli.frame import framed

RATE = "0.3"


class Neuron(NamedTuple):
    """One sample and its neuron, with numbers as they are written."""

    inputs: tuple[str, ...]
    weights: tuple[str, ...]
    target: str
    activation: str

    def error(self, weights: list[Any]) -> Any:
        """The loss at other weights."""
        return LOSSES["half_squared_error"](M.mpf(self.target), self.out(weights), 1)

    def out(self, weights: list[Any]) -> Any:
        """What the neuron puts out."""
        net = sum(w * M.mpf(x) for w, x in zip(weights, self.inputs, strict=True))
        return ACTIVATIONS[self.activation](net)

    def slopes(self, weights: list[Any]) -> list[Any]:
        """The gradient; of a step unit, which has none, −(target − out) times the input."""
        if self.activation != "step":
            return gradient(self.error, weights)
        missing = M.mpf(self.target) - self.out(weights)
        return [-missing * M.mpf(x) for x in self.inputs]

    def expected(self, rule: str, options: dict[str, str], count: int) -> list[list[Any]]:
        """The weights after each step of a rule."""
        start, given = [M.mpf(w) for w in self.weights], {name: M.mpf(x) for name, x in options.items()}
        return steps(count, rule, start, self.slopes, M.mpf(RATE), **given)

    def file(self, rule: str, options: dict[str, str], count: int) -> str:
        """The network file."""
        chosen = f"{{{rule}: {{{', '.join(f'{name}: {x}' for name, x in options.items())}}}}}"
        lines = [
            f"inputs: [{', '.join(self.inputs)}]",
            f"targets: [{self.target}]",
            f"layers: [{{activation: {self.activation}, weights: [[{', '.join(self.weights)}]]}}]",
            f"optimizer: {chosen if options else rule}",
            f"learning_rate: {RATE}",
            f"steps: {count}",
        ]
        return "\n".join(lines if rule == "perceptron" else [*lines, "loss: half_squared_error", ""])


NEURONS = {
    "one weight": Neuron(("0.5",), ("-3",), "1", "linear"),
    "two weights": Neuron(("0.5", "-0.4"), ("-1.5", "1.25"), "1", "tanh"),
}


def neuron(name: str, rule: str) -> Neuron:
    """One of the neurons; for the perceptron rule a step unit with a target so far off that no error is 1."""
    return NEURONS[name]._replace(activation="step", target="3") if rule == "perceptron" else NEURONS[name]


def printed(*arguments: str) -> Any:
    """What a command prints as JSON."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(stream):
        assert framed([*arguments, "--format", "json"]) == 0
    return json.loads(stream.buffer.getvalue())  # type: ignore[attr-defined]


def solved(text: str, folder: Path) -> list[list[float]]:
    """The weights after each step of `solve`."""
    path = folder / "net.yaml"
    path.write_text(text, encoding="utf-8")
    return [list(step["updated"].values()) for step in printed("solve", str(path))["steps"]]


def trained(text: str, folder: Path, epochs: int) -> list[list[float]]:
    """The weights after one epoch of `train`, after two, and so on."""
    path = folder / "net.yaml"
    path.write_text(text.replace("steps:", "epochs:"), encoding="utf-8")
    counts = map(str, range(1, epochs + 1))
    return [list(printed("train", str(path), "--epochs", count)["parameters"].values()) for count in counts]
