"""Mistakes where the derivative of an activation is another function: a slip of its formula, another place.

To add a slope that students write: a row in `SLOPES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Term, leaves
from ...network.model import Layer
from ..mistake import Mistake, Ways
from ..way import Way, changed
from .places import activated_by, at, entry_of, is_alone, net_of, out_of, places


def slope_at_wrong_place(wiring: Wiring) -> Iterator[Way]:
    """σ′(out) or net(1 − net) for out(1 − out), everywhere, in a layer, or at a neuron."""
    tried = ((_at_out, _has_curve, "of out in the place of net"), (_at_net, _uses_out, "with net for out"))
    for change, fits, where in tried:
        for names in places(wiring, fits, True):
            sentence = at(wiring, names, f"At {{}} the derivative was taken {where}.")
            yield Way((changed(("dout/dnet",), change, names),), sentence)


def _has_curve(layer: Layer) -> bool:
    """Whether the derivative at the output is another one than that at the weighted input."""
    entry = entry_of(layer)
    return entry.slope is not None and not (entry.identity or entry.mask)


def _uses_out(layer: Layer) -> bool:
    """Whether the derivative is written with the output."""
    slope, out = entry_of(layer).slope, Quantity("out")
    options = {name: Quantity("option", name) for name, _ in entry_of(layer).options}
    return slope is not None and out in leaves(slope(Quantity("net"), out, **options))


def _at_out(wiring: Wiring, step: Step) -> Term:
    """The derivative with the output in the place of the weighted input."""
    q = step.quantity
    entry, options = entry_of(wiring.layer(q.subject)), wiring.layer_options(q.subject)
    assert entry.slope is not None
    assert entry.value is not None
    return entry.slope(out_of(q), entry.value(out_of(q), **options), **options)


def _at_net(wiring: Wiring, step: Step) -> Term:
    """The derivative with the weighted input in the place of the output."""
    q = step.quantity
    entry = entry_of(wiring.layer(q.subject))
    assert entry.slope is not None
    return entry.slope(net_of(q), net_of(q), **wiring.layer_options(q.subject))


class Slope(NamedTuple):
    """A slope that students take: its name, the activation with its slope, what is taken, the rank."""

    name: str
    activation: str
    right: str
    taken: str
    slope: Callable[[Quantity], Term]
    rank: int
    source: str
    also: tuple[str, ...] = ()  # other activations for which it is taken


SLOPES = (
    Slope("slope a(1 + a)", "sigmoid", "out·(1 − out)", "out·(1 + out)", lambda a: a * (1 + a), 2,
          "a slip of the sign where the derivative is worked out by the quotient rule"),
    Slope("slope 1 − a", "sigmoid", "out·(1 − out)", "1 − out", lambda a: 1 - a, 2,
          "the formula a(1 − a) from memory, without its first factor; 1 − a² without its square", ("tanh",)),
    Slope("slope a²", "sigmoid", "out·(1 − out)", "out·out", lambda a: a * a, 2,
          "the quotient rule without the factor e^−z above the line"),
    Slope("slope 1 − a² for a sigmoid", "sigmoid", "out·(1 − out)", "1 − out·out", lambda a: 1 - a * a, 2,
          "two derivatives that stand side by side in every table of activations"),
    Slope("slope a(1 − a) for tanh", "tanh", "1 − out·out", "out·(1 − out)", lambda a: a * (1 - a), 2,
          "the derivative of the sigmoid, which most courses have first"),
    Slope("ReLU's slope a", "relu", "1 where net > 0", "out where net > 0", lambda a: a, 2,
          "max(0, net) written down once more where its derivative is asked for"),
)  # fmt: skip
"""The slopes that are taken for others."""


def _ways(row: Slope) -> Ways:
    def ways(wiring: Wiring) -> Iterator[Way]:
        for names in places(wiring, activated_by(row.activation, *row.also), True):
            slope = changed(("dout/dnet",), lambda _, step: row.slope(out_of(step.quantity)), names)
            yield Way((slope,), "", is_alone(wiring, names))

    return ways


WORDS = {"sigmoid": "a sigmoid", "tanh": "tanh", "relu": "a ReLU"}
"""What an activation is called in a sentence."""


def _entry(row: Slope) -> Mistake:
    formulas = f"dout/dnet = {row.right} → dout/dnet = {row.taken}"
    said = f"The derivative of {WORDS[row.activation]} is {row.right}; here {row.taken} was taken."
    condition = f"the derivative of {WORDS[row.activation]} is taken as {row.taken}"
    return Mistake(row.name, formulas, said, condition, _ways(row), row.rank, row.source)


ENTRIES = (
    Mistake(
        "derivative at the wrong place",
        "dout/dnet = out·(1 − out) → dout/dnet = net·(1 − net)",
        "The derivative was taken at the wrong place: look at whether it is a formula of net or of out.",
        "the derivative of the activation is taken at the wrong place",
        slope_at_wrong_place,
        1,
        "σ′(net) = σ(net)(1 − σ(net)), where lectures write x for net as well as for out",
    ),
    *map(_entry, SLOPES),
)
"""The mistakes of this file."""
