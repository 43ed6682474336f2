"""The numbers of the traces by their quantities: arrays as lists, and a way to look each kind up.

To add a kind of number: its row in `LOOKUPS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy

from ..maths.penalties import PENALTIES
from . import trace
from .arrays import Matrices
from .quantity import Quantity
from .schedule import has_gradient, has_update, is_perceptron, number_of_updates, samples_of
from .updates_of_arrays import RuleOnArrays
from .whereabouts import complaint
from .wiring import Wiring

if TYPE_CHECKING:
    from ..network.model import Network, Number


class Pass:
    """The arrays of one pass as lists: by layer [sample][neuron], the others [sample][…]."""

    def __init__(self, traced: trace.Trace) -> None:
        self.row = {sample: row for row, sample in enumerate(traced.samples)}
        self.layers = [_lists(layer) for layer in traced.layers]
        self.whole = _lists(traced)


def _lists(record: Any) -> dict[str, Any]:
    """The arrays of a record as lists of floats."""
    fields = record._asdict().items()
    return {name: field.tolist() for name, field in fields if isinstance(field, numpy.ndarray)}


class TracedNumbers(Mapping[Quantity, Any]):
    """Quantity → number: a float from the traces, or a given number as written."""

    def __init__(self, network: Network, wiring: Wiring, given: dict[Quantity, Number]) -> None:
        self.network, self.wiring, self.given = network, wiring, given
        self.places = wiring.places
        self.before: list[Pass] = []
        self.after: list[Pass] = []
        self.updates: list[dict[str, Any]] = []
        self.gradients: list[list[float]] = []
        self.inputs = {name: position for position, name in enumerate(network.inputs)}
        self.sums: dict[tuple[Any, ...], dict[int, float]] = {}
        with numpy.errstate(all="ignore"):
            self.run(Matrices(network))

    def run(self, given: Matrices) -> None:
        """Works out every update."""
        parameters = given.parameters
        states = RuleOnArrays(self.network).start(parameters)
        for number in range(number_of_updates(self.network) if has_update(self.network) else 1):
            samples = samples_of(self.network, number)
            traced = trace.forward(given, samples, parameters)
            if has_gradient(self.network):
                traced = trace.backward(given, traced)
            elif is_perceptron(self.network):
                traced = trace.perceptron(given, traced)
            self.before.append(Pass(traced))
            if has_update(self.network):
                new = trace.update(given, traced, states, number + 1)
                self.gradients.append(new.gradient.tolist())
                parameters, states = new.parameters, new.states
                self.updates.append(
                    _lists(new) | {letter: state.tolist() for letter, state in states.items()}
                )
                self.after.append(Pass(trace.forward(given, samples, parameters)))
            elif traced.by_parameter is not None:
                self.gradients.append(trace.batch_gradient(given, traced).tolist())

    def __getitem__(self, quantity: Quantity) -> Any:
        lookup = LOOKUPS.get(quantity.kind)
        if lookup is None or (quantity.is_start):
            return self.given[quantity]
        value = lookup(self, quantity)
        if value - value != 0:
            raise complaint(self.wiring, quantity, "has no value that a double can hold")
        return value + 0.0

    def __iter__(self) -> Iterator[Quantity]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def of(self, q: Quantity) -> Pass:
        """The pass that a quantity of a sample is of: before an update, or after the one before it.

        Raises KeyError for a number after more updates than there are.
        """
        if q.update < len(self.before) and q.sample in self.before[q.update].row and not q.after:
            return self.before[q.update]
        if not 0 < q.update <= len(self.after):
            raise KeyError(q)
        return self.after[q.update - 1]

    def of_layer(self, field: str, q: Quantity) -> Any:
        """A field of the layer of a neuron, at its sample and position."""
        number, position = self.places[q.subject]
        traced = self.of(q)
        return traced.layers[number][field][traced.row[q.sample]][position]  # type: ignore[index]

    def of_pass(self, field: str, q: Quantity) -> Any:
        """A field of the whole pass, at its sample."""
        traced = self.of(q)
        return traced.whole[field][traced.row[q.sample]]  # type: ignore[index]

    def loss(self, q: Quantity) -> Any:
        """The loss of a sample, or over a batch with the penalties."""
        if q.sample is not None:
            return sum(self.of_pass("terms", q))
        samples = self.wiring.samples(q)
        whole = sum(sum(self.of_pass("terms", q._replace(sample=sample))) for sample in samples)
        mean = whole / len(samples) if self.network.batch == "mean" else whole
        return mean + sum(
            self.penalty(q._replace(subject=name, after=False)) for name in self.wiring.penalties
        )

    def penalty(self, q: Quantity) -> Any:
        """A regularisation term."""
        entry = PENALTIES[q.subject]
        counted = (
            parameter
            for number, parameter in enumerate(self.network.parameters)
            if q.subject in self.wiring.penalties_on(number)
        )
        values = sum(entry.value(float(self.parameter_at(parameter.name, q.update))) for parameter in counted)
        return entry.total(values, self.strength(q.subject))

    def penalty_slope(self, q: Quantity) -> Any:
        """A penalty's summand in a gradient."""
        return PENALTIES[q.by].slope(float(self.parameter_at(q.subject, q.update)), self.strength(q.by))

    def strength(self, name: str) -> float:
        """The λ of a penalty."""
        penalty = self.wiring.penalties[name]
        return float(penalty.strength) / (len(self.network.samples) if penalty.per_sample else 1)

    def parameter_at(self, name: str, update: int) -> Any:
        """A parameter after an update."""
        number = self.wiring.numbers[name]
        return (
            self.updates[update - 1]["parameters"][number]
            if update
            else self.network.parameters[number].value
        )

    def gradient(self, q: Quantity) -> Any:
        """The gradient of a sample, or the one that an update uses."""
        number = self.wiring.numbers[q.subject]
        return (
            self.gradients[q.update][number] if q.sample is None else self.of_pass("by_parameter", q)[number]
        )

    def slope(self, q: Quantity) -> Any:
        """∂out/∂net, of a softmax an entry of the Jacobian."""
        entry = self.of_layer("slope", q)
        return entry[self.wiring.position(q.by)] if isinstance(entry, list) else entry

    def share(self, q: Quantity) -> Any:
        """What comes back to a neuron or an input through one that it feeds."""
        by_net = self.of_layer("by_net", q._replace(subject=q.by))
        weights = (number for source, number in self.wiring.incoming(q.by) if source == q.subject)
        parameters = self.of(q).whole["parameters"]
        return by_net * sum(1.0 if number is None else parameters[number] for number in weights)

    def by_parameter(self, q: Quantity) -> Any:
        """∂net/∂w of a neuron; the sums of a neuron are made once."""
        key = (q.subject, q.sample, q.update)
        if key not in self.sums:
            self.sums[key] = self.incoming(q)
        return self.sums[key][self.wiring.numbers[q.by]]

    def incoming(self, q: Quantity) -> dict[int, float]:
        """What comes into a neuron over each of its parameters."""
        result: dict[int, float] = {}
        for source, number in self.wiring.incoming(q.subject):
            if number is not None:
                result[number] = result.get(number, 0.0) + self.sent(source, q)
        bias = self.wiring.bias(q.subject)
        if bias is not None:
            sign = -1.0 if self.wiring.layer(q.subject).thresholds else 1.0
            result[bias] = result.get(bias, 0.0) + sign
        return result

    def sent(self, name: str, q: Quantity) -> float:
        """What a neuron or an input sends on."""
        if name in self.inputs:
            return float(self.network.samples[q.sample or 0].inputs[self.inputs[name]])
        return float(self.of_layer("out", q._replace(subject=name)))

    def portion(self, q: Quantity) -> Any:
        """The part of a shared parameter's gradient that one neuron gives."""
        by_net = self.of_layer("by_net", q._replace(subject=q.by))
        return by_net * self.by_parameter(q._replace(subject=q.by, by=q.subject))


