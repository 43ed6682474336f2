"""A JSON Schema of the network file, for editors: made from the tables that the reader itself uses.

It knows the shape of a file and the names in it; what needs two places of a file (as many columns as inputs)
only the reader knows. To add a key: its description and shape in `FILE` or `LAYER`; a test says that no key
lacks one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..maths.activations import ENTRIES as ACTIVATIONS
from ..maths.losses import ENTRIES as LOSSES
from ..maths.optimizers import ENTRIES as OPTIMIZERS
from .settings import LETTERS
from .yaml import limits

Schema = dict[str, Any]

NUMBER_TEXT = (
    r"^[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$|^[-+]?(0|[1-9][0-9]*)/[1-9][0-9]*$"
)
NUMBER: Schema = {"$ref": "#/$defs/number"}
NUMBERS: Schema = {"$ref": "#/$defs/numbers"}
GAPS: Schema = {"$ref": "#/$defs/numbers or null"}
NAME: Schema = {"$ref": "#/$defs/name"}
NAMES: Schema = {"type": "array", "items": NAME, "minItems": 1}
FLAG: Schema = {"type": "boolean"}
TARGET: Schema = {"anyOf": [NUMBERS, {"$ref": "#/$defs/class"}, NAME]}


def schema() -> Schema:
    """The schema, as the JSON of draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A network file of backprop",
        "description": "A neural network, its samples, and how it is trained, for a worked example.",
        **_mapping(_described(FILE)),
        "anyOf": [{"required": ["layers", "inputs"]}, {"required": ["layers", "samples"]}],
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    text = {"type": "string", "pattern": NUMBER_TEXT}
    null: Schema = {"type": "null"}
    named = {"type": "object", "minProperties": 1, "additionalProperties": NUMBER}
    named_gaps = {"type": "object", "minProperties": 1, "additionalProperties": _any(NUMBER, null)}
    item = _any(NUMBER, null, {**named, "maxProperties": 1})
    return {
        "number": _any({"type": "number"}, text),
        "numbers": _any({"type": "array", "items": NUMBER, "minItems": 1}, named),
        "numbers or null": _any({"type": "array", "items": item, "minItems": 1}, named_gaps),
        "name": _any(_text(limits.NAME_CHARACTERS), {"type": "number"}),
        "class": _mapping({"class": NAME}, required=["class"]),
        "layer": _mapping(_described(LAYER)),
    }


def _described(table: dict[str, tuple[str, Schema]]) -> dict[str, Schema]:
    return {key: {"description": description, **shape} for key, (description, shape) in table.items()}


def _mapping(properties: dict[str, Schema], required: Iterable[str] = ()) -> Schema:
    shape: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**shape, "required": list(required)} if required else shape


def _any(*shapes: Schema) -> Schema:
    return {"anyOf": list(shapes)}


