"""A marked sheet repeats nothing, names what it means, and goes on step by step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from backprop_cli.check.verdicts import TOO_FEW
from backprop_cli.cli.frame import framed
from backprop_cli.writing.lines import filled

Said = pytest.CaptureFixture[str]

RIGHT = ("E=0.2984", "dE/dw5=0.0822", "dE/dw6=0.0827", "dE/dw7=-0.0226", "dE/dw8=-0.0227")

ADDED = ("w5+=0.4411", "w6+=0.4914", "w7+=0.4887", "w8+=0.5387")
"""New weights for which the gradient was added."""


def said(capsys: Said, network: str, *answers: str, options: tuple[str, ...] = ()) -> str:
    """What is printed of some answers."""
    framed(["check", network, *(f"--set={answer}" for answer in answers), "--width", "80", *options])
    return capsys.readouterr().out


@pytest.mark.parametrize("format_", ["terminal", "json", "markdown"])
def test_numbers_with_the_same_mistake_are_told_in_one_sentence(format_: str, capsys: Said) -> None:
    out = said(capsys, "mazur", *RIGHT, *ADDED, options=("--format", format_)).replace("\\", "")
    assert "w6+ to w8+ have the same mistake." in out
    assert "by itself" not in out


def test_one_more_number_has_the_same_mistake(capsys: Said) -> None:
    assert "\nw6+ has the same mistake.\n" in said(capsys, "mazur", *RIGHT, *ADDED[:2])


def test_another_mistake_has_a_sentence_of_its_own(capsys: Said) -> None:
    out = said(capsys, "mazur", "net_h1=0.3575", *RIGHT, *ADDED)
    assert "w5+ to w8+ have another mistake in common." in out


def test_a_line_goes_on_to_the_width_of_the_page() -> None:
    assert filled("one two three four", 14) == ["one two three", "four"]


def test_no_line_is_broken_within_brackets_that_fit_on_one() -> None:
    assert filled("the slope of (target − out)² is", 20) == ["the slope of", "(target − out)² is"]
    assert filled("of (a bracket that is wide)", 12) == ["of (a", "bracket that", "is wide)"]


SHORT = """
sample 1: {dE/db3: 0.0135}
sample 2: {dE/db3: -0.0105}
sample 3: {dE/db3: -0.0115}
sample 4: {dE/db3: 0.0138}
dE/db3: 0.0013
"""
"""Four gradients with their bias as a factor, and their mean, which has two figures."""


def test_more_decimals_are_advised_than_are_written(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text(SHORT, encoding="utf-8")
    framed(["check", "xor", str(tmp_path / "a.yaml"), "--format", "json"])
    (short,) = (one for one in json.loads(capsys.readouterr().out)["answers"] if one["sample"] is None)
    assert short["verdict"] == TOO_FEW
    assert short["remark"] == "write at least 5 decimals"


SIGN = """
sample 2: {dE/dout_y: -0.4300, dE/dw5: 0.0681}
sample 1: {dE/dw5: 0.0576}
sample 3: {dE/dw5: -0.0630}
sample 4: {dE/dw5: 0.1034}
dE/dw5: 0.0415
w5+: 0.6170
"""
"""One gradient of four with the other sign, and what follows from it."""


def test_what_a_number_is_right_from_is_named_with_its_sample_where_that_is_another(
    tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "a.yaml").write_text(SIGN, encoding="utf-8")
    framed(["check", "xor", str(tmp_path / "a.yaml"), "--format", "json"])
    found = {(one["name"], one["sample"]): one for one in json.loads(capsys.readouterr().out)["answers"]}
    assert found["dE/dw5", None]["remark"] == "right from your dE/dw5 (sample 2)"
    assert found["dE/dw5", None]["follows_from"] == ["dE/dw5 (sample 2)"]
    assert found["w5+", None]["remark"] == "right from your dE/dw5"


STEPS = """
step 2: {net_y: 4.9000, E_y: 24.0100}
step 1: {theta+: 4.9000, out_y+: 4.9000, E+: 24.0100}
foo: 1
"""


@pytest.mark.parametrize("format_", ["terminal", "markdown", "csv", "json"])
def test_each_step_of_a_sheet_is_one_block(format_: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text(STEPS, encoding="utf-8")
    framed(["check", "adam-one-parameter", str(tmp_path / "a.yaml"), "--format", format_])
    names = re.findall(r"theta\+|out_y\+|E\+|net_y|E_y|foo", capsys.readouterr().out.replace("\\", ""))
    assert list(dict.fromkeys(names)) == ["theta+", "out_y+", "E+", "net_y", "E_y", "foo"]


def test_each_step_has_its_heading_once(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text(STEPS, encoding="utf-8")
    framed(["check", "adam-one-parameter", str(tmp_path / "a.yaml")])
    headings = re.findall(r"^(Step \d|Unknown names)$", capsys.readouterr().out, re.MULTILINE)
    assert headings == ["Step 1", "Step 2", "Unknown names"]
