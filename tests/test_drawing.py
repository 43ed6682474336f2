"""The picture: no two labels meet, none meets a circle, all is on the canvas, and odd names stay names."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from math import cos, hypot, radians, sin
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree

import pytest
from conftest import ROOT, Ran

from backprop_cli.example.worksheet import make_worksheet
from backprop_cli.network.read import read_network
from backprop_cli.render.svg import svg
from backprop_cli.writing.board import Board
from backprop_cli.writing.drawing import drawing
from backprop_cli.writing.scene import SHOWN
from backprop_cli.writing.shapes import Drawing, Label, Node, Point
from backprop_cli.writing.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLED = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "networks").glob("*.yaml"))}

COMBINATIONS = tuple(some for size in range(5) for some in combinations(SHOWN, size))
"""Everything that `show` can be."""


def fully_connected(*sizes: int) -> str:
    """The file of a network of these sizes; its numbers have both signs and many digits."""
    lines = [f"inputs: {[_number(k) for k in range(sizes[0])]}", f"targets: {[0.25] * sizes[-1]}", "layers:"]
    for before, size in pairwise(sizes):
        rows = [[_number(7 * row + k) for k in range(before)] for row in range(size)]
        lines.append(f"  - {{weights: {rows}, biases: {[_number(k) for k in range(size)]}}}")
    return "\n".join([*lines, "activation: sigmoid", "loss: half_squared_error", "learning_rate: 0.5"])


def _number(k: int) -> float:
    return round(((k * 37) % 23 - 11.5) / 13, 2 + k % 3)


OTHERS = {
    "jumps": """\
        inputs: {x1: 1, x2: 0.5}
        targets: {y: 1}
        layers:
          - neurons: [h1, h2, h3]
            weights: [[0.5, 0.2], [0.1, null], [0.3, 0.4]]
            thresholds: {t1: 0.3, t2: 0.4, t3: 0.5}
          - neurons: [k1, k2]
            from: [h1, h2, h3, x1, x2]
            weights: [[0.15, 0.2, 0.1, -0.5, 0.7], [0.15, 0.2, 0.1, null, {shared}]]
          - neurons: [y]
            from: [k1, k2, x1, x2]
            weights: [[0.15, 0.2, 0.5, 0.6]]
            bias: 0.1
        activation: sigmoid
        loss: half_squared_error
        learning_rate: 0.5
        """.replace("{shared}", "-0.123456"),
    "shared": """\
        inputs: [0.1, 0.2, 0.3]
        targets: [1]
        layers:
          - weights: [{a: 1, b: 2, c: null}, {z: null, a: 1, b: 2}]
            bias: 0.5
          - weights: [[1, -1]]
        activation: tanh
        loss: half_squared_error
        learning_rate: 0.1
        """,
    "bare softmax": """\
        inputs: {cat: 2, dog: 1, boat: -1.5, airplane: 0.25}
        targets: {p1: 1, p2: 0, p3: 0, p4: 0}
        layers: [{activation: softmax}]
        loss: cross_entropy
        learning_rate: 0.1
        """,
    "steps": """\
        inputs: [1, 0]
        layers:
          - {weights: [[0.5, 0.5], [-1, -1]], thresholds: [0.75, -1.5], activation: step}
          - {weights: [[1, 1]], thresholds: [1.5], activation: step}
        """,
    "dense jumps": """\
        inputs: [1, 2, 3, 4, 5, 6, 7]
        targets: [1, 0, 1]
        layers:
          - {neurons: [h1, h2], weights: [[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]]}
          - from: [h1, h2, i1, i2, i3, i4, i5, i6, i7]
            weights: [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, null, 5, 6, 7, 8, 9],
                      [9, 8, 7, 6, 5, 4, 3, 2, 1]]
        activation: tanh
        loss: half_squared_error
        learning_rate: 0.1
        """,
    "small and large": """\
        inputs: [0.000000123456, -123456789.25]
        targets: [0.5]
        layers:
          - {weights: [[1e-9, 1e-9], [1/3, 2.5e-7]], biases: [-0.123456789, 1e-12]}
          - {weights: [[-12345678.9, 1e-15]]}
        activation: tanh
        loss: half_squared_error
        learning_rate: 0.1
        """,
    "odd names": r"""
        name: "<b> & \"x\" \\input #{y} $z$ _ ^ ~ % ] 网络"
        inputs: {"<i>": 0.5, "a&b": -1.25, '"q"': 3, "\\x#": 1, "$_]": 2}
        targets: {"#]": 1, "%^~{}": 0}
        layers:
          - neurons: ["a rather long name for a neuron", 隐藏二, "[/]"]
            weights: [[0.15, null, 0.2, 1, 2], [null, null, 1e-3, 3, 4], [1/3, -1, null, 5, 6]]
            biases: [0.1, null, -2]
          - neurons: ["#]", "%^~{}"]
            weights: [{"<w>": 1, "w&": 2, w_共: 3}, {"\\end{document}": -0.5, "$#_]": 4, w_共: 3}]
        activation: sigmoid
        loss: half_squared_error
        learning_rate: 0.5
        """,
}
"""Networks that no bundled one is like."""

SIZES = (
    (2, 2, 2),
    (3, 4, 2),
    (4, 4, 4),
    (2, 3, 3, 2),
    (1, 1, 1),
    (5, 2, 5),
    (2, 8, 1),
    (4, 5, 4),
    (12, 30, 4),
)
FILES = {
    **BUNDLED,
    **{"-".join(map(str, sizes)): fully_connected(*sizes) for sizes in SIZES},
    "1-20": fully_connected(1, 20),
    "20-1": fully_connected(20, 1),
    "2-2-2-2-2-2-2": fully_connected(*[2] * 7),
    **{name: dedent(text) for name, text in OTHERS.items()},
}


@cache
def board(name: str, digits: int = 4, notation: str | None = None) -> Board:
    """A network's board."""
    network = read_network(FILES[name].encode(), f"{name}.yaml")
    return Board(make_worksheet(network, notation=notation), Style(digits=digits))


