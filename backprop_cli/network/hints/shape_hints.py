"""What to say where a matrix has not the shape that the rest of the file asks for. Imported only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..drafts import Vector, count_of
from ..yaml.problems import Problems
from ..yaml.tree import List, Mapping, Node, Scalar
from ..yaml.wording import describe, listed, plural

if TYPE_CHECKING:
    from ..drafts import Draft, Fed

NULL_HELP = "write one weight for each input, or null where there is no connection"
TURNED_HELP = (
    "the matrix looks transposed: a row belongs to a neuron; write `weights_layout: from_to` if the "
    "rows belong to what the layer receives"
)


def complain_of_rows(node: Node, what: str, problems: Problems) -> None:
    """`weights` is no list of rows."""
    expected = "a list of rows is expected, one row for each neuron"
    help = "write `[[0.1, 0.2], [0.3, 0.4]]`"
    if type(node) is Mapping and node.entries:
        help = "put the rows in brackets: `[{w1: 0.1, w2: 0.2}, {w3: 0.3, w4: 0.4}]`"
    problems.add(f"{what} is {describe(node)}, but {expected}", node, help)


def complain_of_flat_rows(node: List, what: str, problems: Problems) -> None:
    """`weights` is a row, or a column, and not a list of rows."""
    texts = [item.text for item in node.items if type(item) is Scalar]
    row = f"[[{', '.join(texts)}]]"
    problems.add(
        f"{what} is a list of {plural(len(texts), 'value')}, but a list of rows, "
        "one for each neuron, is expected",
        node,
        f"for one neuron write two pairs of brackets: `{row}`"
        if len(row) <= 60
        else "put each row in brackets",
    )


def complain_of_row_count(
    draft: Draft, rows: tuple[Vector, ...], fed: Fed, has: str, size: int, problems: Problems
) -> None:
    """There are not as many rows as neurons; what their lengths are is not said as well."""
    received = len(fed.names) if fed.names else None
    turned = len(rows) == received and all(len(row.values) == size for row in rows)
    message = f"weights of {draft.title} has {plural(len(rows), 'row')}, but {has}"
    problems.add(message, draft.weights, TURNED_HELP if turned else "write one row for each neuron")


def complain_of_columns(draft: Draft, rows: tuple[Vector, ...], fed: Fed, problems: Problems) -> None:
    """Rows are not as long as what the layer receives."""
    assert fed.names is not None
    expected = len(fed.names)
    lengths = {len(row.values) for row in rows}
    if len(lengths) > 1 or len(rows) == 1:
        for number, row in enumerate(rows, 1):
            if len(row.values) != expected:
                _complain_of_row(draft, number, row, fed, problems)
        return
    length = lengths.pop()
    note = _note(fed)
    if fed.what == "inputs" and fed.node is not None and length == len(rows):
        problems.add(
            f"inputs has {plural(expected, 'value')} ({listed(fed.names)}), but each row of "
            f"weights of {draft.title} has {length}",
            fed.node,
            "write one number for each input" + comma_doubt(fed.node),
            f"the weights are here (line {draft.weights.line})" if draft.weights else note,
        )
        return
    counts = (
        len(draft.neurons) if draft.neurons else 0,
        len(draft.biases.vector.values) if draft.biases else 0,
    )
    turned = len(rows) == expected and length in counts
    problems.add(
        f"each row of weights of {draft.title} has {plural(length, 'value')}, but the layer "
        f"receives {expected} ({listed(fed.names)})",
        draft.weights,
        TURNED_HELP if turned else NULL_HELP + (comma_doubt(rows[0].node)),
        note,
    )


def _complain_of_row(draft: Draft, number: int, row: Vector, fed: Fed, problems: Problems) -> None:
    assert fed.names is not None
    whose = f" ({draft.neurons[number - 1]})" if draft.neurons and number <= len(draft.neurons) else ""
    problems.add(
        f"weights of {draft.title}, row {number}{whose} has {count_of(row)}, but the layer receives "
        f"{len(fed.names)} ({listed(fed.names)})",
        row.node,
        NULL_HELP + comma_doubt(row.node),
        _note(fed),
    )


def _note(fed: Fed) -> str:
    assert fed.names is not None
    verb = "is" if len(fed.names) == 1 else "are"
    place = f"here (line {fed.node.line})" if fed.node else "in the layers before"
    noun = fed.what[:-1] if len(fed.names) == 1 else fed.what
    return f"the {len(fed.names)} {noun} {verb} {place}"


def complain_of_turned(
    draft: Draft, rows: tuple[Vector, ...], fed: Fed, size: int | None, problems: Problems
) -> None:
    """In the layout from_to, rows are too many or too few, or not as long as the layer has neurons."""
    received = len(fed.names) if fed.names else None
    columns = {len(row.values) for row in rows}
    if received is not None and len(rows) != received:
        straight = columns == {received} and draft.neurons and len(rows) == len(draft.neurons)
        problems.add(
            f"weights of {draft.title} has {plural(len(rows), 'row')}, but with `weights_layout: from_to` "
            f"there is a row for each of the {received} ({listed(fed.names or ())}) that the layer receives",
            draft.weights,
            "the rows look like those of `weights_layout: to_from`, a row for each neuron"
            if straight
            else None,
            _note(fed),
        )
        return
    expected = size if size is not None else len(rows[0].values)
    for number, row in enumerate(rows, 1):
        if len(row.values) != expected:
            problems.add(
                f"weights of {draft.title}, row {number} has {count_of(row)}, but with "
                f"`weights_layout: from_to` the layer's {plural(expected, 'neuron')} need one each",
                row.node,
                "write null where there is no connection" + comma_doubt(row.node),
            )


def comma_doubt(node: Node) -> str:
    """What to add where a list has too many values, two by two without a blank between them."""
    if type(node) is not List or not node.flow or len(node.items) % 2:
        return ""
    for first, second in zip(node.items[::2], node.items[1::2], strict=True):
        if type(first) is not Scalar or type(second) is not Scalar:
            return ""
        if first.column + len(first.text) + 1 != second.column:
            return ""
    return "; a decimal comma separates two numbers here: write 0.5, not 0,5"
