"""The example in plain Python: a line a number, as the lecture writes it, with the module math alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from ..calculation.floats import on_floats
from ..calculation.forward import layer_nets
from ..calculation.quantity import Quantity
from ..errors import InputError, Problem
from ..maths.activations import ACTIVATIONS
from ..maths.formula import Term, leaves
from ..maths.losses import LOSSES
from ..sheet.request import Request
from ..sheet.worked_example import Worksheet
from ..writing.mathematics import Writer
from ..writing.tokens import plain, text_of
from .python_markup import FLOATS, identifiers, quoted
from .script import TOLERANCE, checked, opening

MOST_LINES = 10_000
"""Lines of a script that works out one number in each."""

FUNCTIONS = ("erfc", "exp", "expm1", "isclose", "log", "log1p", "pi", "sqrt", "tanh")
TAKEN = (*FUNCTIONS, "abs", "max", "min", "print", "len", "checks", "name", "mine", "expected")
"""Names that no number may have."""

HEADINGS = {"forward": "forward pass", "loss": "loss", "update": "update"}
"""What the parts of a script are called; any other is of the backward pass."""


def script(worksheet: Worksheet) -> str:
    """The text of the script."""
    count = len(worksheet.everything)
    if count > MOST_LINES:
        message = f"this example has {count:,} numbers, too many for a line each"
        raise InputError((Problem(message, help="export it to numpy, or with fewer steps"),))
    example = Script(worksheet)
    if not example.is_sound:
        example = Script(Worksheet(worksheet.network, Request(notation="delta")))
    return example.text()


class Script:
    """The names of all numbers, and the numbers as the script finds them."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self.formulas: dict[Quantity, Term] = {}
        self.values: dict[Quantity, Any] = {q: float(x) for q, x in worksheet.given.items()}
        needed = self.needed()
        for q in worksheet.everything:
            if q in needed:
                self.work_out(q)
        quantities = [*worksheet.given, *self.formulas]
        long = {q: self.long_name(q) for q in quantities}
        short = identifiers(dict.fromkeys(long.values()), TAKEN)
        self.names = {q: short[long[q]] for q in quantities}

    @property
    def is_sound(self) -> bool:
        """Whether every number has a value in doubles; by δ there are fewer that have none."""
        return all(value is not None for value in self.values.values())

    def needed(self) -> set[Quantity]:
        """What the asserted numbers are made from."""
        open_ = [q for _, q, _ in checked(self.worksheet)]
        result = set(open_)
        while open_:
            q = open_.pop()
            for leaf in () if q in self.values else leaves(self.worksheet.step(q).formula):
                if isinstance(leaf, Quantity) and leaf not in result:
                    result.add(leaf)
                    open_.append(leaf)
        return result

    def long_name(self, q: Quantity) -> str:
        """A name that no other number has."""
        name = q.traits.name.format(subject=q.subject, by=q.by)
        if q.kind == "option":
            name = f"{q.subject} {q.by}"
        sample = f" s{(q.sample or 0) + 1}" if q.sample is not None and self.several_samples else ""
        steps = len(self.worksheet.updates)
        update = ("" if not q.update else " new") if steps == 1 else f" {q.update}" if q.update else ""
        return f"{name}{sample}{update}"

    @property
    def several_samples(self) -> bool:
        """Whether names have to say of which sample they are."""
        return len(self.worksheet.network.samples) > 1

    def text(self) -> str:
        """The whole script."""
        used = {leaf for formula in self.formulas.values() for leaf in leaves(formula)}
        numbers = ((q, x) for q, x in self.worksheet.given.items() if q in used)
        given = [f"{self.names[q]} = {float(x)!r}" for q, x in numbers]
        body = "\n".join(self.lines())
        functions = [
            name for name in FUNCTIONS if f"{name}(" in body or name == "isclose" or f" {name})" in body
        ]
        parts = [
            opening(self.worksheet, "in plain Python, a line a number"),
            f"from math import {', '.join(functions)}",
            "\n".join(["# given", *given]),
            body,
            "\n".join(self.checks()),
        ]
        return "\n\n".join(parts) + "\n"

    def lines(self) -> Iterator[str]:
        """A line a number, with a heading where another part begins."""
        writer = Writer(FLOATS, lambda q: plain(self.names[q]))
        part = ""
        for q, formula in self.formulas.items():
            heading = HEADINGS.get(q.traits.part, "backward pass")
            if heading != part:
                yield ("\n" if part else "") + f"# {heading}"
                part = heading
            yield f"{self.names[q]} = {text_of(writer.write(formula))}"

    def work_out(self, q: Quantity) -> None:
        """A number after those that it is made from."""
        if q in self.values:
            return
        for formula in self.candidates(q):
            for leaf in leaves(formula):
                if isinstance(leaf, Quantity):
                    self.work_out(leaf)
        self.formulas[q] = self.formula(q)

    def candidates(self, q: Quantity) -> Iterator[Term]:
        """The textbook's formula, then stable ones."""
        step = self.worksheet.step(q)
        yield step.formula
        if step.computed is not None:
            yield step.computed
        yield from self.of_layer(q)

    def of_layer(self, q: Quantity) -> Iterator[Term]:
        """The stable forms that look at a whole layer: of a softmax, and of ∂E/∂net where the loss fits."""
        steps, network = self.worksheet.steps, self.worksheet.network
        of_layer = None
        if q.kind == "out":
            of_layer = ACTIVATIONS[steps.layer(q.subject).activation.name].stable_layer_value
        if of_layer is not None:
            yield of_layer(layer_nets(steps, q), steps.position(q.subject))
        if q.kind == "dE/dnet" and q.subject in steps.outputs and network.loss is not None:
            slope = dict(LOSSES[network.loss.name].net_slope).get(steps.layer(q.subject).activation.name)
            targets = [Quantity("target", neuron, "", q.sample) for neuron in network.outputs]
            if slope is not None:
                yield slope(targets, layer_nets(steps, q), steps.position(q.subject))

    def formula(self, q: Quantity) -> Term:
        """The first formula whose number is right in doubles."""
        right, candidates = float(self.worksheet.numbers[q]), list(self.candidates(q))
        for formula in candidates:
            value = self.value(formula)
            if value is not None and math.isclose(value, right, rel_tol=TOLERANCE):
                self.values[q] = value
                return formula
        self.values[q] = self.value(candidates[0])
        return candidates[0]

    def value(self, formula: Term) -> float | None:
        """What the script will find for a formula."""
        try:
            return on_floats(formula, self.values)
        except (ArithmeticError, ValueError, TypeError):
            return None

    def checks(self) -> Iterator[str]:
        """The assertions, and a line that says they hold."""
        yield "checks = ["
        for name, q, number in checked(self.worksheet):
            yield f"    ({quoted(name)}, {self.names[q]}, {number!r}),"
        yield "]"
        yield "for name, mine, expected in checks:"
        yield f"    close = isclose(mine, expected, rel_tol={TOLERANCE}, abs_tol=1e-12)"
        yield "    assert close, (name, mine, expected)"
        yield 'print(f"all {len(checks)} numbers agree")'