def overlap(one: tuple[Point, ...], other: tuple[Point, ...]) -> float:
    """The area that two convex polygons have in common, by cutting one along the sides of the other."""
    for (ax, ay), (bx, by) in zip(other, (*other[1:], other[0]), strict=True):
        one = _cut(one, lambda p: (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax))  # noqa: B023
    sides = zip(one, (*one[1:], *one[:1]), strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)) / 2


def _cut(polygon: tuple[Point, ...], inside: Callable[[Point], float]) -> tuple[Point, ...]:
    kept: list[Point] = []
    for a, b in zip(polygon, (*polygon[1:], *polygon[:1]), strict=True):
        here, there = inside(a), inside(b)
        if here >= 0:
            kept.append(a)
        if here * there < 0:
            share = here / (here - there)
            kept.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
    return tuple(kept)


def distance(label: Label, node: Node) -> float:
    """How far the box of a label is from a circle's centre."""
    dx, dy, angle = node.x - label.x, node.y - label.y, radians(label.angle)
    along, across = dx * cos(angle) + dy * sin(angle), dy * cos(angle) - dx * sin(angle)
    return hypot(max(abs(along) - label.width / 2, 0), max(abs(across) - label.height / 2, 0))


def told(label: Label) -> str:
    return f"{label.role} {label.key} {''.join(one.text for one in label.letters)} {label.number}"


def check(picture: Drawing) -> None:
    """The three promises of every picture."""
    for one, other in combinations(picture.labels, 2):
        near = hypot(one.x - other.x, one.y - other.y) < (one.width + other.width + 40) / 2
        assert not near or overlap(one.corners(), other.corners()) < 0.01, (told(one), told(other))
    for label in picture.labels:
        for x, y in label.corners():
            assert 0 <= x <= picture.width, told(label)
            assert 0 <= y <= picture.height, told(label)
        inside = label.role in ("name", "value")
        for node in picture.nodes:
            if inside and abs(label.x - node.x) < 1 and abs(label.y - node.y) < node.radius:
                assert all(hypot(x - node.x, y - node.y) <= node.radius for x, y in label.corners())
            else:
                assert distance(label, node) >= node.radius, (told(label), node)
    for edge in picture.edges:
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in edge.points)


@pytest.mark.parametrize("digits", [4, 6])
@pytest.mark.parametrize("name", FILES)
def test_no_label_meets_another_or_a_circle_and_all_is_on_the_canvas(name: str, digits: int) -> None:
    for show in COMBINATIONS:
        check(drawing(board(name, digits), show))


@pytest.mark.parametrize("name", FILES)
def test_empty_boxes_keep_apart_as_numbers_do(name: str) -> None:
    check(drawing(board(name), SHOWN, lambda q: None))


@pytest.mark.parametrize("name", FILES)
def test_svg_is_well_formed_and_carries_every_number_that_is_shown(name: str) -> None:
    picture = drawing(board(name), SHOWN)
    root = ElementTree.fromstring(svg(picture))
    keys = {element.get("data-q") for element in root.iter()} - {None}
    assert keys == {shape.key for shape in (*picture.labels, *picture.edges) if shape.key}
    assert len({element.get("data-n") for element in root.iter()} - {None}) == len(picture.nodes)
    texts = {"".join(element.itertext()) for element in root.iter() if element.tag.endswith("}g")}
    assert all(any(label.number in text for text in texts) for label in picture.labels if label.number)


