"""The page in a browser: steps, answers, keyboard, no script, dark, phone, print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, DRIVER, Browser, started
from examples import NETWORKS, page_of, worksheet_of

from backprop_cli.sheet.blanks import Blanks
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet
from backprop_cli.writing import numbers

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver"),
]

STEPS = 22

SHOWN = """return [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility(
  {visibilityProperty: true})).map(one => one.textContent.trim())"""
"""The texts that can be seen of what a selector finds."""

STATUS = "return document.querySelector('.status').textContent"

LIT = "return [...document.querySelectorAll('.picture .lit')].map(one => one.dataset.q ?? one.dataset.n)"

NOW = "return [...document.querySelectorAll('.step.now')].map(one => one.id)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages by what they are of."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {name: page_of(worksheet_of(name)) for name in NETWORKS}
    for notation in ("matrix", "expanded"):
        pages[notation] = page_of(
            make_worksheet(worksheet_of("manchester").network, Request(notation=notation))
        )
    pages["blank"] = page_of(worksheet_of("mazur"), blank=Blanks())
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The browser as it is for most readers: a wide light screen, with scripts."""
    chromium.open("about:blank")
    chromium.scripts(True)
    chromium.prefer(prefers_color_scheme="light")
    chromium.size(1000, 800)
    return chromium


