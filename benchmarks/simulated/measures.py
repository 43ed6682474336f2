"""The rows on right numbers, wrong numbers, constants and followers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from .forms import Form
from .hand import Digits, Style
from .measuring import CORRECT, FOLLOWS, POINTS, Exercise, Row
from .mistakes import at_one_place
from .network import Network
from .rules import Key, Plan
from .sheets import Stuck, Texts, Worker, everything, is_gradient
from .students import any_question, anyone, careful, drawn, moved, right_sheet, units
from .without_a_name import replaced

Exercises = Sequence[Exercise]


def refused(exercises: Exercises, sheets: int, seed: int) -> Iterator[Row]:
    """Correct numbers refused, and mistakes named on right sheets."""
    row = Row("correct numbers refused", "0 of 200,000")
    few = Row("   of these: too few digits", "0 of 200,000")
    names = Row("sheets with a mistake named though all is right", "0")
    for exercise, worker, draw in drawn(exercises, sheets, seed, anyone):
        texts = right_sheet(worker, any_question(exercise.network, draw))
        marked = exercise.mark(texts)
        for key, verdict in marked.verdicts.items():
            kinds = (
                f"{worker.style.carried} rounded",
                f"{worker.style.digits[1]}{'+' * bool(worker.style.choices)} {worker.style.digits.kind}",
                worker.form.name,
                f"mean {worker.form.mean}",
                kind_of(key),
            )
            remark = f"{key[2]} = {texts[key]} is {verdict}; {worker.style.name}; {worker.form}"
            row.add(verdict != CORRECT, kinds, (exercise, texts, remark))
            few.add(verdict == "too few digits", kinds)
        if texts:
            names.add(bool(marked.named), marked.named, (exercise, texts, ", ".join(marked.named)))
    yield from (row, few, names)


def kind_of(key: Key) -> str:
    """The kind of a number by its name: without the neurons and parameters."""
    name = key[2]
    if "/d" in name:
        above, _, below = name.partition("/d")
        middle = below.split("_")[0] if below.startswith(("out_", "net_")) else "parameter"
        return f"{above.split('_')[0]}/d{middle}" + " via" * (" via " in name)
    return name.split("_")[0] if not name.endswith("+") else "after the update"


def of_three(exercises: Exercises, sheets: int, seed: int) -> Iterator[Row]:
    """The loss with one decimal, a gradient, the new weight: the gradient doubled, or of the other sign."""
    rows = [
        Row(f"three answers, E with one decimal: {what} accepted", "0")
        for what in ("doubled gradient", "other sign")
    ]
    for exercise, worker, draw in drawn(exercises, sheets, seed, careful):
        texts = {key: text for key, text in right_sheet(worker).items() if key[:2] == (0, None)}
        names = [
            name
            for name in exercise.network.trained
            if units(texts.get((0, None, f"dE/d{name}"), "0"), "0") >= 20
        ]
        if not names or (0, None, "E") not in texts:
            continue
        gradient, new = (0, None, f"dE/d{(name := draw.choice(sorted(names)))}"), (0, None, f"{name}+")
        three = {key: texts[key] for key in (gradient, new)}
        three[0, None, "E"] = f"{Digits('decimals', 1).rounded(Decimal(texts[0, None, 'E'])):f}"
        for row, factor in zip(rows, (2, -1), strict=True):
            wrong = {**three, gradient: f"{Decimal(texts[gradient]) * factor:f}"}
            verdict = exercise.mark(wrong).verdicts[gradient]
            row.add(verdict == CORRECT, [exercise.name], (exercise, wrong, gradient[2]))
    yield from rows


def changed(exercises: Exercises, sheets: int, seed: int) -> Iterator[Row]:
    """One number changed by a few units of its last place."""
    yield _changed(
        exercises,
        sheets,
        seed,
        10,
        lambda network: is_gradient,
        Row("one number changed by 10 units accepted, gradients only", "2 %", 2),
    )
    yield _changed(
        exercises,
        sheets,
        seed,
        20,
        lambda network: is_gradient,
        Row("one number changed by 20 units accepted, gradients only", "0"),
    )
    yield _changed(
        exercises,
        sheets,
        seed,
        10,
        lambda network: everything,
        Row("one number changed by 10 units accepted, full sheet", "0.5 %", 0.5),
    )


def _changed(
    exercises: Exercises,
    sheets: int,
    seed: int,
    by: int,
    asked: Callable[[Network], Callable[[Key], bool]],
    row: Row,
) -> Row:
    for exercise, worker, draw in drawn(exercises, sheets, seed, careful):
        texts = right_sheet(worker, asked(exercise.network))
        if not texts:
            continue
        key = draw.choice(sorted(texts, key=str))
        wrong = {**texts, key: moved(texts[key], draw.choice((-by, by)))}
        verdict = exercise.mark(wrong).verdicts[key]
        remark = f"{key[2]} was {texts[key]}, {worker.style.name}"
        kinds = [kind_of(key), worker.style.name, exercise.name]
        row.add(verdict == CORRECT, kinds, (exercise, wrong, remark))
    return row


def constants(exercises: Exercises) -> Iterator[Row]:
    """The same constant in every field."""
    row = Row("constants in every field: numbers with points", "0, but where exact")
    for exercise in exercises:
        worker = Worker(exercise.network, Style("written", "half up", Digits("figures", 15)), Form(), 0)
        exact = {key: Decimal(text) for key, text in right_sheet(worker).items() if key[0] < 2}
        for constant in ("0", "1", "0.5", "0e5"):
            texts = dict.fromkeys(exact, constant)
            for key, verdict in exercise.mark(texts).verdicts.items():
                if abs(exact[key] - Decimal(constant)) > Decimal("1e-13"):
                    kinds = [f"{constant} in {exercise.name}", f"{kind_of(key)} {verdict}"]
                    row.add(verdict in POINTS, kinds, (exercise, texts, key[2]))
    yield row


def followers(exercises: Exercises, sheets: int, seed: int) -> Iterator[Row]:
    """A wrong number carried on; what comes of it is right."""
    row = Row("followers of a wrong number judged right", "100 %", at_least=100)
    for exercise, worker, draw in drawn(exercises, sheets, seed, careful):
        texts, key = with_one_wrong(worker, draw)
        if key is None:
            continue
        marked = exercise.mark(texts)
        for other, verdict in marked.verdicts.items():
            if other != key:
                kinds = [kind_of(other), f"{worker.style.carried} rounded", exercise.name]
                remark = f"{key[2]} is wrong; {other[2]} is {verdict}; {worker.style.name}, {worker.form}"
                row.add(verdict in (CORRECT, FOLLOWS), kinds, (exercise, texts, remark))
    yield row


def with_one_wrong(worker: Worker, draw: random.Random) -> tuple[Texts, Key | None]:
    """A full sheet with one number replaced and carried on, and which it is."""
    plan = Plan({"slip": (replaced,)})
    try:
        right = worker.sheet()
        worker.sheet(plan)
        one = at_one_place(plan, draw, everything)
        if one is None or one.where is None:
            return {}, None
        sample = one.where.sample
        one.where = one.where._replace(k=-1)
        key = (one.where.update, None if sample == -1 else sample, one.where.name)
        texts = worker.sheet(one)
    except Stuck:
        return {}, None
    return texts, key if key in right and units(texts[key], right[key]) > 20 else None
