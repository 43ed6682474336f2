"""The layers put together: what each receives, what its neurons are called, which parameters stand where.

Default names of neurons are the next numbers that no name in the file takes: `h1 …` through all hidden
layers, `o1 …` in the last one. Names of inputs and neurons are unique among each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..maths.activations import DEFAULT_ACTIVATION
from .checked_names import numbered
from .counts import check_shape, size_of
from .drafts import Draft, Fed
from .model import Choice, Layer, Parameter
from .parameters import Table, check_count
from .yaml.problems import Problems
from .yaml.tree import Node
from .yaml.wording import quoted


class Wired(NamedTuple):
    """The layers and their parameters; None for what could not be made."""

    layers: tuple[Layer, ...] | None
    parameters: tuple[Parameter, ...]
    outputs: tuple[str, ...] | None
    outputs_node: Node | None


def wire(drafts: Sequence[Draft], inputs: Fed, turned: bool, problems: Problems) -> Wired:
    """Put the layers together."""
    _check_unique(drafts, inputs, problems)
    taken = {*(inputs.names or ()), *(name for draft in drafts for name in draft.neurons or ())}
    names = {"h": numbered("h", taken), "o": numbered("o", taken)}
    known: dict[str, Node] = dict.fromkeys(inputs.names or (), drafts[0].node)
    fed, received, neurons = inputs, [], []
    for draft, after in zip(drafts, (*drafts[1:], None), strict=True):
        feeding = _fed(draft, fed, known, inputs.names is None, problems)
        size = size_of(draft, feeding, turned, after)
        check_shape(draft, feeding, size, turned, problems)
        last = after is None
        own = draft.neurons
        if size is not None and (own is None or len(own) != size):
            own = tuple(next(names["o" if last else "h"]) for _ in range(size))
        received.append(feeding.names or ())
        neurons.append(own)
        known.update(dict.fromkeys(own or (), draft.node))
        fed = Fed(own, draft.neurons_node or draft.weights or draft.node, f"neurons of {draft.title}")
    check_count(drafts, problems)
    layers, parameters = _layers(drafts, received, neurons, inputs.names or (), turned, problems)
    return Wired(layers, parameters, fed.names, fed.node)


def with_outputs(
    drafts: Sequence[Draft], names: tuple[str, ...] | None, node: Node | None, turned: bool
) -> list[Draft]:
    """The layers, the last one's neurons named by the targets where it does not name them."""
    last = drafts[-1]
    if (
        names is None
        or last.neurons_node is not None
        or size_of(last, Fed(None), turned) not in (None, len(names))
    ):
        return list(drafts)
    return [*drafts[:-1], last._replace(neurons=names, neurons_node=node)]


def _check_unique(drafts: Sequence[Draft], inputs: Fed, problems: Problems) -> None:
    first: dict[str, int] = dict.fromkeys(inputs.names or (), inputs.node.line if inputs.node else 0)
    for draft in drafts:
        for name in draft.neurons or ():
            if name and name in first:
                problems.add(
                    f"the name {quoted(name)} is here twice: line {first[name]} has it too",
                    draft.neurons_node,
                )
            first.setdefault(name, draft.neurons_node.line if draft.neurons_node else 0)


def _fed(draft: Draft, before: Fed, known: dict[str, Node], unsure: bool, problems: Problems) -> Fed:
    """What a layer receives: the layer before, or what its key `from` names."""
    if draft.feeds is None:
        return before
    for name, node in draft.feeds:
        if name and name not in known and not unsure:
            from .hints.did_you_mean import close

            problems.add(
                f"from of {draft.title} names {quoted(name)}, but no input or neuron "
                "of a layer before has that name",
                node,
                close(name, known) or (f"known are: {', '.join(known)}" if len(known) < 10 else None),
            )
    names = tuple(name for name, _ in draft.feeds)
    return Fed(names, draft.feeds[0][1], f"names in from of {draft.title}")


def _layers(
    drafts: Sequence[Draft],
    received: Sequence[tuple[str, ...]],
    neurons: Sequence[tuple[str, ...] | None],
    inputs: tuple[str, ...],
    turned: bool,
    problems: Problems,
) -> tuple[tuple[Layer, ...] | None, tuple[Parameter, ...]]:
    table = Table(drafts, inputs, problems)
    weights = [table.weights(draft) for draft in drafts]
    biases = [table.biases(draft, len(own or ())) for draft, own in zip(drafts, neurons, strict=True)]
    if problems.found:
        return None, tuple(table.entries)
    layers = tuple(
        Layer(
            own or (),
            sources,
            draft.activation or Choice(DEFAULT_ACTIVATION),
            tuple(zip(*rows, strict=True)) if turned and rows else rows,
            ours,
            bool(draft.biases and draft.biases.thresholds),
        )
        for draft, sources, own, rows, ours in zip(drafts, received, neurons, weights, biases, strict=True)
    )
    return layers, tuple(table.entries)
