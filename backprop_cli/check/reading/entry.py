"""What stands in an answer file at one place: a name, a text, and of which step and sample it is."""

from __future__ import annotations

from typing import NamedTuple

from ...errors import Place


class Entry(NamedTuple):
    """A name and a text of an answer file, of a step and a sample counted from 0 (None: not said).

    `fault` says why the text can be no answer, whatever it is.
    """

    name: str
    text: str
    update: int | None = None
    sample: int | None = None
    place: Place | None = None
    fault: str = ""


class Where(NamedTuple):
    """The step and the sample that plain names are of."""

    update: int | None = None
    sample: int | None = None
