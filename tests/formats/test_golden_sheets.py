"""Sheets, whole, in every format that is text: the same bytes as the golden files.

`REWRITE_GOLDEN=1` writes them anew; look at the difference before it is kept. What every file of a format has
alike (styles, scripts, preambles) is in the golden files of `WHOLE` only, and of HTML in none.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

GOLDEN = Path(__file__).parent / "golden_sheets"

SUFFIXES = ("txt", "md", "tex", "html", "typ", "json", "csv")

PRINTED = ("txt", "md", "tex", "typ")
"""The formats of a sheet that is printed."""

NETWORKS = {
    "softmax.yaml": """\
name: Softmax of two classes
inputs: {x1: 1.5, x2: -2}
targets: {class: cat}
layers:
  - neurons: [dog, cat]
    activation: softmax
    weights: [{w1: 0.5, w2: -0.25}, {w3: 1/3, w4: 0.75}]
    biases: {b1: 0.1, b2: -0.2}
loss: cross_entropy
learning_rate: 0.1
""",
    "batch.yaml": """\
name: Two samples, both penalties
samples:
  - {inputs: {x: 2}, targets: {y: 1}}
  - {inputs: {x: -1}, targets: {y: 0}}
layers:
  - neurons: [y]
    activation: sigmoid
    weights: [{w: 0.5}]
    biases: {b: 0.25}
loss: binary_cross_entropy
batch: mean
l1: 0.02
l2: {lambda: 0.1, biases: true}
optimizer: {momentum: {momentum: 0.9}}
learning_rate: 0.5
steps: 2
""",
    "relu.yaml": """\
name: One ReLU of two
sheet: {course: Neural networks, title: 'Sheet 3: ReLU', date: 12 May, points: {E: 2, dE/dw1: 3, w3+: 1.5}}
inputs: {x: 2}
targets: {y: 1}
layers:
  - neurons: [h1, h2]
    activation: relu
    weights: [{w1: 0.4}, {w2: -0.3}]
    biases: {b1: 0.1, b2: 0.2}
  - neurons: [y]
    activation: linear
    weights: [{w3: 0.7, w4: -0.6}]
loss: half_squared_error
learning_rate: 0.1
""",
}
"""Small networks that show what the bundled ones do not."""

ASKED = "worksheet relu.yaml --ask E,dE/dw1,w3+"

SHEETS = {
    "mazur": ("solve mazur", SUFFIXES),
    "tartu-empty": ("worksheet tartu", ("md", "tex", "typ", "html")),
    "softmax": ("solve softmax.yaml", SUFFIXES),
    "softmax-matrix": ("solve softmax.yaml --notation matrix --round 3sf", PRINTED),
    "batch": ("solve batch.yaml", SUFFIXES),
    "batch-delta": ("solve batch.yaml --notation delta --step 1 --sample 1", ("txt", "md", "json", "csv")),
    "relu": ("solve relu.yaml", SUFFIXES),
    "relu-values": ("worksheet relu.yaml", SUFFIXES),
    "relu-substitution": ("worksheet relu.yaml --level substitution", ("txt", "tex", "html", "typ")),
    "relu-formulas": ("worksheet relu.yaml --level formulas", ("txt", "tex", "typ")),
    "relu-given": ("worksheet relu.yaml --given 50% --seed 3", SUFFIXES),
    "relu-asked": (ASKED, SUFFIXES),
    "relu-asked-key": (ASKED, SUFFIXES),
    "relu-ascii": ("worksheet relu.yaml --ascii --width 60", ("txt",)),
}
"""Each sheet: the command that writes it, and the formats."""

WHOLE = ("mazur",)
"""The sheets that are kept with what every file has alike."""

CUT = {
    "html": (r"(<style>).*?(</style>)", r"(<script>).*?(</script>)", r"('sha256-).*?(')"),
    "tex": (r"()\A\\documentclass.*?\\headrulewidth\}\{0pt\}\n()",),
    "typ": (r"()\A#let value.*?(?=#show: sheet)()",),
}
"""What is cut out of a file, between the parts that stay."""

FILES = [(name, suffix) for name, (_, suffixes) in SHEETS.items() for suffix in suffixes]


def written(name: str, suffix: str) -> str:
    """A sheet as the program writes it into a file of the folder."""
    for file, text in NETWORKS.items():
        Path(file).write_text(text, encoding="utf-8")
    target = f"sheet.{suffix}"
    output = ["-o", f"other.{suffix}", "--key", target] if name.endswith("-key") else ["-o", target]
    assert framed([*SHEETS[name][0].split(), *output]) == 0
    return Path(target).read_bytes().decode("utf-8")


def cut(text: str, name: str, suffix: str) -> str:
    """A sheet without what every file of its format has."""
    for pattern in CUT.get(suffix, ()):
        if suffix == "html" or name not in WHOLE:
            text, count = re.subn(pattern, r"\1…\2", text, flags=re.DOTALL)
            assert count == 1, pattern
    return text


@pytest.mark.parametrize(("name", "suffix"), FILES, ids=[f"{name}.{suffix}" for name, suffix in FILES])
def test_a_sheet_has_the_bytes_of_its_golden_file(
    name: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = cut(written(name, suffix), name, suffix)
    golden = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("REWRITE_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(text.encode())
    kept = golden.read_bytes().decode("utf-8")
    changed = difflib.unified_diff(kept.splitlines(), text.splitlines(), lineterm="", n=1)
    assert text == kept, "\n".join([line[:300] for line in changed][:60])


def test_every_golden_sheet_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{suffix}" for name, suffix in FILES}
