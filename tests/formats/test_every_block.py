"""Every page format sets every kind of block, and every text that somebody wrote stands in it."""

from __future__ import annotations

from importlib import import_module
from typing import get_args

import pytest
from examples import made, written

from backprop_cli.formats import FORMATS
from backprop_cli.page.blocks import Block, Change, Derivation, Equations, LongRun, Note
from backprop_cli.page.pages import blocks
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet
from backprop_cli.writing.board import Board
from backprop_cli.writing.latex_markup import LATEX
from backprop_cli.writing.style import Style
from backprop_cli.writing.tokens import text_of

FLOWING = {Derivation, Change, LongRun, Note}
"""The blocks that change with the width of the page."""

TEXTS = {
    "the title": "Sheet three",
    "the course": "Course nine",
    "the date": "Monday",
    "the source": "Somewhere",
    "the description": "Words about it",
    "a neuron": "hid",
    "an input": "inp",
    "a weight": "wgt",
    "an output": "outp",
}

NETWORK = """\
name: Plain
source: Somewhere
description: Words about it
sheet: {title: Sheet three, course: Course nine, date: Monday, points: 2}
inputs: {inp: 0.5}
targets: {outp: 1}
layers:
  - {neurons: [hid], weights: [{wgt: 0.25}], activation: sigmoid}
  - {neurons: [outp], weights: [[0.5]], activation: sigmoid}
loss: half_squared_error
learning_rate: 0.5
"""


def kinds_set_in(format_: str) -> set[type]:
    """The kinds of block that a page format has a setting for."""
    module = {"html": "html.setting", "pdf": "typst"}.get(format_, format_)
    return set(import_module(f"backprop_cli.formats.{module}").SETTINGS)


PAGES = [name for name, row in FORMATS.items() if row.is_page]


@pytest.mark.parametrize("format_", PAGES)
def test_a_format_sets_every_kind_of_block(format_: str) -> None:
    without = {Equations} if format_ == "terminal" else FLOWING
    assert kinds_set_in(format_) == set(get_args(Block)) - without


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("format_", [name for name in PAGES if not FORMATS[name].binary])
def test_every_text_of_the_file_is_on_the_page(format_: str, what: str) -> None:
    assert TEXTS[what] in written(made(NETWORK), format_)


def test_a_threshold_keeps_its_sign_before_its_matrix() -> None:
    sheet = made(NETWORK.replace("weights: [[0.5]]", "weights: [[0.5]], thresholds: [0.1]"))
    text = written(make_worksheet(sheet.network, Request(notation="matrix")), "terminal")
    (line,) = (line for line in text.splitlines() if "= − [" in line)
    given, result = (float(part.strip(" −=[]")) for part in line.split("] ="))
    assert abs(given) == abs(result)
    assert ("-" in line.split("] =")[0].split("[")[1]) != ("-" in line.split("] =")[1])


def test_numbers_are_written_alike_only_where_they_stand_under_each_other() -> None:
    network = NETWORK.replace(
        "weights: [{wgt: 0.25}], activation: sigmoid", "weights: [[64], [1e-7]], activation: linear"
    )
    sheet = made(network.replace("[hid]", "[hid, tiny]").replace("[[0.5]]", "[[0.5, 0.5]]"))
    texts = [_first_value(Board(sheet, Style(), markup)) for markup in (None, LATEX)]
    assert texts == ["32.0000000000", "32.000000"]  # below it stands 0.0000000500


def _first_value(board: Board) -> str:
    """The number of the first equation of a page."""
    block = next(block for block in blocks(board) if isinstance(block, Derivation))
    return text_of(block.groups[0].rows[0].value).strip()
