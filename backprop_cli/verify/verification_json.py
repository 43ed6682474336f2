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
            {"step": update + 1, "gradients": [comparison_of(one) for one in every]}
            for update, every in verification.comparisons.items()
        ],
        "formulas": {
            "checked": len(verification.compared),
            "differing": [
                {"name": name_of(one.quantity), "by_formula": one.by_formula, "by_matrices": one.traced}
                for one in verification.breaches
            ],
        },
    }


def example_of(one: Comparison) -> dict[str, Any]:
    """The losses of one quotient; as text, with all their digits."""
    return {
        "of": one.changed.subject,
        "value": float(one.at),
        "loss_above": _text(one.above.loss),
        "loss_below": _text(one.below.loss),
        **comparison_of(one),
    }


def comparison_of(one: Comparison) -> dict[str, Any]:
    """A gradient beside its quotient."""
    return {
        "name": name_of(one.gradient, one.gradient.update),
        "sample": None if one.changed.sample is None else one.changed.sample + 1,
        "chain_rule": float(one.chain),
        "numerical": _number(one.quotient),
        "relative_error": _number(one.error),
        "verdict": one.verdict,
        "left": _number(one.left),
        "right": _number(one.right),
        "corners": [f"{corner.looked_at} meets the corner of {corner.entry}" for corner in one.corners],
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
