"""What is wrong with a command line, as a `Problem`, and the types of options that say it themselves.

Click finds the mistakes; the words are ours, so that a wrong option reads like a wrong line of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import click

from backprop_cli.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


class OneOf(click.ParamType):  # type: ignore[type-arg]
    """One of a few words; a near miss is told which of them it is near to."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def get_metavar(self, *_: Any, **__: Any) -> str:
        """The words, as the help shows them."""
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself, in lower case."""
        word = str(value).lower()
        if word not in self.words:
            refuse(f"{_option(param)}: '{value}' is not one of {', '.join(self.words)}", word, self.words)
        return word


class Whole(click.ParamType):  # type: ignore[type-arg]
    """A whole number within bounds; outside them it is refused, or with `clamp` brought to the bound."""

    name = "number"

    def __init__(self, low: int, high: int, clamp: bool = False) -> None:
        self.low, self.high, self.clamp = low, high, clamp

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a default is one already."""
        text = str(value).strip()
        digits = text.removeprefix("-").removeprefix("+")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 18):
            self._refuse(param, text)
        number = int(text)
        if self.clamp:
            return min(max(number, self.low), self.high)
        if not self.low <= number <= self.high:
            self._refuse(param, text)
        return number

    def _refuse(self, param: click.Parameter | None, text: str) -> NoReturn:
        refuse(f"{_option(param)} takes a whole number from {self.low} to {self.high}, not '{text}'")


def refuse(message: str, word: str = "", known: Iterable[str] = (), help: str | None = None) -> NoReturn:
    """Raise an error of usage; what it should have been is looked for among the known words."""
    raise InputError((Problem(message, help=did_you_mean(word, known) or help),))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The question with the known words nearest to this one, or None."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), cutoff=0.6)
    return f"did you mean {' or '.join(repr(one) for one in near)}?" if near else None


def usage_problem(error: click.UsageError) -> Problem:
    """The problem that an error of click is about."""
    path = error.ctx.command_path if error.ctx else "backprop"
    help = f"'{path} --help' shows how it is used"
    if isinstance(error, click.NoSuchOption):
        near = [f"'{one}'" for one in error.possibilities or ()]
        return Problem(
            f"{path} has no option '{error.option_name}'",
            help=f"did you mean {' or '.join(near)}?" if near else help,
        )
    if isinstance(error, click.MissingParameter) and error.param is not None:
        option = isinstance(error.param, click.Option)
        missing = _option(error.param) if option else error.param.human_readable_name
        return Problem(f"{path} needs {missing}", help=help)
    message = error.format_message().removesuffix(".")
    return Problem(message[:1].lower() + message[1:], help=help)


def _option(param: click.Parameter | None) -> str:
    return max(param.opts, key=len) if param is not None else "the value"
