"""Answers as a table: a row a number, `name,value`, and `step` and `sample` where there are several.

It is the table that `solve --format csv` writes. A semicolon or a tab may stand for the comma, and then a
comma for the decimal point.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from ...errors import Place, Problem
from ...network.yaml.wording import quoted
from ...writing.spreadsheet import is_run
from .decimal_commas import is_torn, with_point

if TYPE_CHECKING:
    from ...network.yaml.problems import Problems
    from .entry import Entry

COLUMNS = ("step", "sample", "name", "value")

HEADS = {"number": "name", "quantity": "name", "answer": "value", "yours": "value"}
"""Other heads of a column."""


def rows(text: str, problems: Problems) -> Iterator[Entry]:
    """The entries of a table."""
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head else ","
    reader = csv.reader(StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    columns: list[str] | None = None
    done = 0
    try:
        for row in reader:
            done = reader.line_num
            cells = [_text(cell.strip(), delimiter == ";") for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns, is_head = _columns(cells)
                _refuse_twice(columns, cells, reader.line_num, problems)
                if is_head:
                    continue
            named = dict(zip(columns, _joined(cells, columns), strict=False))
            if (entry := _entry(named, reader.line_num, problems)) is not None:
                yield entry
    except csv.Error as error:
        help = "close every quotation mark in the row where it is opened"
        problems.stop(f"this row cannot be read: {error}", Place(done + 1, 1), help)


def _columns(cells: list[str]) -> tuple[list[str], bool]:
    """The columns that a first row names; a row that names none is one of name and value."""
    heads = [HEADS.get(cell.lower(), cell.lower()) for cell in cells]
    return (heads, True) if "name" in heads else (["name", "value"], False)


def _text(cell: str, alone: bool) -> str:
    """A cell with a decimal point, without the apostrophe that keeps a spreadsheet from running it."""
    return with_point(cell[1:] if cell.startswith("'") and is_run(cell[1:]) else cell, alone)


def _joined(cells: list[str], columns: list[str]) -> list[str]:
    """The cells of a row, where a comma has torn its last number in two, with both parts together."""
    last = len(columns) - 1
    torn = len(cells) == len(columns) + 1 and columns[last] == "value" and is_torn(*cells[last:])
    return [*cells[:last], ",".join(cells[last:])] if torn else cells


def _refuse_twice(columns: list[str], cells: list[str], line: int, problems: Problems) -> None:
    """Raise InputError where two heads mean one column."""
    for column in COLUMNS:
        heads = [quoted(cell) for cell, name in zip(cells, columns, strict=False) if name == column]
        if len(heads) > 1:
            message = f"{' and '.join(heads)} are both columns of the {column}, but one is expected"
            problems.stop(message, Place(line, 1), "delete one of the columns, or give it another head")


def _entry(cells: dict[str, str], line: int, problems: Problems) -> Entry | None:
    from .entry import Entry

    update = _count(cells.get("step", ""), "step", line, problems)
    sample = _count(cells.get("sample", ""), "sample", line, problems)
    if not cells.get("name"):
        problems.found.append(Problem("this row has a value and no name", Place(line, 1)))
        return None
    return Entry(cells["name"], cells.get("value", "").removeprefix("'"), update, sample, Place(line, 1))


def _count(text: str, what: str, line: int, problems: Problems) -> int | None:
    """A step or a sample, counted from 0; None where the cell is empty."""
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text) - 1
    problems.found.append(
        Problem(f"the {what} of this row is `{text[:40]}`, not a whole number", Place(line, 1))
    )
    return None
