"""What a number is called: letters for its kind, names from the file.

The letters of a notation stand in one table, a row a set; a file may bring its own. An empty letter for
`out` means that a neuron's own name is its output (z1, ŷ1). A quantity without a subject is written without
index, as in a definition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ..example.quantity import Quantity
from .markup import ASCII, UNICODE, Markup
from .tokens import Tokens

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet

LIVERPOOL = {"net": "net", "out": "out", "target": "target", "loss": "E", "rate": "η", "input": "in"}

LETTERS: dict[str, dict[str, str]] = {
    "liverpool": LIVERPOOL,
    "net/out": LIVERPOOL,
    "manchester": {**LIVERPOOL, "out": "", "target": "y", "loss": "O"},
    "wellington": {**LIVERPOOL, "out": "o", "target": "d"},
    "tartu": {**LIVERPOOL, "net": "s", "out": "a", "target": "y"},
    "melbourne": {**LIVERPOOL, "net": "z", "out": "a", "target": "y"},
}
"""The letters of each lecture; a form's own name (chain, delta, beta, expanded) keeps the file's letters."""

FORMS: dict[str, dict[str, str]] = {
    "delta": {"dE/dnet": "δ"},
    "matrix": {"dE/dnet": "δ"},
    "beta": {"dE/dout": "β", "dout/dnet": "slope"},
}
"""The letters that a form has for derivatives."""


class Notation(NamedTuple):
    """Letters, the markup they are written in, and whether samples are told apart."""

    letters: dict[str, str]
    markup: Markup
    derivatives: dict[str, str]
    samples: bool = False
    since: int = 0
    losses: bool = False  # the loss of a sample is told apart from the loss of the batch

    def name(self, q: Quantity, brief: bool = False) -> Tokens:
        """The name of a quantity; `brief` leaves the index out, where a line is about one neuron."""
        shown = q
        if brief and q.kind != "option":
            shown = q._replace(subject="", by="w" if q.kind == "dnet/dparameter" else "")
        text, role = self._text(shown), ROLES.get(q.kind, "")
        new = 0 if q.kind in TIMELESS else max(0, q.update - self.since)
        return ((self.markup.words.get(text, text) + self.markup.signs["new"] * new, role),)

    def _text(self, q: Quantity) -> str:
        letter = self.derivatives.get(q.kind)
        mixed = q.kind == "dout/dnet" and q.by not in ("", q.subject)
        if letter is None or mixed:
            return NAMES[q.kind](self, q)
        return self.indexed(letter, q.subject, q, self.markup.words.get(letter, letter))

    def letter(self, kind: str) -> str:
        """The letter of a kind."""
        return self.letters.get(kind, "")

    def indexed(self, kind: str, subject: str, q: Quantity, letter: str | None = None) -> str:
        """A letter with its index: net_h1, or the bare name where the letter is empty."""
        letter = self.letter(kind) if letter is None else letter
        sample = f"({q.sample + 1})" if self.samples and q.sample is not None else ""
        if not subject:
            return (letter or kind) + sample
        return (f"{letter}_{subject}" if letter else subject) + sample

    def by(self, above: str, below: str) -> str:
        """A derivative in one line."""
        partial = self.markup.signs["partial"]
        return f"{partial}{above}/{partial}{below}"

    def loss(self, q: Quantity) -> str:
        """The letter of the loss, with its sample where samples are told apart."""
        marked = self._replace(samples=True) if self.losses else self
        return marked.indexed("loss", "", q)

    def sign(self, name: str) -> str:
        """A sign of the markup."""
        return self.markup.signs[name]


def _state(n: Notation, q: Quantity) -> str:
    return f"{q.by}_{q.subject}" if q.subject else q.by


OPTIONS = {
    "lambda": "λ",
    "momentum": "μ",
    "rho": "ρ",
    "epsilon": "ε",
    "alpha": "α",
    "beta": "β",
    "beta1": "β1",
    "beta2": "β2",
}
"""The letters of options, where the literature agrees on one."""

NAMES: dict[str, Callable[[Notation, Quantity], str]] = {
    "input": lambda n, q: q.subject or n.letter("input"),
    "target": lambda n, q: n.indexed("target", q.subject, q),
    "parameter": lambda n, q: q.subject or "w",
    "rate": lambda n, q: n.letter("rate"),
    "option": lambda n, q: OPTIONS.get(q.subject, q.subject),
    "count": lambda n, q: "t",
    "net": lambda n, q: n.indexed("net", q.subject, q),
    "out": lambda n, q: n.indexed("out", q.subject, q),
    "term": lambda n, q: n.indexed("loss", q.subject, q),
    "loss": lambda n, q: n.loss(q),
    "penalty": lambda n, q: f"{n.letter('loss')}_{q.subject}",
    "penalty slope": lambda n, q: n.by(f"{n.letter('loss')}_{q.by}", q.subject),
    "error": lambda n, q: f"error_{q.subject}" if q.subject else "error",
    "state": _state,
    "dE/dout": lambda n, q: n.by(n.loss(q), n.indexed("out", q.subject, q._replace(sample=None))),
    "dout/dnet": lambda n, q: n.by(n.indexed("out", q.subject, q), n.indexed("net", q.by, q)),
    "dE/dnet": lambda n, q: n.by(n.loss(q), n.indexed("net", q.subject, q._replace(sample=None))),
    "dnet/dparameter": lambda n, q: n.by(n.indexed("net", q.subject, q), q.by),
    "share": lambda n, q: n.by(n.loss(q), n.indexed("out", q.subject, q)) + f" via {q.by}",
    "input share": lambda n, q: n.by(n.loss(q), q.subject) + f" via {q.by}",
    "portion": lambda n, q: n.by(n.loss(q), q.subject) + f" via {q.by}",
    "dE/dparameter": lambda n, q: n.by(n.loss(q), q.subject or "w"),
    "dE/dinput": lambda n, q: n.by(n.loss(q), q.subject or n.letter("input")),
}
"""The name of a number of each kind."""

TIMELESS = ("input", "target", "rate", "option", "count")
"""Kinds that no update changes."""

ROLES = {"parameter": "weight"}
"""The role of a name in a formula."""


def notation_of(worksheet: Worksheet, ascii_only: bool) -> Notation:
    """The letters that were asked for, else the file's own, and those of the form for derivatives."""
    own = worksheet.network.notation
    letters = dict(LETTERS.get(worksheet.notation, LIVERPOOL))
    if isinstance(own, tuple) and worksheet.notation not in LETTERS:
        letters.update(own)
    whole = worksheet.network.loss is not None and worksheet.steps.loss().sample is None
    derivatives = FORMS.get(worksheet.steps.form, {})
    return Notation(letters, ASCII if ascii_only else UNICODE, derivatives, losses=whole)
