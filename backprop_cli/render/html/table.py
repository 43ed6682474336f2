"""A table in HTML: heads with their scope, a body for each step, signs drawn before their cells."""

from __future__ import annotations

from ...writing.blocks import Row, Table
from ...writing.tokens import Tokens
from .formulas import ROLES, bare, cell, head, most_decimals, padded
from .stops import Stops


def table(stops: Stops, block: Table) -> str:
    """A table that scrolls by itself where it is too wide."""
    heads = "".join(map(_head, block.headings))
    first = f"<thead><tr>{heads}</tr></thead>\n" if any(block.headings) else ""
    products = bool(block.signs[-1])
    runs = list(stops.runs(block.rows)) if products else [list(block.rows)]
    places = [
        most_decimals(column)
        for column in zip(*(row.cells for row in block.rows if not row.total), strict=True)
    ]
    bodies = "".join(_body(stops, block, run, places) for run in runs)
    return f'<div class="wide block"><table>\n{first}{bodies}</table></div>\n'


def _head(tokens: Tokens) -> str:
    return f'<th scope="col">{head(tokens)}</th>' if tokens else "<td></td>"


def _body(stops: Stops, block: Table, rows: list[Row], places: list[int]) -> str:
    """The rows of a step; those of the samples that are given come before any step."""
    stop = stops.stop(row.quantity for row in rows) if stops.begun else ""
    lines = "".join(_row(block, rows, place, places) for place in range(len(rows)))
    return f"<tbody{' ' * bool(stop)}{stop}>\n{lines}</tbody>\n"


def _row(block: Table, rows: list[Row], place: int, places: list[int]) -> str:
    row = rows[place]
    if row.total:
        return _total(block, row, places[-1])
    parts = zip(row.cells[1:], block.signs[1:], places[1:], range(2 - len(row.cells), 1), strict=True)
    cells = [_cell(one, sign, decimals, bool(sign) and not left) for one, sign, decimals, left in parts]
    return f"<tr>{_name(rows, place)}{''.join(cells)}</tr>\n"


def _name(rows: list[Row], place: int) -> str:
    """The head of a row, for all rows of a sum."""
    first = rows[place].cells[0]
    if not first and place:
        return ""
    rest = rows[place + 1 :]
    count = next((n for n, row in enumerate(rest) if row.total or row.cells[0]), len(rest)) + 1
    span = f' rowspan="{count}"' if count > 1 else ""
    return f'<th scope="row"{span}>{head(first)}</th>'


def _cell(tokens: Tokens, sign: str, decimals: int, result: bool) -> str:
    role = next((role for _, role in tokens if role in ROLES), "")
    text = padded(cell(tokens), decimals)
    name = "name" if not sign and ("<mi>" in text or "<mtext>" in text) else ""
    answer = "answer" if result or role or " (" in text else ""
    names = " ".join(filter(None, (name, role, answer)))
    shown = f' data-sign="{bare(sign)}"' if sign else ""
    kind = f' class="{names}"' if names else ""
    return f"<td{kind}{shown}>{text}</td>"


def _total(block: Table, row: Row, decimals: int) -> str:
    name, value = row.cells
    first = f'<th scope="row" colspan="{len(block.signs) - 1}">{head(name)}</th>'
    return f'<tr class="total">{first}{_cell(value, "=", decimals, True)}</tr>\n'
