"""The bytes of an input: a file, `-` for standard input, a pipe; never more than the limit and one byte."""

from __future__ import annotations

import os
import stat
import sys

from ...errors import InputError, Problem
from .limits import FILE_BYTES


def read_file(path: str, limit: int = FILE_BYTES) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises InputError in words.

    At most one byte more than the limit is read, so that an endless file ends too.
    """
    if path == "-":
        return _read(sys.stdin.fileno(), "standard input", limit)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _error(path, error) from None
    try:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise _folder(path)
        return _read(descriptor, path, limit)
    finally:
        os.close(descriptor)


def read_regular(path: str, limit: int = FILE_BYTES) -> bytes:
    """The bytes of a file that nobody has to wait for; a pipe or a device is refused at once."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return read_file(path, limit)  # which says why
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise InputError((Problem("this is a pipe or a device, but a file is expected here"),), path)
    return read_file(path, limit)


def _read(descriptor: int, path: str, limit: int) -> bytes:
    parts, missing = [], limit + 1
    try:
        while missing and (part := os.read(descriptor, min(missing, 1 << 20))):
            parts.append(part)
            missing -= len(part)
    except OSError as error:
        raise _error(path, error) from None
    return b"".join(parts)


def _folder(path: str) -> InputError:
    inside = "name one of the files in it"
    return InputError((Problem("this is a folder, but a file is expected", help=inside),), path)


def _error(path: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError((_missing(path),), path)
    if (isinstance(error, PermissionError) and os.path.isdir(path)) or isinstance(error, IsADirectoryError):
        return _folder(path)
    if isinstance(error, PermissionError):
        return InputError((Problem("no permission to read this file"),), path)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputError((Problem(f"cannot read this file: {(reason or str(error)).lower()}"),), path)


def _missing(path: str) -> Problem:
    """There is no such file; a file of the same folder with a similar name is offered."""
    from difflib import get_close_matches

    folder, name = os.path.split(path)
    try:
        names = sorted(os.listdir(folder or "."))[:10_000]
    except OSError:
        return Problem("there is no such file, nor its folder" if folder else "there is no such file")
    close = get_close_matches(name, names, 1, 0.7)
    return Problem(
        "there is no such file", help=f"did you mean {os.path.join(folder, close[0])}?" if close else None
    )
