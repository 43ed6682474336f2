"""How each block is set in HTML: headings, equations that wrap, and what holds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...page.blocks import (
    Equation,
    Equations,
    Grid,
    Heading,
    Matrices,
    Picture,
    Question,
    Sentence,
    Table,
    Title,
)
from ...writing.mathml_markup import escaped
from ...writing.tokens import Tokens, text_of
from .formulas import bare, flow, maths, side, words
from .pictures import figures
from .stops import Stops
from .table import table


def _title(stops: Stops, block: Title) -> str:
    fields = "".join(
        f"<p><b>{escaped(label)}</b> <span>{escaped(text)}</span></p>\n" for label, text in block.fields
    )
    paragraphs = "".join(f"<p>{escaped(text)}</p>\n" for text in block.paragraphs)
    items = "".join(f"<li>{words(part)}</li>" for part in block.conventions)
    conventions = f'<ul class="conventions">{items}</ul>\n' if items else ""
    head = f'<div class="fields">\n{fields}</div>\n' if fields else ""
    return f"{head}<h1>{escaped(block.name)}</h1>\n{paragraphs}{conventions}"


def _heading(stops: Stops, block: Heading) -> str:
    stops.begun = True
    number = f'<span class="number">{block.number}</span>'
    title = (
        f'<h2 id="part-{block.number}" class="{escaped(block.part)}">{number} {escaped(block.title)}</h2>\n'
    )
    formulas = "".join(f"<span>{flow(definition)}</span> " for definition in block.definitions)
    text = formulas + words(block.sentence)
    return title + (f'<p class="definition">{text}</p>\n' if text else "")


def _picture(stops: Stops, block: Picture) -> str:
    return figures(stops.board, stops.moments)


def _sentence(stops: Stops, block: Sentence) -> str:
    return f"<p>{words(block.tokens)}</p>\n"


def _question(stops: Stops, block: Question) -> str:
    stops.begun = True
    points = f' <span class="points">{escaped(block.points)}</span>' if block.points else ""
    room = f'<div class="room" style="height:{2 * block.room}em"></div>\n' if block.room else ""
    text = f"{block.number}. {words(block.tokens)}{points}"
    return f'<h2 id="part-{block.number}" class="question">{text}</h2>\n{room}'


def _equations(stops: Stops, block: Equations) -> str:
    text = ""
    if block.definitions:
        formulas = ", ".join(f"<span>{flow(definition)}</span>" for definition in block.definitions)
        text = f'<p class="definition">{escaped(block.whose)}: {formulas}</p>\n'
    runs = "".join(_run(stops, run) for run in stops.runs(block.rows))
    return f'{text}<div class="equations block">\n{runs}</div>\n'


def _run(stops: Stops, run: list[Equation]) -> str:
    """The equations of a step."""
    lines = "".join(f"<p>{maths(line.name)}<span>{_sides(line.sides)}</span></p>\n" for line in run)
    return f"<div {stops.stop(line.quantity for line in run)}>\n{lines}</div>\n"


def _sides(sides: tuple[Tokens, ...]) -> str:
    """The sides of an equation; all that are numbers and worked out are answers."""
    parts = []
    for place, tokens in enumerate(sides):
        answer = len(sides) > 1 and (place > 0 or "<mi>" not in text_of(tokens))
        parts.append(f'<span class="{"side answer" if answer else "side"}">{side(tokens)}</span>')
    return " ".join(parts)


def _matrices(stops: Stops, block: Matrices) -> str:
    grids = " ".join(_grid(stops, place, grid) for place, grid in enumerate(block.grids))
    symbols = f'<span class="side">{side(block.symbols)}</span> ' if block.symbols else ""
    line = f"<p>{maths(block.name)}<span>{symbols}{grids}</span></p>\n"
    return f'<div class="equations block">\n<div {stops.stop(block.quantities)}>\n{line}</div>\n</div>\n'


def _grid(stops: Stops, place: int, grid: Grid) -> str:
    """A matrix with the sign before it, an answer where a number of it is worked out."""
    matrix = _matrix(grid.rows)
    kind = "side answer" if stops.is_worked_out(matrix) else "side"
    return f'<span class="{kind}"><math>{_sign(place, grid.sign)}{matrix}</math></span>'


def _sign(place: int, sign: str) -> str:
    """The sign before a matrix, an = before the first."""
    text = bare(sign) or ("" if place else "=")
    return f'<mo form="infix">{text}</mo>' if text else ""


def _matrix(rows: tuple[tuple[Tokens, ...], ...]) -> str:
    lines = "".join(f"<mtr>{''.join(f'<mtd>{text_of(cell)}</mtd>' for cell in row)}</mtr>" for row in rows)
    return f'<mrow><mo>(</mo><mtable class="matrix">{lines}</mtable><mo>)</mo></mrow>'


SETTINGS: dict[type, Callable[[Stops, Any], str]] = {
    Title: _title,
    Heading: _heading,
    Picture: _picture,
    Sentence: _sentence,
    Question: _question,
    Equations: _equations,
    Table: table,
    Matrices: _matrices,
}
"""How each block is set."""
