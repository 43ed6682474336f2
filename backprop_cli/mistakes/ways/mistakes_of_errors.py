"""Mistakes of what starts the backward pass: the error, its sign, the loss or its square in its place."""

from __future__ import annotations

from collections.abc import Iterator

from ...calculation.quantity import Quantity
from ...calculation.schedule import is_perceptron
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term
from ..mistake import Mistake
from ..way import Way, changed
from .mistakes_of_losses import entry_of_loss
from .places import at


def sign(wiring: Wiring) -> Iterator[Way]:
    """Target − out for out − target in the derivative, or the other way round in the perceptron rule."""
    outputs = wiring.network.outputs
    driven = wiring.network.loss is not None or is_perceptron(wiring.network)
    for names in dict.fromkeys([outputs, *((name,) for name in outputs)]) if driven else ():
        sentence = at(wiring, names, "At {} the sign of the error is turned round.")
        yield Way((changed(("dE/dout", "error"), _turned, names),), sentence)


def _turned(wiring: Wiring, step: Step) -> Term:
    return Formula("negative", step.formula)


def loss_for_gradient(wiring: Wiring) -> Iterator[Way]:
    """The part of the loss, or the whole of it, in the place of ∂E/∂out."""
    outputs = wiring.network.outputs
    if wiring.network.loss is not None:
        yield Way((changed(("dE/dout",), lambda _, step: step.quantity._replace(kind="term"), outputs),))
        if len(outputs) > 1:
            yield Way((changed(("dE/dout",), _whole, outputs),))


def _whole(wiring: Wiring, step: Step) -> Term:
    return step.quantity._replace(kind="loss", subject="")


def squared_error(wiring: Wiring) -> Iterator[Way]:
    """(t − out)² in the place of ∂E/∂out, or of ∂E/∂net with ∂out/∂net or without it."""
    entry, outputs = entry_of_loss(wiring), wiring.network.outputs
    if entry is None or not entry.of_error:
        return
    for names in dict.fromkeys([outputs, *((name,) for name in outputs)]):
        sentence = at(wiring, names, "At {} the squared error was sent back; its derivative has no square.")
        yield Way((changed(("dE/dout",), _square, names),), sentence)
        for rewritten in (_square, _square_with_slope) if wiring.elementwise(names[0]) else (_square,):
            yield Way((changed(("dE/dnet",), rewritten, names),), sentence)


def _square(wiring: Wiring, step: Step) -> Term:
    q = step.quantity
    return (Quantity("target", q.subject, "", q.sample) - q._replace(kind="out")) ** 2


def _square_with_slope(wiring: Wiring, step: Step) -> Term:
    return _square(wiring, step) * step.quantity._replace(kind="dout/dnet")


ENTRIES = (
    Mistake(
        "sign of the error",
        "dE/dout = out − t → dE/dout = t − out",
        "The sign of the error is turned round: the derivative of (target − out)² brings a minus.",
        "the error has the other sign",
        sign,
        1,
        "error = target − out of the perceptron rule, and of many a book, beside a subtracted gradient",
    ),
    Mistake(
        "E for its gradient",
        "dE/dout = out − t → dE/dout = E",
        "The loss itself was sent back; what goes back is its derivative by the output.",
        "the loss is sent back in the place of its derivative",
        loss_for_gradient,
        2,
        "lectures that say that the error is propagated back, and call E the error",
    ),
    Mistake(
        "squared error as error term",
        "dE/dout = out − t → dE/dout = (out − t)·(out − t)",
        "The squared error was sent back; its derivative has no square.",
        "the squared error is sent back",
        squared_error,
        2,
        "lectures that say that the error is propagated back, and call (t − out)² the error",
    ),
)
"""The mistakes of this file."""
