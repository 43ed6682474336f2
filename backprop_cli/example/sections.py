"""The sheet as data: titled sections of groups of quantities, in the order of the board.

A group says *which* numbers stand together and as what (`LAYOUTS`); how they are written is `writing`,
where they go `render`. A definition is the general formula that stands in the head of a section, made of
quantities without a subject. `--only` and `--part` are filters on this data. To add a section: a function
here and its row in `SECTIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..maths.activations import ACTIVATIONS
from ..maths.formula import Formula, Term
from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from . import order
from .quantity import Quantity
from .steps import LOSS, RULE, Step, Steps, layer_owner, options_of

LAYOUTS = ("equations", "chain", "paths", "places", "update", "change")
"""equations: a line a step; chain: a table of factors, a row a parameter; paths: a ledger, a row a path to
the loss; places: a ledger, a row a use of a shared parameter; update: a row a parameter; change: before
and after."""


class Group(NamedTuple):
    """Quantities that stand together. `definition` is the general formula, where it is the group's own."""

    layout: str
    quantities: tuple[Quantity, ...]
    definition: tuple[Step, ...] = ()


class Section(NamedTuple):
    """A titled run of groups, of one part of the calculation (forward, loss, backward, update)."""

    part: str
    title: str
    groups: tuple[Group, ...]
    definition: tuple[Step, ...] = ()
    remark: str = ""  # words where the head has no formula


def sections(steps: Steps, requested: frozenset[Quantity] = frozenset()) -> tuple[Section, ...]:
    """Every section that the network has, with the lines that stand there only when they are asked for."""
    return tuple(section for make in SECTIONS for section in make(steps, requested))


def _forward(steps: Steps, requested: frozenset[Quantity]) -> Iterator[Section]:
    samples = len(steps.network.samples)
    for sample in range(samples):
        title = "Forward pass" if samples == 1 else f"Forward pass, sample {sample + 1}"
        yield _forward_pass(steps, "forward", title, sample, 0)


def _forward_pass(steps: Steps, part: str, title: str, sample: int, update: int) -> Section:
    layers = steps.network.layers
    alike = len({layer.activation for layer in layers}) == 1
    groups = []
    for number, layer in enumerate(layers):
        definition = () if alike else (_activation(steps, number),)
        for position, neuron in enumerate(layer.neurons):
            net = Quantity("net", neuron, "", sample, update)
            pair = (net, net._replace(kind="out"))
            groups.append(Group("equations", pair, () if position else definition))
    heads = (_net(steps), _activation(steps, 0)) if alike else (_net(steps),)
    return Section(part, title, tuple(groups), tuple(head for head in heads if head))


def _net(steps: Steps) -> Step | None:
    """The general net = Σ w·in + b, with what the network's layers have of it."""
    weighted = [layer for layer in steps.network.layers if layer.weights is not None]
    if not weighted:
        return None
    formula: Term = Formula("sum", Quantity("parameter", "w") * Quantity("input", "in"))
    if any(bias is not None and not layer.thresholds for layer in weighted for bias in layer.biases):
        formula = formula + Quantity("parameter", "b")
    if any(bias is not None and layer.thresholds for layer in weighted for bias in layer.biases):
        formula = formula - Quantity("parameter", "θ")
    return Step(Quantity("net"), formula)


def _activation(steps: Steps, number: int) -> Step:
    choice = steps.network.layers[number].activation
    entry, options = ACTIVATIONS[choice.name], options_of(choice, layer_owner(number))
    net = Quantity("net")
    if entry.value is None:
        return Step(Quantity("out"), Formula("exp", net) / Formula("sum", Formula("exp", net)))
    short = Formula("call", entry.symbol, net) if entry.symbol else None
    return Step(Quantity("out"), entry.value(net, **options), short)


def _loss(steps: Steps, requested: frozenset[Quantity]) -> Iterator[Section]:
    choice = steps.network.loss
    if choice is None:
        return
    term = LOSSES[choice.name].term
    outputs = len(steps.network.outputs)
    formula = term(Quantity("target"), Quantity("out"), outputs, **options_of(choice, LOSS))
    definition = Step(Quantity("loss"), Formula("sum", formula))
    yield Section("loss", "Loss", (Group("equations", tuple(order.loss(steps))),), (definition,))


def _backward(steps: Steps, requested: frozenset[Quantity]) -> Iterator[Section]:
    if not order.has_gradient(steps.network):
        return
    for number in reversed(range(len(steps.network.layers))):
        yield _backward_layer(steps, number, requested)
    if not order.has_update(steps.network):
        yield _backward_inputs(steps)


def _backward_layer(steps: Steps, number: int, requested: frozenset[Quantity]) -> Section:
    last = number == len(steps.network.layers) - 1
    neurons = steps.network.layers[number].neurons
    by_out = [Quantity("dE/dout", neuron, "", 0) for neuron in neurons]
    groups = list(_output_slopes(steps, by_out) if last else _hidden_slopes(steps, by_out))
    groups += _asked_for(steps, number, requested)
    groups += _gradients(steps, number)
    chain = (_chain(steps, neurons[0]),)
    remark = "" if last else "∂E/∂out summed over every path to the loss"
    return Section("backward", _title(steps, number), tuple(groups), chain if last else (), remark)


