"""The sheet on a terminal: golden files, and what holds of every line of every bundled network.

`REWRITE_GOLDEN=1 pytest tests/page/test_layout.py` writes the golden files anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import ROOT
from examples import EVERY, OTHERS, made, pieces, worksheet_of
from rich.cells import cell_len

from backprop_cli.formats import FORMATS
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing.style import Style

GOLDEN = Path(__file__).parent / "golden"

STYLES = {
    "80": Style(),
    "100": Style(width=100),
    "ascii": Style(ascii=True),
    "color": Style(color=True),
}
"""The looks that golden files are kept of."""

KEPT = (
    *((name, "80") for name in ("hmkcode", "manchester", "mazur", "melbourne-regression", "melbourne-xor")),
    *((name, "80") for name in ("negnevitsky-xor", "ng-logistic", "tartu", "tartu-softmax", "wellington")),
    *((name, "100") for name in ("macleod", "mazur", "tartu")),
    *((name, "ascii") for name in ("karpathy-neuron", "mazur", "tartu")),
    *((name, "color") for name in ("mazur", "tartu-softmax")),
)
"""The golden files: of every look the networks that show something of their own."""

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def text_of(worksheet: Worksheet, **style: object) -> str:
    """The sheet of a worksheet as a terminal gets it."""
    sheet = pieces(worksheet, FORMATS["terminal"], Style(**style))  # type: ignore[arg-type]
    return "".join(map(str, sheet))


@pytest.mark.parametrize(("name", "look"), KEPT)
def test_a_sheet_looks_as_its_golden_file(name: str, look: str) -> None:
    file = GOLDEN / f"{name}-{look}.txt"
    written = text_of(worksheet_of(name), **STYLES[look]._asdict())
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(written, encoding="utf-8")

    assert written == file.read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}-{look}.txt" for name, look in KEPT}


@pytest.mark.parametrize("plain", [False, True], ids=["signs", "ascii"])
@pytest.mark.parametrize("name", EVERY)
def test_no_line_is_wider_than_the_page_or_ends_in_a_blank(name: str, plain: bool) -> None:
    for width in (*range(40, 122, 9), 80, 100, 160, 200):
        for line in text_of(worksheet_of(name), width=width, ascii=plain).splitlines():
            assert cell_len(line) <= width, line
            assert line == line.rstrip(), line


@pytest.mark.parametrize("name", EVERY)
def test_colour_adds_escapes_and_changes_nothing_else(name: str) -> None:
    plain, coloured = (text_of(worksheet_of(name), color=color) for color in (False, True))

    assert ESCAPES.search(coloured)
    assert ESCAPES.sub("", coloured) == plain


@pytest.mark.parametrize("name", EVERY)
def test_ascii_leaves_no_sign_that_is_not_in_the_file(name: str) -> None:
    given = OTHERS.get(name) or (ROOT / "networks" / f"{name}.yaml").read_text(encoding="utf-8")
    strange = {sign for sign in text_of(worksheet_of(name), ascii=True) if not sign.isascii()}

    assert strange <= set(given) | {"\u0302"}


def test_names_are_text_and_never_markup() -> None:
    for color in (False, True):
        text = ESCAPES.sub("", text_of(worksheet_of("odd names"), color=color))

        assert "[red]x[/] 网络 🙂" in text
        assert "[/] [link=http://x]y[/link] **bold**" in text
        assert "x[red]  0.5" in text
        assert "out_[/]" not in text
        assert "出_[/]" in text


def test_what_the_picture_cannot_draw_is_said_below_it() -> None:
    lines = text_of(worksheet_of("odd names"), width=100).splitlines()

    assert "   Also connected: x[red] → [/], x[red] → 🙂." in lines
    assert any(line.startswith("   Not connected: 输入 → h1,") for line in lines)


def test_a_missing_connection_is_a_gap_in_the_list_of_wires() -> None:
    lines = text_of(worksheet_of("odd names")).splitlines()
    start = lines.index("   h1     ←  w1   0.15 · x[red]                  w2 0.2   · x\u0302   b1  0.1")

    assert lines[start + 1] == "   隐藏二 ←                                      w3 0.001 · x\u0302"
    assert lines[start + 2] == "   h3     ←  w4 1/3    · x[red]   w5 -1 · 输入                  b2 -2"


@pytest.mark.parametrize("neurons", [1, 2, 11, 12, 13, 30])
def test_a_layer_of_any_size_is_drawn(neurons: int) -> None:
    rows = ", ".join(["[0.1]"] * neurons)
    text = text_of(
        made(f"inputs: [1]\nlayers: [{{activation: relu, weights: [{rows}]}}]\nname: x\n"),
    )
    drawn = [line for line in text.splitlines() if "▶" in line]

    assert len(drawn) == (neurons if neurons <= 12 else 5)
    assert (f"⋮ {neurons - 4} more" in text) == (neurons > 12)
    assert len({line.index("▶") for line in drawn}) == 1


def test_an_activation_says_of_which_layers_it_is() -> None:
    deep = text_of(worksheet_of("tartu")).splitlines()
    flat = text_of(worksheet_of("melbourne-regression")).splitlines()

    assert "   hidden layers 1 and 2: out = σ(s) = 1/(1 + e^−s)" in deep
    assert "   output layer: out = s" in deep
    assert "   hidden layer: out = σ(net) = 1/(1 + e^−net)" in flat
