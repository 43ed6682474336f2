"""The trained network as a network file, with comments that say where it comes from; no date, so that the
same training gives the same file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context
from typing import TYPE_CHECKING

from ..calculation.schedule import is_perceptron
from ..maths.optimizers import OPTIMIZERS
from ..network.write import written
from ..network.yaml.limits import FILE_BYTES

if TYPE_CHECKING:
    from ..network.model import Network
    from .training import Trained


DIGITS = (17, 12, 9, 6)
"""Significant digits of a parameter: 17 hold a double, fewer where the file would be too large to be read."""


def render(trained: Trained, file: str, folder: str) -> str:
    """The text of the file; `file` is the name of the one that was trained, `folder` that of the new one."""
    text = ""
    for digits in DIGITS:
        comments = [*_origin(trained, file), *([f"Rounded to {digits} digits."] if digits < 17 else [])]
        text = written(_rounded(trained.network, digits), comments, folder)
        if len(text.encode()) <= FILE_BYTES:
            break
    return text


def _rounded(network: Network, digits: int) -> Network:
    """The network with its trained parameters to so many digits."""
    if digits >= DIGITS[0]:
        return network
    context = Context(digits)
    parameters = (
        parameter._replace(value=context.create_decimal(str(parameter.value)))
        if parameter.trained
        else parameter
        for parameter in network.parameters
    )
    return network._replace(parameters=tuple(parameters))


def _origin(trained: Trained, file: str) -> Iterator[str]:
    """Which network, how long, and what came of it."""
    network, kept = trained.origin, trained.kept
    updates = trained.updates // max(trained.epochs, 1) * kept
    yield f"Trained by backprop from {file}: {kept:,} epochs, {updates:,} updates."
    what = "outputs wrong" if is_perceptron(network) else "loss"
    yield f"{what} before: {trained.losses[0]!r}, after: {trained.losses[kept]!r}".capitalize()
    if trained.validation:
        yield f"Validation before: {trained.validation[0]!r}, after: {trained.validation[kept]!r}"
    if kept < trained.epochs:
        yield f"Of {trained.epochs:,} epochs the one with the lowest validation loss."
    if OPTIMIZERS[network.optimizer.name].state:
        yield f"The memory of {network.optimizer.name} is not kept: it starts at 0 again."
