"""The sheet as LaTeX: a document that stands alone, or a fragment for one's own.

It compiles under pdflatex and lualatex. What a block looks like is its row in `SETTINGS`; the colours and the
blank are the commands of `PREAMBLE`, so that a document of one's own may have others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..page.blocks import (
    Block,
    Equations,
    Heading,
    Matrices,
    Picture,
    Question,
    Row,
    Sentence,
    Table,
    Title,
    plain_blocks,
)
from ..page.breaking import fitted, rows_of_grids
from ..page.pages import pictured
from ..writing.board import Board
from ..writing.latex_markup import LATEX, declarations, escaped
from ..writing.tokens import MATHS, Tokens, text_of

MARKUP = LATEX

WIDTH = 80
"""Digits on a line of the page."""

MOST_ROWS = 36
"""Rows of a table that stay together."""

ROLES = {"value": "BackpropValue", "gradient": "BackpropGradient", "new": "BackpropNew"}
"""The command of each role that is set off."""

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
\fi
\usepackage{lmodern}
\usepackage[a4paper,margin=22mm,headheight=14pt]{geometry}
\usepackage{amsmath,booktabs,xcolor,fancyhdr,needspace,tikz}
\usepackage{microtype}
\definecolor{forward}{RGB}{11,94,168}
\definecolor{backward}{RGB}{178,58,10}
\definecolor{update}{RGB}{22,110,55}
\newcommand{\BackpropValue}[1]{{\color{forward}\mathbf{#1}}}
\newcommand{\BackpropGradient}[1]{{\color{backward}\mathbf{#1}}}
\newcommand{\BackpropNew}[1]{{\color{update}\mathbf{#1}}}
\raggedright
\newcommand{\BackpropFit}[1]{\sbox0{#1}\ifdim\wd0>\linewidth\resizebox{\linewidth}{!}{\usebox0}\else\usebox0\fi}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\setlength{\jot}{5pt}
\allowdisplaybreaks
\pagestyle{fancy}
\fancyhf{}
\renewcommand{\headrulewidth}{0pt}
"""


def render(board: Board, page: Iterable[Block]) -> str:
    """A document that stands alone, with the blocks of a page."""
    body = "".join(body_of(board, page))
    name = escaped(board.worksheet.network.name)
    heads = f"\\fancyfoot[L]{{\\small {name}}}\n\\fancyfoot[R]{{\\small\\thepage}}\n"
    declared = declarations(body + heads)
    return f"{PREAMBLE}{declared}{heads}\\begin{{document}}\n{body}\\end{{document}}\n"


def body_of(board: Board, page: Iterable[Block]) -> Iterator[str]:
    """The source of each block."""
    for block in plain_blocks(page):
        yield SETTINGS[type(block)](board, block)


def _title(board: Board, block: Title) -> str:
    lines = [_field(label, text) for label, text in block.fields]
    lines += [rf"{{\LARGE\bfseries {escaped(block.name)}\par}}"]
    lines += [rf"{{\color{{gray}} {escaped(text)}\par}}" for text in block.paragraphs]
    lines.append(r" \quad ".join(_words(part) for part in block.conventions) + r"\par")
    return "\n".join(lines) + "\n"


def _field(label: str, text: str) -> str:
    line = escaped(text) if text else r"\rule{60mm}{0.4pt}"
    return rf"\textbf{{{escaped(label)}:}} {line}\par"


def _heading(board: Board, block: Heading) -> str:
    title = f"\\needspace{{7\\baselineskip}}\n\\section*{{{block.number}\\quad {escaped(block.title)}}}\n"
    definitions = [f"${text_of(tokens)}$" for tokens in block.definitions]
    sentence = [_words(block.sentence)] if block.sentence else []
    text = r" \qquad ".join(definitions + sentence)
    return title + (f"{{\\color{{gray}}{text}}}\n" if text else "")


def _picture(board: Board, block: Picture) -> str:
    """The network in TikZ."""
    from ..picture.tikz import tikz

    picture = tikz(pictured(board), False).strip()
    return f"\\begin{{center}}\n\\BackpropFit{{%\n{picture}}}\n\\end{{center}}\n"


def _sentence(board: Board, block: Sentence) -> str:
    return _words(block.tokens) + "\\par\n"


def _words(tokens: Tokens) -> str:
    """Words with mathematics in them."""
    return "".join(f"${text}$" if role == MATHS else escaped(text) for text, role in tokens)


def _maths(tokens: Tokens) -> str:
    """Mathematics, its results set off."""
    return "".join(
        rf"\{ROLES[role]}{{{text}}}" if role in ROLES and text != LATEX.signs["blank"] else text
        for text, role in tokens
    )


