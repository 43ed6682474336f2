"""Files written whole or not at all, and standard output.

All files are first written under other names in their own folders, and put in their places when every one of
them is complete. Pipes, devices and `/dev/stdout` cannot be replaced and are written directly.
"""

from __future__ import annotations

import os
import signal
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from backprop_cli.cli.usage import refuse
from backprop_cli.errors import InputError, OutputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Pieces = Iterable[str | bytes]

Kind = TypeVar("Kind")

STANDARD = "-"
"""The name of standard output, and of standard input."""

_DESCRIPTORS = ("/dev/fd/", "/dev/std", "/proc/")


class File(NamedTuple):
    """What a file shall hold: text becomes UTF-8."""

    path: str
    pieces: Pieces


Staged = tuple[File, str, str]
"""A file, where it goes, and where it stands complete."""


def write_stdout(pieces: Pieces, data: bool = False) -> None:
    """Write to standard output: text in its encoding, data always in UTF-8."""
    try:
        if data or any(isinstance(piece, bytes) for piece in pieces):
            sys.stdout.flush()
            sys.stdout.buffer.writelines(_bytes(piece) for piece in pieces)
        else:
            sys.stdout.writelines(str(piece) for piece in pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write standard output: {error.strerror}") from error


def by_suffix(path: str, kinds: Mapping[str, Kind], usual: Kind) -> Kind:
    """What a table has for the suffix of a path; streams, which people read, get the usual kind."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in kinds and path != STANDARD and not is_special(path):
        help = f"end it in {', '.join(kinds)}, or say --format"
        refuse(f"{path}: the suffix tells no format", help=help)
    return kinds.get(suffix, usual)


def write_files(files: Sequence[File]) -> None:
    """Write every file, or leave every one as it was and no other file behind."""
    staged: list[Staged] = [
        (file, *_doing(file.path, _places, file.path)) for file in files if not is_special(file.path)
    ]
    try:
        for file, target, temporary in staged:
            _doing(file.path, _write_temporary, file, target, temporary)
        for file in files:
            if is_special(file.path):
                _doing(file.path, _write_directly, file)
        _put_in_place(staged)
    finally:
        for _, _, temporary in staged:
            _unlink(temporary)


def _put_in_place(staged: Sequence[Staged]) -> None:
    """Give every file its name; where one cannot have it, those before it get their old ones back."""
    with _undisturbed():
        _place(staged)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Within, signals to end wait, where the system can have them wait."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _place(staged: Sequence[Staged]) -> None:
    several = len(staged) > 1
    old = {
        target: f"{temporary}.old" for _, target, temporary in staged if several and os.path.exists(target)
    }
    placed: list[str] = []
    try:
        for file, target, _ in staged:
            _doing(file.path, _copy, target, old.get(target))
        for file, target, temporary in staged:
            _doing(file.path, os.replace, temporary, target)
            placed.append(target)
    except BaseException:
        for target in reversed(placed):
            _put_back(target, old.get(target))
        raise
    finally:
        for copy in old.values():
            _unlink(copy)


def _copy(target: str, name: str | None) -> None:
    if name is not None:
        import shutil

        shutil.copy2(target, name)


def _put_back(target: str, old: str | None) -> None:
    """The file that was there before, or none."""
    with suppress(OSError):
        if old is None:
            os.unlink(target)
        else:
            os.replace(old, target)


def is_special(path: str) -> bool:
    """Whether a path is a pipe, a device or an open stream, which nothing can take the place of."""
    if path.startswith(_DESCRIPTORS):
        return True
    try:
        kind = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def refuse_inputs(path: str, inputs: Iterable[str]) -> None:
    """Raise an error if writing this path would destroy what is read, under whatever name."""
    for name in inputs:
        if not is_special(path) and _same(path, name):
            message = f"{path}: the output would be written over the input {name}"
            raise InputError((Problem(message, help="give the output another name"),))


def place_of(path: str) -> str:
    """Where a file really is; in a working folder that is no more, nowhere but in its name."""
    try:
        return os.path.realpath(path)
    except OSError:
        return path


def _doing(path: str, action: Callable[..., Any], *arguments: object) -> Any:
    """Do one thing to a file; what the system says to it is told with the name of the file."""
    try:
        return action(*arguments)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"cannot write {path}: {reason}") from error


def _places(path: str) -> tuple[str, str]:
    """Where the file really is (behind a link), and a name beside it that nobody uses."""
    target = os.path.realpath(path)
    return target, os.path.join(os.path.dirname(target), f".backprop-{os.urandom(8).hex()}.tmp")


def _write_temporary(file: File, target: str, temporary: str) -> None:
    """Write the whole file under another name, down to the disk, with the mode of the old one."""
    mode = _mode_of(target)
    with open(temporary, "xb") as stream:
        stream.writelines(_bytes(piece) for piece in file.pieces)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        os.chmod(temporary, mode)


def _write_directly(file: File) -> None:
    """Write into what cannot be replaced; appending keeps what others wrote there before."""
    with open(file.path, "ab") as stream:
        stream.writelines(_bytes(piece) for piece in file.pieces)


def _mode_of(target: str) -> int | None:
    """The mode of the file that is replaced, None if there is none; a file that is write-protected stays."""
    if not os.path.lexists(target):
        return None
    if os.path.isdir(target):
        raise IsADirectoryError(21, "it is a folder")
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    return stat.S_IMODE(os.stat(target).st_mode)


def _same(path: str, name: str) -> bool:
    """Whether two names are one file; `-` is whatever standard input is."""
    try:
        read = os.fstat(0) if name == STANDARD else os.stat(name)
        return os.path.samestat(os.stat(path), read)
    except (OSError, ValueError):
        return False


def _unlink(temporary: str) -> None:
    with suppress(OSError):
        os.unlink(temporary)


def _bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
