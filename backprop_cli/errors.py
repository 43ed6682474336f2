"""What can go wrong, as data: a place, what was found and expected, what to write instead.

An error carries its message and its exit status; only the outermost frame of the command line prints it and
exits. A reader collects every `Problem` of a file and raises one `InputError` with all of them.

    BackpropError
    ├── InputError     2   a file, an option or a name that cannot be used; nothing was written
    ├── NoValueError   2   a number of the example has no value, or none that a double can hold
    └── OutputError    3   the output or the system failed: disk, permission, a missing program
"""

from enum import IntEnum
from typing import NamedTuple


class ExitStatus(IntEnum):
    """The exit status of the program, a part of its interface."""

    DONE = 0
    FINDINGS = 1
    NOT_DONE = 2
    SYSTEM = 3
    BUG = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Place(NamedTuple):
    """A line and a column of a text, both counted from 1; the column counts characters."""

    line: int
    column: int


class Problem(NamedTuple):
    """One fault: where it is, what was found and expected, and what to write instead."""

    message: str
    place: Place | None = None
    help: str | None = None
    notes: tuple[str, ...] = ()


class BackpropError(Exception):
    """An error that is told to the user in words, never as a traceback."""

    exit_status = ExitStatus.NOT_DONE


class InputError(BackpropError):
    """Every problem of one input, with the text it was found in (for the excerpts)."""

    def __init__(self, problems: tuple[Problem, ...], file: str | None = None, text: str = "") -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems, self.file, self.text = problems, file, text


class NoValueError(BackpropError):
    """A number of the example has no value (the logarithm of 0), or none that a double can hold."""


class OutputError(BackpropError):
    """The output could not be written, or the system lacks something."""

    exit_status = ExitStatus.SYSTEM
