"""The way in: the command `backprop`, and `python -m backprop_cli`.

Until the frame stands, Ctrl-C ends the process as the system does it, without a traceback; that is why
nothing but `sys` and the built-in half of `signal` is imported here at the top.
"""

import sys
from _signal import SIG_DFL, SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]


def run() -> None:
    """Run the program with the arguments of the process, and leave with its exit status."""
    if getsignal(SIGINT) is default_int_handler:  # not where the shell had it ignored
        signal(SIGINT, SIG_DFL)
    _leave(_run())


def _run() -> int:
    """The exit status; the frame is imported late, so that Ctrl-C is quiet meanwhile."""
    import gc
    import os

    gc.disable()  # a short life makes no rings worth looking for: 2 ms of 50
    if sys.argv[1:2] != ["train"]:  # which looks at the size of its matrices first
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: no threads for small matrices
    from backprop_cli.cli.frame import framed

    return framed(sys.argv[1:])


def _leave(status: int) -> None:
    """End the process. The frame has flushed everything, so the interpreter need not tidy up: 4 ms of 50."""
    import os

    os._exit(status)


if __name__ == "__main__":
    run()
