"""Numerical gradients beside those of the chain rule: (E(w + h) − E(w − h)) / 2h for every number.

The loss is run forward again at w + h and at w − h; no formula is differentiated, so a wrong derivative, a
wrong path or a wrong sum shows. The error of the quotient is about h², and shrinks to a quarter with half the
step. At a corner (a ReLU at 0) there is no slope to compare with but one on either side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from ..calculation.exact import SETTLED_DIGITS
from ..calculation.quantity import Quantity
from ..calculation.schedule import samples_of
from .losses_nearby import PRECISION, Corner, DoubleLosses, ExactLosses, Point

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

AGREES, CORNER, DIFFERS = "agrees", "corner", "differs"
"""The verdicts on a gradient: equal; no slope there to compare with, and nothing wrong; not equal."""

MOST_DOUBLES = 100
"""Gradients that are compared in a large network, evenly spread over its numbers."""


class Ground(NamedTuple):
    """How the loss is computed: its step, the relative error allowed, and the error of a loss itself."""

    name: str
    step: Decimal
    tolerance: Decimal
    noise: Decimal


EXACT = Ground(
    f"decimals with {SETTLED_DIGITS} digits",
    Decimal("1e-10"),
    Decimal("1e-7"),
    Decimal(3).scaleb(-SETTLED_DIGITS),
)
DOUBLE = Ground("double precision", Decimal("1e-5"), Decimal("1e-5"), Decimal("1e-13"))


class Comparison(NamedTuple):
    """A gradient by the chain rule, and the losses round the number that it is of."""

    gradient: Quantity
    changed: Quantity
    loss: Quantity
    at: Any
    step: Any
    chain: Any
    below: Point
    middle: Point
    above: Point
    nearer: tuple[Any, Any]  # the losses at half the step, below and above
    ground: Ground

    @property
    def quotient(self) -> Any:
        """(E(w + h) − E(w − h)) / 2h, None where one of them has no value."""
        return quotient(self.above.loss, self.below.loss, 2 * self.step)

    @property
    def left(self) -> Any:
        """(E(w) − E(w − h)) / h."""
        return quotient(self.middle.loss, self.below.loss, self.step)

    @property
    def right(self) -> Any:
        """(E(w + h) − E(w)) / h."""
        return quotient(self.above.loss, self.middle.loss, self.step)

    @property
    def error(self) -> Any:
        """The relative error |quotient − chain| / the larger of both; 0 where both are 0."""
        if self.quotient is None:
            return None
        largest = max(abs(self.quotient), abs(self.chain))
        return abs(self.quotient - self.chain) / largest if largest else largest

    @property
    def corners(self) -> tuple[Corner, ...]:
        """The corners that lie between w − h and w + h."""
        points = (self.below, self.middle, self.above)
        known = self.middle.sides
        met = (corner for corner in known if len({point.sides.get(corner) for point in points}) > 1)
        return tuple(dict.fromkeys(corner._replace(test=0) for corner in met))

    @property
    def verdict(self) -> str:
        """What the comparison says."""
        if self.quotient is None:
            return CORNER
        if self.is_close and not (self.corners and self.is_jump):
            return AGREES
        return CORNER if self.corners and (len(self.corners) > 1 or self.is_between) else DIFFERS

    @property
    def is_close(self) -> bool:
        """Whether the two values are the same, but for what the step and the digits explain."""
        difference = abs(as_decimal(self.quotient) - as_decimal(self.chain))
        return bool(self.error <= self.ground.tolerance) or difference <= self.allowed

    @property
    def is_jump(self) -> bool:
        """Whether the slopes to the left and to the right differ, by as much with half the step."""
        below, above = self.nearer
        if None in (below, above, self.middle.loss):
            return False
        wide = abs(as_decimal(self.right) - as_decimal(self.left))
        near = abs(as_decimal(above + below - 2 * self.middle.loss)) / as_decimal(self.step / 2)
        return near > wide * 3 / 4 and wide > 4 * self.noise

    @property
    def allowed(self) -> Decimal:
        """The error that the step and the digits of the loss explain."""
        half = quotient(self.nearer[1], self.nearer[0], self.step)
        differ = Decimal(0) if half is None else as_decimal(self.quotient) - as_decimal(half)
        return self.noise + 3 * abs(differ)  # of an error h² half the step takes three quarters, of h a half

    @property
    def noise(self) -> Decimal:
        """The error that the digits of the loss leave in a slope."""
        size = max(Decimal(1), abs(as_decimal(self.middle.loss or 0)))
        return self.ground.noise * size / as_decimal(self.step)

    @property
    def is_between(self) -> bool:
        """Whether the chain rule's value lies between the slopes on both sides of a corner."""
        if self.left is None or self.right is None:
            return True
        low, high = sorted((as_decimal(self.left), as_decimal(self.right)))
        slack = self.ground.tolerance * max(abs(low), abs(high)) + self.allowed
        return low - slack <= as_decimal(self.chain) <= high + slack


