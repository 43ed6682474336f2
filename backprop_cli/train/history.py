"""The history of a training: the loss before every epoch, and the best that the validation has seen."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence


class History:
    """`losses[k]` is the loss after k epochs; `kept` are the variables of the best validation loss."""

    def __init__(self) -> None:
        self.losses: list[float] = []
        self.validation: list[float] = []
        self.best, self.best_epoch = math.inf, 0
        self.kept: Sequence[float] = ()

    def waits(self, loss: float, values: Sequence[float], patience: float) -> bool:
        """Adds a loss of the validation: whether it is worth going on. FloatingPointError: it is infinite."""
        self.validation.append(loss)
        if not math.isfinite(loss):
            raise FloatingPointError
        epoch = len(self.validation) - 1
        if loss < self.best:
            self.best, self.best_epoch, self.kept = loss, epoch, copy.copy(values)
        return epoch - self.best_epoch < patience
