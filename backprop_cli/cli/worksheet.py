"""`backprop worksheet`: the sheet with blanks, its key, and the empty answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli import solve
from backprop_cli.cli.output import STANDARD, File, refuse_inputs, write_files, write_stdout
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.writing.style import LEVELS, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

EPILOG = """\b
Examples:
  backprop worksheet net.yaml -o sheet.pdf --key key.pdf
  backprop worksheet net.yaml --level substitution -o sheet.tex
  backprop worksheet net.yaml --ask E,dE/dw5,w5+ -o sheet.md"""

LATER: list[click.Parameter] = [
    click.Option(
        ["--ask"], multiple=True, metavar="NAMES", help="Numbered questions for these numbers only."
    ),
    click.Option(["--level"], type=OneOf(*LEVELS), default=LEVELS[0], help="How much is left out."),
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
    network: str,
    format_: str | None,
    output: tuple[str, ...],
    only: tuple[str, ...],
    ask: tuple[str, ...],
    key: tuple[str, ...],
    answers: str | None,
    **look: Any,
) -> None:
    """Write NETWORK as a worksheet: the calculation with a blank for every computed number.

    The same seed with more --given gives a series of sheets that fades from empty to worked.
    """
    from backprop_cli.network.bundled import find

    if only and ask:
        refuse("--only and --ask stand side by side, but one of the two is expected")
    path, share = find(network), _share(look["given"])
    empty = [solve.target_of(one, format_) for one in output or (STANDARD,)]
    solved = [solve.target_of(one, None) for one in key]
    _refuse([*(one.path for one in (*empty, *solved)), *([answers] if answers else [])], [path])
    sheet = solve.worksheet_of(path, only, look, ask)
    _refuse([*(one.path for one in (*empty, *solved)), *([answers] if answers else [])], sheet.network.tables)
    _write(sheet, empty, solved, answers, share, look)


def _refuse(paths: Iterable[str], inputs: Iterable[str]) -> None:
    """Nothing is written over what is read, and nothing twice."""
    seen: set[str] = set()
    for path in paths:
        refuse_inputs(path, inputs)
        if path in seen and path != STANDARD:
            refuse(f"{path} would be written twice", help="give each output a name of its own")
        seen.add(path)


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


def _write(
    sheet: Any,
    empty: list[solve.Target],
    solved: list[solve.Target],
    answers: str | None,
    share: float,
    look: dict[str, Any],
) -> None:
    """Render everything, and only then write it: files first, then standard output."""
    from backprop_cli.example.blanks import blanks

    blank = blanks(sheet, share, look["seed"])
    ready = [
        (one, one.format.render(sheet, _blank(solve.style_of(one.path, look), blank, look))) for one in empty
    ]
    ready += [(one, one.format.render(sheet, solve.style_of(one.path, look))) for one in solved]
    files = [File(one.path, pieces) for one, pieces in ready if one.path != STANDARD]
    write_files(files + ([File(answers, [_template(sheet, blank)])] if answers else []))
    for one, pieces in ready:
        if one.path == STANDARD:
            write_stdout(pieces, one.format.data)


def _blank(style: Style, blank: Any, look: dict[str, Any]) -> Style:
    return style._replace(blank=blank, level=look["level"])


def _template(sheet: Any, blank: Any) -> str:
    """The empty answers: what is asked for, or every blank in its order."""
    from backprop_cli.answers.template import template
    from backprop_cli.example.blanks import entries

    text: str = template(sheet, entries(sheet, blank))
    return text
