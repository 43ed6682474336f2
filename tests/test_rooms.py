"""The rooms: a package imports only packages before it in the list, and no files import in a circle."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "backprop_cli"

ROOMS = (
    *(
        "errors",
        "maths",
        "network",
        "calculation",
        "sheet",
        "writing",
        "picture",
        "page",
        "formats",
        "program",
    ),
    *("verify", "train", "export", "check", "mistakes", "explain", "cli"),
)

LINES = range(600, 3_001)
"""Lines that a room has, counted without those in the folders inside it."""

FILES = sorted(PACKAGE.rglob("*.py"))

FOLDERS = sorted({file.parent for file in FILES} - {PACKAGE})

READERS = ("network/yaml/source.py", "network/bundled.py")
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


def imported_files() -> dict[str, set[str]]:
    """Every file of the package, by the name of its module, with those that it imports."""
    modules = {module_of(file): file for file in FILES}
    return {
        name: {other if other in modules else other.rpartition(".")[0] for other in imports_of(file)}
        & modules.keys() - {name}
        for name, file in modules.items()
    }


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_a_room_imports_only_rooms_before_it(file: Path) -> None:
    here = room_of(module_of(file))
    if here not in ROOMS:
        return  # the package itself and its way in
    for name in imports_of(file):
        there = room_of(name) if name.startswith("backprop_cli") else None
        if there in ROOMS:
            assert ROOMS.index(there) <= ROOMS.index(here), f"{here} imports {name}"


def test_no_files_import_each_other_in_a_circle() -> None:
    TopologicalSorter(imported_files()).prepare()  # which raises CycleError with the circle


@pytest.mark.parametrize("inner", ["network.yaml", "check.reading"])
def test_an_inner_room_imports_nothing_of_the_room_round_it(inner: str) -> None:
    outer = inner.partition(".")[0]
    for name, imported in imported_files().items():
        if name.startswith(f"backprop_cli.{inner}."):
            inside = {other for other in imported if other.startswith(f"backprop_cli.{outer}.")}
            assert all(other.startswith(f"backprop_cli.{inner}.") for other in inside), name


def test_every_package_has_its_place_in_the_list() -> None:
    assert {file.parent.name for file in PACKAGE.glob("*/__init__.py")} == {*ROOMS} - {"errors", "program"}


@pytest.mark.parametrize(
    "room", sorted({file.parent for file in FILES} - {PACKAGE}), ids=lambda room: room.name
)
def test_a_room_is_neither_a_cupboard_nor_a_hall(room: Path) -> None:
    files = [file for file in room.iterdir() if file.suffix in (".py", ".css", ".js")]
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) in LINES


def test_no_file_name_stands_in_two_rooms() -> None:
    names = Counter(file.name for file in FILES if file.name != "__init__.py")
    assert [name for name, count in names.items() if count > 1] == []


def test_the_tests_lie_in_folders_named_for_rooms() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders <= {*ROOMS}


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
    assert executing <= {"backprop_cli.train.compiled"}


OF_OTHERS = {"click.option", "starter.yaml", "sheet.css", "sheet.js"}
"""What module docstrings name that is no module of ours."""


def is_there(name: str) -> bool:
    """Whether `room.file`, or `file.NAME`, is what a module docstring may point to."""
    first, _, second = name.partition(".")
    rooms = [room for room in FOLDERS if room.name == first]
    if rooms:
        return any((room / f"{second}.py").exists() for room in rooms)
    texts = [file.read_text(encoding="utf-8") for file in FILES if file.stem == first]
    return any(re.search(rf"\b{second}\b", text) for text in texts)


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_what_a_module_docstring_points_to_is_there(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    pointers = set(re.findall(r"`([a-z_]+\.[A-Za-z_]+)`", docstring))
    assert [name for name in pointers - OF_OTHERS if not is_there(name)] == []
