"""Files are written whole or not at all, whatever fails and whatever they are."""

from __future__ import annotations

import os
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from conftest import COMMAND, Ran, clean_environment

from backprop_cli.cli import output
from backprop_cli.cli.output import File, refuse_inputs, write_files
from backprop_cli.errors import InputError, OutputError

posix = pytest.mark.skipif(os.name != "posix", reason="modes and pipes of POSIX")

Run = Callable[..., Ran]


def failing(*_: Any, **__: Any) -> NoReturn:
    raise OSError(28, "No space left on device")


def broken_pieces() -> Iterator[str]:
    yield "half"
    raise KeyboardInterrupt


def test_a_new_file_holds_everything_in_utf_8(tmp_path: Path) -> None:
    write_files([File(str(tmp_path / "a.txt"), ["∂E", b"\n", "η\n"])])
    assert (tmp_path / "a.txt").read_bytes() == "∂E\nη\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "stat", "fileno", "open"])
def test_when_a_call_fails_the_old_files_stay_and_no_other_is_left(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("old")
    files = [File(str(tmp_path / name), ["new"]) for name in ("a.txt", "b.txt")]
    with monkeypatch.context() as patch:
        if call == "open":
            patch.setattr(output, "open", failing, raising=False)
        elif call == "fileno":
            patch.setattr(output.os, "fsync", lambda _: failing())
        elif call == "stat":
            patch.setattr(output, "_mode_of", failing)
        else:
            patch.setattr(output.os, call, failing)
        with pytest.raises(OutputError, match=r"cannot write .*a\.txt: No space left on device"):
            write_files(files)
    assert {name: (tmp_path / name).read_text() for name in os.listdir(tmp_path)} == {
        "a.txt": "old",
        "b.txt": "old",
    }


def test_a_fault_while_the_text_is_made_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_files([File(str(tmp_path / "a.txt"), broken_pieces())])
    assert os.listdir(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_when_one_file_cannot_be_written_no_other_is(tmp_path: Path) -> None:
    files = [File(str(tmp_path / "a.txt"), ["new"]), File(str(tmp_path / "no" / "b.txt"), ["new"])]
    with pytest.raises(OutputError, match="No such file or directory"):
        write_files(files)
    assert os.listdir(tmp_path) == []


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_a_file_is_kept(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(mode)
    write_files([File(str(path), ["new"])])
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", mode)


@posix
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_gets_the_mode_of_the_umask(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        write_files([File(str(tmp_path / "a.txt"), ["new"])])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o666 & ~mask


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_files([File(str(tmp_path / "link.txt"), ["new"])])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@posix
def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(output.os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="Permission denied"):
        write_files([File(str(tmp_path / "a.txt"), ["new"])])
    assert (tmp_path / "a.txt").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "words"), [("", "it is a folder"), ("a\0b", "null"), ("x" * 300, "too long")]
)
def test_a_name_that_cannot_be_a_file_is_told(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=words):
        write_files([File(os.path.join(tmp_path, name), ["new"])])
    assert os.listdir(tmp_path) == []


@posix
def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_files([File(str(pipe), ["new"])])
    reader.join(timeout=20)
    assert read == ["new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_the_name_of_standard_output_appends_to_what_is_there(tmp_path: Path) -> None:
    shell = 'echo first; "$@" solve mazur --format csv -o /dev/stdout; echo last'
    with open(tmp_path / "all", "wb") as stream:
        subprocess.run(
            ["sh", "-c", shell, "sh", *COMMAND], stdout=stream, env=clean_environment(), check=True
        )
    lines = (tmp_path / "all").read_text().splitlines()
    assert lines[0] == "first"
    assert len(lines) > 10


@pytest.mark.parametrize("how", ["same", "link", "hard", "roundabout"])
def test_an_input_is_never_written_over(how: str, tmp_path: Path) -> None:
    net = tmp_path / "net.txt"
    net.write_text("given")
    other = {"same": net, "roundabout": tmp_path / "." / ".." / tmp_path.name / "net.txt"}.get(
        how, tmp_path / "o"
    )
    if how == "link":
        other.symlink_to(net)
    elif how == "hard":
        os.link(net, other)
    with pytest.raises(InputError, match="would be written over the input"):
        refuse_inputs(str(other), [str(net)])


def test_solving_a_file_into_itself_is_refused(run: Run, tmp_path: Path) -> None:
    starter = run("init", "-").stdout
    (tmp_path / "net.txt").write_bytes(starter)
    for arguments in (("net.txt",), ("-",)):
        with open(tmp_path / "net.txt", "rb") as stream:
            done = subprocess.run(
                [*COMMAND, "solve", *arguments, "--format", "csv", "-o", "net.txt"],
                stdin=stream,
                capture_output=True,
                cwd=tmp_path,
                env=clean_environment(),
                check=False,
            )
        assert done.returncode == 2
        assert b"would be written over the input" in done.stderr
        assert (tmp_path / "net.txt").read_bytes() == starter


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_any_encoding_of_standard_output_will_do(encoding: str, launch: Run) -> None:
    done = launch("networks", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert b"mazur" in done.stdout


def test_data_is_utf_8_in_every_locale(run: Run, launch: Run, tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_bytes(run("init", "-").stdout.replace(b"My network", "Übung ∂".encode()))
    solved = [
        launch("solve", "net.yaml", "--format", "json", PYTHONIOENCODING=one) for one in ("ascii", "utf-8")
    ]
    assert solved[0].stdout == solved[1].stdout
    assert "Übung ∂".encode() in solved[0].stdout


@pytest.mark.parametrize("failing_at", [1, 2, 3])
def test_when_a_later_name_cannot_be_given_the_earlier_files_are_as_they_were(
    failing_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "c.txt").write_text("old")
    replace, calls = os.replace, 0

    def replaced(source: str, target: str) -> None:
        nonlocal calls
        calls += 1
        if calls == failing_at:
            failing()
        replace(source, target)

    monkeypatch.setattr(output.os, "replace", replaced)
    with pytest.raises(OutputError, match="No space left"):
        write_files([File(str(tmp_path / name), ["new"]) for name in ("a.txt", "b.txt", "c.txt")])
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"a.txt": "old", "c.txt": "old"}


def test_an_old_file_that_cannot_be_kept_stops_the_set_before_it_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr("shutil.copy2", failing)
    with pytest.raises(OutputError, match="No space left"):
        write_files([File(str(tmp_path / name), ["new"]) for name in ("a.txt", "b.txt")])
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"a.txt": "old"}
