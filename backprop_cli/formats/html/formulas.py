"""Mathematics on the page: MathML in pieces between which a line may be broken, and numbers in cells.

No browser breaks a formula, but every one breaks a line between two formulas. So a side of an equation is
several, cut at its marks; a term that is itself too long is cut again, inside a box of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...writing.mathml_markup import MATHML, escaped
from ...writing.tokens import BREAK, MATHS, Tokens, mark, text_of

ROLES = ("value", "gradient", "new")
"""The roles that are set off."""

NUMBER = re.compile(r'(<mo form="prefix">(−)</mo>)?<mn>([^<]*)</mn>')
PLAIN = re.compile(r"(−?\d+)(?:\.(\d+))?")
POINT, DIGIT = "\u2008", "\u2007"
"""Blanks as wide as a point and as a digit."""

TAG = re.compile(r"<[^>]*>")
WORDS = re.compile(r"<mtext>([^<]*)</mtext>")
FRACTION = re.compile(r"<mfrac>(.*?</mrow>)(.*?)</mfrac>")
OPERATOR = re.compile(r"<mo>([+−·])</mo>")
BLANK = MATHML.signs["blank"]
EQUALS = (MATHML.signs["equals"], "")


def maths(tokens: Tokens) -> str:
    """A formula in one piece."""
    inner = "".join(_set_off(text, role) for text, role in tokens)
    return f"<math>{inner}</math>" if inner else ""


def _set_off(text: str, role: str) -> str:
    """Results have their role as a class."""
    if role not in ROLES or text == BLANK:
        return text
    return f'<mrow class="{role}">{text}</mrow>'


def side(tokens: Tokens) -> str:
    """A side of an equation with its =, breakable."""
    return flow((EQUALS, *tokens))


def flow(tokens: Tokens, level: int = 0) -> str:
    """A breakable formula: first at the outermost marks."""
    if not any(role.startswith(BREAK) for _, role in tokens):
        return maths(_begun(tokens))
    pieces = _pieces(tokens, level)
    if len(pieces) == 1:
        return flow(pieces[0], level + 1)
    return "".join(_boxed(flow(piece, level + 1)) for piece in pieces)


def _boxed(text: str) -> str:
    return f"<span>{text}</span>" if text.count("<math>") > 1 else text


def _begun(tokens: Tokens) -> Tokens:
    """A sign that begins a piece stands between two terms all the same."""
    (text, role), *rest = tokens
    match = OPERATOR.match(text.strip())
    return ((f'<mo form="infix">{match[1]}</mo>', role), *rest) if match else tokens


def _pieces(tokens: Tokens, level: int) -> list[Tokens]:
    """What stands between the marks of a level; marks inside an element are none."""
    pieces: list[Tokens] = [()]
    depth = 0
    for token in tokens:
        depth += MATHML.depth(token[0])
        if token == mark(level) and not depth:
            pieces.append(())
        elif not (token[1].startswith(BREAK) and depth):
            pieces[-1] += (token,)
    return [piece for piece in pieces if text_of(piece)]


def cell(tokens: Tokens) -> str:
    """What stands in a cell: a number or a word as text, anything else as a formula."""
    text = text_of(tokens).strip()
    if match := NUMBER.fullmatch(text):
        return f"{match[2] or ''}{match[3]}"
    if match := WORDS.fullmatch(text):
        return match[1]
    return maths(((text, ""),)) if text.startswith("<") else escaped(text)


def most_decimals(column: Iterable[Tokens]) -> int:
    """The decimals of a column."""
    matches = [PLAIN.fullmatch(cell(tokens)) for tokens in column]
    return max((len(match[2] or "") for match in matches if match), default=0)


def padded(text: str, decimals: int) -> str:
    """A number with room for the decimals that others in its column have."""
    match = PLAIN.fullmatch(text)
    if not match or len(match[2] or "") == decimals:
        return text
    return text + POINT * (match[2] is None) + DIGIT * (decimals - len(match[2] or ""))


def head(tokens: Tokens) -> str:
    """What heads a row or a column; a formula has its plain text beside it, ∂E/∂w, to be called by."""
    text = cell(tokens)
    plain = bare(FRACTION.sub(lambda match: f"{match[1]}/{match[2]}", text))
    return text.replace("<math>", f'<math aria-label="{plain}">')


def bare(text: str) -> str:
    """The text of a formula without its elements."""
    return TAG.sub("", text).strip()


def words(tokens: Tokens) -> str:
    """Words with mathematics in them."""
    return "".join(_parts(text) if role == MATHS else escaped(text) for text, role in tokens)


def _parts(text: str) -> str:
    """A chain of equal things, breakable at each = that is in no element."""
    parts = [""]
    for place, piece in enumerate(text.split(EQUALS[0])):
        equal = EQUALS[0] * bool(place)
        if MATHML.depth(parts[-1]) or not place:
            parts[-1] += equal + piece
        else:
            parts.append(equal + piece)
    return "".join(f"<math>{part}</math>" for part in parts)


__all__ = ["ROLES", "bare", "cell", "flow", "head", "maths", "most_decimals", "padded", "side", "words"]
