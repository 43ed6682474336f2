"""The kinds of quantity: what is known of a number by its kind alone, a record a kind.

To add a kind: its row here, its glyph in `notation.GLYPHS`, the function that makes its formula in `forward`,
`backward` or `update`, how the trace finds it in `traced.LOOKUPS`, and its place in `order`.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of quantity.

    `name` is the name that users write, of the `subject` and of what it is differentiated `by`. `part` is the
    part of the calculation that works it out (empty: the file gives it), `word` what it is called in a
    sentence, `question` how it is asked for and `room` the lines that its answer needs. `of` and `by` are the
    letters of a derivative, as kinds or as themselves. `role` is how its number is set.

    A `timeless` number is no other after an update. One that is `stepped` is what an update makes: it is
    given before the first. One that is `outcome` is told of each sample after the update as well. A number of
    a `parameter` has one as its subject. An `exercise` asks for some numbers; the others are factors and
    shares of these.
    """

    name: str
    part: str = "backward"
    word: str = "the number"
    question: str = "Find {}."
    room: int = 5
    of: str = ""
    by: str = ""
    role: str = ""
    timeless: bool = False
    stepped: bool = False
    outcome: bool = False
    parameter: bool = False
    exercise: bool = False


KINDS: dict[str, Kind] = {
    "input": Kind("{subject}", "", timeless=True),
    "target": Kind("target_{subject}", "", timeless=True),
    "parameter": Kind(
        "{subject}",
        "update",
        "the new value",
        "Calculate the new value {}.",
        3,
        role="new",
        stepped=True,
        parameter=True,
        exercise=True,
    ),
    "rate": Kind("eta", "", timeless=True),
    "option": Kind("{subject}", "", timeless=True),
    "net": Kind(
        "net_{subject}",
        "forward",
        "the weighted input",
        "Calculate the weighted input {}.",
        3,
        exercise=True,
    ),
    "out": Kind(
        "out_{subject}",
        "forward",
        "the output",
        "Calculate the output {}.",
        2,
        role="value",
        outcome=True,
        exercise=True,
    ),
    "term": Kind(
        "E_{subject}",
        "loss",
        "the part of the loss",
        "Calculate the part {} of the loss.",
        3,
        outcome=True,
        exercise=True,
    ),
    "loss": Kind(
        "E", "loss", "the loss", "Calculate the loss {}.", 3, role="value", outcome=True, exercise=True
    ),
    "dE/dout": Kind(
        "dE/dout_{subject}",
        word="the gradient by the output",
        of="loss",
        by="out",
        role="gradient",
        exercise=True,
    ),
    "dout/dnet": Kind(
        "dout_{subject}/dnet_{by}",
        word="the derivative of the activation",
        of="out",
        by="net",
        exercise=True,
    ),
    "dE/dnet": Kind(
        "dE/dnet_{subject}",
        word="the error term",
        question="Find the error term {}.",
        of="loss",
        by="net",
        exercise=True,
    ),
    "dnet/dparameter": Kind("dnet_{subject}/d{by}", of="net", by="w"),
    "share": Kind("dE/dout_{subject} via {by}", word="what comes back over one path"),
    "input share": Kind("dE/d{subject} via {by}"),
    "portion": Kind(
        "dE/d{subject} via {by}", word="what comes from one place", of="loss", by="w", parameter=True
    ),
    "dE/dparameter": Kind(
        "dE/d{subject}",
        word="the gradient",
        question="Find the gradient {}.",
        of="loss",
        by="w",
        role="gradient",
        parameter=True,
        exercise=True,
    ),
    "dE/dinput": Kind(
        "dE/d{subject}", word="the gradient by the input", of="loss", by="input", role="gradient"
    ),
    "penalty": Kind("{subject}", "loss"),
    "penalty slope": Kind("d{by}/d{subject}", parameter=True),
    "error": Kind("error_{subject}"),
    "state": Kind(
        "{by}_{subject}",
        "update",
        "the state of the update rule",
        stepped=True,
        parameter=True,
        exercise=True,
    ),
    "count": Kind("t", "", timeless=True),
}
"""Every kind by its key, which a `Quantity` has."""
