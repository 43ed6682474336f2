"""The program as a test runs it: in a process of its own, with nothing of the tester's settings."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

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


PATIENCE = 30
"""Seconds that a test waits for a process before it ends it."""


def output_of(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """What a process writes to its end, which comes by force where it takes too long."""
    try:
        return process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise


def opened_for_writing(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """A pipe that a process reads, once it does so."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                raise
            time.sleep(0.01)


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


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> Iterator[None]:
    """What the tests of a file leave behind stays to the end: the search for rings passes it over."""
    gc.freeze()
    yield
    gc.collect()
