"""The axis of a curve: round numbers around every loss, and bars that stand as high as they are."""

from __future__ import annotations

import math
import random

import pytest

from backprop_cli.train.curve import BLOCKS, curve
from backprop_cli.train.scale import scale_of, tick
from backprop_cli.writing.tokens import text_of


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((0.298, 3.5e-5), ("1e-5", "1e-4", "0.001", "0.01", "0.1", "1")),
        ((0.126, 0.08), ("0.05", "0.1", "0.2")),
        ((0.3, 0.29), ("0.2", "0.5")),
        ((1.0, 1.0), ("1", "2")),
        ((10.0, 1.0), ("1", "10")),
        ((1e-20, 1.0), ("1e-20", "1e-17", "1e-14", "1e-11", "1e-8", "1e-5", "0.01", "10")),
        ((4.0, 0.0), ("0", "1", "2", "3", "4")),
        ((0.0, 0.0), ("0", "0.5")),
        ((0.3, -0.98), ("-1", "-0.5", "0", "0.5")),
    ],
)
def test_the_ticks_are_round_numbers_around_the_losses(
    values: tuple[float, ...], ticks: tuple[str, ...]
) -> None:
    assert tuple(map(tick, scale_of(values).ticks)) == ticks


def test_every_scale_holds_its_values_and_rises() -> None:
    draw = random.Random(1)
    for _ in range(500):
        low = 10 ** draw.uniform(-300, 300) * draw.choice([1, 1, 0])
        high = low * 10 ** draw.uniform(0, 7) if low else 10 ** draw.uniform(-9, 9)
        scale = scale_of([low, high])
        assert scale.ticks[0] <= low <= high <= scale.ticks[-1] * (1 + 1e-9)
        assert list(scale.ticks) == sorted(set(scale.ticks))
        assert 2 <= len(scale.ticks) <= 9
        assert 0 <= scale.height(low) <= scale.height(high) <= 1


def test_a_bar_is_as_high_as_its_loss() -> None:
    losses = [1.0, 0.1, 0.01, 0.001, 0.0005]
    scale = scale_of(losses)
    lines = [text_of(line) for line in curve(losses, scale, 40, False, "")]
    column = next(place for place, sign in enumerate(lines[0]) if sign == "█")
    heights = []
    for number in range(len(losses)):
        place = column + (40 - column) * number // len(losses) + 2
        heights.append(sum(BLOCKS.blocks.index(line[place : place + 1] or " ") for line in lines[:-2]))
    rows = len(lines) - 2
    assert heights == [round(8 * rows * scale.height(loss)) for loss in losses]
    assert math.isclose(scale.height(0.01), 0.5)


@pytest.mark.parametrize("losses", [(9e307, 1.7e308), (1e-3, 1.7e308), (0.0, 1.7e308), (1.2e308, 1.5e308)])
def test_losses_at_the_end_of_what_a_double_holds_have_a_scale(losses: tuple[float, float]) -> None:
    ticks = scale_of(losses).ticks
    assert len(ticks) > 1
    assert all(map(math.isfinite, ticks))
    assert list(ticks) == sorted(set(ticks))
