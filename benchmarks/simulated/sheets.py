"""What a student hands in: numbers with their names, as an answer file has them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from .forms import Form
from .hand import Hand, Style
from .network import Network
from .rules import Key, Plan
from .updates import Student

Texts = dict[Key, str]
"""The numbers as they are written."""


class Stuck(Exception):
    """The student cannot go on: a division by a number that was rounded to 0, a number too large to write."""


class Worker(NamedTuple):
    """A student with an exercise: how they round, which form they use, what chance they act by."""

    network: Network
    style: Style
    form: Form
    seed: int

    def sheet(self, plan: Plan | None = None, asked: Callable[[Key], bool] = lambda key: True) -> Texts:
        """The sheet with what is asked. Raises Stuck."""
        student = self.student(plan, asked)
        try:
            numbers = {key: student.hand.text(key, x) for key, x in student.shown.items() if asked(key)}
        except ArithmeticError as error:
            raise Stuck(str(error)) from error
        return {**numbers, **{key: text for key, text in student.texts.items() if key in numbers}}

    def student(self, plan: Plan | None, asked: Callable[[Key], bool] = lambda key: True) -> Student:
        """The student after the work. Raises Stuck."""
        hand = Hand(self.style, random.Random(self.seed))
        student = Student(self.network, hand, self.form, plan or Plan(), asked)
        try:
            student.work()
        except (ArithmeticError, LookupError, ValueError) as error:
            raise Stuck(str(error)) from error
        return student


def is_gradient(key: Key) -> bool:
    """Whether a number is a gradient of all the samples."""
    name = key[2]
    before = name.partition("/d")[0] == "dE" and not name.startswith(("dE/dout_", "dE/dnet_"))
    return key[1] is None and before


def is_new(network: Network) -> Callable[[Key], bool]:
    """What tells whether a number is a new parameter."""
    return lambda key: key[2].endswith("+") and key[2][:-1] in network.parameters


def of_gradients_and_new_weights(network: Network) -> Callable[[Key], bool]:
    """What asks for the gradients of all samples and the new parameters."""
    new = is_new(network)
    return lambda key: is_gradient(key) or new(key)


def everything(key: Key) -> bool:
    """What asks for all there is."""
    return True


def yaml_text(texts: Texts) -> str:
    """The sheet as an answer file."""
    lines: list[str] = []
    steps = len({update for update, _, _ in texts}) > 1
    where: tuple[int | None, int | None] = (None, None)
    for (update, sample, name), text in sorted(
        texts.items(), key=lambda item: (item[0][0], item[0][1] is None, item[0][1] or 0)
    ):
        if steps and update != where[0]:
            lines.append(f"step {update + 1}:")
            where = (update, None)
        margin = "  " * steps
        if sample is not None and sample != where[1]:
            lines.append(f"{margin}sample {sample + 1}:")
        where = (update, sample)
        lines.append(f"{margin}{'  ' * (sample is not None)}{quoted(name)}: {text}")
    return "\n".join(lines) + "\n"


def quoted(name: str) -> str:
    """A name as YAML needs it."""
    return f'"{name}"' if " " in name or not name[0].isalpha() else name
