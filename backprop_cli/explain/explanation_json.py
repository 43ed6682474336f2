"""What is known of printed numbers, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import name_of

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style
    from .explanation import Explained
    from .findings import Finding


def render(worksheet: Worksheet, explained: Sequence[Explained], style: Style) -> str:
    """A list with an object for each number."""
    return (
        json.dumps([_number(known) for known in explained], indent=2, ensure_ascii=False, allow_nan=False)
        + "\n"
    )


def _number(known: Explained) -> dict[str, Any]:
    source = known.source[0] if known.source else None
    findings = [_entry(finding, source) for finding in known.findings]
    printed_as = _names(source) if source is not None and not findings else None
    return {
        "number": known.written.text,
        "findings": findings,
        "doubtful": known.doubtful,
        "printed_as": printed_as,
    }


def _entry(finding: Finding, source: Quantity | None) -> dict[str, Any]:
    how = finding.how if source is None else finding.how.format(source=name_of(source))
    right = None if finding.right is None else float(finding.right)
    what = {**_names(finding.quantity), "difference": finding.target.form or None}
    return {**what, "how": how or None, "right": right}


def _names(q: Quantity) -> dict[str, Any]:
    """A number by its name; `steps` are those of the training before it, where they are too many for a +."""
    many = q.update > 1
    sample = None if q.sample is None else q.sample + 1
    name = name_of(q._replace(update=0) if many else q)
    return {"name": name, "sample": sample, "steps": q.update if many else None}
