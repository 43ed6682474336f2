"""How long the program takes to start and to answer, against the import of what it stands on.

python benchmarks/start.py [TURNS]
"""

from __future__ import annotations

import sys

from processes import PROGRAM, Row, cost, medians, on_terminal, piped, show

REFERENCE = (sys.executable, "-c", "import click, numpy, rich.console, rich.table, yaml")
SOLVE = (*PROGRAM, "solve", "networks/mazur.yaml")

BOUNDS = {
    "solve into a pipe": 0.55,
    "solve on a terminal, in colour": 0.85,
    "--help": 0.3,
    "--version": 0.3,
}
"""At most this part of the reference."""


def main() -> int:
    """Measure and show: 1 if a bound is broken."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    taken = medians(
        {
            "reference": lambda: cost(REFERENCE),
            "solve into a pipe": lambda: piped(SOLVE),
            "solve on a terminal, in colour": lambda: on_terminal((*SOLVE, "--color", "always")),
            "--help": lambda: piped((*PROGRAM, "--help")),
            "--version": lambda: piped((*PROGRAM, "--version")),
        },
        turns,
    )
    whole = taken["reference"].seconds
    for name, one in taken.items():
        print(f"{name:31} {one.seconds * 1000:6.1f} ms")
    return show([Row(name, bound, taken[name].seconds / whole) for name, bound in BOUNDS.items()])


if __name__ == "__main__":
    sys.exit(main())
