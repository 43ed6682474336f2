"""The loss of a script with matrices: its terms, from the nets where the outputs saturate, and penalties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient
from ..maths.formula import Formula, Term
from ..maths.losses import LOSSES
from ..maths.penalties import PENALTIES
from .script_arrays import Script, function, name


def loss_function(script: Script) -> list[str]:
    """The loss as a function, where there is one."""
    if not has_gradient(script.network):
        return []
    last = len(script.network.layers)
    body = [f"out{last} = forward(p, x)"] if of_net(script) is None else list(script.forward())
    return [function("loss(p, x, t)", "The loss over rows of samples.", [*body, *_body(script)])]


def of_net(script: Script) -> Callable[..., Term] | None:
    """The loss as a formula of the nets, where the outputs saturate and there is one."""
    loss, layer = script.network.loss, script.network.layers[-1]
    if loss is None or script.is_sound(layer):
        return None
    return dict(LOSSES[loss.name].of_net).get(layer.activation.name)


def net_slope(script: Script) -> str | None:
    """∂E/∂net of the outputs from the nets, in the same case."""
    loss, layer = script.network.loss, script.network.layers[-1]
    if loss is None or of_net(script) is None:
        return None
    slope = dict(LOSSES[loss.name].net_slope)[layer.activation.name]
    return _columns(script, lambda nets, targets, k: slope(targets, nets, k))


def _body(script: Script) -> Iterator[str]:
    """The terms put together over outputs and samples, and the penalties."""
    network = script.network
    yield f"terms = {_terms(script)}"
    yield f"value = terms.sum(1).{'mean' if network.batch == 'mean' else 'sum'}()"
    for penalty, numbers, strength in penalties(script):
        values = script.code(PENALTIES[penalty].value(name(f"p[np.array({numbers})]")))
        whole = PENALTIES[penalty].total(name(f"({values}).sum()"), strength)
        yield f"value = value + {script.code(whole)}"
    yield "return value"


def _terms(script: Script) -> str:
    """The terms of every sample, a column an output."""
    network, stable = script.network, of_net(script)
    assert network.loss is not None
    if stable is not None:
        return _columns(script, lambda nets, targets, k: stable(targets[k], nets, k))
    options = script.options(network.loss, "loss")
    target = name("t") if script.has_targets else name("0.0")
    out = name(f"out{len(network.layers)}")
    return script.code(guarded(LOSSES[network.loss.name].term(target, out, len(network.outputs), **options)))


def _columns(script: Script, entry: Callable[[list[Quantity], list[Quantity], int], Term]) -> str:
    """A formula for each output, the columns side by side."""
    count, last = len(script.network.outputs), len(script.network.layers)
    nets = [name(f"net{last}[:, {k}]") for k in range(count)]
    targets = [name(f"t[:, {k}]") for k in range(count)]
    columns = (script.code(guarded(entry(nets, targets, k))) for k in range(count))
    return f"{script.library.module}.stack([{', '.join(columns)}], 1)"


def penalties(script: Script) -> Iterator[tuple[str, list[int], Term]]:
    """Each penalty with the numbers of the parameters that it counts, and its strength."""
    steps = script.worksheet.steps
    for key, penalty in steps.penalties.items():
        numbers = [k for k in range(len(script.network.parameters)) if key in steps.penalties_on(k)]
        strength: Term = name(repr(float(penalty.strength)))
        yield key, numbers, strength / len(script.network.samples) if penalty.per_sample else strength


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
        return Formula(term.operation, *(_replaced(argument, old, new) for argument in term.arguments))
    return new if term == old else term
