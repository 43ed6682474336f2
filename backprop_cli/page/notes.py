"""The remarks at the end: how the numbers were worked out, and what a reader would stumble over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient, has_update, samples_of
from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from ..writing import numbers
from ..writing.board import Board
from ..writing.glyphs import Derivative, Symbol
from ..writing.tokens import Tokens, plain, said, text_of

SATURATED = 30
"""|net| above which the textbook's form of a number loses digits and its stable form was computed."""
MOST_NAMES = 4


def notes(board: Board) -> list[Tokens]:
    """The remarks, the last on the digits; where numbers are left blank, those that give none away."""
    remarks = REMARKS if board.blank is None else SILENT
    parts = (text for remark in remarks for text in remark(board))
    return [plain(part) if isinstance(part, str) else part for part in parts]


def _nets(board: Board) -> Iterator[Quantity]:
    """The weighted inputs that are shown."""
    worksheet = board.worksheet
    for update in worksheet.shown:
        for sample in samples_of(worksheet.network, update):
            for neuron in worksheet.steps.places if sample in worksheet.samples else ():
                q = Quantity("net", neuron, "", sample, update)
                if worksheet.wanted is None or q in worksheet.wanted:
                    yield q


def _saturated(board: Board) -> Iterator[Tokens]:
    nets = (q for q in _nets(board) if abs(float(board.worksheet.numbers[q])) > SATURATED)
    stable = next((q for q in nets if _has_stable_form(board, q)), None)
    if stable is not None:
        yield said(
            f"{{}} is beyond {SATURATED}: there the formula as written loses digits, and a form of it that "
            "does not was computed.",
            text_of(board.name(stable)),
        )


def _has_stable_form(board: Board, q: Quantity) -> bool:
    entry = ACTIVATIONS[board.worksheet.steps.layer(q.subject).activation.name]
    return entry.stable_value is not None or entry.stable_slope is not None


def _kinks(board: Board) -> Iterator[Tokens]:
    """The nets at which a derivative has no value, with the one that is taken."""
    kinks: dict[tuple[str, str], list[str]] = {}
    worksheet = board.worksheet
    for q in _nets(board) if has_gradient(worksheet.network) else ():
        entry = ACTIVATIONS[worksheet.steps.layer(q.subject).activation.name]
        derivative = q._replace(kind="dout/dnet", by=q.subject)
        is_shown = worksheet.wanted is None or derivative in worksheet.wanted
        if is_shown and any(worksheet.numbers[q] == int(kink) for kink in entry.kinks):
            slope = numbers.given(numbers.exactly(worksheet.numbers[derivative]))
            names = kinks.setdefault((entry.name, slope), [])
            names += {text_of(board.of_batch().name(q))}.difference(names)
    for (activation, slope), names in kinks.items():
        verb, whose = ("is", "its") if len(names) == 1 else ("are", "their")
        sentence = f"{listed(['{}'] * len(names))} {verb} exactly at the corner of {activation}: {whose} "
        yield said(f"{sentence}derivative is taken as {slope}.", *names[:MOST_NAMES])


def listed(names: list[str]) -> str:
    """A few names, and how many more there are."""
    few = names
    if len(few) > MOST_NAMES:
        return f"{', '.join(few[:MOST_NAMES])} and {len(few) - MOST_NAMES} more"
    return " and ".join([", ".join(few[:-1]), few[-1]] if len(few) > 1 else few)


def _rate(board: Board) -> Iterator[str]:
    network = board.worksheet.network
    if has_update(network) and network.learning_rate == 0:
        yield "The learning rate is 0: the step changes nothing."


def _climbing(board: Board) -> Iterator[Tokens]:
    if board.worksheet.steps.form == "beta" and has_gradient(board.worksheet.network):
        n = board.notation
        letters = (n.derivatives["dE/dout"], n.letter("target"), n.letter("out") or "out")
        beta, target, out = (n.markup.name(Symbol(letter)) for letter in letters)
        yield said(
            "{} is {} here, so that the update descends; where a lecture prints {}, its sign climbs.",
            beta,
            n.markup.name(Derivative(Symbol(n.letter("loss")), Symbol(letters[2]))),
            f"{beta}{n.sign('equals')}{target} {n.sign('minus')} {out}",
        )


def _collapse(board: Board) -> Iterator[Tokens]:
    """What is left of ∂E/∂net where a loss fits its activation, with the numbers of the first output."""
    network, n = board.worksheet.network, board.notation
    if network.loss is None or board.worksheet.only:
        return
    layer = network.layers[-1]
    if layer.activation.name not in dict(LOSSES[network.loss.name].net_slope):
        return
    update, sample = board.worksheet.first_use
    board = board.at(update)
    net = Quantity("dE/dnet", layer.neurons[0], "", sample, update)
    out, target = net._replace(kind="out"), net._replace(kind="target", update=0)
    names = [text_of(n.name(q)) for q in (net, out, target)]
    texts = [board.number(q) for q in (out, target, net)]
    minus, equals = board.sign["minus"], board.sign["equals"]
    difference = (f" {minus} ".join(pair) for pair in (names[1:], texts[:2]))
    yield said(
        f"{network.loss.name} of a {layer.activation.name} collapses: {{}}.",
        equals.join((names[0], *difference, texts[2])),
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


def _asked_digits(board: Board) -> Iterator[str]:
    """How a blank is filled in."""
    rounding = board.worksheet.network.rounding
    if rounding is None:
        yield f"Give {board.style.digits} decimals."
        return
    what = "decimals" if rounding.kind == "decimals" else "significant figures"
    mode = rounding.mode.replace("_", " ")
    when = "each step" if rounding.each_step else "the results"
    yield f"Round {when} {mode} to {rounding.places} {what}{' and carry on so' * rounding.each_step}."


REMARKS: tuple[Callable[[Board], Iterator[str] | Iterator[Tokens]], ...] = (
    _other_form,
    _collapse,
    _climbing,
    _saturated,
    _kinks,
    _rate,
    _digits,
)
"""What may be remarked, in order."""

SILENT: tuple[Callable[[Board], Iterator[str] | Iterator[Tokens]], ...] = (
    _other_form,
    _climbing,
    _rate,
    _asked_digits,
)
"""What may be remarked where numbers are left blank."""
