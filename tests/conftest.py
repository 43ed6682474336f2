"""The program as a test runs it: in a process of its own, with nothing of the tester's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

COMMAND = (sys.executable, "-m", "backprop_cli")
"""The program, whatever is installed."""

Ran = subprocess.CompletedProcess[bytes]


def clean_environment(**changes: str) -> dict[str, str]:
    """The environment without what changes the output, with the checkout to import from."""
    ours = ("COLOR", "COLUMNS", "TERM", "PYTHON", "LC_", "LANG", "BACKPROP", "LINES")
    kept = {name: value for name, value in os.environ.items() if not any(one in name for one in ours)}
    fixed = {"TERM": "xterm", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **fixed, **changes}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Ran]:
    """Run the program in an empty folder: `run("solve", "mazur", TERM="dumb")`; `stdin` gives its input."""

    def run_program(*arguments: str, stdin: bytes = b"", folder: Path = tmp_path, **environment: str) -> Ran:
        return subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env=clean_environment(**environment),
            timeout=60,
            check=False,
        )

    return run_program
