"""A marked sheet repeats nothing, names what it means, and goes on step by step."""

from __future__ import annotations

import pytest

from backprop_cli.check.marks_terminal import filled
from backprop_cli.cli.frame import framed

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
