"""Several networks in one call: the name of an output holds {name}, the name of a network's file.

`folder/` is short for `folder/{name}` with the suffix of the format.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from backprop_cli.cli.output import STANDARD, is_special, place_of, refuse_inputs
from backprop_cli.cli.usage import refuse
from backprop_cli.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "{name}"
"""What stands for the name of a network's file, without its folder and its suffix."""


def name_of(network: str) -> str:
    """The name of a network's file; what comes through standard input has none."""
    return "network" if network == STANDARD else os.path.splitext(os.path.basename(network))[0]


def spread(
    outputs: Iterable[str], networks: Sequence[str], format_: str | None = None
) -> list[tuple[str, ...]]:
    """The outputs of each network. Raises InputError if two networks would have one output."""
    patterns = [_pattern(output, format_) for output in outputs]
    for pattern in patterns:
        if len(networks) > 1 and NAME not in pattern:
            where = "standard output" if pattern == STANDARD else pattern
            help = f"write for example -o 'sheets/{NAME}.pdf'"
            refuse(f"{len(networks)} networks cannot all be written to {where}", help=help)
    return [tuple(pattern.replace(NAME, name_of(one)) for pattern in patterns) for one in networks]


def refuse_losses(paths: Iterable[str], inputs: Sequence[str], once: bool = False) -> None:
    """Raise InputError if an output would be written over what is read, or where asked for, twice."""
    seen: set[str] = set()
    for path in paths:
        refuse_inputs(path, inputs)
        place = place_of(path)
        if once and place in seen and path != STANDARD and not is_special(path):
            refuse(f"{path} would be written twice", help="give each output a name of its own")
        seen.add(place)


def _pattern(output: str, format_: str | None) -> str:
    """A folder with the name of a file in it."""
    if not output.endswith(("/", os.sep)):
        return output
    if format_ is None:
        refuse(f"{output}: a folder tells no format", help=f"say --format, or write {output}{NAME}.pdf")
    return output + NAME + (FORMATS[format_].suffixes or (".tex",))[0]
