"""`backprop export`: the example as a script that works it out again and asserts its numbers."""

from __future__ import annotations

import click

from backprop_cli.cli.output import STANDARD, File, refuse_inputs, write_files, write_stdout
from backprop_cli.cli.usage import OneOf

TARGETS = ("python", "numpy", "pytorch", "jax")
"""What a script may be written in (`export.script` has their modules)."""

EPILOG = """\b
Examples:
  backprop export net.yaml --to python
  backprop export net.yaml --to pytorch -o net.py"""


@click.command(epilog=EPILOG)
@click.argument("network")
@click.option("--to", "target", type=OneOf(*TARGETS), required=True, help="What to write the script in.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Write to a file.")
def command(network: str, target: str, output: str) -> None:
    """Write NETWORK as a short script that computes the same example and asserts the same numbers.

    python takes a line a number; numpy works with matrices; pytorch and jax differentiate by themselves.
    """
    from backprop_cli.export.script import script
    from backprop_cli.network.bundled import find
    from backprop_cli.network.read import read_network
    from backprop_cli.network.yaml.source import read_file
    from backprop_cli.sheet.request import Request
    from backprop_cli.sheet.worked_example import make_worksheet

    path = find(network)
    refuse_inputs(output, [path])
    read = read_network(read_file(path), path)
    refuse_inputs(output, read.tables)
    text = script(make_worksheet(read._replace(rounding=None), Request(notation="chain")), target)
    if output == STANDARD:
        write_stdout([text], True)
    else:
        write_files([File(output, [text])])