def _text(most: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": most}


def _one_of(entries: Iterable[Any]) -> Schema:
    """An entry of a table: one of its names, or a mapping from the name to options."""
    entries = tuple(entries)
    shapes = []
    for entry in entries:
        options = {name: {"description": f"default {default}", **NUMBER} for name, default in entry.options}
        shape = _any({"type": "null"}, _mapping(options)) if options else {"type": "null"}
        for name in (entry.name, *entry.aliases):
            shapes.append(_mapping({name: {"description": entry.source, **shape}}, required=[name]))
    names = [name for entry in entries for name in (entry.name, *entry.aliases)]
    return _any({"enum": names}, *shapes)


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _penalty() -> Schema:
    flags = {"biases": FLAG, "per_sample": FLAG}
    return _any(NUMBER, _mapping({"lambda": NUMBER, **flags}, required=["lambda"]))


def _several(shape: Schema) -> Schema:
    return _any(shape, {"type": "array", "items": shape, "minItems": 1})


BIAS = _any(
    NUMBER, {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": NUMBER}
)

LAYER: dict[str, tuple[str, Schema]] = {
    "neurons": ("The names of the neurons.", NAMES),
    "activation": (
        "The activation of the layer; that of the file where it is left out.",
        _one_of(ACTIVATIONS),
    ),
    "weights": (
        "A row for each neuron, a number for each input of the layer; null is a missing connection.",
        {"type": "array", "items": GAPS, "minItems": 1},
    ),
    "bias": ("One bias, shared by the layer.", BIAS),
    "biases": ("A bias for each neuron; null is none.", GAPS),
    "threshold": ("One threshold, shared by the layer; it is subtracted.", BIAS),
    "thresholds": ("A threshold for each neuron; they are subtracted.", GAPS),
    "from": ("The inputs or neurons that feed the layer; the layer before where it is left out.", NAMES),
}
"""Every key of a layer: what it is, and its shape."""

SAMPLE = {"inputs": NUMBERS, "targets": TARGET}
TABLE = {
    "csv": {"type": "string", "minLength": 1},
    "inputs": NAMES,
    "targets": _any(NAMES, {"$ref": "#/$defs/class"}),
}


def _listed(of_sample: list[str], of_table: list[str]) -> Schema:
    """Samples as a list or a table, with the keys that each must have."""
    return _any(
        {"type": "array", "items": _mapping(SAMPLE, required=of_sample), "minItems": 1},
        _mapping(TABLE, required=of_table),
    )


FILE: dict[str, tuple[str, Schema]] = {
    "name": ("The title.", NAME),
    "source": ("Where the example is from.", _any(_text(limits.SCALAR_CHARACTERS), {"type": "number"})),
    "description": ("What the example shows.", _any(_text(limits.SCALAR_CHARACTERS), {"type": "number"})),
    "inputs": ("The inputs of one sample, or a list of samples.", _several(NUMBERS)),
    "targets": ("The targets of one sample, or a list with those of each sample.", _several(TARGET)),
    "samples": (
        "The samples, in place of inputs and targets: a list, or columns of a table.",
        _listed(["inputs"], ["csv", "inputs"]),
    ),
    "validation": (
        "Samples that a training is judged by and never learns from, in the shape of samples.",
        _listed(["inputs", "targets"], ["csv", "inputs", "targets"]),
    ),
    "layers": (
        "The layers, the first hidden layer first.",
        {"type": "array", "items": {"$ref": "#/$defs/layer"}, "minItems": 1},
    ),
    "activation": ("The activation of every layer that names no other.", _one_of(ACTIVATIONS)),
    "weights_layout": (
        "Whether a row of weights belongs to a neuron (to_from) or to its source (from_to).",
        {"enum": ["to_from", "from_to"]},
    ),
    "loss": ("The loss; needed with targets.", _one_of(LOSSES)),
    "learning_rate": ("The learning rate; needed with targets.", NUMBER),
    "batch": ("How the samples of an update are combined.", {"enum": ["mean", "sum"]}),
    "update": (
        "Which samples make an update.",
        _any(
            {"enum": ["batch", "online"]},
            _mapping({"minibatch": _whole(1, limits.UPDATES)}, required=["minibatch"]),
        ),
    ),
    "steps": ("How many updates are worked out.", _whole(1, limits.UPDATES)),
    "epochs": ("How many passes over the samples are worked out.", _whole(1, limits.UPDATES)),
    "optimizer": ("The update rule; sgd where it is left out.", _one_of(OPTIMIZERS)),
    "l1": ("λ of the term λ·Σ|w|.", _penalty()),
    "l2": ("λ of the term λ/2·Σw².", _penalty()),
    "fixed": ("Parameters that are not trained: biases, weights, or names.", _any(NAME, NAMES)),
    "notation": (
        "The letters of formulas: the name of a notation, or own letters.",
        _any(NAME, _mapping({letter: {"type": "string"} for letter in LETTERS})),
    ),
    "rounding": (
        "How numbers are rounded.",
        {
            **_mapping(
                {
                    "decimals": _whole(0, limits.PLACES),
                    "significant": _whole(1, limits.PLACES),
                    "each_step": FLAG,
                    "mode": {"enum": ["half_up", "half_even"]},
                }
            ),
            "oneOf": [{"required": ["decimals"]}, {"required": ["significant"]}],
        },
    ),
    "sheet": (
        "What a sheet that is handed out says above its title, and points a question.",
        _mapping(
            {
                "course": NAME,
                "title": NAME,
                "date": NAME,
                "name": FLAG,
                "points": _any(NUMBER, {"type": "object", "additionalProperties": NUMBER}),
            }
        ),
    ),
}
"""Every key of a file: what it is, and its shape."""
