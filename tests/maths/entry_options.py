"""The options of an entry, at their defaults and away from them, so that a factor that is dropped shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from oracles import M

AWAY = {
    "slope": "0.3",
    "alpha": "0.7",
    "scale": "1.3",
    "delta": "0.4",
    "momentum": "0.8",
    "beta": "0.7",
    "rho": "0.6",
    "beta1": "0.8",
    "beta2": "0.95",
    "epsilon": "0.05",
    "weight_decay": "0.1",
}
"""A number for each option, away from its default."""


def options_of(entry: Any, away: bool) -> dict[str, str]:
    """The options of an entry as they are written."""
    for name, _ in entry.options:
        assert name in AWAY, f"{entry.name}: the option {name} has no other number in AWAY"
    return {name: AWAY[name] if away else default for name, default in entry.options}


def settings(entry: Any) -> list[dict[str, str]]:
    """The options of an entry: the defaults, and away from them."""
    return [options_of(entry, away) for away in ((False, True) if entry.options else (False,))]


def with_options(entries: Sequence[Any]) -> list[Any]:
    """Each entry with each setting of its options."""
    return [
        pytest.param(entry, options, id=f"{entry.name} {' '.join(options.values())}".strip())
        for entry in entries
        for options in settings(entry)
    ]


def floats(options: dict[str, str]) -> dict[str, float]:
    """Options as floats."""
    return {name: float(text) for name, text in options.items()}


def exact(options: dict[str, str]) -> dict[str, Any]:
    """Options as numbers of the oracle, those that a float has."""
    return {name: M.mpf(float(text)) for name, text in options.items()}
