"""The steps of the calculation: `quantity = formula`, scalar by scalar, in the order of the exercise.

`Steps.step(quantity)` makes one step when it is asked for, so a large network costs what is shown of it.
The formulas are written here once, by running the rows of `maths` on quantities; `trace` computes the
same numbers with matrices and shares none of this wiring, so each checks the other. To add a kind of
number: a method here, its row in `MAKERS` and its place in `order`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..maths.activations import ACTIVATIONS
from ..maths.formula import Formula, Term, total
from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from ..network.model import Choice, Layer, Network
from .quantity import Quantity


class Step(NamedTuple):
    """`quantity = formula`; `short` is a shorter way to write it (σ(net)), `computed` a stable form."""

    quantity: Quantity
    formula: Term
    short: Term = None
    computed: Term = None


LOSS, RULE = "loss", "update rule"
"""The owners of options that are not a layer's."""


def layer_owner(number: int) -> str:
    """The owner of the options of a layer's activation, layers counted from 0."""
    return f"layer {number + 1}"


def options_of(choice: Choice, owner: str) -> dict[str, Quantity]:
    """The options of an entry as quantities, so that a formula shows them and rounds none."""
    return {name: Quantity("option", name, owner) for name, _ in choice.options}


class Place(NamedTuple):
    """Where a neuron or a parameter is used: the neuron it feeds, and the parameter or the source there."""

    layer: int
    neuron: str
    by: str | int | None


