"""How the network is trained: loss, rate, batch, updates, optimizer, penalties, what is fixed; and rounding,
notation.

`READERS` is the table of the keys that stand by themselves: each reads its node and gives the fields of
`Network` that it sets. What must fit together (a loss and its targets, a batch and its samples) is `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from .access import REFUSED, fields, flag_at, items_of, number_at, text_at, whole_at, word_at
from .choices import choice_at
from .model import Penalty, Rounding
from .sheet_section import handout
from .yaml import limits
from .yaml.problems import Problems
from .yaml.tree import Mapping, Node, Refused, Scalar
from .yaml.wording import describe, quoted

if TYPE_CHECKING:
    from .model import Number

LETTERS = ("net", "out", "loss", "target")
ROUNDED = ("decimals", "significant")
ROUNDING_KEYS = (*ROUNDED, "each_step", "mode")
PENALTY_KEYS = ("lambda", "biases", "per_sample")


def settings(nodes: dict[str, Node], problems: Problems) -> dict[str, Any]:
    """The fields of `Network` that the keys of a file set, by name."""
    fields_set: dict[str, Any] = {}
    for key, node in nodes.items():
        if (read := READERS.get(key)) is not None:
            fields_set.update(read(node, key, problems))
    if "steps" in nodes and "epochs" in nodes:
        problems.add("steps and epochs stand side by side, but one of the two is expected", nodes["epochs"])
    return fields_set


def _loss(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    return {key: choice_at(node, LOSSES, key, problems)}


def _optimizer(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    choice = choice_at(node, OPTIMIZERS, key, problems)
    return {key: choice} if choice else {}


def _rate(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    return {key: _not_negative(node, key, problems, "a negative learning rate climbs the loss")}


def _not_negative(node: Node, what: str, problems: Problems, why: str | None = None) -> Number:
    value = number_at(node, what, problems)
    if value is not REFUSED and value < 0:
        problems.add(f"{what} is negative ({value}), but a positive number is expected", node, why)
    return value


def _batch(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    return {key: word_at(node, ("mean", "sum"), key, problems)}


def _update(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    if type(node) is Mapping:
        nodes = fields(node, ("minibatch",), "update", problems) or {}
        if "minibatch" not in nodes:
            return {}
        size = whole_at(nodes["minibatch"], "minibatch", 1, limits.UPDATES, problems)
        return {"update": "minibatch", "minibatch": size}
    if type(node) is Scalar and node.text == "minibatch":
        problems.add("minibatch has no size", node, "write `update: {minibatch: 2}`")
        return {}
    word = word_at(node, ("batch", "online"), key, problems)
    return {key: word} if word else {}


def _count(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    return {key: whole_at(node, key, 1, limits.UPDATES, problems)}


def _penalty(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    if type(node) is not Mapping:
        return {key: Penalty(_not_negative(node, key, problems))}
    nodes = fields(node, PENALTY_KEYS, key, problems) or {}
    if "lambda" not in nodes:
        problems.add(
            f"{key} has no lambda, the strength of the term", node, f"write `{key}: {{lambda: 0.1}}`"
        )
        return {}
    flags = {
        name: flag_at(nodes[name], f"{name} of {key}", problems) for name in PENALTY_KEYS[1:] if name in nodes
    }
    return {key: Penalty(_not_negative(nodes["lambda"], f"lambda of {key}", problems), **flags)}


def _fixed(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    if type(node) is Scalar and node.text:
        return {key: (node.text,)}
    items = items_of(node, key, "names of parameters, or `biases` or `weights`,", problems)
    for item in items or ():
        if type(item) not in (Scalar, Refused):
            problems.add(f"a name in fixed is {describe(item)}, but a text is expected", item)
    return {key: tuple(item.text for item in items or () if type(item) is Scalar)}


def check_fixed(fixed: Iterable[str], node: Node, names: Iterable[str], problems: Problems) -> None:
    """Complain about names in `fixed` that no parameter has."""
    known = {"biases", "weights", *names}
    places = {item.text: item for item in getattr(node, "items", ()) if type(item) is Scalar}
    for name in fixed:
        if name not in known:
            from .hints.did_you_mean import close

            message = f"fixed names {quoted(name)}, but no parameter has that name"
            help = close(name, known) or "write `biases`, `weights`, or names of parameters"
            problems.add(message, places.get(name, node), help)


def _notation(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    if type(node) is not Mapping:
        return {key: text_at(node, key, limits.NAME_CHARACTERS, problems)}
    nodes = fields(node, LETTERS, key, problems) or {}
    letters = ((name, _letter(value, f"{name} of notation", problems)) for name, value in nodes.items())
    return {key: tuple((name, letter) for name, letter in letters if letter is not None)}


def _letter(node: Node, what: str, problems: Problems) -> str | None:
    """A letter of a notation; an empty text in quotes leaves it out (out: "" writes h1 for out_h1)."""
    if type(node) is Scalar and node.style and not node.text:
        return ""
    return text_at(node, what, limits.NAME_CHARACTERS, problems)


def _rounding(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    nodes = fields(node, ROUNDING_KEYS, key, problems)
    if nodes is None:
        return {}
    kinds = [kind for kind in ROUNDED if kind in nodes]
    if len(kinds) != 1:
        problems.add(
            "rounding expects one of decimals and significant", node, "write `rounding: {decimals: 4}`"
        )
        return {}
    places = whole_at(
        nodes[kinds[0]], f"{kinds[0]} of rounding", int(kinds[0] == "significant"), limits.PLACES, problems
    )
    each_step = "each_step" in nodes and flag_at(nodes["each_step"], "each_step of rounding", problems)
    modes = ("half_up", "half_even")
    mode = word_at(nodes["mode"], modes, "mode of rounding", problems) if "mode" in nodes else None
    return {key: Rounding(kinds[0], places or 0, each_step, mode or "half_up")}


def _name(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    text = text_at(node, key, limits.NAME_CHARACTERS, problems)
    return {key: text} if text else {}


def _text(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    return {key: text_at(node, key, limits.SCALAR_CHARACTERS, problems, lines=key == "description")}


READERS: dict[str, Callable[[Node, str, Problems], dict[str, Any]]] = {
    "name": _name,
    "source": _text,
    "description": _text,
    "loss": _loss,
    "learning_rate": _rate,
    "batch": _batch,
    "update": _update,
    "steps": _count,
    "epochs": _count,
    "optimizer": _optimizer,
    "l1": _penalty,
    "l2": _penalty,
    "fixed": _fixed,
    "notation": _notation,
    "rounding": _rounding,
    "sheet": handout,
}
"""The keys that stand by themselves, and what reads them."""
