"""The sheet of a network: its sections in the order of the board.

`--only` and `--part` are filters on this data. To add a section: a function here, called where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..calculation import order
from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient, has_update, is_perceptron, number_of_updates, samples_of
from ..calculation.steps import LOSS, RULE, Step, Steps, layer_owner, options_of
from ..maths.activations import ACTIVATIONS
from ..maths.formula import Formula, Term
from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from . import matrix_sections
from .backward_sections import backward_sections
from .groups import Group, Pass, Section, is_trained


def sections(
    steps: Steps,
    updates: Sequence[int],
    samples: Sequence[int] | None = None,
    requested: frozenset[Quantity] = frozenset(),
) -> tuple[Section, ...]:
    """The sections of some updates and samples, with the lines that stand there only if asked for."""
    several = number_of_updates(steps.network) > 1
    given = tuple(q for q in sorted(requested) if is_given(steps, q))
    result = [Section("given", "Given", (Group("given", given),))] if given else []
    before = None
    for update in updates:
        if before is not None and update > before + 1:
            result.append(_long_run(steps, range(before + 1, update)))
        before = update
        title = f", step {update + 1}" if several else ""
        for sample in samples_of(steps.network, update):
            if samples is not None and sample not in samples:
                continue
            several_samples = len(steps.network.samples) > 1
            suffix = title + (f", sample {sample + 1}" if several_samples else "")
            result += _in_update(update, _of_sample(Pass(steps, requested, sample, update, suffix)))
        result += _in_update(update, _of_update(Pass(steps, requested, 0, update, title)))
    result += _at_a_glance(steps, samples)
    return tuple(result)


def _at_a_glance(steps: Steps, samples: Sequence[int] | None) -> Iterator[Section]:
    """The outputs of several samples beside their targets, where nothing is updated."""
    network = steps.network
    if len(network.samples) > 1 and not has_update(network):
        chosen = range(len(network.samples)) if samples is None else samples
        outs = tuple(Quantity("out", name, "", sample) for sample in chosen for name in network.outputs)
        yield Section("forward", "Outputs", (Group("outputs", outs),))


def _long_run(steps: Steps, updates: range) -> Section:
    """The updates that are not shown in full: a row each, the loss and the parameters before it."""
    losses = tuple(steps.loss(update) for update in updates) if has_gradient(steps.network) else ()
    group = Group("long run", losses or tuple(Quantity("count", update=update) for update in updates))
    first, last = updates[0] + 1, updates[-1] + 1
    title = f"Steps {first} to {last}" if last > first else f"Step {first}"
    return Section("update", title, (group,), (), (), updates[0])


def _in_update(update: int, made: Iterator[Section]) -> Iterator[Section]:
    return (section._replace(update=update) for section in made)


def _of_sample(pass_: Pass) -> Iterator[Section]:
    yield _forward(pass_, "forward", "Forward pass" + pass_.suffix)
    if has_gradient(pass_.steps.network):
        yield _loss(pass_, "loss", "Loss" + pass_.suffix)
        yield from (
            matrix_sections.backward(pass_) if pass_.steps.form == "matrix" else backward_sections(pass_)
        )
    elif is_perceptron(pass_.steps.network):
        errors = tuple(order.errors(pass_.steps, pass_.sample, pass_.update))
        definition = Step(Quantity("error"), Quantity("target") - Quantity("out"))
        yield Section("loss", "Error" + pass_.suffix, (Group("equations", errors),), (definition,))


def _of_update(pass_: Pass) -> Iterator[Section]:
    if has_gradient(pass_.steps.network):
        yield from _batch(pass_)
    if has_update(pass_.steps.network):
        yield from _update(pass_)


def _batch(pass_: Pass) -> Iterator[Section]:
    """How the samples of a batch come together, and what the penalties add."""
    together = tuple(order.batch(pass_.steps, pass_.update))
    losses = tuple(q for q in together if q.kind in ("loss", "penalty"))
    gradients = tuple(q for q in together if q.kind == "dE/dparameter" and is_trained(pass_.steps, q))
    slopes = tuple(q for q in together if q.kind == "penalty slope" and q in pass_.requested)
    groups = [Group("batch", losses), Group("batch", slopes), Group("batch", gradients)]
    kept = tuple(group for group in groups if group.quantities)
    if kept:
        samples = len(samples_of(pass_.steps.network, pass_.update))
        title = "Loss and gradients over the batch" if samples > 1 else "Regularisation"
        yield Section("backward", title + pass_.suffix, kept)


def _forward(pass_: Pass, part: str, title: str) -> Section:
    layers = pass_.steps.network.layers
    if pass_.steps.form == "matrix":
        return Section(part, title, tuple(matrix_sections.forward(pass_)))
    alike = len({layer.activation for layer in layers}) == 1
    groups = []
    for number, layer in enumerate(layers):
        definition = () if alike else (_activation(pass_.steps, number),)
        for position, neuron in enumerate(layer.neurons):
            pair = (pass_.quantity("net", neuron), pass_.quantity("out", neuron))
            groups.append(Group("equations", pair, () if position else definition))
    heads = (_net(pass_.steps), _activation(pass_.steps, 0)) if alike else (_net(pass_.steps),)
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


def _loss(pass_: Pass, part: str, title: str) -> Section:
    network = pass_.steps.network
    choice = network.loss
    assert choice is not None
    term = LOSSES[choice.name].term
    formula = term(Quantity("target"), Quantity("out"), len(network.outputs), **options_of(choice, LOSS))
    definition = Step(Quantity("loss"), Formula("sum", formula))
    lines = tuple(order.loss(pass_.steps, pass_.sample, pass_.update))
    return Section(part, title, (Group("equations", lines),), (definition,))


def _update(pass_: Pass) -> Iterator[Section]:
    lines = tuple(order.updates(pass_.steps, pass_.update + 1))
    layout = "update" if all(q.kind == "parameter" for q in lines) else "equations"
    yield Section(
        "update", "Update" + pass_.suffix, (Group(layout, lines),), tuple(_rule(pass_.steps, pass_.update))
    )
    yield from _with_new_weights(pass_)
    samples = samples_of(pass_.steps.network, pass_.update)
    outs = [
        Quantity("out", neuron, "", sample, pass_.update + 1)
        for sample in samples
        for neuron in pass_.steps.network.outputs
    ]
    whole = [pass_.steps.loss(pass_.update, after=True)] if has_gradient(pass_.steps.network) else []
    yield Section("update", "After the step" + pass_.suffix, (Group("change", (*outs, *whole)),))
    rounding = pass_.steps.network.rounding
    if rounding is not None and rounding.each_step:
        before = [pass_.steps.loss(pass_.update)] if whole else []
        results = (*before, *(q for q in lines if q.kind == "parameter"), *whole)
        yield Section("update", "Rounded and exact" + pass_.suffix, (Group("drift", results),))


def _with_new_weights(pass_: Pass) -> Iterator[Section]:
    """The forward pass after the update, where its numbers are asked for by name."""
    for sample in samples_of(pass_.steps.network, pass_.update):
        after = pass_._replace(sample=sample, update=pass_.update + 1)
        if any(q.sample == sample and q.update == after.update for q in pass_.requested):
            yield _forward(after, "update", "Forward pass with the new weights" + pass_.suffix)
            if has_gradient(pass_.steps.network):
                yield _loss(after, "update", "Loss with the new weights" + pass_.suffix)


def _rule(steps: Steps, update: int) -> Iterator[Step]:
    """The lines of the update rule in general letters."""
    choice = steps.network.optimizer
    weight = Quantity("parameter", "w", update=update)
    letters: dict[str, Term] = {"w": weight, "eta": Quantity("rate"), "g": Quantity("dE/dparameter", "w")}
    letters |= {"e": Quantity("error"), "x": Quantity("input", "in"), "t": Quantity("count")}
    entry = OPTIMIZERS[choice.name]
    letters |= {letter: Quantity("state", "", letter, None, update) for letter in entry.state}
    for letter, line in entry.lines:
        new = weight if letter == "w" else Quantity("state", "", letter)
        new = new._replace(update=update + 1)
        yield Step(new, line(**letters, **options_of(choice, RULE)))
        letters[letter] = new


def is_given(steps: Steps, q: Quantity) -> bool:
    """Whether a quantity stands in the file and not in a formula."""
    return q.kind not in steps.makers or q.is_start


def restricted(
    sheet: tuple[Section, ...], wanted: frozenset[Quantity] | None, parts: tuple[str, ...]
) -> tuple[Section, ...]:
    """The sheet reduced to some quantities and some parts; groups and sections left empty go."""
    chosen = (section for section in sheet if not parts or section.part in (*parts, "given"))
    if wanted is None:
        return tuple(chosen)
    reduced = (section._replace(groups=_wanted(section.groups, wanted)) for section in chosen)
    return tuple(section for section in reduced if section.groups)


def _wanted(groups: tuple[Group, ...], wanted: frozenset[Quantity]) -> tuple[Group, ...]:
    kept = (group._replace(quantities=tuple(q for q in group.quantities if q in wanted)) for group in groups)
    return tuple(group for group in kept if group.quantities)
