"""The formulas of the forward pass and of the loss, one function a kind of number.

Each takes the wiring and the quantity, and gives its step. To add a kind: a function and its row in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable

from ..maths.activations import ACTIVATIONS
from ..maths.formula import Formula, Term, total
from ..maths.losses import LOSSES
from ..maths.penalties import PENALTIES
from .quantity import Quantity
from .step import Step
from .wiring import LOSS, Wiring, options_of


def net(wiring: Wiring, q: Quantity) -> Step:
    """Net = Σ w·in + b, or − θ; of a bare layer, what comes in."""
    bias = wiring.bias(q.subject)
    result = total(_term(wiring, source, weight, q) for source, weight in wiring.incoming(q.subject))
    if bias is None:
        return Step(q, result)
    shift = wiring.parameter(bias, q.update)
    return Step(q, result - shift if wiring.layer(q.subject).thresholds else result + shift)


def _term(wiring: Wiring, source: str, weight: int | None, q: Quantity) -> Term:
    incoming = wiring.sent(source, q)
    return incoming if weight is None else wiring.parameter(weight, q.update) * incoming


def out(wiring: Wiring, q: Quantity) -> Step:
    """Out = the activation of net; a softmax looks at the whole layer."""
    layer = wiring.layer(q.subject)
    entry, options = ACTIVATIONS[layer.activation.name], wiring.layer_options(q.subject)
    if entry.layer_value is not None:
        return Step(q, entry.layer_value(layer_nets(wiring, q), wiring.position(q.subject)))
    assert entry.value is not None
    z = q._replace(kind="net")
    short = Formula("call", entry.symbol, z) if entry.symbol else None
    return Step(q, entry.value(z, **options), short, stable(entry.stable_value, z, **options))


def layer_nets(wiring: Wiring, q: Quantity) -> list[Quantity]:
    """The nets of a neuron's layer."""
    return [q._replace(kind="net", subject=neuron, by="") for neuron in wiring.layer(q.subject).neurons]


def stable(row: Callable[..., Term] | None, *arguments: Term, **options: Term) -> Term:
    """The formula of a stable form, or None where there is none."""
    return None if row is None else row(*arguments, **options)


def term(wiring: Wiring, q: Quantity) -> Step:
    """The term of one output in the loss."""
    choice, layer = wiring.network.loss, wiring.layer(q.subject)
    assert choice is not None
    entry, options = LOSSES[choice.name], options_of(choice, LOSS)
    t, y = Quantity("target", q.subject, "", q.sample), q._replace(kind="out")
    of_net = dict(entry.of_net).get(layer.activation.name)
    computed = stable(of_net, t, layer_nets(wiring, q), wiring.position(q.subject))
    return Step(q, entry.term(t, y, len(layer.neurons), **options), None, computed)


def loss(wiring: Wiring, q: Quantity) -> Step:
    """The loss of one sample, the sum of its terms; of a batch, over its samples and with the penalties."""
    if q.sample is not None:
        return Step(q, total(q._replace(kind="term", subject=neuron) for neuron in wiring.network.outputs))
    penalties = total(q._replace(kind="penalty", subject=name, after=False) for name in wiring.penalties)
    return Step(q, over_batch(wiring, q) + penalties)


def over_batch(wiring: Wiring, q: Quantity) -> Term:
    """The sum or the mean of a quantity over the samples of its batch."""
    samples = wiring.samples(q)
    whole = total(q._replace(sample=sample, after=False) for sample in samples)
    return whole / len(samples) if wiring.network.batch == "mean" and len(samples) > 1 else whole


def penalty(wiring: Wiring, q: Quantity) -> Step:
    """A regularisation term: λ/2·Σw² or λ·Σ|w| over the parameters that it counts."""
    entry = PENALTIES[q.subject]
    counted = (number for number in range(len(wiring.numbers)) if q.subject in wiring.penalties_on(number))
    values = total(entry.value(wiring.parameter(number, q.update)) for number in counted)
    return Step(q, entry.total(values, strength(wiring, q.subject)))


def strength(wiring: Wiring, name: str) -> Term:
    """The λ of a penalty, divided by the number of samples where the file says so."""
    given = Quantity("option", "lambda", name)
    return given / len(wiring.network.samples) if wiring.penalties[name].per_sample else given


def error(wiring: Wiring, q: Quantity) -> Step:
    """Target − out, which drives the perceptron rule."""
    return Step(q, Quantity("target", q.subject, "", q.sample) - q._replace(kind="out"))


MAKERS: dict[str, Callable[[Wiring, Quantity], Step]] = {
    "net": net,
    "out": out,
    "term": term,
    "penalty": penalty,
    "loss": loss,
    "error": error,
}
"""What makes the step of each kind."""
