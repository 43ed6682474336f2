"""The papers are true: every command shown is run, and the output shown is what comes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import COMMAND, ROOT, clean_environment
from test_rooms import ROOMS

PAPERS = ("README.md", "CONTRIBUTING.md", "benchmarks/README.md")

ELIDED = "..."
"""A line that stands for any lines of output."""

SET_UP = re.compile(
    r"^python3 -m venv \.venv && \.venv/bin/pip install -q (?P<what>(?:-e )?\S+)(?: && (?P<then>.*))?$"
)
"""A command that makes its own virtual environment, and what it does there."""


def blocks(paper: str, language: str) -> list[str]:
    """The fenced blocks of one language in a paper."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def sessions(paper: str) -> list[tuple[str, list[str]]]:
    """The commands after a dollar sign, each with the lines of output shown."""
    shown: list[tuple[str, list[str]]] = []
    for line in "".join(blocks(paper, "console")).splitlines():
        if line.startswith("$ "):
            shown.append((line[2:], []))
        else:
            shown[-1][1].append(line)
    return shown


def lines_of(paper: str) -> list[str]:
    """The set-up commands of a paper."""
    return "".join(blocks(paper, "sh")).splitlines()


def agrees(shown: list[str], real: list[str]) -> bool:
    """Whether the lines shown are the real ones, some left out where `...` stands."""
    parts = ["(?:.*\n)*" if line == ELIDED else re.escape(line + "\n") for line in shown]
    return re.fullmatch("".join(parts), "".join(line + "\n" for line in real)) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the networks, and the program under its name on the path."""
    place = tmp_path_factory.mktemp("readme")
    (place / "networks").symlink_to(ROOT / "networks")
    (place / "bin").mkdir()
    program = place / "bin" / "backprop"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    return place


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a command in that folder."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=clean_environment(PATH=path),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(os.name != "posix", reason="runs a shell")
@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_shown_gives_the_output_shown(paper: str, folder: Path) -> None:
    for command, shown in sessions(paper):
        done = shell(command, folder)
        assert (command, done.returncode, done.stderr) == (command, 0, "")
        assert agrees(shown, done.stdout.splitlines()), f"{paper}: $ {command}\n{done.stdout}"


def test_the_network_shown_can_be_solved(folder: Path) -> None:
    for number, network in enumerate(blocks("README.md", "yaml")):
        (folder / f"shown-{number}.yaml").write_text(network, encoding="utf-8")
        done = shell(f"backprop solve shown-{number}.yaml", folder)
        assert (done.returncode, done.stderr) == (0, "")


def test_readme_sets_up_and_runs_and_sets_up_and_tests_in_one_line_each(folder: Path) -> None:
    commands = [SET_UP.match(line) for line in lines_of("README.md")]
    assert len(commands) == 2
    run, test = commands
    assert run
    assert test
    assert run["what"] == "."
    done = shell(run["then"].replace(".venv/bin/", ""), folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert test["what"] == "-e '.[test]'"
    assert test["then"] == ".venv/bin/python -m pytest -n auto"


def test_contributing_shows_three_commands_of_tools_that_the_tests_bring() -> None:
    commands = lines_of("CONTRIBUTING.md")
    assert len(commands) == 3
    assert SET_UP.match(commands[0])
    tools = set(re.findall(r"\.venv/bin/(?:python -m )?(\w+)", " ".join(commands[1:])))
    assert tools == {"pytest", "ruff", "mypy"}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"{tool}>=' in project for tool in tools)


@pytest.mark.skipif(not (ROOT / ".ci" / "run").exists(), reason="not a checkout")
def test_the_machine_runs_the_linters_of_contributing() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in lines_of("CONTRIBUTING.md")[2].split(" && "):
        assert command in script.splitlines()


def test_every_command_and_every_option_of_solve_is_in_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    from backprop_cli.cli.main import COMMANDS
    from backprop_cli.cli.solve import command

    assert all(f"backprop {name}" in text for name in COMMANDS)
    assert all(any(f"`{one}" in text for one in option.opts) for option in command.params[1:])


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_named_in_a_paper_exists(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = set(re.findall(rf"`((?:tests|networks|benchmarks|{'|'.join(ROOMS)})/[\w./]*)`", text))
    named |= set(re.findall(r"\]\(([\w.]+)\)", text))
    for name in named:
        assert (ROOT / name).exists() or (ROOT / "backprop_cli" / name).exists(), name


def test_the_python_that_is_needed_is_the_one_that_readme_says() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.search(r'requires-python = ">=([\d.]+)"', project)
    assert needed
    assert f"Python {needed[1]} or later" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert sys.version_info >= tuple(map(int, needed[1].split(".")))
