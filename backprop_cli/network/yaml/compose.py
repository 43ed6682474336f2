"""YAML's events become the tree of a file.

Whatever YAML has beyond texts, lists and mappings (tags, merge keys, several documents, keys that are no
text) is refused here, and so is a file beyond the limits. The C parser is used where PyYAML has it; at the
level of events both are safe. Aliases stand for what they name, which is not copied but is counted each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from ...errors import Place
from . import limits
from .tree import List, Mapping, Node, Refused, Scalar
from .wording import quoted

if TYPE_CHECKING:
    from .problems import Problems

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in use; only its events are taken."""


def compose(text: str, problems: Problems, loader: Any = None) -> Node | None:
    """The tree of a text that holds one document, or None where it holds none."""
    builder = _Builder(problems)
    if text.startswith("%") or "\n%" in text:
        from .directives import check_directives

        if problem := check_directives(text):
            problems.stop(*problem[:3])
    try:
        parser = (loader or LOADER)(text)
        try:
            builder.run(parser.get_event)
        finally:
            parser.dispose()
    except (yaml.YAMLError, ValueError, IndexError, KeyError, AttributeError, OverflowError) as error:
        from .syntax import diagnose

        problems.found.append(diagnose(text, error))
        raise problems.error() from None
    return builder.root


