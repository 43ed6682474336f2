"""Slips of the hand: a number found right and written wrong, and used as it is written or as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from typing import Any

from .mistakes import Way
from .rules import Calculation, Change

Right = Callable[..., Any]

Slip = Callable[[Calculation, str], str]
"""What is written in the place of a text; the text itself where there is no occasion."""


def carried(slip: Slip, used: bool) -> Change:
    """A slip at a number, and what is used of it afterwards: what was written, or the right number."""

    def change(c: Calculation, right: Right, name: str, value: Decimal, shown: bool) -> Decimal:
        found, key = right(name, value, shown), (c.update, c.sample, name)
        text = c.hand.text(key, found)
        written = slip(c, text)
        try:
            number = Decimal(written)
        except InvalidOperation:
            return found
        c.texts[key] = written
        return number if used and number != Decimal(text) else found

    return change


def ways(slip: Slip) -> tuple[Way, ...]:
    """Both ways of a slip."""
    return {"slip": carried(slip, True)}, {"slip": carried(slip, False)}


def figures(text: str) -> list[int]:
    """The places of the figures of a text, without its exponent and without zeros in front."""
    first = re.search("[1-9]", text)
    end = text.find("e") if "e" in text else len(text)
    return [place for place in range(first.start(), end) if text[place].isdigit()] if first else []


def swapped(c: Calculation, text: str) -> str:
    """Two neighbouring digits exchanged."""
    places = [
        a for a, b in zip(figures(text), figures(text)[1:], strict=False) if b == a + 1 and text[a] != text[b]
    ]
    if not places:
        return text
    a = c.hand.draw.choice(places)
    found = text[:a] + text[a + 1] + text[a] + text[a + 2 :]
    return text if re.match("-?0[0-9]", found) else found


def shifted(c: Calculation, text: str) -> str:
    """The decimal point at another place."""
    value = Decimal(text).scaleb(c.hand.draw.choice((-1, 1)))
    return f"{value:f}" if value else text


def sign_lost(c: Calculation, text: str) -> str:
    """The other sign."""
    return text[1:] if text.startswith("-") else f"-{text}" if Decimal(text) else text


def of_another(c: Calculation, text: str) -> str:
    """The number of another name in this sample."""
    others = [c.hand.text(key, x) for key, x in c.shown.items() if key[:2] == (c.update, c.sample)]
    telling = [other for other in others if len(figures(other)) >= 3 and other != text]
    return c.hand.draw.choice(telling) if telling else text


def at_a_figure(c: Calculation, text: str, change: Callable[[str], str], test: str = "[0-9]") -> str:
    """A text with one of its figures changed."""
    places = [place for place in figures(text) if re.fullmatch(test, text[place])]
    if not places or len(figures(text)) < 2:
        return text
    place = c.hand.draw.choice(places)
    return text[:place] + change(text[place]) + text[place + 1 :]


def digit_lost(c: Calculation, text: str) -> str:
    """A digit within the number is missing."""
    return at_a_figure(c, text, lambda digit: "")


def digit_doubled(c: Calculation, text: str) -> str:
    """A digit stands twice."""
    return at_a_figure(c, text, lambda digit: digit * 2)


def truncated(c: Calculation, right: Right, name: str, value: Decimal, shown: bool) -> Decimal:
    """A number cut off after the last digit that is kept."""
    key = (c.update, c.sample, name)
    digits = c.hand.digits_of(key)
    found = digits.rounded(value, ROUND_DOWN)
    c.texts[key] = c.hand.text(key, found)
    return found if c.hand.level else right(name, value, shown)


SLIPS: dict[str, tuple[Way, ...]] = {
    "digits swapped": ways(swapped),
    "decimal point shifted": ways(shifted),
    "sign lost": ways(sign_lost),
    "value of another quantity": ways(of_another),
    "digit lost": ways(digit_lost),
    "digit doubled": ways(digit_doubled),
    "6 for 0": ways(lambda c, text: at_a_figure(c, text, lambda d: "60"[d == "6"], "[06]")),
    "1 for 7": ways(lambda c, text: at_a_figure(c, text, lambda d: "17"[d == "1"], "[17]")),
}

CUT: dict[str, tuple[Way, ...]] = {"truncated": ({"slip": truncated},)}
