"""A number that means nothing has no explanation that is told for sure."""

from __future__ import annotations

import random

import pytest
from explaining import explained, reasons, worksheet

SURE, TOLD = 0.08, 0.45
"""The part of random numbers that is explained without a doubt, and at all, of four figures and more."""


@pytest.mark.parametrize("network", ["mazur", "macleod", "wellington"])
@pytest.mark.parametrize("figures", [3, 4, 5, 7])
def test_random_numbers_are_seldom_explained(network: str, figures: int) -> None:
    drawn = random.Random(figures)
    right = [abs(float(number)) for number in worksheet(network).numbers.values() if number]
    numbers = [drawn.choice(right) * 10 ** drawn.uniform(-0.3, 0.3) for _ in range(40)]
    every = [explained(network, f"{number:.{figures - 1}e}")[0] for number in numbers]
    wrong = [
        known
        for known in every
        if not {how for _, how in reasons(known)} & {"", "cut off", "with the other sign"}
    ]
    told = [known for known in wrong if known.findings]
    assert len([known for known in told if not known.doubtful]) <= SURE * len(every)
    assert len(told) <= TOLD * len(every)


def test_a_doubtful_explanation_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    from backprop_cli.cli.frame import framed

    assert framed(["explain", "macleod", "0.09916"]) == 0
    assert "too few digits to tell that from chance" in " ".join(capsys.readouterr().out.split())
