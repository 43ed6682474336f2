"""The activations: value, derivative, source, other names; one entry each.

Letters: z is the weighted input (net), a the output (out). `value` and `slope` are the textbook's lines
and are what a sheet shows; `stable_value` and `stable_slope`, where there are any, give the same numbers
without overflow and cancellation and are what is computed (a(1 − a) loses every digit near saturation).
To add one: an entry in `ENTRIES`; the tests of the law, of the slope and of the table's completeness pick
it up. A softmax acts on a whole layer, so its lines see all of it: `layer_value(z, k)` and `jacobian(a,
k, j)`, the derivative of output k by input j; the lines for `rows` are the same for arrays of samples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .formula import Term, total
from .functions import (
    absolute,
    cosh,
    exp,
    expm1,
    ln,
    maximum,
    minimum,
    nonnegative,
    normal_cdf,
    normal_density,
    positive,
    sigmoid,
    sigmoid_error,
    sigmoid_slope,
    softmax,
    softplus,
    tanh,
    tanh_error,
)

Row = Callable[..., Term]


class Activation(NamedTuple):
    """What is known of an activation. `slope` is None where there is no gradient (a step)."""

    name: str
    symbol: str
    source: str
    value: Row | None = None  # (z, **options)
    slope: Row | None = None  # (z, a, **options)
    stable_value: Row | None = None  # (z, **options)
    stable_slope: Row | None = None  # (z, a, **options)
    other_values: tuple[Row, ...] = ()  # (z, **options): the value as others write it
    other_slopes: tuple[Row, ...] = ()  # (z, a, **options): the derivative as others write it
    error: Row | None = None  # (t, z, **options): target − out, where out comes near to 1 or −1
    layer_value: Row | None = None  # (z of the layer, k)
    jacobian: Row | None = None  # (a of the layer, k, j)
    stable_layer_value: Row | None = None  # (z of the layer, k)
    other_layer_values: tuple[Row, ...] = ()  # (z of the layer, k): the value as others write it
    rows_value: Row | None = None  # (z (m, n)): the outputs of m samples at once
    rows_jacobian: Row | None = None  # (a (m, n)): their Jacobians (m, n, n), indexed [sample, k, j]
    rows_back: Row | None = None  # (∂E/∂out (m, n), a (m, n)): ∂E/∂net, without the Jacobians
    aliases: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()  # name and default, as it would be written
    kinks: tuple[str, ...] = ()  # z where the derivative jumps
    probability: bool = False  # every output lies in [0, 1]
    identity: bool = False  # the output is the weighted input, so its derivative is 1 anyway
    mask: bool = False  # the sign of z decides what passes and what comes back: one speaks of a mask
    decides: bool = False  # the outputs are decisions, whole numbers, and have no derivative


def _softmax_textbook(z: Sequence[Term], k: int) -> Term:
    return exp(z[k]) / total(exp(each) for each in z)


def _softmax_jacobian(a: Sequence[Term], k: int, j: int) -> Term:
    return a[k] * (1 - a[k]) if j == k else -(a[k] * a[j])


def _softmax_rows(z: Any) -> Any:
    powers = exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _softmax_jacobians(a: Any) -> Any:
    from numpy import eye

    return a[:, :, None] * (eye(a.shape[1]) - a[:, None, :])


ENTRIES = (
    Activation(
        "linear",
        "",
        "the identity",
        value=lambda z: z,
        slope=lambda z, a: 1,
        aliases=("identity",),
        identity=True,
    ),
    Activation(
        "sigmoid",
        "σ",
        "Rumelhart, Hinton, Williams 1986, eq. 15",
        value=lambda z: 1 / (1 + exp(-z)),
        slope=lambda z, a: a * (1 - a),
        stable_value=sigmoid,
        stable_slope=lambda z, a: sigmoid_slope(z),
        other_values=(lambda z: exp(z) / (1 + exp(z)),),
        other_slopes=(
            lambda z, a: exp(-z) / (1 + exp(-z)) ** 2,
            lambda z, a: exp(z) / (1 + exp(z)) ** 2,
        ),
        error=sigmoid_error,
        aliases=("logistic",),
        probability=True,
    ),
    Activation(
        "tanh",
        "tanh",
        "LeCun, Bottou, Orr, Müller 1998, section 4.4",
        value=tanh,
        slope=lambda z, a: 1 - a**2,
        stable_slope=lambda z, a: 4 * sigmoid_slope(2 * z),
        other_values=(
            lambda z: (exp(z) - exp(-z)) / (exp(z) + exp(-z)),
            lambda z: (exp(2 * z) - 1) / (exp(2 * z) + 1),
            lambda z: (1 - exp(-2 * z)) / (1 + exp(-2 * z)),
            lambda z: 2 / (1 + exp(-2 * z)) - 1,
        ),
        other_slopes=(
            lambda z, a: 1 / cosh(z) ** 2,
            lambda z, a: (1 / cosh(z)) ** 2,
            lambda z, a: 4 / (exp(z) + exp(-z)) ** 2,
            lambda z, a: (1 - a) * (1 + a),
        ),
        error=tanh_error,
    ),
    Activation(
        "relu",
        "ReLU",
        "Nair, Hinton 2010; the derivative at 0 is taken as 0",
        value=lambda z: maximum(0, z),
        slope=lambda z, a: positive(z, 1, 0),
        kinks=("0",),
        mask=True,
    ),
    Activation(
        "leaky_relu",
        "LReLU",
        "Maas, Hannun, Ng 2013; the derivative at 0 is taken as the slope",
        value=lambda z, slope: positive(z, z, slope * z),
        slope=lambda z, a, slope: positive(z, 1, slope),
        options=(("slope", "0.01"),),
        kinks=("0",),
        mask=True,
    ),
    Activation(
        "softplus",
        "softplus",
        "Dugas, Bengio, Bélisle, Nadeau, Garcia 2001",
        value=lambda z: ln(1 + exp(z)),
        slope=lambda z, a: 1 / (1 + exp(-z)),
        stable_value=softplus,
        stable_slope=lambda z, a: sigmoid(z),
    ),
    Activation(
        "softmax",
        "softmax",
        "Bridle 1990",
        layer_value=_softmax_textbook,
        jacobian=_softmax_jacobian,
        stable_layer_value=softmax,
        other_layer_values=(softmax,),
        rows_value=_softmax_rows,
        rows_jacobian=_softmax_jacobians,
        rows_back=lambda by_out, a: a * (by_out - (by_out * a).sum(axis=1, keepdims=True)),
        probability=True,
    ),
    Activation(
        "step",
        "step",
        "McCulloch, Pitts 1943; 1 from 0 on",
        value=lambda z: nonnegative(z, 1, 0),
        aliases=("threshold", "heaviside"),
        kinks=("0",),
        decides=True,
    ),
    Activation(
        "elu",
        "ELU",
        "Clevert, Unterthiner, Hochreiter 2016, eq. 15",
        value=lambda z, alpha: positive(z, z, alpha * (exp(z) - 1)),
        slope=lambda z, a, alpha: positive(z, 1, a + alpha),
        stable_value=lambda z, alpha: positive(z, z, alpha * expm1(minimum(z, 0))),
        stable_slope=lambda z, a, alpha: positive(z, 1, alpha * exp(minimum(z, 0))),
        options=(("alpha", "1"),),
        kinks=("0",),
        mask=True,
    ),
    Activation(
        "selu",
        "SELU",
        "Klambauer, Unterthiner, Mayr, Hochreiter 2017, eq. 2",
        value=lambda z, scale, alpha: scale * positive(z, z, alpha * (exp(z) - 1)),
        slope=lambda z, a, scale, alpha: positive(z, scale, a + scale * alpha),
        stable_value=lambda z, scale, alpha: scale * positive(z, z, alpha * expm1(minimum(z, 0))),
        stable_slope=lambda z, a, scale, alpha: scale * positive(z, 1, alpha * exp(minimum(z, 0))),
        options=(("scale", "1.0507009873554805"), ("alpha", "1.6732632423543772")),
        kinks=("0",),
        mask=True,
    ),
    Activation(
        "gelu",
        "GELU",
        "Hendrycks, Gimpel 2016, z·Φ(z) by erf, not the tanh approximation",
        value=lambda z: z * normal_cdf(z),
        slope=lambda z, a: normal_cdf(z) + z * normal_density(z),
    ),
    Activation(
        "silu",
        "SiLU",
        "Elfwing, Uchibe, Doya 2018; swish with β = 1 of Ramachandran, Zoph, Le 2017",
        value=lambda z: z / (1 + exp(-z)),
        slope=lambda z, a: 1 / (1 + exp(-z)) * (1 + z - a),
        stable_value=lambda z: z * sigmoid(z),
        other_values=(lambda z: z * (1 / (1 + exp(-z))),),
        stable_slope=lambda z, a: sigmoid(z) * (1 + z * sigmoid(-z)),
        aliases=("swish",),
    ),
    Activation(
        "hard_sigmoid",
        "hardσ",
        "PyTorch's Hardsigmoid, z/6 + 1/2 between −3 and 3; Keras before version 3 used 0.2·z + 0.5",
        value=lambda z: minimum(1, maximum(0, (z + 3) / 6)),
        slope=lambda z, a: positive(z + 3, positive(3 - z, 1, 0), 0) / 6,
        kinks=("-3", "3"),
        probability=True,
    ),
    Activation(
        "bipolar_sigmoid",
        "bσ",
        "Fausett 1994, section 2.3: 2σ(z) − 1 = tanh(z/2)",
        value=lambda z: 2 / (1 + exp(-z)) - 1,
        slope=lambda z, a: (1 + a) * (1 - a) / 2,
        stable_value=lambda z: tanh(z / 2),
        stable_slope=lambda z, a: 2 * sigmoid_slope(z),
        other_values=(lambda z: (1 - exp(-z)) / (1 + exp(-z)), lambda z: tanh(z / 2)),
        other_slopes=(lambda z, a: (1 - a**2) / 2,),
        error=lambda t, z: tanh_error(t, z / 2),
    ),
    Activation(
        "softsign",
        "softsign",
        "Bergstra, Desjardins, Lamblin, Bengio 2009",
        value=lambda z: z / (1 + absolute(z)),
        slope=lambda z, a: 1 / (1 + absolute(z)) ** 2,
        error=lambda t, z: positive(z, (t - 1) + 1 / (1 + absolute(z)), (t + 1) - 1 / (1 + absolute(z))),
    ),
)

ACTIVATIONS: dict[str, Activation] = {
    name: entry for entry in ENTRIES for name in (entry.name, *entry.aliases)
}
"""Every activation by each of its names."""

DEFAULT_ACTIVATION = "linear"
"""The activation of a layer that names none."""
