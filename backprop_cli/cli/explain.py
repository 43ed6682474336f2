"""`backprop explain`: where a printed number comes from."""

from __future__ import annotations

from importlib import import_module

import click

from backprop_cli.cli.look import Look, looking
from backprop_cli.cli.output import write_stdout
from backprop_cli.cli.solve import names_in
from backprop_cli.cli.usage import OneOf, Whole
from backprop_cli.errors import ExitStatus

FORMATS = {
    "terminal": "backprop_cli.explain.explanation_terminal",
    "json": "backprop_cli.explain.explanation_json",
}
"""Each format and the module that renders it."""

MOST_STEPS = 100_000
"""Steps after which a number is looked for, at most."""

EPILOG = """\b
Examples:
  backprop explain mazur 0.291027924
  backprop explain net.yaml 0.0822 --as dE/dw5
  backprop explain mazur 0.015912196 --step 10000

Exit status 0: every number is explained; 1: one is not."""


@click.command(epilog=EPILOG, context_settings={"ignore_unknown_options": True})
@click.argument("network")
@click.argument("values", nargs=-1, required=True, metavar="NUMBER...")
@click.option("--as", "names", multiple=True, metavar="NAMES", help="Look among these numbers only.")
@click.option(
    "--step", type=Whole(1, MOST_STEPS), metavar="N", help="Look after step N of a training as well."
)
@click.option("--format", "format_", type=OneOf(*FORMATS), default="terminal", help="What to write.")
@looking()
def command(
    network: str, values: tuple[str, ...], names: tuple[str, ...], step: int | None, format_: str, look: Look
) -> int:
    """Say which number of NETWORK, under which convention or mistake, prints as NUMBER.

    All numbers are tried: right, rounded at each step, with each mistake that students make, with slips of
    the hand, and worked out from another NUMBER that is wrong. Where nothing fits, it is looked for after up
    to 10,000 steps. What may as well be chance is told as such, or not at all.
    """
    from backprop_cli.check.reading.written import parse
    from backprop_cli.explain.explanation import Explanation
    from backprop_cli.network.bundled import find as find_network
    from backprop_cli.program import solved
    from backprop_cli.writing.number_names import found

    worksheet = solved(find_network(network)).worksheet
    only = [worksheet.updated(q) for q in found(names_in(names, "--as"), worksheet)]
    written = [parse(value, "the number") for value in values]
    explanation = Explanation(worksheet, only, step)
    explained = explanation.explained(written)
    text = import_module(FORMATS[format_]).render(worksheet, explained, look.style())
    write_stdout([text], format_ != "terminal")
    return ExitStatus.DONE if all(each.findings for each in explained) else ExitStatus.FINDINGS