def _title(steps: Steps, number: int) -> str:
    hidden = len(steps.network.layers) - 1
    if number == hidden:
        return "Backward pass, output layer"
    return "Backward pass, hidden layer" + (f" {number + 1}" if hidden > 1 else "")


def _chain(steps: Steps, neuron: str) -> Step:
    """∂E/∂w = ∂E/∂out · ∂out/∂net · ∂net/∂w, of a softmax layer ∂E/∂net · ∂net/∂w."""
    arriving: Term = Quantity("dE/dnet")
    if steps.elementwise(neuron):
        arriving = Quantity("dE/dout") * Quantity("dout/dnet")
    formula = arriving * Quantity("dnet/dparameter", "", "w")
    return Step(Quantity("dE/dparameter", "w"), formula)


def _output_slopes(steps: Steps, by_out: list[Quantity]) -> Iterator[Group]:
    """∂E/∂out and ∂out/∂net of each output, and where a softmax mixes them their sum ∂E/∂net."""
    rows = [row for q in by_out for row in (q, *order.slopes(steps, q))]
    yield Group("equations", tuple(rows))
    yield from _net_errors(steps, by_out)


def _hidden_slopes(steps: Steps, by_out: list[Quantity]) -> Iterator[Group]:
    yield from (_by_paths(steps, q) for q in by_out)
    yield Group("equations", tuple(slope for q in by_out for slope in order.slopes(steps, q)))
    yield from _net_errors(steps, by_out)


def _net_errors(steps: Steps, by_out: list[Quantity]) -> Iterator[Group]:
    if not steps.elementwise(by_out[0].subject):
        yield Group("equations", tuple(q._replace(kind="dE/dnet") for q in by_out))


def _asked_for(steps: Steps, number: int, requested: frozenset[Quantity]) -> Iterator[Group]:
    """Numbers that the tables hold but give no line of their own, when they are asked for by name."""
    shown = (
        ("dE/dnet", "dnet/dparameter") if steps.elementwise(steps.network.layers[number].neurons[0]) else ()
    )
    asked = [q for q in order.backward_layer(steps, number) if q in requested and q.kind in shown]
    if asked:
        yield Group("equations", tuple(asked))


def _by_paths(steps: Steps, q: Quantity) -> Group:
    paths = steps.paths(q)
    return Group("paths", (*paths, q) if len(paths) > 1 else (q,))


def _gradients(steps: Steps, number: int) -> Iterator[Group]:
    """A table of factors for the trained parameters used once, a ledger for each shared one."""
    once, shared = [], []
    for name in order.parameters_of(steps, number):
        if not steps.network.parameters[steps.numbers[name]].trained:
            continue
        q = Quantity("dE/dparameter", name, "", 0)
        (once if len(steps.portions(q)) == 1 else shared).append(q)
    if once:
        yield Group("chain", tuple(once))
    for q in shared:
        yield Group("places", (*steps.portions(q), q))


def _backward_inputs(steps: Steps) -> Section:
    inputs = [Quantity("dE/dinput", name, "", 0) for name in steps.network.inputs]
    groups = tuple(_by_paths(steps, q) for q in inputs)
    return Section(
        "backward", "Backward pass, inputs", groups, (), "∂E/∂in summed over every path to the loss"
    )


def _update(steps: Steps, requested: frozenset[Quantity]) -> Iterator[Section]:
    network = steps.network
    if not order.has_update(network):
        return
    line = OPTIMIZERS[network.optimizer.name].lines[-1][1]
    weight = Quantity("parameter", "w")
    gradient, rate = Quantity("dE/dparameter", "w"), Quantity("rate")
    formula = line(w=weight, g=gradient, eta=rate, **options_of(network.optimizer, RULE))
    definition = Step(weight._replace(update=1), formula)
    yield Section("update", "Update", (Group("update", tuple(order.updates(steps))),), (definition,))
    if any(q.update and q.kind != "parameter" for q in requested):
        yield _forward_pass(steps, "update", "Forward pass with the new weights", 0, 1)
        yield Section(
            "update", "Loss with the new weights", (Group("equations", tuple(order.loss(steps, 0, 1))),)
        )
    outs = tuple(Quantity("out", neuron, "", 0, 1) for neuron in network.outputs)
    yield Section("update", "After the step", (Group("change", (*outs, steps.loss(1))),))


SECTIONS = (_forward, _loss, _backward, _update)
"""What makes the sections, in order."""


def restricted(
    sheet: tuple[Section, ...], wanted: frozenset[Quantity] | None, parts: tuple[str, ...]
) -> tuple[Section, ...]:
    """The sheet reduced to some quantities and some parts; groups and sections left empty go."""
    chosen = (section for section in sheet if not parts or section.part in parts)
    if wanted is None:
        return tuple(chosen)
    reduced = (section._replace(groups=_wanted(section.groups, wanted)) for section in chosen)
    return tuple(section for section in reduced if section.groups)


def _wanted(groups: tuple[Group, ...], wanted: frozenset[Quantity]) -> tuple[Group, ...]:
    kept = (group._replace(quantities=tuple(q for q in group.quantities if q in wanted)) for group in groups)
    return tuple(group for group in kept if group.quantities)
