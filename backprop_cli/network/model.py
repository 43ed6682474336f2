"""A network as its file says it: checked, frozen, with one table of parameters.

Layers hold *indices* into `Network.parameters`. So a shared weight is two places with one index, a missing
connection is `None`, and a gradient is a scatter-add. Numbers are kept as they were written: 0.15 is 0.15.
To add a key of the file, add a field here and its reading in `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..maths.optimizers import DEFAULT_RULE

if TYPE_CHECKING:
    from .yaml.number_grammar import Number as Number


class Choice(NamedTuple):
    """An entry of a table, by its name there, and the options that the file gives it."""

    name: str
    options: tuple[tuple[str, Number], ...] = ()


class Parameter(NamedTuple):
    """A number that training may change."""

    name: str
    value: Number
    kind: str  # "weight", "bias" or "threshold"
    trained: bool = True


class Layer(NamedTuple):
    """Neurons with one activation. `weights[to][from]` and `biases[to]` index `Network.parameters`."""

    neurons: tuple[str, ...]
    sources: tuple[str, ...]
    activation: Choice
    weights: tuple[tuple[int | None, ...], ...] | None  # None: a bare layer, net is what comes in
    biases: tuple[int | None, ...]
    thresholds: bool = False  # the biases are subtracted


class Sample(NamedTuple):
    """One example: a number for each input, and one for each output or None."""

    inputs: tuple[Number, ...]
    targets: tuple[Number, ...] | None


class Columns(NamedTuple):
    """A table that samples were read from: the key of it, its file, its columns."""

    key: str  # "samples" or "validation"
    file: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    classes: bool = False  # the one target is a column of names of outputs


class Penalty(NamedTuple):
    """A regularisation term: lambda, whether biases count, whether it is divided by the number of samples."""

    strength: Number
    biases: bool = False
    per_sample: bool = False


class Rounding(NamedTuple):
    """How numbers are rounded: to decimals or significant figures, at each step or at the end."""

    kind: str  # "decimals" or "significant"
    places: int
    each_step: bool = False
    mode: str = "half_up"  # or "half_even"


class Handout(NamedTuple):
    """What a sheet that is handed out says at its head, and points, for each question or by names."""

    course: str | None = None
    title: str | None = None
    date: str | None = None
    name: bool = True  # a line for the name
    each: str | None = None
    points: tuple[tuple[str, str], ...] = ()

    def worth(self, name: str) -> str | None:
        """The points of a number, as text."""
        return dict(self.points).get(name, self.each)


class Network(NamedTuple):
    """What a network file says. `loss` is None when there is only a forward pass."""

    name: str
    inputs: tuple[str, ...]
    layers: tuple[Layer, ...]
    parameters: tuple[Parameter, ...]
    samples: tuple[Sample, ...]
    loss: Choice | None = None
    learning_rate: Number | None = None
    source: str | None = None
    description: str | None = None
    batch: str | None = None  # "mean" or "sum"
    update: str = "batch"  # "batch", "online" or "minibatch"
    minibatch: int | None = None
    steps: int | None = None
    epochs: int | None = None
    optimizer: Choice = Choice(DEFAULT_RULE)
    l1: Penalty | None = None
    l2: Penalty | None = None
    notation: str | tuple[tuple[str, str], ...] | None = None  # a name, or own letters
    rounding: Rounding | None = None
    fixed: tuple[str, ...] = ()  # as written: "biases", "weights" or names
    handout: Handout | None = None
    columns: tuple[Columns, ...] = ()  # the tables that samples were read from
    validation: tuple[Sample, ...] = ()  # judged in training and never learned from

    @property
    def tables(self) -> tuple[str, ...]:
        """The files that samples were read from."""
        return tuple(dict.fromkeys(columns.file for columns in self.columns))

    @property
    def penalties(self) -> dict[str, Penalty]:
        """The regularisation terms that the file gives, by their names."""
        both = {"l1": self.l1, "l2": self.l2}
        return {name: penalty for name, penalty in both.items() if penalty is not None}

    @property
    def outputs(self) -> tuple[str, ...]:
        """The neurons of the last layer."""
        return self.layers[-1].neurons