def _question(board: Board, block: Question) -> str:
    points = rf"\hfill {escaped(block.points)}" if block.points else ""
    room = f"\\vspace{{{block.room}\\baselineskip}}\n" if block.room else ""
    text = f"\\textbf{{{block.number}.}} {_words(block.tokens)}{points}\\par\n"
    return f"\\needspace{{{max(block.room + 2, 6)}\\baselineskip}}\n{text}{room}"


def _equations(board: Board, block: Equations) -> str:
    rows = ["\\\\*\n".join(_lines(row)) for row in block.rows]
    text = ""
    if block.definitions:
        formulas = r", \quad ".join(f"${text_of(definition)}$" for definition in block.definitions)
        text = f"{escaped(block.whose)}: {formulas}\n"
    return text + "\\begin{align*}\n" + " \\\\\n".join(rows) + "\n\\end{align*}\n"


def _lines(row: Any) -> Iterator[str]:
    """The lines of an equation, aligned at their equal signs."""
    for place, line in enumerate(fitted(row, LATEX, WIDTH)):
        name = "" if place else _maths(row.name)
        sides = "".join(
            f" = {_maths(side)}" if equal else f" \\quad {{}}{_maths(side)}" for equal, side in line
        )
        yield f"{name} &{sides}"


def _table(board: Board, block: Table) -> str:
    """A table in pieces that fit a page, each with the headings."""
    starts = range(0, len(block.rows), MOST_ROWS)
    return "".join(_piece(block._replace(rows=block.rows[start : start + MOST_ROWS])) for start in starts)


def _piece(block: Table) -> str:
    columns = "".join(_column(place, sign) for place, sign in enumerate(block.signs))
    heads = _row([_heading_of(heading) for heading in block.headings], block.signs)
    head = f"{heads} \\\\[6pt]\n\\midrule\n" if any(block.headings) else ""
    rows = "".join(_table_row(block, row) for row in block.rows)
    table = f"\\begin{{tabular}}{{{columns}}}\n\\toprule\n{head}{rows}\\bottomrule\n\\end{{tabular}}"
    return f"\\begin{{center}}\n\\BackpropFit{{{table}}}\n\\end{{center}}\n"


def _heading_of(tokens: Tokens) -> str:
    r"""A fraction over a column in the size of a displayed one."""
    return text_of(tokens).replace(r"\frac", r"\dfrac")


def _column(place: int, sign: str) -> str:
    return ("c" if sign else "") + ("r" if place else "l")


def _row(cells: list[str], signs: tuple[str, ...]) -> str:
    """Cells with the signs before them in columns of their own."""
    parts = []
    for cell, sign in zip(cells, signs, strict=True):
        parts += [f"${sign}$"] if sign else []
        parts.append(f"${cell}$" if cell else "")
    return " & ".join(parts)


def _table_row(block: Table, row: Row) -> str:
    if not row.total:
        return _row([_maths(cell) for cell in row.cells], block.signs) + " \\\\\n"
    count = len(block.signs) + sum(map(bool, block.signs))
    name, value = (_maths(cell) for cell in row.cells)
    rule = f"\\cmidrule{{{count}-{count}}}\n"
    return f"{rule}\\multicolumn{{{count - 2}}}{{r}}{{${name}$}} & $=$ & ${value}$ \\\\[4pt]\n"


def _matrices(board: Board, block: Matrices) -> str:
    lines = [f"{_maths(block.name)} &= {_maths(block.symbols)}"] if block.symbols else [_maths(block.name)]
    for row in rows_of_grids(block, LATEX, WIDTH):
        grids = " ".join(f"{grid.sign} {_matrix(grid.rows)}" for grid in row)
        lines.append(f"&{'' if len(lines) > 1 or row[0].sign == '=' else '='} {grids}")
    return "\\begin{align*}\n" + " \\\\*\n".join(lines) + "\n\\end{align*}\n"


def _matrix(rows: tuple[tuple[Tokens, ...], ...]) -> str:
    lines = r" \\ ".join(" & ".join(_maths(cell) for cell in row) for row in rows)
    return rf"\begin{{pmatrix}} {lines} \end{{pmatrix}}"


SETTINGS: dict[type, Callable[[Board, Any], str]] = {
    Title: _title,
    Heading: _heading,
    Picture: _picture,
    Sentence: _sentence,
    Question: _question,
    Equations: _equations,
    Table: _table,
    Matrices: _matrices,
}
"""How each block is set."""
