"""Whole processes measured: wall time and peak memory, where Python may keep its bytecode."""

from __future__ import annotations

import contextlib
import os
import pty
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = (sys.executable, "-m", "backprop_cli")
"""The program of this checkout."""

_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "OPENBLAS_NUM_THREADS")


class Cost(NamedTuple):
    """What a process took: seconds by the wall, and MiB at its peak."""

    seconds: float
    memory: float


class Row(NamedTuple):
    """A figure, what it may be at most, and what it was."""

    what: str
    bound: float
    measured: float
    unit: str = ""


def environment() -> dict[str, str]:
    """The environment of every process measured."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


def cost(command: Sequence[str], stdout: int = subprocess.DEVNULL, statuses: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end, which must have one of these exit statuses."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=stdout, cwd=ROOT, env=environment())
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def piped(command: Sequence[str], statuses: Sequence[int] = (0,)) -> Cost:
    """Run a command whose output goes into a pipe that is read to its end."""
    reading, writing = os.pipe()
    return _read_while(command, reading, writing, statuses)


def on_terminal(command: Sequence[str]) -> Cost:
    """Run a command whose output goes to a terminal of its own."""
    reading, writing = pty.openpty()
    return _read_while(command, reading, writing)


def _read_while(command: Sequence[str], reading: int, writing: int, statuses: Sequence[int] = (0,)) -> Cost:
    reader = threading.Thread(target=_drain, args=(reading,))
    reader.start()
    try:
        return cost(command, writing, statuses)
    finally:
        os.close(writing)
        reader.join()
        os.close(reading)


def _drain(descriptor: int) -> None:
    with contextlib.suppress(OSError):  # a terminal ends with an error
        while os.read(descriptor, 1 << 16):
            pass


def medians(runs: dict[str, Callable[[], Cost]], times: int) -> dict[str, Cost]:
    """The median cost of each, run in turns so that a slow moment hits all alike; once before to warm up."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for turn in range(times + 1):
        for name, run in runs.items():
            one = run()
            if turn:
                costs[name].append(one)
    return {
        name: Cost(statistics.median(one.seconds for one in all_), max(one.memory for one in all_))
        for name, all_ in costs.items()
    }


def show(rows: Sequence[Row]) -> int:
    """Print the rows as a table: 1 if a bound is broken, else 0."""
    width = max(len(row.what) for row in rows)
    print(f"{'':{width}}   at most  measured")
    for row in rows:
        verdict = "" if row.measured <= row.bound else "  TOO MUCH"
        print(f"{row.what:{width}}  {row.bound:8.2f}  {row.measured:8.2f}{row.unit}{verdict}")
    return int(any(row.measured > row.bound for row in rows))
