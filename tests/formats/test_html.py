"""The sheet in HTML: well-formed, whole without its script, safe whatever names say, and small."""

from __future__ import annotations

import json
import re
from functools import cache
from xml.etree import ElementTree

import pytest
from examples import CRUEL, EVERY, made, page_of, worksheet_of

from backprop_cli.sheet.blanks import Blanks
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet

NOTATIONS = ("chain", "delta", "beta", "matrix", "expanded")

SPACE = "{http://www.w3.org/1999/xhtml}"


@cache
def page(name: str) -> str:
    """The page of a bundled network."""
    return page_of(worksheet_of(name))


def parsed(text: str) -> ElementTree.Element:
    """The page as XML, which it must be too."""
    return ElementTree.fromstring(text)


def shown(element: ElementTree.Element) -> str:
    """All text of an element, with its attributes."""
    attributes = (value for one in element.iter() for value in one.attrib.values())
    return " ".join([*element.itertext(), *attributes])


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_page_is_well_formed_in_every_notation(name: str, notation: str) -> None:
    network = worksheet_of(name).network
    text = page_of(make_worksheet(network, Request(notation=notation)))
    root = parsed(text)

    assert root.tag == f"{SPACE}html"
    assert root.get("lang") == "en"
    assert root.findtext(f"{SPACE}head/{SPACE}title") == network.name


@pytest.mark.parametrize("name", EVERY)
def test_nothing_stands_bare_in_a_formula(name: str) -> None:
    leaves = {"mi", "mn", "mo", "mtext"}
    for formula in parsed(page(name)).iter(f"{SPACE}math"):
        for one in formula.iter():
            if one.tag.removeprefix(SPACE) not in leaves:
                bare = (one.text or "") + "".join(child.tail or "" for child in one)
                assert not bare.strip(), ElementTree.tostring(formula)


@pytest.mark.parametrize("name", EVERY)
def test_parts_of_a_fraction_or_an_index_are_as_many_as_it_has(name: str) -> None:
    parts = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "mover": 2}
    for one in parsed(page(name)).iter():
        tag = one.tag.removeprefix(SPACE)
        assert len(one) == parts.get(tag, len(one)), ElementTree.tostring(one)


@pytest.mark.parametrize("name", EVERY)
def test_no_identifier_is_used_twice_and_every_reference_leads_somewhere(name: str) -> None:
    root = parsed(page(name))
    names = [one.get("id") for one in root.iter() if one.get("id")]
    used = " ".join(one.get("aria-labelledby", "") for one in root.iter()).split()

    assert len(names) == len(set(names))
    assert set(used) <= set(names)


def test_headings_go_down_one_level_at_a_time() -> None:
    tags = [one.tag.removeprefix(SPACE) for one in parsed(page("mazur")).iter()]

    assert [tag for tag in tags if re.fullmatch("h[1-6]", tag)] == ["h1", *["h2"] * 6]
    assert {"header", "main", "section"} <= set(tags)


def test_heads_of_tables_say_what_they_head() -> None:
    heads = list(parsed(page("mazur")).iter(f"{SPACE}th"))

    assert {head.get("scope") for head in heads} == {"col", "row"}
    assert all("".join(head.itertext()).strip() for head in heads)


@pytest.mark.parametrize("name", EVERY)
def test_rows_of_a_table_have_as_many_cells(name: str) -> None:
    for table in parsed(page(name)).iter(f"{SPACE}table"):
        covered: dict[int, int] = {}
        widths = set()
        for number, row in enumerate(table.iter(f"{SPACE}tr")):
            width = covered.get(number, 0)
            for one in row:
                span, below = int(one.get("colspan", "1")), int(one.get("rowspan", "1"))
                width += span
                for later in range(1, below):
                    covered[number + later] = covered.get(number + later, 0) + span
            widths.add(width)

        assert len(widths) == 1


def test_every_step_has_an_address_and_says_what_it_lights() -> None:
    root = parsed(page("mazur"))
    stops = [one.get("id") for one in root.iter() if one.get("class") == "step"]
    steps = json.loads(next(one.text for one in root.iter() if one.get("id") == "steps"))

    assert stops == [f"step-{number}" for number in range(1, 23)]
    assert len(steps) == 22
    assert steps[0] == [["h1", "w1", "i1", "w2", "i2", "b1"], ["net_h1", "out_h1"], 0]
    assert steps[11][0] == ["h1", "o1", "w5", "o2", "w7"]


