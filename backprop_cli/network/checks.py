"""What must fit together in a whole file: a loss and its targets and outputs, a batch and its samples.

A network with targets is trained, and needs a loss and a learning rate; without targets there is a forward
pass only. Step units have no gradient, so a network with them has a forward pass only as well, unless the
perceptron rule trains it. The functions note what is missing or does not fit; a value that was refused before
counts as given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from .drafts import Draft, Vector
from .model import Sample
from .samples import Given
from .yaml.problems import Problems
from .yaml.tree import Node
from .yaml.wording import listed, plural

if TYPE_CHECKING:
    from fractions import Fraction

    from .model import Number

TOLERANCE = 1e-9


def check_loss(
    nodes: dict[str, Node], values: dict[str, Any], given: Given, drafts: list[Draft], problems: Problems
) -> None:
    """A network that is trained has a loss that fits it."""
    has_targets, forward_only = "targets" in nodes or given.targets is not None, any(map(_decides, drafts))
    perceptron = _is_perceptron(values)
    if has_targets and "loss" not in nodes and not forward_only and not perceptron:
        problems.add(
            "loss is missing: a file with targets needs it",
            given.targets_node,
            "write `loss: half_squared_error`, or leave the targets out for a forward pass only",
        )
    loss = values.get("loss")
    if loss is None:
        return
    if perceptron and (has_targets or LOSSES[loss.name].targets == "none"):
        message = "the perceptron rule follows no loss, but the file gives one"
        problems.add(message, nodes["loss"], "remove the line `loss:`, or `optimizer: perceptron`")
        return
    if has_targets and LOSSES[loss.name].targets == "none":
        problems.add(f"loss {loss.name} has no targets, but the file gives targets", given.targets_node)
    if forward_only:
        _complain_of_steps(drafts, problems)
    if LOSSES[loss.name].probabilities:
        _check_probabilities(loss.name, drafts[-1], problems)


def _decides(draft: Draft) -> bool:
    return draft.activation is not None and ACTIVATIONS[draft.activation.name].decides


def _is_perceptron(values: dict[str, Any]) -> bool:
    optimizer = values.get("optimizer")
    return optimizer is not None and OPTIMIZERS[optimizer.name].by_error


def _complain_of_steps(drafts: list[Draft], problems: Problems) -> None:
    draft = next(filter(_decides, drafts))
    problems.add(
        f"{draft.title} has step units, which have no gradient, but the file gives a loss to be minimised",
        draft.activation_node,
        "write `optimizer: perceptron` in the place of the loss for the perceptron rule, or leave it out",
    )


def _check_probabilities(loss: str, last: Draft, problems: Problems) -> None:
    if last.activation is None or ACTIVATIONS[last.activation.name].probability:
        return
    names = f" ({listed(last.neurons)})" if last.neurons else ""
    problems.add(
        f"{loss} needs outputs that are probabilities, but {last.title}{names} has the activation "
        f"{last.activation.name}, whose outputs need not lie between 0 and 1",
        last.activation_node,
        "write `activation: softmax` or `activation: sigmoid` in the last layer, or another loss",
    )


def check_training(
    nodes: dict[str, Node], values: dict[str, Any], given: Given, drafts: list[Draft], problems: Problems
) -> None:
    """A network that is trained has a learning rate, and several samples have a batch."""
    has_targets, loss = "targets" in nodes or given.targets is not None, values.get("loss")
    has_gradient = has_targets or (loss is not None and LOSSES[loss.name].targets == "none")
    if not has_gradient or (any(map(_decides, drafts)) and not _is_perceptron(values)):
        return
    parameters = any(draft.weights is not None for draft in drafts)
    if "learning_rate" not in nodes and parameters and has_targets:
        problems.add(
            "learning_rate is missing: a file with targets needs it",
            given.targets_node,
            "write `learning_rate: 0.5`",
        )
    several = given.size is not None and given.size > 1
    online = values.get("update", "batch") == "online" and "learning_rate" in nodes
    if several and parameters and "batch" not in nodes and not online:
        problems.add(
            f"batch is missing: with {given.size} samples the loss of an update is their mean or their sum",
            given.node,
            "write `batch: mean` or `batch: sum`, or `update: online` for an update after each sample",
        )
    size = values.get("minibatch")
    if size and given.size is not None and size > given.size:
        message = f"minibatch is {size}, but the file has {plural(given.size, 'sample')}"
        problems.add(message, nodes["update"])


def check_target_values(
    loss: str, samples: tuple[Sample, ...], outputs: tuple[str, ...], given: Given, problems: Problems
) -> None:
    """Targets are numbers that the loss is made for."""
    kind = LOSSES[loss].targets
    for index, sample in enumerate(samples):
        if sample.targets is None:
            continue
        if message := _fault(kind, sample.targets, outputs):
            nodes = given.targets or ()
            node = nodes[index] if index < len(nodes) else given.targets_node
            where = f"targets, sample {index + 1}" if len(samples) > 1 else "targets"
            help = None
            if kind == "distribution" and len(outputs) == 1:
                help = "for one output between 0 and 1 write `loss: binary_cross_entropy`"
            problems.add(
                f"{where}: {message} with loss {loss}", node.node if isinstance(node, Vector) else node, help
            )


def _fault(kind: str, targets: tuple[Number, ...], outputs: tuple[str, ...]) -> str | None:
    for name, value in zip(outputs, targets, strict=True):
        if kind in ("unit", "distribution") and not 0 <= value <= 1:
            return f"that of {name} is {value}, but a probability from 0 to 1 is expected"
        if kind == "signs" and value not in (-1, 1):
            return f"that of {name} is {value}, but -1 or 1 is expected"
    if kind == "distribution":
        total = _total(targets)
        if abs(total - 1) > TOLERANCE:
            return f"they sum to {float(total):g}, but a sum of 1 is expected"
    return None


def _total(targets: tuple[Number, ...]) -> Fraction:
    from fractions import Fraction

    return sum((Fraction(value) for value in targets), Fraction(0))
