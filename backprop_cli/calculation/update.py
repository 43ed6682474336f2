"""The formulas of the update: the lines of the rule's algorithm, run on quantities.

A state of the rule (a velocity, a moment) is a quantity of its parameter; before the first update it is the
given number 0.
"""

from __future__ import annotations

from collections.abc import Callable

from ..maths.formula import Term
from ..maths.optimizers import OPTIMIZERS
from .backward import net_by_parameter
from .quantity import Quantity
from .step import Step
from .wiring import RULE, Wiring, options_of


def updated(wiring: Wiring, q: Quantity) -> Step:
    """A parameter after the update rule, or a state of the rule on the way there."""
    choice = wiring.network.optimizer
    lines = OPTIMIZERS[choice.name].lines
    position = len(lines) - 1 if q.kind == "parameter" else [letter for letter, _ in lines].index(q.by)
    return Step(q, lines[position][1](**_letters(wiring, q, position), **options_of(choice, RULE)))


def _letters(wiring: Wiring, q: Quantity, position: int) -> dict[str, Term]:
    """What the letters of a line stand for: lines before it are of this update, the others of the last."""
    entry, before = OPTIMIZERS[wiring.network.optimizer.name], q.update - 1
    letters: dict[str, Term] = {letter: _state(q, letter, before) for letter in entry.state}
    letters |= {letter: _state(q, letter, q.update) for letter, _ in entry.lines[:position]}
    letters["w"] = Quantity("parameter", q.subject, "", None, before)
    letters |= {"eta": Quantity("rate"), "t": Quantity("count", update=q.update)}
    return letters | _driving(wiring, q.subject, before)


def _state(q: Quantity, letter: str, update: int) -> Quantity:
    return Quantity("state", q.subject, letter, None, update)


def _driving(wiring: Wiring, name: str, update: int) -> dict[str, Term]:
    """What drives the update: the gradient g, or for the perceptron rule the error e and the incoming x."""
    if not OPTIMIZERS[wiring.network.optimizer.name].by_error:
        return {"g": wiring.gradient(name, update)}
    neuron, sample = wiring.uses[wiring.numbers[name]][0].neuron, wiring.alone(update)
    incoming = Quantity("dnet/dparameter", neuron, name, sample, update)
    return {
        "e": Quantity("error", neuron, "", sample, update),
        "x": net_by_parameter(wiring, incoming).formula,
    }


MAKERS: dict[str, Callable[[Wiring, Quantity], Step]] = {"state": updated, "parameter": updated}
"""What makes the step of each kind."""
