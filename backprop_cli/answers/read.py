"""An answer file becomes answers: a mapping from the names of numbers to what the student wrote.

    dE/dw5: 0.0822            the number as text, with its digits
    w5+:                      a blank
    sample 2: {out_o1: 0.7}   the numbers of a sample; `samples:` is a list of them
    step 2: {w5+: 0.36}       the numbers of a step; `steps:` is a list of them

JSON is read by the same rules, and so is what `solve --format json` writes. Tables are the matter of `table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError, Place, Problem
from ..example.quantity import Quantity
from ..example.schedule import samples_of
from ..network.access import describe
from ..network.compose import compose
from ..network.limits import ANSWER_BYTES
from ..network.problems import Problems, place_of, quoted
from ..network.text import readable
from ..network.tree import List, Mapping, Node, Scalar, is_null
from .names import Names
from .written import Written, parse

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet

BLANKS = frozenset(("", "?", "-", "–", "—", "...", "…", "n/a", "null", "~", "todo", "x"))
"""What stands for an answer that was not given, beside a row of underscores."""

OF_SAMPLE = re.compile(r"([^()]+)\((\d{1,9})\)(\+?)")
"""A name with its sample, as a sheet of several samples writes it: out_o1(2)."""

WHERE = re.compile(r"(step|sample)[ _]?(\d{1,9})", re.IGNORECASE)

TABLES = (".csv", ".tsv")


class Entry(NamedTuple):
    """A name and a text of an answer file, of a step and a sample counted from 0 (None: not said)."""

    name: str
    text: str
    update: int | None = None
    sample: int | None = None
    place: Place | None = None


class Answer(NamedTuple):
    """What a student says of a number: None as `quantity` is an unknown name, None as `written` a blank."""

    name: str
    quantity: Quantity | None
    written: Written | None
    update: int = 0
    sample: int | None = None
    help: str = ""


class Where(NamedTuple):
    """The step and the sample that plain names are of."""

    update: int | None = None
    sample: int | None = None


def read_answers(
    data: bytes, file: str, worksheet: Worksheet, changed: Sequence[Entry] = ()
) -> tuple[Answer, ...]:
    """The answers of a file, those of `changed` in the place of the file's. Raises InputError."""
    text = readable(without_tabs(data), file, ANSWER_BYTES)
    problems = Problems(file, text)
    entries = list(_entries(text, file, problems))
    if problems.found:
        raise problems.error()
    return answers_of([*entries, *changed], worksheet, problems)


def without_tabs(data: bytes) -> bytes:
    """JSON indented by tabs, with blanks, and a table with tabs between its cells, with semicolons."""
    if b"\t" not in data:
        return data
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_table = b"\t" in head.partition(b"\n")[0] and not head.startswith((b"{", b"["))
    return data.replace(b"\t", b";" if is_table else b" ") if is_table or head.startswith(b"{") else data


def _entries(text: str, file: str, problems: Problems) -> Iterator[Entry]:
    if file.lower().endswith(TABLES) or _is_table(text):
        from .table import rows

        return rows(text, problems)
    root = compose(text, problems)
    if root is None:
        return iter(())
    if type(root) is Mapping and "layers" in root.entries:
        problems.stop("this is a network, but answers are expected", help="backprop check NETWORK ANSWERS")
    if type(root) is Mapping and "format" in root.entries and "steps" in root.entries:
        from .solved import solved

        return solved(root)
    return _of_node(root, Where(), problems)


def _is_table(text: str) -> bool:
    """Whether a text without a telling name begins like a table of names and values."""
    head = text.lstrip().partition("\n")[0].lower()
    return "name" in re.split(r"[,;\t]", head.strip()) and ":" not in head


def _of_node(node: Node, where: Where, problems: Problems) -> Iterator[Entry]:
    """The entries of a mapping, with those of its steps and samples."""
    if type(node) is not Mapping:
        if not is_null(node):
            help = "write a name, a colon, a blank and a number on each line: `dE/dw5: 0.0822`"
            problems.add(f"an answer file is a mapping of names, but this is {describe(node)}", node, help)
        return
    for text, (key, value) in node.entries.items():
        if text in ("steps", "samples"):
            yield from _of_list(value, text, where, problems)
        elif found := WHERE.fullmatch(text.strip()):
            yield from _of_node(value, _at(where, found[1], int(found[2]) - 1), problems)
        elif type(value) is Scalar and key.style != "refused":
            yield Entry(text, "" if is_null(value) else value.text, *where, place_of(value))
        elif type(value) in (List, Mapping):
            problems.add(
                f"the answer to {quoted(text)} is {describe(value)}, but one number is expected", value
            )


