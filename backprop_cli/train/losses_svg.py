"""The losses of a training as SVG: axes, a curve for the training and one for the validation, a legend.

The colours are in the middle between black and white, so they can be read on light and on dark paper; the
validation is dashed as well. Text is text, in the fonts of the reader.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from ..calculation.schedule import is_perceptron
from .scale import Scale, scale_of, tick

if TYPE_CHECKING:
    from .training import Trained

WIDTH, HEIGHT = 840, 440
LEFT, RIGHT, TOP, BOTTOM = 80, 806, 40, 382
MOST_POINTS = 1452
"""Points of a curve: two for each point of its width."""

GREY, BLUE, ORANGE = "#767676", "#1f77d0", "#c2600c"
"""Each at least 4:1 on white and on black."""

FONT = 'font-family="Helvetica, Arial, \'Liberation Sans\', sans-serif" font-size="15"'


class Line(NamedTuple):
    """A curve: its losses, its name, its look."""

    losses: Sequence[float]
    name: str
    colour: str
    dashes: str = ""


def render(trained: Trained) -> str:
    """The SVG text."""
    lines = [Line(trained.losses, "training", BLUE)]
    if trained.validation:
        lines.append(Line(trained.validation, "validation", ORANGE, ' stroke-dasharray="7 4"'))
    scale = scale_of(loss for line in lines for loss in line.losses)
    return "\n".join([*_parts(trained, lines, scale), "</svg>", ""])


def _parts(trained: Trained, lines: list[Line], scale: Scale) -> Iterator[str]:
    title = f"{trained.network.name}: the loss of {trained.epochs:,} epochs"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" {FONT} fill="{GREY}">'
    )
    yield f"<title>{escape(title)}</title>"
    yield from _heights(scale)
    yield from _epochs(trained.epochs)
    what = "outputs that are wrong" if is_perceptron(trained.origin) else "loss"
    yield f'<text x="{LEFT - 10}" y="{TOP - 18}">{what}</text>'
    middle = (LEFT + RIGHT) // 2
    yield f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">epochs</text>'
    for line in lines:
        yield _path(line, scale)
    yield from _legend(lines, scale)


def _x(epoch: float, epochs: int) -> float:
    return LEFT + (RIGHT - LEFT) * epoch / max(epochs, 1)


def _y(loss: float, scale: Scale) -> float:
    return BOTTOM - (BOTTOM - TOP) * scale.height(loss)


def _heights(scale: Scale) -> Iterator[str]:
    """A line across and its number, for every round number."""
    for value in scale.ticks:
        y = _y(value, scale)
        yield f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="{GREY}" stroke-opacity="0.3"/>'
        yield f'<text x="{LEFT - 10}" y="{y + 5:.1f}" text-anchor="end">{_power(value, scale)}</text>'


def _power(value: float, scale: Scale) -> str:
    """A power of ten on a long logarithmic axis, else the plain number."""
    exponent = round(math.log10(value)) if value > 0 else 0
    if not scale.logarithmic or scale.ticks[-1] / scale.ticks[0] < 100:
        return tick(value)
    return f'10<tspan dy="-6" font-size="11">{str(exponent).replace("-", "−")}</tspan>'


def _epochs(epochs: int) -> Iterator[str]:
    """Numbers of epochs below the axis."""
    step = _step(epochs)
    for epoch in range(0, epochs + 1, step):
        x = _x(epoch, epochs)
        yield f'<path d="M{x:.1f} {BOTTOM}v5" stroke="{GREY}"/>'
        yield f'<text x="{x:.1f}" y="{BOTTOM + 23}" text-anchor="middle">{epoch:,}</text>'


def _step(epochs: int) -> int:
    """A round number of epochs, at most six of which make all."""
    decade: int = 10 ** max(len(str(epochs)) - 2, 0)
    return next(mantissa * decade for mantissa in (1, 2, 5, 10, 20, 50) if 6 * mantissa * decade >= epochs)


def _path(line: Line, scale: Scale) -> str:
    epochs = len(line.losses) - 1
    places = [
        (f"{_x(epoch, epochs):.1f}", f"{_y(line.losses[epoch], scale):.1f}") for epoch in chosen(line.losses)
    ]
    joined = "L".join(f"{x} {y}" for x, y in places)
    return f'<path d="M{joined}" fill="none" stroke="{line.colour}" stroke-width="2.5"{line.dashes}/>'


def chosen(losses: Sequence[float]) -> list[int]:
    """The epochs that are drawn: all, or of each stretch the lowest and the highest loss."""
    if len(losses) <= MOST_POINTS:
        return list(range(len(losses)))
    stretches, drawn = MOST_POINTS // 2, {0, len(losses) - 1}
    ends = [len(losses) * place // stretches for place in range(stretches + 1)]
    for first, end in pairwise(ends):
        drawn |= {
            min(range(first, end), key=losses.__getitem__),
            max(range(first, end), key=losses.__getitem__),
        }
    return sorted(drawn)


def _legend(lines: list[Line], scale: Scale) -> Iterator[str]:
    """A short line and a name for each curve, with its last loss, where no curve runs."""
    late = (loss for line in lines for loss in line.losses[len(line.losses) * 2 // 3 :])
    high = scale.height(max(late)) > 0.75
    for place, line in enumerate(lines):
        y = (BOTTOM - 14 - 24 * (len(lines) - 1) if high else TOP + 20) + 24 * place
        yield (
            f'<path d="M{RIGHT - 226} {y - 5}h34" stroke="{line.colour}" stroke-width="2.5"{line.dashes}/>'
        )
        text = f"{line.name}, last {last(line.losses[-1])}"
        yield f'<text x="{RIGHT - 184}" y="{y}" fill="{line.colour}">{escape(text)}</text>'


def last(loss: float) -> str:
    """A loss with three figures: 0.123, 3.51·10⁻⁵."""
    if not loss or 1e-3 <= abs(loss) < 1e4:
        return f"{loss:.3g}"
    mantissa, _, exponent = f"{loss:.2e}".partition("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa}·10{raised}".replace("-", "−")
