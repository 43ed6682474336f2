"""`backprop verify`: every gradient beside the slope of the loss."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli.look import Look, looking
from backprop_cli.cli.output import STANDARD, File, refuse_inputs, write_files, write_stdout
from backprop_cli.cli.usage import OneOf, refuse
from backprop_cli.errors import ExitStatus

if TYPE_CHECKING:
    from backprop_cli.verify.verification import Verification

FORMATS = {
    "terminal": "backprop_cli.verify.verification_terminal",
    "json": "backprop_cli.verify.verification_json",
}
"""Each format and the module that renders it."""

SMALLEST, LARGEST = Decimal("1e-15"), Decimal("0.1")
"""The steps that make sense."""

EPILOG = """\b
Example:
  backprop verify net.yaml --weight w5

Exit status 1: a gradient is not the slope of the loss, or a formula not the
number of the matrices."""


class Step(click.ParamType):  # type: ignore[type-arg]
    """A step h, from 1e-15 to 0.1."""

    name = "h"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number, exactly as it was written."""
        try:
            number = Decimal(str(value)) if str(value).isascii() else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not (number.is_finite() and SMALLEST <= number <= LARGEST):
            refuse(f"--step takes a number from 1e-15 to 0.1, not '{value}'")
        return number


@click.command(epilog=EPILOG)
@click.argument("network")
@click.option("--weight", metavar="NAME", help="The weight, bias or input that is shown in full.")
@click.option("--step", type=Step(), metavar="H", help="The step h; 1e-10 by default.")
@click.option("--format", "format_", type=OneOf(*FORMATS), help="What to write; else -o decides.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Write to a file: .txt or .json.")
@looking()
def command(
    network: str, weight: str | None, step: Decimal | None, format_: str | None, output: str, look: Look
) -> int:
    """Verify the gradients of NETWORK: each one beside (E(w + h) - E(w - h))/2h.

    NETWORK is a file, - for standard input, or the name of a bundled network. One gradient is shown in full,
    as an example of numerical differentiation.
    """
    from backprop_cli.network.bundled import find

    path = find(network)
    refuse_inputs(output, [path])
    verification = _verification(path, weight, step, output)
    format_ = format_ or ("json" if output.lower().endswith(".json") else "terminal")
    _write(output, import_module(FORMATS[format_]).render(verification, look.style(output)), format_)
    return ExitStatus.DONE if verification.agrees else ExitStatus.FINDINGS


def _verification(path: str, weight: str | None, step: Decimal | None, output: str) -> Verification:
    """The network, read and checked."""
    from backprop_cli.network.read import read_network
    from backprop_cli.network.yaml.source import read_file
    from backprop_cli.verify.verification import Verification

    network = read_network(read_file(path), path)
    refuse_inputs(output, network.tables)
    return Verification(network, weight, step)


def _write(output: str, text: str, format_: str) -> None:
    if output == STANDARD:
        write_stdout([text], format_ == "json")
    else:
        write_files([File(output, [text])])
