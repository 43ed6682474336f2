"""Where a remark on an answer stands: beside it where there is room, else below, and within the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

ANSWERS = {"out_h1": "0.5923", "dE/dnet_o2": "-0.2171", "dE/dw7": "-0.1286"}
"""A slip, a derivative left out, and what follows from both."""

FOLLOWS = "right from your dE/dnet_o2 and out_h1"

OTHER = "That is the value of dE/dout_o2."


def checked(capsys: Said, *options: str, network: str = "mazur", **more: str) -> str:
    """What is said of the answers."""
    given = [part for name, value in {**ANSWERS, **more}.items() for part in ("--set", f"{name}={value}")]
    assert framed(["check", network, *given, *options]) == 1
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [41, 50, 60, 69, 70, 71, 72, 73, 74, 75, 80, 100])
def test_no_remark_is_wider_than_the_page_or_loses_a_word(width: int, capsys: Said) -> None:
    out = checked(capsys, "--width", str(width))
    rows = out[: out.index("\n\n0 of 3 ")].splitlines()
    assert max(map(len, rows)) <= width
    assert {len(row) - len(row.lstrip()) for row in rows[2:]} == {3, 6}
    text = re.sub(r"\s+", " ", out)
    assert "verdict out_h1 0.5923 0.5933 wrong Two digits are swapped. " in text
    assert f"dE/dnet_o2 -0.2171 -0.0381 wrong {OTHER} or: The derivative of the activation is missing" in text
    assert f"follows {FOLLOWS}" in text


def test_a_remark_stands_beside_its_answer_from_the_width_on_at_which_it_fits(capsys: Said) -> None:
    (row,) = (line for line in checked(capsys, "--width", "100").splitlines() if "dE/dw7" in line)
    assert row.endswith(FOLLOWS)
    assert row in checked(capsys, "--width", str(len(row))).splitlines()
    narrow = checked(capsys, "--width", str(len(row) - 1)).splitlines()
    assert narrow[narrow.index(row.removesuffix(FOLLOWS).rstrip()) + 1].strip() == FOLLOWS


def test_a_table_sets_off_every_verdict_but_correct(capsys: Said) -> None:
    rows = checked(capsys, "--format", "markdown", **{"dE/dw5": "0.0822"}).split("\n\n")[1].splitlines()
    verdicts = {row.split(" | ")[0].strip("| \\"): row.split(" | ")[3] for row in rows[2:]}
    assert list(verdicts.values()).count("**wrong**") == 2
    assert verdicts["dE/dw7"] == "**follows**"
    assert verdicts["dE/dw5"] == "correct"


def test_columns_of_numbers_stand_to_the_right_and_columns_of_words_to_the_left(capsys: Said) -> None:
    heads, ends, *_ = checked(capsys, "--format", "markdown").split("\n\n")[1].splitlines()
    pairs = dict(zip(heads.strip("| ").split(" | "), ends.strip("| ").split(" | "), strict=True))
    assert {name for name, end in pairs.items() if end == "---:"} == {"Yours", "Expected"}


def test_of_many_numbers_from_which_one_follows_the_worst_two_are_named(tmp_path: Path, capsys: Said) -> None:
    names = ("a", "b", "c", "d")
    text = "inputs: [1]\nlayers:\n"
    text += f"  - {{neurons: [{', '.join(names)}], weights: [[1], [2], [3], [4]], activation: linear}}\n"
    text += "  - {neurons: [y], weights: [[1, 1, 1, 1]], activation: linear}\n"
    (tmp_path / "sum.yaml").write_text(text, encoding="utf-8")
    given = [f"--set=out_{name}={number}{number}.5" for number, name in enumerate(names, 1)]
    framed(["check", str(tmp_path / "sum.yaml"), *given, "--set=net_y=112", "--width", "100"])
    (row,) = (
        line for line in capsys.readouterr().out.splitlines() if "net_y" in line and "right from" in line
    )
    assert row.endswith("right from your out_a, out_b and 2 more")


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("halv", "did you mean `half`?"),
        ("xyzzy", "write full, half or none"),
        ("[1]", "write full, half or none"),
    ],
)
def test_a_part_that_is_none_gets_the_nearest_or_all_three(
    word: str, help: str, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "scheme.yaml").write_text(f"follows: {word}\n", encoding="utf-8")
    assert framed(["check", "mazur", "--set", "E=1", "--scheme", str(tmp_path / "scheme.yaml")]) == 2
    assert f"help: {help}\n" in capsys.readouterr().err


@pytest.mark.parametrize("points", ["-1", "-0.5", "many", ""])
def test_points_of_a_number_are_0_or_more(points: str, capsys: Said) -> None:
    assert framed(["check", "mazur", "--set", "E=1", f"--points={points}"]) == 2
    assert capsys.readouterr().err == f"error: --points takes a number of 0 or more, not `{points}`\n"


@pytest.mark.parametrize("tolerance", ["10dp", "40dp", "12sf"])
def test_a_tolerance_of_many_digits_is_one(tolerance: str, capsys: Said) -> None:
    assert framed(["check", "mazur", "--set", "out_h1=0.5933", "--tolerance", tolerance]) == 1
    assert tolerance[:2] in capsys.readouterr().out
