"""`backprop worksheet`: the sheet with blanks, its key, and the empty answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli import solve
from backprop_cli.cli.output import STANDARD, is_special
from backprop_cli.cli.several import refuse_losses, spread
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.writing.style import LEVELS, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@click.command(epilog=EPILOG, params=[*solve.command.params, *LATER])
def command(
    network: tuple[str, ...],
    format_: str | None,
    output: tuple[str, ...],
    only: tuple[str, ...],
    ask: tuple[str, ...],
    key: tuple[str, ...],
    answers: str | None,
    **look: Any,
) -> None:
    """Write NETWORK as a worksheet: the calculation with a blank for every computed number.

    The same seed with more --given gives a series of sheets that fades from empty to worked. Several networks
    are written to -o 'folder/{name}.pdf', where {name} is the name of each one's file.
    """
    from backprop_cli.network.bundled import find

    if only and ask:
        refuse("--only and --ask stand side by side, but one of the two is expected")
    paths, share = [find(one) for one in network], _share(click.get_current_context().params.get(GIVEN))
    empty = solve.targets_of(output or (STANDARD,), paths, format_, look["fragment"])
    solved = solve.targets_of(key, paths)
    if look["fragment"]:
        solved = [list(map(solve.as_fragment, row)) for row in solved]
    templates = spread([_yaml(answers)] if answers else [], paths)
    every = [one.path for row in (*empty, *solved) for one in row] + [one for row in templates for one in row]
    refuse_losses(every, paths, once=True)
    ready: list[solve.Ready] = []
    for path, *row in zip(paths, empty, solved, templates, strict=True):
        sheet = solve.worksheet_of(path, only, look, ask)
        refuse_losses(every, sheet.network.tables)
        ready += _rendered(sheet, row, share, look)
    solve.write(ready)


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


def _rendered(sheet: Any, row: list[Any], share: float, look: dict[str, Any]) -> Iterator[solve.Ready]:
    """The empty sheets, their solutions, and the empty answers."""
    from backprop_cli.sheet.blanks import blanks

    empty, solved, templates = row
    blank = blanks(sheet, share, look["seed"])
    for one in empty:
        yield solve.rendered(one, sheet, _blank(solve.style_of(one.path, look), blank, look))
    for one in solved:
        yield solve.rendered(one, sheet, solve.style_of(one.path, look))
    for path in templates:
        yield solve.Ready(path, [_template(sheet, blank)])


def _blank(style: Style, blank: Any, look: dict[str, Any]) -> Style:
    return style._replace(blank=blank, level=look["level"])


def _template(sheet: Any, blank: Any) -> str:
    """The empty answers: what is asked for, or every blank in its order."""
    from backprop_cli.check.empty_answers import template
    from backprop_cli.sheet.blanks import entries

    text: str = template(sheet, entries(sheet, blank))
    return text
