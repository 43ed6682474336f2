"""`backprop worksheet`: the sheet with blanks, its key, and the empty answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli import solve
from backprop_cli.cli.look import with_look
from backprop_cli.cli.output import STANDARD, is_special
from backprop_cli.cli.several import refuse_losses, spread
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.formats import Format
from backprop_cli.program import Output, solved
from backprop_cli.writing.style import LEVELS, Style

if TYPE_CHECKING:
    from backprop_cli.cli.look import Look
    from backprop_cli.sheet.blanks import Blanks
    from backprop_cli.sheet.worked_example import Worksheet

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


ANSWERS = Format("answers", (".yaml", ".yml"), "", data=True, is_page=False)
"""An answer file, which no sheet is written as."""


@click.command(epilog=EPILOG, params=[*solve.command.params, *LATER])
@with_look
def command(
    network: tuple[str, ...],
    format_: str | None,
    output: tuple[str, ...],
    fragment: bool,
    key: tuple[str, ...],
    answers: str | None,
    level: str,
    seed: int,
    digits: int,
    look: Look,
    **asked: Any,
) -> None:
    """Write NETWORK as a worksheet: the calculation with a blank for every computed number.

    The same seed with more --given gives a series of sheets that fades from empty to worked. Several networks
    are written to -o 'folder/{name}.pdf', where {name} is the name of each one's file.
    """
    from backprop_cli.network.bundled import find
    from backprop_cli.sheet.blanks import Blanks

    if asked["only"] and asked["ask"]:
        refuse("--only and --ask stand side by side, but one of the two is expected")
    paths = [find(name) for name in network]
    blanks = Blanks(_share(click.get_current_context().params.get(GIVEN)), seed)
    targets = _targets(paths, output or (STANDARD,), key, format_, fragment)
    templates = spread([_yaml(answers)] if answers else [], paths)
    refuse_losses(_paths(targets, templates), paths, once=True)
    request, ready = solve.request_of(asked), []

    def style_of(path: str, empty: bool) -> Style:
        style = look.style(path, digits)
        return style._replace(blank=blanks, level=level) if empty else style

    for path, sheets, files in zip(paths, targets, templates, strict=True):
        outputs = [Output(target.format, style_of(target.path, empty)) for target, empty in sheets]
        worksheet, pieces = solved(path, request, outputs)
        refuse_losses(_paths(targets, templates), worksheet.network.tables)
        ready += [(target, text) for (target, _), text in zip(sheets, pieces, strict=True)]
        ready += [(solve.Target(file, ANSWERS), [_template(worksheet, blanks)]) for file in files]
    solve.write(ready)


Sheet = tuple[solve.Target, bool]
"""Where a sheet goes, and whether its numbers are blank."""


def _targets(
    paths: list[str],
    output: tuple[str, ...],
    key: tuple[str, ...],
    format_: str | None,
    fragment: bool,
) -> list[list[Sheet]]:
    """The empty sheets of each network, and its solutions."""
    empty = solve.targets_of(output, paths, format_, fragment)
    keys = solve.targets_of(key, paths)
    if fragment:
        keys = [list(map(solve.as_fragment, row)) for row in keys]
    return [
        [*((target, True) for target in sheets), *((target, False) for target in solutions)]
        for sheets, solutions in zip(empty, keys, strict=True)
    ]


def _paths(targets: list[list[Sheet]], templates: list[tuple[str, ...]]) -> list[str]:
    """Every file that is written."""
    return [target.path for row in targets for target, _ in row] + [path for row in templates for path in row]


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


def _template(worksheet: Worksheet, blanks: Blanks) -> str:
    """The empty answers: what is asked for, or every blank in its order."""
    from backprop_cli.check.empty_answers import template
    from backprop_cli.sheet.blanks import entries

    return template(worksheet, entries(worksheet, blanks))
