"""`backprop solve`: a network file in, the whole worked example out."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import click

from backprop_cli.cli.console import NARROWEST, PIPE, WIDEST, is_terminal, shows_color, shows_signs, width
from backprop_cli.cli.output import STANDARD, File, is_special, write_files, write_stdout
from backprop_cli.cli.several import refuse_losses, spread
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.formats import FORMATS, FRAGMENTS, SUFFIXES, Format
from backprop_cli.writing.style import Style

PARTS = ("forward", "loss", "backward", "update")
"""The parts of a worked example, in their order."""

EPILOG = """\b
Examples:
  backprop solve net.yaml
  backprop solve net.yaml --only w5,out_h1 --digits 9
  backprop solve net.yaml -o net.pdf -o net.json
  backprop solve one.yaml two.yaml -o 'sheets/{name}.pdf'"""


class Ready(NamedTuple):
    """What is rendered and not yet written; data for programs is always UTF-8."""

    path: str
    pieces: list[str | bytes]
    data: bool = True


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
@click.option("--digits", type=Whole(0, 40), default=6, help="Decimals to show, 0 to 40; 6 by default.")
@click.option(
    "--width", "columns", type=Whole(NARROWEST, WIDEST, clamp=True), help="Columns to use, 40 to 200."
)
@click.option("--ascii/--no-ascii", "plain", default=None, help="Plain signs, or those of mathematics.")
@click.option("--color", type=OneOf("auto", "always", "never"), default="auto", help="When to colour.")
def command(
    network: tuple[str, ...],
    format_: str | None,
    output: tuple[str, ...],
    only: tuple[str, ...],
    **look: Any,
) -> None:
    """Work out NETWORK step by step: forward, loss, backward, update.

    NETWORK is a file, - for standard input, or the name of a bundled network (see 'backprop networks').
    Several are written to -o 'folder/{name}.pdf', where {name} is the name of each one's file.
    """
    from backprop_cli.network.bundled import find

    paths = [find(one) for one in network]
    targets = targets_of(output or (STANDARD,), paths, format_, look["fragment"])
    every = [target.path for row in targets for target in row]
    refuse_losses(every, paths, len(paths) > 1)
    ready: list[Ready] = []
    for path, row in zip(paths, targets, strict=True):
        worksheet = worksheet_of(path, only, look)
        refuse_losses(every, worksheet.network.tables)
        ready += (rendered(one, worksheet, style_of(one.path, look)) for one in row)
    write(ready)


def targets_of(
    outputs: tuple[str, ...], networks: list[str], format_: str | None = None, fragment: bool = False
) -> list[list[Target]]:
    """The targets of each network."""
    made = [[target_of(path, format_) for path in row] for row in spread(outputs, networks, format_)]
    if not fragment:
        return made
    formats = {one.format.name for row in made for one in row}
    if formats.isdisjoint(FRAGMENTS):
        refuse(f"--fragment is for LaTeX, not for {', '.join(sorted(formats))}", help="write -o part.tex")
    return [[as_fragment(one) for one in row] for row in made]


def as_fragment(target: Target) -> Target:
    """The same target without a preamble, where its format has such a form."""
    return target._replace(format=FRAGMENTS.get(target.format.name, target.format))


def target_of(path: str, format_: str | None) -> Target:
    """The format that was asked for, else the one of the suffix; streams are read by people."""
    if format_ is not None:
        if path == STANDARD and FORMATS[format_].binary and is_terminal():
            refuse(f"a terminal cannot show {format_}", help=f"write -o sheet{FORMATS[format_].suffixes[0]}")
        return Target(path, FORMATS[format_])
    suffix = os.path.splitext(path)[1].lower()
    if suffix in SUFFIXES:
        return Target(path, SUFFIXES[suffix])
    if path != STANDARD and not is_special(path):
        refuse(
            f"{path}: the suffix tells no format", help=f"end it in {', '.join(SUFFIXES)}, or say --format"
        )
    return Target(path, FORMATS["terminal"])


def worksheet_of(path: str, only: tuple[str, ...], look: dict[str, Any], asked: tuple[str, ...] = ()) -> Any:
    """The network, read and worked out."""
    from backprop_cli.network.read import read_network
    from backprop_cli.network.yaml.source import read_file
    from backprop_cli.sheet.worked_example import make_worksheet

    network = read_network(read_file(path), path)
    if look["rounding"] is not None:
        network = network._replace(rounding=_rounding(look))
    chosen = (look["part"], look["step"], look["sample"], look["notation"])
    return make_worksheet(network, names_in(only), *chosen, names_in(asked, "--ask"))


def _rounding(look: dict[str, Any]) -> Any:
    """4dp is four decimals, 4sf four significant figures."""
    from backprop_cli.network.model import Rounding

    text = look["rounding"].strip().lower()
    kind = {"dp": "decimals", "sf": "significant"}.get(text[-2:])
    places = text[:-2]
    if (
        kind is None
        or not (places.isascii() and places.isdecimal())
        or not int(kind[0] == "s") <= int(places) <= 30
    ):
        refuse(f"--round takes 4dp (decimals) or 4sf (significant figures), not '{look['rounding']}'")
    return Rounding(kind, int(places), not look["final_only"], look["round_mode"].replace("-", "_"))


def names_in(only: tuple[str, ...], option: str = "--only") -> tuple[str, ...]:
    """The names of numbers, from every such option and between its commas."""
    names = tuple(name.strip() for one in only for name in one.split(",") if name.strip())
    if only and not names:
        refuse(
            f"{option} names no number",
            help="write names such as net_h1, out_o1, E or dE/dw1, with commas between",
        )
    return names


def rendered(target: Target, worksheet: Any, style: Style) -> Ready:
    """A sheet for its target."""
    return Ready(target.path, target.format.render(worksheet, style), target.format.data)


def write(ready: list[Ready]) -> None:
    """Write what is rendered, all of it or nothing: files first, then standard output."""
    write_files([File(one.path, one.pieces) for one in ready if one.path != STANDARD])
    for one in ready:
        if one.path == STANDARD:
            write_stdout(one.pieces, one.data)


def style_of(path: str, look: dict[str, Any]) -> Style:
    """How to write: what was asked for, else what standard output can show, else what a file always holds."""
    digits, columns, plain, color = look["digits"], look["columns"], look["plain"], look["color"]
    if path != STANDARD:
        return Style(digits, columns or PIPE, bool(plain), color == "always")
    return Style(
        digits, columns or width(), not shows_signs() if plain is None else plain, shows_color(color)
    )
