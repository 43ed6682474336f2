"""Mathematics and words as Typst source: each equation with its plain text, for those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..writing.tokens import MATHS, Tokens, text_of
from ..writing.typst_markup import BLANK, quoted

ROLES = ("value", "gradient", "new")
"""The roles that are set off, each by the function of its name."""

FRACTION = re.compile(r"(?<!inline\()\bd?(frac|cases)\(")
"""What reaches above and below a line."""


def spoken(tokens: Iterable[Tokens]) -> str:
    """What is said in the place of mathematics, as a string."""
    text = " ".join(filter(None, map(text_of, tokens)))
    return quoted(re.sub("_{8,}", "blank", re.sub("─+", "/", " ".join(text.split()))))


def maths(tokens: Tokens, said: Tokens) -> str:
    """An equation within a line."""
    text = set_off(tokens).strip()
    if text == BLANK:
        return "blank"
    name = "tall" if BLANK in text or FRACTION.search(text) else "maths"
    return f"{name}({spoken([said])}, ${text}$)" if text else "[]"


def large(tokens: Tokens, said: Tokens) -> str:
    """An equation within a line whose fractions have the size of displayed ones."""
    return maths(tuple((FRACTION.sub(r"d\1(", text), "") for text, _ in tokens), said)


def set_off(tokens: Tokens) -> str:
    """Mathematics, its results set off."""
    return "".join(
        f"{role}({text})" if role in ROLES and BLANK not in text else text for text, role in tokens
    )


def words(tokens: Tokens, said: Tokens) -> str:
    """Words with mathematics in them, as content."""
    plain = iter(text for text, role in said if role == MATHS)
    parts = (
        f"#maths({spoken([((next(plain), ''),)])}, ${text}$)" if role == MATHS else f"#{quoted(text)}"
        for text, role in tokens
        if text
    )
    return f"[{''.join(parts)}]"


def call(name: str, *arguments: str) -> str:
    """A call of one of our functions, an argument a line where there are many."""
    inside = ", ".join(arguments)
    if len(inside) < 100:
        return f"#{name}({inside})\n"
    return f"#{name}(\n" + "".join(f"  {argument},\n" for argument in arguments) + ")\n"


def listed(items: Iterable[str]) -> str:
    """An array."""
    texts = list(items)
    return f"({', '.join(texts)}{',' * (len(texts) == 1)})"
