"""The trained network as a network file, with comments that say where it comes from; no date, so that the
same training gives the same file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..example.order import is_perceptron
from ..maths.optimizers import OPTIMIZERS
from ..network.write import written

if TYPE_CHECKING:
    from ..example.training import Trained


def render(trained: Trained, file: str) -> str:
    """The text of the file; `file` is the name of the one that was trained."""
    return written(trained.network, _origin(trained, file))


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
