"""The picture: no two labels meet, none meets a circle, all is on the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import cos, hypot, radians, sin

import pytest
from hypothesis import given, settings
from pictures import COMBINATIONS, FILES, board
from strategies import networks

from backprop_cli.network.model import Network
from backprop_cli.picture.drawing import drawing
from backprop_cli.picture.letters import letters_of
from backprop_cli.picture.scene import SHOWN
from backprop_cli.picture.shapes import Drawing, Label, Node, Point, fitted
from backprop_cli.sheet.worked_example import make_worksheet
from backprop_cli.writing.board import Board
from backprop_cli.writing.style import Style


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


def pairs(labels: Sequence[Label]) -> Iterator[tuple[Label, Label]]:
    """Labels two by two that are no further apart than they are wide."""
    ordered = sorted(((label.y, label.x, label.width, label) for label in labels), key=lambda row: row[:3])
    reach = max((width for _, _, width, _ in ordered), default=0) + 20
    for place, (y, x, width, one) in enumerate(ordered):
        for other_y, other_x, other_width, other in ordered[place + 1 :]:
            if other_y - y > reach:
                break
            if hypot(x - other_x, y - other_y) < (width + other_width + 40) / 2:
                yield one, other


def check(picture: Drawing) -> None:
    """The three promises of every picture."""
    for one, other in pairs(picture.labels):
        assert overlap(one.corners(), other.corners()) < 0.01, (told(one), told(other))
    for label in picture.labels:
        for x, y in label.corners():
            assert 0 <= x <= picture.width, told(label)
            assert 0 <= y <= picture.height, told(label)
        inside, reach = label.role in ("name", "value"), hypot(label.width, label.height) / 2
        for node in picture.nodes:
            if hypot(node.x - label.x, node.y - label.y) >= reach + node.radius:
                continue
            if inside and abs(label.x - node.x) < 1 and abs(label.y - node.y) < node.radius:
                assert all(hypot(x - node.x, y - node.y) <= node.radius for x, y in label.corners())
            else:
                assert distance(label, node) >= node.radius, (told(label), node)
    for edge in picture.edges:
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in edge.points)


@pytest.mark.parametrize("digits", [4, pytest.param(6, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", FILES)
def test_no_label_meets_another_or_a_circle_and_all_is_on_the_canvas(name: str, digits: int) -> None:
    for show in COMBINATIONS:
        check(drawing(board(name, digits), show))


@pytest.mark.parametrize("name", FILES)
def test_empty_boxes_keep_apart_as_numbers_do(name: str) -> None:
    check(drawing(board(name), SHOWN, lambda q: None))


def test_the_picture_of_mazur_says_its_numbers() -> None:
    picture = drawing(board("mazur"), SHOWN)
    numbers = {label.key: label.number for label in picture.labels if label.key}
    assert numbers["w5"] == "0.4"
    assert numbers["b1"] == "0.35"
    assert numbers["out_h1"] == "0.5933"
    assert numbers["dE/dnet_o1"] == "0.1385"
    assert numbers["dE/dw5"] == "0.0822"
    assert numbers["target_o2"] == "0.99"
    assert "h1 to o1 w5 0.4, dE/dw5 0.0822" in picture.description


def test_a_missing_connection_is_not_drawn_and_a_shared_weight_is_drawn_at_each_place() -> None:
    picture = drawing(board("shared"))
    assert [edge.key for edge in picture.edges] == ["a", "b", "a", "b", "w1", "w2"]


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


@pytest.mark.parametrize("name", ["mazur", "jumps", "12-30-4"])
def test_empty_boxes_tell_nothing_of_the_numbers(name: str) -> None:
    given = board(name).worksheet.given
    few, many = (
        drawing(board(name, digits), SHOWN, lambda q: board(name).number(q) if q in given else None)
        for digits in (2, 9)
    )
    assert few == many


@given(networks())
@settings(max_examples=40, deadline=None)
def test_no_label_meets_another_in_random_networks(network: Network) -> None:
    check(drawing(Board(make_worksheet(network), Style(digits=5)), SHOWN))


def test_a_picture_is_made_smaller_as_a_whole() -> None:
    picture = drawing(board("12-30-4"), SHOWN)
    assert fitted(picture, 10_000) == picture
    small = fitted(picture, 300)
    assert small.width == pytest.approx(300)
    check(small)


@pytest.mark.parametrize(
    ("name", "base", "lower"),
    [
        ("w5", "w", "5"),
        ("w_5", "w", "5"),
        ("theta13", "theta", "13"),
        ("W1_11", "W", "1,11"),
        ("w_共", "w", "共"),
        ("h1a", "h1a", ""),
        ("4", "4", ""),
        ("_", "_", ""),
        ("a_b_c", "a_b_c", ""),
    ],
)
def test_a_name_has_a_base_and_an_index(name: str, base: str, lower: str) -> None:
    assert letters_of(name) == (base, lower)
