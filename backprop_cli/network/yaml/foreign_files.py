"""What a file is when it is no network file: an archive, a PDF, a saved web page, a notebook, a merge
conflict.

It is asked only about a file that could not be read, and then tells the cause and not its consequences. To
add a kind: a row in `BYTES` (what the file begins with) or in `TEXTS` (a sign in its text, the line that
shows it, a remedy).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...errors import InputError, Place, Problem

EXPECTED = "but a network file is plain text"

BYTES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive (as Word, Excel and OpenDocument files are)"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x93NUMPY", "an array saved by NumPy"),
    (b"\x89HDF", "an HDF5 file (as Keras models are)"),
    (b"SQLite format 3", "an SQLite database"),
    (b"bplist00", "a binary property list"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
"""The first bytes of a file, and what it is."""

SAVE = "save it as plain text (in TextEdit: Format, Make Plain Text; in Word: Save As, Plain Text)"


class Sign(NamedTuple):
    """A sign of another kind of text: what shows it in a line (lower case), what it is, what to do."""

    shows: Callable[[str], bool]
    what: str
    help: str
    first_only: bool = True  # it must stand in the first line that is not blank


TEXTS: tuple[Sign, ...] = (
    Sign(
        lambda line: line.startswith(("<!doctype", "<html", "<head", "<?xml", "<!--", "<body")),
        "this is an HTML (or XML) page, but a network file is expected",
        "a web page was saved, perhaps that of a log-in; download the file itself (Raw, Save Link As)",
    ),
    Sign(
        lambda line: line.startswith("{\\rtf"),
        "this is RTF (rich text), but a network file is plain text",
        SAVE,
    ),
    Sign(
        lambda line: line.startswith(("```", "~~~")),
        "this is the ``` fence of Markdown, but a network file begins with a key",
        "delete the first and the last line",
    ),
    Sign(
        lambda line: line.startswith(("diff --git ", "--- a/", "index: ")),
        "this is a patch (the output of diff), but a network file is expected",
        "apply it with `git apply` or `patch`, and give the file that it changes",
    ),
    Sign(
        lambda line: (
            line.startswith(("import ", "from ", "def ", "#!/", "#include", "using "))
            and ":" not in line[:12]
        ),
        "this is the source of a program, but a network file is a YAML mapping of keys",
        "give the network file",
    ),
    Sign(
        lambda line: line.startswith(("\\documentclass", "\\begin{")),
        "this is LaTeX, but a network file is a YAML mapping of keys",
        "give the network file",
    ),
    Sign(
        lambda line: line.startswith("[") and line.rstrip().endswith("]") and line.strip("[] \n").isalpha(),
        "this is TOML or INI, but a network file is a YAML mapping of keys",
        "write a key, a colon, a blank and a value on each line: `learning_rate: 0.5`",
    ),
    Sign(
        lambda line: line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "<<<<<<<",
        "this is the marker of a merge conflict",
        "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>",
        first_only=False,
    ),
)
"""The signs of other kinds of text."""


def unmask(data: bytes, error: InputError) -> InputError:
    """The error to tell: that of what the file is, where it is none of ours; else the given one."""
    problem = _of_bytes(data) or _of_text(error.text)
    return InputError((problem,), error.file, error.text) if problem else error


def _of_bytes(data: bytes) -> Problem | None:
    for start, what in BYTES:
        if data.startswith(start):
            return Problem(f"the file is {what}, {EXPECTED}", help=SAVE if "Word" in what else None)
    if data[257:262] == b"ustar":
        return Problem(f"the file is a tar archive, {EXPECTED}")
    if _is_binary(data[:4096]):
        return Problem(f"the file is binary data (a picture, a program, an archive?), {EXPECTED} in utf-8")
    if b"\0" in data[:2] and data[:2] != b"\0\0":
        return Problem("the file looks like utf-16 without a byte order mark", help="save it as UTF-8")
    return None


def _is_binary(data: bytes) -> bool:
    """Whether more than a tenth of the bytes are control characters, and the text is not UTF-16 or UTF-32."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or data[1::2].count(0) * 3 > len(data):
        return False
    if data[::2].count(0) * 3 > len(data):
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data)
    return controls * 10 > len(data)


def _of_text(text: str) -> Problem | None:
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    if text.lstrip().startswith("{") and '"nbformat"' in text and '"cells"' in text:
        help = "give the network file; in Jupyter, copy it out of its cell"
        return Problem("this is a Jupyter notebook, but a network file is expected", Place(1, 1), help)
    for sign in TEXTS:
        for number in (first,) if sign.first_only else range(len(lines)):
            if sign.shows(lines[number].lstrip().lower() if sign.first_only else lines[number]):
                return Problem(sign.what, Place(number + 1, 1), sign.help)
    return None
