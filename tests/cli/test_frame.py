"""How the program ends: its exit status, and what it says, when something goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import COMMAND, ROOT, Ran, clean_environment, opened_for_writing, output_of

from backprop_cli.cli import frame
from backprop_cli.cli import main as commands
from backprop_cli.errors import BackpropError, ExitStatus, NoValueError, OutputError

posix = pytest.mark.skipif(os.name != "posix", reason="signals and descriptors of POSIX")
full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")

Run = Callable[..., Ran]


def test_the_statuses_are_frozen() -> None:
    assert {status.name: int(status) for status in ExitStatus} == {
        "DONE": 0,
        "FINDINGS": 1,
        "NOT_DONE": 2,
        "SYSTEM": 3,
        "BUG": 70,
        "INTERRUPTED": 130,
        "PIPE_CLOSED": 141,
    }


def ended(monkeypatch: pytest.MonkeyPatch, error: BaseException | None, status: int | None = None) -> int:
    """The status of a run whose command raises this error, or returns this status."""

    @click.command(cls=commands.Commands, invoke_without_command=True)
    def failing() -> int | None:
        if error is not None:
            raise error
        return status

    monkeypatch.setattr(commands, "main", failing)
    return frame.framed([])


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (BackpropError("no"), 2, "error: no\n"),
        (NoValueError("E has no value"), 2, "error: E has no value\n"),
        (OutputError("disk full"), 3, "error: disk full\n"),
        (MemoryError(), 3, "error: out of memory\n"),
        (
            OSError(28, "No space left on device"),
            3,
            "error: cannot write standard output: No space left on device\n",
        ),
        (PermissionError(13, "Permission denied", "x.so"), 3, "error: x.so: Permission denied\n"),
        (BrokenPipeError(), 141, ""),
        (click.UsageError("Got it wrong."), 2, "error: got it wrong\n  help: 'backprop --help' shows"),
        (
            ZeroDivisionError("by 0"),
            70,
            "error: a fault in backprop itself (ZeroDivisionError: by 0)\n  help: ",
        ),
        (RecursionError("deep"), 70, "error: a fault in backprop itself (RecursionError: deep)\n  help: "),
        (KeyError("\x1b[31m\n"), 70, "error: a fault in backprop itself (KeyError: "),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_ends_with_its_status_and_its_words(
    error: BaseException,
    status: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("BACKPROP_DEBUG", raising=False)
    assert ended(monkeypatch, error) == status
    said = capsys.readouterr()
    assert said.err.startswith(words)
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    assert said.out == ""


@pytest.mark.parametrize("status", [None, 0, 1])
def test_a_command_ends_with_the_status_it_returns(
    status: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ended(monkeypatch, None, status) == (status or 0)


def test_a_fault_shows_its_traceback_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKPROP_DEBUG", "1")
    assert ended(monkeypatch, ZeroDivisionError("by 0")) == 70
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_fault_in_telling_is_told_as_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Any) -> str:
        raise LookupError("lost")

    monkeypatch.setattr("backprop_cli.cli.error_report.report", broken)
    assert ended(monkeypatch, BackpropError("no")) == 70
    assert "LookupError: lost" in capsys.readouterr().err


@posix
@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("solve", "mazur", "--format", "csv"), ("init", "-")]
)
def test_a_reader_that_went_away_is_no_error(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, *arguments], stdout=writing, stderr=subprocess.PIPE, env=clean_environment(), check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@full
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("solve", "mazur", "--format", "json")])
def test_a_full_disk_is_told(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as disk:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=disk, stderr=subprocess.PIPE, env=clean_environment(), check=False
        )
    assert done.returncode == 3
    assert done.stderr == b"error: cannot write standard output: No space left on device\n"


@posix
@pytest.mark.parametrize(
    ("shell", "status"),
    [
        ('"$@" --help >&-', 3),
        ('"$@" solve mazur --format csv >&-', 3),
        ('"$@" solve mazur --format csv -o out.csv >&-', 0),
        ('"$@" solve mazur --format csv -o out.csv <&- >&- 2>&-', 0),
        ('"$@" solve - --format csv <&-', 2),
        ('"$@" solve no-such-network 2>&-', 2),
        ('"$@" solve no-such-network 2>/dev/full', 2),
    ],
)
def test_a_closed_stream_is_a_status_and_never_a_traceback(shell: str, status: int, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *COMMAND],
        capture_output=True,
        cwd=tmp_path,
        env=clean_environment(),
        check=False,
    )
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    if "-o" in shell:
        assert (tmp_path / "out.csv").read_bytes().count(b"\n") > 10


@pytest.fixture
def waiting(tmp_path: Path) -> Callable[..., tuple[int, bytes, bytes]]:
    """Run a command that reads from a pipe, press Ctrl-C while it waits: its status and its output."""

    def press_while_waiting(*command: str) -> tuple[int, bytes, bytes]:
        pipe = tmp_path / "pipe.yaml"
        os.mkfifo(pipe)
        with subprocess.Popen(
            [*command, *COMMAND, "solve", str(pipe)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            start_new_session=True,
        ) as process:
            writer = opened_for_writing(pipe, process)
            os.killpg(process.pid, signal.SIGINT)
            os.close(writer)  # so that a read begins in vain that the signal came just before
            out, said = output_of(process)
            return process.returncode, out, said

    return press_while_waiting


@posix
def test_ctrl_c_ends_the_program_by_the_signal_itself(
    waiting: Callable[..., tuple[int, bytes, bytes]],
) -> None:
    assert waiting() == (-signal.SIGINT, b"", b"")


@posix
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_ctrl_c_stops_a_shell_loop_as_well(waiting: Callable[..., tuple[int, bytes, bytes]]) -> None:
    loop = 'for i in 1 2 3; do "$@"; echo went on; done'
    assert waiting("bash", "-c", loop, "bash") == (-signal.SIGINT, b"", b"")


ENDING = """
import os, sys
from backprop_cli.__main__ import run
from backprop_cli.cli import output