class Steps:
    """The steps of a network, made on demand."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.layer_of = {
            neuron: number for number, layer in enumerate(network.layers) for neuron in layer.neurons
        }
        self.feeds, self.uses = _wiring(network)
        self.input_names = frozenset(network.inputs)
        self.numbers = {parameter.name: number for number, parameter in enumerate(network.parameters)}

    # What stands in the formulas

    def layer(self, neuron: str) -> Layer:
        """The layer that a neuron belongs to."""
        return self.network.layers[self.layer_of[neuron]]

    def output_of(self, name: str, like: Quantity) -> Quantity:
        """What a neuron or an input sends on, in the sample and update of another quantity."""
        if name in self.input_names:
            return Quantity("input", name, "", like.sample)
        return Quantity("out", name, "", like.sample, like.update)

    def parameter(self, number: int, update: int) -> Quantity:
        """A parameter after an update; a fixed one is always the given one."""
        parameter = self.network.parameters[number]
        return Quantity("parameter", parameter.name, update=update if parameter.trained else 0)

    def gradient(self, name: str, update: int = 0) -> Quantity:
        """The gradient that the update of a parameter uses."""
        return Quantity("dE/dparameter", name, "", 0, update)

    def loss(self, update: int = 0) -> Quantity:
        """The loss that training lowers."""
        return Quantity("loss", "", "", 0, update)

    def layer_options(self, neuron: str) -> dict[str, Quantity]:
        """The options of a neuron's activation, as given numbers."""
        number = self.layer_of[neuron]
        return options_of(self.network.layers[number].activation, layer_owner(number))

    def elementwise(self, neuron: str) -> bool:
        """Whether a neuron's output depends on its own weighted input only."""
        return ACTIVATIONS[self.layer(neuron).activation.name].value is not None

    def terms(self, neuron: str) -> Iterator[tuple[str, int | None]]:
        """Each source of a neuron with the parameter on the connection (None: a bare layer passes it on)."""
        layer = self.layer(neuron)
        position = layer.neurons.index(neuron)
        if layer.weights is None:
            yield layer.sources[position], None
            return
        for source, weight in zip(layer.sources, layer.weights[position], strict=True):
            if weight is not None:
                yield source, weight

    # The forward pass

    def net(self, q: Quantity) -> Step:
        """Net = Σ w·in + b, or − θ; of a bare layer, what comes in."""
        layer = self.layer(q.subject)
        bias = layer.biases[layer.neurons.index(q.subject)]
        result = total(self._term(source, weight, q) for source, weight in self.terms(q.subject))
        if bias is not None:
            shift = self.parameter(bias, q.update)
            result = result - shift if layer.thresholds else result + shift
        return Step(q, result)

    def _term(self, source: str, weight: int | None, q: Quantity) -> Term:
        incoming = self.output_of(source, q)
        return incoming if weight is None else self.parameter(weight, q.update) * incoming

    def out(self, q: Quantity) -> Step:
        """Out = the activation of net; a softmax looks at the whole layer."""
        layer = self.layer(q.subject)
        entry, options = ACTIVATIONS[layer.activation.name], self.layer_options(q.subject)
        if entry.layer_value is not None:
            nets = [q._replace(kind="net", subject=neuron) for neuron in layer.neurons]
            return Step(q, entry.layer_value(nets, layer.neurons.index(q.subject)))
        net = q._replace(kind="net")
        short = Formula("call", entry.symbol, net) if entry.symbol else None
        return Step(q, entry.value(net, **options), short, _stable(entry.stable_value, net, **options))  # type: ignore[misc]

    # The loss

    def term(self, q: Quantity) -> Step:
        """The term of one output in the loss."""
        choice, layer = self.network.loss, self.layer(q.subject)
        assert choice is not None
        entry, options = LOSSES[choice.name], options_of(choice, LOSS)
        target, out = Quantity("target", q.subject, "", q.sample), q._replace(kind="out")
        of_net = dict(entry.of_net).get(layer.activation.name)
        nets = [q._replace(kind="net", subject=neuron) for neuron in layer.neurons]
        computed = of_net(target, nets, layer.neurons.index(q.subject)) if of_net else None
        return Step(q, entry.term(target, out, len(layer.neurons), **options), None, computed)

    def whole_loss(self, q: Quantity) -> Step:
        """The loss of one sample: the sum of its terms."""
        return Step(q, total(q._replace(kind="term", subject=neuron) for neuron in self.network.outputs))

    # The backward pass

    def loss_by_out(self, q: Quantity) -> Step:
        """∂E/∂out: of an output the slope of the loss, of a hidden neuron the sum over its paths."""
        if q.subject in self.network.outputs:
            choice = self.network.loss
            assert choice is not None
            entry, options = LOSSES[choice.name], options_of(choice, LOSS)
            target, out = Quantity("target", q.subject, "", q.sample), q._replace(kind="out")
            return Step(q, entry.slope(target, out, len(self.network.outputs), **options))
        return Step(q, self._over_paths(q))

    def _over_paths(self, q: Quantity) -> Term:
        paths = self.paths(q)
        if len(paths) == 1:
            return self.share(paths[0]).formula
        return total(paths)

    def paths(self, q: Quantity) -> list[Quantity]:
        """The shares of ∂E/∂out of a neuron or an input, one for each neuron that it feeds."""
        seen = dict.fromkeys(place.neuron for place in self.feeds.get(q.subject, ()))
        kind = "input share" if q.kind == "dE/dinput" else "share"
        return [q._replace(kind=kind, by=neuron) for neuron in seen]

    def share(self, q: Quantity) -> Step:
        """What comes back through one neuron: ∂E/∂out · ∂out/∂net · weight, or ∂E/∂net · weight."""
        weights = [place.by for place in self.feeds[q.subject] if place.neuron == q.by]
        weight = total(1 if number is None else self.parameter(int(number), q.update) for number in weights)
        return Step(q, self._arriving(q, q.by) * weight)

    def _arriving(self, q: Quantity, neuron: str) -> Term:
        """∂E/∂net of a neuron, as the two factors of the chain rule where there are two."""
        if not self.elementwise(neuron):
            return q._replace(kind="dE/dnet", subject=neuron, by="")
        slope = q._replace(kind="dout/dnet", subject=neuron, by=neuron)
        return q._replace(kind="dE/dout", subject=neuron, by="") * slope

    def out_by_net(self, q: Quantity) -> Step:
        """∂out/∂net, an entry of the activation's Jacobian."""
        layer = self.layer(q.subject)
        entry, options = ACTIVATIONS[layer.activation.name], self.layer_options(q.subject)
        if entry.jacobian is not None:
            outs = [q._replace(kind="out", subject=neuron, by="") for neuron in layer.neurons]
            position = layer.neurons.index
            return Step(q, entry.jacobian(outs, position(q.subject), position(q.by)))
        net, out = q._replace(kind="net", by=""), q._replace(kind="out", by="")
        formula = entry.slope(net, out, **options)  # type: ignore[misc]
        return Step(q, formula, None, _stable(entry.stable_slope, net, out, **options))

    def loss_by_net(self, q: Quantity) -> Step:
        """∂E/∂net: ∂E/∂out · ∂out/∂net, summed over the layer where the outputs depend on each other."""
        if self.elementwise(q.subject):
            return Step(q, self._arriving(q, q.subject))
        return Step(
            q,
            total(
                q._replace(kind="dE/dout", subject=neuron)
                * q._replace(kind="dout/dnet", subject=neuron, by=q.subject)
                for neuron in self.layer(q.subject).neurons
            ),
        )

    def net_by_parameter(self, q: Quantity) -> Step:
        """∂net/∂w: what comes in over the weight; 1 for a bias, −1 for a threshold."""
        number = self.numbers[q.by]
        layer = self.layer(q.subject)
        incoming = total(
            self.output_of(source, q) for source, weight in self.terms(q.subject) if weight == number
        )
        if layer.biases[layer.neurons.index(q.subject)] == number:
            incoming = incoming + (-1 if layer.thresholds else 1)
        return Step(q, incoming)

    def loss_by_parameter(self, q: Quantity) -> Step:
        """∂E/∂w by the chain rule, summed over the places of a shared parameter."""
        portions = self.portions(q)
        if len(portions) == 1:
            return Step(q, self.portion(portions[0]).formula)
        return Step(q, total(portions))

    def portions(self, q: Quantity) -> list[Quantity]:
        """The parts of ∂E/∂w, one for each neuron that uses the parameter."""
        neurons = dict.fromkeys(place.neuron for place in self.uses[self.numbers[q.subject]])
        return [q._replace(kind="portion", by=neuron) for neuron in neurons]

    def portion(self, q: Quantity) -> Step:
        """∂E/∂w through one neuron: ∂E/∂out · ∂out/∂net · ∂net/∂w."""
        incoming = q._replace(kind="dnet/dparameter", subject=q.by, by=q.subject)
        return Step(q, self._arriving(q, q.by) * incoming)

    def loss_by_input(self, q: Quantity) -> Step:
        """∂E/∂input, the sum over every path to the loss."""
        return Step(q, self._over_paths(q))

    # The update

    def updated(self, q: Quantity) -> Step:
        """A parameter after the update rule."""
        choice = self.network.optimizer
        entry = OPTIMIZERS[choice.name]
        before = q._replace(update=q.update - 1)
        line = entry.lines[-1][1]
        gradient = self.gradient(q.subject, q.update - 1)
        return Step(q, line(w=before, g=gradient, eta=Quantity("rate"), **options_of(choice, RULE)))

    def step(self, quantity: Quantity) -> Step:
        """The step of a quantity. A given number (an input, a weight) has none: KeyError."""
        if quantity.kind == "parameter" and not quantity.update:
            raise KeyError(quantity)
        return MAKERS[quantity.kind](self, quantity)


