"""Wrong numbers that may be wrong by one and the same mistake, though nobody knows which.

Those are numbers of one kind, and those that come out of the same number before them that is not written.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from .side_by_side import SideBySide

Item = TypeVar("Item", bound=Hashable)


def kin(wrong: Iterable[Quantity], by_own: SideBySide) -> list[list[Quantity]]:
    """The numbers in groups that may be wrong with each other."""
    return joined({q: {q.kind, *by_own.unwritten(q)} for q in wrong})


def joined(traits: Mapping[Item, Iterable[Hashable]]) -> list[list[Item]]:
    """The items in groups: those that have a trait in common, or each with one of the others."""
    owner: dict[Hashable, Item] = {}
    parent = {item: item for item in traits}
    for item, its in traits.items():
        for trait in its:
            parent[_root(parent, item)] = _root(parent, owner.setdefault(trait, item))
    groups: dict[Item, list[Item]] = {}
    for item in traits:
        groups.setdefault(_root(parent, item), []).append(item)
    return list(groups.values())


def _root(parent: dict[Item, Item], item: Item) -> Item:
    while parent[item] != item:
        parent[item] = item = parent[parent[item]]
    return item
