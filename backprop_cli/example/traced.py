"""The numbers of a trace by their quantities: the arrays as lists, and a way to look each kind up.

To add a kind of number: its row in `LOOKUPS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import NoValueError
from .quantity import Quantity, name_of
from .trace import Trace, trace, trace_after

if TYPE_CHECKING:
    from ..network.model import Layer, Network, Number


class Pass:
    """The arrays of one update as lists: by layer [sample][neuron], gradients [sample][parameter]."""

    def __init__(self, traced: Trace) -> None:
        self.layers = [
            {field: array.tolist() for field, array in layer._asdict().items() if array is not None}
            for layer in traced.layers
        ]
        self.arrays = {
            field: array.tolist()
            for field, array in traced._asdict().items()
            if field != "layers" and array is not None
        }


class TracedNumbers(Mapping[Quantity, Any]):
    """Quantity → number: a float from the trace, or a given number as written."""

    def __init__(self, network: Network, given: dict[Quantity, Number]) -> None:
        self.network, self.given = network, given
        first = trace(network)
        traces = [first] if first.updated is None else [first, trace_after(network, first.updated)]
        self.updated = None if first.updated is None else first.updated.tolist()
        self.passes = [Pass(one) for one in traces]
        self.place = {
            neuron: (number, position)
            for number, layer in enumerate(network.layers)
            for position, neuron in enumerate(layer.neurons)
        }
        self.inputs = {name: position for position, name in enumerate(network.inputs)}
        self.parameters = {one.name: number for number, one in enumerate(network.parameters)}
        self.incoming: dict[tuple[str, int | None, int], dict[int, float]] = {}

    def __getitem__(self, quantity: Quantity) -> Any:
        given = self.given.get(quantity)
        if given is not None:
            return given
        value = LOOKUPS[quantity.kind](self, quantity)
        if value - value != 0:
            raise NoValueError(f"{name_of(quantity)} has no value that a number of the computer can hold")
        return value + 0.0

    def __iter__(self) -> Iterator[Quantity]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def of_layer(self, field: str, q: Quantity) -> Any:
        """A field of the layer of a neuron, at its sample and position."""
        number, position = self.place[q.subject]
        return self.passes[q.update].layers[number][field][q.sample][position]

    def of_pass(self, field: str, q: Quantity) -> Any:
        """A field of the whole pass, at its sample."""
        return self.passes[q.update].arrays[field][q.sample]

    def slope(self, q: Quantity) -> Any:
        """∂out/∂net, of a softmax an entry of the Jacobian."""
        entry = self.of_layer("slope", q)
        return entry[self.place[q.by][1]] if isinstance(entry, list) else entry

    def share(self, q: Quantity) -> Any:
        """What comes back to a neuron or an input through one that it feeds."""
        by_net = self.of_layer("by_net", q._replace(subject=q.by))
        number, position = self.place[q.by]
        layer = self.network.layers[number]
        return by_net * sum(self.weight(layer, position, column, q) for column in _columns(layer, q.subject))

    def weight(self, layer: Layer, position: int, column: int, q: Quantity) -> Any:
        """The number on a connection: 1 in a bare layer, 0 where there is none."""
        if layer.weights is None:
            return 1.0 if column == position else 0.0
        index = layer.weights[position][column]
        return 0.0 if index is None else self.passes[q.update].arrays["parameters"][index]

    def by_parameter(self, q: Quantity) -> Any:
        """∂net/∂w of a neuron; the sums of a neuron are made once."""
        key = (q.subject, q.sample, q.update)
        if key not in self.incoming:
            self.incoming[key] = self.all_incoming(q)
        return self.incoming[key][self.parameters[q.by]]

    def all_incoming(self, q: Quantity) -> dict[int, float]:
        """What comes into a neuron over each of its parameters."""
        number, position = self.place[q.subject]
        layer = self.network.layers[number]
        result: dict[int, float] = {}
        for source, index in zip(
            layer.sources, layer.weights[position] if layer.weights else (), strict=False
        ):
            if index is not None:
                result[index] = result.get(index, 0.0) + self.sent(source, q)
        bias = layer.biases[position]
        if bias is not None:
            result[bias] = result.get(bias, 0.0) + (-1.0 if layer.thresholds else 1.0)
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


def _columns(layer: Layer, name: str) -> list[int]:
    return [column for column, source in enumerate(layer.sources) if source == name]


LOOKUPS = {
    "net": lambda n, q: n.of_layer("net", q),
    "out": lambda n, q: n.of_layer("out", q),
    "term": lambda n, q: n.of_pass("terms", q)[n.place[q.subject][1]],
    "loss": lambda n, q: sum(n.of_pass("terms", q)),
    "dE/dout": lambda n, q: n.of_layer("by_out", q),
    "dout/dnet": TracedNumbers.slope,
    "dE/dnet": lambda n, q: n.of_layer("by_net", q),
    "dnet/dparameter": TracedNumbers.by_parameter,
    "share": TracedNumbers.share,
    "input share": TracedNumbers.share,
    "portion": TracedNumbers.portion,
    "dE/dparameter": lambda n, q: n.of_pass("by_parameter", q)[n.parameters[q.subject]],
    "dE/dinput": lambda n, q: n.of_pass("by_input", q)[n.inputs[q.subject]],
    "parameter": lambda n, q: n.updated[n.parameters[q.subject]],
}
"""How the number of each kind is found."""
