"""Lists of names in English: `w7+, w8+ and 4 more`, `w2+ to w8+`."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBERED = re.compile(r"([^\d(]*)(\d+)(.*)")
"""A name with a number in it, before any step or sample in brackets."""

RUN = 3
"""So many names one after another are written as the first to the last."""


def listed(names: Sequence[str], most: int) -> str:
    """Names behind each other; of more than `most`, the last ones are counted."""
    return _joined([[name] for name in names], most)


def listed_in_runs(names: Sequence[str], most: int) -> str:
    """The same, with those that count on from one to the next as the first to the last."""
    return _joined(_runs(names), most)


def _joined(runs: list[list[str]], most: int) -> str:
    kept = runs if len(runs) <= most else runs[: most - 1]
    rest = sum(map(len, runs[len(kept) :]))
    texts = [*map(_text, kept), *([f"{rest} more"] if rest else [])]
    return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))


def _text(run: list[str]) -> str:
    """A name, or the first to the last with the step and the sample behind both."""
    return run[0] if len(run) == 1 else f"{run[0].partition(' (')[0]} to {run[-1]}"


def _runs(names: Sequence[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for name in names:
        if runs and _counts_on(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return [part for run in runs for part in ([run] if len(run) >= RUN else [[name] for name in run])]


def _counts_on(before: str, name: str) -> bool:
    """Whether a name is that before it with the next number."""
    one, other = NUMBERED.fullmatch(before), NUMBERED.fullmatch(name)
    if one is None or other is None or (one[1], one[3]) != (other[1], other[3]):
        return False
    return int(other[2]) == int(one[2]) + 1
