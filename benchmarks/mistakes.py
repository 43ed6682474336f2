"""How many planted mistakes are named: random networks, each worked with four decimals and one mistake.

    python benchmarks/mistakes.py [networks]

The student's numbers are the gradients and the new weights. A mistake that changes none of them in four
decimals is not counted; neither is one that the network gives no occasion for.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from strategies import random_network

from backprop_cli.calculation.floats import CHOICES, OPERATIONS
from backprop_cli.calculation.given import given_numbers
from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.calculation.rounding import rounding_of
from backprop_cli.check.accepted import Accepted
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.reading.answers import Answer
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import WRONG, check
from backprop_cli.errors import BackpropError
from backprop_cli.maths.formula import Formula, Term
from backprop_cli.mistakes.altered import Altered
from backprop_cli.mistakes.catalogue import MISTAKES, Mistake
from backprop_cli.mistakes.diagnosis import Diagnoser, counterpart
from backprop_cli.network.model import Rounding
from backprop_cli.sheet.worked_example import Worksheet

RULE = rounding_of(Rounding("decimals", 4, True))


class Mistaken:
    """A student who rounds each step to four decimals and makes one mistake."""

    def __init__(self, way: Accepted) -> None:
        self.way = way
        self.known = {q: float(x) for q, x in given_numbers(way.steps.network).items()}

    def number(self, q: Quantity) -> float:
        """The number that the student finds."""
        if q not in self.known:
            value = self.of(self.way.steps_of(q)[0].formula)
            self.known[q] = float(RULE(Decimal(repr(value))))
        return self.known[q]

    def of(self, term: Term) -> float:
        """The value of a formula."""
        if isinstance(term, Quantity):
            return self.number(term)
        if not isinstance(term, Formula):
            return float(term)
        if term.operation in CHOICES:
            test, yes, no = term.arguments
            return self.of(yes if CHOICES[term.operation](self.of(test)) else no)
        return float(OPERATIONS[term.operation](*map(self.of, term.arguments)))


def answers_of(student: Mistaken, worksheet: Worksheet) -> dict[Quantity, str]:
    """The gradients and the new weights, as text."""
    found = {}
    for parameter in worksheet.network.parameters:
        asked = [Quantity("parameter", parameter.name, update=1)] if parameter.trained else []
        for q in (worksheet.steps.gradient(parameter.name, 0), *asked):
            value = student.number(counterpart(student.way, q))
            found[q] = f"{RULE(Decimal(repr(value))):f}"
    return found


def right_answers(exercise: Exercise) -> dict[Quantity, str]:
    """The same numbers of a student without a mistake."""
    unchanged = Altered(exercise, None, lambda wiring, step: step.formula)
    return answers_of(Mistaken(unchanged), exercise.worksheet)


def outcome(exercise: Exercise, mistake: Mistake, draw: random.Random) -> str:
    """Whether one planted mistake is named: "none" where it changes nothing."""
    ways = list(mistake.ways(exercise))
    if not ways:
        return "none"
    try:
        found = answers_of(Mistaken(draw.choice(ways)(None)), exercise.worksheet)
        right = right_answers(exercise)
    except (ArithmeticError, ValueError, BackpropError, RecursionError, KeyError):
        return "none"
    if found == right:
        return "none"
    answers = [Answer(name_of(q), q, parse(text)) for q, text in found.items()]
    marks = check(exercise, answers, None, Diagnoser(exercise).named)
    wrong = [mark for mark in marks if mark.verdict == WRONG]
    if not wrong:
        return "not told from rounding"
    return "named" if any(mistake.name == one.name for mark in wrong for one in mark.mistakes) else "missed"


def main(count: int) -> None:
    """The table."""
    counts: dict[str, Counter[str]] = {one.name: Counter() for one in MISTAKES}
    falsely = 0
    start = time.perf_counter()
    for seed in range(count):
        exercise, draw = Exercise(Worksheet(random_network(seed))), random.Random(seed)
        counts_of = draw.sample(MISTAKES, 3)
        for mistake in counts_of:
            counts[mistake.name][outcome(exercise, mistake, draw)] += 1
        try:
            right = [Answer(name_of(q), q, parse(t)) for q, t in right_answers(exercise).items()]
            falsely += any(mark.mistakes for mark in check(exercise, right, None, Diagnoser(exercise).named))
        except (ArithmeticError, ValueError, BackpropError):
            pass
    print(f"{'mistake':<42}{'planted':>8}{'named':>8}{'missed':>8}{'as rounding':>13}")
    whole: Counter[str] = Counter()
    for name, found in counts.items():
        whole += found
        print(_row(name, found))
    print(_row("all", whole))
    planted = whole["named"] + whole["missed"]
    print(f"named: {100 * whole['named'] / max(1, planted):.1f} % of {planted}")
    print(f"correct sheets with a mistake named: {falsely} of {count}")
    print(f"{time.perf_counter() - start:.0f} s")


def _row(name: str, found: Counter[str]) -> str:
    planted = found["named"] + found["missed"] + found["not told from rounding"]
    return (
        f"{name:<42}{planted:>8}{found['named']:>8}{found['missed']:>8}{found['not told from rounding']:>13}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
