"""The losses of a training as CSV: a row for every number of epochs done, doubles in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .training import Trained


def render(trained: Trained) -> Iterator[str]:
    """The CSV text, row by row; `epoch` counts the epochs done before the loss."""
    if not trained.validation:
        yield "epoch,loss\n"
        yield from (f"{epoch},{loss!r}\n" for epoch, loss in enumerate(trained.losses))
        return
    yield "epoch,loss,validation_loss\n"
    both = zip(trained.losses, trained.validation, strict=True)
    yield from (f"{epoch},{loss!r},{other!r}\n" for epoch, (loss, other) in enumerate(both))