def compare(worksheet: Worksheet, update: int = 0, step: Decimal | None = None) -> tuple[Comparison, ...]:
    """Every gradient of an update beside its difference quotient; of a large network a selection."""
    every = tuple(subjects(worksheet, update))
    chosen = every if worksheet.exact else every[:: -(-len(every) // MOST_DOUBLES)]
    losses = losses_nearby(worksheet, update, worksheet.exact)
    return tuple(comparison(worksheet, update, subject, step, losses=losses) for subject in chosen)


def losses_nearby(worksheet: Worksheet, update: int, exact: bool) -> ExactLosses | DoubleLosses:
    """The loss of an update as a function of its numbers, in decimals or in double precision."""
    return (ExactLosses if exact else DoubleLosses)(worksheet, update)


Subject = tuple[Quantity, Quantity, Quantity]
"""A gradient, what it is by, and the loss."""


def subjects(worksheet: Worksheet, update: int) -> Iterator[Subject]:
    """Every parameter, trained or fixed, and every input of an update."""
    steps, network = worksheet.steps, worksheet.network
    for number in steps.counted(sorted(steps.uses)):
        gradient = steps.gradient(network.parameters[number].name, update)
        yield gradient, steps.parameter(number, update), steps.loss(update)
    for sample in samples_of(network, update):
        loss = Quantity("loss", "", "", sample, update)
        for name in network.inputs:
            yield loss._replace(kind="dE/dinput", subject=name), Quantity("input", name, "", sample), loss


def comparison(
    worksheet: Worksheet,
    update: int,
    subject: Subject,
    step: Decimal | None = None,
    exact: bool | None = None,
    losses: ExactLosses | DoubleLosses | None = None,
) -> Comparison:
    """One gradient beside its difference quotient, on the worksheet's ground or on the other one."""
    gradient, changed, loss = subject
    exact = worksheet.exact if exact is None else exact
    ground = EXACT if exact else DOUBLE
    number: Callable[[Any], Any] = as_decimal if exact else float
    with localcontext(Context(PRECISION)):
        at: Any = number(worksheet.numbers[changed])
        h: Any = number(step or ground.step)
        run = losses or losses_nearby(worksheet, update, exact)
        below, middle, above = (run.at(loss, changed, x) for x in (at - h, at, at + h))
        nearer = (run.at(loss, changed, at - h / 2).loss, run.at(loss, changed, at + h / 2).loss)
        chain = number(worksheet.numbers[gradient])
    return Comparison(gradient, changed, loss, at, h, chain, below, middle, above, nearer, ground)


def quotient(above: Any, below: Any, width: Any) -> Any:
    """(above − below) / width, None where one has no value."""
    if above is None or below is None:
        return None
    with localcontext(Context(PRECISION)):
        return (above - below) / width


def as_decimal(number: Any) -> Decimal:
    """A number as a decimal, with all its digits."""
    if isinstance(number, (Decimal, int, float)):
        return Decimal(number)
    return Decimal(number.numerator) / Decimal(number.denominator)
