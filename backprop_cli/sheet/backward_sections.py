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


def backward_sections(pass_: Pass) -> Iterator[Section]:
    """A section a layer, last layer first, and the inputs where nothing is updated."""
    for number in reversed(range(len(pass_.steps.network.layers))):
        yield _layer(pass_, number)
    inputs = [pass_.quantity("dE/dinput", name) for name in pass_.steps.network.inputs]
    if not has_update(pass_.steps.network) or pass_.requested.intersection(inputs):
        groups = tuple(_by_paths(pass_.steps, q) for q in inputs)
        yield Section("backward", "Backward pass, inputs" + pass_.suffix, groups, (), (inputs[0],))


def _layer(pass_: Pass, number: int) -> Section:
    steps = pass_.steps
    last = number == len(steps.network.layers) - 1
    by_out = [pass_.quantity("dE/dout", neuron) for neuron in steps.network.layers[number].neurons]
    groups = (*LAYERS[steps.form](pass_, number, by_out), *_asked_for(pass_, number))
    gradients = tuple(_gradients(pass_, number))
    definition = tuple(_definition(steps, by_out[0].subject, last))
    over = (by_out[0],) if not definition and steps.form != "expanded" else ()
    return Section("backward", _title(steps, number) + pass_.suffix, groups + gradients, definition, over)


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


def _factors(pass_: Pass, number: int, by_out: list[Quantity]) -> Iterator[Group]:
    """∂E/∂out, by its formula or by paths, and ∂out/∂net; of a softmax also their sum ∂E/∂net."""
    slopes = [slope for q in by_out for slope in order.slopes(pass_.steps, q)]
    if number == len(pass_.steps.network.layers) - 1:
        rows = [row for q in by_out for row in (q, *order.slopes(pass_.steps, q))]
        yield Group("equations", tuple(rows))
    else:
        yield from (_by_paths(pass_.steps, q) for q in by_out)
        yield Group("equations", tuple(slopes))
    if not pass_.steps.elementwise(by_out[0].subject):
        yield Group("equations", tuple(q._replace(kind="dE/dnet") for q in by_out))


def _error_terms(pass_: Pass, number: int, by_out: list[Quantity]) -> Iterator[Group]:
    """∂out/∂net and the error terms δ; of a softmax also ∂E/∂out."""
    if not pass_.steps.elementwise(by_out[0].subject):
        yield from _factors(pass_, number, by_out)
        return
    yield Group("equations", tuple(slope for q in by_out for slope in order.slopes(pass_.steps, q)))
    yield Group("equations", tuple(q._replace(kind="dE/dnet") for q in by_out))


def _nothing(pass_: Pass, number: int, by_out: list[Quantity]) -> Iterator[Group]:
    """One formula says all."""
    return iter(())


LAYERS: dict[str, Callable[[Pass, int, list[Quantity]], Iterator[Group]]] = {
    "chain": _factors,
    "beta": _factors,
    "delta": _error_terms,
    "expanded": _nothing,
}
"""What stands before the gradients of a layer, by the form."""


def _asked_for(pass_: Pass, number: int) -> Iterator[Group]:
    """Numbers that have no line of their own in this form, when they are asked for by name."""
    every = order.backward_layer(pass_.steps, number, pass_.sample, pass_.update) if pass_.requested else ()
    kinds = {"expanded": (), "delta": ("dout/dnet", "dE/dnet")}.get(
        pass_.steps.form, ("dE/dout", "dout/dnet")
    )
    always = ("dE/dparameter", "share", "portion", "input share")
    asked = tuple(q for q in every if q in pass_.requested and q.kind not in (*kinds, *always))
    mixed = not pass_.steps.elementwise(pass_.steps.network.layers[number].neurons[0])
    asked = tuple(q for q in asked if not (mixed and q.kind == "dE/dnet"))
    if asked:
        yield Group("equations", asked)


def _by_paths(steps: Steps, q: Quantity) -> Group:
    if steps.form == "delta":
        return Group("equations", (q,))
    paths = steps.paths(q)
    return Group("paths", (*paths, q) if len(paths) > 1 else (q,))


def _gradients(pass_: Pass, number: int) -> Iterator[Group]:
    """A table of factors for the trained parameters used once, a ledger for each shared one."""
    names = order.parameters_of(pass_.steps, number)
    every = [pass_.quantity("dE/dparameter", name) for name in names]
    gradients = [q for q in every if is_trained(pass_.steps, q) or q in pass_.requested]
    if pass_.steps.form == "expanded":
        yield from (Group("equations", (q,)) for q in gradients)
        return
    once = dict.fromkeys(q for q in gradients if len(pass_.steps.portions(q)) == 1)
    if once:
        yield Group("chain", tuple(once))
    for q in gradients:
        if q not in once:
            yield Group("places", (*pass_.steps.portions(q), q))
