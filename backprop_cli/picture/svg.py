"""A picture as SVG: one file that needs nothing else, or a piece for an HTML page.

Labels and edges carry the names of their numbers as `data-q` (`w5`, `out_h1`, `dE/dnet_h1`), circles the name
of the neuron as `data-n`, so that a page can find and highlight them. Colours are attributes, which any style
sheet can override; lines and letters take the colour of the text around them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .letters import INDEX_SIZE, Letters
from .shapes import AT_LEFT, BOLD, COLOURS, INSIDE, SPACE, Drawing, Edge, Label, Matrix, Node, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = "'Source Sans 3','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',sans-serif"

INK, PAPER = "#1b1f24", "#fff"

STANDING_ALONE = (
    "<style>@media screen and (prefers-color-scheme:dark){"
    "svg{color:#e4e7eb}.paper{fill:#15181c}.value{fill:#6cb6ff}.delta,.gradient{fill:#ff9b6a}"
    ".bias,.target,.caption,.more,.head,.title{fill:#a2acb8}}</style>"
)
"""The colours on a dark screen."""

PLAIN_LINE = 'stroke="currentColor" fill="none"'


def svg(drawing: Drawing, standalone: bool = True, number: int = 1) -> str:
    """The picture as an `svg` element; for a page, not standing alone, each with a number of its own."""
    width, height = _n(drawing.width), _n(drawing.height)
    title, words = f"bp-title-{number}", f"bp-desc-{number}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="{title} {words}" '
        f'font-family="{FONTS}" font-size="13" text-anchor="middle"'
        + (f' color="{INK}">' if standalone else ">")
    )
    named = [
        f'<title id="{title}">{escape(drawing.title)}</title>',
        f'<desc id="{words}">{escape(drawing.description)}</desc>',
    ]
    lines = [head, *named, *_alone(drawing, standalone), *_shapes(drawing), "</svg>"]
    return "\n".join(lines) + "\n"


def _alone(drawing: Drawing, standalone: bool) -> Iterator[str]:
    if standalone:
        yield STANDING_ALONE
        yield _box("paper", 0, 0, drawing.width, drawing.height)


def _shapes(drawing: Drawing) -> Iterator[str]:
    """Lines first, then labels on their ground, circles last but for the texts in them."""
    yield from (_edge(edge) for edge in drawing.edges)
    yield from (_matrix(matrix) for matrix in drawing.matrices)
    yield from (_label(label, True) for label in drawing.labels if label.role not in INSIDE)
    yield from (_node(node) for node in drawing.nodes)
    yield from (_label(label, False) for label in drawing.labels if label.role in INSIDE)


def _edge(edge: Edge) -> str:
    key = f' data-q="{escape(edge.key)}"' if edge.key else ""
    ends = f'data-from="{escape(edge.source)}" data-to="{escape(edge.neuron)}"'
    look = f'stroke-opacity="{".25" if edge.dense else ".45"}" stroke-width="{"1" if edge.dense else "1.2"}"'
    return f'<path class="edge"{key} {ends} d="{_path(edge.points)}" {PLAIN_LINE} {look}/>'


def _path(points: tuple[Point, ...]) -> str:
    first, *rest = (f"{_n(x)} {_n(y)}" for x, y in points)
    return f"M{first}{'L' if len(rest) == 1 else 'C'}{' '.join(rest)}"


def _node(node: Node) -> str:
    place = f'cx="{_n(node.x)}" cy="{_n(node.y)}" r="{_n(node.radius)}"'
    kind = "input" if node.layer == 0 else "neuron"
    return (
        f'<circle class="node {kind} paper" data-n="{escape(node.name)}" {place} fill="{PAPER}" '
        'stroke="currentColor" stroke-width="1.5"/>'
    )


def _matrix(matrix: Matrix) -> str:
    left, right, top, bottom = matrix.x, matrix.x + matrix.width, matrix.y, matrix.y + matrix.height
    sides = ((left + 4, left), (right - 4, right))
    path = "".join(f"M{_n(inner)} {_n(top)}H{_n(outer)}V{_n(bottom)}H{_n(inner)}" for inner, outer in sides)
    return f'<path class="matrix" d="{path}" {PLAIN_LINE}/>'


def _label(label: Label, ground: bool) -> str:
    """A label round its centre; with a ground it covers the lines behind."""
    turn = f" rotate({_n(label.angle)})" if label.angle else ""
    key = f' data-q="{escape(label.key)}"' if label.key else ""
    fill = f"#{COLOURS[label.role]}" if label.role in COLOURS else "currentColor"
    parts = [_ground(label)] if ground else []
    if label.number is None:
        parts += _blank(label)
    else:
        parts.append(_text(label, label.number))
    where = f'transform="translate({_n(label.x)} {_n(label.y)}){turn}"'
    look = f'font-size="{_n(label.size)}" fill="{fill}"'
    return f'<g class="{label.role}"{key} {where} {look}>{"".join(parts)}</g>'


def _ground(label: Label) -> str:
    """What covers the lines behind a label."""
    width, height = label.ground, label.height + 1.4
    return _box("paper", -width / 2, -height / 2, width, height)


def _box(name: str, x: float, y: float, width: float, height: float, more: str = "") -> str:
    place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    return f'<rect class="{name}" {place} fill="{PAPER}"{more}/>'


def _blank(label: Label) -> list[str]:
    """The name at the left, the empty box at the right."""
    left, height = label.width / 2 - label.blank, label.height - 2
    line = ' rx="2" stroke="currentColor" stroke-width=".8"'
    box = _box("blank paper", left, -height / 2, label.blank, height, line)
    return [_text(label, ""), box] if label.letters else [box]


def _text(label: Label, number: str) -> str:
    """A name and a number in one line of text."""
    runs = [run for letter in label.letters for run in _runs(letter)]
    if number:
        bold = ' font-weight="600"' if label.role in BOLD else ""
        runs.append((f"{' ' if runs else ''}{number}", bold, False))
    spans = "".join(_spans(runs, label.size))
    return f'<text {_start(label)}y="{_n(label.size * 0.34)}" xml:space="preserve">{spans}</text>'


def _start(label: Label) -> str:
    """Where a text begins, or ends before an empty box, unless it is centred."""
    if label.number is None:
        return f'x="{_n(label.width / 2 - label.blank - SPACE * label.size)}" text-anchor="end" '
    return f'x="{_n(-label.width / 2)}" text-anchor="start" ' if label.role in AT_LEFT else ""


def _runs(letters: Letters) -> Iterator[tuple[str, str, bool]]:
    """Texts with their attributes, and whether they stand lower."""
    yield letters.base, ' font-style="italic"' if letters.slanted else "", False
    if letters.lower:
        yield letters.lower, "", True


def _spans(runs: list[tuple[str, str, bool]], size: float) -> Iterator[str]:
    """Runs as text: an index is smaller and lower, what follows it on the line again."""
    fall, small, low = _n(size * 0.2), _n(size * INDEX_SIZE), False
    for text, attributes, lower in runs:
        attributes += f' font-size="{small}"' if lower else ""
        attributes += f' dy="{"" if lower else "-"}{fall}"' if lower != low else ""
        yield f"<tspan{attributes}>{escape(text)}</tspan>" if attributes else escape(text)
        low = lower


def _n(number: float) -> str:
    """A length with one decimal at most."""
    return f"{round(number, 1) + 0:g}"
