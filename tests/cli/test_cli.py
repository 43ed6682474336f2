"""The command line: commands, options, where the output goes and how it looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, clean_environment

from backprop_cli import __version__
from backprop_cli.cli import console
from backprop_cli.cli.frame import framed
from backprop_cli.cli.init import STARTER
from backprop_cli.cli.main import COMMANDS
from backprop_cli.formats import FORMATS, SUFFIXES
from backprop_cli.network import bundled
from backprop_cli.network.model import Network, Rounding
from backprop_cli.network.read import read_network
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet
from backprop_cli.writing.style import Style

Run = Callable[..., Ran]
Said = pytest.CaptureFixture[str]


def test_version_is_the_one_of_the_package(capsys: Said) -> None:
    assert framed(["--version"]) == 0
    assert capsys.readouterr().out == f"backprop {__version__}\n"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command_with_what_it_does(option: str, capsys: Said) -> None:
    assert framed([option]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown and words in shown for name, words in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_and_fits_80_columns(name: str, capsys: Said) -> None:
    assert framed([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"\n    backprop {name}" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.isascii()


def test_every_file_of_a_command_has_a_row_in_the_table() -> None:
    from importlib import import_module

    folder = os.path.dirname(console.__file__)
    modules = {name.removesuffix(".py") for name in os.listdir(folder) if name.endswith(".py")}
    with_command = {name for name in modules if hasattr(import_module(f"backprop_cli.cli.{name}"), "command")}
    assert with_command == set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        ("slove", "backprop has no command 'slove'", "did you mean 'solve'?"),
        ("xyzzy", "backprop has no command 'xyzzy'", "the commands are solve, "),
        ("--verison", "backprop has no option '--verison'", "did you mean '--version'?"),
        ("solve", "backprop solve needs NETWORK", "'backprop solve --help' shows how it is used"),
        ("solve mazur --fromat json", "backprop solve has no option '--fromat'", "did you mean '--format'"),
        ("solve mazur -x", "backprop solve has no option '-x'", "'backprop solve --help' shows"),
        (
            "solve mazur --format jsno",
            "--format: 'jsno' is not one of terminal, markdown",
            "did you mean 'json'?",
        ),
        ("solve mazur --part foward", "--part: 'foward' is not one of forward", "did you mean 'forward'?"),
        ("solve mazur --color red", "--color: 'red' is not one of auto, always, never", ""),
        ("solve mazur --digits 41", "--digits takes a whole number from 0 to 40, not '41'", ""),
        ("solve mazur --digits -1", "--digits takes a whole number from 0 to 40, not '-1'", ""),
        ("solve mazur --digits 1e3", "--digits takes a whole number from 0 to 40, not '1e3'", ""),
        ("solve mazur --digits ３", "--digits takes a whole number", ""),
        (f"solve mazur --digits {'9' * 5000}", "--digits takes a whole number", ""),
        ("solve mazur --width wide", "--width takes a whole number from 40 to 200, not 'wide'", ""),
        ("solve mazur --width", "option '--width' requires an argument", ""),
        ("verify mazur tartu", "got unexpected extra argument (tartu)", "'backprop verify --help'"),
        ("solve mazur --only ,", "--only names no number", "write names such as net_h1"),
        ("solve mazr", "there is no file and no bundled network 'mazr'", "did you mean 'mazur'?"),
        ("solve qqqq", "there is no file and no bundled network 'qqqq'", "'backprop networks' lists the"),
        ("solve mazur -o out.xyz", "out.xyz: the suffix tells no format", "end it in .txt"),
        (
            "solve mazur -o out",
            "out: the suffix tells no format",
            "end it in .txt, .md,",
        ),
    ],
)
def test_wrong_usage_ends_with_2_a_reason_and_a_remedy(
    arguments: str, message: str, help: str, capsys: Said
) -> None:
    assert framed(arguments.split()) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(f"error: {message}")
    assert f"  help: {help}" in said or not help
    assert said.count("\n") <= 2


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    alone, helped = run(), run("--help")
    assert (alone.returncode, alone.stdout, alone.stderr) == (0, helped.stdout, b"")


def test_a_missing_file_is_told_with_its_name(capsys: Said) -> None:
    assert framed(["solve", "no/such/net.yaml"]) == 2
    assert capsys.readouterr().err.startswith("no/such/net.yaml: error: there is no such file")


def test_a_bundled_network_is_solved_in_any_folder(run: Run) -> None:
    done = run("solve", "mazur", "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["network"]["name"] == "Mazur 2-2-2"


def test_a_file_comes_before_a_bundled_network_of_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mazur").write_bytes(run("init", "-").stdout)
    solved = json.loads(run("solve", "mazur", "--format", "json").stdout)
    assert solved["network"]["name"] == "My network"


def test_a_folder_of_the_name_of_a_bundled_network_is_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mazur").mkdir()
    assert run("solve", "mazur", "--format", "csv").returncode == 0


def test_a_network_is_read_from_standard_input(run: Run) -> None:
    starter = run("init", "-").stdout
    assert (
        json.loads(run("solve", "-", "--format", "json", stdin=starter).stdout)["network"]["name"]
        == "My network"
    )


def test_the_suffix_of_each_output_tells_its_format(run: Run, tmp_path: Path) -> None:
    outputs = [option for suffix in SUFFIXES for option in ("-o", f"out{suffix.upper()}")]
    done = run("solve", "mazur", *outputs)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads((tmp_path / "out.JSON").read_bytes())["format"] == "backprop/1"
    assert len(os.listdir(tmp_path)) == len(SUFFIXES)


def test_a_format_that_is_asked_for_wins_over_the_suffix(run: Run, tmp_path: Path) -> None:
    assert run("solve", "mazur", "--format", "json", "-o", "out.dat").returncode == 0
    assert json.loads((tmp_path / "out.dat").read_bytes())


def test_standard_output_and_a_file_get_the_same(run: Run, tmp_path: Path) -> None:
    for format_ in FORMATS:
        shown = run("solve", "mazur", "--format", format_, "-o", "-", "-o", "out").stdout
        assert shown == (tmp_path / "out").read_bytes()


def test_nothing_is_written_when_a_number_is_unknown(run: Run, tmp_path: Path) -> None:
    done = run("solve", "mazur", "--only", "out_h9", "-o", "out.json")
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: ")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "only", [["--only", "w5,out_h1"], ["--only", " w5 , out_h1,"], ["--only", "w5", "--only", "out_h1"]]
)
def test_names_stand_in_one_option_or_in_several(only: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, *only).only == ("w5", "out_h1")


def test_the_options_reach_the_worksheet(monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--part", "loss", "--part", "UPDATE", "--step", "1", "--sample", "2", "--notation", "delta")
    assert asked(monkeypatch, *options) == Request((), ("loss", "update"), 1, 2, "delta")


def test_rounding_is_asked_for_in_figures_or_decimals(monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked(monkeypatch, "--round", "4sf", "--round-mode", "half-even")
    assert request.rounding == Rounding("significant", 4, True, "half_even")
    assert asked(monkeypatch, "--round", "2dp", "--final-only").rounding == Rounding("decimals", 2)


def asked(monkeypatch: pytest.MonkeyPatch, *options: str) -> Request:
    """What `solve` asks of the worked example for these options."""
    requests: list[Request] = []

    def make(network: Network, request: Request) -> Worksheet:
        requests.append(request)
        return make_worksheet(network)

    monkeypatch.setattr("backprop_cli.program.make_worksheet", make)
    assert framed(["solve", "mazur", "--format", "csv", *options]) == 0
    return requests[0]


def style_of(monkeypatch: pytest.MonkeyPatch, *options: str, **environment: str) -> Style:
    """The style that `solve` hands to a renderer, for these options and this environment."""
    styles: list[Style] = []
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(
        "backprop_cli.formats.json.render", lambda data, _: (styles.append(data.style), "")[1]
    )
    assert framed(["solve", "mazur", "--format", "json", *options]) == 0
    return styles[0]


@pytest.mark.parametrize(
    ("options", "columns", "wide"),
    [((), 60, 60), ((), 120, 100), ((), 10, 40), ((), 0, 80), (("--width", "150"), 60, 150)]
    + [(("--width", width), 80, wide) for width, wide in (("0", 40), ("-5", 40), ("39", 40), ("999", 200))],
)
def test_the_width_is_that_of_the_terminal_within_bounds(
    options: tuple[str, ...], columns: int, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(console, "_terminal_columns", lambda: columns)
    assert style_of(monkeypatch, *options).width == wide


def test_a_pipe_is_80_columns_wide_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert style_of(monkeypatch, COLUMNS="133").width == 80


@pytest.mark.parametrize(
    ("options", "environment", "terminal_there", "color"),
    [
        ((), {}, True, True),
        ((), {}, False, False),
        ((), {"NO_COLOR": "1"}, True, False),
        ((), {"NO_COLOR": ""}, True, True),
        ((), {"TERM": "dumb"}, True, False),
        ((), {"CLICOLOR": "0"}, True, False),
        ((), {"FORCE_COLOR": "1"}, False, True),
        ((), {"FORCE_COLOR": "0"}, False, False),
        ((), {"CLICOLOR_FORCE": "1"}, False, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        (("--color", "always"), {"NO_COLOR": "1"}, False, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, True, False),
        (("-o", "out.json"), {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(
    options: tuple[str, ...],
    environment: dict[str, str],
    terminal_there: bool,
    color: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "is_terminal", lambda: terminal_there)
    assert style_of(monkeypatch, *options, **environment).color is color


@pytest.mark.parametrize(
    ("options", "term", "encoding", "plain"),
    [
        ([], "xterm", "utf-8", False),
        ([], "dumb", "utf-8", True),
        ([], "xterm", "ascii", True),
        ([], "xterm", "cp1252", True),
        ([], "xterm", "latin-1", True),
        ([], "xterm", "no-such-encoding", True),
        (["--ascii"], "xterm", "utf-8", True),
        (["--no-ascii"], "dumb", "ascii", False),
    ],
)
def test_plain_signs_are_chosen_where_the_others_cannot_be_shown(
    options: list[str], term: str, encoding: str, plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shows = console.shows_signs

    class Stream:
        pass

    def shows_with_encoding() -> bool:
        with monkeypatch.context() as patch:
            Stream.encoding = encoding  # type: ignore[attr-defined]
            patch.setattr(console.sys, "stdout", Stream)  # type: ignore[attr-defined]
            return shows()

    monkeypatch.setattr("backprop_cli.cli.look.shows_signs", shows_with_encoding)
    assert style_of(monkeypatch, *options, TERM=term).ascii is plain


SOLVING = """
import sys
from backprop_cli.cli.frame import framed

