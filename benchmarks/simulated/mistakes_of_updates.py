"""What goes wrong with the samples, the regularisation and the update."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .forms import ONE, TWO
from .forward import ZERO
from .mistakes import Way
from .rules import Change
from .updates import Student

Right = Callable[..., Any]

Parts = tuple[Decimal, ...]


def of_samples(formula: Callable[[Student, Parts], Decimal]) -> tuple[Way, ...]:
    """Another number made of those of the samples: of loss and gradients, or of gradients alone."""

    def of_all(c: Student, right: Right, parts: Parts) -> Decimal:
        return formula(c, parts) if len(parts) > 1 else right(parts)

    def of_gradients(c: Student, right: Right, name: str) -> Decimal:
        return formula(c, c.parts(name)) if len(c.batch) > 1 else right(name)

    return {"reduced": of_all}, {"batch_gradient": of_gradients}


def divided(c: Student, total: Decimal, size: int) -> Decimal:
    """A sum, or a mean over so many where the exercise has a mean."""
    return total / size if c.network.mean else total


def total(parts: Parts) -> Decimal:
    """The sum, which is a decimal even of one."""
    return sum(parts, ZERO)


def only_if(test: Callable[[Student, str], bool], change: Change) -> Change:
    """A change for some parameters."""
    return lambda c, right, name, *more: (change if test(c, name) else kept)(c, right, name, *more)


def kept(c: Student, right: Right, *place: Any) -> Any:
    """No change."""
    return right(*place)


def is_bias(c: Student, name: str) -> bool:
    """Whether a parameter is a bias."""
    return name in c.network.biases


def is_hidden(c: Student, name: str) -> bool:
    """Whether a parameter belongs to a hidden neuron."""
    return any(neuron in c.network.hidden for neuron, _ in c.network.places_of(name))


def old(c: Student, right: Right, name: str) -> Decimal:
    """The parameter as it was."""
    return c.parameters[name]


def with_rate(factor: Decimal) -> Change:
    """The learning rate times a factor."""
    return lambda c, right, name: [rate * factor for rate in right(name)]


def undone(c: Student, right: Right, name: str) -> Decimal:
    """The direction divided by the learning rate."""
    return c.parameters[name] - c.hand.product(*c.direction(name)) / c.rate(name)[0]


def decayed(with_gradient: bool) -> Change:
    """The weight times one minus the rate."""

    def change(c: Student, right: Right, name: str) -> Decimal:
        found = (ONE - c.rate(name)[0]) * c.parameters[name]
        return found - c.change(name) if with_gradient else found

    return change


def average(c: Student, right: Right, name: str, gradient: Decimal) -> Decimal:
    """The momentum as a weighted mean."""
    factor = c.network.options["momentum"]
    return factor * c.state("v", name) + (ONE - factor) * gradient


def turned(c: Student, right: Right, name: str, gradient: Decimal) -> Decimal:
    """What is kept, subtracted."""
    return gradient - c.network.options["momentum"] * c.state("v", name)


def unsquared(c: Student, right: Right, name: str, gradient: Decimal) -> Decimal:
    """The second mean, of the gradients themselves."""
    beta = c.network.options["beta2"]
    return beta * c.state("v", name) + (ONE - beta) * gradient


def doubled(c: Student, right: Right, name: str) -> list[Decimal]:
    """The slope of the penalty twice."""
    return [TWO * slope for slope in right(name)]


def negated(c: Student, right: Right, name: str) -> list[Decimal]:
    """The slope of the penalty with the other sign."""
    return [-slope for slope in right(name)]


def nothing(c: Student, right: Right, name: str) -> list[Decimal]:
    """No slope of the penalty."""
    return []


def all_decayed(c: Student, right: Right, name: str) -> bool:
    """Every parameter decays where one does."""
    return c.network.l2 is not None


SAMPLES: dict[str, tuple[Way, ...]] = {
    "sum for mean": of_samples(lambda c, parts: total(parts)),
    "mean for sum": of_samples(lambda c, parts: total(parts) / len(parts)),
    "sample forgotten": (
        *of_samples(lambda c, parts: divided(c, total(parts[:-1]), len(parts))),
        *of_samples(lambda c, parts: divided(c, total(parts[1:]), len(parts) - 1)),
    ),
    "last sample only": of_samples(lambda c, parts: parts[-1]),
}

PENALTIES: dict[str, tuple[Way, ...]] = {
    "penalty forgotten": (
        {"slope_of_penalty": nothing, "penalty": lambda c, right: ZERO},
        {"slope_of_penalty": nothing},
    ),
    "penalty on biases": ({"is_decayed": all_decayed},),
    "L2 without ½": (
        {"penalty": lambda c, right: TWO * right()},
        {"penalty": lambda c, right: TWO * right(), "slope_of_penalty": doubled},
    ),
    "L2 doubled": ({"slope_of_penalty": doubled},),
    "L2 with the other sign": (
        {"slope_of_penalty": negated},
        {"slope_of_penalty": negated, "penalty": lambda c, right: -right()},
    ),
}

RATES: dict[str, tuple[Way, ...]] = {
    "gradient added": ({"moved": lambda c, right, name: c.parameters[name] + c.change(name)},),
    "learning rate forgotten": ({"rate": lambda c, right, name: []},),
    "learning rate twice": ({"rate": lambda c, right, name: right(name) * 2},),
    "divided by the learning rate": ({"moved": undone},),
    "change for the new weight": (
        {"moved": lambda c, right, name: -c.change(name)},
        {"moved": lambda c, right, name: c.change(name)},
    ),
    "weight decayed by the rate": ({"moved": decayed(True)}, {"moved": decayed(False)}),
}

WHOLE: dict[str, tuple[Way, ...]] = {
    "another learning rate": tuple({"rate": with_rate(Decimal(x))} for x in ("0.1", "10", "0.5", "2")),
    "bias not updated": ({"moved": only_if(is_bias, old)},),
    "fixed parameter updated": ({"is_trained": lambda c, right, name: True},),
    "only the output layer updated": ({"moved": only_if(is_hidden, old)},),
    "plain gradient descent": ({"direction": lambda c, right, name: [c.gradient(name)]},),
    "momentum as an average": ({"velocity": average},),
    "momentum with the other sign": ({"velocity": turned},),
    "Adam without correction": ({"corrected": lambda c, right, value, beta: value},),
    "Adam without the square": (
        {"second_moment": unsquared, "rooted": lambda c, right, value: abs(value).sqrt()},
    ),
    "Adam without the root": ({"rooted": lambda c, right, value: value},),
}
