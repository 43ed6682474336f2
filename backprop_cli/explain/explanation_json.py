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
    worksheet: Worksheet, explained: Sequence[tuple[Written, Sequence[Finding], Finding]], style: Style
) -> str:
    """A list with an object for each number."""
    entries = [
        {"number": written.text, "findings": [_entry(finding) for finding in findings]}
        for written, findings, _ in explained
    ]
    return json.dumps(entries, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    q = finding.quantity
    sample = None if q.sample is None else q.sample + 1
    what = {"name": name_of(q), "sample": sample, "difference": finding.target.form or None}
    return {**what, "how": finding.how or None, "right": float(finding.right)}
