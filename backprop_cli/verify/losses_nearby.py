"""The loss at a changed number, by running the forward pass again, and on which side of each corner it is.

Nothing here differentiates. A small network is run in decimals (`ExactLosses`), a large one with matrices in
double precision (`DoubleLosses`). A corner is wherever a formula of the forward pass chooses by a sign (a
ReLU, |x|, max), so that an activation, a loss or a penalty brings its corners along with its formula.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, localcontext
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from ..calculation.quantity import Quantity, name_of
from ..calculation.schedule import samples_of
from ..calculation.step import worked_out
from ..errors import NoValueError
from ..maths.formula import Formula, Term, leaves

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

PRECISION = 60
"""Decimal digits in which the sign of a test is worked out."""

TESTS: dict[str, Callable[..., Term]] = {
    "positive": lambda test, yes, no: test,
    "nonnegative": lambda test, yes, no: test,
    "absolute": lambda x: x,
    "maximum": lambda x, y: Formula("subtract", x, y),
    "minimum": lambda x, y: Formula("subtract", x, y),
}
"""What the operations that have a corner look at: the corner is where it is 0."""

DECIMAL: dict[str, Callable[..., Decimal]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negative": operator.neg,
    "absolute": abs,
    "maximum": max,
    "minimum": min,
}
"""The operations that stand in tests, on decimals."""


class Corner(NamedTuple):
    """Where a slope may jump: the number looked at, the entry with the corner, which test of its formula."""

    looked_at: str
    entry: str
    test: int = 0


class Point(NamedTuple):
    """The loss at a changed number, None where it has no value, and the side of every corner (-1, 0, 1)."""

    loss: Any
    sides: Mapping[Corner, Any]


class ExactLosses:
    """The forward pass in decimals, right to `SETTLED_DIGITS`, from the parameters before one update."""

    def __init__(self, worksheet: Worksheet, update: int) -> None:
        self.network, self.steps = worksheet.network, worksheet.steps
        self.given = dict(worksheet.given)
        for number in range(len(self.network.parameters)):
            q = self.steps.parameter(number, update)
            self.given[q] = worksheet.numbers[q]  # type: ignore[assignment]
        self.numbers: dict[Quantity, dict[Quantity, Decimal]] = {}
        self.last: tuple[Quantity, Quantity] | None = None
        self.kept: dict[Quantity, Any] = {}

    def at(self, loss: Quantity, changed: Quantity, value: Any) -> Point:
        """The loss where one given number has another value."""
        from ..calculation.exact import evaluate

        try:
            given = {**self.unmoved(loss, changed), changed: value}
            numbers = evaluate((loss,), self.steps.step, given)
        except NoValueError:
            return Point(None, {})
        return Point(numbers[loss], dict(self.sides(numbers, given)))

    def unmoved(self, loss: Quantity, changed: Quantity) -> dict[Quantity, Any]:
        """The numbers on the way to a loss that do not depend on the one that changes, worked out once."""
        if self.last != (loss, changed):
            from ..calculation.exact import evaluate

            if loss not in self.numbers:
                self.numbers[loss] = evaluate((loss,), self.steps.step, self.given)
            moved = {changed}
            for q in self.numbers[loss]:
                if q not in self.given and not moved.isdisjoint(leaves(worked_out(self.steps.step(q)))):
                    moved.add(q)
            self.last = (loss, changed)
            self.kept = {q: number for q, number in self.numbers[loss].items() if q not in moved}
        return self.kept

    def sides(self, numbers: Mapping[Quantity, Any], given: Mapping[Quantity, Any]) -> Iterator[Any]:
        """The side of each corner that the forward pass comes by."""
        for q in numbers:
            for place, test in enumerate(() if q in given else tests_of(self.steps.step(q).formula)):
                looked_at = next((leaf for leaf in leaves(test) if is_looked_at(leaf)), None)
                if looked_at is not None:
                    yield self.corner(q, looked_at)._replace(test=place), sign_of(test, numbers)

    def corner(self, q: Quantity, looked_at: Any) -> Corner:
        """The corner in the formula of a quantity."""
        several = len(self.network.samples) > 1 and looked_at.sample is not None
        name = name_of(looked_at._replace(update=0))
        return Corner(f"{name} of sample {looked_at.sample + 1}" if several else name, self.entry(q))

    def entry(self, q: Quantity) -> str:
        """The name of the activation, the loss or the penalty that a quantity comes from."""
        if q.kind == "out":
            return self.steps.layer(q.subject).activation.name
        loss = self.network.loss
        return q.subject if q.kind == "penalty" or loss is None else loss.name


class DoubleLosses:
    """The forward pass with matrices in double precision; corners are those of the activations."""

    def __init__(self, worksheet: Worksheet, update: int) -> None:
        from ..calculation.arrays import Matrices
        from ..calculation.updates_of_arrays import penalties

        self.network, self.steps = worksheet.network, worksheet.steps
        self.given, self.samples = Matrices(self.network), samples_of(self.network, update)
        self.penalties = tuple(penalties(self.given))
        places = range(len(self.network.parameters))
        self.parameters = [float(worksheet.numbers[self.steps.parameter(n, update)]) for n in places]

    def at(self, loss: Quantity, changed: Quantity, value: Any) -> Point:
        """The loss where one given number has another value."""
        import numpy

        from ..calculation import trace

        parameters, unchanged = numpy.array(self.parameters), self.given.inputs
        if changed.kind == "parameter":
            parameters[self.steps.numbers[changed.subject]] = float(value)
        else:
            self.given.inputs = unchanged.copy()
            self.given.inputs[changed.sample, self.network.inputs.index(changed.subject)] = float(value)
        with numpy.errstate(all="ignore"):
            traced = trace.forward(self.given, self.samples, parameters)
        self.given.inputs = unchanged
        lost = self.loss(traced, loss, parameters)
        return Point(lost if isfinite(lost) else None, dict(self.sides(traced)))

    def loss(self, traced: Any, loss: Quantity, parameters: Any) -> float:
        """The loss of a sample, or over the batch with the penalties; parameters (p,)."""
        rows = traced.terms.sum(axis=1)
        if loss.sample is not None:
            return float(rows[list(self.samples).index(loss.sample)])
        whole = rows.sum() / len(rows) if self.network.batch == "mean" else rows.sum()
        return float(whole + sum(penalty.value_of_counted(parameters) for penalty in self.penalties))

    def sides(self, traced: Any) -> Iterator[Any]:
        """The sides of the corners of each layer, of all its neurons at once."""
        import numpy

        from ..maths.activations import ACTIVATIONS

        for number, (layer, passed) in enumerate(zip(self.network.layers, traced.layers, strict=True)):
            for kink in ACTIVATIONS[layer.activation.name].kinks:
                sides = numpy.sign(passed.net - float(kink)).tobytes()
                yield Corner(f"a net of layer {number + 1}", f"{layer.activation.name} at {kink}"), sides


def tests_of(term: Term) -> Iterator[Term]:
    """What a formula looks at to choose by a sign, outermost first."""
    if isinstance(term, Formula):
        if term.operation in TESTS:
            yield TESTS[term.operation](*term.arguments)
        for argument in term.arguments:
            yield from tests_of(argument)


def is_looked_at(leaf: Any) -> bool:
    """Whether a leaf of a test is what moves; targets and options stand still."""
    return leaf.kind not in ("target", "option")


def sign_of(test: Term, numbers: Mapping[Quantity, Any]) -> int | None:
    """The sign of a test; None where it is made of more than plain arithmetic."""
    with localcontext() as context:
        context.prec = PRECISION
        try:
            value = on_decimals(test, numbers)
        except (KeyError, ArithmeticError):
            return None
    return (value > 0) - (value < 0)


def on_decimals(term: Term, numbers: Mapping[Quantity, Any]) -> Decimal:
    """The value of plain arithmetic in the current context (KeyError for another operation)."""
    if isinstance(term, Formula):
        return DECIMAL[term.operation](*(on_decimals(argument, numbers) for argument in term.arguments))
    value = numbers[term] if isinstance(term, Quantity) else term
    if isinstance(value, (Decimal, int)):
        return Decimal(value)
    return Decimal(value.numerator) / Decimal(value.denominator)
