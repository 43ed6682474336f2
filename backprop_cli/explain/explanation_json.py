"""What is known of printed numbers, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import name_of

if TYPE_CHECKING:
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style
    from .candidates import Finding


def render(
    worksheet: Worksheet, found: Sequence[tuple[Written, Sequence[Finding], Finding]], style: Style
) -> str:
    """A list with an object for each number."""
    made = [{"number": one.text, "findings": [_finding(each) for each in every]} for one, every, _ in found]
    return json.dumps(made, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _finding(one: Finding) -> dict[str, Any]:
    q = one.quantity
    sample = None if q.sample is None else q.sample + 1
    what = {"name": name_of(q), "sample": sample, "difference": one.target.form or None}
    return {**what, "how": one.how or None, "right": float(one.right)}
