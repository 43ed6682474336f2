"""The one frame round every command: whatever happens, it ends with words and an exit status.

Commands return a status (or None for 0) and raise; nothing else in the program prints an error or exits.
To give another exception its own end, add a row to `ENDS`; the first row that fits is taken.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from backprop_cli.errors import BackpropError, ExitStatus, InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


PLAIN_LOCALES = ("C", "POSIX")
"""Names of the locale of plain ASCII."""

REPORTING = "please report it to the authors of backprop, with the file and what BACKPROP_DEBUG=1 adds"
"""What to do about a fault of the program."""


def framed(arguments: Sequence[str]) -> int:
    """Run the program with these arguments: the exit status. Everything printed is flushed."""
    try:
        with _interruptible(), _terminable():
            _prepare_streams()
            status = _run_command(arguments)
            flush_stdout()
            return status
    except (Exception, KeyboardInterrupt, Terminated) as error:
        return _end(error)


def flush_stdout() -> None:
    """Hand over what was printed; what the system says to that is told in words."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write standard output: {error.strerror}") from error


def say(text: str) -> None:
    """Write one message to standard error; where nobody can read it, nothing happens."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text.rstrip("\n") + "\n")
        sys.stderr.flush()


def _run_command(arguments: Sequence[str]) -> int:
    """What click's own `main` does, without its exits and its messages."""
    from backprop_cli.cli.main import main

    try:
        with main.make_context("backprop", list(arguments)) as context:
            return int(main.invoke(context) or ExitStatus.DONE)
    except click.exceptions.Exit as leave:
        return leave.exit_code


def _prepare_streams() -> None:
    """Nothing that is printed can fail for its letters; no file takes the number of a closed stream."""
    flags = {"stdin": os.O_RDONLY, "stdout": os.O_RDONLY, "stderr": os.O_WRONLY}
    for name, flag in flags.items():
        if getattr(sys, name) is None:  # closed: reading finds nothing, writing to stdout fails at the flush
            descriptor = os.open(os.devnull, flag)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace", newline="\n")
    for stream in (sys.stdout, sys.stderr) if _is_plain(os.environ) else ():
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="ascii", errors="backslashreplace")


def _is_plain(environment: Mapping[str, str]) -> bool:
    """Whether the locale asked for is that of plain ASCII, which Python would take for UTF-8.

    Where it is only LANG that asks for it, Python has set LC_CTYPE to C.UTF-8 by now (PEP 538).
    """
    if any(environment.get(name) for name in ("PYTHONIOENCODING", "PYTHONUTF8")):
        return False
    asked = environment.get("LC_ALL") or environment.get("LANG", "")
    chosen = environment.get("LC_CTYPE", "") if not environment.get("LC_ALL") else ""
    return asked in PLAIN_LOCALES and chosen in ("", "C.UTF-8", *PLAIN_LOCALES)


ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask a process to end."""


@contextmanager
def _interruptible() -> Iterator[None]:
    """Within, Ctrl-C is an exception, so that half-written files are removed."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if before is signal.SIG_DFL:
            signal.signal(signal.SIGINT, before)


class Terminated(BaseException):
    """The process is asked to end (SIGTERM, or SIGHUP where its terminal closes)."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Within, a signal to end is an exception, so that half-written files are removed."""
    before = {one: signal.getsignal(one) for one in ENDING if signal.getsignal(one) is signal.SIG_DFL}
    for one in before:
        signal.signal(one, _terminate)
    try:
        yield
    finally:
        for one in before:
            signal.signal(one, signal.SIG_DFL)


def _terminate(number: int, frame: object) -> None:
    raise Terminated(number)


def _end(error: BaseException) -> int:
    """Tell the error in words: its exit status."""
    tell = next(tell for kind, tell in ENDS if isinstance(error, kind))
    try:
        status = tell(error)
    except Exception as fault:  # a fault in telling is told as well
        status = _tell_bug(fault)
    with suppress(OSError):
        sys.stdout.flush()
    return status


def _tell_interrupt(error: Any) -> int:
    """End by the signal itself: a shell loop round the program stops as well."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)
    return ExitStatus.INTERRUPTED


def _tell_terminated(error: Any) -> int:
    """End by the signal that came: who sent it sees that it was heeded."""
    os.kill(os.getpid(), error.args[0])
    return 128 + int(error.args[0])


def _tell_closed_pipe(error: Any) -> int:
    """The reader has seen enough, as `head` has: that is no error."""
    return ExitStatus.PIPE_CLOSED


def _tell_error(error: Any) -> int:
    """An error that carries its message and its status."""
    from backprop_cli.cli.error_report import report

    say(report(error))
    return int(error.exit_status)


def _tell_usage(error: Any) -> int:
    """A command line that click cannot read, in the words of every other message."""
    from backprop_cli.cli.usage import usage_problem

    return _tell_error(InputError((usage_problem(error),)))


def _tell_memory(error: Any) -> int:
    """There was not enough memory."""
    say("error: out of memory")
    return ExitStatus.SYSTEM


def _tell_system(error: Any) -> int:
    """The system refused a file, or where none is named, what click wrote to standard output."""
    what = error.filename or "cannot write standard output"
    return _tell_error(OutputError(f"{what}: {error.strerror or error}"))


def _tell_bug(error: Any) -> int:
    """A mistake of ours: one line, and how to report it."""
    if os.environ.get("BACKPROP_DEBUG") == "1":
        import traceback

        say("".join(traceback.format_exception(error)))
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    say(f"error: a fault in backprop itself ({ascii(what)[1:-1]})\n  help: {REPORTING}")
    return ExitStatus.BUG


ENDS: tuple[tuple[type[BaseException], Callable[[Any], int]], ...] = (
    (KeyboardInterrupt, _tell_interrupt),
    (click.exceptions.Abort, _tell_interrupt),
    (Terminated, _tell_terminated),
    (BrokenPipeError, _tell_closed_pipe),
    (BackpropError, _tell_error),
    (click.UsageError, _tell_usage),
    (MemoryError, _tell_memory),
    (OSError, _tell_system),
    (BaseException, _tell_bug),
)
"""What to do about an exception, by its type; the last row fits all."""