def test_all_is_shown_until_a_step_is_asked_for(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"])

    assert len(browser.run(SHOWN, ".step")) == STEPS
    assert browser.run(STATUS) == f"{STEPS} steps"
    assert browser.run(LIT) == []


def test_arrow_keys_go_from_step_to_step(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"])
    browser.press("right", "right", "right")
    assert browser.run(NOW) == ["step-3"]
    assert browser.run(SHOWN, ".step") == browser.run(SHOWN, "#step-1, #step-2, #step-3")
    assert browser.run("return location.hash") == "#step-3"

    browser.press("left")
    assert browser.run(NOW) == ["step-2"]
    browser.press("escape")
    assert browser.run(NOW) == []
    assert len(browser.run(SHOWN, ".step")) == STEPS
    browser.press("left")
    assert browser.run("return location.hash") == ""


def test_keys_stop_at_the_last_step(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"] + f"#step-{STEPS}")
    browser.press("right")

    assert browser.run(NOW) == [f"step-{STEPS}"]
    assert browser.run("return document.querySelectorAll('.bar a:not([href])').length") == 1


def test_a_link_leads_to_a_step_and_back_leads_back(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"] + "#step-7")
    assert browser.run(NOW) == ["step-7"]
    assert browser.run(STATUS).startswith(f"Step 7 of {STEPS}")

    browser.click(".bar a:nth-of-type(2)")
    assert browser.run(NOW) == ["step-8"]
    browser.run("history.back()")
    assert (
        browser.run(
            "return new Promise(done => setTimeout(() => done(document.querySelector('.now.step').id), 200))"
        )
        == "step-7"
    )


@pytest.mark.parametrize("hash", ["#step-0", "#step-99", "#step-x", "#<script>"])
def test_an_address_of_no_step_shows_all(hash: str, browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"] + hash)

    assert len(browser.run(SHOWN, ".step")) == STEPS


def test_the_network_lights_up_what_a_step_is_made_of(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"] + "#step-12")

    assert set(browser.run(LIT)) == {"h1", "o1", "o2", "w5", "w7"}
    assert browser.run("return getComputedStyle(document.querySelector('.edge.lit')).strokeWidth") == "3px"


def test_values_stand_in_the_network_once_they_are_known(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"] + "#step-1")

    assert browser.run(SHOWN, ".picture g.value text") == ["0.05", "0.1", "0.593270"]


def test_the_network_shows_the_sample_of_the_step(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["melbourne-xor"] + "#step-6")
    assert browser.run(SHOWN, ".picture g.value text") == ["0", "1", "1.000000", "0.000000", "1.000000"]

    browser.press("escape")
    assert len(browser.run(SHOWN, ".picture")) == 1


def test_a_step_is_told_to_a_screen_reader(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"])
    browser.press("right")

    assert browser.run(STATUS) == f"Step 1 of {STEPS}: net_h1, out_h1"
    assert browser.run("return document.querySelector('.status').getAttribute('role')") == "status"


def test_hidden_answers_are_not_on_the_page(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"])
    answers = set(re.findall(r"\d\.\d{6}", browser.run("return document.querySelector('main').innerText")))
    browser.click(".bar button:last-child")
    left = "".join(browser.run(SHOWN, "main"))

    assert len(answers) > 30
    assert not [
        answer
        for answer in answers
        if answer
        in browser.run("return document.querySelector('main').innerHTML").replace(
            browser.run("return document.querySelector('.picture').innerHTML"), ""
        )
    ]
    assert not [one for one in browser.run(SHOWN, ".picture text") if one in answers]
    assert "0.15" in left


def test_a_click_reveals_one_answer_and_whatever_repeats_it(
    browser: Browser, addresses: dict[str, str]
) -> None:
    browser.open(addresses["mazur"])
    browser.click(".bar button:last-child")
    before = browser.run("return document.querySelectorAll('.cover').length")
    browser.click("#step-1 p:first-child .side:last-child .cover")

    assert browser.run("return document.querySelector('#step-1 p').textContent").endswith("=0.377500")
    assert browser.run("return document.querySelectorAll('.cover').length") == before - 1


def test_answers_are_revealed_by_keyboard(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"] + "#step-1")
    browser.click(".bar button:last-child")
    browser.press("tab", "enter", "tab", "space")

    assert browser.run("return document.querySelector('#step-1 p').textContent").endswith("=0.377500")
    assert browser.run(STATUS) == "0.377500"
    assert browser.run(NOW) == ["step-1"]


def test_all_answers_come_back_as_they_were(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["mazur"])
    text = browser.run("return document.querySelector('main').innerHTML")
    browser.click(".bar button:last-child")
    browser.click(".bar button:last-child")

    assert browser.run("return document.querySelector('main').innerHTML") == text


def test_a_sheet_with_blanks_has_no_answers_to_show(browser: Browser, addresses: dict[str, str]) -> None:
    browser.open(addresses["blank"])

    assert "answers" not in browser.run("return document.querySelector('.bar').innerText")


def test_everything_is_there_without_scripts(browser: Browser, addresses: dict[str, str]) -> None:
    browser.scripts(False)
    browser.open(addresses["mazur"] + "#step-7")
    browser.scripts(True)

    assert len(browser.run(SHOWN, ".step")) == STEPS
    assert browser.run("return document.querySelector('.bar')") is None
    assert "0.291028" in browser.run("return document.body.innerText")


def test_a_dark_screen_gets_a_dark_page(browser: Browser, addresses: dict[str, str]) -> None:
    browser.prefer(prefers_color_scheme="dark")
    browser.open(addresses["mazur"])
    dark = browser.run("return getComputedStyle(document.body).backgroundColor")
    node = browser.run("return getComputedStyle(document.querySelector('circle')).fill")
    browser.prefer(prefers_color_scheme="dark", media="print")

    assert dark == node == "rgb(21, 24, 28)"
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", ["mazur", "ng-logistic", "tartu-softmax", "matrix", "expanded"])
def test_no_decimal_is_left_but_given_ones_where_answers_are_hidden(
    name: str, browser: Browser, addresses: dict[str, str]
) -> None:
    browser.open(addresses[name])
    browser.click(".bar button:last-child")
    texts = browser.run(SHOWN, ".step mn, .step td, .picture g.value text, .notes mn")
    left = {text.lstrip("−") for text in texts if re.fullmatch(r"−?\d+\.\d+", text)}
    given = worksheet_of({"matrix": "manchester", "expanded": "manchester"}.get(name, name)).given.values()

    assert left <= {numbers.given(value).lstrip("-") for value in given}


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_scrolls_sideways(width: int, browser: Browser, addresses: dict[str, str]) -> None:
    browser.size(width, 844)
    for name, address in addresses.items():
        browser.open(address)
        assert browser.run("return document.documentElement.scrollWidth") <= width, name


def test_what_scrolls_can_be_reached_by_keyboard(browser: Browser, addresses: dict[str, str]) -> None:
    browser.size(320, 844)
    browser.open(addresses["mazur"])
    unreachable = """return [...document.querySelectorAll('.wide, .equations')].filter(
      one => one.scrollWidth > one.clientWidth && one.tabIndex < 0).length"""

    assert browser.run(unreachable) == 0


def test_the_page_prints_on_a4_with_everything_and_without_buttons(
    browser: Browser, addresses: dict[str, str], tmp_path: Path
) -> None:
    browser.open(addresses["mazur"] + "#step-3")
    printed = browser.printed()
    browser.prefer(media="print")

    assert re.search(rb"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", printed)
    assert 2 <= len(re.findall(rb"/Type /Page\b", printed)) <= 3
    assert len(browser.run(SHOWN, ".step")) == STEPS
    assert browser.run(SHOWN, ".bar") == []
