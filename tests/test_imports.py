"""The front door is light: what a fresh interpreter imports, by name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT, clean_environment

HEAVY = {"numpy", "rich", "dataclasses", "pathlib", "tempfile", "importlib.metadata", "importlib.resources"}
"""What no quick answer needs; each costs milliseconds."""

SCRIPT = """
import sys
from backprop_cli.cli.frame import framed
status = framed(sys.argv[1:])
sys.stderr.write(" ".join(sys.modules))
sys.exit(status)
"""


def imported(*arguments: str) -> set[str]:
    """The modules that the program has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{SCRIPT}", *arguments],
        capture_output=True,
        cwd=ROOT,
        env=clean_environment(),
        check=True,
        text=True,
        timeout=60,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_no_command_and_nothing_heavy(option: str) -> None:
    modules = imported(option)
    assert not modules & (HEAVY | {"yaml", "decimal", "json", "csv"})
    ours = {name for name in modules if name.startswith("backprop_cli")}
    assert ours == {
        "backprop_cli",
        "backprop_cli.cli",
        "backprop_cli.cli.frame",
        "backprop_cli.cli.main",
        "backprop_cli.cli.usage",
        "backprop_cli.errors",
    }


@pytest.mark.parametrize("format_", ["terminal", "json", "csv"])
def test_solving_into_a_pipe_imports_nothing_heavy(format_: str) -> None:
    assert not imported("solve", "networks/mazur.yaml", "--format", format_) & (HEAVY | {"shutil"})


def test_the_help_of_solve_imports_no_reader_and_no_renderer() -> None:
    modules = imported("solve", "--help")
    assert not modules & (HEAVY | {"yaml", "decimal"})
    assert not {name for name in modules if name.startswith(("backprop_cli.example", "backprop_cli.network"))}
