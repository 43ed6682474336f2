"""`backprop explain`: where a printed number comes from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli.console import NARROWEST, WIDEST, shows_color, shows_signs, width
from backprop_cli.cli.output import write_stdout
from backprop_cli.cli.usage import OneOf, Whole
from backprop_cli.errors import ExitStatus
from backprop_cli.writing.style import Style

if TYPE_CHECKING:
    from backprop_cli.sheet.worked_example import Worksheet

FORMATS = {
    "terminal": "backprop_cli.explain.explanation_terminal",
    "json": "backprop_cli.explain.explanation_json",
}
"""Each format and the module that renders it."""

EPILOG = """\b
Examples:
  backprop explain mazur 0.291027924
  backprop explain net.yaml 0.0822 --as dE/dw5

Exit status 0: every number is explained; 1: one is not."""


@click.command(epilog=EPILOG, context_settings={"ignore_unknown_options": True})
@click.argument("network")
@click.argument("values", nargs=-1, required=True, metavar="NUMBER...")
@click.option("--as", "names", multiple=True, metavar="NAMES", help="Look among these numbers only.")
@click.option("--format", "format_", type=OneOf(*FORMATS), default="terminal", help="What to write.")
@click.option(
    "--width", "columns", type=Whole(NARROWEST, WIDEST, clamp=True), help="Columns to use, 40 to 200."
)
@click.option("--ascii/--no-ascii", "plain", default=None, help="Plain signs, or those of mathematics.")
@click.option("--color", type=OneOf("auto", "always", "never"), default="auto", help="When to colour.")
def command(network: str, values: tuple[str, ...], names: tuple[str, ...], format_: str, **look: Any) -> int:
    """Say which number of NETWORK, under which convention or mistake, prints as NUMBER.

    All numbers are tried: right, rounded at each step, with each mistake that students make, and with slips
    of the hand.
    """
    from backprop_cli.calculation.quantity_names import find
    from backprop_cli.check.reading.written import parse
    from backprop_cli.explain.explanation import Explanation

    worksheet = _worksheet(network)
    asked = [name.strip() for text in names for name in text.split(",") if name.strip()]
    only = [worksheet.updated(find(name, worksheet.names)) for name in asked]
    written = [parse(value, "the number") for value in values]
    explanation = Explanation(worksheet, only)
    every = explanation.all_findings(written)
    explained = [
        (number, findings, explanation.nearest(number))
        for number, findings in zip(written, every, strict=True)
    ]
    text = import_module(FORMATS[format_]).render(worksheet, explained, _style(look))
    write_stdout([text], format_ != "terminal")
    return ExitStatus.DONE if all(every) else ExitStatus.FINDINGS


def _worksheet(network: str) -> Worksheet:
    from backprop_cli.network.bundled import find
    from backprop_cli.network.read import read_network
    from backprop_cli.network.yaml.source import read_file
    from backprop_cli.sheet.worked_example import make_worksheet

    path = find(network)
    return make_worksheet(read_network(read_file(path), path))


def _style(look: dict[str, Any]) -> Style:
    plain = not shows_signs() if look["plain"] is None else look["plain"]
    return Style(6, look["columns"] or width(), plain, shows_color(look["color"]))
