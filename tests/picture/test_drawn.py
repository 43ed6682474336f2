"""Pictures as SVG, TikZ and Typst: each can be read by its reader, and names of the user stay text."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Ran
from pictures import FILES, board, fully_connected

from backprop_cli.calculation.quantity import Quantity
from backprop_cli.picture.drawing import drawing
from backprop_cli.picture.scene import SHOWN
from backprop_cli.picture.svg import svg
from backprop_cli.picture.tikz import tikz
from backprop_cli.picture.typst_picture import typst

RENDERERS = {"svg": svg, "tikz": tikz, "typst": typst}


@pytest.mark.parametrize("name", FILES)
def test_svg_is_well_formed_and_carries_every_number_that_is_shown(name: str) -> None:
    picture = drawing(board(name), SHOWN)
    root = ElementTree.fromstring(svg(picture))
    keys = {element.get("data-q") for element in root.iter()} - {None}
    assert keys == {shape.key for shape in (*picture.labels, *picture.edges) if shape.key}
    assert len({element.get("data-n") for element in root.iter()} - {None}) == len(picture.nodes)
    texts = {"".join(element.itertext()) for element in root.iter() if element.tag.endswith("}g")}
    assert all(any(label.number in text for text in texts) for label in picture.labels if label.number)


def test_names_of_the_user_are_text_in_svg() -> None:
    text = svg(drawing(board("odd names"), SHOWN))
    tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(text).iter()}
    assert tags == {"svg", "title", "desc", "style", "rect", "path", "circle", "g", "text", "tspan"}


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("name", ["mazur", "tartu", "negnevitsky-xor"])
def test_a_picture_with_empty_boxes_has_none_of_the_computed_numbers(name: str, renderer: str) -> None:
    one = board(name)
    given = one.worksheet.given
    computed = {one.number(q) for q in one.worksheet.everything if not one.is_blank(q)}
    long = {number.lstrip("-") for number in computed if len(number) > 5} - set(map(str, given.values()))

    def text(q: Quantity) -> str | None:
        return one.number(q) if q in given else None

    whole = RENDERERS[renderer](drawing(one, SHOWN))
    blank = RENDERERS[renderer](drawing(one, SHOWN, text))
    assert any(number in whole for number in long)
    assert not [number for number in long if number in blank]


def test_names_of_the_user_are_text_in_tikz() -> None:
    text = tikz(drawing(board("odd names"), SHOWN))
    assert text.count(r"\end{document}") == 1
    assert r"\textbackslash{}end\{document\}" in text
    assert r"\text{\$\#\_]}" in text


def test_names_of_the_user_are_strings_in_typst() -> None:
    text = typst(drawing(board("odd names"), SHOWN))
    code = "".join(text.replace(r"\\", "").replace(r"\"", "").split('"')[::2])
    assert not set("#<&\\%~") & set(code.replace("#set", "").replace("#figure", ""))
    assert r'"\\end{document}"' in text


@pytest.mark.parametrize(
    "name", ["mazur", "jumps", "12-30-4", "bare softmax", "odd names", "small and large"]
)
def test_typst_compiles_to_one_page(name: str) -> None:
    compiler = pytest.importorskip("typst")
    for text in (None, lambda q: None):
        source = typst(drawing(board(name), SHOWN, text))
        assert compiler.compile(source.encode(), format="svg").count(b"<svg") == 1


def test_typst_reads_the_svg(tmp_path: Path) -> None:
    compiler = pytest.importorskip("typst")
    (tmp_path / "net.svg").write_text(svg(drawing(board("mazur"), SHOWN)), encoding="utf-8")
    (tmp_path / "page.typ").write_text('#image("net.svg")')
    assert compiler.compile(str(tmp_path / "page.typ"), format="pdf").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "program"),
    [
        *((name, "pdflatex") for name in ("jumps", "12-30-4", "odd names")),
        ("odd names", "lualatex"),
        *(pytest.param(name, "lualatex", marks=pytest.mark.slow) for name in ("jumps", "12-30-4")),
    ],
)
def test_tikz_compiles_to_one_page(name: str, program: str, tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} here")
    text = None if name == "jumps" else lambda q: None
    (tmp_path / "net.tex").write_text(tikz(drawing(board(name), SHOWN, text)), encoding="utf-8")
    command = [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "net.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    log = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, log[-1500:]
    assert "(1 page," in log
    assert "Overfull" not in log


def test_a_piece_has_no_document_around_it() -> None:
    picture = drawing(board("mazur"))
    assert tikz(picture, False).startswith(r"\begin{tikzpicture}")
    assert tikz(picture, False).endswith("\\end{tikzpicture}\n")
    assert typst(picture, False).startswith("#figure(")
    assert "<style" not in svg(picture, False)
    assert 'id="bp-title-3"' in svg(picture, False, 3)


def test_diagram_draws_into_files_and_on_the_terminal(run: Callable[..., Ran], tmp_path: Path) -> None:
    outputs = [part for suffix in ("svg", "txt", "tex", "typ") for part in ("-o", f"net.{suffix}")]
    done = run("diagram", "mazur", *outputs, "--show", "weights,deltas")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    ElementTree.parse(tmp_path / "net.svg")
    assert (tmp_path / "net.txt").read_bytes() == run("diagram", "mazur", "--show", "weights,deltas").stdout
    assert b"i1" in run("diagram", "mazur", "--format", "svg").stdout


def test_the_terminal_tells_the_numbers_of_a_sample(run: Callable[..., Ran]) -> None:
    text = run("diagram", "negnevitsky-xor", "--sample", "2", "--show", "values,deltas").stdout.decode()
    assert "   y_5 = 0.5043   target_5 = 1   ∂E/∂net_5 = -0.1239\n" in text
    assert "Step 2, sample 2\n\n   x1 = 0\n   x2 = 1\n" in text


def test_the_terminal_tells_the_weights_of_a_step(run: Callable[..., Ran]) -> None:
    step = ("negnevitsky-xor", "--step", "3", "--digits", "6")
    weights = run("diagram", *step, "--show", "weights").stdout.decode()
    solved = run("solve", *step, "--part", "update").stdout.decode()
    shown = re.findall(r"^   (w\d+) += +(\S+)$", weights, re.MULTILINE)
    assert len(shown) == 6
    assert all(
        re.search(rf"^   {name} +{re.escape(number)} ", solved, re.MULTILINE) for name, number in shown
    )


def test_a_large_network_on_the_terminal_has_no_list_of_its_wires(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "large.yaml").write_text(fully_connected(20, 30, 2), encoding="utf-8")
    text = run("diagram", "large.yaml").stdout.decode()
    assert "692 weights and biases" in text
    assert "w17 " not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mazur", "--show", "weight"), "did you mean 'weights'"),
        (("mazur", "-o", "net.gif"), "the suffix tells no format"),
        (("mazur", "--step", "2"), "there is no step 2"),
        (("steps.yaml", "--show", "deltas"), "no loss to send back"),
        (("steps.yaml", "-o", "steps.yaml", "--format", "svg"), "would be written over the input"),
    ],
)
def test_diagram_says_what_is_wrong(
    run: Callable[..., Ran], tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "steps.yaml").write_text(FILES["steps"], encoding="utf-8")
    done = run("diagram", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()
