"""The rows on planted mistakes: whether they are named, and whether others are named in their place."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from .catalogue import MISTAKES, NAMELESS
from .measuring import CORRECT, FOLLOWS, Exercise, Marked, Row
from .mistakes import ONE_NEURON, Mistake, at_one_place
from .rules import Key, Plan
from .sheets import Stuck, Texts, Worker, everything, of_gradients_and_new_weights
from .students import careful, units

TELLING = 20
"""Units of the last place by which a mistake changes a number that nobody takes for rounding."""

TRIES = 60
"""Exercises and places that are tried for each sheet with a mistake."""

SIGNS = frozenset(("sign of the error", "sign lost"))
"""Two names for one thing."""

PLACES = 150
"""Places at which another mistake is tried, to see whether it gives the same sheet."""


class Planted(NamedTuple):
    """A sheet with a mistake, the sheet without it, and how it was made."""

    exercise: Exercise
    mistake: Mistake
    worker: Worker
    right: Texts
    texts: Texts

    @property
    def is_telling(self) -> bool:
        """Whether some number is further from the right one than rounding takes it."""
        return any(
            key not in self.right or units(text, self.right[key]) >= TELLING
            for key, text in self.texts.items()
        )


def planted(
    exercises: Sequence[Exercise], mistake: Mistake, full: bool, draw: random.Random
) -> Planted | None:
    """A sheet with the mistake; None where no exercise gives an occasion."""
    for _ in range(TRIES):
        exercise = draw.choice(exercises)
        worker = careful(exercise.network, draw)
        asked = everything if full else of_gradients_and_new_weights(exercise.network)
        try:
            right = worker.sheet(None, asked)
            texts = with_mistake(worker, mistake, draw, asked)
        except Stuck:
            continue
        if texts and any(right.get(key) != text for key, text in texts.items()):
            return Planted(exercise, mistake, worker, right, texts)
    return None


def with_mistake(
    worker: Worker, mistake: Mistake, draw: random.Random, asked: Callable[[Key], bool]
) -> Texts | None:
    """The sheet of a worker who makes a mistake, throughout or at one place. Raises Stuck."""
    plan, one = mistake.plan(draw)
    if not one:
        return worker.sheet(plan, asked)
    with suppress(Stuck):
        worker.sheet(plan, asked)
    there = at_one_place(plan, draw, asked, mistake.made == ONE_NEURON)
    return worker.sheet(there, asked) if there else None


def named(exercises: Sequence[Exercise], sheets: int, seed: int, full: bool) -> Iterator[Row]:
    """The planted mistakes of the catalogue."""
    where = "full sheets" if full else "gradients and new weights"
    asked = 97 if full else 95
    row = Row(f"planted mistake named, {where}", f"{asked} %", at_least=asked)
    wrongly = Row(f"a wrong name and not the true one, {where}", "1 %", 1)
    outcomes: Counter[str] = Counter()
    mistakes = list(MISTAKES.values())
    for number in range(sheets):
        draw = random.Random(seed * 1_000_003 + number)
        one = planted(exercises, mistakes[number % len(mistakes)], full, draw)
        if one is None:
            outcomes["without an occasion"] += 1
            continue
        outcome, remark = judged(one)
        outcomes[outcome] += 1
        if outcome == "taken for rounding":
            continue
        name, paste = one.mistake.name, (one.exercise, one.texts, remark)
        row.add(outcome in ("named", "as well said"), [name], paste)
        wrongly.add(outcome == "misnamed", [remark.partition(";")[0]], paste)
    row.note = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    yield from (row, wrongly)


def judged(one: Planted) -> tuple[str, str]:
    """What the marker makes of a sheet with a mistake, and a remark on it."""
    marked = one.exercise.mark(one.texts)
    remark = f"{one.mistake.name} → {', '.join(sorted(marked.named)) or 'nothing'}; {one.worker.style.name}"
    names = one.mistake.names | (SIGNS if one.mistake.names & SIGNS else frozenset())
    if not marked.named and marked.all_right and not one.is_telling:
        return "taken for rounding", remark
    if marked.named & names:
        return "named", remark
    if not marked.named:
        return "not named", remark
    return ("as well said" if is_as_well(one, marked) else "misnamed"), remark


def is_as_well(one: Planted, marked: Marked) -> bool:
    """Whether a name that was given explains the sheet as well: the same numbers come out of that mistake."""
    for key, names in marked.names.items():
        if "value of another quantity" in names and is_of_another(one, key):
            return True
        if names & SIGNS and is_negative(one, key):
            return True
    return any(gives_the_same(one, MISTAKES[name]) for name in marked.named if name in MISTAKES)


def is_negative(one: Planted, key: Key) -> bool:
    """Whether a number is the right one with the other sign."""
    number = Decimal(one.texts[key])
    return bool(number) and key in one.right and number == -Decimal(one.right[key])


def is_of_another(one: Planted, key: Key) -> bool:
    """Whether the number of a key stands on the sheet, or on the right sheet, under another name."""
    number, full = Decimal(one.texts[key]), one.worker.sheet()
    if len(number.as_tuple().digits) < 3:
        return False
    return any(
        other[:2] == key[:2] and other[2] != key[2] and Decimal(text) == number
        for sheet in (one.texts, full)
        for other, text in sheet.items()
    )


def gives_the_same(one: Planted, mistake: Mistake) -> bool:
    """Whether another mistake, made throughout or at any one place, gives the same sheet."""
    for way in mistake.ways:
        plan = Plan({rule: (change,) for rule, change in way.items()})
        if is_same(one, plan):
            return True
        places = dict.fromkeys(
            where._replace(k=k, sample=s)
            for where in plan.met
            for k in (where.k, -1)
            for s in (where.sample, where.sample if where.sample is None else -1)
        )
        if any(is_same(one, Plan(plan.changes, where)) for where in list(places)[:PLACES]):
            return True
    return False


def is_same(one: Planted, plan: Plan) -> bool:
    """Whether a plan gives the sheet, a unit of the last place more or less."""
    try:
        found = one.worker.sheet(plan, lambda key: key in one.texts)
    except Stuck:
        return False
    return all(key in found and units(text, found[key]) <= 1 for key, text in one.texts.items())


def nameless(exercises: Sequence[Exercise], sheets: int, seed: int) -> Iterator[Row]:
    """The mistakes of no catalogue: whether a name is given."""
    row = Row("a name for a mistake that is in no catalogue", "3 %", 3)
    mistakes = list(NAMELESS.values())
    for number in range(sheets):
        draw = random.Random(seed * 1_000_003 + number)
        one = planted(exercises, mistakes[number % len(mistakes)], number % 2 == 0, draw)
        if one is None:
            continue
        marked = one.exercise.mark(one.texts)
        remark = f"{one.mistake.name} → {', '.join(sorted(marked.named))}"
        if marked.named or any(verdict not in (CORRECT, FOLLOWS) for verdict in marked.verdicts.values()):
            row.add(bool(marked.named), [remark], (one.exercise, one.texts, remark))
    yield row
