"""The sentences at the end of a marked sheet: how it went, what to look at first, the points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from .points import plain
from .remarks import PLAIN
from .report import UNREADABLE, Report
from .verdicts import BLANK, CORRECT, FEWER, FOLLOWS, RIGHT, TOO_FEW, UNKNOWN, WRONG
from .wrong_numbers import wrong_numbers

if TYPE_CHECKING:
    from .bounds.carried import Carried

OTHERS = {
    FEWER: "of these with fewer digits than asked",
    TOO_FEW: "with too few digits to tell",
    FOLLOWS: "right from wrong ones before",
    WRONG: "wrong",
    UNREADABLE: "unreadable",
    BLANK: "blank",
    UNKNOWN: "with an unknown name",
}
"""What the count tells of the verdicts that are not right; of another one, its name."""

ALONE = {
    FEWER: "The answer is right, with fewer digits than asked.",
    TOO_FEW: "The answer has too few digits to tell.",
    WRONG: "The answer is wrong.",
    UNREADABLE: "The answer cannot be read.",
    BLANK: "The answer is blank.",
    UNKNOWN: "No number is called so.",
}
"""What is told of one answer by itself."""


def sentences(report: Report) -> tuple[str, ...]:
    """How the sheet went, and what to look at first."""
    texts = tuple(filter(None, _sentences(report)))
    return tuple(text.translate(PLAIN) for text in texts) if report.shown.ascii else texts


def _sentences(report: Report) -> Iterator[str]:
    yield _count(report)
    yield from wrong_numbers(report)
    yield from report.proposals
    if report.shown.scheme is not None:
        yield _points(report)


TURNED = (
    "Your error terms have the other sign, as many books write them, δ = (target − out)·f′, added in the "
    "update; they are marked so."
)
"""What is told of a sheet that keeps to the other sign throughout."""


def convention(report: Report) -> str:
    """The convention that the whole sheet keeps to, where it is another than the file's."""
    text = TURNED if any(mark.turned for mark in report.marks) else ""
    return text.translate(PLAIN) if report.shown.ascii else text


def rule(report: Report) -> str:
    """By what rule was marked."""
    if report.rules.tolerance is not None:
        return f"Accepted is what is {report.rules.tolerance.words}."
    if not report.carried:
        return ""
    digits = " or ".join(_digits(carried) for carried in report.carried)
    return f"Accepted is what a correct calculation gives with {digits} or more, each step rounded or not."


def _digits(carried: Carried) -> str:
    unit = "decimal" if carried.kind == "decimals" else "significant figure"
    return f"{carried.places} {unit}{'s' * (carried.places != 1)}"


def _count(report: Report) -> str:
    whole = len(report.marks)
    if not whole:
        return "There are no answers to check."
    if report.all_right:
        return f"All {whole} answers are correct." if whole > 1 else "The answer is correct."
    if whole == 1:
        verdict = report.marks[0].verdict
        return ALONE.get(verdict, f"The answer has {verdict}.")
    parts = [f"{len(report.of(*RIGHT))} of {whole} answers are right"]
    for verdict in dict.fromkeys((*OTHERS, *(mark.verdict for mark in report.marks))):
        count = 0 if verdict == CORRECT else len(report.of(verdict))
        parts += [f"{count} {OTHERS.get(verdict, f'with {verdict}')}"] if count else []
    return ", ".join(parts) + "."


def _points(report: Report) -> str:
    scheme = report.shown.scheme
    assert scheme is not None
    reached, whole = sum(map(scheme.reached, report.marks)), sum(map(scheme.of, report.marks))
    return f"{plain(Decimal(reached))} of {plain(Decimal(whole))} points."
