"""The update rules: the ordered lines of each algorithm, as its paper prints them; one entry each.

Letters: w is the parameter, g its gradient, eta the learning rate, t the number of the update (from 1). A
line gives a new value to one letter from the letters before it; a letter of `state` starts at 0 and is
carried from update to update. Polyak's momentum and the exponential average of Ng's course are two
entries with two sources, not one with a flag. To add a rule: an entry in `ENTRIES`, and its published
numbers among the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .formula import Term
from .functions import sqrt

Line = tuple[str, Callable[..., Term]]


class Optimizer(NamedTuple):
    """What is known of an update rule. The last line is the new parameter."""

    name: str
    source: str
    lines: tuple[Line, ...]
    state: tuple[str, ...] = ()
    by_error: bool = False  # driven by target − out and what comes in over the weight, by no gradient
    aliases: tuple[str, ...] = ()
    options: tuple[tuple[str, str | None], ...] = ()  # name and default; None: must be given


_ADAM_MOMENTS: tuple[Line, ...] = (
    ("m", lambda m, g, beta1, **_: beta1 * m + (1 - beta1) * g),
    ("v", lambda v, g, beta2, **_: beta2 * v + (1 - beta2) * g**2),
    ("mhat", lambda m, beta1, t, **_: m / (1 - beta1**t)),
    ("vhat", lambda v, beta2, t, **_: v / (1 - beta2**t)),
)


def _step_of_root(w: Term, g: Term, s: Term, eta: Term, epsilon: Term) -> Term:
    return w - eta / (sqrt(s) + epsilon) * g


ENTRIES = (
    Optimizer(
        "sgd",
        "gradient descent, Cauchy 1847; with one sample an update, Robbins, Monro 1951",
        lines=(("w", lambda w, g, eta, **_: w - eta * g),),
        aliases=("gradient_descent", "gd"),
    ),
    Optimizer(
        "momentum",
        "Polyak 1964 as Sutskever, Martens, Dahl, Hinton 2013 write it, with the rate outside the velocity",
        lines=(
            ("v", lambda v, g, momentum, **_: momentum * v + g),
            ("w", lambda w, v, eta, **_: w - eta * v),
        ),
        state=("v",),
        options=(("momentum", "0.9"),),
    ),
    Optimizer(
        "momentum_average",
        "Ng, Improving Deep Neural Networks 2017: the velocity is an exponential average",
        lines=(
            ("v", lambda v, g, beta, **_: beta * v + (1 - beta) * g),
            ("w", lambda w, v, eta, **_: w - eta * v),
        ),
        state=("v",),
        options=(("beta", "0.9"),),
    ),
    Optimizer(
        "nesterov",
        "Nesterov 1983 in the form of Bengio, Boulanger-Lewandowski, Pascanu 2013",
        lines=(
            ("v", lambda v, g, momentum, **_: momentum * v + g),
            ("w", lambda w, g, v, eta, momentum, **_: w - eta * (g + momentum * v)),
        ),
        state=("v",),
        options=(("momentum", "0.9"),),
    ),
    Optimizer(
        "adagrad",
        "Duchi, Hazan, Singer 2011",
        lines=(
            ("s", lambda s, g, **_: s + g**2),
            ("w", lambda w, g, s, eta, epsilon, **_: _step_of_root(w, g, s, eta, epsilon)),
        ),
        state=("s",),
        options=(("epsilon", "1e-8"),),
    ),
    Optimizer(
        "rmsprop",
        "Tieleman, Hinton 2012, lecture 6.5; epsilon outside the root",
        lines=(
            ("s", lambda s, g, rho, **_: rho * s + (1 - rho) * g**2),
            ("w", lambda w, g, s, eta, epsilon, **_: _step_of_root(w, g, s, eta, epsilon)),
        ),
        state=("s",),
        options=(("rho", "0.9"), ("epsilon", "1e-8")),
    ),
    Optimizer(
        "adam",
        "Kingma, Ba 2015, algorithm 1",
        lines=(
            *_ADAM_MOMENTS,
            ("w", lambda w, mhat, vhat, eta, epsilon, **_: w - eta * mhat / (sqrt(vhat) + epsilon)),
        ),
        state=("m", "v"),
        options=(("beta1", "0.9"), ("beta2", "0.999"), ("epsilon", "1e-8")),
    ),
    Optimizer(
        "adamw",
        "Loshchilov, Hutter 2019, algorithm 2; the decay is multiplied by the rate",
        lines=(
            *_ADAM_MOMENTS,
            (
                "w",
                lambda w, mhat, vhat, eta, epsilon, weight_decay, **_: (
                    w - eta * (mhat / (sqrt(vhat) + epsilon) + weight_decay * w)
                ),
            ),
        ),
        state=("m", "v"),
        options=(("beta1", "0.9"), ("beta2", "0.999"), ("epsilon", "1e-8"), ("weight_decay", "0.01")),
    ),
    Optimizer(
        "perceptron",
        "Rosenblatt 1958: e = target − out of a step unit, x what comes in over the weight; no derivative",
        lines=(("w", lambda w, e, x, eta, **_: w + eta * e * x),),
        by_error=True,
    ),
)

OPTIMIZERS: dict[str, Optimizer] = {name: entry for entry in ENTRIES for name in (entry.name, *entry.aliases)}
"""Every update rule by each of its names."""

DEFAULT_RULE = "sgd"
"""The rule of a file that names none: w − η·g and nothing else."""
