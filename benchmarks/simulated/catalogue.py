"""Every mistake that is planted, by name, and those without one."""

from __future__ import annotations

from . import mistakes_of_backward as backward
from . import mistakes_of_forward as forward
from . import mistakes_of_updates as updates
from .mistakes import EITHER, EVERYWHERE, ONE_NEURON, ONE_PLACE, Mistake, both, one_by_one
from .slips import CUT, SLIPS
from .without_a_name import UNNAMED

SAME = {
    "another input in the gradient": ("another output in the gradient", "inputs changed places"),
    "derivative left out in a hidden layer": ("ReLU mask forgotten",),
    "raw errors sent back": ("derivative left out in the output layer",),
}
"""Other names that say as well what was done."""

SINGLE: dict[str, Mistake] = {
    mistake.name: mistake._replace(others=SAME.get(mistake.name, ()))
    for mistakes in (
        one_by_one(forward.OTHER_WEIGHTS, backward.OTHER_WEIGHTS, made=ONE_PLACE),
        one_by_one(forward.NEURONS, made=ONE_NEURON),
        one_by_one(forward.SUMS, forward.OUTPUTS, backward.SLOPES, backward.PATHS, backward.GRADIENTS),
        one_by_one(backward.ERRORS, updates.RATES),
        one_by_one(forward.CHANGED_INPUTS, forward.SOFTMAXES, made=EVERYWHERE),
        one_by_one(forward.LOSSES, backward.THROUGHOUT, updates.SAMPLES, made=EVERYWHERE),
        one_by_one(updates.PENALTIES, updates.WHOLE, made=EVERYWHERE),
        one_by_one(SLIPS, made=ONE_PLACE),
        one_by_one(CUT, made=EITHER),
    )
    for mistake in mistakes
}

PAIRS = (
    ("sign of the error", "factor 2 too many"),
    ("sign of the error", "factor 2 lost"),
    ("derivative left out in the output layer", "sign of the error"),
    ("derivative left out in a hidden layer", "sign of the error"),
    ("mean over the outputs", "factor 2 lost"),
    ("sign of the error", "mean over the outputs"),
    ("derivative left out in the output layer", "learning rate forgotten"),
)
"""What is often made at once."""

MISTAKES = {
    **SINGLE,
    **{pair.name: pair for pair in (both(SINGLE[first], SINGLE[second]) for first, second in PAIRS)},
}
"""Every mistake that should be named."""

NAMELESS = {mistake.name: mistake for mistake in one_by_one(UNNAMED, made=EITHER)}
"""Every mistake that has no name."""
