"""Mistakes of the update: the rate, the sign, the penalties, what is trained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..maths.formula import Formula, Term
from ..maths.optimizers import DEFAULT_RULE, OPTIMIZERS
from .altered import Way, altered, of_kinds, of_leaves
from .mistakes_of_losses import other_network

if TYPE_CHECKING:
    from ..check.exercise import Exercise
    from ..network.model import Network

UPDATE = ("parameter", "state")


def _is_trained(exercise: Exercise) -> bool:
    return exercise.network.learning_rate is not None


def added(exercise: Exercise) -> Iterator[Way]:
    """w + η·g."""

    def turned(wiring: Wiring, step: Step) -> Term:
        formula = step.formula
        if isinstance(formula, Formula) and formula.operation == "subtract":
            return Formula("add", *formula.arguments)
        return formula

    if _is_trained(exercise):
        yield altered(exercise, of_kinds(("parameter",), turned))


def no_rate(exercise: Exercise) -> Iterator[Way]:
    """η taken for 1."""
    if _is_trained(exercise):
        yield altered(exercise, of_leaves(UPDATE, lambda wiring, q: 1 if q.kind == "rate" else q))


def rate_twice(exercise: Exercise) -> Iterator[Way]:
    """η²."""
    if _is_trained(exercise):
        squared = of_leaves(UPDATE, lambda wiring, q: Formula("multiply", q, q) if q.kind == "rate" else q)
        yield altered(exercise, squared)


def no_penalty(exercise: Exercise) -> Iterator[Way]:
    """The gradient, or the loss, without the term of the regularisation."""
    if exercise.steps.penalties:
        yield altered(
            exercise,
            of_leaves(
                ("dE/dparameter", "loss"),
                lambda wiring, q: 0 if q.kind in ("penalty slope", "penalty") else q,
            ),
        )


def penalty_on_biases(exercise: Exercise) -> Iterator[Way]:
    """The regularisation on biases as well."""
    network = exercise.network
    if any(
        penalty is not None and not penalty.biases for penalty in (network.l1, network.l2)
    ) and _has_biases(network):
        l1, l2 = (penalty and penalty._replace(biases=True) for penalty in (network.l1, network.l2))
        yield other_network(exercise, network._replace(l1=l1, l2=l2))


def _has_biases(network: Network) -> bool:
    return any(parameter.kind != "weight" for parameter in network.parameters)


def biases_kept(exercise: Exercise) -> Iterator[Way]:
    """Biases that stay as they are."""
    network = exercise.network
    names = {
        parameter.name for parameter in network.parameters if parameter.kind != "weight" and parameter.trained
    }

    def kept(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        return q._replace(update=q.update - 1) if q.subject in names else step.formula

    if names and _is_trained(exercise):
        yield altered(exercise, of_kinds(("parameter",), kept))


def fixed_trained(exercise: Exercise) -> Iterator[Way]:
    """Fixed parameters that were trained."""
    network = exercise.network
    if _is_trained(exercise) and any(not parameter.trained for parameter in network.parameters):
        trained = tuple(parameter._replace(trained=True) for parameter in network.parameters)
        yield other_network(exercise, network._replace(parameters=trained, fixed=()))


def plain_descent(exercise: Exercise) -> Iterator[Way]:
    """w − η·g where the rule is another one."""
    network = exercise.network
    name = network.optimizer.name
    if _is_trained(exercise) and name != DEFAULT_RULE and not OPTIMIZERS[name].by_error:
        from ..network.model import Choice

        yield other_network(exercise, network._replace(optimizer=Choice(DEFAULT_RULE)))
