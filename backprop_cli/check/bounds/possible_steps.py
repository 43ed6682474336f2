"""The steps by which a student may work a number out: of every form of the backward pass, in every wording.

To add a form: a row in `POSSIBLE`; another way to write an activation, a slope or a loss stands beside it in
the tables of `maths`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from ...calculation import backward
from ...calculation.forms import FORMS, by_error_terms, weighted_error
from ...calculation.forward import layer_nets
from ...calculation.quantity import Quantity
from ...calculation.schedule import has_gradient, samples_of
from ...calculation.step import Step, worked_out
from ...calculation.wiring import LOSS, Wiring, options_of
from ...maths.activations import ACTIVATIONS
from ...maths.formula import Term, leaves, total
from ...maths.losses import LOSSES
from ...sheet.request import EXPANDED_LAYERS
from .orders import Node, prepared

if TYPE_CHECKING:
    from ...calculation.steps import Steps
    from ...sheet.worked_example import Worksheet

Maker = Callable[[Wiring, Quantity], Step]

OF_LOSS = ("dE/dout", "dE/dnet")
"""The kinds of number that are derivatives of the loss where they are worded otherwise."""

EXPANDED_WIDTH = 3
"""Neurons of a layer up to which anybody writes a gradient as one formula."""

MOST_PATHS = 3
"""Paths back, of which each may be worked out by an error term or by the factors of the chain rule."""


def by_chain_or_error_terms(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂out of a hidden neuron from the error terms; of an output as everywhere."""
    return backward.loss_by_out(wiring, q) if q.subject in wiring.outputs else by_error_terms(wiring, q)


def error_term(wiring: Wiring, q: Quantity) -> Step:
    """δ: of an output by the chain rule, of a hidden neuron (Σ δ·w) · ∂out/∂net."""
    maker = backward.loss_by_net if q.subject in wiring.outputs else FORMS["delta"]["dE/dnet"]
    return maker(wiring, q)


POSSIBLE = FORMS | {
    "error terms": FORMS["delta"]
    | {"dE/dnet": error_term, "dE/dout": by_chain_or_error_terms}
    | {"share": weighted_error, "input share": weighted_error}
}
"""The makers of each form."""


def mean_first(form: str) -> dict[str, Maker]:
    """A form in which the mean over the samples is taken at the outputs, and the gradients are added up."""
    makers = POSSIBLE[form]

    def by_out(wiring: Wiring, q: Quantity) -> Step:
        step = makers["dE/dout"](wiring, q)
        return Step(q, step.formula / _samples(wiring, q)) if q.subject in wiring.outputs else step

    def gradient(wiring: Wiring, q: Quantity) -> Step:
        if q.sample is not None or _samples(wiring, q) < 2:
            return makers["dE/dparameter"](wiring, q)
        names = wiring.penalties_on(wiring.numbers[q.subject])
        penalties = total(q._replace(kind="penalty slope", by=name) for name in names)
        return Step(q, total(q._replace(sample=sample) for sample in wiring.samples(q)) + penalties)

    return makers | {"dE/dout": by_out, "dE/dparameter": gradient}


MEAN_FIRST = ("mean first", "mean first, error terms")
"""The forms that take the mean over the samples before anything else."""

POSSIBLE |= zip(MEAN_FIRST, map(mean_first, ("chain", "error terms")), strict=True)


def _samples(wiring: Wiring, q: Quantity) -> int:
    return len(samples_of(wiring.network, q.update))


class Possible:
    """A step, prepared when it is asked for."""

    def __init__(self, step: Step) -> None:
        self.step = step

    @cached_property
    def formula(self) -> Node:
        """The textbook's formula with errors."""
        return prepared(self.step.formula)

    @cached_property
    def computed(self) -> Node:
        """The formula without overflow with errors."""
        return prepared(worked_out(self.step))

    @cached_property
    def quantities(self) -> frozenset[Quantity]:
        """The numbers that the step is worked out from."""
        return frozenset(leaf for leaf in leaves(self.step.formula) if isinstance(leaf, Quantity))


