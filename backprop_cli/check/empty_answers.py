"""An answer file to fill in: one empty entry for each number, in the order given.

It is the file that `check` reads; a number of another step or sample stands under `step 2:` or `sample 2:`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import Quantity
from ..network.yaml.tree import NULLS
from ..sheet.blanks import Blanks, entries
from ..writing.sheet_names import SheetNames

if TYPE_CHECKING:
    from ..formats import Data
    from ..sheet.worked_example import Worksheet

Tree = dict[str, Any]
"""The entries of a mapping, each with those under it."""

COMMENT = """\
# Your answers{title}. Write each number behind its name, with the digits that you worked with;
# leave out what you do not have. Then: backprop check {file} answers.yaml
"""


def render(data: Data, page: object) -> str:
    """The empty answers of a sheet: what it asks for, or every blank in its order."""
    return template(data.worksheet, entries(data.worksheet, data.style.blank or Blanks()))


def template(
    worksheet: Worksheet, quantities: Iterable[tuple[Quantity, int]] | None = None, file: str = "net.yaml"
) -> str:
    """The text of an answer file with blanks for the quantities, each with its update counted from 0.

    Without quantities, for those that an exercise asks for.
    """
    title = " for " + " ".join(worksheet.network.name.split())
    tree: Tree = {}
    names = SheetNames(worksheet)
    for q, update in asked_for_in(worksheet) if quantities is None else quantities:
        place = tree
        for heading in _headings(worksheet, q, update):
            place = place.setdefault(heading, {})
        place[_key(names.of(q, update))] = {}
    return COMMENT.format(title=title, file=file) + "".join(_lines(tree))


def _lines(tree: Tree, indent: str = "") -> Iterator[str]:
    """The tree as lines of YAML."""
    for name, below in tree.items():
        yield f"{indent}{name}:\n"
        yield from _lines(below, indent + "  ")


def asked_for_in(worksheet: Worksheet) -> Iterator[tuple[Quantity, int]]:
    """The numbers that an exercise asks for, each with its update, in order."""
    for update in worksheet.reported:
        for q in worksheet.order_of(update):
            if q.traits.exercise and (q.update == update or q.traits.stepped or q.kind in ("loss", "out")):
                yield q, update


def _headings(worksheet: Worksheet, q: Quantity, update: int) -> Iterator[str]:
    """The step and the sample that an entry stands under, where there are several."""
    if len(worksheet.updates) > 1:
        yield f"step {update + 1}"
    if len(worksheet.network.samples) > 1 and q.sample is not None:
        yield f"sample {q.sample + 1}"


def _key(name: str) -> str:
    """A name as a key of YAML, in quotes where it needs them."""
    simple = name.replace("_", "").replace("/", "").replace("+", "").isalnum() and not name[0].isdigit()
    if simple and name not in NULLS and name[0] != "+":
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
