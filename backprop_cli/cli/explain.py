"""`backprop explain`: where a printed number comes from."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from backprop_cli.cli.look import Look, looking
from backprop_cli.cli.output import write_stdout
from backprop_cli.cli.usage import OneOf
from backprop_cli.errors import ExitStatus

if TYPE_CHECKING:
    pass

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
@looking()
def command(network: str, values: tuple[str, ...], names: tuple[str, ...], format_: str, look: Look) -> int:
    """Say which number of NETWORK, under which convention or mistake, prints as NUMBER.

    All numbers are tried: right, rounded at each step, with each mistake that students make, and with slips
    of the hand.
    """
    from backprop_cli.calculation.quantity_names import find
    from backprop_cli.check.reading.written import parse
    from backprop_cli.explain.explanation import Explanation
    from backprop_cli.network.bundled import find as find_network
    from backprop_cli.program import solved

    worksheet = solved(find_network(network)).worksheet
    asked = [name.strip() for text in names for name in text.split(",") if name.strip()]
    only = [worksheet.updated(find(name, worksheet.names)) for name in asked]
    written = [parse(value, "the number") for value in values]
    explanation = Explanation(worksheet, only)
    every = explanation.all_findings(written)
    explained = [
        (number, findings, explanation.nearest(number))
        for number, findings in zip(written, every, strict=True)
    ]
    text = import_module(FORMATS[format_]).render(worksheet, explained, look.style())
    write_stdout([text], format_ != "terminal")
    return ExitStatus.DONE if all(every) else ExitStatus.FINDINGS
