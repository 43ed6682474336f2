"""Answers: the entries of a file (`entries`) with the numbers that they name and what is written of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...calculation.quantity import Quantity
from ...calculation.schedule import samples_of
from ...errors import InputError, Problem
from ...network.yaml.limits import ANSWER_BYTES, FILE_BYTES, NAME_CHARACTERS
from ...network.yaml.problems import Problems
from ...network.yaml.text import readable
from ...network.yaml.untrusted import shown
from ...network.yaml.wording import quoted
from ...writing.number_names import Names, bare
from .entries import entries_of, without_tabs
from .entry import Entry
from .solved_answers import is_solved
from .written import Written, parse

if TYPE_CHECKING:
    from ...sheet.worked_example import Worksheet

BLANKS = frozenset(("", "?", "-", "–", "—", "...", "…", "n/a", "null", "~", "todo", "x"))
"""What stands for an answer that was not given, beside a row of underscores."""

SUGGESTIONS = 20
"""Unknown names that get a suggestion: a sheet with more of them is one of another network."""


class Answer(NamedTuple):
    """What a student says of a number: None as `quantity` is an unknown name, None as `written` a blank.

    A blank with a `text` is an answer that cannot be read; `help` says why, or what else a name may be.
    """

    name: str
    quantity: Quantity | None
    written: Written | None
    update: int = 0
    sample: int | None = None
    help: str = ""
    text: str = ""


def read_answers(
    data: bytes, file: str, worksheet: Worksheet, changed: Sequence[Entry] = ()
) -> tuple[Answer, ...]:
    """The answers of a file, those of `changed` in the place of the file's. Raises InputError."""
    text = readable(without_tabs(data, file), file, FILE_BYTES if is_solved(data) else ANSWER_BYTES)
    problems = Problems(file, text)
    entries = list(entries_of(text, file, problems))
    if problems.found:
        raise problems.error()
    return answers_of([*entries, *changed], worksheet, problems)


def answers_of(entries: Sequence[Entry], worksheet: Worksheet, problems: Problems) -> tuple[Answer, ...]:
    """The answers of entries; a later entry without a place is in the place of the file's."""
    first = (worksheet.reported[0], None)
    known: dict[tuple[int, int | None], Names] = {first: Names(worksheet, *first)}
    unknown = 0
    answered: dict[object, tuple[Answer, Entry]] = {}
    unreadable = Problems(problems.file, problems.text)
    for entry in (_with_sample(entry, known[first]) for entry in entries):
        where = _place(entry, worksheet, problems)
        if where is None:
            continue
        if where not in known:
            known[where] = Names(worksheet, *where)
        answer = _answer(entry, where, known[where], problems if entry.place is None else unreadable)
        if answer.quantity is None and unknown < SUGGESTIONS:
            unknown += 1
            answer = answer._replace(help=known[where].nearest(entry.name))
        key = answer.quantity or (answer.name, *where)
        if key in answered and _said(answer) != _said(answered[key][0]):
            _twice(entry, answered[key][1], problems)
        answered[key] = (answer, entry)
    if all(answer.quantity is None for answer, _ in answered.values()):
        problems.found += unreadable.found  # nothing of it is an answer
    if problems.found:
        raise problems.error()
    return tuple(answer for answer, _ in answered.values())


def _with_sample(entry: Entry, names: Names) -> Entry:
    """An entry of the sample that its name tells, if it is a number's name without it."""
    name, sample = bare(entry.name)
    if sample is None or entry.sample is not None or entry.name.strip() in names.plain:
        return entry
    return entry if names.find(name) is None else entry._replace(name=name, sample=sample)


def _place(entry: Entry, worksheet: Worksheet, problems: Problems) -> tuple[int, int | None] | None:
    """The step and the sample of an entry; complains of those that there are not."""
    updates, samples = len(worksheet.updates), len(worksheet.network.samples)
    update = worksheet.reported[0] if entry.update is None else entry.update
    asked = worksheet.request.sample
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
    answer = Answer(shown(entry.name.strip(), NAME_CHARACTERS), names.find(entry.name), None, *where)
    text = entry.text.strip()
    if is_blank(text):
        return answer
    if entry.fault:
        return answer._replace(text=text, help=entry.fault)
    try:
        return answer._replace(written=parse(text, f"the answer to {quoted(entry.name)}"))
    except InputError as error:
        problems.found.append(error.problems[0]._replace(place=entry.place))
        return _unreadable(answer, text, error.problems[0])


def _unreadable(answer: Answer, text: str, problem: Problem) -> Answer:
    """An answer that cannot be read: what was written, and what to write instead."""
    help = (problem.help or problem.message.rpartition("but ")[2]).partition(", or a list")[0]
    return answer._replace(text=shown(" ".join(text.split()), NAME_CHARACTERS), help=help)


def _said(answer: Answer) -> tuple[Written | None, str]:
    return answer.written, answer.text


def is_blank(text: str) -> bool:
    """Whether a text stands for an answer that is not given."""
    return text.casefold() in BLANKS or not text.strip("_.")


def _twice(entry: Entry, first: Entry, problems: Problems) -> None:
    """Complain of two answers to one number, unless the command line takes the place of a file."""
    if entry.place is None and first.place is not None:
        return
    line = f" in line {first.place.line}" if first.place else ""
    same = "" if entry.name == first.name else f", which is another name of {quoted(first.name)}"
    message = f"{quoted(entry.name)} is answered twice{same}: the first answer stands{line}"
    problems.found.append(Problem(message, entry.place, "keep one of the two"))


def asked_for(names: Sequence[str], worksheet: Worksheet) -> tuple[Answer, ...]:
    """A blank for each of some numbers. Raises InputError for a name of no number."""
    problems = Problems("", "")
    blanks = answers_of([Entry(name, "") for name in names], worksheet, problems)
    unknown = tuple(
        Problem(f"no number of this network is called {quoted(blank.name)}", help=blank.help or None)
        for blank in blanks
        if blank.quantity is None
    )
    if unknown:
        raise InputError(unknown)
    return blanks
