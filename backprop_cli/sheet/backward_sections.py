"""The sections of the backward pass, a layer each, in each form.

`LAYERS` says what a form shows of a layer: the chain rule its factors, paths and products; `delta` the slopes
and the error terms; `expanded` one formula for each gradient. To add a form's way: a function, and its row
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..calculation import order
from ..calculation.quantity import Quantity
from ..calculation.schedule import has_update
from ..calculation.step import Step
from ..calculation.steps import Steps
from ..maths.formula import Formula
from .groups import Group, Pass, Section, is_trained


def backward_sections(one: Pass) -> Iterator[Section]:
    """A section a layer, last layer first, and the inputs where nothing is updated."""
    for number in reversed(range(len(one.steps.network.layers))):
        yield _layer(one, number)
    inputs = [one.quantity("dE/dinput", name) for name in one.steps.network.inputs]
    if not has_update(one.steps.network) or one.requested.intersection(inputs):
        groups = tuple(_by_paths(one.steps, q) for q in inputs)
        yield Section("backward", "Backward pass, inputs" + one.suffix, groups, (), (inputs[0],))


def _layer(one: Pass, number: int) -> Section:
    steps = one.steps
    last = number == len(steps.network.layers) - 1
    by_out = [one.quantity("dE/dout", neuron) for neuron in steps.network.layers[number].neurons]
    groups = (*LAYERS[steps.form](one, number, by_out), *_asked_for(one, number))
    gradients = tuple(_gradients(one, number))
    definition = tuple(_definition(steps, by_out[0].subject, last))
    over = (by_out[0],) if not definition and steps.form != "expanded" else ()
    return Section("backward", _title(steps, number) + one.suffix, groups + gradients, definition, over)


def _title(steps: Steps, number: int) -> str:
    hidden = len(steps.network.layers) - 1
    if number == hidden:
        return "Backward pass, output layer"
    return "Backward pass, hidden layer" + (f" {number + 1}" if hidden > 1 else "")


def _definition(steps: Steps, neuron: str, last: bool) -> Iterator[Step]:
    """The general formulas of a layer; where there are none, the sum over paths is said in words."""
    single = steps.elementwise(neuron)
    by_out, slope, by_net = Quantity("dE/dout"), Quantity("dout/dnet"), Quantity("dE/dnet")
    incoming = Quantity("dnet/dparameter", "", "w")
    gradient = Quantity("dE/dparameter", "w")
    if steps.layer(neuron).weights is None and not single:
        yield Step(by_net, Formula("sum", by_out * slope))
    elif steps.form == "delta":
        errors = Formula("sum", by_net * Quantity("parameter", "w"))
        yield Step(by_net, (by_out if last else errors) * slope)
        yield Step(gradient, by_net * Quantity("input"))
    elif steps.form == "beta":
        if not last:
            yield Step(by_out, Formula("sum", Quantity("parameter", "w") * (slope * by_out)))
        yield Step(gradient, Quantity("out") * (slope * by_out if single else by_net))
    elif last and steps.form == "chain":
        yield Step(gradient, (by_out * slope if single else by_net) * incoming)


def _factors(one: Pass, number: int, by_out: list[Quantity]) -> Iterator[Group]:
    """∂E/∂out, by its formula or by paths, and ∂out/∂net; of a softmax also their sum ∂E/∂net."""
    slopes = [slope for q in by_out for slope in order.slopes(one.steps, q)]
    if number == len(one.steps.network.layers) - 1:
        rows = [row for q in by_out for row in (q, *order.slopes(one.steps, q))]
        yield Group("equations", tuple(rows))
    else:
        yield from (_by_paths(one.steps, q) for q in by_out)
        yield Group("equations", tuple(slopes))
    if not one.steps.elementwise(by_out[0].subject):
        yield Group("equations", tuple(q._replace(kind="dE/dnet") for q in by_out))


def _error_terms(one: Pass, number: int, by_out: list[Quantity]) -> Iterator[Group]:
    """∂out/∂net and the error terms δ; of a softmax also ∂E/∂out."""
    if not one.steps.elementwise(by_out[0].subject):
        yield from _factors(one, number, by_out)
        return
    yield Group("equations", tuple(slope for q in by_out for slope in order.slopes(one.steps, q)))
    yield Group("equations", tuple(q._replace(kind="dE/dnet") for q in by_out))


def _nothing(one: Pass, number: int, by_out: list[Quantity]) -> Iterator[Group]:
    """One formula says all."""
    return iter(())


LAYERS: dict[str, Callable[[Pass, int, list[Quantity]], Iterator[Group]]] = {
    "chain": _factors,
    "beta": _factors,
    "delta": _error_terms,
    "expanded": _nothing,
}
"""What stands before the gradients of a layer, by the form."""


def _asked_for(one: Pass, number: int) -> Iterator[Group]:
    """Numbers that have no line of their own in this form, when they are asked for by name."""
    every = order.backward_layer(one.steps, number, one.sample, one.update) if one.requested else ()
    shown = {"expanded": (), "delta": ("dout/dnet", "dE/dnet")}.get(one.steps.form, ("dE/dout", "dout/dnet"))
    always = ("dE/dparameter", "share", "portion", "input share")
    asked = tuple(q for q in every if q in one.requested and q.kind not in (*shown, *always))
    mixed = not one.steps.elementwise(one.steps.network.layers[number].neurons[0])
    asked = tuple(q for q in asked if not (mixed and q.kind == "dE/dnet"))
    if asked:
        yield Group("equations", asked)


def _by_paths(steps: Steps, q: Quantity) -> Group:
    if steps.form == "delta":
        return Group("equations", (q,))
    paths = steps.paths(q)
    return Group("paths", (*paths, q) if len(paths) > 1 else (q,))


def _gradients(one: Pass, number: int) -> Iterator[Group]:
    """A table of factors for the trained parameters used once, a ledger for each shared one."""
    names = order.parameters_of(one.steps, number)
    every = [one.quantity("dE/dparameter", name) for name in names]
    shown = [q for q in every if is_trained(one.steps, q) or q in one.requested]
    if one.steps.form == "expanded":
        yield from (Group("equations", (q,)) for q in shown)
        return
    once = dict.fromkeys(q for q in shown if len(one.steps.portions(q)) == 1)
    if once:
        yield Group("chain", tuple(once))
    for q in shown:
        if q not in once:
            yield Group("places", (*one.steps.portions(q), q))
