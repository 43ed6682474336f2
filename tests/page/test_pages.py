"""Sheets for print: every network in every notation, what users write stays text, and LaTeX compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from examples import LECTURES, NASTY, NETWORKS, NOTATIONS, nasty, pieces, sheet, written

from backprop_cli.cli.frame import framed
from backprop_cli.formats import FORMATS, FRAGMENTS, Format
from backprop_cli.network.read import read_network
from backprop_cli.page.blocks import Equations, Heading, Matrices, Question, Table
from backprop_cli.page.pages import blocks
from backprop_cli.sheet.worked_example import make_worksheet
from backprop_cli.writing.board import Board
from backprop_cli.writing.latex_markup import LATEX
from backprop_cli.writing.markup import UNICODE
from backprop_cli.writing.style import Style


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_computed_number_of_the_terminal_is_on_the_page(name: str, notation: str) -> None:
    worksheet = sheet(name, notation)
    shown = set(re.findall(r"\d+\.\d{6}\b(?!e)", written(worksheet, "terminal", Style())))
    page = written(worksheet, "latex")
    missing = {number for number in shown if number not in page}
    assert not missing


@pytest.mark.parametrize("name", NETWORKS)
def test_blocks_of_two_markups_correspond(name: str) -> None:
    worksheet = sheet(name)
    made = [list(blocks(Board(worksheet, Style(), markup))) for markup in (LATEX, UNICODE)]
    assert [type(one) for one in made[0]] == [type(one) for one in made[1]]
    for one, other in zip(*made, strict=True):
        if isinstance(one, (Equations, Table)):
            assert len(one.rows) == len(other.rows)
        elif isinstance(one, Heading):
            assert one.title == other.title
        else:
            assert not isinstance(one, (Question, Matrices))


@pytest.mark.parametrize("formats", [FORMATS, FRAGMENTS], ids=["whole", "fragment"])
@pytest.mark.parametrize("name", NETWORKS)
def test_braces_of_latex_are_balanced(name: str, formats: dict[str, Format]) -> None:
    depth = 0
    text = "".join(map(str, pieces(sheet(name), formats["latex"], Style())))
    for sign in re.findall(r"(?<!\\)(?:\\\\)*([{}])", text):
        depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("name", NETWORKS)
def test_no_formula_of_markdown_looks_like_markdown(name: str) -> None:
    for formula in re.findall(r"\$\$?(.*?)\$\$?", written(sheet(name), "markdown"), re.DOTALL):
        assert not re.search(r"\\[!-/:-@\[-`{-~]|_[^ ]|\*|[<>|]", formula), formula


@pytest.mark.parametrize("name", NASTY)
def test_names_are_text_in_markdown(name: str) -> None:
    text = written(nasty(name), "markdown")
    assert "<b>" not in re.sub(r"^(````*)text\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    title = text.splitlines()[0].removeprefix("# ")
    assert re.sub(r"\\(.)", r"\1", title) == name
    for row in re.findall(r"^\|.*\|$", text, re.MULTILINE):
        assert row.count("|") == text.count("|", text.index(row), text.index(row) + len(row))


def test_a_page_of_too_many_numbers_is_refused_with_a_way_out() -> None:
    from backprop_cli.errors import InputError

    rows = ", ".join(f"[{', '.join(['0.1'] * 40)}]" for _ in range(40))
    text = f"inputs: [{', '.join(['1'] * 40)}]\nlayers: [{{weights: [{rows}], activation: relu}}]\n"
    worksheet = make_worksheet(read_network(text.encode(), "large.yaml"))
    with pytest.raises(InputError, match="too many numbers for a page"):
        written(worksheet, "latex")


pdflatex = pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
lualatex = pytest.mark.skipif(not shutil.which("lualatex"), reason="lualatex is not installed")


def compiled(text: str, folder: Path, engine: str = "pdflatex") -> str:
    """What the engine says that is a mistake or a warning."""
    (folder / "sheet.tex").write_text(text, encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "sheet.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    log = done.stdout.decode("utf-8", "replace")
    said = [line for line in log.splitlines() if re.match("!|.*Warning|Overfull|Underfull", line)]
    return "\n".join(said) + ("" if done.returncode == 0 else log[-2000:])


@pdflatex
@pytest.mark.parametrize(
    ("name", "notation"), [("mazur", "chain"), ("melbourne-xor", "matrix"), ("tartu", "expanded")]
)
def test_latex_compiles_without_a_warning(name: str, notation: str, tmp_path: Path) -> None:
    assert compiled(written(sheet(name, notation), "latex"), tmp_path) == ""


@pdflatex
def test_a_fragment_compiles_in_a_document_of_ones_own(tmp_path: Path) -> None:
    assert framed(["solve", "mazur", "--fragment", "-o", str(tmp_path / "part.tex")]) == 0
    packages = r"\usepackage{amsmath,booktabs,needspace,xcolor,tikz}"
    own = rf"\documentclass[a4paper]{{report}}{packages}\begin{{document}}\input{{part}}\end{{document}}"
    assert "!" not in compiled(own, tmp_path)


@pdflatex
@pytest.mark.parametrize("name", [*NASTY, "中文", "naïve", "😀", "ħɏ", "ŉǅ"])
def test_latex_of_any_name_compiles(name: str, tmp_path: Path) -> None:
    assert compiled(written(nasty(name), "latex"), tmp_path) == ""


@pytest.mark.slow
@pdflatex
@pytest.mark.parametrize("notation", [*NOTATIONS, *LECTURES])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_compiles_in_every_notation(name: str, notation: str, tmp_path: Path) -> None:
    assert compiled(written(sheet(name, notation), "latex"), tmp_path) == ""


@pytest.mark.slow
@lualatex
@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_compiles_under_lualatex(name: str, tmp_path: Path) -> None:
    assert compiled(written(sheet(name), "latex"), tmp_path, "lualatex") == ""


def test_only_latex_has_fragments(capsys: pytest.CaptureFixture[str]) -> None:
    assert framed(["solve", "mazur", "--fragment", "--format", "html"]) == 2
    assert "--fragment is for LaTeX, not for html" in capsys.readouterr().err
