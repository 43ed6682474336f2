"""The commands, each a file of this folder that is imported when it runs.

To add one, write `cli/<name>.py` with a click command named `command`, and give it a row in `COMMANDS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from backprop_cli import __version__
from backprop_cli.cli.usage import refuse

COMMANDS = {
    "solve": "Work out a network: every step, with its numbers.",
    "worksheet": "Write a sheet with blanks, its key, and an answer file to fill in.",
    "diagram": "Draw a network: its neurons, connections, weights and values.",
    "check": "Mark a student's numbers as a fair marker would.",
    "verify": "Check every gradient against the slope of the loss.",
    "train": "Train a network and show the curve of its loss.",
    "explain": "Say where a printed number comes from, right or by a mistake.",
    "export": "Write a script that works the same example out and asserts it.",
    "networks": "List the worked networks that come with backprop.",
    "init": "Write a network file to start from.",
    "schema": "Print the JSON Schema of network files, for editors.",
}
"""Name → what the command does, in one line."""

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "terminal_width": 80}
"""What every command has in common; the fixed width makes the help the same everywhere."""


class Commands(click.Group):
    """A group that knows the names of its commands and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, from its file."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"backprop_cli.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that the first argument names, or an error with the name it is near to."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            help = f"the commands are {', '.join(COMMANDS)}"
            refuse(f"backprop has no command '{name}'", name, COMMANDS, help)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table into the help, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings=SETTINGS,
    no_args_is_help=False,
    invoke_without_command=True,
    epilog="\b\nExample:\n  backprop solve mazur",
)
@click.version_option(__version__, prog_name="backprop", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Work out backpropagation as on paper: a small network in, every step with its numbers out."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
