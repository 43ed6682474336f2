"""The layers as they are written: names, activation, rows of weights, biases; each read by itself.

What depends on the layers before (how many numbers a row must have) is `counts`, and the table of parameters
is `parameters`. To add a key of a layer: a name in `KEYS`, a field in `Draft`, and its line in `_draft`.
"""

from __future__ import annotations

from ..maths.activations import ACTIVATIONS
from .access import fields, items_of, number_at, vector
from .checked_names import checked_name
from .choices import choice_at
from .drafts import Biases, Draft, Vector
from .model import Choice
from .yaml.problems import Problems
from .yaml.tree import List, Mapping, Node, Refused, Scalar, is_null
from .yaml.wording import describe, quoted

BIASES = ("bias", "biases", "threshold", "thresholds")
KEYS = ("neurons", "activation", "weights", *BIASES, "from")


def drafts(node: Node, activation: Node | None, problems: Problems) -> list[Draft]:
    """Every layer of the list; `activation` is that of the file, for layers that name none."""
    if type(node) is not List or not node.items:
        if type(node) is not Refused:
            problems.add(
                f"layers is {describe(node)}, but a list of at least one layer is expected",
                node,
                "begin each layer with a dash: `- weights: [[0.1, 0.2]]`",
            )
        return []
    usual = choice_at(activation, ACTIVATIONS, "activation", problems) if activation else None
    result = [_draft(item, number, usual, activation, problems) for number, item in enumerate(node.items, 1)]
    return [draft for draft in result if draft is not None]


def _draft(
    node: Node, number: int, usual: Choice | None, usual_node: Node | None, problems: Problems
) -> Draft | None:
    title = f"layer {number}"
    nodes = fields(node, KEYS, title, problems)
    if nodes is None:
        return None
    activation, blame = _activation(nodes, title, usual, usual_node, node, problems)
    weights = nodes.get("weights")
    neurons = nodes.get("neurons")
    return Draft(
        node,
        number,
        _names(neurons, f"neurons of {title}", "a neuron", problems) if neurons else None,
        neurons,
        activation,
        blame,
        weights,
        _rows(weights, f"weights of {title}", problems) if weights else None,
        _biases(nodes, title, problems),
        _feeds(nodes["from"], title, problems) if "from" in nodes else None,
    )


def _activation(
    nodes: dict[str, Node],
    title: str,
    usual: Choice | None,
    usual_node: Node | None,
    node: Node,
    problems: Problems,
) -> tuple[Choice | None, Node]:
    if "activation" in nodes:
        own = nodes["activation"]
        return choice_at(own, ACTIVATIONS, f"activation of {title}", problems), own
    if usual_node is None:
        problems.add(
            f"{title} has no activation",
            node,
            "write `activation: sigmoid` (or linear, tanh, relu, ...) in the layer, or once for the file",
        )
    return usual, usual_node or node


def _names(node: Node, what: str, of: str, problems: Problems) -> tuple[str, ...] | None:
    items = items_of(node, what, "names", problems)
    if items is None:
        return None
    names = []
    for item in items:
        if type(item) is not Scalar or is_null(item):
            if type(item) is not Refused:
                problems.add(f"a name in {what} is {describe(item)}, but a text is expected", item)
            names.append("")
        else:
            names.append(checked_name(item.text, item, of, problems) or "")
    return tuple(names)


def _rows(node: Node, what: str, problems: Problems) -> tuple[Vector, ...] | None:
    if type(node) is not List or not node.items:
        if type(node) is not Refused:
            from .hints.shape_hints import complain_of_rows

            complain_of_rows(node, what, problems)
        return None
    if all(type(item) is Scalar for item in node.items):
        from .hints.shape_hints import complain_of_flat_rows

        complain_of_flat_rows(node, what, problems)
        return None
    rows = []
    for number, item in enumerate(node.items, 1):
        before = len(problems.found)
        rows.append(vector(item, f"{what}, row {number}", problems, gaps=True))
        if len(problems.found) > before and type(item) is List and item.items and type(item.items[0]) is List:
            return None  # every row of three levels would get the same message
    return None if None in rows else tuple(row for row in rows if row is not None)


def _biases(nodes: dict[str, Node], title: str, problems: Problems) -> Biases | None:
    keys = [key for key in nodes if key in BIASES]
    for key in keys[1:]:
        problems.add(f"{title} has {keys[0]} and {key}, but one of the two is expected", nodes[key])
    if not keys:
        return None
    key, node = keys[0], nodes[keys[0]]
    what = f"{key} of {title}"
    read = _one_bias if key in ("bias", "threshold") else _own_biases
    vector = read(node, key, what, problems)
    return Biases(key, vector) if vector else None


def _one_bias(node: Node, key: str, what: str, problems: Problems) -> Vector | None:
    several = "biases" if key == "bias" else "thresholds"
    if type(node) is Mapping and len(node.entries) == 1:
        return vector(node, what, problems)
    if type(node) in (List, Mapping):
        help = f"write `{several}` for one number for each neuron"
        problems.add(
            f"{what} is {describe(node)}, but one number, shared by the layer, is expected", node, help
        )
        return None
    return Vector(None, (number_at(node, what, problems),), node) if type(node) is Scalar else None


def _own_biases(node: Node, key: str, what: str, problems: Problems) -> Vector | None:
    if type(node) is Scalar and not is_null(node):
        shared = "bias" if key == "biases" else "threshold"
        help = f"write `{shared}: {node.text}` for one {shared} shared by the layer"
        problems.add(
            f"{what} is {describe(node)}, but a list with a number for each neuron is expected", node, help
        )
        return None
    return vector(node, what, problems, gaps=True)


def _feeds(node: Node, title: str, problems: Problems) -> tuple[tuple[str, Node], ...] | None:
    names = _names(node, f"from of {title}", "a neuron", problems)
    if names is None or type(node) is not List:
        return None
    pairs = tuple(zip(names, node.items, strict=True))
    seen: set[str] = set()
    for name, item in pairs:
        if name and name in seen:
            problems.add(f"from of {title} names {quoted(name)} twice", item)
        seen.add(name)
    return pairs
