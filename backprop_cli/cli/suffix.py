"""The format that the suffix of a file's name says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypeVar

from backprop_cli.cli.output import STANDARD, is_special
from backprop_cli.cli.usage import refuse

Kind = TypeVar("Kind")


def by_suffix(path: str, kinds: Mapping[str, Kind], usual: Kind) -> Kind:
    """What a table has for the suffix of a path; streams, which people read, get the usual kind."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in kinds and path != STANDARD and not is_special(path):
        help = f"end it in {', '.join(kinds)}, or say --format"
        refuse(f"{path}: the suffix tells no format", help=help)
    return kinds.get(suffix, usual)
