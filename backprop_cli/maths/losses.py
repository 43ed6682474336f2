"""The losses: the term of one output, its derivative, source, other names; one entry each.

Letters: t is the target, y the output (out), n the number of outputs. E is the sum of the terms over the
outputs, so a mean carries its 1/n in each term. A loss knows ∂E/∂out and nothing of activations; that a
softmax with cross-entropy collapses to out − target is in `of_net`, the term straight from the weighted
inputs z, which is computed where the textbook's logarithm would lose its digits; the lines for `rows` are the
same for arrays of samples. To add one: an entry in
`ENTRIES`; the tests of the law, of the slope and of the table's completeness pick it up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .formula import Term, total
from .functions import absolute, exp, highest, ln, maximum, positive, sigmoid, softplus

Row = Callable[..., Term]


class Loss(NamedTuple):
    """What is known of a loss. `targets` says which numbers its targets may be."""

    name: str
    source: str
    term: Row  # (t, y, n, **options)
    slope: Row  # (t, y, n, **options)
    of_net: tuple[tuple[str, Row], ...] = ()  # an activation, and the term as (t, z of the layer, k)
    net_slope: tuple[
        tuple[str, Row], ...
    ] = ()  # an activation, and ∂E/∂z_k as (t of the layer, z of the layer, k)
    rows_of_net: tuple[
        tuple[str, Row], ...
    ] = ()  # an activation, and the terms of m samples at once as (t (m, n), z (m, n))
    rows_slope: tuple[tuple[str, Row], ...] = ()  # an activation, and their ∂E/∂net as (t (m, n), out (m, n))
    other_slopes: tuple[Row, ...] = ()  # (t, y, n, **options): ∂E/∂out as others write it
    other_net_slopes: tuple[
        tuple[str, Row], ...
    ] = ()  # an activation, and ∂E/∂net as (t, y), where it collapses to out − target
    of_error: bool = False  # it depends on target − out alone
    logarithmic: bool = False  # its terms are natural logarithms
    mean: bool = False  # its terms are divided by the number of outputs
    aliases: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    targets: str = "any"  # "any", "none", "unit" (each in [0, 1]), "distribution", "signs" (-1 or 1)
    probabilities: bool = False  # the outputs must be probabilities


def _sigmoid_binary(t: Term, z: Sequence[Term], k: int) -> Term:
    return t * softplus(-z[k]) + (1 - t) * softplus(z[k])


def _softmax_cross(t: Term, z: Sequence[Term], k: int) -> Term:
    largest = highest(z)
    return t * (ln(total(exp(each - largest) for each in z)) + largest - z[k])


def _sigmoid_binary_slope(t: Sequence[Term], z: Sequence[Term], k: int) -> Term:
    return (1 - t[k]) * sigmoid(z[k]) - t[k] * sigmoid(-z[k])


def _softmax_cross_slope(t: Sequence[Term], z: Sequence[Term], k: int) -> Term:
    largest = highest(z)
    powers = [exp(each - largest) for each in z]
    other_targets = total(t[j] for j in range(len(z)) if j != k)
    other_powers = total(powers[j] for j in range(len(z)) if j != k)
    return (powers[k] * other_targets - t[k] * other_powers) / total(powers)


def _softmax_divergence(t: Term, z: Sequence[Term], k: int) -> Term:
    return positive(t, t * ln(t) + _softmax_cross(t, z, k), 0)


def _softmax_cross_rows(t: Any, z: Any) -> Any:
    below = z - z.max(axis=1, keepdims=True)
    return t * (ln(exp(below).sum(axis=1, keepdims=True)) - below)


def _softmax_divergence_rows(t: Any, z: Any) -> Any:
    return t * ln(positive(t, t, 1)) + _softmax_cross_rows(t, z)


def _softmax_cross_rows_slope(t: Any, y: Any) -> Any:
    return y * t.sum(axis=1, keepdims=True) - t


ENTRIES = (
    Loss(
        "half_squared_error",
        "Rumelhart, Hinton, Williams 1986, eq. 3; the ½ cancels the 2 of the derivative",
        term=lambda t, y, n: (t - y) ** 2 / 2,
        slope=lambda t, y, n: -(t - y),
        of_error=True,
    ),
    Loss(
        "squared_error",
        "the sum of squares of Legendre 1805; not the half and not the mean of it",
        term=lambda t, y, n: (t - y) ** 2,
        slope=lambda t, y, n: -2 * (t - y),
        of_error=True,
    ),
    Loss(
        "mean_squared_error",
        "the mean over the outputs; the mean over samples is `batch: mean`",
        term=lambda t, y, n: (t - y) ** 2 / n,
        slope=lambda t, y, n: -2 * (t - y) / n,
        aliases=("mse",),
        mean=True,
        of_error=True,
    ),
    Loss(
        "binary_cross_entropy",
        "Bishop 2006, eq. 4.90, a term for each output",
        term=lambda t, y, n: -(t * ln(y) + (1 - t) * ln(1 - y)),
        slope=lambda t, y, n: -(t / y) + (1 - t) / (1 - y),
        of_net=(("sigmoid", _sigmoid_binary),),
        net_slope=(("sigmoid", _sigmoid_binary_slope),),
        rows_of_net=(("sigmoid", lambda t, z: _sigmoid_binary(t, [z], 0)),),
        rows_slope=(("sigmoid", lambda t, y: y - t),),
        other_slopes=(lambda t, y, n: (y - t) / (y * (1 - y)),),
        other_net_slopes=(("sigmoid", lambda t, y: y - t),),
        logarithmic=True,
        targets="unit",
        probabilities=True,
    ),
    Loss(
        "cross_entropy",
        "Bishop 2006, eq. 4.108; natural logarithm",
        term=lambda t, y, n: -(t * ln(y)),
        slope=lambda t, y, n: -(t / y),
        of_net=(("softmax", _softmax_cross),),
        net_slope=(("softmax", _softmax_cross_slope),),
        rows_of_net=(("softmax", _softmax_cross_rows),),
        rows_slope=(("softmax", _softmax_cross_rows_slope),),
        other_net_slopes=(("softmax", lambda t, y: y - t),),
        aliases=("categorical_cross_entropy",),
        logarithmic=True,
        targets="distribution",
        probabilities=True,
    ),
    Loss(
        "output",
        "no loss: the gradient of the output itself, of their sum where there are several",
        term=lambda t, y, n: y,
        slope=lambda t, y, n: 1,
        targets="none",
    ),
    Loss(
        "huber",
        "Huber 1964: ½(target − out)² up to δ, then δ(|target − out| − ½δ)",
        term=lambda t, y, n, delta: positive(
            absolute(t - y) - delta, delta * (absolute(t - y) - delta / 2), (t - y) ** 2 / 2
        ),
        slope=lambda t, y, n, delta: positive(
            absolute(t - y) - delta, positive(t - y, -delta, delta), -(t - y)
        ),
        options=(("delta", "1"),),
        of_error=True,
    ),
    Loss(
        "absolute_error",
        "Laplace 1774; the derivative at 0 is taken as 0",
        term=lambda t, y, n: absolute(t - y),
        slope=lambda t, y, n: positive(t - y, -1, positive(y - t, 1, 0)),
        of_error=True,
    ),
    Loss(
        "hinge",
        "Cortes, Vapnik 1995, targets −1 and 1; the derivative at the corner is taken as 0",
        term=lambda t, y, n: maximum(0, 1 - t * y),
        slope=lambda t, y, n: positive(1 - t * y, -t, 0),
        targets="signs",
    ),
    Loss(
        "kullback_leibler",
        "Kullback, Leibler 1951: Σ target·ln(target/out); a target of 0 adds 0",
        term=lambda t, y, n: positive(t, t * ln(t / y), 0),
        slope=lambda t, y, n: -(t / y),
        of_net=(("softmax", _softmax_divergence),),
        net_slope=(("softmax", _softmax_cross_slope),),
        rows_of_net=(("softmax", _softmax_divergence_rows),),
        rows_slope=(("softmax", _softmax_cross_rows_slope),),
        other_net_slopes=(("softmax", lambda t, y: y - t),),
        aliases=("kl_divergence",),
        logarithmic=True,
        targets="distribution",
        probabilities=True,
    ),
)

LOSSES: dict[str, Loss] = {name: entry for entry in ENTRIES for name in (entry.name, *entry.aliases)}
"""Every loss by each of its names."""
