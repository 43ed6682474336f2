"""Every formula once more, from its paper, in 80 digits: what judges the entries of `backprop_cli/maths`.

Nothing here is taken from the program. An activation, the term of a loss and a penalty are values alone: a
slope is a tiny imaginary step (Squire, Trapp 1998), f(x + ih) = f(x) + ih f'(x) + O(h²), whose imaginary part
over h has no cancellation; so each takes complex numbers and chooses by their real part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import mpmath

M = mpmath.MPContext()
M.dps = 80
H = M.mpf(10) ** -100
MANY = 700
"""Digits in which nothing of ±700 cancels: the slope of tanh there is 1e-608."""

Function = Callable[..., Any]


def slope(function: Callable[[Any], Any], x: Any) -> Any:
    """The derivative of an analytic function at a real number."""
    with M.workdps(MANY):
        return M.im(function(M.mpc(x, H))) / H


def gradient(function: Callable[[list[Any]], Any], xs: Sequence[Any]) -> list[Any]:
    """The derivative by each of several numbers."""
    return [slope(lambda x, k=k: function([*xs[:k], x, *xs[k + 1 :]]), xs[k]) for k in range(len(xs))]


def is_positive(x: Any) -> bool:
    """Whether the real part is above 0."""
    return bool(M.re(x) > 0)


LEAK = M.mpf("0.01")  # Maas, Hannun, Ng 2013


def logistic(z: Any) -> Any:
    """Verhulst's curve, as Rumelhart, Hinton, Williams 1986, eq. 15."""
    return M.exp(z) / (M.exp(z) + 1)


def gelu(z: Any) -> Any:
    """Hendrycks, Gimpel 2016, section 2: x · ½[1 + erf(x/√2)]; erf needs digits for a tiny imaginary part."""
    with M.workdps(MANY):
        return z * (1 + M.erf(z / M.sqrt(2))) / 2


def exponential_unit(z: Any, alpha: Any = 1) -> Any:
    """Clevert, Unterthiner, Hochreiter 2016, eq. 15."""
    return z if is_positive(z) else alpha * (M.exp(z) - 1)


def selu_constants() -> tuple[Any, Any]:
    """λ and α that keep mean 0 and variance 1 (Klambauer and others 2017, appendix)."""
    e, pi, root = M.e, M.pi, M.sqrt(M.e)
    one, two = M.erfc(1 / M.sqrt(2)), M.erfc(M.sqrt(2))
    alpha = -M.sqrt(2 / pi) / (one * root - 1)
    below = 2 * two * e**2 + pi * one**2 * e - 2 * (2 + pi) * one * root + pi + 2
    return (1 - one * root) * M.sqrt(2 * pi) / M.sqrt(below), alpha


SCALE, ALPHA = selu_constants()


def hard_sigmoid(z: Any) -> Any:
    """torch.nn.Hardsigmoid: 0 up to −3, 1 from 3 on, and the straight line between."""
    if M.re(z) <= -3:
        return 0 * z
    return z / 6 + M.mpf(1) / 2 if M.re(z) < 3 else 1 + 0 * z


ACTIVATIONS: dict[str, Function] = {  # z, and the options with the defaults of their sources
    "linear": lambda z: z,
    "sigmoid": logistic,
    "tanh": lambda z: (1 - M.exp(-2 * z)) / (1 + M.exp(-2 * z)),  # LeCun and others 1998, section 4.4
    "relu": lambda z: z if is_positive(z) else 0 * z,  # Nair, Hinton 2010
    "leaky_relu": lambda z, slope=LEAK: z if is_positive(z) else slope * z,  # Maas, Hannun, Ng 2013
    "softplus": lambda z: M.log(1 + M.exp(z)),  # Dugas and others 2001
    "step": lambda z: M.mpf(M.re(z) >= 0),  # McCulloch, Pitts 1943
    "elu": exponential_unit,
    "selu": lambda z, scale=SCALE, alpha=ALPHA: scale * exponential_unit(z, alpha),
    "gelu": gelu,
    "silu": lambda z: z * logistic(z),  # Elfwing, Uchibe, Doya 2018
    "hard_sigmoid": hard_sigmoid,
    "bipolar_sigmoid": lambda z: (1 - M.exp(-z)) / (1 + M.exp(-z)),  # Fausett 1994, section 2.3, σ = 1
    "softsign": lambda z: z / (1 + (z if is_positive(z) else -z)),  # Bergstra and others 2009
}
"""The activations of one number."""


