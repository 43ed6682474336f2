"""Sheets in Typst and as PDF: they compile without a warning, are tagged, and what users write stays text."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from examples import LECTURES, NASTY, NETWORKS, NOTATIONS, nasty, pieces, sheet, written

from backprop_cli.cli.frame import framed
from backprop_cli.errors import OutputError
from backprop_cli.formats import FORMATS, pdf
from backprop_cli.network.read import read_network
from backprop_cli.sheet.blanks import Blanks
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet
from backprop_cli.writing.style import LEVELS, Style
from backprop_cli.writing.typst_markup import quoted, width

typst = pytest.importorskip("typst")

TYPST_NASTY = (
    '#eval("1")',
    "$x$",
    "\\",
    'say "x"',
    "*bold*",
    "_emph_",
    "@ref",
    "<label>",
    "// comment",
    "/* open",
    "`raw`",
    "= Heading",
    "- item",
    "+ item",
    "~",
    "---",
    "]",
    ")",
    "#",
    "https://example.org",
    "x;y",
    "&",
)
"""Texts that mean something in Typst."""


def compiled(source: str) -> bytes:
    """The PDF of a source that compiles without a warning."""
    pages, warnings = typst.compile_with_warnings(
        source.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=0
    )
    assert not warnings
    return pages


def pages(worksheet: Worksheet, style: Style | None = None) -> bytes:
    """The PDF of a sheet."""
    (made,) = pieces(worksheet, FORMATS["pdf"], style or Style())
    assert isinstance(made, bytes)
    return made


def text_of(pdf: bytes, folder: Path) -> str:
    """What a reader of PDF finds."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here")
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
    ).stdout


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_compiles(name: str) -> None:
    assert compiled(written(sheet(name), "typst"))


@pytest.mark.slow
@pytest.mark.parametrize("notation", [*NOTATIONS, *LECTURES])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_compiles_in_every_notation(name: str, notation: str) -> None:
    assert compiled(written(sheet(name, notation), "typst"))


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_compiles_with_blanks(name: str, level: str) -> None:
    worksheet = sheet(name)
    assert compiled(written(worksheet, "typst", Style(blank=Blanks(), level=level)))


@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_computed_number_of_the_terminal_is_in_the_source(notation: str) -> None:
    worksheet = sheet("mazur", notation)
    shown = set(re.findall(r"\d+\.\d{6}\b(?!e)", written(worksheet, "terminal")))
    source = written(worksheet, "typst")
    assert {number for number in shown if number not in source} == set()


@pytest.mark.parametrize("name", [*TYPST_NASTY, *NASTY])
def test_what_users_write_is_never_read_as_typst(name: str, tmp_path: Path) -> None:
    text = text_of(compiled(written(nasty(name), "typst")), tmp_path)
    assert "".join(name.split()) in "".join(text.split())


def test_lines_and_signs_that_control_something_stay_in_their_string() -> None:
    assert quoted('a\n"\\\x1b') == '"a\\n\\"\\\\\ufffd"'


def test_a_letter_that_no_font_has_is_told_by_its_number(tmp_path: Path) -> None:
    source = '#set document(title: "x")\n#"a\u0378"\n#"\u0379"'
    text = text_of(pdf.compiled(typst, source), tmp_path)
    assert "aU+0378" in text
    assert "U+0379" in text


def test_a_sheet_with_blanks_has_no_answer(tmp_path: Path) -> None:
    worksheet = sheet("mazur")
    style = Style(blank=Blanks())
    pdf, source = pages(worksheet, style), written(worksheet, "typst", style)
    shown = set(re.findall(r"\d+\.\d{6}\b", written(worksheet, "terminal")))
    assert shown
    assert not {number for number in shown if number in source or number in text_of(pdf, tmp_path)}
    assert "blank" in source
    assert "0.593270" in text_of(pages(worksheet), tmp_path)


def test_a_pdf_is_tagged_and_every_equation_has_its_text() -> None:
    source = written(sheet("mazur"), "typst")
    assert source.count('"net_h1 = w1·i1 + w2·i2 + b1 = 0.15·0.05 + 0.2·0.1 + 0.35 = 0.377500"') == 1
    made = pages(sheet("mazur"))
    for mark in (b"/StructTreeRoot", b"/Alt", b"/Lang", b"/DisplayDocTitle true", b"pdfuaid"):
        assert mark in made, mark


def test_a_total_stays_on_the_page_of_what_it_sums() -> None:
    source = written(sheet("mazur"), "typst")
    assert source.count("whole(3, maths(") == 2
    assert source.count("..total(9, 6, tall(") == 2


def test_a_pdf_has_the_same_bytes_twice() -> None:
    assert pages(sheet("tartu")) == pages(sheet("tartu"))


def test_without_the_package_a_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(OutputError, match=re.escape(pdf.INSTALL)):
        pages(sheet("mazur"))


def test_an_old_package_is_refused_by_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "__version__", "0.13.7")
    with pytest.raises(OutputError, match=r"too old, 0\.13\.7"):
        pages(sheet("mazur"))


def test_a_terminal_is_not_given_a_pdf(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("backprop_cli.cli.solve.is_terminal", lambda: True)
    assert framed(["solve", "mazur", "--format", "pdf"]) == 2
    assert capsys.readouterr().err == "error: a terminal cannot show pdf\n  help: write -o sheet.pdf\n"


def test_the_title_of_a_sheet_is_that_of_its_document() -> None:
    text = (ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8") + 'sheet: {title: "Sheet 3"}\n'
    worksheet = make_worksheet(read_network(text.encode(), "mazur.yaml"))
    style = Style(blank=Blanks())
    assert 'sheet.with(title: "Sheet 3")' in written(worksheet, "typst", style)


WIDTHS = [
    ("0.377500", 8),
    ("w_(5)", 2),
    ('"out"_(h 1)', 5),
    ('frac(∂E, ∂"out"_(h 1))', 6),
    ("#blank;", 8),
    ("σ(x)", 4),
    ('"net" + 1', 6),
]


@pytest.mark.parametrize(("text", "digits"), WIDTHS)
def test_width_counts_what_is_seen(text: str, digits: int) -> None:
    assert width(text) == digits
