"""The networks that tests write in every format, and what makes and writes their sheets."""

from __future__ import annotations

from functools import cache

from conftest import ROOT

from backprop_cli.formats import FORMATS, Format
from backprop_cli.network.read import read_network
from backprop_cli.sheet.blanks import Blanks
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet
from backprop_cli.writing.notation import LETTERS
from backprop_cli.writing.style import Style

NETWORKS = sorted(path.stem for path in (ROOT / "networks").glob("*.yaml"))
"""The names of the bundled networks."""


OTHERS = {
    "3-4-2": """\
        inputs: [1, 0.5, -0.3]
        targets: [1, 0]
        layers:
          - weights: [[-0.75, -0.47, 0.54], [0.15, -0.73, -0.12], [-0.04, -0.61, 0.42], [-0.7, -0.2, 0.03]]
            biases: [-0.07, 0.09, 0.24, 0.46]
          - weights: [[-0.39, 0.27, 0.35, -0.37], [-0.9, 0.85, -0.36, -0.33]]
            biases: [0.39, 0.09]
        activation: sigmoid
        loss: half_squared_error
        learning_rate: 0.5
        fixed: biases
        """,
    "odd names": """\
        name: "[red]x[/] 网络 🙂"
        source: "[/] [link=http://x]y[/link] **bold**"
        inputs: {"x[red]": 0.5, "输入": -1.25, "x\\u0302": 3}
        targets: {"[/]": 1, "🙂": 0}
        notation: {net: 净, out: 出, target: "目标", loss: "损失"}
        layers:
          - neurons: [h1, 隐藏二, h3]
            activation: sigmoid
            weights: [[0.15, null, 0.2], [null, null, 1e-3], [1/3, -1, null]]
            biases: [0.1, null, -2]
          - neurons: ["[/]", "🙂"]
            activation: tanh
            from: [h1, 隐藏二, "x[red]"]
            weights: [{a: 1, b: 2, w_共: 3}, {c: -0.5, d: null, w_共: 3}]
            thresholds: [0.3, -0.4]
        loss: half_squared_error
        learning_rate: 0.5
        """,
}
"""Networks that no bundled one is like: many inputs; jumps, gaps, sharing, wide and combining names."""


@cache
def worksheet_of(name: str) -> Worksheet:
    """The worksheet of a bundled network or of one of `OTHERS`."""
    if name in OTHERS:
        return made(OTHERS[name])
    path = ROOT / "networks" / f"{name}.yaml"
    return make_worksheet(read_network(path.read_bytes(), str(path)))


def made(text: str) -> Worksheet:
    """The worksheet of a network file's text."""
    lines = text.split("\n")
    margin = len(lines[0]) - len(lines[0].lstrip())
    return make_worksheet(read_network("\n".join(line[margin:] for line in lines).encode(), "net.yaml"))


EVERY = [*NETWORKS, *OTHERS]


NOTATIONS = ("chain", "delta", "beta", "matrix", "expanded")


LECTURES = tuple(name for name in LETTERS if "/" not in name)


NASTY = (
    "a_b",
    "50%",
    "x^2",
    "{",
    "}",
    "\\end{document}",
    "$1$",
    "<b>",
    "a&b",
    "#1",
    "~",
    "`c`",
    "|",
    "*x*",
    "[l](u)",
)
"""Names that are markup somewhere."""


def pieces(worksheet: Worksheet, format_: Format, style: Style) -> list[str | bytes]:
    """A worksheet in a format, as `program.solved` writes it."""
    board = format_.board(worksheet, style)
    return format_.set(board, format_.page(board))


@cache
def sheet(name: str, notation: str | None = None, **options) -> Worksheet:
    """The worksheet of a bundled network."""
    path = ROOT / "networks" / f"{name}.yaml"
    return make_worksheet(read_network(path.read_bytes(), str(path)), Request(notation=notation, **options))


def written(worksheet: Worksheet, format_: str, style: Style | None = None) -> str:
    """The text of a sheet in a format."""
    return "".join(map(str, pieces(worksheet, FORMATS[format_], style or Style())))


def nasty(name: str) -> Worksheet:
    """A network whose every name is this one, or made from it."""
    quoted = "'" + name.replace("'", "''") + "'"
    inner = quoted[1:-1]
    text = f"""
name: {quoted}
source: {quoted}
description: {quoted}
inputs: {{{quoted}: 1}}
targets: [0]
layers:
  - neurons: ['{inner}h']
    weights: [{{'{inner}w': 0.5}}]
    activation: sigmoid
  - neurons: ['{inner}o']
    weights: [[0.25]]
    activation: sigmoid
loss: half_squared_error
learning_rate: 0.1
"""
    return make_worksheet(read_network(text.encode(), "nasty.yaml"))


CRUEL = r"""
name: '</title><script>alert(1)</script> & "quotes" ]]> -->'
source: 'javascript:alert(1) <a href="javascript:alert(1)">x</a>'
description: '</script><img src=x onerror=alert(1)>'
inputs: {'<b>': 0.5, '&amp;': 1}
targets: {'"onload="x': 1, "'": 0}
notation: {net: '<i>', out: 'javascript:x', target: '</math>', loss: '<script>'}
layers:
  - neurons: ['</svg>', ']]>']
    activation: sigmoid
    weights: [[0.1, 0.2], [0.3, 0.4]]
  - neurons: ['"onload="x', "'"]
    activation: sigmoid
    weights: [{'<w>': 0.5, '"w"': 0.6}, {'&w': 0.7, '--w': 0.8}]
loss: half_squared_error
learning_rate: 0.5
"""


def page_of(worksheet: Worksheet, **style: object) -> str:
    """The page of a worksheet."""
    return "".join(map(str, pieces(worksheet, FORMATS["html"], Style(**style))))  # type: ignore[arg-type]


def empty(worksheet: Worksheet, level: str = "values", share: float = 0, seed: int = 0) -> Style:
    """The style of a sheet with blanks."""
    return Style(blank=Blanks(share, seed), level=level)
