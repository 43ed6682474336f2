"""The head of a sheet: title, source, and every convention in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..calculation.quantity import Quantity
from ..calculation.schedule import has_update, is_perceptron
from ..calculation.steps import options_of
from ..maths.formula import Formula
from ..maths.losses import LOSSES
from ..maths.optimizers import DEFAULT_RULE
from ..network.model import Choice
from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import broken, paragraph
from ..writing.tokens import MATHS, Tokens, columns, plain, text_of
from . import assignment
from .blocks import Title


def title_of(board: Board) -> Title:
    """The head of the sheet, as a block."""
    network = board.worksheet.network
    texts = tuple(text for text in (network.source, network.description) if text)
    return Title(assignment.title(board), texts, tuple(conventions(board)), assignment.fields(board))


def head(board: Board) -> list[Tokens]:
    """The head as lines of a page of fixed letters, without its fields."""
    title, width = title_of(board), board.style.width
    lines = [plain(title.name, "neuron")]
    lines += [plain(line, "dim") for text in title.paragraphs for line in paragraph(text, width)]
    separator = f" {board.sign['dot']} "
    said = [text_of(part) for part in title.conventions]
    return lines + [plain(line, "dim") for line in broken(said, separator, width)]


def title(board: Board, number: str, text: str, definition: str) -> Tokens:
    """Number, bold name, a rule, and the defining formula at the right."""
    room = (
        board.style.width - len(number) - columns(text) - 1 - (columns(definition) + 1 if definition else 0)
    )
    rule = board.sign["rule"] * max(room, 2 if definition else 0)
    end = plain(f" {definition}", "dim") if definition else ()
    return plain(number, "neuron") + plain(text, "neuron") + plain(" ") + plain(rule, "dim") + end


def conventions(board: Board) -> list[Tokens]:
    """Activations, the loss with its formula, the rate, what is trained."""
    parts = (said for part in PARTS for said in part(board))
    return [plain(part) if isinstance(part, str) else part for part in parts]


def _activations(board: Board) -> Iterator[Tokens]:
    layers = board.worksheet.network.layers
    names = [described(layer.activation) for layer in layers]
    arrow: Tokens = ((" ", ""), (board.sign["arrow"], MATHS), (" ", ""))
    chain: Tokens = plain(names[0])
    for name in names[1:] if len(set(names)) > 1 else ():
        chain += arrow + plain(name)
    yield chain


def described(choice: Choice) -> str:
    """An entry's name with its options."""
    options = ", ".join(f"{name} {numbers.given(value)}" for name, value in choice.options)
    return f"{choice.name} ({options})" if options else choice.name


def _loss(board: Board) -> Iterator[str | Tokens]:
    network = board.worksheet.network
    if network.loss is None:
        yield "forward pass only" if not is_perceptron(network) else "no loss"
        return
    options = options_of(network.loss, "loss")
    term = LOSSES[network.loss.name].term(
        Quantity("target"), Quantity("out"), len(network.outputs), **options
    )
    letter = board.name(Quantity("loss"))
    equals = plain(board.sign["equals"])
    yield ((text_of((*letter, *equals, *board.symbols.write(Formula("sum", term)))), MATHS),)
    if len(network.samples) > 1 and network.batch:
        yield f"{network.batch} over {len(network.samples)} samples"
    for name, penalty in (("L2", network.l2), ("L1", network.l1)):
        if penalty is not None:
            yield f"{name} {numbers.given(penalty.strength)}" + (" with biases" if penalty.biases else "")


def _rate(board: Board) -> Iterator[str | Tokens]:
    network = board.worksheet.network
    if not has_update(network) or network.learning_rate is None:
        return
    name = text_of(board.notation.name(Quantity("rate")))
    rate = board.notation.markup.number(numbers.given(network.learning_rate))
    yield ((f"{name}{board.sign['equals']}{rate}", MATHS),)
    if network.optimizer.name != DEFAULT_RULE:
        yield described(network.optimizer)
    if network.update != "batch":
        yield network.update if network.update == "online" else f"minibatches of {network.minibatch}"


def _parameters(board: Board) -> Iterator[str]:
    parameters = board.worksheet.network.parameters
    weights = [parameter for parameter in parameters if parameter.kind == "weight"]
    others = [parameter for parameter in parameters if parameter.kind != "weight"]
    if not parameters:
        return
    yield ", ".join([f"{len(weights)} weight{'s' * (len(weights) != 1)}", *_fixed(board, weights, others)])


def _fixed(board: Board, weights: list, others: list) -> Iterator[str]:  # type: ignore[type-arg]
    """What is said of biases, and which parameters are not trained."""
    kind = {"threshold": "thresholds"}.get(others[0].kind, "biases") if others else ""
    if not others:
        yield "no biases"
    elif not has_update(board.worksheet.network):
        singular = {"biases": "bias", "thresholds": "threshold"}[kind]
        yield f"{len(others)} {kind if len(others) > 1 else singular}"
        return
    elif all(not bias.trained for bias in others):
        yield f"{kind} fixed"
    else:
        yield f"{kind} trained"
    fixed = [weight.name for weight in weights if not weight.trained]
    mixed = [bias.name for bias in others if not bias.trained] if any(bias.trained for bias in others) else []
    if has_update(board.worksheet.network) and (fixed or mixed):
        yield f"{', '.join([*fixed, *mixed])} fixed"


PARTS: tuple[Callable[[Board], Iterator[str | Tokens]], ...] = (_activations, _loss, _rate, _parameters)
"""What the line of conventions says, in order."""
