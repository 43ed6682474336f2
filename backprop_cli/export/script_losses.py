"""The loss of a script with matrices: its terms, from the nets where the outputs saturate, and penalties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..calculation.order import has_gradient
from ..calculation.quantity import Quantity
from ..maths.formula import Formula, Term
from ..maths.losses import LOSSES
from ..maths.penalties import PENALTIES
from .script_arrays import Script, function, name


def loss_function(made: Script) -> list[str]:
    """The loss as a function, where there is one."""
    if not has_gradient(made.network):
        return []
    last = len(made.network.layers)
    body = [f"out{last} = forward(p, x)"] if of_net(made) is None else list(made.forward())
    return [function("loss(p, x, t)", "The loss over rows of samples.", [*body, *_body(made)])]


def of_net(made: Script) -> Callable[..., Term] | None:
    """The loss as a formula of the nets, where the outputs saturate and there is one."""
    loss, layer = made.network.loss, made.network.layers[-1]
    if loss is None or made.is_sound(layer):
        return None
    return dict(LOSSES[loss.name].of_net).get(layer.activation.name)


def net_slope(made: Script) -> str | None:
    """∂E/∂net of the outputs from the nets, in the same case."""
    loss, layer = made.network.loss, made.network.layers[-1]
    if loss is None or of_net(made) is None:
        return None
    slope = dict(LOSSES[loss.name].net_slope)[layer.activation.name]
    return _columns(made, lambda nets, targets, k: slope(targets, nets, k))


def _body(made: Script) -> Iterator[str]:
    """The terms put together over outputs and samples, and the penalties."""
    network = made.network
    yield f"terms = {_terms(made)}"
    yield f"value = terms.sum(1).{'mean' if network.batch == 'mean' else 'sum'}()"
    for penalty, numbers, strength in penalties(made):
        values = made.code(PENALTIES[penalty].value(name(f"p[np.array({numbers})]")))
        whole = PENALTIES[penalty].total(name(f"({values}).sum()"), strength)
        yield f"value = value + {made.code(whole)}"
    yield "return value"


def _terms(made: Script) -> str:
    """The terms of every sample, a column an output."""
    network, stable = made.network, of_net(made)
    assert network.loss is not None
    if stable is not None:
        return _columns(made, lambda nets, targets, k: stable(targets[k], nets, k))
    options = made.options(network.loss, "loss")
    target = name("t") if made.has_targets else name("0.0")
    out = name(f"out{len(network.layers)}")
    return made.code(guarded(LOSSES[network.loss.name].term(target, out, len(network.outputs), **options)))


def _columns(made: Script, entry: Callable[[list[Quantity], list[Quantity], int], Term]) -> str:
    """A formula for each output, the columns side by side."""
    count, last = len(made.network.outputs), len(made.network.layers)
    nets = [name(f"net{last}[:, {k}]") for k in range(count)]
    targets = [name(f"t[:, {k}]") for k in range(count)]
    columns = (made.code(guarded(entry(nets, targets, k))) for k in range(count))
    return f"{made.library.module}.stack([{', '.join(columns)}], 1)"


def penalties(made: Script) -> Iterator[tuple[str, list[int], Term]]:
    """Each penalty with the numbers of the parameters that it counts, and its strength."""
    steps = made.worksheet.steps
    for penalty, one in steps.penalties.items():
        numbers = [k for k in range(len(made.network.parameters)) if penalty in steps.penalties_on(k)]
        strength: Term = name(repr(float(one.strength)))
        yield penalty, numbers, strength / len(made.network.samples) if one.per_sample else strength


def guarded(term: Term) -> Term:
    """A choice whose branch has a value even where it is not taken: a gradient goes through both."""
    if not isinstance(term, Formula):
        return term
    if term.operation == "positive" and isinstance(term.arguments[0], Quantity):
        test, yes, no = term.arguments
        return Formula("positive", test, _replaced(yes, test, Formula("positive", test, test, 1)), no)
    return Formula(term.operation, *map(guarded, term.arguments))


def _replaced(term: Term, old: Quantity, new: Term) -> Term:
    """A formula with another term in the place of a quantity."""
    if isinstance(term, Formula):
        return Formula(term.operation, *(_replaced(one, old, new) for one in term.arguments))
    return new if term == old else term
