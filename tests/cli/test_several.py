"""Several networks in one call: a file for each of them, all or none, and never one over another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]


def names(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_each_network_has_a_file_of_its_name_that_is_the_same_as_alone(tmp_path: Path) -> None:
    assert framed(["solve", "mazur", "tartu", "-o", f"{tmp_path}/{{name}}.md"]) == 0
    assert framed(["solve", "tartu", "-o", f"{tmp_path}/alone.md"]) == 0
    assert names(tmp_path) == ["alone.md", "mazur.md", "tartu.md"]
    assert (tmp_path / "alone.md").read_bytes() == (tmp_path / "tartu.md").read_bytes()


def test_a_folder_takes_the_suffix_of_the_format(tmp_path: Path) -> None:
    assert framed(["solve", "mazur", "tartu", "-o", f"{tmp_path}/", "--format", "latex"]) == 0
    assert names(tmp_path) == ["mazur.tex", "tartu.tex"]


def test_a_worksheet_has_its_key_and_its_answers_beside_it(tmp_path: Path) -> None:
    outputs = ["-o", "{}/{{name}}.md", "--key", "{}/{{name}}-key.md", "--answers", "{}/{{name}}.yaml"]
    assert framed(["worksheet", "mazur", "tartu", *(one.format(tmp_path) for one in outputs)]) == 0
    assert names(tmp_path) == [
        f"{name}{end}" for name in ("mazur", "tartu") for end in ("-key.md", ".md", ".yaml")
    ]


REFUSED = [
    ("mazur tartu", "2 networks cannot all be written to standard output"),
    ("mazur tartu -o {}/sheet.md", "2 networks cannot all be written to {}/sheet.md"),
    ("mazur mazur -o {}/{{name}}.md", "{}/mazur.md would be written twice"),
    ("mazur {}/in/mazur.yaml -o {}/{{name}}.md", "{}/mazur.md would be written twice"),
    ("mazur tartu -o {}/", "{}/: a folder tells no format"),
    ("mazur {}/in/bad.yaml -o {}/{{name}}.md", "bad.yaml"),
    ("mazur tartu --only w9 -o {}/{{name}}.md", "w9"),
]


@pytest.mark.parametrize(("line", "message"), REFUSED)
def test_what_cannot_be_written_is_refused_and_nothing_is(
    line: str, message: str, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.yaml").write_text("inputs: 1\n")
    shutil.copy(ROOT / "networks" / "mazur.yaml", tmp_path / "in")
    assert framed(["solve", *line.replace("{}", str(tmp_path)).replace("{{name}}", "{name}").split()]) == 2
    assert message.replace("{}", str(tmp_path)) in capsys.readouterr().err
    assert names(tmp_path) == ["in"]


def test_no_output_goes_over_the_file_of_another_network(tmp_path: Path, capsys: Said) -> None:
    for name in ("a.yaml", "b.md"):
        shutil.copy(ROOT / "networks" / "mazur.yaml", tmp_path / name)
    given = [f"{tmp_path}/{name}" for name in ("a.yaml", "b.md")]
    assert framed(["solve", *given, "-o", f"{tmp_path}/{{name}}.md"]) == 2
    assert "would be written over the input" in capsys.readouterr().err
    assert names(tmp_path) == ["a.yaml", "b.md"]
