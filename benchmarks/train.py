"""How long whole trainings take, against the same loops written by hand.

    python benchmarks/train.py [TURNS [PYTHON]]

Small: Mazur 10,000 steps and XOR 10,000 epochs, against numpy, and against PyTorch and JAX where they are
installed, here or for the interpreter PYTHON. Large: 784-128-10 with a batch of 256, 100 steps, against numpy
in arrays that are made once; that process reads the same files by the quickest readers there are.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from large import wide
from loops import JAX_SMALL, NUMPY_LARGE, NUMPY_SMALL, TORCH_SMALL
from processes import PROGRAM, Cost, Row, cost, medians, show

EPOCHS = 10_000

LARGE_STEPS = 100

BOUNDS = {"numpy": 0.35, "torch": 0.03, "jax": 0.2}
"""At most this part of a small loop by hand."""

LARGE_BOUND = 1.15

SMALL = {"Mazur": "mazur", "XOR": "xor"}
"""Each small network and its name among the bundled ones."""

LOOPS = {"numpy": NUMPY_SMALL, "torch": TORCH_SMALL, "jax": JAX_SMALL}


def large_network(folder: Path, samples: int) -> Path:
    """A network file with a table of samples beside it."""
    draw = random.Random(2)
    pixels, classes = [f"p{place}" for place in range(784)], [f"o{place}" for place in range(1, 11)]
    rows = [",".join([*pixels, "digit"])]
    for _ in range(samples):
        rows.append(",".join([*(f"{draw.random():.2f}" for _ in pixels), draw.choice(classes)]))
    (folder / "digits.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = folder / "large.yaml"
    layers = wide().partition("layers:")[2]
    table = f"{{csv: digits.csv, inputs: [{', '.join(pixels)}], targets: {{class: digit}}}}"
    path.write_text(f"samples: {table}\nbatch: mean\nlayers:{layers}", encoding="utf-8")
    return path


def knows(python: str, library: str) -> bool:
    """Whether an interpreter has a library."""
    code = f"import importlib.util as u, sys; sys.exit(u.find_spec({library!r}) is None)"
    return subprocess.run([python, "-c", code], check=False).returncode == 0


def small_rows(turns: int, python: str) -> list[Row]:
    """The small networks against every loop that can run here."""
    rows = []
    known = {name: loop for name, loop in LOOPS.items() if knows(python, name)}
    for title, name in SMALL.items():
        ours = (*PROGRAM, "train", name, "--epochs", str(EPOCHS))
        runs = {"backprop": lambda ours=ours: cost(ours)}
        for other, loop in known.items():
            runs[other] = lambda loop=loop, name=name: cost((python, "-c", loop, name, str(EPOCHS)))
        taken = medians(runs, turns)
        tell(title, taken)
        rows += [
            Row(f"{title}, part of {other}", BOUNDS[other], taken["backprop"].seconds / taken[other].seconds)
            for other in known
        ]
    return rows


def large_row(turns: int) -> Row:
    """The large network against the loop in preallocated arrays."""
    with tempfile.TemporaryDirectory() as folder:
        path = large_network(Path(folder), 256)
        ours = (*PROGRAM, "train", str(path), "--epochs", str(LARGE_STEPS))
        other = (sys.executable, "-c", NUMPY_LARGE, str(path), str(LARGE_STEPS))
        taken = medians({"backprop": lambda: cost(ours), "numpy": lambda: cost(other)}, turns)
    tell("784-128-10", taken)
    ratio = taken["backprop"].seconds / taken["numpy"].seconds
    return Row("784-128-10, times numpy", LARGE_BOUND, ratio)


def tell(title: str, taken: dict[str, Cost]) -> None:
    """The seconds of each process."""
    print(title + ": " + ", ".join(f"{name} {one.seconds * 1000:.0f} ms" for name, one in taken.items()))


def main() -> int:
    """Measure and show: 1 if a bound is broken."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    python = sys.argv[2] if len(sys.argv) > 2 else sys.executable
    return show([*small_rows(turns, python), large_row(turns)])


if __name__ == "__main__":
    sys.exit(main())
