"""What `backprop explain` writes: many steps by their number, few lines, at every width."""

from __future__ import annotations

import json

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]


def test_many_steps_are_written_as_their_number(capsys: Said) -> None:
    assert framed(["explain", "mazur", "0.015912196", "--step", "10000"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "out_o1 after step 10,000, the output, if the hidden layer uses" in said
    assert "⁺" not in said


def test_many_steps_are_a_number_in_json(capsys: Said) -> None:
    assert framed(["explain", "ng-logistic", "0.19033591", "--format", "json"]) == 0
    (known,) = json.loads(capsys.readouterr().out)
    (found,) = known["findings"]
    assert (found["name"], found["steps"], found["how"]) == ("w1", 100, None)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_an_explanation_is_few_lines_that_fit(columns: int, capsys: Said) -> None:
    framed(["explain", "han-kamber", "0.33", "0.5", "0.1311", "0.4321", "--width", str(columns)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) <= 40
