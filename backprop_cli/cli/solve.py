"""`backprop solve`: a network file in, the whole worked example out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from backprop_cli.cli.console import is_terminal
from backprop_cli.cli.look import DIGITS, Look, looking
from backprop_cli.cli.output import STANDARD, File, by_suffix, write_files, write_stdout
from backprop_cli.cli.several import refuse_losses, spread
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.formats import FORMATS, FRAGMENTS, SUFFIXES, Format

if TYPE_CHECKING:
    from backprop_cli.network.model import Rounding
    from backprop_cli.sheet.request import Request

PARTS = ("forward", "loss", "backward", "update")
"""The parts of a worked example, in their order."""

EPILOG = """\b
Examples:
  backprop solve net.yaml
  backprop solve net.yaml --only w5,out_h1 --digits 9
  backprop solve net.yaml -o net.pdf -o net.json
  backprop solve one.yaml two.yaml -o 'sheets/{name}.pdf'"""


class Target(NamedTuple):
    """Where the worked example goes (`-` is standard output) and in which format."""

    path: str
    format: Format


@click.command(epilog=EPILOG)
@click.argument("network", nargs=-1, required=True)
@click.option("--format", "format_", type=OneOf(*FORMATS), help="What to write; else -o decides.")
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    help="Write to a file: .pdf, .md, .tex, .html, .typ, .json, .txt or .csv.",
)
@click.option("--fragment", is_flag=True, help="LaTeX without a preamble, for a document of your own.")
@click.option("--only", multiple=True, metavar="NAMES", help="Only these and what they are made from.")
@click.option(
    "--part",
    multiple=True,
    type=OneOf(*PARTS),
    metavar="PART",
    help=f"Only {', '.join(PARTS[:-1])} or {PARTS[-1]}.",
)
@click.option("--notation", metavar="NAME", help="chain, delta, beta, matrix, expanded, or a lecture.")
@click.option("--round", "rounding", metavar="4dp|4sf", help="Round each step, as on paper, and carry on.")
@click.option("--round-mode", type=OneOf("half-up", "half-even"), default="half-up", help="Where ties go.")
@click.option("--final-only", is_flag=True, help="With --round: round only what is shown.")
@click.option("--step", type=Whole(1, 1_000_000), metavar="N", help="Only this step of several, from 1.")
@click.option("--sample", type=Whole(1, 1_000_000), metavar="N", help="Only this sample of several, from 1.")
@click.option("--digits", type=Whole(0, 40), default=DIGITS, help="Decimals to show, 0 to 40; 6 by default.")
@looking()
def command(
    network: tuple[str, ...],
    format_: str | None,
    output: tuple[str, ...],
    fragment: bool,
    digits: int,
    look: Look,
    **asked: Any,
) -> None:
    """Work out NETWORK step by step: forward, loss, backward, update.

    NETWORK is a file, - for standard input, or the name of a bundled network (see 'backprop networks').
    Several are written to -o 'folder/{name}.pdf', where {name} is the name of each one's file.
    """
    from backprop_cli.network.bundled import find
    from backprop_cli.program import Output, solved

    paths = [find(name) for name in network]
    targets = targets_of(output or (STANDARD,), paths, format_, fragment)
    every = [target.path for row in targets for target in row]
    refuse_losses(every, paths, len(paths) > 1)
    request, ready = request_of(asked), []
    for path, row in zip(paths, targets, strict=True):
        outputs = [Output(target.format, look.style(target.path, digits)) for target in row]
        worksheet, pieces = solved(path, request, outputs)
        refuse_losses(every, worksheet.network.tables)
        ready += list(zip(row, pieces, strict=True))
    write(ready)


def targets_of(
    outputs: tuple[str, ...], networks: list[str], format_: str | None = None, fragment: bool = False
) -> list[list[Target]]:
    """The targets of each network."""
    rows = [[target_of(path, format_) for path in row] for row in spread(outputs, networks, format_)]
    if not fragment:
        return rows
    formats = {target.format.name for row in rows for target in row}
    if formats.isdisjoint(FRAGMENTS):
        refuse(f"--fragment is for LaTeX, not for {', '.join(sorted(formats))}", help="write -o part.tex")
    return [[as_fragment(target) for target in row] for row in rows]


def as_fragment(target: Target) -> Target:
    """The same target without a preamble, where its format has such a form."""
    return target._replace(format=FRAGMENTS.get(target.format.name, target.format))


def target_of(path: str, format_: str | None) -> Target:
    """The format that was asked for, else the one of the suffix; streams are read by people."""
    if format_ is None:
        return Target(path, by_suffix(path, SUFFIXES, FORMATS["terminal"]))
    if path == STANDARD and FORMATS[format_].binary and is_terminal():
        refuse(f"a terminal cannot show {format_}", help=f"write -o sheet{FORMATS[format_].suffixes[0]}")
    return Target(path, FORMATS[format_])


def request_of(asked: dict[str, Any]) -> Request:
    """What the options ask of the example."""
    from backprop_cli.sheet.request import Request

    return Request(
        names_in(asked["only"]),
        asked["part"],
        asked["step"],
        asked["sample"],
        asked["notation"],
        names_in(asked.get("ask", ()), "--ask"),
        None if asked["rounding"] is None else _rounding(asked),
    )


def _rounding(asked: dict[str, Any]) -> Rounding:
    """4dp is four decimals, 4sf four significant figures."""
    from backprop_cli.network.model import Rounding

    text = asked["rounding"].strip().lower()
    kind, places = KINDS.get(text[-2:]), text[:-2]
    if kind is None or not places.isascii() or not places.isdecimal():
        refuse_rounding(asked["rounding"])
    if not (kind == "significant") <= int(places) <= MOST_PLACES:
        refuse_rounding(asked["rounding"])
    return Rounding(kind, int(places), not asked["final_only"], asked["round_mode"].replace("-", "_"))


KINDS = {"dp": "decimals", "sf": "significant"}
"""What is counted when a number is rounded, by its suffix."""

MOST_PLACES = 30
"""Decimals or figures that numbers are rounded to at most."""


def refuse_rounding(text: str) -> NoReturn:
    """Raise InputError for a rounding that is none."""
    refuse(f"--round takes 4dp (decimals) or 4sf (significant figures), not '{text}'")


def names_in(only: tuple[str, ...], option: str = "--only") -> tuple[str, ...]:
    """The names of numbers, from every such option and between its commas."""
    names = tuple(name.strip() for text in only for name in text.split(",") if name.strip())
    if only and not names:
        help = "write names such as net_h1, out_o1, E or dE/dw1, with commas between"
        refuse(f"{option} names no number", help=help)
    return names


def write(ready: Sequence[tuple[Target, list[str | bytes]]]) -> None:
    """Write what is rendered, all of it or nothing: files first, then standard output."""
    write_files([File(target.path, pieces) for target, pieces in ready if target.path != STANDARD])
    for target, pieces in ready:
        if target.path == STANDARD:
            write_stdout(pieces, target.format.data)