sys.exit(any([framed(["solve", "mazur", "--format", one]) for one in sys.argv[1:]]))
"""
"""A sheet in every format asked for, in one process."""


@pytest.mark.parametrize(
    ("locale", "formats"), [("en_US.UTF-8", ["terminal"]), ("C", sorted({*FORMATS} - {"terminal"}))]
)
def test_solving_twice_gives_the_same_bytes_in_every_locale_and_hash_seed(
    locale: str, formats: list[str]
) -> None:
    environments = ({"PYTHONHASHSEED": "1", "LC_ALL": locale}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})
    first, second = (
        subprocess.check_output([sys.executable, "-c", SOLVING, *formats], env=clean_environment(**one))
        for one in environments
    )
    assert first == second != b""


def test_networks_lists_every_network_with_its_source_within_80_columns(run: Run) -> None:
    shown = run("networks").stdout.decode()
    assert all(
        len(line) <= 80 or len(line.split()) == 1 for line in shown.splitlines()
    )  # an address stays whole
    joined = " ".join(shown.split())
    for name in bundled.names():
        with open(bundled.path_of(name), "rb") as stream:
            network = read_network(stream.read(), name)
        assert f"\n{name} " in f"\n{shown}"
        assert network.source is not None
        assert network.name in joined
        assert network.source in joined


def test_init_writes_a_file_that_can_be_solved(run: Run, tmp_path: Path) -> None:
    done = run("init")
    assert (done.returncode, done.stdout) == (0, b"Written: net.yaml. Now: backprop solve net.yaml\n")
    assert (tmp_path / "net.yaml").read_bytes() == Path(STARTER).read_bytes()
    assert run("solve", "net.yaml").returncode == 0


def test_init_writes_over_a_file_only_when_forced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine")
    refused = run("init", "mine.yaml")
    assert refused.returncode == 2
    assert b"this file exists already" in refused.stderr
    assert (tmp_path / "mine.yaml").read_text() == "mine"
    assert run("init", "mine.yaml", "--force").returncode == 0
    assert (tmp_path / "mine.yaml").read_bytes() == Path(STARTER).read_bytes()


def test_schema_prints_json(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_a_table_of_samples_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, network = tmp_path / "points.csv", tmp_path / "net.yaml"
    table.write_text("x,y\n1,1\n")
    network.write_text(
        "samples: {csv: points.csv, inputs: [x], targets: [y]}\n"
        "layers: [{weights: [[0.5]], activation: linear}]\nloss: squared_error\nlearning_rate: 1\n"
    )
    assert framed(["solve", str(network), "-o", str(table)]) == 2
    assert "the output would be written over the input" in capsys.readouterr().err
    assert table.read_text() == "x,y\n1,1\n"


def test_a_sample_is_looked_for_in_the_step_that_uses_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert framed(["solve", "han-kamber", "--sample", "2", "--only", "E"]) == 0
    assert "sample 2" in capsys.readouterr().out
    assert framed(["solve", "han-kamber", "--step", "1", "--sample", "2"]) == 2
    assert "step 1 uses sample 1, not sample 2" in capsys.readouterr().err
