"""Samples from a table: `samples: {csv: points.csv, inputs: [x1, x2], targets: [y]}`.

The file lies beside the network file (a relative path starts at its folder). It has a row of column names,
then a row for each sample, with commas between the cells and points in the numbers. `targets: {class:
species}` names a column that holds the names of outputs. Faults of the table are told with their place in it.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError, Place
from .access import REFUSED, fields, items_of, number_at
from .checked_names import check_own, checked_name
from .model import Columns
from .yaml.problems import Problems
from .yaml.source import read_regular
from .yaml.text import readable
from .yaml.tree import Mapping, Node, Refused, Scalar
from .yaml.wording import describe, listed, plural, quoted

if TYPE_CHECKING:
    from .model import Number

KEYS = ("csv", "inputs", "targets")


class Column(NamedTuple):
    """A column that the network file asks for: its name, and where it asks."""

    name: str
    node: Node


class Table(NamedTuple):
    """What is taken of a table: numbers of the inputs, and of the targets their numbers or classes."""

    inputs: tuple[str, ...]
    rows: tuple[tuple[Number, ...], ...]
    targets: tuple[str, ...]
    target_rows: tuple[tuple[Number, ...], ...]
    classes: tuple[Node, ...] | None
    node: Node
    targets_node: Node | None
    problems: Problems


def read_table(node: Mapping, problems: Problems, of: str = "samples") -> Table | None:
    """The table that a key asks for; raises InputError for faults in the table itself."""
    nodes = fields(node, KEYS, of, problems)
    if nodes is None:
        return None
    for key in KEYS[:2]:
        if key not in nodes:
            problems.add(
                f"{of} has no {key}", node, "write `{csv: points.csv, inputs: [x1, x2], targets: [y]}`"
            )
    if "csv" not in nodes or "inputs" not in nodes:
        return None
    inputs = _columns(nodes["inputs"], f"inputs of {of}", problems)
    target = nodes.get("targets")
    named = _class_column(target)
    aims = [named] if named else _columns(target, f"targets of {of}", problems) if target else []
    cells = _cells(nodes["csv"], problems)
    if not inputs or cells is None or problems.found:
        return None
    for column in inputs:
        check_own(
            checked_name(column.name, column.node, "an input", problems) or "",
            column.node,
            "an input",
            problems,
        )
    places = _places([*inputs, *aims], cells.header.texts, nodes["csv"], problems)
    if places is None:
        return None
    names, targets = (tuple(column.name for column in part) for part in (inputs, aims))
    problems.columns.append(Columns(of, cells.problems.file, names, targets, bool(named)))
    return _taken(inputs, aims, bool(named), cells, places, (nodes["csv"], target))


def _class_column(node: Node | None) -> Column | None:
    if type(node) is Mapping and tuple(node.entries) == ("class",):
        value = node.entries["class"][1]
        return Column(value.text, value) if type(value) is Scalar else None
    return None


def _columns(node: Node, what: str, problems: Problems) -> list[Column]:
    columns = []
    for item in items_of(node, what, "names of columns", problems) or ():
        if type(item) is Scalar and item.text:
            columns.append(Column(item.text, item))
        elif type(item) is not Refused:
            problems.add(f"a name in {what} is {describe(item)}, but the name of a column is expected", item)
    return columns


class Row(NamedTuple):
    """A row of a table: the texts of its cells, and the line they are from."""

    texts: list[str]
    line: int
    written: str
    quoted: bool = False

    def cell(self, at: int) -> Scalar:
        """A cell with its place; of a line with quotes only the line is known."""
        if self.quoted:
            return Scalar(self.texts[at], self.line, 1, '"')
        parts = self.written.split(",")
        column = sum(map(len, parts[:at])) + at + len(parts[at]) - len(parts[at].lstrip()) + 1
        return Scalar(self.texts[at], self.line, column)


class Cells(NamedTuple):
    """The rows of a table, that of the names apart, and its own problems."""

    header: Row
    rows: list[Row]
    problems: Problems


def _cells(node: Node, problems: Problems) -> Cells | None:
    """Read the table; what is wrong with its path is a problem of the network file."""
    if type(node) is not Scalar or not node.text:
        if type(node) is not Refused:
            problems.add(f"csv is {describe(node)}, but the name of a file is expected", node)
        return None
    folder = os.path.dirname(problems.file) if problems.file != "-" else ""
    path = os.path.join(folder, node.text)
    try:
        data = read_regular(path)
    except InputError as error:
        problems.add(f"csv {quoted(node.text)}: {error.problems[0].message}", node, error.problems[0].help)
        return None
    own = Problems(path, "")
    if b"\t" in data.partition(b"\n")[0]:
        own.stop("the columns are separated by tabs, but commas are expected", Place(1, 1))
    own.text = readable(data, path)
    return _parsed(own)


def _parsed(own: Problems) -> Cells:
    lines = [_line(line, number, own) for number, line in enumerate(own.text.split("\n"), 1) if line.strip()]
    if own.found:
        raise own.error()
    if len(lines) < 2:
        own.stop(
            f"the table has {plural(len(lines), 'row')}, "
            "but a row of names and a row for each sample are expected"
        )
    header, *rows = lines
    if len(header.texts) == 1 and ";" in header.texts[0]:
        help = "save it with commas between the columns and points in the numbers"
        own.stop("the columns are separated by semicolons, but commas are expected", Place(1, 1), help)
    for row in rows:
        if len(row.texts) != len(header.texts):
            values, named = plural(len(row.texts), "value"), len(header.texts)
            own.add(f"this row has {values}, but the first row names {named} columns", row.cell(0))
    if own.found:
        raise own.error()
    return Cells(header, rows, own)


def _line(line: str, number: int, own: Problems) -> Row:
    """The cells of a line; a cell in quotes may hold commas, and a quote written twice."""
    if '"' not in line:
        return Row([part.strip() for part in line.split(",")], number, line)
    import csv

    try:
        return Row([cell.strip() for cell in next(csv.reader([line], strict=True))], number, line, True)
    except csv.Error:
        own.add("a quote in this line is not closed", Scalar(line, number, 1))
        return Row([], number, line)


def _places(columns: list[Column], names: list[str], node: Node, problems: Problems) -> list[int] | None:
    """The index of each column in the table."""
    counts = Counter(names)
    index = {name: at for at, name in enumerate(names)}
    places = []
    for column in columns:
        if counts[column.name] == 1:
            places.append(index[column.name])
            continue
        from .hints.did_you_mean import close

        times = "no column" if not counts[column.name] else "more than one column"
        message = f"the table {quoted(getattr(node, 'text', ''))} has {times} {quoted(column.name)}"
        problems.add(
            message, column.node, close(column.name, names) or f"its columns are: {listed(tuple(names))}"
        )
    return places if len(places) == len(columns) else None


def _taken(
    inputs: list[Column],
    aims: list[Column],
    classes: bool,
    cells: Cells,
    places: list[int],
    nodes: tuple[Node, Node | None],
) -> Table:
    own = cells.problems
    numeric = len(inputs) if classes else len(places)
    rows = _numbers(cells, places[:numeric])
    if own.found:
        raise own.error()
    count = len(inputs)
    return Table(
        tuple(column.name for column in inputs),
        tuple(row[:count] for row in rows),
        () if classes else tuple(column.name for column in aims),
        tuple(row[count:] for row in rows),
        tuple(row.cell(places[-1]) for row in cells.rows) if classes else None,
        nodes[0],
        nodes[1],
        own,
    )


def _numbers(cells: Cells, places: list[int]) -> list[tuple[Number, ...]]:
    """The numbers of each row at some places; a text that was a number before is the same number again."""
    known: dict[str, Number] = {}
    rows = []
    for row in cells.rows:
        wanted = [row.texts[at] for at in places]
        for at, text in zip(places, wanted, strict=True):
            if text not in known:
                what = f"row {row.line}, {cells.header.texts[at]}"
                if (value := number_at(row.cell(at), what, cells.problems)) is REFUSED:
                    wanted = []
                else:
                    known[text] = value
        if wanted:
            rows.append(tuple(known[text] for text in wanted))
    return rows
