"""A table in HTML: heads with their scope, a body for each step, signs drawn before their cells."""

from __future__ import annotations

from typing import NamedTuple

from ...page.blocks import Row, Table
from ...writing.tokens import Tokens
from .formulas import ROLES, bare, cell, head, most_decimals, padded
from .stops import Stops


def table(stops: Stops, block: Table) -> str:
    """A table that scrolls by itself where it is too wide."""
    heads = "".join(f'<th scope="col">{head(one)}</th>' if one else "<td></td>" for one in block.headings)
    first = f"<thead><tr>{heads}</tr></thead>\n" if any(block.headings) else ""
    runs = list(stops.runs(block.rows)) if block.signs[-1] else [list(block.rows)]
    places = [most_decimals(column) for column in zip(*_cells(block), strict=True)]
    bodies = "".join(Body(stops, block.signs, places, run).html() for run in runs)
    return f'<div class="wide block"><table>\n{first}{bodies}</table></div>\n'


def _cells(block: Table) -> list[tuple[Tokens, ...]]:
    return [row.cells for row in block.rows if not row.total]


class Body(NamedTuple):
    """The rows of a step, with the signs and the decimals of the columns."""

    stops: Stops
    signs: tuple[str, ...]
    places: list[int]
    rows: list[Row]

    def html(self) -> str:
        """The rows; those of the samples that are given come before any step."""
        stop = f" {self.stops.stop(row.quantity for row in self.rows)}" if self.stops.begun else ""
        lines = "".join(f"{self.row(place)}</tr>\n" for place in range(len(self.rows)))
        return f"<tbody{stop}>\n{lines}</tbody>\n"

    def row(self, place: int) -> str:
        """The start of a row with its cells."""
        cells, last = self.rows[place].cells, len(self.signs) - 1
        if self.rows[place].total:
            name = f'<th scope="row" colspan="{last}">{head(cells[0])}</th>'
            return f'<tr class="total">{name}{self.cell(last, cells[1], "=")}'
        texts = (self.cell(column, cells[column], self.signs[column]) for column in range(1, last + 1))
        return f"<tr>{self.name(place)}{''.join(texts)}"

    def name(self, place: int) -> str:
        """The head of a row, for all rows of a sum."""
        first, rest = self.rows[place].cells[0], self.rows[place + 1 :]
        if not first and place:
            return ""
        count = next((n for n, row in enumerate(rest) if row.total or row.cells[0]), len(rest)) + 1
        span = f' rowspan="{count}"' if count > 1 else ""
        return f'<th scope="row"{span}>{head(first)}</th>'

    def cell(self, column: int, tokens: Tokens, sign: str) -> str:
        """A cell with its sign; what is worked out is an answer."""
        text = cell(tokens)
        name = "name" if not sign and ("<mi>" in text or "<mtext>" in text) else ""
        role = next((role for _, role in tokens if role in ROLES), "")
        result = role or (sign and column == len(self.signs) - 1) or self.stops.is_worked_out(text)
        names = " ".join(filter(None, (name, role, "answer" if result else "")))
        kind = f' class="{names}"' if names else ""
        attribute = f' data-sign="{bare(sign)}"' if sign else ""
        return f"<td{kind}{attribute}>{padded(text, self.places[column])}</td>"
