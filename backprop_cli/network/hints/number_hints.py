"""Why a text is no number, and what to write instead. Imported only for a problem.

A row of `WRONG` is a test of the text, what to say of it, and the remedy; the first that fits is taken. To
add a wrong form: a row. No test goes back over the text, so a long one costs no more than its length.
"""

from __future__ import annotations

from collections.abc import Callable

from ..yaml.number_grammar import CHARACTERS, leading_zero, number
from ..yaml.problems import Problems
from ..yaml.tree import Node, Refused, Scalar, is_null
from ..yaml.wording import describe, quoted

Test = Callable[[str], bool]
Hint = Callable[[str], str | None]

MINUS = "\u2212\u2013\u2014\u2010\u2011\ufe63\uff0d"
WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "y", "n"))
INFINITE = frozenset(("inf", "infinity"))


def complain(node: Node, what: str, problems: Problems) -> None:
    """A node where a number is expected is none."""
    if type(node) is Refused:
        return
    if type(node) is not Scalar or is_null(node) or not node.text:
        help = "write `null` or `~` only where there may be no number" if type(node) is Scalar else None
        problems.add(f"{what} is {describe(node)}, but a number is expected", node, help and _if_null(node))
        return
    for test, found, hint in WRONG:
        if test(node.text):
            problems.add(f"{what} is {quoted(node.text)}, {found}", node, hint(node.text))
            return


def _if_null(node: Node) -> str | None:
    return "write a number after the colon" if type(node) is Scalar and not node.text else None


def _digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _is_unprintable(text: str) -> bool:
    return not text.isprintable()


def _is_large(text: str) -> bool:
    return _shaped(text) and not leading_zero(text) and abs(float(text)) == float("inf")


def _is_small(text: str) -> bool:
    return _shaped(text) and not leading_zero(text) and not float(text)


def _shaped(text: str) -> bool:
    try:
        return not text.strip(CHARACTERS) and float(text) == float(text)
    except ValueError:
        return False


def _is_padded(text: str) -> bool:
    return leading_zero(text) and _shaped(text)


def _without_zeros(text: str) -> str:
    sign = text[0] if text[0] in "+-" else ""
    digits = text.lstrip("+-").lstrip("0")
    return sign + (digits if digits[:1].isdigit() else "0" + digits)


def _point(text: str) -> str | None:
    """The number with a decimal point that a number with a decimal comma is."""
    whole, _, rest = text.rpartition(",")
    candidate = f"{whole.replace('.', '').replace(' ', '')}.{rest}"
    return (
        f"write {candidate} with a decimal point"
        if number(candidate) is not None
        else "write a decimal point"
    )


def _has_decimal_comma(text: str) -> bool:
    return text.count(",") == 1 and " " not in text and not text.replace(",", "").strip("+-.0123456789")


def several(text: str) -> bool:
    """Whether a text is several numbers with blanks or commas between them."""
    parts = text.replace(",", " ").replace(";", " ").split()
    return len(parts) > 1 and all(number(part) is not None for part in parts)


def _fraction_fault(text: str) -> str | None:
    below = text.partition("/")[2]
    if not below.strip().strip("0"):
        return "a fraction cannot have 0 below"
    return "write a fraction of whole numbers without blanks: 1/3"


def _ascii(text: str) -> str:
    import unicodedata

    return "".join(str(unicodedata.digit(character, "")) or character for character in text)


def _first_foreign(text: str) -> str:
    return f"U+{ord(next(character for character in text if not character.isascii())):04X}"


def _other_digits(text: str) -> bool:
    return any(character.isdecimal() and not character.isascii() for character in text)


def _vulgar(text: str) -> bool:
    import unicodedata

    return any(
        unicodedata.numeric(character, None) is not None for character in text if not character.isascii()
    )


def _letters_for_digits(text: str) -> bool:
    return number(text.translate(str.maketrans("Ool|I", "00111"))) is not None


def _base(text: str) -> bool:
    return text.lstrip("+-")[:2].lower() in ("0x", "0o", "0b")


