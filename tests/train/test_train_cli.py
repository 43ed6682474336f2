"""`backprop train` as a person runs it: its page, its files, Ctrl-C, and what it refuses."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import select
import signal
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import COMMAND, PATIENCE, ROOT, Ran, clean_environment, output_of
from examples import OTHERS
from rich.cells import cell_len

from backprop_cli.network.read import read_network
from backprop_cli.train import training_terminal
from backprop_cli.train.training import Stop, train
from backprop_cli.writing.style import Style

Run = Callable[..., Ran]

WITH_VALIDATION = """
name: Line
samples: {csv: points.csv, inputs: [x], targets: [y]}
validation: {csv: others.csv, inputs: [x], targets: [y]}
layers: [{activation: tanh, weights: [[1], [-1]], biases: [0.1, 0.2]},
         {activation: linear, weights: [[0.5, 0.2]], bias: 0}]
loss: half_squared_error
learning_rate: 0.3
batch: mean
epochs: 40
"""


@pytest.fixture
def line(tmp_path: Path) -> Path:
    """A network whose samples and validation are tables."""
    path = tmp_path / "line.yaml"
    path.write_text(WITH_VALIDATION)
    (tmp_path / "points.csv").write_text("x,y\n0,0.1\n0.25,0.2\n0.5,0.6\n0.75,0.5\n1,0.9\n")
    (tmp_path / "others.csv").write_text("y,x\n0.31,0.3\n0.6,0.7\n")
    return path


def test_the_page_shows_the_loss_the_outputs_and_the_parameters(run: Run) -> None:
    done = run("train", "mazur", "--epochs", "10000")
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "   E  0.2983711088  →  0.0000351019\n" in shown
    assert "0.015914  0.984064" in shown
    assert "   w5  0.40  " not in shown
    assert re.search(r"^   w5  0\.4   → +-3\.892977$", shown, re.MULTILINE)
    assert "Trained for 10,000 epochs." in shown


@pytest.mark.parametrize("width", [40, 66, 80, 121, 200])
@pytest.mark.parametrize("plain", ["--ascii", "--no-ascii"])
@pytest.mark.parametrize("network", ["xor", "negnevitsky-xor", "line.yaml"])
def test_no_line_is_wider_than_the_page(run: Run, line: Path, width: int, plain: str, network: str) -> None:
    done = run("train", network, "--epochs", "50", "--width", str(width), plain)
    lines = done.stdout.decode().splitlines()
    assert max(map(len, lines)) <= width
    assert [one for one in lines if one != one.rstrip()] == []
    assert plain == "--no-ascii" or done.stdout.isascii()


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("plain", [False, True], ids=["signs", "ascii"])
def test_wide_and_odd_names_fit_the_page(name: str, plain: bool) -> None:
    trained = train(read_network(dedent(OTHERS[name]).encode(), "net.yaml"), Stop(7))
    for width in (40, 47, 60, 80, 100, 200):
        lines = training_terminal.render(trained, Style(width=width, ascii=plain)).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert [one for one in lines if one != one.rstrip()] == []


def test_all_is_the_same_twice_and_in_colour(run: Run, line: Path) -> None:
    plain, again, coloured = (
        run("train", "line.yaml", *more).stdout for more in ((), (), ("--color", "always"))
    )
    assert plain == again
    assert b"\x1b[" in coloured
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", coloured) == plain


def test_the_trained_network_can_be_read_solved_and_trained_on(run: Run, tmp_path: Path) -> None:
    whole = json.loads(run("train", "xor", "--epochs", "900", "--format", "json").stdout)
    assert run("train", "xor", "--epochs", "600", "--save", "trained.yaml").returncode == 0
    text = (tmp_path / "trained.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# Trained by backprop from xor.yaml: 600 epochs, 600 updates."
    assert text.splitlines()[1].startswith("# Loss before: 0.12608959472121145, after: 0.0")
    network = read_network(text.encode(), "trained.yaml")
    assert (network.name, network.parameters[0].name) == ("XOR 2-2-1", "w1")
    assert run("solve", "trained.yaml").returncode == 0
    more = json.loads(run("train", "trained.yaml", "--epochs", "300", "--format", "json").stdout)
    assert more["losses"] == pytest.approx(whole["losses"][600:], rel=1e-12)
    assert more["parameters"] == pytest.approx(whole["parameters"], rel=1e-12)


def test_tables_of_samples_stay_tables_wherever_the_trained_network_goes(run: Run, line: Path) -> None:
    (line.parent / "further").mkdir()
    assert run("train", "line.yaml", "--save", "further/trained.yaml").returncode == 0
    text = (line.parent / "further" / "trained.yaml").read_text(encoding="utf-8")
    assert 'samples: {csv: "../points.csv", inputs: [x], targets: [y]}\n' in text
    assert 'validation: {csv: "../others.csv", inputs: [x], targets: [y]}\n' in text
    first, more = (
        json.loads(run("train", name, "--epochs", count, "--format", "json").stdout)
        for name, count in (("line.yaml", "45"), ("further/trained.yaml", "5"))
    )
    assert more["losses"] == pytest.approx(first["losses"][40:], rel=1e-12)
    assert more["validation_losses"] == pytest.approx(first["validation_losses"][40:], rel=1e-12)


def test_a_large_trained_network_is_rounded_so_that_it_can_be_read(run: Run, tmp_path: Path) -> None:
    rows = ", ".join(["[" + ", ".join(["0.001"] * 400) + "]"] * 250)
    last = ", ".join(["0.01"] * 250)
    (tmp_path / "large.yaml").write_text(
        f"inputs: [{', '.join(['0.3'] * 400)}]\ntargets: [1]\nactivation: sigmoid\n"
        f"layers: [{{weights: [{rows}]}}, {{weights: [[{last}]]}}]\n"
        "loss: half_squared_error\nlearning_rate: 0.1\n"
    )
    done = run("train", "large.yaml", "--epochs", "2", "--save", "trained.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    text = (tmp_path / "trained.yaml").read_bytes()
    assert b"# Rounded to 12 digits.\n" in text
    assert len(read_network(text, "trained.yaml").parameters) == 100_250


def test_the_losses_are_a_table(run: Run, line: Path, tmp_path: Path) -> None:
    run("train", "line.yaml", "--losses", "losses.csv")
    found = json.loads(run("train", "line.yaml", "--format", "json").stdout)
    rows = list(csv.reader((tmp_path / "losses.csv").read_text().splitlines()))
    assert rows[0] == ["epoch", "loss", "validation_loss"]
    assert [int(row[0]) for row in rows[1:]] == list(range(41))
    assert [float(row[1]) for row in rows[1:]] == found["losses"]
    assert [float(row[2]) for row in rows[1:]] == found["validation_losses"]
    run("train", "mazur", "--epochs", "2", "--losses", "losses.csv")
    assert (tmp_path / "losses.csv").read_text().splitlines()[:2] == ["epoch,loss", "0,0.2983711087600027"]


def test_the_curve_is_a_picture_with_axes_and_a_legend(run: Run, line: Path, tmp_path: Path) -> None:
    run("train", "line.yaml", "--plot", "curve.svg")
    root = ElementTree.parse(tmp_path / "curve.svg").getroot()
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    paths = [one.attrib for one in root.iter("{http://www.w3.org/2000/svg}path")]
    assert {"loss", "epochs", "0", "40"} <= set(texts)
    assert [text.partition(",")[0] for text in texts[-2:]] == ["training", "validation"]
    curves = [one for one in paths if one.get("fill") == "none"]
    assert [len(one["d"].split("L")) for one in curves] == [41, 41]
    assert "stroke-dasharray" in curves[1]


def test_a_long_curve_keeps_its_ends_and_stays_small(run: Run, tmp_path: Path) -> None:
    run("train", "mazur", "--epochs", "30000", "--plot", "curve.svg")
    text = (tmp_path / "curve.svg").read_text(encoding="utf-8")
    assert len(text) < 30_000
    assert "M80.0 " in text
    assert "L806.0 " in text


def test_the_losses_of_json_are_all_and_say_why_it_stopped(run: Run) -> None:
    done = run("train", "mazur", "--until-loss", "0.1", "--format", "json")
    found = json.loads(done.stdout)
    assert found["stopped"] == "loss"
    assert len(found["losses"]) == found["epochs"] + 1
    assert found["losses"][-1] == found["loss_after"] <= 0.1 < found["losses"][-2]
    assert set(found["outputs"][0]["outputs"]) == {"o1", "o2"}


def test_the_epochs_of_the_file_are_the_default(run: Run, line: Path) -> None:
    assert b"Trained for 40 epochs." in run("train", "line.yaml").stdout
    assert b"Trained for 1,000 epochs." in run("train", "mazur").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("mazur --plot curve.png", "--plot curve.png: end the name in .svg"),
        ("mazur --save net", "--save net: end the name in .yaml"),
        ("mazur --epochs 0", "--epochs takes a whole number from 1 to 10000000, not '0'"),
        ("mazur --until-loss x", "--until-loss takes a number such as 0.001, not 'x'"),
        ("mazur --until-loss nan", "--until-loss takes a number such as 0.001, not 'nan'"),
        ("line.yaml --save line.yaml", "line.yaml: the output would be written over the input line.yaml"),
        (
            "line.yaml --losses points.csv",
            "points.csv: the output would be written over the input points.csv",
        ),
        (
            "line.yaml --losses others.csv",
            "others.csv: the output would be written over the input others.csv",
        ),
        ("mazur --patience 3", "patience needs validation samples, and the file has none"),
        ("melbourne-xor", "there is nothing to train: the file has no loss"),
    ],
)
def test_what_is_refused_ends_with_2_and_writes_nothing(
    run: Run, line: Path, arguments: str, message: str
) -> None:
    before = {path: path.read_bytes() for path in line.parent.iterdir()}
    done = run("train", *arguments.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"error: {message}")
    assert {path: path.read_bytes() for path in line.parent.iterdir()} == before


def test_a_place_that_cannot_be_written_is_told_before_the_training(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for path, told in (("none/curve.svg", "there is no folder "), ("folder.csv", "it is a folder")):
        option = "--plot" if path.endswith("svg") else "--losses"
        done = run("train", "xor", "--epochs", "10000000", option, path)
        assert (done.returncode, done.stdout) == (3, b"")
        assert done.stderr.decode().startswith(f"error: cannot write {path}: {told}")


def test_a_training_that_diverges_ends_with_2_and_writes_nothing(run: Run, line: Path) -> None:
    line.write_text(line.read_text().replace("0.3", "300"))
    done = run("train", "line.yaml", "--epochs", "5000", "--save", "trained.yaml")
    assert (done.returncode, done.stdout) == (2, b"")
    told = r"error: the training diverges: after step 5\d with learning rate 300 the loss is not finite\n"
    assert re.match(told + "  help: take a smaller learning rate\n", done.stderr.decode())
    assert not (line.parent / "trained.yaml").exists()


def interrupted(folder: Path, *arguments: str) -> tuple[int, str, bytes]:
    """Ctrl-C once the bar is there: exit status, standard output, and what the terminal got on stderr."""
    reading, writing = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "train", *arguments, "--epochs", "10000000"],
        stdout=subprocess.PIPE,
        stderr=writing,
        cwd=folder,
        env=clean_environment(),
    )
    os.close(writing)
    said = b""
    while b"of 10,000,000 epochs" not in said:
        if not select.select([reading], [], [], PATIENCE)[0]:
            process.kill()
            raise TimeoutError(said)
        said += os.read(reading, 1 << 16)
    process.send_signal(signal.SIGINT)
    out, _ = output_of(process)
    os.close(reading)
    return process.returncode, out.decode(), said


@pytest.mark.skipif(os.name != "posix", reason="opens a terminal and sends a signal")
def test_ctrl_c_stops_and_keeps_what_was_reached(tmp_path: Path) -> None:
    files = ("--save", "trained.yaml", "--plot", "curve.svg", "--losses", "losses.csv")
    status, out, _ = interrupted(tmp_path, "xor", *files)
    assert status == 130
    found = re.search(r"^Interrupted after ([\d,]+) epochs", out, re.MULTILINE)
    assert found
    rows = (tmp_path / "losses.csv").read_text().splitlines()
    assert len(rows) == int(found[1].replace(",", "")) + 2
    assert f": {found[1]} epochs" in (tmp_path / "trained.yaml").read_text(encoding="utf-8")
    assert read_network((tmp_path / "trained.yaml").read_bytes(), "trained.yaml").name == "XOR 2-2-1"
    assert (tmp_path / "curve.svg").exists()


@pytest.mark.skipif(os.name != "posix", reason="opens a terminal and sends a signal")
def test_a_large_network_is_interrupted_as_well(tmp_path: Path) -> None:
    rows = ", ".join(["[" + ", ".join(["0.01"] * 60) + "]"] * 40)
    (tmp_path / "wide.yaml").write_text(
        f"inputs: [{', '.join(['0.3'] * 60)}]\ntargets: [1]\nactivation: tanh\n"
        f"layers: [{{weights: [{rows}]}}, {{weights: [[{', '.join(['0.01'] * 40)}]]}}]\n"
        "loss: half_squared_error\nlearning_rate: 1e-9\n"
    )
    status, out, _ = interrupted(tmp_path, "wide.yaml", "--format", "json")
    assert (status, json.loads(out)["stopped"]) == (130, "interrupted")


@pytest.mark.skipif(os.name != "posix", reason="opens a terminal and sends a signal")
def test_the_bar_is_on_stderr_and_shows_the_loss(tmp_path: Path) -> None:
    status, out, said = interrupted(tmp_path, "mazur")
    assert (status, "\x1b" in out) == (130, False)
    assert b"loss " in said


def test_a_short_training_says_nothing_on_stderr_and_imports_nothing_heavy() -> None:
    from test_imports import HEAVY, imported

    assert not imported("train", "networks/xor.yaml", "--epochs", "10") & HEAVY
    assert (ROOT / "networks" / "xor.yaml").exists()
