"""A YAML syntax error retold in plain words: the right place, and what to write.

PyYAML says where it gave up, which may be lines after the fault; `context_mark` is where the construct began.
Its two parsers word their errors differently, so a row of `CAUSES` goes by a word that both use, and the text
itself is looked at for the rest. To add a cause: a row, and a function from a `Fault` to a `Problem`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import yaml

from ...errors import Place, Problem
from .directives import refusal
from .wording import quoted

EQUALS_HELP = "write a colon and a blank between a key and its value: `{}: {}`"


class Fault(NamedTuple):
    """A syntax error: the lines of the text, where the parser gave up, where its construct began."""

    lines: list[str]
    at: Place
    start: Place

    def line(self, number: int) -> str:
        """A line by its number from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def sign(self) -> str:
        """The character where the parser gave up."""
        return self.line(self.at.line)[self.at.column - 1 : self.at.column]


def diagnose(text: str, error: Exception) -> Problem:
    """The problem that a syntax error is."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem("this is no valid YAML: an escape or a character in it is none")
    at = Place(error.problem_mark.line + 1, error.problem_mark.column + 1)
    context = error.context_mark
    start = Place(context.line + 1, context.column + 1) if context else at
    fault = Fault(text.split("\n"), at, start)
    words = f"{error.context} {error.problem}".lower()
    for needle, tell in CAUSES:
        if needle in words:
            return tell(fault)
    return Problem("this is no valid YAML", at)


def _directive(fault: Fault) -> Problem:
    return refusal(fault.start)


def _tag(fault: Fault) -> Problem:
    message = "a tag (a word that begins with !) is not understood here"
    return Problem(message, fault.at, "delete the tag; put a text that begins with ! in quotes")


def _escape(fault: Fault) -> Problem:
    line = fault.line(fault.at.line)
    backslash = line.rfind("\\", 0, fault.at.column)
    place = Place(fault.at.line, backslash + 1) if backslash >= 0 else fault.at
    word = line[backslash + 1 : backslash + 7]
    end = backslash + 1 + next((at for at, sign in enumerate(word) if at and not sign.isalnum()), len(word))
    return Problem(
        f"the backslash begins the escape of a character, but {quoted(line[backslash:end])} is none",
        place,
        "write two backslashes, or single quotes instead of double quotes",
    )


def _quote(fault: Fault) -> Problem:
    sign = fault.line(fault.start.line)[fault.start.column - 1 : fault.start.column]
    return Problem(
        f"the quote {sign} that begins here is never closed",
        fault.start,
        f"write {sign} at the end of the text"
        + (", or double quotes around a text with an apostrophe" * (sign == "'")),
    )


def _bracket(fault: Fault) -> Problem:
    opened = fault.line(fault.start.line)[fault.start.column - 1 : fault.start.column]
    closing = {"[": "]", "{": "}"}.get(opened, "]")
    if fault.sign and fault.sign in "]}":
        message = f"the bracket {opened} is closed by {fault.sign}, but {closing} is expected"
        return Problem(message, fault.at, None, (f"the bracket {opened} opens in line {fault.start.line}",))
    if fault.sign == "?":
        message = "a text with ? within brackets must stand in quotes"
        return Problem(message, fault.at)
    line = fault.line(fault.at.line)
    if not line.strip() or (fault.at.line > fault.start.line and _begins_key(line)):
        help = f"write {closing} at the end of the {'list' if opened == '[' else 'mapping'}"
        return Problem(
            f"the bracket {opened} that begins here is never closed by {closing}", fault.start, help
        )
    return Problem(
        "a comma is missing between two values here",
        fault.at,
        "write a comma and a blank between two values",
        (f"the bracket {opened} opens in line {fault.start.line}",),
    )


def _begins_key(line: str) -> bool:
    key, colon, _ = line.strip().removeprefix("- ").partition(":")
    return bool(colon) and key.strip().replace("_", "").isalnum()


def _hole(fault: Fault) -> Problem:
    if fault.sign == ",":
        message = "a value is missing before this comma"
        return Problem(message, fault.at, "write the value, or delete one of the two commas")
    return Problem("a value is missing here", fault.at)


def _block_scalar(fault: Fault) -> Problem:
    sign = fault.line(fault.start.line)[fault.start.column - 1 : fault.start.column]
    return Problem(f"a value cannot begin with {sign} without quotes", fault.start, "put the text in quotes")


def _reference(fault: Fault) -> Problem:
    sign = fault.line(fault.start.line)[fault.start.column - 1 : fault.start.column]
    what = "an alias" if sign == "*" else "an anchor"
    return Problem(f"{sign} begins {what}, but no name follows", fault.start, "put the text in quotes")


def _sign(fault: Fault) -> Problem:
    return Problem(
        f"a value cannot begin with {fault.sign} without quotes", fault.at, "put the text in quotes"
    )


def _no_colon(fault: Fault) -> Problem:
    return _without_colon(fault, fault.start.line)


def _without_colon(fault: Fault, number: int) -> Problem:
    line = fault.line(number)
    begin = Place(number, len(line) - len(line.lstrip()) + 1)
    for sign, what in (("\uff1a", "the fullwidth colon U+FF1A"), ("=", "the sign =")):
        if sign in line:
            key, _, value = line.strip().removeprefix("- ").partition(sign)
            help = EQUALS_HELP.format(key.strip(), value.strip())
            return Problem(
                f"{what} stands here, but a colon is expected", Place(number, line.index(sign) + 1), help
            )
    key, colon, value = line.strip().partition(":")
    if colon and value:
        place = Place(number, line.index(":") + 1)
        return Problem("a blank is missing after the colon", place, f"write `{key}: {value.strip()}`")
    key, _, value = line.strip().removeprefix("- ").partition(" ")
    help = EQUALS_HELP.format(key, value.strip() or "...")
    return Problem("a colon is missing in this line", begin, help if len(line) < 80 else None)


def _colon(fault: Fault) -> Problem:
    line, column = fault.line(fault.at.line), fault.at.column
    before = line[: column - 1]
    if len(before) > 1000:
        return Problem("a key is too long", Place(fault.at.line, 1))
    if ": " in before:
        key, _, value = line.strip().removeprefix("- ").partition(": ")
        help = f'put the text in quotes: `{key}: "{value}"`' if len(line) < 80 else "put the text in quotes"
        return Problem("a second colon stands in this line, in a text without quotes", fault.at, help)
    number = fault.at.line - 1
    while number and not fault.line(number).strip():
        number -= 1
    above = fault.line(number)
    if number and ": " not in above + " ":
        return _without_colon(fault, number)
    if number and _indent(line) > _indent(above):
        place = Place(fault.at.line, _indent(line) + 1)
        message = "this line is indented deeper than the line above, which has a value already"
        return Problem(message, place, "let the keys of one mapping begin in the same column")
    return Problem("a colon stands where no key can be", fault.at, "put a text that holds a colon in quotes")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _block(fault: Fault) -> Problem:
    line = fault.line(fault.at.line)
    if fault.sign and fault.sign in "]}":
        message = f"the bracket {fault.sign} closes nothing: it is one too many"
        return Problem(message, fault.at, "delete it, or write the bracket that it closes")
    before = line[: fault.at.column - 1].rstrip()
    if before and before[-1] in "\"'":
        help = "put the whole text in quotes of the other kind, or double the quotes inside"
        return Problem("the quoted text ends before this, but the line goes on", fault.at, help)
    if before.endswith(("]", "}")):
        return Problem(
            "the list or mapping ends before this, but the line goes on",
            fault.at,
            "put one pair of brackets around all of it: `[[1, 2], [3, 4]]`",
        )
    above = fault.line(fault.at.line - 1)
    if above.lstrip().startswith("-") and not above.lstrip().startswith(("- ", "--")):
        place = Place(fault.at.line - 1, _indent(above) + 1)
        return Problem("a blank is missing after the dash", place, f"write `- {above.strip()[1:]}`"[:80])
    return _indentation(fault)


def _indentation(fault: Fault) -> Problem:
    blanks = _indent(fault.line(fault.at.line))
    return Problem(
        f"this line is indented by {blanks} blank{'' if blanks == 1 else 's'}, which fits no line above",
        Place(fault.at.line, blanks + 1),
        "let the keys of one mapping, and the dashes of one list, begin in the same column",
    )


def _end(fault: Fault) -> Problem:
    if any(line.strip() == "..." for line in fault.lines[: fault.at.line]):
        message = "the line ... ends the document, but the file goes on"
        return Problem(message, fault.at, "delete the line ...")
    first = next((line for line in fault.lines if line.strip() and not line.startswith(("#", "%"))), "")
    if _indent(first) > _indent(fault.line(fault.at.line)):
        return _indentation(fault)
    return Problem(
        "the file goes on after its list or mapping has ended", fault.at, "write one key on each line"
    )


CAUSES: tuple[tuple[str, Callable[[Fault], Problem]], ...] = (
    ("incompatible", _directive),
    ("directive", _directive),
    ("tag", _tag),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("quoted scalar", _quote),
    ("flow sequence", _bracket),
    ("flow mapping", _bracket),
    ("node content", _hole),
    ("block scalar", _block_scalar),
    ("alias", _reference),
    ("anchor", _reference),
    ("cannot start any token", _sign),
    ("simple key", _no_colon),
    ("not allowed", _colon),
    ("document start>", _end),
    ("block", _block),
)
"""A word of both parsers' messages, and who tells the cause; the first row that fits is taken."""