def _unit(text: str) -> bool:
    return number(text.rstrip("fFdDlL")) is not None


def _invisible(text: str) -> str:
    from ..yaml.characters import described

    return described(next(character for character in text if not character.isprintable()))


NUMBER = "but a number is expected"

WRONG: tuple[tuple[Test, str, Hint], ...] = (
    (_is_unprintable, NUMBER, lambda text: f"delete {_invisible(text)}"),
    (
        _is_padded,
        "a number with a leading zero, which some programs read as octal",
        lambda text: f"write {_without_zeros(text)}",
    ),
    (_is_large, "which is too large: the range of numbers ends at 1.8e308", lambda text: None),
    (_is_small, "which is too small: smaller than 5e-324 is rounded to zero", lambda text: "write 0"),
    (
        lambda text: text.lower().lstrip("+-.") in INFINITE,
        "but a finite number is expected",
        lambda text: None,
    ),
    (
        lambda text: text.lower().lstrip("+-.") == "nan",
        "which is not a number, but a finite number is expected",
        lambda text: None,
    ),
    (lambda text: text.lower() in WORDS, NUMBER, lambda text: "write 1 for yes and 0 for no"),
    (_has_decimal_comma, "with a decimal comma, but a number with a decimal point is expected", _point),
    (several, "several numbers in one text, but one number is expected", lambda text: _separated(text)),
    (lambda text: "%" in text, "a percentage, " + NUMBER, lambda text: "write 0.05 for 5%"),
    (lambda text: "/" in text and _digit(text), NUMBER, _fraction_fault),
    (
        lambda text: "_" in text and _digit(text),
        "with an underscore _, " + NUMBER,
        lambda text: f"write {text.replace('_', '')}",
    ),
    (
        _base,
        "hexadecimal, octal or binary, but a decimal number is expected",
        lambda text: "write it as a decimal number",
    ),
    (
        lambda text: "," in text and _digit(text),
        "with a comma, " + NUMBER,
        _point,
    ),
    (
        lambda text: any(sign in text for sign in MINUS),
        NUMBER,
        lambda text: (
            f"the sign is {_first_foreign(text)}, a typographic minus or dash; write the - of the keyboard"
        ),
    ),
    (
        _other_digits,
        NUMBER,
        lambda text: f"the digit {_first_foreign(text)} is no ASCII digit; write {_ascii(text)}",
    ),
    (_vulgar, NUMBER, lambda text: "write it with a decimal point (0.5) or as a fraction (1/2)"),
    (_letters_for_digits, NUMBER, lambda text: "a letter (O, l or I) stands for a digit (0 or 1) here"),
    (_unit, NUMBER, lambda text: f"write {text.rstrip('fFdDlL')} without the letter"),
    (
        lambda text: ":" in text and not text.replace(":", "").replace(".", "").strip("0123456789"),
        "with a colon : (base 60 or a time of day), " + NUMBER,
        lambda text: "write it as a decimal number",
    ),
    (
        lambda text: text.count("-") == 2 and not text.replace("-", "").strip("0123456789"),
        "a date, " + NUMBER,
        lambda text: None,
    ),
    (
        lambda text: text[-1:] in "ijIJ" and _digit(text) and not text[:-1].strip(CHARACTERS),
        "a complex number, but a real number is expected",
        lambda text: None,
    ),
    (
        lambda text: text != text.strip(),
        "with blanks around it, " + NUMBER,
        lambda text: f"write {text.strip()}",
    ),
    (lambda text: text[:1] in "$€£", NUMBER, lambda text: "write the number without a unit"),
    (
        lambda text: True,
        NUMBER,
        lambda text: "write it with digits and a decimal point: 0.5" if _digit(text) else None,
    ),
)
"""A test of a wrong form, what is said of it, and the remedy."""


def _separated(text: str) -> str:
    """The remedy for numbers in one text: a comma between them, or a decimal point."""
    if "," in text and " " not in text and text.count(",") == 1:
        return _point(text) or ""
    return "write one number, or a list with commas: [0.1, 0.2]"