def softmax(zs: Sequence[Any]) -> list[Any]:
    """Bridle 1990: the exponentials, over their sum."""
    powers = [M.exp(z) for z in zs]
    return [power / sum(powers) for power in powers]


LAYERS: dict[str, Function] = {"softmax": softmax}
"""The activations of a layer."""


def outputs(name: str, zs: Sequence[Any], **options: Any) -> list[Any]:
    """What a layer puts out."""
    return LAYERS[name](zs) if name in LAYERS else [ACTIVATIONS[name](z, **options) for z in zs]


def huber(t: Any, y: Any, n: int, delta: Any = 1) -> Any:
    """Huber 1964: ½r² for |r| ≤ k, k|r| − ½k² beyond."""
    r = y - t if is_positive(y - t) else t - y
    return r * r / 2 if M.re(r) <= delta else delta * r - delta * delta / M.mpf(2)


LOSSES: dict[str, Function] = {  # of one output: target t, output y, number of outputs n
    "half_squared_error": lambda t, y, n: (y - t) * (y - t) / 2,  # Rumelhart, Hinton, Williams 1986, eq. 3
    "squared_error": lambda t, y, n: (y - t) * (y - t),
    "mean_squared_error": lambda t, y, n: (y - t) * (y - t) / n,
    "binary_cross_entropy": lambda t, y, n: -t * M.log(y) - (1 - t) * M.log(1 - y),  # Bishop 2006, eq. 4.90
    "cross_entropy": lambda t, y, n: -t * M.log(y) if t else 0 * y,  # Bishop 2006, eq. 4.108
    "output": lambda t, y, n: y,
    "huber": huber,
    "absolute_error": lambda t, y, n: y - t if is_positive(y - t) else t - y,
    "hinge": lambda t, y, n: 1 - t * y if is_positive(1 - t * y) else 0 * y,  # Cortes, Vapnik 1995, [1 − ty]₊
    "kullback_leibler": lambda t, y, n: t * (M.log(t) - M.log(y)) if t else 0 * y,  # 1951
}

PENALTIES: dict[str, Function] = {  # of all weights, and the strength
    "l2": lambda ws, strength: strength * sum(w * w for w in ws) / 2,  # Krogh, Hertz 1992
    "l1": lambda ws, strength: strength * sum(w if is_positive(w) else -w for w in ws),  # Tibshirani 1996
}

NAMES = {
    "identity": "linear",
    "logistic": "sigmoid",
    "threshold": "step",
    "heaviside": "step",
    "swish": "silu",
    "mse": "mean_squared_error",
    "categorical_cross_entropy": "cross_entropy",
    "kl_divergence": "kullback_leibler",
    "gradient_descent": "sgd",
    "gd": "sgd",
}
"""The other names, and what each is another name of."""

FUNCTIONS: dict[str, Function] = {
    "exp": M.exp,
    "ln": M.log,
    "log1p": lambda x: M.log(1 + x),
    "expm1": lambda x: M.exp(x) - 1,
    "sqrt": M.sqrt,
    "tanh": ACTIVATIONS["tanh"],
    "normal_cdf": lambda x: M.erfc(-x / M.sqrt(2)) / 2,
    "normal_density": lambda x: M.exp(-x * x / 2) / M.sqrt(2 * M.pi),
    "absolute": lambda x: M.sqrt(x * x),
    "maximum": lambda x, y: x if x > y else y,
    "minimum": lambda x, y: y if x > y else x,
    "positive": lambda x, yes, no: yes if x > 0 else no,
    "nonnegative": lambda x, yes, no: no if x < 0 else yes,
}
"""The functions that formulas are made of."""
