"""The networks that come with the program: YAML files in `networks/`, each with its source.

In a wheel the folder lies inside the package, in a checkout beside it. To add a network, put its file there.
"""

from __future__ import annotations

import os

from backprop_cli.errors import InputError, Problem

SUFFIX = ".yaml"


def folder() -> str:
    """The folder of the bundled networks."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "networks")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "networks")


def names() -> list[str]:
    """The names of the bundled networks, sorted."""
    return sorted(name.removesuffix(SUFFIX) for name in os.listdir(folder()) if name.endswith(SUFFIX))


def path_of(name: str) -> str:
    """The file of a bundled network."""
    return os.path.join(folder(), name + SUFFIX)


def find(argument: str) -> str:
    """The file that an argument of the command line means: a file of that name, else a bundled network."""
    is_file = os.path.exists(argument) and not os.path.isdir(argument)
    if is_file or argument == "-" or os.path.dirname(argument) or argument.lower().endswith((SUFFIX, ".yml")):
        return argument
    if argument in names():
        return path_of(argument)
    if os.path.isdir(argument):
        return argument
    raise InputError(
        (Problem(f"there is no file and no bundled network '{argument}'", help=_help(argument)),)
    )


def _help(argument: str) -> str:
    """The nearest names, else where all of them are listed."""
    from difflib import get_close_matches

    near = get_close_matches(argument.lower(), names())
    quoted = " or ".join(f"'{name}'" for name in near)
    return f"did you mean {quoted}?" if near else "'backprop networks' lists the bundled networks"