def test_names_of_the_user_are_text_in_svg() -> None:
    text = svg(drawing(board("odd names"), SHOWN))
    tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(text).iter()}
    assert tags == {"svg", "title", "desc", "style", "rect", "path", "circle", "g", "text", "tspan"}


def test_the_picture_of_mazur_says_its_numbers() -> None:
    picture = drawing(board("mazur"), SHOWN)
    numbers = {label.key: label.number for label in picture.labels if label.key}
    assert numbers["w5"] == "0.4"
    assert numbers["b1"] == "0.35"
    assert numbers["out_h1"] == "0.5933"
    assert numbers["dE/dnet_o1"] == "0.1385"
    assert numbers["dE/dw5"] == "0.0822"
    assert numbers["target_o2"] == "0.99"
    assert "h1 to o1 w5 0.4, ∂E/∂w5 0.0822" in picture.description


def test_a_missing_connection_is_not_drawn_and_a_shared_weight_is_drawn_at_each_place() -> None:
    picture = drawing(board("shared"))
    assert [edge.key for edge in picture.edges] == ["a", "b", "a", "b", "w1", "w2"]


def test_a_picture_with_empty_boxes_has_none_of_the_numbers() -> None:
    one, other = board("mazur"), board("tartu")
    for each in (one, other):
        computed = [q for q in each.worksheet.numbers if q not in each.worksheet.given]
        given = each.worksheet.given
        text = svg(
            drawing(each, SHOWN, lambda q, given=given, each=each: each.number(q) if q in given else None)
        )  # type: ignore[misc]
        assert not [q for q in computed if len(each.number(q)) > 5 and each.number(q) in text]


def test_above_twenty_connections_a_matrix_holds_the_weights() -> None:
    few, many = drawing(board("4-5-4")), drawing(board("12-30-4"))
    assert (len(few.matrices), len(many.matrices)) == (0, 2)
    assert {"w1", "w7", "w349", "w360"} <= {label.key for label in many.labels}
    assert not any(label.role == "weight" and label.letters for label in many.labels)


def test_a_long_layer_shows_its_first_neurons_and_its_last() -> None:
    names = [node.name for node in drawing(board("12-30-4")).nodes if node.layer == 1]
    assert names == [*(f"h{k}" for k in range(1, 8)), "h30"]


def test_a_jump_leaves_the_columns_that_it_passes() -> None:
    picture = drawing(board("jumps"), SHOWN)
    columns = sorted({node.x for node in picture.nodes})
    jumps = [edge for edge in picture.edges if len(edge.points) > 2]
    assert {edge.key for edge in jumps} == {"w9", "w10", "w14", "w18", "w17"} & {edge.key for edge in jumps}
    assert len(jumps) == 5
    for edge in jumps:
        lane = {round(y, 3) for _, y in edge.points[3:7]}
        ys = [node.y for node in picture.nodes if edge.points[3][0] < node.x < edge.points[6][0]]
        assert len(lane) == 1
        assert ys
        assert not min(ys) - 20 < lane.pop() < max(ys) + 20
        assert edge.points[0][0] in {x + picture.nodes[0].radius for x in columns}


def test_beta_notation_shows_what_comes_back_to_the_output() -> None:
    labels = drawing(board("mazur", 4, "beta"), ("deltas",)).labels
    assert [(one.letters[0].base, one.key) for one in labels if one.role == "delta"][-1] == (
        "β",
        "dE/dout_o2",
    )


def test_diagram_draws_into_files_and_on_the_terminal(run: Callable[..., Ran], tmp_path: Path) -> None:
    done = run("diagram", "mazur", "-o", "net.svg", "-o", "net.txt", "--show", "weights,deltas")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    ElementTree.parse(tmp_path / "net.svg")
    assert (tmp_path / "net.txt").read_bytes() == run("diagram", "mazur").stdout
    assert b"i1" in run("diagram", "mazur", "--format", "svg").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mazur", "--show", "weight"), "did you mean 'weights'"),
        (("mazur", "-o", "net.gif"), "the suffix tells no format"),
        (("mazur", "--step", "2"), "there is no step 2"),
        (("steps.yaml", "--show", "deltas"), "no loss to send back"),
        (("steps.yaml", "-o", "steps.yaml", "--format", "svg"), "would be written over the input"),
    ],
)
def test_diagram_says_what_is_wrong(
    run: Callable[..., Ran], tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "steps.yaml").write_text(FILES["steps"], encoding="utf-8")
    done = run("diagram", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()
