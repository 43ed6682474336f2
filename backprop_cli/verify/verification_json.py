"""A verification as one JSON object: every gradient with its quotient, its error and its verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import name_of
from .difference_quotients import Comparison

if TYPE_CHECKING:
    from ..writing.style import Style
    from .verification import Verification


def render(verification: Verification, style: Style) -> str:
    """The JSON text, with a newline at its end."""
    return json.dumps(as_object(verification), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_object(verification: Verification) -> dict[str, Any]:
    """The object that is written."""
    example = verification.example
    return {
        "format": "backprop-verify/1",
        "network": verification.network.name,
        "agrees": verification.agrees,
        "step_size": float(example.step),
        "losses": example.ground.name,
        "tolerance": float(example.ground.tolerance),
        "example": example_of(example),
        "steps": [
            {"step": update + 1, "gradients": [comparison_of(comparison) for comparison in every]}
            for update, every in verification.comparisons.items()
        ],
        "formulas": {
            "checked": len(verification.compared),
            "differing": [
                {
                    "name": name_of(number.quantity),
                    "by_formula": number.by_formula,
                    "by_matrices": number.traced,
                }
                for number in verification.breaches
            ],
        },
    }


def example_of(comparison: Comparison) -> dict[str, Any]:
    """The losses of one quotient; as text, with all their digits."""
    return {
        "of": comparison.changed.subject,
        "value": float(comparison.at),
        "loss_above": _text(comparison.above.loss),
        "loss_below": _text(comparison.below.loss),
        **comparison_of(comparison),
    }


def comparison_of(comparison: Comparison) -> dict[str, Any]:
    """A gradient beside its quotient."""
    return {
        "name": name_of(comparison.gradient, comparison.gradient.update),
        "sample": None if comparison.changed.sample is None else comparison.changed.sample + 1,
        "chain_rule": float(comparison.chain),
        "numerical": _number(comparison.quotient),
        "relative_error": _number(comparison.error),
        "verdict": comparison.verdict,
        "left": _number(comparison.left),
        "right": _number(comparison.right),
        "corners": [
            f"{corner.looked_at} meets the corner of {corner.entry}" for corner in comparison.corners
        ],
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
