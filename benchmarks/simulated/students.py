"""Students drawn at random for an exercise, and sheets of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from .forms import any_form
from .hand import Digits, Style, any_style
from .measuring import Exercise
from .network import Network
from .rules import Key
from .sheets import Stuck, Texts, Worker, everything, of_gradients_and_new_weights

FINE = (Digits("decimals", 4), Digits("decimals", 4), Digits("decimals", 5), Digits("figures", 4))
"""Digits of students whose mistakes should be told from rounding."""


def anyone(network: Network, draw: random.Random) -> Worker:
    """A student who rounds in any style."""
    style = any_style(draw)
    while network.optimizer == "adam" and style.digits.kind == "decimals" and style.carried != "written":
        style = any_style(draw)  # with decimals the second moment of Adam is rounded to 0
    return Worker(network, style, any_form(draw), draw.randrange(10**6))


def careful(network: Network, draw: random.Random) -> Worker:
    """A student with four digits or more, who rounds what is written or each step."""
    digits = FINE[-1] if network.optimizer == "adam" else draw.choice(FINE)
    style = Style(draw.choice(("written", "steps", "steps")), "half up", digits)
    form = any_form(draw)._replace(mean="after", shares=draw.random() < 0.2)
    return Worker(network, style, form, draw.randrange(10**6))


def drawn(
    exercises: Sequence[Exercise], count: int, seed: int, student: Callable[[Network, random.Random], Worker]
) -> Iterator[tuple[Exercise, Worker, random.Random]]:
    """So many students, of one exercise after the other."""
    for number in range(count):
        draw = random.Random(seed * 1_000_003 + number)
        exercise = exercises[number % len(exercises)]
        yield exercise, student(exercise.network, draw), draw


def right_sheet(worker: Worker, asked: Callable[[Key], bool] = everything) -> Texts:
    """The sheet without a mistake; empty where the student is stuck."""
    try:
        return worker.sheet(None, asked)
    except Stuck:
        return {}


def any_question(network: Network, draw: random.Random) -> Callable[[Key], bool]:
    """What a sheet asks for: all, the gradients and the new weights, or a part of all."""
    kind = draw.randrange(3)
    if kind == 0:
        return everything
    if kind == 1:
        return of_gradients_and_new_weights(network)
    chance = draw.randrange(10**6)
    return lambda key: random.Random(f"{chance}{key}").random() < 0.4


def units(text: str, other: str) -> float:
    """By how many units of the last place of the first text two numbers differ."""
    first, second = Decimal(text), Decimal(other)
    exponent = first.as_tuple().exponent
    assert isinstance(exponent, int)
    return float(abs(first - second).scaleb(-exponent))


def moved(text: str, by: int) -> str:
    """A number changed by so many units of its last place."""
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    found = number + Decimal(by).scaleb(exponent)
    return f"{found:f}" if exponent <= 0 else f"{found:e}"
