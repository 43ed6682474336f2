"""What is packaged: one version, four dependencies, the networks, a licence."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, clean_environment

import backprop_cli

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_version_stands_in_one_place() -> None:
    assert 'dynamic = ["version"]' in PROJECT
    assert 'path = "backprop_cli/__init__.py"' in PROJECT
    assert re.fullmatch(r"\d+\.\d+\.\d+", backprop_cli.__version__)


def test_the_changelog_knows_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{backprop_cli.__version__}]" in changelog or "## [Unreleased]" in changelog


def test_the_program_needs_four_packages() -> None:
    needed = re.search(r"^dependencies = \[(.*)\]$", PROJECT, re.MULTILINE)
    assert needed
    assert re.findall(r'"([a-z]+)', needed[1]) == ["click", "numpy", "rich", "pyyaml"]


def test_the_networks_lie_where_a_checkout_and_a_wheel_have_them() -> None:
    from backprop_cli.network import bundled

    assert 'networks = "backprop_cli/networks"' in PROJECT
    assert Path(bundled.folder()) == ROOT / "networks"
    assert "mazur" in bundled.names()


def test_a_copy_with_its_networks_inside_finds_them(tmp_path: Path) -> None:
    package = tmp_path / "backprop_cli"
    (package / "network").mkdir(parents=True)
    for name in ("__init__.py", "errors.py", "network/__init__.py", "network/bundled.py"):
        (package / name).write_bytes((ROOT / "backprop_cli" / name).read_bytes())
    (package / "networks").mkdir()
    (package / "networks" / "inside.yaml").write_text("")
    code = "from backprop_cli.network import bundled; print(bundled.names())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=clean_environment(PYTHONPATH=str(tmp_path)),
        cwd=tmp_path,
        text=True,
        check=True,
    )
    assert done.stdout == "['inside']\n"


@pytest.mark.parametrize("file", ["LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_the_project_has_its_papers(file: str) -> None:
    assert (ROOT / file).read_text(encoding="utf-8").strip()
