"""The formulas of the backward pass: the chain rule, one function a kind of number.

∂E/∂w = ∂E/∂out · ∂out/∂net · ∂net/∂w, and ∂E/∂out of a hidden neuron is the sum over every path to the loss
(Rumelhart, Hinton, Williams 1986, eq. 10 to 14). To add a kind: a function and its row in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable

from ..maths.activations import ACTIVATIONS
from ..maths.formula import Term, total
from ..maths.losses import LOSSES
from ..maths.penalties import PENALTIES
from .forward import over_batch, stable, strength
from .quantity import Quantity
from .step import Step
from .wiring import LOSS, Wiring, options_of

Maker = Callable[[Wiring, Quantity], Step]


def loss_by_out(wiring: Wiring, q: Quantity, alone: Maker | None = None) -> Step:
    """∂E/∂out: of an output the slope of the loss, of a hidden neuron the sum over its paths."""
    if q.subject not in wiring.outputs:
        return over_paths(wiring, q, alone)
    choice = wiring.network.loss
    assert choice is not None
    t, y = Quantity("target", q.subject, "", q.sample), q._replace(kind="out")
    slope = LOSSES[choice.name].slope
    return Step(q, slope(t, y, len(wiring.network.outputs), **options_of(choice, LOSS)))


def over_paths(wiring: Wiring, q: Quantity, alone: Maker | None = None) -> Step:
    """The sum over every path to the loss; a single path is written out, by `alone` or as a share."""
    paths = wiring.paths(q)
    return Step(q, (alone or share)(wiring, paths[0]).formula if len(paths) == 1 else total(paths))


def share(wiring: Wiring, q: Quantity) -> Step:
    """What comes back through one neuron: ∂E/∂out · ∂out/∂net · weight, or ∂E/∂net · weight."""
    return Step(q, arriving(wiring, q, q.by) * connection(wiring, q))


def connection(wiring: Wiring, q: Quantity) -> Term:
    """∂net/∂out on a path: the weight, the sum of several, or 1 in a bare layer."""
    weights = [place.by for place in wiring.feeds[q.subject] if place.neuron == q.by]
    return total(1 if number is None else wiring.parameter(int(number), q.update) for number in weights)


def arriving(wiring: Wiring, q: Quantity, neuron: str) -> Term:
    """∂E/∂net of a neuron, as the two factors of the chain rule where there are two."""
    if not wiring.elementwise(neuron):
        return q._replace(kind="dE/dnet", subject=neuron, by="")
    slope = q._replace(kind="dout/dnet", subject=neuron, by=neuron)
    return q._replace(kind="dE/dout", subject=neuron, by="") * slope


def out_by_net(wiring: Wiring, q: Quantity) -> Step:
    """∂out/∂net, an entry of the activation's Jacobian."""
    layer = wiring.layer(q.subject)
    entry, options = ACTIVATIONS[layer.activation.name], wiring.layer_options(q.subject)
    if entry.jacobian is not None:
        outs = [q._replace(kind="out", subject=neuron, by="") for neuron in layer.neurons]
        return Step(q, entry.jacobian(outs, wiring.position(q.subject), wiring.position(q.by)))
    assert entry.slope is not None
    z, a = q._replace(kind="net", by=""), q._replace(kind="out", by="")
    return Step(q, entry.slope(z, a, **options), None, stable(entry.stable_slope, z, a, **options))


def loss_by_net(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂net: ∂E/∂out · ∂out/∂net, summed over the layer where the outputs depend on each other."""
    if wiring.elementwise(q.subject):
        return Step(q, arriving(wiring, q, q.subject))
    return Step(q, total(_through(q, neuron) for neuron in wiring.layer(q.subject).neurons))


def _through(q: Quantity, neuron: str) -> Term:
    slope = q._replace(kind="dout/dnet", subject=neuron, by=q.subject)
    return q._replace(kind="dE/dout", subject=neuron) * slope


def net_by_parameter(wiring: Wiring, q: Quantity) -> Step:
    """∂net/∂w: what comes in over the weight; 1 for a bias, −1 for a threshold."""
    number = wiring.numbers[q.by]
    sources = (source for source, weight in wiring.incoming(q.subject) if weight == number)
    incoming = total(wiring.sent(source, q) for source in sources)
    if wiring.bias(q.subject) == number:
        incoming = incoming + (-1 if wiring.layer(q.subject).thresholds else 1)
    return Step(q, incoming)


def loss_by_parameter(wiring: Wiring, q: Quantity, alone: Maker | None = None) -> Step:
    """∂E/∂w by the chain rule, summed over the places of a shared parameter; of a batch, over samples."""
    if q.sample is None:
        penalties = wiring.penalties_on(wiring.numbers[q.subject])
        slopes = total(q._replace(kind="penalty slope", by=name) for name in penalties)
        return Step(q, over_batch(wiring, q) + slopes)
    portions = wiring.portions(q)
    single = len(portions) == 1
    return Step(q, (alone or portion)(wiring, portions[0]).formula if single else total(portions))


def portion(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂w through one neuron: ∂E/∂out · ∂out/∂net · ∂net/∂w."""
    incoming = q._replace(kind="dnet/dparameter", subject=q.by, by=q.subject)
    return Step(q, arriving(wiring, q, q.by) * incoming)


def penalty_slope(wiring: Wiring, q: Quantity) -> Step:
    """The penalty's summand in the gradient of a parameter."""
    weight = wiring.parameter(wiring.numbers[q.subject], q.update)
    return Step(q, PENALTIES[q.by].slope(weight, strength(wiring, q.by)))


MAKERS: dict[str, Maker] = {
    "dE/dout": loss_by_out,
    "share": share,
    "input share": share,
    "dout/dnet": out_by_net,
    "dE/dnet": loss_by_net,
    "dnet/dparameter": net_by_parameter,
    "portion": portion,
    "dE/dparameter": loss_by_parameter,
    "penalty slope": penalty_slope,
    "dE/dinput": over_paths,
}
"""What makes the step of each kind."""
