"""`backprop init`: a commented network file to start from, `starter.yaml` beside this file."""

from __future__ import annotations

import os

import click

from backprop_cli.cli.output import STANDARD, File, is_special, write_files, write_stdout
from backprop_cli.cli.usage import refuse
from backprop_cli.network.yaml.untrusted import shown

STARTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "starter.yaml")
"""The file that is copied."""


@click.command(epilog="\b\nExample:\n  backprop init my-network.yaml")
@click.argument("file", default="net.yaml")
@click.option("--force", is_flag=True, help="Write over a file of that name.")
def command(file: str, force: bool) -> None:
    """Write a network file to start from, with comments: FILE, or net.yaml.

    It works as it is; change its numbers and names. With - it goes to standard output.
    """
    with open(STARTER, encoding="utf-8") as stream:
        starter = stream.read()
    if file == STANDARD:
        return write_stdout([starter])
    if os.path.lexists(file) and not force and not is_special(file):
        refuse(f"{file}: this file exists already", help="give another name, or --force to write over it")
    write_files([File(file, [starter])])
    name = shown(file)
    return write_stdout([f"Written: {name}. Now: backprop solve {name}\n"])
