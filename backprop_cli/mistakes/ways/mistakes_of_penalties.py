"""Mistakes of the regularisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...calculation.forward import strength
from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term, total
from ...maths.optimizers import DEFAULT_RULE, OPTIMIZERS
from ...maths.penalties import PENALTIES
from ..mistake import Mistake, Ways
from ..way import Change, Way, changed, of_leaves
from .places import biases_of, is_trained, weights_of


def no_penalty(wiring: Wiring) -> Iterator[Way]:
    """The gradient, or the loss, without the term of the regularisation."""
    if wiring.penalties:
        none = ("penalty slope", "penalty")
        yield Way((of_leaves(("dE/dparameter", "loss"), lambda _, q: 0 if q.kind in none else q),))


def penalty_on_biases(wiring: Wiring) -> Iterator[Way]:
    """The regularisation on biases as well."""
    names = [name for name, penalty in wiring.penalties.items() if not penalty.biases]
    biases = biases_of(wiring)
    if names and biases:
        yield Way((_of_all(names), changed(("dE/dparameter",), _with_slopes(names), biases)))


def _with_slopes(names: list[str]) -> Callable[[Wiring, Step], Term]:
    """The gradient that the update uses, with the slopes of penalties."""

    def rewritten(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        if q != wiring.gradient(q.subject, q.update):
            return step.formula
        bias = wiring.parameter(wiring.numbers[q.subject], q.update)
        return step.formula + total(PENALTIES[name].slope(bias, strength(wiring, name)) for name in names)

    return rewritten


def _of_all(names: list[str]) -> Change:
    """The penalties over all parameters."""

    def rewritten(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        parameters = (wiring.parameter(number, q.update) for number in range(len(wiring.numbers)))
        values = total(PENALTIES[q.subject].value(each) for each in parameters)
        return PENALTIES[q.subject].total(values, strength(wiring, q.subject))

    return changed(("penalty",), rewritten, names)


def _times(factor: int) -> Ways:
    """The term of the L2 and its slope times a factor."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        if wiring.network.l2 is not None:
            yield Way((changed(("penalty",), scaled, ("l2",)), changed(("penalty slope",), slope)))

    def scaled(wiring: Wiring, step: Step) -> Term:
        return Formula("multiply", factor, step.formula)

    def slope(wiring: Wiring, step: Step) -> Term:
        return scaled(wiring, step) if step.quantity.by == "l2" else step.formula

    return ways


def decayed_again(wiring: Wiring) -> Iterator[Way]:
    """Twice the slope of the L2 in the gradient, or η·λ·w subtracted once more from the weights."""
    if wiring.network.l2 is not None:
        yield Way((changed(("penalty slope",), _doubled),))
    rule = OPTIMIZERS[wiring.network.optimizer.name].name
    if wiring.network.l2 is not None and is_trained(wiring) and rule == DEFAULT_RULE:
        yield Way((changed(("parameter",), _decayed, weights_of(wiring)),))


def _doubled(wiring: Wiring, step: Step) -> Term:
    return Formula("multiply", 2, step.formula) if step.quantity.by == "l2" else step.formula


def _decayed(wiring: Wiring, step: Step) -> Term:
    before = step.quantity._replace(update=step.quantity.update - 1)
    slope = before._replace(kind="penalty slope", by="l2")
    return step.formula - Quantity("rate") * slope


ENTRIES = (
    Mistake(
        "penalty forgotten",
        "dE/dw = g + λ·w → dE/dw = g",
        "The term of the regularisation is missing.",
        "the regularisation is left out",
        no_penalty,
        1,
        "homework where the gradient of the data is taken for the whole one",
    ),
    Mistake(
        "penalty on biases",
        "dE/db = g → dE/db = g + λ·b",
        "The regularisation counts the weights only, and the biases got it as well.",
        "the regularisation counts the biases as well",
        penalty_on_biases,
        2,
        "libraries whose weight decay counts every parameter",
    ),
    Mistake(
        "L2 without ½",
        "E = E_0 + λ/2·Σ w² → E = E_0 + λ·Σ w²",
        "The L2 term has a ½ here: λ/2·Σw², whose derivative is λ·w.",
        "the L2 term has no ½",
        _times(2),
        1,
        "two conventions, λ·Σw² and λ/2·Σw², that lectures and libraries mix",
    ),
    Mistake(
        "L2 doubled",
        "w⁺ = w − η·(g + λ·w) → w⁺ = (1 − η·λ)·w − η·(g + λ·w)",
        "The L2 term was counted twice: it is in the gradient, and the weight was decayed once more.",
        "the weights are decayed by the L2 term once more in the update",
        decayed_again,
        3,
        "the two ways to write weight decay, in the gradient and in the update, both at once",
    ),
    Mistake(
        "L2 with the other sign",
        "dE/dw = g + λ·w → dE/dw = g − λ·w",
        "The L2 term is added to the loss and to the gradient; here it was subtracted.",
        "the L2 term is subtracted",
        _times(-1),
        2,
        "the minus of the update w − η·λ·w, carried into the gradient",
    ),
)
"""The mistakes of this file."""
