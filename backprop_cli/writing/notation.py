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
    from ..network.model import Network

LETTERS: dict[str, dict[str, str]] = {
    "liverpool": {"net": "net", "out": "out", "target": "target", "loss": "E", "rate": "η", "input": "in"},
}
"""The letters of each notation."""

DEFAULT = "liverpool"
ALIASES = {"net/out": "liverpool", "chain": "liverpool"}


class Notation(NamedTuple):
    """Letters, the markup they are written in, and whether samples are told apart."""

    letters: dict[str, str]
    markup: Markup = UNICODE
    samples: bool = False
    since: int = 0

    def name(self, q: Quantity, brief: bool = False) -> Tokens:
        """The name of a quantity; `brief` leaves the index out, where a line is about one neuron."""
        shown = q._replace(subject="", by="w" if q.kind == "dnet/dparameter" else "") if brief else q
        text, role = NAMES[q.kind](self, shown), ROLES.get(q.kind, "")
        new = q.update - self.since if q.kind in ("parameter", "state") else 0
        return ((self.markup.words.get(text, text) + self.markup.signs["new"] * new, role),)

    def letter(self, kind: str) -> str:
        """The letter of a kind."""
        return self.letters.get(kind, "")

    def indexed(self, kind: str, subject: str, q: Quantity) -> str:
        """A letter with its index: net_h1, or the bare name where the letter is empty."""
        letter = self.letter(kind)
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
        return self.indexed("loss", "", q)

    def sign(self, name: str) -> str:
        """A sign of the markup."""
        return self.markup.signs[name]


def _state(n: Notation, q: Quantity) -> str:
    return f"{q.by}_{q.subject}" if q.subject else q.by


NAMES: dict[str, Callable[[Notation, Quantity], str]] = {
    "input": lambda n, q: q.subject or n.letter("input"),
    "target": lambda n, q: n.indexed("target", q.subject, q),
    "parameter": lambda n, q: q.subject or "w",
    "rate": lambda n, q: n.letter("rate"),
    "option": lambda n, q: q.subject,
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

ROLES = {"parameter": "weight"}
"""The role of a name in a formula."""


def notation_of(network: Network, ascii_only: bool) -> Notation:
    """The notation that a network file asks for."""
    chosen = network.notation
    markup = ASCII if ascii_only else UNICODE
    letters = dict(LETTERS[DEFAULT])
    if isinstance(chosen, tuple):
        letters.update(chosen)
    elif chosen is not None:
        letters.update(LETTERS.get(ALIASES.get(chosen, chosen), {}))
    return Notation(letters, markup)
