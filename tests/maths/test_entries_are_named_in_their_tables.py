"""No room but `maths` names an entry: what a test of an entry's nature decides is a field of the entry.

So a new activation, loss, penalty or rule brings along all that is known of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from backprop_cli.maths import activations, losses, optimizers, penalties

PACKAGE = ROOT / "backprop_cli"

TABLES = (activations.ACTIVATIONS, losses.LOSSES, optimizers.OPTIMIZERS, penalties.PENALTIES)

NAMES = frozenset(name for table in TABLES for name in table)

OTHER_WORDS = frozenset(("step", "output", "threshold", "momentum", "tanh"))
"""Names that are words for something else as well: of a calculation, of an option, of an operation."""

EXCEPTIONS = {
    "network/hints/did_you_mean.py": "what an entry is called elsewhere",
    "network/model.py": "the keys of penalties in a file",
    "network/settings.py": "the keys of penalties in a file",
    "network/json_schema.py": "the keys of penalties in a file",
    "formats/json.py": "the keys of penalties in JSON",
    "mistakes/proposals.py": "words for a pair of loss and mistake",
    **{
        f"mistakes/ways/mistakes_of_{what}.py": "mistakes that are made with one entry, or one for another"
        for what in (
            *("activations", "cross_entropies", "derivatives", "losses", "penalties", "rules", "slopes"),
        )
    },
}
"""The files that may name entries, and why."""

FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if file.parent.name != "maths"]


def strings(node: ast.AST) -> Iterator[str]:
    """The string literals in a part of a program."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def compared_with_a_name(tree: ast.AST) -> Iterator[str]:
    """The string literals that are compared with what is called `name` of something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            if any(isinstance(side, ast.Attribute) and side.attr == "name" for side in sides):
                yield from strings(node)


def named(tree: ast.AST) -> set[str]:
    """The entries that a program names: alone in a string, or by a part of the name in a comparison."""
    alone = {text for text in strings(tree) if text in NAMES - OTHER_WORDS}
    return alone | {text for text in compared_with_a_name(tree) if any(text in name for name in NAMES)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_other_room_names_an_entry(file: Path) -> None:
    found = named(ast.parse(file.read_text(encoding="utf-8")))
    assert not found or file.relative_to(PACKAGE).as_posix() in EXCEPTIONS, found


@pytest.mark.parametrize("path", EXCEPTIONS)
def test_every_exception_is_one(path: str) -> None:
    assert named(ast.parse((PACKAGE / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text", ['x == "sigmoid"', 'loss.name == "step"', '"entropy" in loss.name', 'M = ("relu", "elu")']
)
def test_a_name_is_seen(text: str) -> None:
    assert named(ast.parse(text))


@pytest.mark.parametrize("text", ['HEAD = ("step", "sample")', '"tanh"', '"a sigmoid"', 'file.name == "w5"'])
def test_another_word_is_not_a_name(text: str) -> None:
    assert not named(ast.parse(text))
