"""The order of the rooms: a package imports only packages before it in the list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "backprop_cli"

ROOMS = ("errors", "maths", "network", "example", "writing", "answers", "render", "variants", "cli")

FILES = sorted(PACKAGE.rglob("*.py"))

READERS = ("network/source.py", "network/bundled.py")
"""Outside of the command line only these touch files."""


def room_of(module: str) -> str | None:
    """The room of a module: the part of its name after the package, None for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def module_of(file: Path) -> str:
    """The name of a file as a module."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(file: Path) -> Iterator[str]:
    """Every module of the package that a file imports, wherever the import stands."""
    module = module_of(file)
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            yield from (f"{base}.{name.name}" for name in node.names)


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_a_room_imports_only_rooms_before_it(file: Path) -> None:
    here = room_of(module_of(file))
    if here not in ROOMS:
        return  # the package itself and its way in
    for name in imports_of(file):
        there = room_of(name) if name.startswith("backprop_cli") else None
        if there in ROOMS:
            assert ROOMS.index(there) <= ROOMS.index(here), f"{here} imports {name}"


def test_every_package_has_its_place_in_the_list() -> None:
    rooms = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert rooms <= set(ROOMS)


def called(file: Path) -> set[str]:
    """The names of the functions that a file calls by a bare name."""
    return {
        node.func.id
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_only_the_command_line_and_the_readers_touch_files_and_print(file: Path) -> None:
    where = file.relative_to(PACKAGE).as_posix()
    if not where.startswith("cli/") and where not in READERS:
        assert not called(file) & {"print", "open", "input", "exit", "quit"}


def test_only_compiled_formulas_are_executed() -> None:
    executing = {module_of(file) for file in FILES if called(file) & {"exec", "eval"}}
    assert executing <= {"backprop_cli.example.compiled"}
