"""`backprop train`: epochs until a stop condition, the curve of the loss, the trained network."""

from __future__ import annotations

import os
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli.look import DIGITS, Look, looking
from backprop_cli.cli.output import File, place_of, refuse_inputs, write_files, write_stdout
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.errors import ExitStatus, OutputError
from backprop_cli.network.yaml.untrusted import shown
from backprop_cli.writing.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backprop_cli.network.model import Network
    from backprop_cli.train.training import Trained

EPOCHS, MOST_EPOCHS = 1_000, 10_000_000
"""Epochs where nothing else is said, and the most that are done."""

LARGE = 1_000_000
"""Parameters × samples of an update from which matrices are multiplied by all processors."""

FILES = {"save": (".yaml", ".yml"), "plot": (".svg",), "losses": (".csv",)}
"""Each option that names a file, and the suffixes that it may have."""

EPILOG = """\b
Examples:
  backprop train net.yaml --epochs 5000 --save trained.yaml
  backprop train net.yaml --until-loss 0.001 --plot curve.svg

Ctrl-C stops the training and keeps what it has reached (exit status 130)."""


class Loss(click.ParamType):  # type: ignore[type-arg]
    """A loss to reach: a number, 0 or more."""

    name = "loss"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number as a double."""
        try:
            number = Decimal(str(value).strip()) if str(value).isascii() else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number < 0:
            refuse(f"--until-loss takes a number such as 0.001, not '{value}'")
        return float(number)


@click.command(epilog=EPILOG)
@click.argument("network")
@click.option("--epochs", type=Whole(1, MOST_EPOCHS), metavar="N", help="Passes over the samples, at most.")
@click.option("--until-loss", type=Loss(), metavar="E", help="Stop when the loss is E or less.")
@click.option(
    "--patience",
    type=Whole(1, MOST_EPOCHS),
    metavar="N",
    help="Stop after N epochs without a better validation.",
)
@click.option("--save", metavar="FILE", help="Write the trained network: .yaml.")
@click.option("--plot", metavar="FILE", help="Write the curve of the loss: .svg.")
@click.option("--losses", metavar="FILE", help="Write the loss of every epoch: .csv.")
@click.option(
    "--format", "format_", type=OneOf("terminal", "json"), default="terminal", help="What to print."
)
@click.option("--digits", type=Whole(0, 15), default=DIGITS, help="Decimals to show, 0 to 15; 6 by default.")
@looking("blocks and symbols")
def command(network: str, format_: str, digits: int, look: Look, **asked: Any) -> int:
    """Train NETWORK: epochs until a stop condition, with the curve of the loss.

    NETWORK is a file, - for standard input, or the name of a bundled network. Without --epochs it is the
    `epochs` of the file, or 1000; with another stop condition at most 10,000,000. The loss is counted before
    the updates of each epoch, over all samples, and once more at the end. `validation:` in the file, in the
    shape of `samples:`, is judged and never learned from; --patience keeps the best epoch of it.
    """
    from backprop_cli.network.bundled import find

    path = find(network)
    check_files(asked, [path])
    given = _read(path)
    check_files(asked, given.tables)
    trained, interrupted = _train(given, asked)
    files = list(_files(trained, asked, path))
    write_files(files)
    _print(trained, format_, look.style(digits=digits), [file.path for file in files])
    return ExitStatus.INTERRUPTED if interrupted else ExitStatus.DONE


def check_files(asked: dict[str, Any], inputs: Iterable[str]) -> None:
    """Every file that is asked for has a suffix of its kind and a name of its own."""
    inputs, named = list(inputs), {name: asked[name] for name in FILES if asked[name] is not None}
    for name, path in named.items():
        suffix = os.path.splitext(path)[1].lower()
        if suffix not in FILES[name]:
            refuse(f"--{name} {path}: end the name in {FILES[name][0]}", help=f"--{name} net{FILES[name][0]}")
        refuse_inputs(path, inputs)
        _check_place(path)
    if len({place_of(path) for path in named.values()}) < len(named):
        refuse("two options name the same file", help="give each output a name of its own")


def _check_place(path: str) -> None:
    """A long training does not end at a folder that is not there."""
    folder = os.path.dirname(place_of(path)) or "."
    if not os.path.isdir(folder):
        raise OutputError(f"cannot write {path}: there is no folder {folder}")
    if os.path.isdir(path):
        raise OutputError(f"cannot write {path}: it is a folder")
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        raise OutputError(f"cannot write {path}: Permission denied")


def _read(path: str) -> Network:
    from backprop_cli.network.read import read_network
    from backprop_cli.network.yaml.source import read_file

    return read_network(read_file(path), path)


def _train(network: Network, asked: dict[str, Any]) -> tuple[Trained, bool]:
    """The training, and whether it was interrupted."""
    from backprop_cli.calculation.schedule import batch_size
    from backprop_cli.cli.progress import Watch
    from backprop_cli.train.training import Stop, train

    if len(network.parameters) * batch_size(network) < LARGE:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    other = asked["until_loss"] is not None or asked["patience"] is not None
    epochs = asked["epochs"] or network.epochs or (MOST_EPOCHS if other else EPOCHS)
    with Watch(epochs) as watch:
        trained = train(network, Stop(epochs, asked["until_loss"], asked["patience"]), watch.goes_on)
    return trained, trained.reason == "interrupted"


def _files(trained: Trained, asked: dict[str, Any], path: str) -> Iterable[File]:
    """What is written, each rendered when it is asked for."""
    if asked["save"] is not None:
        from backprop_cli.train import trained_network

        name = "standard input" if path == "-" else shown(os.path.basename(path))
        folder = os.path.dirname(place_of(asked["save"]))
        yield File(asked["save"], [trained_network.render(trained, name, folder)])
    if asked["plot"] is not None:
        from backprop_cli.train import losses_svg

        yield File(asked["plot"], [losses_svg.render(trained)])
    if asked["losses"] is not None:
        from backprop_cli.train import training_csv

        yield File(asked["losses"], training_csv.render(trained))


def _print(trained: Trained, format_: str, style: Style, files: list[str]) -> None:
    """The report on standard output."""
    if format_ == "json":
        from backprop_cli.train import training_json

        return write_stdout([training_json.render(trained)], data=True)
    from backprop_cli.train import training_terminal

    remarks = [f"Written: {', '.join(map(shown, files))}."] if files else []
    return write_stdout([training_terminal.render(trained, style, remarks)])
