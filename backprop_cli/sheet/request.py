"""What is asked of a worked example: some numbers, parts, a step, a sample, a form; and what it cannot have.

To ask for something more, add a field to `Request` and what it changes in `worked_example`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..calculation.schedule import samples_of
from ..calculation.steps import Steps
from ..errors import InputError, Problem
from .matrix_sections import is_plain

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..network.model import Network, Rounding


class Request(NamedTuple):
    """What is asked for; by default everything, as the file has it. Steps and samples count from 1.

    `only` are numbers, or their usual names, that are shown with what they need, `questions` those that are
    asked for one by one. `rounding` stands in the place of the file's.
    """

    only: tuple[str | Quantity, ...] = ()
    parts: tuple[str, ...] = ()
    step: int | None = None
    sample: int | None = None
    notation: str | None = None
    questions: tuple[str | Quantity, ...] = ()
    rounding: Rounding | None = None


EVERYTHING = Request()
"""The whole example."""


def usual_notation(network: Network) -> str:
    """The notation that the file names, else the chain rule's."""
    return network.notation if isinstance(network.notation, str) else "chain"


def check_use(network: Network, step: int | None, sample: int | None) -> None:
    """Raises InputError for a sample that the step asked for does not use."""
    if step is None or sample is None or sample - 1 in samples_of(network, step - 1):
        return
    used = ", ".join(str(index + 1) for index in samples_of(network, step - 1))
    raise InputError((Problem(f"step {step} uses sample {used}, not sample {sample}"),))


EXPANDED_LAYERS = 2
"""Layers up to which a gradient is written as one formula; of more it would fill a page."""


def steps_in_form(network: Network, form: str) -> Steps:
    """The steps in a form, or in the nearest one that can write this network."""
    steps = Steps(network, form)
    if form == "expanded" and len(network.layers) > EXPANDED_LAYERS:
        return Steps(network, "chain")
    if form == "matrix" and not is_plain(steps):
        return Steps(network, "delta")
    return steps


def check_range(what: str, number: int | None, most: int) -> None:
    """Raises InputError for a step or a sample that the network does not have."""
    if number is not None and not 1 <= number <= most:
        message = f"there is no {what} {number}: this network has {most}, counted from 1"
        raise InputError((Problem(message, help=f"write a number from 1 to {most}"),))
