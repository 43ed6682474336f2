"""The program as a test runs it: with nothing of the tester's settings, here or in a process of its own."""

from __future__ import annotations

import atexit
import gc
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from backprop_cli.cli.frame import framed

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

COMMAND = (sys.executable, "-m", "backprop_cli")
"""The program, whatever is installed."""

COMPILED = tempfile.TemporaryDirectory(prefix="backprop-compiled-")
"""What Python compiles for the processes that are launched: once for all, and never into the checkout."""

atexit.register(COMPILED.cleanup)

Ran = subprocess.CompletedProcess[bytes]


def clean_environment(**changes: str) -> dict[str, str]:
    """The environment without what changes the output, with the checkout to import from."""
    ours = ("COLOR", "COLUMNS", "TERM", "PYTHON", "LC_", "LANG", "BACKPROP", "LINES")
    kept = {name: value for name, value in os.environ.items() if not any(one in name for one in ours)}
    python = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": COMPILED.name}
    return {**kept, "TERM": "xterm", "LC_ALL": "C.UTF-8", **python, **changes}


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


def ran(folder: Path, arguments: tuple[str, ...], stdin: bytes) -> Ran:
    """Run the program within the test, with streams, a folder and an environment of its own."""
    source = folder.parent / f"{folder.name}.stdin"
    source.write_bytes(stdin)
    out, said = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with open(source, encoding="utf-8") as reading, pytest.MonkeyPatch.context() as patch:
        for name, stream in (("stdin", reading), ("stdout", out), ("stderr", said)):
            patch.setattr(sys, name, stream)
        patch.setattr(os, "environ", clean_environment())
        patch.chdir(folder)
        status = framed(arguments)
    return Ran(arguments, status, out.buffer.getvalue(), said.buffer.getvalue())


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Ran]:
    """Run the program in an empty folder: `run("solve", "mazur")`; `stdin` gives its input."""
    return lambda *arguments, stdin=b"": ran(tmp_path, arguments, stdin)


@pytest.fixture
def launch(tmp_path: Path) -> Callable[..., Ran]:
    """The same in a process of its own, ten times as slow: `launch("solve", "mazur", TERM="dumb")`."""

    def launched(*arguments: str, **environment: str) -> Ran:
        return subprocess.run(
            [*COMMAND, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=tmp_path,
            env=clean_environment(**environment),
            timeout=60,
            check=False,
        )

    return launched


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> Iterator[None]:
    """What the tests of a file leave behind stays to the end: the search for rings passes it over."""
    gc.freeze()
    yield
    gc.collect()
