"""The mistakes that students make, by name: a table, an entry each.

An entry says how a network is calculated with the mistake (`ways`), and what to tell the student. A mistake
is named where its number fits the written digits and the right one does not. Several that fit are all named,
those first that fit more of the sheet. To add one: an entry in `MISTAKES`, its ways in one of the
`mistakes_of_*` files, and an answer file in the tests that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from ..errors import BackpropError
from ..example.quantity import Quantity
from . import mistakes_of_gradients as gradients
from . import mistakes_of_losses as losses
from . import mistakes_of_updates as updates
from .accepted import Accepted
from .altered import Way
from .carried import carried_digits
from .fits import is_narrow, within
from .slips import slips
from .written import Written

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet


class Mistake(NamedTuple):
    """A mistake: its name, a sentence for the student without any number, and the calculations with it.

    `condition` says it after an "if"; {weights} are those of the layers after the first.
    """

    name: str
    sentence: str
    condition: str
    ways: Callable[[Worksheet], Iterator[Way]]


MISTAKES = (
    Mistake(
        "updated weights",
        "The errors were sent back over the weights after the update; they go back over the old ones.",
        "the hidden layer uses the already updated {weights}",
        gradients.updated_weights,
    ),
    Mistake(
        "factor 2 too many",
        "There is a factor 2 too many: look at the factor of the square in the loss, and at its derivative.",
        "the loss and its derivative have a factor 2 more than the file says",
        losses.twice,
    ),
    Mistake(
        "factor 2 lost",
        "A factor 2 is lost, or there is a ½ too many: look at the loss and at its derivative.",
        "the loss and its derivative have a factor ½ more than the file says",
        losses.half,
    ),
    Mistake(
        "mean over the outputs",
        "The number of outputs is divided by, or not: look at whether the loss is a sum or a mean.",
        "the loss is a mean over the outputs where the file has a sum, or a sum where it has a mean",
        losses.mean_over_outputs,
    ),
    Mistake(
        "sign of the error",
        "The sign of the error is turned round: the derivative of (target − out)² brings a minus.",
        "the error has the other sign",
        losses.sign,
    ),
    Mistake(
        "gradient added",
        "The gradient was added; a step downhill subtracts it.",
        "the gradient is added instead of subtracted",
        updates.added,
    ),
    Mistake(
        "derivative left out in the output layer",
        "The derivative of the activation is missing in the output layer.",
        "the derivative of the activation is left out in the output layer",
        gradients.no_slope_of_outputs,
    ),
    Mistake(
        "derivative left out in a hidden layer",
        "The derivative of the activation is missing in a hidden layer.",
        "the derivative of the activation is left out in a hidden layer",
        gradients.no_slope_of_hidden,
    ),
    Mistake(
        "ReLU mask forgotten",
        "Where the weighted input is below 0 the derivative of a ReLU is 0, and nothing goes back.",
        "the derivative of the ReLU is taken as 1 everywhere",
        gradients.no_mask,
    ),
    Mistake(
        "derivative at the wrong place",
        "The derivative was taken at the wrong place: look at whether it is a formula of net or of out.",
        "the derivative of the activation is taken at the wrong place",
        gradients.slope_at_wrong_place,
    ),
    Mistake(
        "only one path",
        "A neuron that feeds several others gets an error back from each of them; the sum has more paths.",
        "only one path back is summed",
        gradients.one_path,
    ),
    Mistake(
        "raw errors sent back",
        "What goes back is the error term of a neuron, its error times its derivative, not the bare error.",
        "the errors are sent back without the derivative of the activation",
        gradients.raw_errors,
    ),
    Mistake(
        "another weight sent back",
        "The error went back over another weight than the one it came over; look at which neurons it joins.",
        "the error goes back over another weight",
        gradients.other_weights_back,
    ),
    Mistake(
        "another weight in the sum",
        "The weighted sum takes a weight that joins two other neurons.",
        "the weighted sum takes another weight",
        gradients.other_weights_forward,
    ),
    Mistake(
        "bias left out",
        "The bias is missing in the weighted input.",
        "a bias is left out",
        gradients.no_bias,
    ),
    Mistake(
        "activation left out",
        "The weighted input was taken for the output; the activation is missing.",
        "an activation is left out",
        gradients.no_activation,
    ),
    Mistake(
        "input of the weight left out",
        "The gradient of a weight has what comes in over it as a factor; it is missing.",
        "the gradient leaves out what comes in over the weight",
        gradients.no_incoming,
    ),
    Mistake(
        "shared bias from one neuron",
        "A shared parameter gets a gradient from every place where it is used; they are added.",
        "a shared parameter gets the gradient of one place only",
        gradients.one_portion,
    ),
    Mistake(
        "softmax as a sigmoid",
        "The outputs of a softmax depend on all its inputs; out(1 − out) is only one entry of its Jacobian.",
        "the Jacobian of the softmax is taken as out(1 − out)",
        gradients.diagonal_softmax,
    ),
    Mistake(
        "derivative twice",
        "Out − target already is the derivative by net here; the derivative of the activation is in it.",
        "out − target is multiplied with the derivative once more",
        gradients.slope_again,
    ),
    Mistake(
        "log10 for ln",
        "The logarithm of the loss is the natural one.",
        "the logarithm is the common one",
        losses.common_logarithm,
    ),
    Mistake(
        "sum for mean",
        "The samples of the batch were added; here the mean over them is taken.",
        "the samples of the batch are added instead of averaged",
        losses.sum_over_batch,
    ),
    Mistake(
        "mean for sum",
        "The mean over the samples of the batch was taken; here they are added.",
        "the samples of the batch are averaged instead of added",
        losses.mean_over_batch,
    ),
    Mistake(
        "penalty forgotten",
        "The term of the regularisation is missing.",
        "the regularisation is left out",
        updates.no_penalty,
    ),
    Mistake(
        "penalty on biases",
        "The regularisation counts the weights only, and the biases got it as well.",
        "the regularisation counts the biases as well",
        updates.penalty_on_biases,
    ),
    Mistake(
        "bias not updated",
        "The bias is trained here; it has an update as the weights have.",
        "the biases are not trained",
        updates.biases_kept,
    ),
    Mistake(
        "fixed parameter updated",
        "This exercise does not train that parameter; it stays as it is.",
        "the fixed parameters are trained",
        updates.fixed_trained,
    ),
    Mistake(
        "learning rate forgotten",
        "The gradient was subtracted without the learning rate.",
        "the learning rate is left out",
        updates.no_rate,
    ),
    Mistake(
        "learning rate twice",
        "The learning rate was multiplied with twice.",
        "the learning rate is multiplied with twice",
        updates.rate_twice,
    ),
    Mistake(
        "plain gradient descent",
        "This exercise has another update rule than plain gradient descent.",
        "the update is plain gradient descent",
        updates.plain_descent,
    ),
)
"""Every mistake of a calculation; slips of the hand are in `slips`."""


class Slip(NamedTuple):
    """A slip of the hand, named as a mistake is."""

    name: str
    sentence: str


def named(
    worksheet: Worksheet, q: Quantity, written: Written, answers: Mapping[Quantity, Written]
) -> tuple[Mistake | Slip, ...]:
    """The mistakes whose number fits what is written; those of the calculation first."""
    return naming_of(worksheet, answers).named(q, written)


_NAMINGS: WeakKeyDictionary[Worksheet, Naming] = WeakKeyDictionary()


def naming_of(worksheet: Worksheet, answers: Mapping[Quantity, Written]) -> Naming:
    """The calculations with mistakes for one sheet of answers, made once."""
    found = _NAMINGS.get(worksheet)
    if found is None or found.answers != answers:
        found = Naming(worksheet, answers)
        _NAMINGS[worksheet] = found
    return found


class Naming:
    """The calculations with each mistake, with the digits that a student carries."""

    def __init__(self, worksheet: Worksheet, answers: Mapping[Quantity, Written]) -> None:
        self.worksheet, self.answers = worksheet, answers
        exact = worksheet.exact_numbers
        from .check import decimal_of

        pairs = [(one, decimal_of(exact[q])) for q, one in answers.items()]
        self.carried = carried_digits(pairs)
        self.right = [Accepted(worksheet, one) for one in self.carried]
        self.supports: dict[str, int] = {}
        self.made: list[tuple[Mistake, list[Accepted]]] | None = None

    @property
    def calculations(self) -> Sequence[tuple[Mistake, list[Accepted]]]:
        """Each mistake with its calculations from the file's numbers."""
        if self.made is None:
            self.made = [(one, list(self.ways_of(one))) for one in MISTAKES]
        return self.made

    def ways_of(self, mistake: Mistake) -> Iterator[Accepted]:
        """The calculations with a mistake, for each kind of digits carried."""
        for way in mistake.ways(self.worksheet):
            for carried in (*self.carried, None):
                yield way(carried, None)

    def named(self, q: Quantity, written: Written) -> tuple[Mistake | Slip, ...]:
        """The mistakes that fit a number, tried on the file's numbers, then on the student's own."""
        found = [one for one, ways in self.calculations if any(fits(way, q, written) for way in ways)]
        if len(found) > 1:
            found.sort(key=lambda one: -self.support(one))
        return tuple(found or self.from_own_numbers(q, written)) + tuple(self.slips(q, written))

    def support(self, mistake: Mistake) -> int:
        """How many of the answers one calculation with a mistake explains."""
        if mistake.name not in self.supports:
            ways = next(ways for one, ways in self.calculations if one is mistake)
            counts = (sum(fits(way, q, one) for q, one in self.answers.items()) for way in ways)
            self.supports[mistake.name] = max(counts, default=0)
        return self.supports[mistake.name]

    def sheet_support(self, mistake: Mistake, order: Sequence[Quantity], misses: int) -> int:
        """The same of a calculation that misses no more than so many of them, tried in an order; else 0."""
        ways = next(ways for one, ways in self.calculations if one is mistake)
        return max((self._fitting(way, order, misses) for way in ways), default=0)

    def _fitting(self, way: Accepted, order: Sequence[Quantity], misses: int) -> int:
        missed = 0
        for q in order:
            missed += not fits(way, q, self.answers[q])
            if missed > misses:
                return 0
        return len(order) - missed

    def from_own_numbers(self, q: Quantity, written: Written) -> Iterator[Mistake]:
        """The mistakes that fit with the student's own earlier numbers in the formulas."""
        own = {one: (float(two.low), float(two.high)) for one, two in self.answers.items() if one != q}
        for mistake in MISTAKES if own else ():
            ways = (way(carried, own) for way in mistake.ways(self.worksheet) for carried in self.carried)
            if any(fits(way, q, written) for way in ways):
                yield mistake

    def slips(self, q: Quantity, written: Written) -> Iterator[Slip]:
        """The slips of the hand that make what is written from a right number."""
        for name, sentence in slips(self.worksheet, q, written, self.right):
            yield Slip(name, sentence)


def fits(way: Accepted, q: Quantity, written: Written) -> bool:
    """Whether a calculation with a mistake gives what is written; never where it gives everything."""
    q = counterpart(way, q)
    if q.kind not in way.steps.makers or (q.kind in ("parameter", "state") and not q.update):
        return False
    try:
        bounds = way.result(q)
    except (ArithmeticError, ValueError, KeyError, RecursionError, BackpropError):
        return False
    return is_narrow(bounds, written) and within(written, bounds)


def counterpart(way: Accepted, q: Quantity) -> Quantity:
    """The same number in another calculation: of a fixed parameter that it trains, or with a penalty."""
    steps = way.steps
    if q.kind == "parameter" and not q.update:
        return q._replace(update=int(steps.network.parameters[steps.numbers[q.subject]].trained))
    if len(steps.network.samples) > 1:
        return q
    if q.kind == "dE/dparameter":
        return steps.gradient(q.subject, q.update)
    return steps.loss(q.update) if q.kind == "loss" and not q.update else q
