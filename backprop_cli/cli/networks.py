"""`backprop networks`: the bundled networks with their sources."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from backprop_cli.cli.console import width
from backprop_cli.cli.output import write_stdout

if TYPE_CHECKING:
    from backprop_cli.network.model import Network

INDENT = "    "


@click.command(epilog="\b\nExample:\n  backprop networks")
def command() -> None:
    """List the worked networks that come with backprop, with their sources.

    'backprop solve NAME' works one out, in any folder.
    """
    from backprop_cli.network.bundled import names, path_of
    from backprop_cli.network.read import read_network
    from backprop_cli.network.yaml.source import read_file

    known = names()
    column = max(map(len, known), default=0) + 2
    pieces = [
        _entry(name, read_network(read_file(path_of(name)), path_of(name)), column, width()) for name in known
    ]
    write_stdout([*pieces, "\nbackprop solve NAME works one out.\n"])


def _entry(name: str, network: Network, column: int, columns: int) -> str:
    """The name with what the network is called, and its source below; an address stays whole."""
    source = textwrap.wrap(
        network.source or "",
        columns,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join([f"{name:<{column}}{network.name}", *source]) + "\n"