MAKERS = {
    "net": Steps.net,
    "out": Steps.out,
    "term": Steps.term,
    "loss": Steps.whole_loss,
    "dE/dout": Steps.loss_by_out,
    "share": Steps.share,
    "input share": Steps.share,
    "dout/dnet": Steps.out_by_net,
    "dE/dnet": Steps.loss_by_net,
    "dnet/dparameter": Steps.net_by_parameter,
    "portion": Steps.portion,
    "dE/dparameter": Steps.loss_by_parameter,
    "dE/dinput": Steps.loss_by_input,
    "parameter": Steps.updated,
}
"""What makes the step of each kind; kinds that are not here are given."""


def _stable(row, *arguments, **options):  # type: ignore[no-untyped-def]
    return None if row is None else row(*arguments, **options)


def _wiring(network: Network) -> tuple[dict[str, list[Place]], dict[int, list[Place]]]:
    """What each neuron or input feeds, and where each parameter is used, in file order."""
    feeds: dict[str, list[Place]] = {}
    uses: dict[int, list[Place]] = {}
    for number, layer in enumerate(network.layers):
        for position, neuron in enumerate(layer.neurons):
            if layer.weights is None:
                feeds.setdefault(layer.sources[position], []).append(Place(number, neuron, None))
                continue
            for source, weight in zip(layer.sources, layer.weights[position], strict=True):
                if weight is not None:
                    feeds.setdefault(source, []).append(Place(number, neuron, weight))
                    uses.setdefault(weight, []).append(Place(number, neuron, source))
            bias = layer.biases[position]
            if bias is not None:
                uses.setdefault(bias, []).append(Place(number, neuron, None))
    return feeds, uses