def test_what_steps_light_is_in_the_picture() -> None:
    root = parsed(page("mazur"))
    drawn = {one.get(key) for one in root.iter() for key in ("data-q", "data-n")}
    steps = json.loads(next(one.text for one in root.iter() if one.get("id") == "steps"))

    assert {name for lit, *_ in steps for name in lit} <= drawn


def test_each_sample_has_its_picture() -> None:
    root = parsed(page("melbourne-xor"))
    figures = [one for one in root.iter() if one.get("class") == "picture"]
    steps = json.loads(next(one.text for one in root.iter() if one.get("id") == "steps"))

    assert [figure.get("hidden") for figure in figures] == [None, "hidden", "hidden", "hidden"]
    assert [picture for *_, picture in steps] == [*[0] * 3, *[1] * 3, *[2] * 3, *[3] * 4]
    assert len({"".join(figure.itertext()) for figure in figures}) == 4


def test_numbers_of_a_column_stand_under_each_other() -> None:
    cells = ["".join(one.itertext()) for one in parsed(page("mazur")).iter(f"{SPACE}td")]

    assert {"0.15", "0.2\u2007", "0.25"} <= set(cells)


def test_the_title_runs_over_the_printed_pages() -> None:
    assert '@page { @top-left { content: "Mazur\\20 2\\2d 2\\2d 2"; } }' in page("mazur")
    assert "</title>" not in page_of(made(CRUEL.strip("\n"))).split("<style>")[1].split("</style>")[0]


def test_names_are_text_and_never_elements() -> None:
    text = page_of(made(CRUEL.strip("\n")))
    root = parsed(text)
    tags = [one.tag.removeprefix(SPACE) for one in root.iter()]

    assert tags.count("script") == 2
    assert not {"img", "a", "b", "i"} & set(tags)
    assert not [key for one in root.iter() for key in one.attrib if key.startswith("on")]
    assert (
        root.findtext(f"{SPACE}head/{SPACE}title") == '</title><script>alert(1)</script> & "quotes" ]]> -->'
    )
    assert text.count("</script>") == 2


def test_nothing_is_fetched_and_only_one_script_may_run() -> None:
    text = page("mazur")
    root = parsed(text)
    policy = next(one.get("content", "") for one in root.iter() if one.get("http-equiv"))

    assert policy.startswith("default-src 'none'")
    assert "script-src 'sha256-" in policy
    assert not [one for one in root.iter() if {"src", "href", "action", "data"} & set(one.attrib)]
    assert not re.search(r"url\(|@import|fetch\(", text)


def test_the_page_of_a_small_network_is_small() -> None:
    assert len(page("mazur").encode()) <= 60_000


def test_blanks_leave_no_answer_anywhere() -> None:
    solved = parsed(page("mazur"))
    computed = set(re.findall(r"\d\.\d{6}", shown(solved)))
    blank = page_of(worksheet_of("mazur"), blank=Blanks())

    assert len(computed) > 30
    assert not [text for text in computed if text in blank]
    assert not re.findall(r"\d\.\d{3,}", shown(parsed(blank).find(f"{SPACE}body/{SPACE}main")))  # type: ignore[arg-type]
    assert "________" in blank


def test_questions_head_their_answers() -> None:
    network = worksheet_of("mazur").network
    asked = make_worksheet(network, Request(questions=("E", "dE/dw5")))
    key, sheet = parsed(page_of(asked)), parsed(page_of(asked, blank=Blanks()))
    heads = ["".join(one.itertext()) for one in key.iter(f"{SPACE}h2")]

    assert heads == ["1. Calculate the loss E.", "2. Find the gradient ∂E∂w5."]
    assert heads == ["".join(one.itertext()) for one in sheet.iter(f"{SPACE}h2")]
    assert len([one for one in key.iter() if one.get("class") == "step"]) > 2
    assert not [one for one in sheet.iter() if one.get("class") == "step"]


def test_a_number_of_no_step_is_no_step() -> None:
    samples = parsed(page("melbourne-xor")).find(f"{SPACE}body/{SPACE}main/{SPACE}div")

    assert samples is not None
    assert [one.get("id") for one in samples.iter() if one.get("id")] == []
