"""Sheets for print: a PDF beside pdflatex on the same sheet, and many in one call beside a call for each.

Run it with `python benchmarks/sheets.py`; it needs pdflatex and the package typst.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from processes import PROGRAM, ROOT, Cost, Row, cost, medians, show

MANY = 100
"""Networks in one call."""

TIMES = 9


def main() -> int:
    """Measure, print the table: 1 if a bound is broken."""
    if shutil.which("pdflatex") is None:
        sys.exit("pdflatex is missing")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return show([_beside_latex(folder), _many(folder)])


def _beside_latex(folder: Path) -> Row:
    """The whole process for a PDF, and pdflatex on the LaTeX source."""
    cost([*PROGRAM, "solve", "mazur", "-o", f"{folder}/mazur.tex"])
    latex = ["pdflatex", "-interaction=batchmode", f"-output-directory={folder}", f"{folder}/mazur.tex"]
    ours = [*PROGRAM, "solve", "mazur", "-o", f"{folder}/mazur.pdf"]
    found = medians({"ours": lambda: cost(ours), "latex": lambda: cost(latex)}, TIMES)
    print(f"PDF {found['ours'].seconds * 1000:.0f} ms, pdflatex {found['latex'].seconds * 1000:.0f} ms")
    return Row("PDF of mazur: whole process / pdflatex", 1.0, found["ours"].seconds / found["latex"].seconds)


def _many(folder: Path) -> Row:
    """A hundred networks that differ, in one call and in a call each."""
    paths = [_variant(folder, number) for number in range(MANY)]
    one = cost([*PROGRAM, "solve", *paths, "-o", f"{folder}/{{name}}.pdf"])
    start = time.perf_counter()
    for path in paths:
        cost([*PROGRAM, "solve", path, "-o", f"{path}.pdf"])
    each = Cost(time.perf_counter() - start, 0)
    print(f"{MANY} PDFs in one call {one.seconds:.1f} s, {one.memory:.0f} MiB; in calls {each.seconds:.1f} s")
    return Row(f"{MANY} PDFs: one call / a call each", 0.5, one.seconds / each.seconds)


def _variant(folder: Path, number: int) -> str:
    """Mazur's network with another input."""
    text = (ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8")
    path = folder / f"net{number}.yaml"
    path.write_text(text.replace("0.05", f"0.{number + 101}"), encoding="utf-8")
    return str(path)


if __name__ == "__main__":
    sys.exit(main())
