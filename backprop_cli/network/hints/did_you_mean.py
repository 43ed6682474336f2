"""Did you mean: the nearest key, name or word, and what people call things elsewhere. Imported only for a
problem.

A name is compared without its case and with `_` for a dash or a blank, so `Learning-Rate` is near
`learning_rate`. To add what people write instead: a row in `CALLED`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from ..yaml.problems import Problems
from ..yaml.tree import List, Node, Scalar
from ..yaml.wording import describe, quoted

CALLED = {
    "lr": "learning_rate",
    "eta": "learning_rate",
    "rate": "learning_rate",
    "step_size": "learning_rate",
    "title": "name",
    "x": "inputs",
    "features": "inputs",
    "y": "targets",
    "labels": "targets",
    "expected": "targets",
    "outputs": "targets",
    "output": "targets",
    "data": "samples",
    "dataset": "samples",
    "error": "loss",
    "cost": "loss",
    "criterion": "loss",
    "objective": "loss",
    "w": "weights",
    "b": "bias",
    "theta": "threshold",
    "nodes": "neurons",
    "units": "neurons",
    "names": "neurons",
    "function": "activation",
    "act": "activation",
    "iterations": "steps",
    "regularization": "l2",
    "weight_decay": "l2",
    "batch_size": "update",
    "layout": "weights_layout",
    "round": "rounding",
    "none": "linear",
    "no": "linear",
    "off": "linear",
    "false": "linear",
    "purelin": "linear",
    "sig": "sigmoid",
    "logsig": "sigmoid",
    "tansig": "tanh",
    "hyperbolic_tangent": "tanh",
    "rectifier": "relu",
    "lrelu": "leaky_relu",
    "sign": "step",
    "sse": "squared_error",
    "mean_square_error": "mean_squared_error",
    "bce": "binary_cross_entropy",
    "log_loss": "binary_cross_entropy",
    "ce": "cross_entropy",
    "nll": "cross_entropy",
    "mae": "absolute_error",
    "l1_loss": "absolute_error",
    "kld": "kullback_leibler",
    "nag": "nesterov",
    "gradient": "sgd",
    "backprop": "sgd",
}
"""What something is called elsewhere, and here."""

MOST = 1000
"""So many words are looked at."""

LAYER_KEYS = ("neurons", "weights", "bias", "biases", "threshold", "thresholds", "from")
FILE_KEYS = ("inputs", "targets", "loss", "learning_rate", "batch", "update", "optimizer", "name", "fixed")


def plain(text: str) -> str:
    """A word without its case, and with _ for dashes and blanks."""
    return text.strip().casefold().replace("-", "_").replace(" ", "_")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    from difflib import get_close_matches

    words = {plain(name): name for name in islice(known, MOST)}
    wanted = plain(word)[:80]
    if wanted in words:
        return words[wanted]
    if CALLED.get(wanted) in words.values():
        return CALLED[wanted]
    without = {text.replace("_", ""): name for text, name in words.items()}
    if wanted.replace("_", "") in without:
        return without[wanted.replace("_", "")]
    matches = get_close_matches(wanted, list(words), 1, 0.6)
    return words[matches[0]] if matches else None


def close(word: str, known: Iterable[str]) -> str | None:
    """The question whether the nearest known word was meant."""
    name = nearest(word, known)
    return f"did you mean `{name}`?" if name else None


def unknown_key(key: str, known: Collection[str], value: Node) -> tuple[str | None, str]:
    """The key that was meant, where that is clear, and what to do about a key that is none."""
    if "=" in key:
        return nearest(key.partition("=")[0], known), "write a colon and a blank between a key and its value"
    if not key.isprintable():
        from ..yaml.characters import described

        return None, f"it contains {described(next(sign for sign in key if not sign.isprintable()))}"
    if ":" in key and type(value) is Scalar and not value.text:
        return nearest(key.partition(":")[0], known), "a blank is missing after the colon"
    if key.isdigit() and type(value) is Scalar and not value.text:
        return None, "a decimal comma? write 0.1, not 0,1"
    if key in LAYER_KEYS and "layers" in known:
        return None, f"`{key}` belongs to a layer, in the list `layers`"
    if key in FILE_KEYS and "weights" in known:
        return None, f"`{key}` belongs to the file, at the beginning of a line"
    meant = nearest(key, known)
    return meant, f"did you mean `{meant}`?" if meant else f"the keys here are: {', '.join(known)}"


def unknown_word(node: Node, words: Collection[str]) -> str | None:
    """The word that was probably meant."""
    return close(node.text, words) if type(node) is Scalar else None


def complain_of_choice(node: Node, table: Mapping[str, Any], what: str, problems: Problems) -> None:
    """A node that names no entry of a table of the mathematics."""
    kind = what.split()[0]
    one = f"one {kind}" if kind != "activation" else "the name of one activation"
    if type(node) is Scalar and node.text and not (not node.style and node.text in ("~", "null")):
        names = [name for name, entry in table.items() if entry.name == name]
        help = close(node.text, table) or f"known are: {', '.join(names)}"
        problems.add(f"{what} is {quoted(node.text)}, which is the name of no {kind}", node, help)
        return
    help = f"write `{kind}: {next(iter(table))}`"
    if type(node) is List and kind == "activation":
        help = (
            "an activation acts on a whole layer; make a layer for each, with `from` and nulls where needed"
        )
    problems.add(f"{what} is {describe(node)}, but {one} is expected", node, help)