def _of_list(node: Node, what: str, where: Where, problems: Problems) -> Iterator[Entry]:
    if type(node) is not List:
        problems.add(f"`{what}` is {describe(node)}, but a list of mappings is expected", node)
        return
    for number, item in enumerate(node.items):
        yield from _of_node(item, _at(where, what[:-1], number), problems)


def _at(where: Where, what: str, number: int) -> Where:
    return where._replace(update=number) if what.lower() == "step" else where._replace(sample=number)


def answers_of(entries: Sequence[Entry], worksheet: Worksheet, problems: Problems) -> tuple[Answer, ...]:
    """The answers of entries; a later entry without a place is in the place of the file's."""
    known: dict[tuple[int, int | None], Names] = {}
    found: dict[object, tuple[Answer, Entry]] = {}
    for entry in map(_with_sample, entries):
        where = _place(entry, worksheet, problems)
        if where is None:
            continue
        if where not in known:
            known[where] = Names(worksheet, *where)
        answer = _answer(entry, where, known[where], problems)
        key = answer.quantity or (answer.name, *where)
        if key in found and entry.place is not None and answer.written != found[key][0].written:
            _twice(entry, found[key][1], problems)
        found[key] = (answer, entry)
    if problems.found:
        raise problems.error()
    return tuple(answer for answer, _ in found.values())


def _with_sample(entry: Entry) -> Entry:
    found = OF_SAMPLE.fullmatch(entry.name.strip()) if entry.sample is None else None
    return entry._replace(name=found[1] + found[3], sample=int(found[2]) - 1) if found else entry


def _place(entry: Entry, worksheet: Worksheet, problems: Problems) -> tuple[int, int | None] | None:
    """The step and the sample of an entry; complains of those that there are not."""
    updates, samples = len(worksheet.updates), len(worksheet.network.samples)
    update = worksheet.reported[0] if entry.update is None else entry.update
    asked = worksheet.sample_asked
    sample = entry.sample if entry.sample is not None or asked is None else asked - 1
    if not 0 <= update < updates:
        message = f"there is no step {update + 1}: this network has {updates}, counted from 1"
    elif sample is not None and not 0 <= sample < samples:
        message = f"there is no sample {sample + 1}: this network has {samples}, counted from 1"
    elif sample is not None and sample not in samples_of(worksheet.network, update):
        if entry.update is None:
            return _first_use(worksheet, sample), sample
        message = f"step {update + 1} does not use sample {sample + 1}"
    else:
        return update, sample
    problem = Problem(message, entry.place)
    if problem not in problems.found:
        problems.found.append(problem)
    return None


def _first_use(worksheet: Worksheet, sample: int) -> int:
    uses = (update for update in worksheet.updates if sample in samples_of(worksheet.network, update))
    return next(uses, 0)


def _answer(entry: Entry, where: tuple[int, int | None], names: Names, problems: Problems) -> Answer:
    quantity = names.find(entry.name)
    help = "" if quantity is not None else names.nearest(entry.name)
    return Answer(entry.name.strip(), quantity, _written(entry, problems), *where, help)


def _written(entry: Entry, problems: Problems) -> Written | None:
    text = entry.text.strip()
    if text.casefold() in BLANKS or not text.strip("_."):
        return None
    try:
        return parse(text, f"the answer to {quoted(entry.name)}")
    except InputError as error:
        problems.found += [one._replace(place=entry.place) for one in error.problems]
        return None


def _twice(entry: Entry, first: Entry, problems: Problems) -> None:
    assert entry.place is not None
    line = f" in line {first.place.line}" if first.place else ""
    same = "" if entry.name == first.name else f", which is another name of {quoted(first.name)}"
    message = f"{quoted(entry.name)} is answered twice{same}: the first answer stands{line}"
    problems.found.append(Problem(message, entry.place, "keep one of the two"))


def asked_for(names: Sequence[str], worksheet: Worksheet) -> tuple[Answer, ...]:
    """A blank for each of some numbers. Raises InputError for a name of no number."""
    problems = Problems("", "")
    blanks = answers_of([Entry(name, "") for name in names], worksheet, problems)
    unknown = tuple(
        Problem(f"no number of this network is called {quoted(one.name)}", help=one.help or None)
        for one in blanks
        if one.quantity is None
    )
    if unknown:
        raise InputError(unknown)
    return blanks