class PossibleSteps:
    """The different steps of every number of a network, each made once."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet, self.steps = worksheet, worksheet.steps
        self._steps: dict[tuple[Maker, Quantity], Possible] = {}
        self._others: dict[tuple[Quantity, bool], tuple[Possible, ...]] = {}
        self._mixed: dict[Quantity, tuple[Possible, ...]] = {}

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which a student may work on this network."""
        layers = self.worksheet.network.layers
        deep = len(layers) > EXPANDED_LAYERS or max(len(layer.neurons) for layer in layers) > EXPANDED_WIDTH
        return ("chain", "error terms", "beta") if deep else ("chain", "error terms", "beta", "expanded")

    @property
    def has_mean(self) -> bool:
        """Whether a student may take a mean over samples before anything else."""
        network = self.worksheet.network
        updates = self.worksheet.updates
        several = any(len(samples_of(network, update)) > 1 for update in updates)
        return network.batch == "mean" and several and has_gradient(network)

    def of(self, makers: Iterable[Maker], q: Quantity, first: bool = False) -> Iterator[Possible]:
        """The steps that some makers make for a number, then those that are worded otherwise.

        With the mean taken `first`, those of the loss have it as well.
        """
        yield from (self._step(make, q) for make in makers)
        if (q, first) not in self._others:
            by = _samples(self.steps, q) if first and q.kind in OF_LOSS else 1
            others = (Step(q, formula / by) for formula in _otherwise(self.steps, q))
            self._others[q, first] = tuple(map(Possible, others))
        yield from self._others[q, first]

    def _step(self, make: Maker, q: Quantity) -> Possible:
        if (make, q) not in self._steps:
            self._steps[make, q] = Possible(make(self.steps, q))
        return self._steps[make, q]

    def mixed(self, q: Quantity) -> tuple[Possible, ...]:
        """∂E/∂out of a hidden neuron, over some paths by the error terms and over the others by the chain."""
        if q not in self._mixed:
            self._mixed[q] = tuple(map(Possible, _mixtures(self.steps, q)))
        return self._mixed[q]


def makers_of(kind: str, forms: Iterable[str]) -> tuple[Maker, ...]:
    """The different ways in which some forms make a kind of number."""
    return tuple(dict.fromkeys(POSSIBLE[form][kind] for form in forms))


def _mixtures(steps: Steps, q: Quantity) -> Iterator[Step]:
    if q.kind not in ("dE/dout", "dE/dinput") or q.subject in steps.outputs:
        return
    paths = steps.paths(q)
    ways = [(backward.share(steps, path).formula, weighted_error(steps, path).formula) for path in paths]
    for formulas in product(*ways) if 1 < len(paths) <= MOST_PATHS else ():
        yield Step(q, total(formulas))


def _otherwise(steps: Steps, q: Quantity) -> Iterable[Term]:
    """The other wordings of the formula of a number."""
    return OTHERWISE[q.kind](steps, q) if q.kind in OTHERWISE else ()


def _values(steps: Steps, q: Quantity) -> Iterator[Term]:
    """An output by the other formulas of its activation."""
    entry, options = ACTIVATIONS[steps.layer(q.subject).activation.name], steps.layer_options(q.subject)
    yield from (row(q._replace(kind="net"), **options) for row in entry.other_values)
    yield from (row(layer_nets(steps, q), steps.position(q.subject)) for row in entry.other_layer_values)


def _slopes(steps: Steps, q: Quantity) -> Iterator[Term]:
    """The derivative of an activation by its other formulas."""
    entry, options = ACTIVATIONS[steps.layer(q.subject).activation.name], steps.layer_options(q.subject)
    net, out = q._replace(kind="net", by=""), q._replace(kind="out", by="")
    yield from (row(net, out, **options) for row in entry.other_slopes)


def _loss_slopes(steps: Steps, q: Quantity) -> Iterator[Term]:
    """The derivative of a loss by its other formulas."""
    choice = steps.network.loss
    if choice is None or q.subject not in steps.outputs:
        return
    t, y = Quantity("target", q.subject, "", q.sample), q._replace(kind="out")
    outputs, options = len(steps.network.outputs), options_of(choice, LOSS)
    yield from (row(t, y, outputs, **options) for row in LOSSES[choice.name].other_slopes)


def _net_slopes(steps: Steps, q: Quantity) -> Iterator[Term]:
    """The error term of an output where loss and activation collapse to out − target."""
    choice = steps.network.loss
    if choice is None or q.subject not in steps.outputs:
        return
    rows = dict(LOSSES[choice.name].other_net_slopes)
    if row := rows.get(ACTIVATIONS[steps.layer(q.subject).activation.name].name):
        yield row(Quantity("target", q.subject, "", q.sample), q._replace(kind="out"))


OTHERWISE: dict[str, Callable[[Steps, Quantity], Iterator[Term]]] = {
    "out": _values,
    "dout/dnet": _slopes,
    "dE/dout": _loss_slopes,
    "dE/dnet": _net_slopes,
}
"""What else a number of a kind may be worked out by."""
