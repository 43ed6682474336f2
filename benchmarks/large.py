"""A network of 101,770 parameters and one of 5,000 samples to JSON and CSV, against the quickest reading and
writing of the same.

    python benchmarks/large.py [TURNS]

The reference is a process that loads the network by PyYAML's C loader and makes JSON of the rows of the CSV;
how these rows got into it is not counted.
"""

from __future__ import annotations

import csv
import itertools
import marshal
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import PROGRAM, Cost, Row, cost, environment, medians, piped, show

SIZES = (784, 128, 10)

SAMPLES = 5_000

REFERENCE = """
import json, marshal, sys, time
import yaml
before = time.perf_counter()
with open(sys.argv[2], "rb") as stream:
    rows = marshal.load(stream)
loaded = time.perf_counter() - before
with open(sys.argv[1], "rb") as stream:
    yaml.load(stream, yaml.CSafeLoader)
json.dumps(rows)
print(loaded)
"""


def wide() -> str:
    """784-128-10: one sample, sigmoid, softmax with cross-entropy."""
    numbers = random.Random(1)
    inputs = ", ".join(f"{numbers.random():.3f}" for _ in range(SIZES[0]))
    targets = ", ".join("1" if one == 3 else "0" for one in range(SIZES[-1]))
    layers = (
        layer(numbers, below, above, "softmax" if above == SIZES[-1] else "sigmoid")
        for below, above in itertools.pairwise(SIZES)
    )
    head = f"name: 784-128-10\ninputs: [{inputs}]\ntargets: [{targets}]\n"
    return f"{head}layers:\n{''.join(layers)}loss: cross_entropy\nlearning_rate: 0.1\n"


def long() -> str:
    """2-2-2 with many samples."""
    numbers = random.Random(2)
    rows = [f"[{numbers.random():.2f}, {numbers.random():.2f}]" for _ in range(2 * SAMPLES)]
    inputs, targets = (f"[{', '.join(part)}]" for part in (rows[:SAMPLES], rows[SAMPLES:]))
    layers = "".join(layer(numbers, 2, 2, "sigmoid") for _ in range(2))
    head = f"name: 2-2-2\ninputs: {inputs}\ntargets: {targets}\nbatch: mean\n"
    return f"{head}layers:\n{layers}loss: squared_error\nlearning_rate: 0.1\n"


NETWORKS = {"784-128-10": wide, "2-2-2 of 5,000 samples": long}


def layer(numbers: random.Random, below: int, above: int, activation: str) -> str:
    """One layer, its weights in rows."""
    rows = (", ".join(f"{numbers.uniform(-0.1, 0.1):.4f}" for _ in range(below)) for _ in range(above))
    weights = "".join(f"      - [{row}]\n" for row in rows)
    biases = ", ".join(f"{numbers.uniform(-0.1, 0.1):.4f}" for _ in range(above))
    return f"  - activation: {activation}\n    biases: [{biases}]\n    weights:\n{weights}"


def rows_of(command: tuple[str, ...]) -> list[list[str | float]]:
    """The rows of the CSV that a command writes, numbers as numbers."""
    written = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout
    return [[*row[:-1], float(row[-1])] for row in list(csv.reader(written.splitlines()))[1:] if row[-1]]


def reference(net: Path, rows: Path) -> Cost:
    """The cost of the reference, less what it takes to get the numbers into it."""
    command = (sys.executable, "-c", REFERENCE, str(net), str(rows))
    said = rows.with_suffix(".txt")
    with open(said, "w", encoding="utf-8") as stream:
        one = cost(command, stream.fileno())
    return Cost(one.seconds - float(said.read_text(encoding="utf-8")), one.memory)


def measured(name: str, turns: int) -> list[Row]:
    """The figures of a network."""
    with tempfile.TemporaryDirectory() as folder:
        net, rows = Path(folder) / "large.yaml", Path(folder) / "rows"
        net.write_text(NETWORKS[name](), encoding="utf-8")
        solve = (*PROGRAM, "solve", str(net), "--format")
        written = rows_of((*solve, "csv"))
        rows.write_bytes(marshal.dumps(written))
        runs = {
            "reference": lambda: reference(net, rows),
            "JSON": lambda: piped((*solve, "json")),
            "CSV": lambda: piped((*solve, "csv")),
        }
        taken = medians(runs, turns)
        size = net.stat().st_size
    print(f"{name}: {size / 2**20:.2f} MiB of YAML, {len(written)} rows")
    for what, one in taken.items():
        print(f"{what:10} {one.seconds:6.2f} s  {one.memory:6.1f} MiB")
    whole, names = taken["reference"].seconds, ("JSON", "CSV")
    times = [Row(f"{what} of {name}, times the reference", 3, taken[what].seconds / whole) for what in names]
    return [*times, *(Row(f"{what} of {name}, peak in MiB", 300, taken[what].memory) for what in names)]


def main() -> int:
    """Measure and show: 1 if a bound is broken."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    return show([row for name in NETWORKS for row in measured(name, turns)])


if __name__ == "__main__":
    sys.exit(main())
