"""The samples that a training is judged by and never learns from: `validation`, in the shape of `samples`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .checks import check_target_values
from .model import Sample
from .samples import Given, listed_samples
from .targets import refused, targets_of
from .yaml.wording import listed, plural

if TYPE_CHECKING:
    from .assembly import Wired
    from .model import Number
    from .yaml.problems import Problems
    from .yaml.tree import Node


def validation(
    node: Node, sampled: Given, wired: Wired, values: dict[str, Any], problems: Problems
) -> tuple[Sample, ...]:
    """The samples; each has the inputs of the others, and targets."""
    if sampled.targets is None:
        problems.add("validation stands in a file without targets, so there is no loss to judge", node)
        return ()
    given = listed_samples(node, problems, "validation")
    if given.names is None or wired.outputs is None or sampled.names is None:
        return ()
    if given.targets is None:
        problems.add("validation has no targets, so there is no loss to judge", given.node or node)
        return ()
    rows = _rows(given, sampled.names, problems)
    targets = targets_of(given, wired.outputs, problems)
    if rows is None or targets is None or any(refused(target) for target in targets):
        return ()
    samples = tuple(Sample(row, target) for row, target in zip(rows, targets, strict=False))
    if (loss := values.get("loss")) is not None:
        check_target_values(loss.name, samples, wired.outputs, given, problems)
    return samples


def _rows(given: Given, names: tuple[str, ...], problems: Problems) -> tuple[tuple[Number, ...], ...] | None:
    """The inputs in the order of the samples: by name where both have the same names, else by place."""
    inputs = given.names or ()
    if len(inputs) != len(names):
        message = (
            f"validation has {plural(len(inputs), 'input')}, but samples have {len(names)} ({listed(names)})"
        )
        problems.add(message, given.node)
        return None
    order = [inputs.index(name) for name in names] if set(inputs) == set(names) else range(len(names))
    return tuple(tuple(row[place] for place in order) for row in given.rows or ())
