"""A history of losses as a curve of eighth blocks, or of plain signs: a column an epoch, evenly chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..writing.lines import INDENT
from ..writing.tokens import Tokens, plain
from .scale import Scale, tick

ROWS = 8


class Signs(NamedTuple):
    """What a curve is drawn with; the blocks from empty to full."""

    blocks: str
    bar: str
    mark: str
    corner: str
    rule: str


BLOCKS = Signs(" ▁▂▃▄▅▆▇█", "│", "┤", "└", "─")
PLAIN = Signs(" .:#", "|", "+", "+", "-")


def curve(losses: Sequence[float], scale: Scale, width: int, plain_signs: bool, role: str) -> list[Tokens]:
    """The lines: rows from the top, the axis, and the epochs below it."""
    signs, labels = PLAIN if plain_signs else BLOCKS, _labels(scale)
    margin = INDENT + max(map(len, labels.values())) + 1
    chosen = _columns(losses, width - margin - 1)
    rows = _rows(scale)
    heights = [_height(loss, scale, rows * (len(signs.blocks) - 1)) for loss in chosen]
    lines = [
        _row(row, heights, signs, labels.get(row + 1, ""), margin, role) for row in reversed(range(rows))
    ]
    axis = labels.get(0, "").rjust(margin - 1) + " " + signs.corner + signs.rule * len(chosen)
    return [*lines, plain(axis, "dim"), plain(_epochs(len(losses) - 1, margin + 1, len(chosen)), "dim")]


def _rows(scale: Scale) -> int:
    """Rows of text: as many for each power of ten."""
    spaces = len(scale.ticks) - 1
    return spaces * max(1, ROWS // spaces)


def _labels(scale: Scale) -> dict[int, str]:
    """The round numbers by the row whose top is there; those between are told where rows end."""
    rows = _rows(scale)
    places = {value: scale.height(value) * rows for value in scale.ticks}
    return {round(at): tick(value) for value, at in places.items() if abs(at - round(at)) < 1e-6}


def _columns(losses: Sequence[float], room: int) -> list[float]:
    """The loss at each column: of a short history each epoch has several."""
    last = len(losses) - 1
    if len(losses) <= room:
        return [losses[place * len(losses) // room] for place in range(room)]
    return [losses[round(place * last / (room - 1))] for place in range(room)]


def _height(loss: float, scale: Scale, levels: int) -> int:
    """How many levels a column fills: at least one where it is above the bottom."""
    height = scale.height(loss)
    return max(round(height * levels), int(height > 0))


def _row(row: int, heights: list[int], signs: Signs, label: str, margin: int, role: str) -> Tokens:
    full = len(signs.blocks) - 1
    text = "".join(signs.blocks[min(max(height - row * full, 0), full)] for height in heights)
    axis = label.rjust(margin - 1) + " " + (signs.mark if label else signs.bar)
    return plain(axis, "dim") + plain(text.rstrip(), role)


def _epochs(last: int, start: int, columns: int) -> str:
    """The first and the last epoch under the ends of the curve."""
    end = f"{last:,} epoch{'s' * (last != 1)}"
    return " " * start + "0" + end.rjust(max(columns - 1, len(end) + 1))
