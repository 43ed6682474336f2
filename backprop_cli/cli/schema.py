"""`backprop schema`: the JSON Schema of network files."""

from __future__ import annotations

import click

from backprop_cli.cli.output import write_stdout

EPILOG = """\b
Example:
  backprop schema > network.schema.json"""


@click.command(epilog=EPILOG)
def command() -> None:
    """Print the JSON Schema of network files, so that an editor completes and checks them.

    \b
    An editor finds it by a first line in the network file, such as
      # yaml-language-server: $schema=network.schema.json
    """
    import json

    from backprop_cli.network.json_schema import schema

    write_stdout([json.dumps(schema(), indent=2, ensure_ascii=False), "\n"], data=True)
