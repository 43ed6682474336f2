"""The forms of the backward pass: the same numbers by other formulas, as each lecture writes them.

A form is the steps of the chain rule with some kinds of number made another way: `delta` by the recursion of
the error terms, `beta` by o·slope·β, `expanded` by one formula down to outputs, weights and targets. To add a
form: its makers here and a row in `FORMS`; its letters are in `writing.notation`, its sections in
`backward_sections`.
"""

from __future__ import annotations

from collections.abc import Callable

from ..errors import InputError, Problem
from ..maths.formula import Formula, Term, build, total
from . import backward, forward, update
from .quantity import Quantity
from .step import Step
from .wiring import Wiring

Maker = Callable[[Wiring, Quantity], Step]

CHAIN: dict[str, Maker] = {**forward.MAKERS, **backward.MAKERS, **update.MAKERS}
"""∂E/∂out · ∂out/∂net · ∂net/∂w, with the ledger of paths (Liverpool, Tartu)."""


def error_term(wiring: Wiring, q: Quantity) -> Step:
    """δ: of an output ∂E/∂out · ∂out/∂net, of a hidden neuron (Σ δ·w) · ∂out/∂net."""
    if not wiring.elementwise(q.subject):
        return backward.loss_by_net(wiring, q)
    by_out = q._replace(kind="dE/dout")
    slope = q._replace(kind="dout/dnet", by=q.subject)
    if q.subject in wiring.outputs:
        return Step(q, ascending(backward.loss_by_out(wiring, by_out).formula) * slope)
    return Step(q, _weighted_errors(wiring, by_out) * slope)


def _weighted_errors(wiring: Wiring, q: Quantity) -> Term:
    return total(weighted_error(wiring, path).formula for path in wiring.paths(q))


def weighted_error(wiring: Wiring, q: Quantity) -> Step:
    """δ·w: what comes back through one neuron."""
    arriving = q._replace(kind="dE/dnet", subject=q.by, by="")
    return Step(q, arriving * backward.connection(wiring, q))


def by_error_terms(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂in = Σ δ·w."""
    return Step(q, _weighted_errors(wiring, q))


def error_times_input(wiring: Wiring, q: Quantity) -> Step:
    """δ times what comes in over the weight, through one neuron."""
    arriving = q._replace(kind="dE/dnet", subject=q.by, by="")
    return Step(q, arriving * _incoming(wiring, q))


def _incoming(wiring: Wiring, q: Quantity) -> Term:
    incoming = q._replace(kind="dnet/dparameter", subject=q.by, by=q.subject)
    return backward.net_by_parameter(wiring, incoming).formula


def ascending(term: Term) -> Term:
    """−(target − out) written as (out − target), which is the same number."""
    if isinstance(term, Formula) and term.operation == "negative":
        inner = term.arguments[0]
        if isinstance(inner, Formula) and inner.operation == "subtract":
            return inner.arguments[1] - inner.arguments[0]
    if isinstance(term, Formula) and term.operation == "multiply" and term.arguments[0] == -2:
        return 2 * ascending(-term.arguments[1])
    if isinstance(term, Formula) and term.operation == "divide":
        return ascending(term.arguments[0]) / term.arguments[1]
    return term


def input_slope_beta(wiring: Wiring, q: Quantity) -> Step:
    """o · slope · β through one neuron."""
    return Step(q, _incoming(wiring, q) * _slope_beta(wiring, q))


def weight_slope_beta(wiring: Wiring, q: Quantity) -> Step:
    """w · slope · β, what comes back through one neuron."""
    return Step(q, backward.connection(wiring, q) * _slope_beta(wiring, q))


def _slope_beta(wiring: Wiring, q: Quantity) -> Term:
    if not wiring.elementwise(q.by):
        return q._replace(kind="dE/dnet", subject=q.by, by="")
    beta = q._replace(kind="dE/dout", subject=q.by, by="")
    return q._replace(kind="dout/dnet", subject=q.by, by=q.by) * beta


def expanded_gradient(wiring: Wiring, q: Quantity) -> Step:
    """∂E/∂w in one formula, down to outputs, weights, inputs and targets."""
    step = backward.loss_by_parameter(wiring, q)
    return step if q.sample is None else Step(q, expanded(wiring, step.formula))


def expanded(wiring: Wiring, term: Term) -> Term:
    """A formula with the derivatives in it replaced by their own formulas."""
    if isinstance(term, Quantity) and term.kind in EXPANDABLE:
        return expanded(wiring, ascending(CHAIN[term.kind](wiring, term).formula))
    if isinstance(term, Formula):
        return build(term.operation, *(expanded(wiring, argument) for argument in term.arguments))
    return term


EXPANDABLE = ("dE/dout", "dout/dnet", "dE/dnet", "dnet/dparameter", "share", "portion")

DELTA: dict[str, Maker] = {
    **CHAIN,
    "dE/dnet": error_term,
    "portion": error_times_input,
    "dE/dparameter": lambda wiring, q: backward.loss_by_parameter(wiring, q, error_times_input),
    "dE/dinput": by_error_terms,
}
"""δ = (Σ δ·w) · ∂out/∂net and ∂E/∂w = δ·in (Melbourne)."""

FORMS: dict[str, dict[str, Maker]] = {
    "chain": CHAIN,
    "delta": DELTA,
    "matrix": DELTA,
    "beta": CHAIN
    | {"portion": input_slope_beta, "share": weight_slope_beta, "input share": weight_slope_beta}
    | {"dE/dparameter": lambda wiring, q: backward.loss_by_parameter(wiring, q, input_slope_beta)}
    | {"dE/dout": lambda wiring, q: backward.loss_by_out(wiring, q, weight_slope_beta)}
    | {"dE/dinput": lambda wiring, q: backward.over_paths(wiring, q, weight_slope_beta)},
    "expanded": CHAIN | {"dE/dparameter": expanded_gradient},
}
"""The makers of each form."""

NOTATIONS = {
    **{name: name for name in FORMS},
    "net/out": "chain",
    "liverpool": "chain",
    "manchester": "expanded",
    "wellington": "beta",
    "tartu": "chain",
    "melbourne": "delta",
}
"""The form that each notation writes: a form's own name, or a lecture's."""


def form_of(notation: str) -> str:
    """The form of a notation. Raises InputError with the nearest names."""
    if notation not in NOTATIONS:
        from difflib import get_close_matches

        near = get_close_matches(notation, NOTATIONS, 1) or [", ".join(NOTATIONS)]
        raise InputError((Problem(f"no notation is called {notation!r}", help=f"did you mean {near[0]}?"),))
    return NOTATIONS[notation]
