"""Every update rule once more, from its paper: a generator yields its parameter and is sent the gradient.

Each is written in a form other than the program's where there is one: as sums over all gradients so far, with
the rate inside the velocity, with the gradient at the point ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from typing import Any

from oracles import M

Rule = Generator[Any, Any, None]

BETA = M.mpf("0.9")  # Ng 2017; Kingma, Ba 2015, algorithm 1; Tieleman, Hinton 2012
BETA2 = M.mpf("0.999")  # Kingma, Ba 2015, algorithm 1
EPSILON = M.mpf("1e-8")  # the same
DECAY = M.mpf("0.01")  # torch.optim.AdamW; the paper searches for it


def sgd(w: Any, eta: Any) -> Rule:
    """Cauchy 1847: against the gradient."""
    while True:
        w -= eta * (yield w)


def momentum(w: Any, eta: Any, momentum: Any = BETA) -> Rule:
    """Sutskever and others 2013, eq. 1 and 2: v ← μv − ε∇f(θ), θ ← θ + v."""
    v = M.mpf(0)
    while True:
        v = momentum * v - eta * (yield w)
        w += v


def momentum_average(w: Any, eta: Any, beta: Any = BETA) -> Rule:
    """Ng 2017, course 2, week 2: the weighted average of all gradients so far takes the gradient's place."""
    found: list[Any] = []
    while True:
        found.append((yield w))
        w -= eta * weighted(found, beta)


def nesterov(w: Any, eta: Any, momentum: Any = BETA) -> Rule:
    """Sutskever and others 2013, eq. 3 and 4: v ← μv − ε∇f(θ + μv), θ ← θ + v.

    What Bengio, Boulanger-Lewandowski, Pascanu 2013 call the parameter is the θ + μv of it.
    """
    theta, v = w, M.mpf(0)
    while True:
        v = momentum * v - eta * (yield theta + momentum * v)
        theta += v


def adagrad(w: Any, eta: Any, epsilon: Any = EPSILON) -> Rule:
    """Duchi, Hazan, Singer 2011, figure 1: the step over δ + ‖g_1:t‖₂."""
    found: list[Any] = []
    while True:
        found.append((yield w))
        w -= eta * found[-1] / (epsilon + M.norm(found, 2))


def rmsprop(w: Any, eta: Any, rho: Any = BETA, epsilon: Any = EPSILON) -> Rule:
    """Tieleman, Hinton 2012, lecture 6.5: the gradient over the root of its mean square."""
    found: list[Any] = []
    while True:
        found.append((yield w))
        w -= eta * found[-1] / (M.sqrt(weighted([g * g for g in found], rho)) + epsilon)


def adam(w: Any, eta: Any, beta1: Any = BETA, beta2: Any = BETA2, epsilon: Any = EPSILON) -> Rule:
    """Kingma, Ba 2015, algorithm 1, with the moments as sums (their eq. 1)."""
    yield from adamw(w, eta, beta1, beta2, epsilon, 0)


def adamw(
    w: Any,
    eta: Any,
    beta1: Any = BETA,
    beta2: Any = BETA2,
    epsilon: Any = EPSILON,
    weight_decay: Any = DECAY,
) -> Rule:
    """Loshchilov, Hutter 2019, algorithm 2, line 12, with α in η: θ ← θ − η(m̂/(√v̂ + ε) + λθ)."""
    found: list[Any] = []
    while True:
        found.append((yield w))
        first = weighted(found, beta1) / (1 - beta1 ** len(found))
        second = weighted([g * g for g in found], beta2) / (1 - beta2 ** len(found))
        w = (1 - eta * weight_decay) * w - eta * first / (M.sqrt(second) + epsilon)


def perceptron(w: Any, eta: Any) -> Rule:
    """Rosenblatt 1958: towards the input where the output is too low; it is sent −(target − out)·input."""
    while True:
        w -= eta * (yield w)


def weighted(found: Sequence[Any], beta: Any) -> Any:
    """The exponential average that starts at 0, as a sum: (1 − β) Σ β^(t − i) x_i."""
    return (1 - beta) * sum(beta ** (len(found) - i) * x for i, x in enumerate(found, 1))


RULES: dict[str, Callable[..., Rule]] = {
    rule.__name__: rule
    for rule in (
        sgd,
        momentum,
        momentum_average,
        nesterov,
        adagrad,
        rmsprop,
        adam,
        adamw,
        perceptron,
    )
}


def run(
    rule: str,
    start: Sequence[Any],
    slopes: Callable[[list[Any]], list[Any]],
    eta: Any,
    **options: Any,
) -> Iterator[list[Any]]:
    """The parameters after each step of a rule, without end; `slopes` gives the gradient at parameters."""
    rules = [RULES[rule](w, eta, **options) for w in start]
    now = [next(one) for one in rules]
    while True:
        now = [one.send(g) for one, g in zip(rules, slopes(now), strict=True)]
        yield now


def steps(count: int, *arguments: Any, **options: Any) -> list[list[Any]]:
    """So many steps of `run`."""
    return list(islice(run(*arguments, **options), count))
