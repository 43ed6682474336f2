"""The bytes of a file become its text: UTF-8, or UTF-16 with a byte order mark, every line ending in a line
feed.

Whatever is no such text is refused with the place of the first wrong byte; what the file is instead is the
matter of `foreign_files`. Which characters a text must not hold is the matter of `characters`, imported only
where there is one.
"""

from __future__ import annotations

from typing import NoReturn

from ...errors import InputError, Place, Problem
from .limits import FILE_BYTES

UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def readable(data: bytes, file: str, limit: int = FILE_BYTES) -> str:
    """The checked text of a file; raises InputError."""
    if len(data) > limit:
        size = f"{limit // 1024**2} MiB" if limit >= 1024**2 else f"{limit // 1024} KiB"
        raise InputError((Problem(f"the file is larger than {size}, the most that is read"),), file)
    text = _decoded(data, file).replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", "").isprintable():
        from .characters import unprintable

        if problems := unprintable(text):
            raise InputError(problems, file, text)
    return text


def _decoded(data: bytes, file: str) -> str:
    if data.startswith(UTF_32):
        _refuse(data, file, "utf-32", None)
    encoding = UTF_16.get(data[:2], "utf-8")
    start = 2 if encoding != "utf-8" else 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(data[start:], file, encoding, error)


def _refuse(data: bytes, file: str, encoding: str, error: UnicodeDecodeError | None) -> NoReturn:
    help = "save it as UTF-8 (in the editor: Save with Encoding, UTF-8)"
    if error is None:
        raise InputError(
            (Problem(f"the file is written in {encoding}, but utf-8 is expected", None, help),), file
        )
    before = data[: error.start].decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    wrong = (
        f"the byte 0x{data[error.start]:02X}" if encoding == "utf-8" else "an unpaired surrogate character"
    )
    message = f"the file is not {encoding} text: {wrong} stands here{_guess(data[error.start], encoding)}"
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    raise InputError((Problem(message, place, help),), file, text)


def _guess(byte: int, encoding: str) -> str:
    """What a single wrong byte would be in the encoding that Windows uses in the West."""
    if encoding != "utf-8":
        return ""
    character = bytes((byte,)).decode("cp1252", "replace")
    return (
        f" (in Windows-1252 it is {character})" if character.isprintable() and character != "\ufffd" else ""
    )
