"""How equations stand on the page: on one line, on two, or stacked, by the part and the width of the page.

To arrange a part another way: its row in `ARRANGEMENTS`, tried from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..calculation.step import Step
from ..sheet.groups import Group, Section
from ..writing.board import Board
from ..writing.lines import broken
from ..writing.tokens import Tokens, plain, text_of
from . import equations
from .equations import Line
from .notes import listed

WIDE = 100
"""Columns from which symbols and numbers stand on one line, if no neuron has more inputs than these."""
MOST_INPUTS = 2


def equations_of(board: Board, section: Section, groups: list[Group]) -> Iterator[Tokens]:
    """Equations; a run has its columns in common, in the backward pass each group that is no table's."""
    apart = section.part == "backward" and groups[0].layout not in ("chain", "paths")
    together = [[group] for group in groups] if apart else [groups]
    rows = [row for run in together for row in _rows(board, section, run)]
    earlier: tuple[Step, ...] = ()
    for place, group in enumerate(groups):
        if place and group.layout == "equations":
            yield ()
        if group.definition != earlier and group.definition and not board.hides_formulas:
            whose = layers_of(board, group, groups)
            texts = (f"{whose}: {written(board, step)}" for step in group.definition)
            yield from (line for text in texts for line in dim_lines(board, text))
            earlier = group.definition
        for _ in group.quantities:
            yield from rows.pop(0)


def layers_of(board: Board, group: Group, groups: list[Group]) -> str:
    """The layers that have a definition in common: hidden layers 1 and 2."""
    places, last = board.worksheet.steps.places, len(board.worksheet.network.layers) - 1
    alike = [one.quantities[0].subject for one in groups if one.definition == group.definition]
    numbers = dict.fromkeys(places[neuron][0] for neuron in alike)
    hidden = [str(number + 1) for number in numbers if number < last]
    name = f"hidden layer{'s' * (len(hidden) > 1)}" + (f" {listed(hidden)}" if last > 1 else "")
    return " and ".join(([name] if hidden else []) + (["output layer"] if last in numbers else []))


def _rows(board: Board, section: Section, groups: list[Group]) -> list[list[Tokens]]:
    """The lines of groups that have their columns in common."""
    wide = board.style.width >= WIDE and _most_inputs(board) <= MOST_INPUTS
    lines = equations.lines_of(board, [q for group in groups for q in group.quantities], not wide)
    form = board.worksheet.steps.form
    if board.hides_substitution:
        return _arranged("update", True, lines, board.style.width)
    kind = form if section.part == "backward" and (form, wide) in ARRANGEMENTS else section.part
    return _arranged(kind, wide, lines, board.style.width)


def _arranged(part: str, wide: bool, lines: list[Line], width: int) -> list[list[Tokens]]:
    """The lines in the first arrangement that fits; the last always does."""
    for arrangement in ARRANGEMENTS[part, wide]:
        rows = arrangement(lines, width)
        if rows is not None:
            return rows
    return equations.on_two_lines(lines, width) or equations.stacked(lines, width)


ARRANGEMENTS = {
    ("forward", False): (),
    ("forward", True): (equations.on_one_line,),
    ("loss", False): (equations.numbers_on_one_line,),
    ("loss", True): (equations.on_one_line, equations.numbers_on_one_line),
    ("backward", False): (equations.on_one_line, equations.numbers_on_one_line),
    ("backward", True): (equations.on_one_line, equations.numbers_on_one_line),
    ("delta", False): (equations.on_one_line,),
    ("delta", True): (equations.on_one_line,),
    ("expanded", False): (),
    ("expanded", True): (),
    ("update", False): (),
    ("update", True): (equations.on_one_line,),
}
"""How equations are arranged, by the part and whether the page is wide."""


def _most_inputs(board: Board) -> int:
    """The most inputs that a neuron has."""
    return max(len(layer.sources) for layer in board.worksheet.network.layers)


def written(board: Board, step: Step) -> str:
    """A definition in a line: out = σ(net) = 1/(1 + e^−net)."""
    parts = [board.notation.name(step.quantity)]
    parts += [board.symbols.write(form) for form in (step.short, step.formula) if form is not None]
    texts = [text_of(part) for part in parts]
    return " = ".join(dict.fromkeys(texts))


def dim_lines(board: Board, text: str) -> list[Tokens]:
    """A definition on lines of its own."""
    return [plain("   " + line, "dim") for line in broken(text.split(), " ", board.style.width - 3)]
