"""`backprop worksheet`: the sheet with blanks, its key, and the empty answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from backprop_cli.cli import solve
from backprop_cli.cli.look import with_look
from backprop_cli.cli.output import STANDARD, is_special
from backprop_cli.cli.several import refuse_losses, spread
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.formats import Format
from backprop_cli.program import Output, Pieces, solved
from backprop_cli.writing.style import LEVELS, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backprop_cli.cli.look import Look
    from backprop_cli.sheet.blanks import Blanks
    from backprop_cli.sheet.request import Request

EPILOG = """\b
Examples:
  backprop worksheet net.yaml -o sheet.pdf --key key.pdf
  backprop worksheet net.yaml --level substitution -o sheet.tex
  backprop worksheet net.yaml --ask E,dE/dw5,w5+ -o sheet.md"""


class Level(OneOf):
    """A level, or "given 50%", which is --given 50%."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The level itself."""
        word, _, share = str(value).strip().partition(" ")
        if word.lower() != GIVEN or ctx is None:
            return super().convert(value, param, ctx)
        ctx.params[GIVEN] = share.strip()
        return self.words[0]


GIVEN = "given"
"""The option, and the level, that gives a share of the numbers."""

LATER: list[click.Parameter] = [
    click.Option(
        ["--ask"], multiple=True, metavar="NAMES", help="Numbered questions for these numbers only."
    ),
    click.Option(["--level"], type=Level(*LEVELS), default=LEVELS[0], help="How much is left out."),
    click.Option(["--given"], metavar="50%", help="Share of the computed numbers that are given."),
    click.Option(
        ["--seed"], type=Whole(0, 2**32 - 1), default=0, help="Which numbers are given; 0 by default."
    ),
    click.Option(["--key"], multiple=True, metavar="FILE", help="Write the solution, numbered alike."),
    click.Option(["--answers"], metavar="FILE", help="Write an empty answer file, for backprop check."),
]
"""What only this command takes."""


ANSWERS = Format("answers", (".yaml", ".yml"), "backprop_cli.check.empty_answers", data=True, is_page=False)
"""An empty answer file, which only this command writes."""


@click.command(epilog=EPILOG, params=[*solve.command.params, *LATER])
@with_look
def command(
    network: tuple[str, ...],
    format_: str | None,
    output: tuple[str, ...],
    digits: int,
    look: Look,
    **asked: Any,
) -> None:
    """Write NETWORK as a worksheet: the calculation with a blank for every computed number.

    The same seed with more --given gives a series of sheets that fades from empty to worked. Several networks
    are written to -o 'folder/{name}.pdf', where {name} is the name of each one's file.
    """
    from backprop_cli.network.bundled import find

    if asked["only"] and asked["ask"]:
        refuse("--only and --ask stand side by side, but one of the two is expected")
    paths, blanks = [find(name) for name in network], _blanks(asked["seed"])
    rows = _sheets(paths, output or (STANDARD,), format_, asked)
    every = [sheet.target.path for row in rows for sheet in row]
    refuse_losses(every, paths, once=True)

    def style_of(sheet: Sheet) -> Style:
        style = look.style(sheet.target.path, digits)
        return style._replace(blank=blanks, level=asked["level"]) if sheet.is_empty else style

    request, ready = solve.request_of(asked), list[tuple[solve.Target, Pieces]]()
    for path, row in zip(paths, rows, strict=True):
        ready += _written(path, row, request, style_of, every)
    solve.write(ready)


class Sheet(NamedTuple):
    """Where a sheet goes, and whether its numbers are blank."""

    target: solve.Target
    is_empty: bool


def _sheets(
    paths: list[str], output: tuple[str, ...], format_: str | None, asked: dict[str, Any]
) -> list[list[Sheet]]:
    """The empty sheets of each network, its solutions, and its empty answers."""
    empty = solve.targets_of(output, paths, format_, asked["fragment"])
    keys = solve.targets_of(asked["key"], paths)
    if asked["fragment"]:
        keys = [list(map(solve.as_fragment, row)) for row in keys]
    answers = spread([_yaml(asked["answers"])] if asked["answers"] else [], paths)
    return [
        [
            *(Sheet(target, True) for target in sheets),
            *(Sheet(target, False) for target in solutions),
            *(Sheet(solve.Target(file, ANSWERS), True) for file in files),
        ]
        for sheets, solutions, files in zip(empty, keys, answers, strict=True)
    ]


def _written(
    path: str, row: list[Sheet], request: Request, style_of: Callable[[Sheet], Style], every: list[str]
) -> Iterator[tuple[solve.Target, Pieces]]:
    """The sheets of a network, ready to be written over nothing that is read."""
    worksheet, written = solved(path, request, [Output(s.target.format, style_of(s)) for s in row])
    refuse_losses(every, worksheet.network.tables)
    return ((sheet.target, pieces) for sheet, pieces in zip(row, written, strict=True))


def _blanks(seed: int) -> Blanks:
    """What is left blank: all but the share that is given."""
    from backprop_cli.sheet.blanks import Blanks

    return Blanks(_share(click.get_current_context().params.get(GIVEN)), seed)


def _yaml(path: str) -> str:
    """The name of an answer file, which is written as YAML."""
    if not path.lower().endswith((".yaml", ".yml")) and path != STANDARD and not is_special(path):
        refuse(f"--answers {path}: answers are written as YAML", help="end the name in .yaml")
    return path


def _share(text: str | None) -> float:
    """50% or 0.5 as a share from 0 to 1."""
    if text is None:
        return 0
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        refuse(f"--given takes a share from 0% to 100%, not '{text}'")
    return share