number = int(sys.argv.pop())
output.os.fsync = lambda descriptor: os.kill(os.getpid(), number)
run()
"""
"""The program, with a signal, the last argument, that comes while the file is not yet in its place."""


def assert_ended(script: str, number: signal.Signals, folder: Path, *files: str) -> None:
    """Write a sheet into files by a script that gets a signal, and end by that signal without a word."""
    options = [part for name in files for part in ("-o", name)]
    done = subprocess.run(
        [sys.executable, "-c", script, "solve", "mazur", *options, str(int(number))],
        capture_output=True,
        cwd=folder,
        env=clean_environment(),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-number, b"", b"")


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_end_leaves_no_file_behind(number: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    assert_ended(ENDING, number, tmp_path, "a.csv", "b.json")
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"a.csv": "old"}


PLACING = """
import os, sys
from backprop_cli.__main__ import run
from backprop_cli.cli import output

def replaced(source, target):
    replace(source, target)
    calls.append(target)
    if len(calls) == 2:
        os.kill(os.getpid(), number)

number, replace, calls = int(sys.argv.pop()), os.replace, []
output.os.replace = replaced
run()
"""
"""The same with the signal while the files get their names."""


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_waits_until_all_files_have_their_names(number: signal.Signals, tmp_path: Path) -> None:
    files = ("a.csv", "b.json", "c.txt")
    assert_ended(PLACING, number, tmp_path, *files)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(files)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "", "LANG": "C"}])
def test_the_plain_locale_gets_plain_signs(locale: dict[str, str], launch: Run, tmp_path: Path) -> None:
    (tmp_path / "δ.yaml").write_text("E: 1\n", encoding="utf-8")
    for arguments in (("solve", "mazur"), ("check", "mazur", "--set", "δ_o1=2"), ("solve", "δ.yaml")):
        done = launch(*arguments, **locale)
        assert done.returncode in (0, 1, 2)
        assert (done.stdout + done.stderr).isascii()


@pytest.mark.parametrize("locale", [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}])
def test_any_other_locale_gets_the_signs_of_mathematics(locale: dict[str, str], launch: Run) -> None:
    assert "∂E/∂w" in launch("solve", "mazur", **locale).stdout.decode()


@posix
def test_from_a_folder_that_is_no_more_everything_is_written_to_standard_output(tmp_path: Path) -> None:
    for command in ("solve mazur", "solve mazur --format json", "worksheet mazur", "solve mazur -o -"):
        gone = tmp_path / "gone"
        gone.mkdir()
        script = f'rmdir "$PWD" && exec "$@" {command}'
        done = subprocess.run(
            ["sh", "-c", script, "sh", *COMMAND],
            capture_output=True,
            cwd=gone,
            env=clean_environment(),
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout


INTERRUPTING = """
import os, signal, sys
from backprop_cli.__main__ import run

class Finder:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

module = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
run()
"""
"""The program, with Ctrl-C pressed when it imports a module."""


def interrupted_at(module: str, script: str = INTERRUPTING) -> tuple[int, bytes, bytes]:
    """The status and the output of solving a network when Ctrl-C comes with the import of a module."""
    done = subprocess.run(
        [sys.executable, "-c", script, module, "solve", "networks/mazur.yaml", "--format", "csv"],
        capture_output=True,
        cwd=ROOT,
        env=clean_environment(),
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@posix
@pytest.mark.parametrize(
    "module", ["click", "backprop_cli.cli.main", "yaml", "backprop_cli.sheet.worked_example"]
)
def test_ctrl_c_is_quiet_from_the_start_on(module: str) -> None:
    assert interrupted_at(module) == (-signal.SIGINT, b"", b"")


@posix
def test_an_ignored_ctrl_c_stays_ignored() -> None:
    ignoring = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + INTERRUPTING
    assert interrupted_at("yaml", ignoring)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("networks",), ("solve", "mazur", "--format", "json"), ("solve", "nothing"), ("init", "-")],
)
def test_python_with_warnings_as_errors_stays_silent(arguments: tuple[str, ...], launch: Run) -> None:
    assert launch(*arguments, PYTHONWARNINGS="error").stderr == launch(*arguments).stderr
