"""Mistakes of the update: the sign, what is subtracted from what, what is trained."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term
from ...maths.optimizers import DEFAULT_RULE, OPTIMIZERS
from ..mistake import Mistake, Ways
from ..way import Way, changed
from .places import is_trained


def _updated(change: Callable[[Wiring, Step], Term]) -> Ways:
    """The new parameter by another formula."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        if is_trained(wiring):
            yield Way((changed(("parameter",), change),))

    return ways


TURNED = {"add": "subtract", "subtract": "add"}


def _turned(wiring: Wiring, step: Step) -> Term:
    """w + η·g."""
    formula = step.formula
    assert isinstance(formula, Formula)
    return Formula(TURNED[formula.operation], *formula.arguments)


def change_alone(wiring: Wiring) -> Iterator[Way]:
    """The change of a parameter in the place of its new value, and its other sign."""
    if is_trained(wiring):
        yield Way((changed(("parameter",), _change_alone),))
        yield Way((changed(("parameter",), lambda w, step: Formula("negative", _change_alone(w, step))),))


def _change_alone(wiring: Wiring, step: Step) -> Term:
    formula = step.formula
    assert isinstance(formula, Formula)
    change = formula.arguments[1]
    return change if formula.operation == "add" else Formula("negative", change)


def biases_kept(wiring: Wiring) -> Iterator[Way]:
    """Biases that stay as they are."""
    parameters = wiring.network.parameters
    names = {each.name for each in parameters if each.kind != "weight" and each.trained}
    if names and is_trained(wiring):
        yield Way((changed(("parameter",), _kept, names),))


def outputs_only(wiring: Wiring) -> Iterator[Way]:
    """The parameters of hidden layers stay as they are."""
    last, parameters = len(wiring.network.layers) - 1, wiring.network.parameters
    hidden = {
        parameters[number].name
        for number, places in wiring.uses.items()
        if parameters[number].trained and all(place.layer < last for place in places)
    }
    if hidden and is_trained(wiring):
        yield Way((changed(("parameter",), _kept, hidden),))


def _before(q: Quantity) -> Quantity:
    return q._replace(update=q.update - 1)


def _kept(wiring: Wiring, step: Step) -> Term:
    return _before(step.quantity)


def decayed(wiring: Wiring) -> Iterator[Way]:
    """(1 − η)·w − η·g, and (1 − η)·w without the gradient."""
    yield from _updated(_decayed)(wiring)
    yield from _updated(_left)(wiring)


def _decayed(wiring: Wiring, step: Step) -> Term:
    return step.formula - Quantity("rate") * _before(step.quantity)


def _left(wiring: Wiring, step: Step) -> Term:
    before = _before(step.quantity)
    return before - Quantity("rate") * before


def fixed_trained(wiring: Wiring) -> Iterator[Way]:
    """Fixed parameters that were trained: they have no step, so nothing is changed here."""
    if is_trained(wiring) and any(not parameter.trained for parameter in wiring.network.parameters):
        yield Way(())


def plain_descent(wiring: Wiring) -> Iterator[Way]:
    """w − η·g where the rule is another one."""
    rule = OPTIMIZERS[wiring.network.optimizer.name]
    if is_trained(wiring) and rule.name != DEFAULT_RULE and not rule.by_error:
        yield Way((changed(("parameter",), _plain),))


def _plain(wiring: Wiring, step: Step) -> Term:
    before = _before(step.quantity)
    return before - Quantity("rate") * wiring.gradient(before.subject, before.update)


ENTRIES = (
    Mistake(
        "gradient added",
        "w⁺ = w − η·g → w⁺ = w + η·g",
        "The gradient was added; a step downhill subtracts it.",
        "the gradient is added instead of subtracted",
        _updated(_turned),
        1,
        "books with the error target − out, whose rule adds, beside a gradient",
    ),
    Mistake(
        "change for the new weight",
        "w⁺ = w − η·g → w⁺ = −η·g",
        "That is the change of the parameter; it has still to be added to the old value.",
        "the change of a parameter is taken for its new value",
        change_alone,
        1,
        "books that call the update Δw, and end with it",
    ),
    Mistake(
        "weight decayed by the rate",
        "w⁺ = w − η·g → w⁺ = (1 − η)·w − η·g",
        "The old value was multiplied with 1 − η; it stays whole.",
        "the old value is multiplied with 1 − η",
        decayed,
        3,
        "the update of an average, (1 − η)·old + η·new, as in reinforcement learning",
    ),
    Mistake(
        "not updated",
        "w⁺ = w − η·g → w⁺ = w",
        "That is the value before the update; it was left as it was.",
        "the parameters are left as they were",
        _updated(_kept),
        1,
        "homework where the new column of a table is copied from the old one",
    ),
    Mistake(
        "bias not updated",
        "b⁺ = b − η·g → b⁺ = b",
        "The bias is trained here; it has an update as the weights have.",
        "the biases are not trained",
        biases_kept,
        1,
        "Mazur 2015, who trains the weights alone",
    ),
    Mistake(
        "only the output layer updated",
        "w_1⁺ = w_1 − η·g_1 → w_1⁺ = w_1",
        "The parameters of the hidden layers are trained as well; here they kept their values.",
        "only the output layer is trained",
        outputs_only,
        2,
        "the delta rule of a single layer, used for the last one alone",
    ),
    Mistake(
        "fixed parameter updated",
        "b⁺ = b → b⁺ = b − η·g",
        "This exercise does not train that parameter; it stays as it is.",
        "the fixed parameters are trained",
        fixed_trained,
        2,
        "homework after Mazur 2015, who trains the weights alone",
    ),
    Mistake(
        "plain gradient descent",
        "w⁺ = w − η·v → w⁺ = w − η·g",
        "This exercise has another update rule than plain gradient descent.",
        "the update is plain gradient descent",
        plain_descent,
        1,
        "the first rule of every course, in the place of one with a memory",
    ),
)
"""The mistakes of this file."""
