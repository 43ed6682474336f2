"""What a number is called: letters for its kind, names from the file.

The letters of a notation stand in one table, a row a set; a file may bring its own. An empty letter for
`out` means that a neuron's own name is its output (z1, ŷ1). A quantity without a subject is written without
index, as in a definition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity
from .glyphs import Derivative, Glyph, Symbol
from .markup import Markup
from .tokens import Tokens

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

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
        new = 0 if q.traits.timeless else max(0, q.update - self.since)
        return ((self.markup.name(self.glyph(shown)._replace(new=new)), ROLES.get(q.kind, "")),)

    def glyph(self, q: Quantity) -> Glyph:
        """The name of a quantity as a record, before anything is new."""
        letter = self.derivatives.get(q.kind)
        mixed = q.kind == "dout/dnet" and q.by not in ("", q.subject)
        if letter is None or mixed:
            return GLYPHS[q.kind](self, q)
        return self.indexed(letter, q.subject, q, letter)

    def letter(self, kind: str) -> str:
        """The letter of a kind."""
        return self.letters.get(kind, "")

    def indexed(self, kind: str, subject: str, q: Quantity, letter: str | None = None) -> Symbol:
        """A letter with its index: net_h1, or the bare name where the letter is empty."""
        letter = self.letter(kind) if letter is None else letter
        mark = str(q.sample + 1) if self.samples and q.sample is not None else ""
        if not subject:
            return Symbol(letter or kind, "", mark)
        return Symbol(letter, subject, mark) if letter else Symbol(subject, "", mark)

    def loss(self, q: Quantity) -> Symbol:
        """The letter of the loss, with its sample where samples are told apart."""
        marked = self._replace(samples=True) if self.losses else self
        return marked.indexed("loss", "", q)

    def text(self, kind: str) -> str:
        """The letter of a kind, or the kind itself, as it is written."""
        return self.markup.name(Symbol(self.letter(kind) or kind))

    def sign(self, name: str) -> str:
        """A sign of the markup."""
        return self.markup.signs[name]


def _state(n: Notation, q: Quantity) -> Symbol:
    return Symbol(q.by, q.subject)


def _output(n: Notation, q: Quantity) -> Symbol:
    return n.indexed("out", q.subject, q)


def _unmarked(q: Quantity) -> Quantity:
    return q._replace(sample=None)


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

GLYPHS: dict[str, Callable[[Notation, Quantity], Glyph]] = {
    "input": lambda n, q: Symbol(q.subject or n.letter("input")),
    "target": lambda n, q: n.indexed("target", q.subject, q),
    "parameter": lambda n, q: Symbol(q.subject or "w"),
    "rate": lambda n, q: Symbol(n.letter("rate")),
    "option": lambda n, q: Symbol(OPTIONS.get(q.subject, q.subject)),
    "count": lambda n, q: Symbol("t"),
    "net": lambda n, q: n.indexed("net", q.subject, q),
    "out": _output,
    "term": lambda n, q: n.indexed("loss", q.subject, q),
    "loss": lambda n, q: n.loss(q),
    "penalty": lambda n, q: Symbol(n.letter("loss"), q.subject),
    "penalty slope": lambda n, q: Derivative(Symbol(n.letter("loss"), q.by), Symbol(q.subject)),
    "error": lambda n, q: Symbol("error", q.subject),
    "state": _state,
    "dE/dout": lambda n, q: Derivative(n.loss(q), n.indexed("out", q.subject, _unmarked(q))),
    "dout/dnet": lambda n, q: Derivative(_output(n, q), n.indexed("net", q.by, q)),
    "dE/dnet": lambda n, q: Derivative(n.loss(q), n.indexed("net", q.subject, _unmarked(q))),
    "dnet/dparameter": lambda n, q: Derivative(n.indexed("net", q.subject, q), Symbol(q.by)),
    "share": lambda n, q: Derivative(n.loss(q), _output(n, q), q.by),
    "input share": lambda n, q: Derivative(n.loss(q), Symbol(q.subject), q.by),
    "portion": lambda n, q: Derivative(n.loss(q), Symbol(q.subject), q.by),
    "dE/dparameter": lambda n, q: Derivative(n.loss(q), Symbol(q.subject or "w")),
    "dE/dinput": lambda n, q: Derivative(n.loss(q), Symbol(q.subject or n.letter("input"))),
}
"""The name of a number of each kind."""

ROLES = {"parameter": "weight"}
"""The role of a name in a formula."""


def notation_of(worksheet: Worksheet, markup: Markup) -> Notation:
    """The letters that were asked for, else the file's own, and those of the form for derivatives."""
    own = worksheet.network.notation
    letters = dict(LETTERS.get(worksheet.notation, LIVERPOOL))
    if isinstance(own, tuple) and worksheet.notation not in LETTERS:
        letters.update(own)
    whole = worksheet.network.loss is not None and worksheet.steps.loss().sample is None
    return Notation(letters, markup, FORMS.get(worksheet.steps.form, {}), losses=whole)
