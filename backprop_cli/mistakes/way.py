"""A way to make a mistake: other formulas in the place of some steps.

The steps are those of `plain`, where every factor of the chain rule is a number of its own: ∂E/∂out_h is the
sum of its shares, a share is δ·w, δ is ∂E/∂out · ∂out/∂net, and ∂E/∂w the sum of its portions δ · ∂net/∂w.
So a mistake is changed in one kind of number, and whatever uses that number takes it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..calculation import backward
from ..calculation.forms import FORMS, weighted_error
from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..maths.formula import Formula, Term, build, total

Rewritten = Callable[[Wiring, Step], Term]
"""The formula of a step with a mistake in it; the step's own where the mistake does not touch it."""


class Change(NamedTuple):
    """What becomes of the steps of some kinds of number, of these `subjects` (None: of every one)."""

    kinds: frozenset[str]
    rewritten: Rewritten
    subjects: frozenset[str] | None = None


class Way(NamedTuple):
    """One calculation with a mistake: its changes, one after the other.

    `sentence` says what was done with these numbers ("You took w6 for w5."); without it, the sentence of the
    mistake is told. What is done at one neuron `alone`, among others, or in one `sample`, is a slip of a
    student, no convention.
    """

    changes: tuple[Change, ...]
    sentence: str = ""
    alone: bool = False
    sample: int | None = None  # from 0; None where it is done in every one


def rewritten(way: Way, wiring: Wiring, step: Step) -> Step:
    """A step by a way; the same one where the way does not touch it."""
    result = step
    for change in way.changes if way.sample in (None, step.quantity.sample) else ():
        of_subject = change.subjects is None or step.quantity.subject in change.subjects
        if step.quantity.kind in change.kinds and of_subject:
            result = result._replace(formula=change.rewritten(wiring, result))
    return step if result.formula is step.formula else Step(step.quantity, result.formula)


def changed(kinds: Iterable[str], rewritten: Rewritten, subjects: Iterable[str] | None = None) -> Change:
    """A change of the steps of some kinds of number."""
    return Change(frozenset(kinds), rewritten, None if subjects is None else frozenset(subjects))


def of_leaves(
    kinds: Iterable[str], change: Callable[[Wiring, Quantity], Term], subjects: Iterable[str] | None = None
) -> Change:
    """A change of the quantities in the formulas of some kinds of number."""
    return changed(kinds, lambda wiring, step: replaced(step.formula, lambda q: change(wiring, q)), subjects)


def replaced(term: Term, change: Callable[[Quantity], Term]) -> Term:
    """A formula with other terms in the place of its quantities; the same one where none changes."""
    if isinstance(term, Quantity):
        return change(term)
    if not isinstance(term, Formula):
        return term
    arguments = [replaced(argument, change) for argument in term.arguments]
    if all(new is old for new, old in zip(arguments, term.arguments, strict=True)):
        return term
    return build(term.operation, *arguments)


def _over_paths(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂out of a hidden neuron, ∂E/∂x of an input: the sum of what comes back over every path."""
    if q.subject in wiring.outputs:
        return backward.loss_by_out(wiring, q)
    return Step(q, total(wiring.paths(q)))


def _portion(wiring: Wiring, q: Quantity) -> Step:
    """δ · ∂net/∂w: the gradient of a parameter through one neuron."""
    arriving = q._replace(kind="dE/dnet", subject=q.by, by="")
    return Step(q, arriving * q._replace(kind="dnet/dparameter", subject=q.by, by=q.subject))


def _gradient(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂w: the sum of its portions; over a batch as everywhere."""
    return backward.loss_by_parameter(wiring, q) if q.sample is None else Step(q, total(wiring.portions(q)))


PLAIN = FORMS["chain"] | {
    "dE/dout": _over_paths,
    "dE/dinput": _over_paths,
    "share": weighted_error,
    "input share": weighted_error,
    "portion": _portion,
    "dE/dparameter": _gradient,
}
"""The makers of the steps, one factor of the chain rule at a time."""


def plain(wiring: Wiring, q: Quantity) -> Step:
    """The step of a number without a mistake. A given number has none: KeyError."""
    if q.is_start:
        raise KeyError(q)
    return PLAIN[q.kind](wiring, q)
