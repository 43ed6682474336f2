"""What is asked from time to time while something long runs: a bar after a second, and Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

    from backprop_cli.train.history import History

QUIET = 1.0
"""Seconds without a bar."""


class Watch:
    """Within, the first Ctrl-C is noted and the second is an exception; a terminal gets a bar on stderr."""

    def __init__(self, epochs: int) -> None:
        self.epochs, self.interrupted = epochs, False
        self.bar: Any = None
        self.start, self.before = time.monotonic(), signal.getsignal(signal.SIGINT)

    def __enter__(self) -> Watch:
        if self.before is signal.default_int_handler:  # not where the shell had it ignored
            signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()
        if self.before is signal.default_int_handler:
            signal.signal(signal.SIGINT, self.before)

    def _interrupt(self, *_: Any) -> None:
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True

    def goes_on(self, history: History) -> bool:
        """Whether nobody has pressed Ctrl-C; draws the bar."""
        if time.monotonic() - self.start > QUIET and sys.stderr.isatty():
            self._draw(len(history.losses), history.losses[-1])
        return not self.interrupted

    def _draw(self, done: int, loss: float) -> None:
        if self.bar is None:
            self.bar = _bar()
            self.bar.start()
            self.bar.add_task("", total=self.epochs, loss=0.0)
        self.bar.update(self.bar.task_ids[0], completed=done, loss=loss)
        self.bar.refresh()


def _bar() -> Any:
    """The bar, which vanishes at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.completed:,} of {task.total:,} epochs"),
        BarColumn(),
        TextColumn("loss {task.fields[loss]:.3g}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
    )
