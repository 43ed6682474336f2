"""The column "look first at" of a class: the gravest fault of a sheet, wherever it stands in the exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

FAULTS = {
    "wrong": ("w8+: 0.9", "w8+"),
    "follows": ("dE/dnet_o2: 0.0381\ndE/dw7: 0.0226", "dE/dw7 follows from a wrong one"),
    "blank": ("net_o1:", "net_o1 is blank"),
    "fewer": ("out_h1: 0.59", "out_h1 has fewer digits than asked"),
    "unknown": ("foo: 1", "foo is no number's name"),
}
"""A line of each fault and what is said of it; the graver, the later in the exercise."""

ONLY = ("--only", "w8+,dE/dw7,net_o1,out_h1,out_h2")
"""All but the source of what follows, so that a sheet may have that and nothing wrong."""


def first(capsys: Said, folder: Path, faults: tuple[str, ...], *options: str) -> str:
    """What to look at first in a sheet with some faults."""
    sheet, right = folder / "a.yaml", folder / "b.yaml"
    sheet.write_text("\n".join(["out_h2: 0.5969", *(FAULTS[one][0] for one in faults)]), encoding="utf-8")
    right.write_text("out_h2: 0.5969", encoding="utf-8")
    framed(["check", "mazur", str(sheet), str(right), "--digits", "4", "--width", "200", *options])
    row = next(line for line in capsys.readouterr().out.splitlines() if "a.yaml" in line)
    return row.partition(" of ")[2].split(maxsplit=1)[1]


@pytest.mark.parametrize(
    ("faults", "told"),
    [
        (("wrong", "blank", "fewer", "unknown"), "wrong"),
        (("unknown", "fewer", "blank", "wrong"), "wrong"),
        (("blank", "fewer", "unknown"), "blank"),
        (("blank", "unknown"), "blank"),
        (("fewer", "blank"), "blank"),
        (("fewer", "unknown"), "fewer"),
        (("unknown",), "unknown"),
    ],
)
def test_the_gravest_fault_is_looked_at_first(
    faults: tuple[str, ...], told: str, tmp_path: Path, capsys: Said
) -> None:
    assert first(capsys, tmp_path, faults).startswith(FAULTS[told][1])


@pytest.mark.parametrize("others", [("blank",), ("fewer",), ("blank", "fewer"), ("wrong",)])
def test_what_follows_is_looked_at_after_what_is_wrong_and_before_the_rest(
    others: tuple[str, ...], tmp_path: Path, capsys: Said
) -> None:
    blanks = ("net_o1",) if "blank" in others else ()
    names = ["dE/dw7", "out_h2", *blanks, *(["out_h1"] if "fewer" in others else [])]
    names += ["w8+"] if "wrong" in others else []
    told = first(capsys, tmp_path, ("follows", *others), "--only", ",".join(names))
    assert told.startswith(FAULTS["wrong" if "wrong" in others else "follows"][1])


def test_of_two_wrong_numbers_the_first_of_the_exercise_is_looked_at(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text("w8+: 0.9123\nw5+: 0.7123\nout_o1: 0.9123\n", encoding="utf-8")
    framed(["check", "mazur", str(tmp_path / "a.yaml"), str(tmp_path / "a.yaml"), "--width", "200"])
    assert "out_o1" in capsys.readouterr().out.splitlines()[1]


def test_what_is_wrong_most_often_is_told_first_and_by_name_where_it_is_as_often(
    tmp_path: Path, capsys: Said
) -> None:
    texts = ("w5+: 0.7\nw6+: 0.9\n", "w6+: 0.9\nw7+: 0.1\n", "w8+: 0.1\nw7+: 0.2\n", "w6+: 0.8\n")
    files = [tmp_path / f"{number}.yaml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    framed(["check", "mazur", *map(str, files), "--width", "200"])
    said = capsys.readouterr().out
    assert "Wrong most often: w6+ (3 of 4), w7+ (2 of 4), w5+ (1 of 4), w8+ (1 of 4)." in said


def test_no_more_than_five_wrong_numbers_are_told(tmp_path: Path, capsys: Said) -> None:
    text = "".join(f"w{number}+: 9.9\n" for number in range(1, 9))
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    framed(["check", "mazur", str(tmp_path / "a.yaml"), str(tmp_path / "a.yaml"), "--width", "200"])
    (told,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Wrong most often")]
    assert told.count("(2 of 2)") == 5
