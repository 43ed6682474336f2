"""Mistakes of which weight stands where: another one, two changed places, a sign lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise, permutations

from ...calculation.quantity import Quantity
from ...calculation.wiring import Wiring
from ...maths.formula import Term, build
from ..mistake import Mistake
from ..way import Change, Way, of_leaves
from .places import weights_of

BACK = ("share", "input share")
"""The kinds of number that go back over a weight."""

MOST_PAIRS = 60
"""Pairs of weights of a layer up to which each is taken for every other; of more, for its neighbours."""

MOST_SOURCES = 4
"""Weights of a neuron up to which any two change places; of more, neighbours."""

Exchanges = Mapping[str, str]
"""Weights, and those that stand in their places."""

Rows = tuple[tuple[int | None, ...], ...]


def other_weights_back(wiring: Wiring) -> Iterator[Way]:
    """What goes back, over the transposed matrix or over a wrong weight."""
    for table, sentence in _exchanges(wiring, 1):
        yield Way((_back(wiring, table),), sentence)


def other_weights_forward(wiring: Wiring) -> Iterator[Way]:
    """The weighted sum with the transposed matrix or with a wrong weight."""
    for table, sentence in _exchanges(wiring, 0):
        yield Way((_forward(wiring, table),), sentence)


def changed_places(wiring: Wiring) -> Iterator[Way]:
    """Two weights of one neuron, each in the place of the other: in the sum, and on the way back as well."""
    for layer in wiring.network.layers:
        for row in layer.weights or ():
            names = _names(wiring, (row,))
            pairs = combinations(names, 2) if len(names) <= MOST_SOURCES else pairwise(names)
            for first, second in pairs:
                table = {first: second, second: first}
                sentence = f"You took {first} and {second} each for the other."
                yield Way((_forward(wiring, table),), sentence)
                if layer is not wiring.network.layers[0]:
                    yield Way((_forward(wiring, table), _back(wiring, table)), sentence)


def sign_lost(wiring: Wiring) -> Iterator[Way]:
    """Negative weights taken as positive in the forward pass: all of them, and each."""
    parameters = wiring.network.parameters
    negative = [name for name in weights_of(wiring) if parameters[wiring.numbers[name]].value < 0]
    for names in dict.fromkeys([tuple(negative), *((name,) for name in negative)]):
        sentence = f"You took {names[0]} without its minus." if len(names) == 1 else ""
        if names:
            yield Way((_positive(wiring, names),), sentence)


def _positive(wiring: Wiring, names: tuple[str, ...]) -> Change:
    def change(wiring: Wiring, q: Quantity) -> Term:
        return build("negative", q) if q.kind == "parameter" and q.subject in names else q

    return of_leaves(("net",), change, _users(wiring, names))


def _forward(wiring: Wiring, table: Exchanges) -> Change:
    return of_leaves(("net",), lambda wiring, q: _other(wiring, q, table), _users(wiring, table))


def _back(wiring: Wiring, table: Exchanges) -> Change:
    places = (place for name in table for place in wiring.uses[wiring.numbers[name]])
    sources = {str(place.by) for place in places if place.by is not None}
    return of_leaves(BACK, lambda wiring, q: _other(wiring, q, table), sources)


def _users(wiring: Wiring, names: Iterable[str]) -> set[str]:
    return {neuron for name in names for neuron in wiring.users(name)}


def _other(wiring: Wiring, q: Quantity, table: Exchanges) -> Term:
    if q.kind != "parameter" or q.subject not in table:
        return q
    return wiring.parameter(wiring.numbers[table[q.subject]], q.update)


def _exchanges(wiring: Wiring, first: int) -> Iterator[tuple[Exchanges, str]]:
    """One weight for another: the transposed matrix of every layer, then pairs in a layer."""
    matrices = [layer.weights for layer in wiring.network.layers[first:] if layer.weights is not None]
    turned = [table for table in (_turned(wiring, rows) for rows in matrices) if table]
    everywhere = {weight: other for table in turned for weight, other in table.items()}
    for table in ([everywhere] if len(turned) > 1 else []) + turned:
        yield table, "You took a matrix of weights with its rows and columns changed."
    for rows in matrices:
        for weight, other in _pairs(wiring, rows):
            yield {weight: other}, _taken(wiring, weight, other)


def _turned(wiring: Wiring, rows: Rows) -> dict[str, str]:
    """The weights of a square matrix, each with the one across its diagonal."""
    if len(rows) != len(rows[0]):
        return {}
    return dict(_across(wiring, rows))


def _across(wiring: Wiring, rows: Rows) -> Iterator[tuple[str, str]]:
    names, size = wiring.network.parameters, range(min(len(rows), len(rows[0])))
    for a, b in ((rows[k][j], rows[j][k]) for k in size for j in size):
        if a is not None and b is not None and a != b:
            yield names[a].name, names[b].name


def _pairs(wiring: Wiring, rows: Rows) -> Iterator[tuple[str, str]]:
    """Weights of a layer that are taken for each other."""
    weights = _names(wiring, rows)
    if len(weights) * (len(weights) - 1) <= MOST_PAIRS:
        yield from permutations(weights, 2)
        return
    yield from dict.fromkeys([*_across(wiring, rows), *pairwise(weights), *pairwise(weights[::-1])])


def _names(wiring: Wiring, rows: Rows) -> list[str]:
    indices = dict.fromkeys(index for row in rows for index in row if index is not None)
    return [wiring.network.parameters[index].name for index in indices]


def _taken(wiring: Wiring, weight: str, other: str) -> str:
    place = wiring.uses[wiring.numbers[weight]][0]
    return f"You took {other} where {weight} joins {place.by} to {place.neuron}."


ENTRIES = (
    Mistake(
        "another weight sent back",
        "dE/dout_1 = δ_1·w_11 + δ_2·w_21 → dE/dout_1 = δ_1·w_11 + δ_2·w_12",
        "The error went back over another weight than the one it came over; look at which neurons it joins.",
        "the error goes back over another weight",
        other_weights_back,
        3,
        "programs and homework that multiply with W where Wᵀ belongs",
    ),
    Mistake(
        "another weight in the sum",
        "net_1 = w_11·x_1 + w_12·x_2 + b → net_1 = w_11·x_1 + w_21·x_2 + b",
        "The weighted sum takes a weight that joins two other neurons.",
        "the weighted sum takes another weight",
        other_weights_forward,
        3,
        "diagrams whose weights stand beside crossing lines; W in the place of Wᵀ",
    ),
    Mistake(
        "weights changed places",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_2·x_1 + w_1·x_2 + b",
        "Two weights of a neuron changed places.",
        "two weights of a neuron change places",
        changed_places,
        3,
        "diagrams whose weights stand beside crossing lines",
    ),
    Mistake(
        "sign of a weight lost",
        "net = −w_1·x_1 + w_2·x_2 → net = w_1·x_1 + w_2·x_2",
        "A negative weight was taken without its minus.",
        "a negative weight is taken as positive",
        sign_lost,
        2,
        "homework where a minus is not typed into the calculator",
    ),
)
"""The mistakes of this file."""
