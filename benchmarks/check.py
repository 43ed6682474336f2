"""Correct calculations refused, and how long one check takes.

    python benchmarks/check.py [NETWORKS] [TURNS]

Students work random networks out with 4 decimals (3 and 6, and 3 significant figures, for a part of them), in
every form of the backward pass, half up and half even, some of them rounding every product as well. None of
their numbers may be refused. Beside it stands what a fixed tolerance does to the same numbers, and how many
wrong gradients (twice, half, the other sign; of 20 units of the last place or more) are accepted.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from processes import PROGRAM, ROOT, Row, cost, medians, piped, show

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from strategies import random_network
from students import Student

from backprop_cli.calculation.quantity import name_of
from backprop_cli.check.bounds.possible_steps import PossibleSteps
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import Answer
from backprop_cli.check.reading.written import Written, parse
from backprop_cli.check.tolerance import tolerance_of
from backprop_cli.check.verdicts import CORRECT, TOO_FEW, Rules
from backprop_cli.errors import BackpropError
from backprop_cli.network.model import Rounding
from backprop_cli.sheet.worked_example import Worksheet

REFERENCE = (sys.executable, "-c", "import click, numpy, rich.console, rich.table, yaml")

ROUNDINGS = {"4 decimals": ("decimals", 4), "3 decimals": ("decimals", 3), "3 figures": ("significant", 3)}
"""What the students carry; all of the networks with the first, a quarter with each of the others."""

TOLERANCES = ("1%", "4dp")
"""The fixed tolerances that are compared."""

FACTORS = (Decimal(2), Decimal("0.5"), Decimal(-1))


def students(count: int, kind: str, places: int) -> Iterator[Student]:
    """Students of networks that have all their numbers, one for each form and mode in turn."""
    for seed in range(count):
        draw, network = random.Random(seed), random_network(seed)
        form = draw.choice(PossibleSteps(Worksheet(network)).forms)
        rounding = Rounding(kind, places, True, draw.choice(("half_up", "half_even")))
        student = Student(network, form, rounding, draw.choice((0, 0, 0.5, 1)), seed)
        try:
            _ = student.sheet.numbers
        except BackpropError:
            continue
        yield student


def tally(count: int, kind: str, places: int) -> Counter[str]:
    """How many numbers were judged, and how, by which rule."""
    found: Counter[str] = Counter()
    for student in students(count, kind, places):
        answers = written(student)
        found["sheets"] += 1
        found["numbers"] += len(answers)
        found["refused"] += refused(student.sheet, answers)
        hidden = [one for one in answers if one.quantity and one.quantity.kind == "dE/dparameter"]
        found["gradients"] += len(hidden)
        for text in TOLERANCES:
            found[text] += refused(student.sheet, hidden, Rules(tolerance_of(text)))
        found.update(wrong(student.sheet, answers))
    return found


def written(student: Student) -> list[Answer]:
    """The answers, as they are written down."""
    decimals = student.rounding.kind == "decimals"
    texts = {q: f"{y:f}" if decimals else str(y) for q, y in student.answers().items()}
    return [Answer(name_of(q), q, parse(text)) for q, text in texts.items()]


def refused(sheet: Worksheet, answers: list[Answer], rules: Rules | None = None) -> int:
    """How many of the answers are neither correct nor too blunt to tell."""
    return sum(mark.verdict not in (CORRECT, TOO_FEW) for mark in check(Exercise(sheet), answers, rules))


def wrong(sheet: Worksheet, answers: list[Answer]) -> Counter[str]:
    """A gradient made wrong in each way: how many of these were tried, how many accepted."""
    found: Counter[str] = Counter()
    large = [number for number, one in enumerate(answers) if is_large(one)]
    if not large:
        return found
    number = random.Random(len(answers)).choice(large)
    exercise = Exercise(sheet)
    for factor in FACTORS:
        changed = [*answers]
        changed[number] = changed[number]._replace(written=times(answers[number].written, factor))
        found["wrong"] += 1
        verdict = next(mark.verdict for mark in check(exercise, changed) if mark.answer is changed[number])
        found["accepted"] += verdict == CORRECT
    return found


def is_large(answer: Answer) -> bool:
    """Whether an answer is a gradient of 20 units of its last place or more."""
    one = answer.written
    is_gradient = answer.quantity is not None and answer.quantity.kind == "dE/dparameter"
    return one is not None and is_gradient and abs(one.value) >= 40 * one.half


def times(one: Written | None, factor: Decimal) -> Written:
    """A written number times a factor, with as many decimals."""
    assert one is not None
    return parse(f"{(one.value * factor).quantize(one.half * 2):f}")


def main() -> int:
    """Measure and show: 1 if a bound is broken."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 21
    rows = []
    for number, (name, (kind, places)) in enumerate(ROUNDINGS.items()):
        found = tally(count if not number else count // 4, kind, places)
        print(f"{name}: {found['numbers']:,} numbers of {found['sheets']:,} networks")
        print(f"  correct numbers refused      {found['refused']:7}")
        for text in TOLERANCES:
            part = found[text] / found["gradients"]
            print(f"  gradients refused by {text:4} {part:11.1%}")
        print(
            f"  wrong gradients accepted     {found['accepted'] / found['wrong']:7.1%} of {found['wrong']:,}"
        )
        rows.append(Row(f"refused, {name}", 0, found["refused"]))
    return show([*rows, Row("one check, of the imports", 0.9, part_of_reference(turns))])


def part_of_reference(turns: int) -> float:
    """The time of one whole check, of a sheet with a mistake, as a part of the reference."""
    answers = Path(__file__).parent / "answers.yaml"
    command = (*PROGRAM, "check", "networks/mazur.yaml", str(answers))
    taken = medians({"reference": lambda: cost(REFERENCE), "check": lambda: piped(command, (1,))}, turns)
    return taken["check"].seconds / taken["reference"].seconds


if __name__ == "__main__":
    sys.exit(main())
