"""The sources of sheets, whole: the same bytes as the golden files, which REWRITE_GOLDEN=1 writes again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from examples import empty, sheet, written

GOLDEN = Path(__file__).parent / "golden_sheets"

SHEETS = {
    "mazur.md": ("markdown", "mazur", False),
    "mazur.tex": ("latex", "mazur", False),
    "mazur.typ": ("typst", "mazur", False),
    "mazur.html": ("html", "mazur", False),
    "tartu-empty.md": ("markdown", "tartu", True),
    "tartu-empty.tex": ("latex", "tartu", True),
    "tartu-empty.typ": ("typst", "tartu", True),
    "tartu-empty.html": ("html", "tartu", True),
}
"""Each golden file: its format, its network, and whether its numbers are blank."""


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_has_the_bytes_of_its_golden_file(name: str) -> None:
    format_, network, blank = SHEETS[name]
    worksheet = sheet(network)
    text = written(worksheet, format_, empty(worksheet) if blank else None)
    if os.environ.get("REWRITE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(text, encoding="utf-8")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_every_golden_sheet_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(SHEETS)