LOOKUPS: dict[str, Callable[[TracedNumbers, Quantity], Any]] = {
    "net": lambda n, q: n.of_layer("net", q),
    "out": lambda n, q: n.of_layer("out", q),
    "term": lambda n, q: n.of_pass("terms", q)[n.wiring.position(q.subject)],
    "loss": TracedNumbers.loss,
    "penalty": TracedNumbers.penalty,
    "penalty slope": TracedNumbers.penalty_slope,
    "error": lambda n, q: float(n.given[Quantity("target", q.subject, "", q.sample)]) - n.of_layer("out", q),
    "dE/dout": lambda n, q: n.of_layer("by_out", q),
    "dout/dnet": TracedNumbers.slope,
    "dE/dnet": lambda n, q: n.of_layer("by_net", q),
    "dnet/dparameter": TracedNumbers.by_parameter,
    "share": TracedNumbers.share,
    "input share": TracedNumbers.share,
    "portion": TracedNumbers.portion,
    "dE/dparameter": TracedNumbers.gradient,
    "dE/dinput": lambda n, q: n.of_pass("by_input", q)[n.inputs[q.subject]],
    "state": lambda n, q: n.updates[q.update - 1][q.by][n.wiring.numbers[q.subject]],
    "parameter": lambda n, q: n.parameter_at(q.subject, q.update),
}
"""How the number of each kind is found."""
