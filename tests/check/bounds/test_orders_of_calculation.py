"""Every order of factors and of summands, with every operation rounded either way, lies within the bounds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import permutations

import pytest
from marked_answers import sheet_of

from backprop_cli.calculation.quantity import Quantity
from backprop_cli.calculation.rounding import rounding_of
from backprop_cli.check.bounds.affine import Affine
from backprop_cli.check.bounds.carried import Carried
from backprop_cli.check.bounds.orders import prepared
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import Answer
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import RIGHT
from backprop_cli.maths.formula import Formula, Term
from backprop_cli.network.model import Rounding
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet

Round = Callable[[float], float]

MODES = ("half_up", "half_even")


class Known:
    """A calculation in which every number is known."""

    def __init__(self, carried: Carried | None, numbers: Mapping[Quantity, float]) -> None:
        self.carried, self.numbers = carried, numbers

    def leaf(self, q: Quantity) -> Affine:
        """The number."""
        return Affine(self.numbers[q])

    def divisor(self, x: Affine) -> Affine:
        """Any divisor as it is."""
        return x


def rounding(carried: Carried, mode: str) -> Round:
    """A rounding to some digits."""
    rule = rounding_of(Rounding(carried.kind, carried.places, True, mode))
    return lambda x: float(rule(Decimal(repr(x))))


def multiplied(factors: list[tuple[bool, float]], rounded: Round) -> float | None:
    """Factors, and divisors, in turn, with every result but the last rounded; None by 0."""
    (_, result), *others = factors
    for place, (below, factor) in enumerate(others):
        result = rounded(result) if place else result
        if below and not factor:
            return None
        result = result / factor if below else result * factor
    return result


def added(terms: list[float], rounded: Round) -> float:
    """Summands in turn, with every result but the last rounded."""
    result = terms[0] + terms[1]
    for term in terms[2:]:
        result = rounded(result) + term
    return result


def cases(count: int, seed: int) -> Iterator[list[float]]:
    """Some lists of numbers with four decimals, of every size."""
    draw = random.Random(seed)
    for _ in range(12):
        yield [round(draw.choice((1, -1)) * 10 ** draw.uniform(-2, 1), 4) for _ in range(count)]


CARRIED = (Carried("decimals", 4), Carried("decimals", 2), Carried("significant", 3))


@pytest.mark.parametrize("carried", CARRIED, ids=str)
@pytest.mark.parametrize("below", [(0, 0), (0, 0, 0), (0, 0, 1), (0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 0, 0, 0)])
def test_every_order_of_factors_lies_within_the_bounds(carried: Carried, below: tuple[int, ...]) -> None:
    for numbers in cases(len(below), sum(below) + len(below)):
        names = [Quantity("net", f"x{place}") for place in range(len(below))]
        term: Term = names[0]
        for name, under in zip(names[1:], below[1:], strict=True):
            term = Formula("divide" if under else "multiply", term, name)
        bounds = prepared(term).bounds(Known(carried, dict(zip(names, numbers, strict=True)))).bounds
        for order in permutations(zip(map(bool, below), numbers, strict=True)):
            if order[0][0]:
                continue  # nobody begins with a divisor
            for mode in MODES:
                result = multiplied([*order], rounding(carried, mode))
                assert result is None or bounds[0] - 1e-9 <= result <= bounds[1] + 1e-9, (order, bounds)


@pytest.mark.parametrize("carried", CARRIED, ids=str)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_every_order_of_summands_lies_within_the_bounds(carried: Carried, count: int) -> None:
    for drawn in cases(count, count):
        numbers = [round(x, carried.places) if carried.kind == "decimals" else x for x in drawn]
        names = [Quantity("net", f"x{place}") for place in range(count)]
        term: Term = names[0]
        for name in names[1:]:
            term = Formula("add", term, name)
        bounds = prepared(term).bounds(Known(carried, dict(zip(names, numbers, strict=True)))).bounds
        for order in permutations(numbers):
            for mode in MODES:
                result = added([*order], rounding(carried, mode))
                assert bounds[0] - 1e-9 <= result <= bounds[1] + 1e-9, (order, bounds)


def test_a_factor_that_is_a_whole_number_makes_no_new_decimals() -> None:
    x, y = Quantity("net", "x"), Quantity("net", "y")
    term = Formula("multiply", Formula("multiply", Decimal(2), x), y)
    low, high = prepared(term).bounds(Known(Carried("decimals", 4), {x: 0.1234, y: 1.0})).bounds
    assert high - low < 1e-9


MEAN = """\
samples:
  - {inputs: {x: 0.7}, targets: {y: 1}}
  - {inputs: {x: 0.3}, targets: {y: 0}}
  - {inputs: {x: 0.45}, targets: {y: 1}}
layers: [{neurons: [y], weights: [{w: 0.35}], bias: {b: 0.2}, activation: sigmoid}]
loss: squared_error
batch: mean
learning_rate: 0.5
"""


@pytest.mark.parametrize("places", [3, 4])
@pytest.mark.parametrize("when", ["last", "term by term", "first"])
def test_a_mean_is_right_whenever_it_is_taken(places: int, when: str) -> None:
    sheet = Worksheet(read_network(MEAN.encode(), "mean.yaml"))
    exercise = Exercise(sheet)
    for mode in MODES:
        r = rounding(Carried("decimals", places), mode)
        shares = []
        for x, t in ((0.7, 1), (0.3, 0), (0.45, 1)):
            net = r(r(0.35 * x) + 0.2)
            out = r(1 / (1 + r(2.718281828459045**-net)))
            error = r(2 * (out - t))
            error = r(error / 3) if when == "first" else error
            shares.append(r(r(error * r(out * (1 - out))) * x))
        total = sum(r(share / 3) for share in shares) if when == "term by term" else sum(shares)
        gradient = r(total / 3) if when == "last" else round(total, places)
        weight = round(0.35 - r(0.5 * gradient), places)
        texts = {
            "dE/dw": f"{gradient:.{places}f}",
            "w+": f"{weight:.{places}f}",
        }
        answers = [Answer(name, sheet.names[name], parse(text)) for name, text in texts.items()]
        assert {mark.verdict for mark in check(exercise, answers)} <= RIGHT, (texts, mode)


def test_mazurs_gradient_is_right_in_every_order_of_its_factors() -> None:
    sheet = sheet_of("mazur")
    exercise, q = Exercise(sheet), sheet.names["dE/dw5"]
    factors = [(False, 0.7414), (False, 0.1868), (False, 0.5933)]
    for order in permutations(factors):
        for mode in MODES:
            rounded = rounding(Carried("decimals", 4), mode)
            result = multiplied([*order], rounded)
            assert result is not None
            (mark,) = check(exercise, [Answer("dE/dw5", q, parse(f"{rounded(result):.4f}"))])
            assert mark.verdict in RIGHT
