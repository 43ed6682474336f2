"""The sentences on the wrong numbers of a sheet: a mistake once, with all that have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .lists import listed_in_runs
from .report import Report
from .verdicts import FOLLOWS, WRONG, Mark

MOST = 5
"""So many names stand in a sentence; of more, the last ones are counted."""


def wrong_numbers(report: Report) -> Iterator[str]:
    """The first wrong number, then the others by their mistakes; what follows from each."""
    if not report.of(WRONG) or len(report.marks) == 1:
        return
    (first, *same), *others = _by_mistake(report)
    after = _followed(report, [first], " after it")
    yield f"Look first at {_names(report, [first])}, the first number that is wrong{after}."
    if same:
        yield f"{_names(report, same)} {'have' if same[1:] else 'has'} the same mistake."
    for group in (group for group in others if group[1:]):
        yield f"{_names(report, group)} have another mistake in common{_followed(report, group)}."
    yield from _alone(report, [mark for mark, *more in others if not more])


def _by_mistake(report: Report) -> list[list[Mark]]:
    """The wrong numbers, each with those that the mistake was told of before."""
    groups: list[list[Mark]] = []
    for mark in report.of(WRONG):
        first = report.told[mark.mistakes[0].sentence] if mark.mistakes else mark
        group = next((group for group in groups if first in group), None)
        if group is None:
            groups.append([mark])
        else:
            group.append(mark)
    return groups


def _alone(report: Report, wrong: Sequence[Mark]) -> Iterator[str]:
    """Numbers that are wrong by themselves: those that others follow from, and the rest."""
    leading = [mark for mark in wrong if followers(report, [mark])]
    for marks in (leading, [mark for mark in wrong if mark not in leading]):
        if marks:
            words = "are wrong by themselves" if marks[1:] else "is wrong by itself"
            yield f"{_names(report, marks)} {words}{_followed(report, marks)}."


def _followed(report: Report, marks: Sequence[Mark], where: str = "") -> str:
    count = followers(report, marks)
    numbers = "1 number" if count == 1 else f"{count} numbers"
    verb = "follows" if count == 1 else "follow"
    return f"; {numbers}{where} {verb} from {'them' if marks[1:] else 'it'}" if count else ""


def followers(report: Report, marks: Sequence[Mark]) -> int:
    """How many answers follow from some, directly or through others."""
    reached, before = {mark.answer for mark in marks}, 0
    while before < len(reached):
        before = len(reached)
        reached.update(mark.answer for mark in report.of(FOLLOWS) if reached.intersection(mark.sources))
    return len(reached) - len(marks)


def _names(report: Report, marks: Sequence[Mark]) -> str:
    return listed_in_runs([report.name(mark.answer) + report.where(mark) for mark in marks], MOST)
