"""The remarks at the end: how the numbers were worked out, and what a reader would stumble over."""

from __future__ import annotations

from collections.abc import Iterator

from ..example import order
from ..example.quantity import Quantity
from ..example.schedule import samples_of
from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from . import numbers
from .board import Board
from .tokens import text_of

SATURATED = 30
"""|net| above which the textbook's form of a number loses digits and its stable form was computed."""
MOST_NAMES = 4


def notes(board: Board) -> list[str]:
    """The remarks, the last of them on the digits."""
    return [text for remark in REMARKS for text in remark(board)]


def _nets(board: Board) -> Iterator[Quantity]:
    """The weighted inputs that are shown."""
    worksheet = board.worksheet
    for update in worksheet.shown:
        for sample in samples_of(worksheet.network, update):
            for neuron in worksheet.steps.places if sample in worksheet.samples else ():
                q = Quantity("net", neuron, "", sample, update)
                if worksheet.wanted is None or q in worksheet.wanted:
                    yield q


def _saturated(board: Board) -> Iterator[str]:
    nets = (q for q in _nets(board) if abs(float(board.worksheet.numbers[q])) > SATURATED)
    stable = next((q for q in nets if _has_stable_form(board, q)), None)
    if stable is not None:
        yield (
            f"{board.notation.name(stable)[0][0]} is beyond {SATURATED}: there the formula as written loses "
            "digits, and a form of it that does not was computed."
        )


def _has_stable_form(board: Board, q: Quantity) -> bool:
    entry = ACTIVATIONS[board.worksheet.steps.layer(q.subject).activation.name]
    return entry.stable_value is not None or entry.stable_slope is not None


def _kinks(board: Board) -> Iterator[str]:
    """The nets at which a derivative has no value, with the one that is taken."""
    found: dict[tuple[str, str], list[str]] = {}
    for q in _nets(board) if order.has_gradient(board.worksheet.network) else ():
        entry = ACTIVATIONS[board.worksheet.steps.layer(q.subject).activation.name]
        if any(board.worksheet.numbers[q] == int(kink) for kink in entry.kinks):
            value = board.worksheet.numbers[q._replace(kind="dout/dnet", by=q.subject)]
            slope = numbers.given(numbers.exactly(value))
            found.setdefault((entry.name, slope), []).append(text_of(board.of_batch().name(q)))
    for (activation, slope), names in found.items():
        verb, one = ("is", "its") if len(names) == 1 else ("are", "their")
        yield (
            f"{listed(names)} {verb} exactly at the corner of {activation}: "
            f"{one} derivative is taken as {slope}."
        )


def listed(names: list[str]) -> str:
    """A few names, and how many more there are."""
    few = list(dict.fromkeys(names))
    if len(few) > MOST_NAMES:
        return f"{', '.join(few[:MOST_NAMES])} and {len(few) - MOST_NAMES} more"
    return " and ".join([", ".join(few[:-1]), few[-1]] if len(few) > 1 else few)


def _rate(board: Board) -> Iterator[str]:
    network = board.worksheet.network
    if order.has_update(network) and network.learning_rate == 0:
        yield "The learning rate is 0: the step changes nothing."


def _climbing(board: Board) -> Iterator[str]:
    if board.worksheet.steps.form == "beta" and order.has_gradient(board.worksheet.network):
        n = board.notation
        beta, out = n.derivatives["dE/dout"], n.letter("out") or "out"
        spelled = n.markup.words.get(beta, beta)
        yield (
            f"{spelled} is {n.by(n.letter('loss'), out)} here, so that the update descends; where a lecture "
            f"prints {spelled} = {n.letter('target')} {n.sign('minus')} {out}, its sign climbs."
        )


def _collapse(board: Board) -> Iterator[str]:
    """What is left of ∂E/∂net where a loss fits its activation, with the numbers of the first output."""
    network, n = board.worksheet.network, board.notation
    if network.loss is None or board.worksheet.only:
        return
    layer = network.layers[-1]
    if layer.activation.name not in dict(LOSSES[network.loss.name].net_slope):
        return
    net = Quantity("dE/dnet", layer.neurons[0], "", 0)
    out, target = net._replace(kind="out"), Quantity("target", layer.neurons[0], "", 0)
    names = [n.name(q)[0][0] for q in (net, out, target)]
    numbers = [board.number(q) for q in (out, target, net)]
    minus = board.sign["minus"]
    yield (
        f"{network.loss.name} of a {layer.activation.name} collapses: {names[0]} = {names[1]} {minus} "
        f"{names[2]} = {numbers[0]} {minus} {numbers[1]} = {numbers[2]}."
    )


def _other_form(board: Board) -> Iterator[str]:
    sheet = board.worksheet
    if sheet.form_asked == sheet.steps.form:
        return
    if sheet.form_asked == "expanded":
        layers = len(sheet.network.layers)
        yield f"With {layers} layers one formula for a gradient fills a page: the chain rule is shown."
    else:
        yield "Shared weights, jumps and bare layers are no plain matrices: the deltas are shown."


def _digits(board: Board) -> Iterator[str]:
    rounding = board.worksheet.network.rounding
    how = "worked out exactly and rounded once" if board.worksheet.exact else "computed in double precision"
    if rounding is None:
        yield f"Shown to {board.style.digits} decimals, {how}."
        return
    what = "decimals" if rounding.kind == "decimals" else "significant figures"
    mode = rounding.mode.replace("_", " ")
    if rounding.each_step:
        yield f"Each step rounded {mode} to {rounding.places} {what} and carried on so."
    else:
        yield f"Shown to {rounding.places} {what}, {how}, {mode}."


REMARKS = (_other_form, _collapse, _climbing, _saturated, _kinks, _rate, _digits)
"""What may be remarked, in order."""