class _Builder:
    """The containers that are open, the innermost last, and what the anchors stand for."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.root: Node | None = None
        self.open: list[List | Mapping] = []
        self.keys: list[Scalar | None] = []  # of each open container the key that waits for its value
        self.heights: list[int] = []  # of each open container how many levels are in it so far
        self.anchors: dict[str, tuple[Node, int, int]] = {}  # the node, how many nodes, how deep
        self.pending: dict[
            int, tuple[str, int]
        ] = {}  # depth: the anchor of an open container, nodes before it
        self.broken: set[Node] = set()  # mappings with a key that was refused
        self.nodes = 0

    def run(self, next_event: Any) -> None:
        """Take the events to the last."""
        scalar = yaml.ScalarEvent
        actions = {
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }
        while (event := next_event()) is not None:
            if type(event) is scalar:
                self._scalar(event)
            elif (action := actions.get(type(event))) is not None:
                action(event)

    def _document(self, event: Any) -> None:
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        if self.root is not None:
            self.problems.stop(
                "a second document begins here (---), but a network file holds one network",
                place,
                "save each network in a file of its own, or delete the line ---",
            )

    def _scalar(self, event: Any) -> None:
        mark, text = event.start_mark, event.value
        if len(text) > limits.SCALAR_CHARACTERS:
            node: Node = self._too_long(mark, len(text))
        else:
            node = Scalar(text, mark.line + 1, mark.column + 1, event.style or "")
        if not text and not event.style:
            node.column += 1  # the mark of nothing is the sign before it
        if event.tag is not None:
            node = self._tag(event)
        self._count(1)
        if event.anchor is not None:
            self._anchor(event, node, 1, 0)
        if "?" in text and not event.style and self.open and self.open[-1].flow:
            self._question(node)
        self._place(node)

    def _question(self, node: Node) -> None:
        """Complain of a `?` without quotes within brackets, which one of the two parsers refuses."""
        self.problems.add("a text with ? within brackets must stand in quotes", node)

    def _too_long(self, mark: Any, length: int) -> Node:
        node = Refused(mark.line + 1, mark.column + 1)
        most = limits.SCALAR_CHARACTERS
        self.problems.add(f"a value is {length} characters long, but {most} are the most", node)
        return node

    def _tag(self, event: Any) -> Node:
        node = Refused(event.start_mark.line + 1, event.start_mark.column + 1)
        written = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.problems.add(
            f"the tag {written} is not understood here: values are plain texts, lists and mappings",
            node,
            "delete the tag; put a text that begins with ! in quotes",
        )
        return node

    def _count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > limits.NODES:
            self.problems.stop(
                f"the file has more than {limits.NODES} values and keys, aliases counted as expanded"
            )

    def _start(self, event: Any) -> None:
        kind = List if type(event) is yaml.SequenceStartEvent else Mapping
        node: List | Mapping = kind(event.start_mark.line + 1, event.start_mark.column + 1, event.flow_style)
        self._check_depth(len(self.open) + 1, node)
        refused = self._tag(event) if event.tag is not None else None
        if event.anchor is not None:
            self._anchor(event, node, 0, 0)
            self.pending[len(self.open)] = (event.anchor, self.nodes)
        self._count(1)
        self._place(refused or node)
        self.open.append(node)
        self.keys.append(None)
        self.heights.append(0)

    def _check_depth(self, depth: int, node: Node) -> None:
        if depth > limits.DEPTH:
            self.problems.stop(
                f"lists and mappings are nested deeper than {limits.DEPTH} levels",
                Place(node.line, node.column),
            )

    def _end(self, event: Any) -> None:
        node = self.open.pop()
        self.keys.pop()
        height = self.heights.pop() + 1
        if self.heights:
            self.heights[-1] = max(self.heights[-1], height)
        if node in self.broken:
            self._refuse_last(node)
        if (waiting := self.pending.pop(len(self.open), None)) is not None:
            name, before = waiting
            self.anchors[name] = (node, self.nodes - before, height)

    def _refuse_last(self, node: Node) -> None:
        """Put a `Refused` where the node that ends here was put."""
        refused = Refused(node.line, node.column)
        if not self.open:
            self.root = refused
        elif type(parent := self.open[-1]) is List:
            parent.items[-1] = refused
        elif type(parent) is Mapping:
            key = next(reversed(parent.entries), None)
            if key is not None and parent.entries[key][1] is node:
                parent.entries[key] = (parent.entries[key][0], refused)

    def _anchor(self, event: Any, node: Node, nodes: int, height: int) -> None:
        if event.anchor in self.anchors:
            self.problems.add(f"the anchor &{event.anchor} is already used in this file", node)
        self.anchors[event.anchor] = (node, nodes, height)

    def _alias(self, event: Any) -> None:
        here = Refused(event.start_mark.line + 1, event.start_mark.column + 1)
        if event.anchor not in self.anchors:
            self.problems.add(
                f"the alias *{event.anchor} stands for nothing: no anchor &{event.anchor} comes before it",
                here,
                "put a text that begins with * in quotes",
            )
            self._place(here)
            return
        node, nodes, height = self.anchors[event.anchor]
        if not nodes:
            self.anchors[event.anchor] = (here, 1, 0)  # said once
            self.problems.add(
                f"the alias *{event.anchor} stands inside of what it stands for, so it contains itself", here
            )
            self._place(here)
            return
        self._check_depth(len(self.open) + height, here)
        self._count(nodes)
        if self.heights:
            self.heights[-1] = max(self.heights[-1], height)
        self._place(node, alias=here)

    def _place(self, node: Node, alias: Refused | None = None) -> None:
        """Put a node where it belongs: in the innermost list, or as key or value of the innermost mapping."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if type(parent) is List:
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._key(alias or node)
        else:
            self.keys[-1] = None
            if key.text in parent.entries:  # type: ignore[union-attr]
                self._twice(parent, key, node)  # type: ignore[arg-type]
            else:
                parent.entries[key.text] = (key, node)  # type: ignore[union-attr]

    def _key(self, node: Node) -> Scalar:
        if type(node) is Scalar and (node.style or node.text != "<<"):
            return node
        if type(node) is Scalar:
            self.problems.add("the merge key << is not understood here", node, "write the keys out")
        elif type(node) is not Refused:
            braces = type(node) is Mapping and node.flow
            help = (
                "braces in braces, {{ }}, are those of a template that was not filled in" if braces else None
            )
            self.problems.add("a key must be a plain word, but this key is a list or a mapping", node, help)
            self.broken.add(self.open[-1])
        return Scalar("", node.line, node.column, "refused")

    def _twice(self, parent: Mapping, key: Scalar, node: Node) -> None:
        """Complain of a key that stands twice; its value is kept under another key, so that it is counted."""
        first = parent.entries[key.text][0]
        parent.entries[f"{key.text} ({len(parent.entries)})"] = (
            Scalar("", key.line, key.column, "refused"),
            node,
        )
        if key.style != "refused":
            message = f"the key {quoted(key.text)} is here twice: it already stands in line {first.line}"
            self.problems.add(message, key, "keep one of the two")
