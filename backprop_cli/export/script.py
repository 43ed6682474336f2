"""A worked example as a script: what its targets have in common, and the table of them.

Every script works the example out again and asserts the numbers of the worksheet. To add a target: a module
whose `script(worksheet)` gives its text, and its row in `TARGETS`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity, name_of
from ..calculation.schedule import has_gradient, has_update
from ..errors import InputError, Problem
from .python_markup import comment

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

TARGETS = {
    "python": "backprop_cli.export.script_python",
    "numpy": "backprop_cli.export.script_numpy",
    "pytorch": "backprop_cli.export.script_pytorch",
    "jax": "backprop_cli.export.script_jax",
}
"""Each target by the module that writes it."""

MOST_PARAMETERS = 2_000
"""Parameters of a network that a script for people holds."""

TOLERANCE = 1e-9
"""The relative difference that a script's numbers may have: doubles lose digits over many updates."""


def script(worksheet: Worksheet, target: str) -> str:
    """The text of a script. Raises InputError for what the target cannot say."""
    count = len(worksheet.network.parameters)
    if count > MOST_PARAMETERS:
        message = f"{count:,} parameters are too many for a script that people read"
        raise InputError((Problem(message, help=f"export a network of at most {MOST_PARAMETERS:,}"),))
    text: str = import_module(TARGETS[target]).script(worksheet)
    return text


def opening(worksheet: Worksheet, how: str) -> str:
    """The comments at the top: the name and the source of the example, and how it is worked out."""
    network = worksheet.network
    texts = [network.name, network.source or "", f"Worked out {how}; written by backprop export."]
    return "\n".join(comment(text) for text in texts if text)


def checked(worksheet: Worksheet) -> Iterator[tuple[str, Quantity, float]]:
    """What a script asserts: the first step's loss and gradients, and what comes of all steps."""
    steps, network, numbers = worksheet.steps, worksheet.network, worksheet.numbers
    last = worksheet.updates[-1]
    quantities = [steps.loss(0)] if has_gradient(network) else []
    trained = [parameter.name for parameter in network.parameters if parameter.trained]
    quantities += [steps.gradient(name, 0) for name in trained] if quantities else []
    if has_update(network):
        quantities += [Quantity("parameter", name, "", None, last + 1) for name in trained]
        quantities += [steps.loss(last, after=True)] if has_gradient(network) else []
    samples = range(len(network.samples)) if not quantities else ()
    quantities += [Quantity("out", name, "", sample) for sample in samples for name in network.outputs]
    for q in quantities:
        if q in numbers and math.isfinite(float(numbers[q])):
            yield name_of(q), q, float(numbers[q])
