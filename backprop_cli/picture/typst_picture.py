"""A picture in Typst: a document of its own, or a piece for another one, without any package.

Every text of the user is a string, never markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .letters import Letters
from .shapes import AT_LEFT, BOLD, COLOURS, INSIDE, Drawing, Edge, Label, Matrix, Node, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

UNIT = 0.55
"""The length of a unit in points."""

THIN = "stroke: 0.5pt + luma({})"


def typst(drawing: Drawing, standalone: bool = True) -> str:
    """The picture as a document, or as a figure with its description for those who do not see it."""
    head = "#set page(width: auto, height: auto, margin: 4pt)\n" if standalone else ""
    title = f"#set document(title: {_string(drawing.title)})\n" if standalone else ""
    size = f"width: {_pt(drawing.width)}, height: {_pt(drawing.height)}"
    body = "\n".join(f"  place(top + left, {shape})" for shape in _shapes(drawing))
    return f"{head}{title}#figure(alt: {_string(drawing.description)}, box({size}, {{\n{body}\n}}))\n"


def _shapes(drawing: Drawing) -> Iterator[str]:
    """Lines first, then labels on their ground, circles last but for the texts in them."""
    yield from (_edge(edge) for edge in drawing.edges)
    for matrix in drawing.matrices:
        yield from _matrix(matrix)
    for label in drawing.labels:
        yield from _label(label, "fill: white, ") if label.role not in INSIDE else ()
    yield from (_node(node) for node in drawing.nodes)
    for label in drawing.labels:
        yield from _label(label, "") if label.role in INSIDE else ()


def _edge(edge: Edge) -> str:
    first, *rest = map(_point, edge.points)
    thin = THIN.format(190 if edge.dense else 140)
    if len(rest) == 1:
        return f"line(start: {first}, end: {rest[0]}, {thin})"
    curves = (f"curve.cubic({a}, {b}, {c})" for a, b, c in zip(*(rest[k::3] for k in range(3)), strict=True))
    return f"curve(curve.move({first}), {', '.join(curves)}, {thin})"


def _node(node: Node) -> str:
    place = f"dx: {_pt(node.x - node.radius)}, dy: {_pt(node.y - node.radius)}"
    return f"{place}, circle(radius: {_pt(node.radius)}, fill: white, stroke: 0.6pt)"


def _matrix(matrix: Matrix) -> Iterator[str]:
    left, right, top, bottom = matrix.x, matrix.x + matrix.width, matrix.y, matrix.y + matrix.height
    for inner, outer in ((left + 4, left), (right - 4, right)):
        corners = ((outer, top), (outer, bottom), (inner, bottom))
        lines = ", ".join(f"curve.line({_point(corner)})" for corner in corners)
        yield f"curve(curve.move({_point((inner, top))}), {lines}, {THIN.format(0)})"


def _label(label: Label, ground: str) -> Iterator[str]:
    """A box round the centre of a label; an empty one is a box of its own."""
    text = _letters(label)
    if label.number is not None:
        yield _placed(label, label.width, 0, _boxed(label, ground, [*text, *_number(label)]))
        return
    if text:
        left = label.width - label.blank
        yield _placed(label, left, -label.blank / 2, _boxed(label._replace(least=0.0), ground, text), "right")
    blank = f"box(width: 100%, height: {_pt(label.height - 2)}, stroke: 0.4pt, radius: 1pt, fill: white)"
    yield _placed(label, label.blank, (label.width - label.blank) / 2, blank)


def _boxed(label: Label, ground: str, parts: list[str]) -> str:
    """The text on its ground."""
    colour = f', fill: rgb("#{COLOURS[label.role]}")' if label.role in COLOURS else ""
    text = f"text(size: {_pt(label.size)}{colour}, {_joined(parts)})"
    if label.least:
        size = f"width: {_pt(label.least)}, height: {_pt(label.height + 1)}"
        return f"box({size}, {ground}align(center + horizon, {text}))"
    return f"box({ground}inset: (x: 1.5pt), outset: (y: 1pt), {text})"


def _placed(label: Label, width: float, by: float, content: str, side: str = "") -> str:
    """A content in the middle of a box, so far to the right of the label's centre, turned as it is."""
    x, y = label.along(by)
    place = f"dx: {_pt(x - width / 2)}, dy: {_pt(y - label.height / 2)}"
    side = side or ("left" if label.role in AT_LEFT else "center")
    box = f"box(width: {_pt(width)}, height: {_pt(label.height)}, align({side} + horizon, {content}))"
    return f"{place}, rotate({label.angle:.2f}deg, {box})" if label.angle else f"{place}, {box}"


def _joined(parts: list[str]) -> str:
    return " + h(0.3em) + ".join(parts) if parts else "[]"


def _letters(label: Label) -> list[str]:
    """The name of a label: mathematics, or words."""
    if label.role in ("caption", "more"):
        return [_string("".join(letter.base for letter in label.letters))]
    formula = "".join(map(_letter, label.letters))
    return [f"${formula}$"] if formula else []


def _letter(letters: Letters) -> str:
    base = f"italic({_string(letters.base)})" if letters.slanted else _string(letters.base)
    return f"{base}_{_string(letters.lower)}" if letters.lower else base


def _number(label: Label) -> list[str]:
    if not label.number:
        return []
    return [f'text(weight: "bold", {_string(label.number)})' if label.role in BOLD else _string(label.number)]


def _string(text: str) -> str:
    """A text between quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _point(point: Point) -> str:
    return f"({_pt(point[0])}, {_pt(point[1])})"


def _pt(length: float) -> str:
    """A length in points, with two decimals at most."""
    return f"{round(length * UNIT, 2) + 0:g}pt"
