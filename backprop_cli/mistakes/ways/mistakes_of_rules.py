"""Mistakes of the update rules with a memory: momentum and Adam."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import RULE, Wiring, options_of
from ...maths.formula import Term, build
from ...maths.optimizers import OPTIMIZERS
from ..mistake import Mistake, Ways
from ..way import Way, changed, replaced
from .places import is_trained, operated

ADAM = ("adam", "adamw")


def _of_rules(rules: tuple[str, ...], kind: str, change: Callable[[Wiring, Step], Term]) -> Ways:
    """A change of the states, or of the parameter, where the rule is one of these."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        if is_trained(wiring) and OPTIMIZERS[wiring.network.optimizer.name].name in rules:
            yield Way((changed((kind,), change),))

    return ways


def _averaged(wiring: Wiring, step: Step) -> Term:
    """μ·v + (1 − μ)·g."""
    before = step.quantity._replace(update=step.quantity.update - 1)
    momentum = options_of(wiring.network.optimizer, RULE)["momentum"]
    return momentum * before + (1 - momentum) * wiring.gradient(before.subject, before.update)


def _turned(wiring: Wiring, step: Step) -> Term:
    """−μ·v + g."""
    before = step.quantity._replace(update=step.quantity.update - 1)
    return replaced(step.formula, lambda q: build("negative", q) if q == before else q)


CORRECTED = {"mhat": "m", "vhat": "v"}


def _uncorrected(wiring: Wiring, step: Step) -> Term:
    """The moments as they are."""
    q: Quantity = step.quantity
    return q._replace(by=CORRECTED[q.by]) if q.by in CORRECTED else step.formula


def _without_square(wiring: Wiring, step: Step) -> Term:
    """β2·v + (1 − β2)·g."""
    return operated(step.formula, "power", lambda x, _: x) if step.quantity.by == "v" else step.formula


def _without_root(wiring: Wiring, step: Step) -> Term:
    """w − η·mhat / (vhat + ε)."""
    return operated(step.formula, "sqrt", lambda x: x)


ENTRIES = (
    Mistake(
        "momentum as an average",
        "v⁺ = μ·v + g → v⁺ = μ·v + (1 − μ)·g",
        "The velocity is not an average here: the gradient counts whole.",
        "the velocity is an exponential average",
        _of_rules(("momentum", "nesterov"), "state", _averaged),
        1,
        "Ng, Improving Deep Neural Networks 2017, whose momentum is an average",
    ),
    Mistake(
        "momentum with the other sign",
        "v⁺ = μ·v + g → v⁺ = g − μ·v",
        "The old velocity is added to the gradient; here it was subtracted.",
        "the old velocity is subtracted",
        _of_rules(("momentum", "nesterov", "momentum_average"), "state", _turned),
        2,
        "two conventions for the velocity, with the gradient's sign and with that of the change",
    ),
    Mistake(
        "Adam without correction",
        "mhat = m/(1 − β1^t) → mhat = m",
        "The moments of Adam are divided by 1 − β^t, since they start at 0; the correction is missing.",
        "the moments of Adam are not corrected",
        _of_rules(ADAM, "state", _uncorrected),
        1,
        "programs of Adam that leave the two lines out (Kingma, Ba 2015, algorithm 1 has them)",
    ),
    Mistake(
        "Adam without the square",
        "v⁺ = β2·v + (1 − β2)·g·g → v⁺ = β2·v + (1 − β2)·g",
        "The second moment of Adam is an average of the squared gradients; the square is missing.",
        "the second moment of Adam has no square",
        _of_rules(ADAM, "state", _without_square),
        2,
        "the line of the first moment, copied",
    ),
    Mistake(
        "Adam without the root",
        "w⁺ = w − η·mhat/(√vhat + ε) → w⁺ = w − η·mhat/(vhat + ε)",
        "The step of Adam is divided by the root of the second moment; the root is missing.",
        "the step of Adam is divided by the second moment without its root",
        _of_rules(ADAM, "parameter", _without_root),
        2,
        "homework where the root is overlooked",
    ),
)
"""The mistakes of this file."""
