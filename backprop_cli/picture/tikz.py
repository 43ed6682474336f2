r"""A picture in TikZ: a document of its own that pdflatex and lualatex compile, or a piece for another one.

The piece needs the packages tikz and amsmath. Letters are those of the document, colours and sizes are in the
options of the `tikzpicture`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..writing.latex_markup import declarations, escaped, named, number
from .letters import Letters
from .shapes import AT_LEFT, BOLD, COLOURS, INSIDE, Drawing, Edge, Label, Matrix, Node, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

UNIT = 0.55
"""The length of a unit in points."""

BORDER = 4
"""Points round the picture of a document of its own."""

PREAMBLE = r"""\documentclass{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
\fi
\usepackage{lmodern}
\usepackage{amsmath,tikz}
\pagestyle{empty}
\setlength{\parindent}{0pt}
\setlength{\topskip}{0pt}
"""

BOX = "draw,fill=white,rounded corners=1pt,"
"""The look of an empty box."""

SIGNS = {
    "∂": r"\partial ",
    "/∂": r"/\partial ",
    "−": "-",
    "⋮": r"\vdots",
    "…": r"\ldots",
    "·": r"\cdot",
    " ": "",
}
"""Names that are signs."""


def tikz(drawing: Drawing, standalone: bool = True) -> str:
    """The picture as a document, or as a `tikzpicture`."""
    picture = "\n".join(_picture(drawing)) + "\n"
    if not standalone:
        return picture
    width, height = (_n(length * UNIT + 2 * BORDER) for length in (drawing.width, drawing.height + 2))
    page = f"\\usepackage[papersize={{{width}pt,{height}pt}},margin={BORDER}pt]{{geometry}}\n"
    return f"{PREAMBLE}{page}{declarations(picture)}\\begin{{document}}\n{picture}\\end{{document}}\n"


def _picture(drawing: Drawing) -> Iterator[str]:
    """Lines first, then labels on their ground, circles last but for the texts in them."""
    yield f"\\begin{{tikzpicture}}[x={UNIT}pt,y=-{UNIT}pt,line width=.5pt,"
    yield "  inner xsep=1.5pt,inner ysep=0pt,outer sep=0pt,text height=.7em,text depth=.2em]"
    yield f"\\path[use as bounding box] (0,0) rectangle {_at((drawing.width, drawing.height))};"
    yield from (_edge(edge) for edge in drawing.edges)
    yield from (_matrix(matrix) for matrix in drawing.matrices)
    for label in drawing.labels:
        yield from _label(label, "fill=white,") if label.role not in INSIDE else ()
    yield from (_node(node) for node in drawing.nodes)
    for label in drawing.labels:
        yield from _label(label, "") if label.role in INSIDE else ()
    yield r"\end{tikzpicture}"


def _edge(edge: Edge) -> str:
    first, *rest = map(_at, edge.points)
    look = f"draw=black!{25 if edge.dense else 45}"
    if len(rest) == 1:
        return rf"\path[{look}] {first} -- {rest[0]};"
    threes = zip(*(rest[k::3] for k in range(3)), strict=True)
    curves = (f".. controls {a} and {b} .. {c}" for a, b, c in threes)
    return rf"\path[{look}] {first} {' '.join(curves)};"


def _node(node: Node) -> str:
    return rf"\draw[fill=white] {_at((node.x, node.y))} circle[radius={_n(node.radius * UNIT)}pt];"


def _matrix(matrix: Matrix) -> str:
    left, right, top, bottom = matrix.x, matrix.x + matrix.width, matrix.y, matrix.y + matrix.height
    sides = ((left + 4, left), (right - 4, right))
    lines = (((inner, top), (outer, top), (outer, bottom), (inner, bottom)) for inner, outer in sides)
    return " ".join(rf"\draw {' -- '.join(map(_at, line))};" for line in lines)


def _label(label: Label, ground: str) -> Iterator[str]:
    """A node round the centre of a label; an empty box is one of its own."""
    text = _letters(label)
    if label.number is None:
        yield _placed(
            label, (label.width - label.blank) / 2, "draw,fill=white,rounded corners=1pt,", "", label.blank
        )
        if text:
            yield _placed(label, label.width / 2 - label.blank, f"{ground}anchor=east,", text)
    elif label.role in AT_LEFT:
        yield _placed(label, -label.width / 2, f"{ground}anchor=west,", _joined(text, _number(label)))
    else:
        yield _placed(label, 0, ground, _joined(text, _number(label)), label.least)


def _placed(label: Label, by: float, options: str, text: str, width: float = 0) -> str:
    size, turn = label.size * UNIT, f"rotate={_n(-label.angle)}," if label.angle else ""
    box = f"minimum width={_n(width * UNIT)}pt,minimum height={_n(label.height * UNIT)}pt"
    font = rf"font=\fontsize{{{_n(size)}}}{{{_n(size * 1.2)}}}\selectfont"
    where = _at(label.along(by))
    return rf"\node[{options}{turn}{_colour(label)}{box},{font}] at {where} {{{text}}};"


def _colour(label: Label) -> str:
    if label.role not in COLOURS:
        return ""
    red, green, blue = bytes.fromhex(COLOURS[label.role])
    return f"text={{rgb,255:red,{red};green,{green};blue,{blue}}},"


def _letters(label: Label) -> str:
    """The name of a label."""
    if label.role in ("caption", "more"):
        return "".join(escaped(letter.base).replace("⋮", r"$\vdots$") for letter in label.letters)
    formula = "".join(map(_letter, label.letters))
    return f"${formula}$" if formula else ""


def _letter(letters: Letters) -> str:
    if letters.base in SIGNS:
        return SIGNS[letters.base]
    if letters.base.endswith("…"):
        return named(letters.base[:-1]) + SIGNS["…"]
    name = letters.base + letters.lower
    if not letters.lower or letters.lower.isdecimal():
        return named(name)
    lower = letters.lower if letters.lower.isascii() else named(letters.lower)
    return f"{{{named(letters.base)}}}_{{{lower}}}"


def _number(label: Label) -> str:
    if not label.number:
        return ""
    digits = number(label.number.replace("−", "-"))
    return rf"$\mathbf{{{digits}}}$" if label.role in BOLD else f"${digits}$"


def _joined(*texts: str) -> str:
    return r"\enspace ".join(text for text in texts if text)


def _at(point: Point) -> str:
    return f"({_n(point[0])},{_n(point[1])})"


def _n(number: float) -> str:
    """A length with two decimals at most."""
    return f"{round(number, 2) + 0:g}"
