"""`backprop diagram`: the picture of a network, with its weights and numbers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from backprop_cli.cli.look import Look, looking
from backprop_cli.cli.output import STANDARD, File, by_suffix, refuse_inputs, write_files, write_stdout
from backprop_cli.cli.usage import OneOf, Whole, refuse

if TYPE_CHECKING:
    from backprop_cli.sheet.worked_example import Worksheet
    from backprop_cli.writing.style import Style

DEFAULT_DIGITS = 4

EPILOG = """\b
Examples:
  backprop diagram net.yaml -o net.svg
  backprop diagram net.yaml --show weights,values,deltas -o net.svg
  backprop diagram net.yaml --blank -o sheet.svg"""


class Kind(NamedTuple):
    """A kind of picture: the suffix of its files, and the module and function that draw it."""

    suffix: str
    module: str
    function: str


KINDS = {
    "terminal": Kind(".txt", "", ""),
    "svg": Kind(".svg", "backprop_cli.picture.svg", "svg"),
    "tikz": Kind(".tex", "backprop_cli.picture.tikz", "tikz"),
    "typst": Kind(".typ", "backprop_cli.picture.typst_picture", "typst"),
}
"""To add a kind, a row with a function of a drawing and of whether it stands alone."""

SUFFIXES = {kind.suffix: name for name, kind in KINDS.items()}


@click.command(epilog=EPILOG)
@click.argument("network")
@click.option("--format", "format_", type=OneOf(*KINDS), help="What to draw; else -o decides.")
@click.option(
    "-o", "--output", multiple=True, metavar="FILE", help=f"Draw into a file: {', '.join(SUFFIXES)}."
)
@click.option(
    "--show", multiple=True, metavar="WORDS", help="weights, values, deltas, gradients; the first two."
)
@click.option("--blank", is_flag=True, help="Leave an empty box for every computed number.")
@click.option("--fragment", is_flag=True, help="A piece for a page or a document of your own.")
@click.option("--notation", metavar="NAME", help="chain, delta, beta, or the letters of a lecture.")
@click.option("--step", type=Whole(1, 1_000_000), metavar="N", help="This step of several, from 1.")
@click.option("--sample", type=Whole(1, 1_000_000), metavar="N", help="This sample of several, from 1.")
@click.option("--digits", type=Whole(0, 12), default=DEFAULT_DIGITS, help="Decimals, 0 to 12; 4 by default.")
@looking()
def command(
    network: str,
    format_: str | None,
    output: tuple[str, ...],
    show: tuple[str, ...],
    look: Look,
    **asked: Any,
) -> None:
    """Draw NETWORK: its neurons with their values, its connections with their weights.

    NETWORK is a file, - for standard input, or the name of a bundled network. Without -o it is drawn on the
    terminal.
    """
    from backprop_cli.network.bundled import find
    from backprop_cli.program import solved
    from backprop_cli.sheet.request import Request

    targets = [(path, format_ or by_suffix(path, SUFFIXES, "terminal")) for path in output or (STANDARD,)]
    words, path = _words(show), find(network)
    for target, _ in targets:
        refuse_inputs(target, [path])
    request = Request(step=asked["step"], sample=asked["sample"], notation=asked["notation"])
    worksheet = solved(path, request).worksheet
    _check(worksheet, words)
    for target, _ in targets:
        refuse_inputs(target, worksheet.network.tables)
    styles = [_style(*target, look, asked) for target in targets]
    drawn = [
        _drawn(worksheet, style, kind, words, asked["fragment"])
        for style, (_, kind) in zip(styles, targets, strict=True)
    ]
    _write([(*target, text) for target, text in zip(targets, drawn, strict=True)])


def _words(show: tuple[str, ...]) -> tuple[str, ...]:
    """What to show, from every `--show` and between its commas."""
    from backprop_cli.picture.scene import SHOWN, USUAL

    words = [word.strip().lower() for one in show for word in one.split(",") if word.strip()]
    for word in words:
        if word not in SHOWN:
            refuse(f"--show takes {', '.join(SHOWN)}, not '{word}'", word, SHOWN)
    return tuple(dict.fromkeys(words)) if show else USUAL


def _check(worksheet: Worksheet, words: tuple[str, ...]) -> None:
    """Refuse what a network without a loss has not."""
    from backprop_cli.calculation.schedule import has_gradient

    for word in words:
        if word in ("deltas", "gradients") and not has_gradient(worksheet.network):
            refuse(f"--show {word}: this network has no loss to send back", help="show weights or values")


def _drawn(worksheet: Worksheet, style: Style, format_: str, words: tuple[str, ...], fragment: bool) -> str:
    """The picture in a format."""
    from backprop_cli.picture.drawing import drawing
    from backprop_cli.writing.board import Board

    board = Board(worksheet, style)
    if format_ == "terminal":
        from backprop_cli.picture.terminal_picture import render

        return render(board, words)
    kind = KINDS[format_]
    text: str = getattr(import_module(kind.module), kind.function)(drawing(board, words), not fragment)
    return text


def _write(ready: list[tuple[str, str, str]]) -> None:
    """Files first, then standard output."""
    write_files([File(path, [text]) for path, _, text in ready if path != STANDARD])
    for path, format_, text in ready:
        if path == STANDARD:
            write_stdout([text], format_ != "terminal")


def _style(path: str, format_: str, look: Look, asked: dict[str, Any]) -> Style:
    """How to write; what is no text on a terminal is written as into a file."""
    from backprop_cli.sheet.blanks import Blanks

    digits = asked["digits"]
    style = look.style(path, digits) if format_ == "terminal" else look.of_file(digits)
    return style._replace(blank=Blanks() if asked["blank"] else None)
