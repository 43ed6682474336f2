"""Letters that pdflatex has are set as they are; each of the others is shown by its number."""

from __future__ import annotations

import pytest

from backprop_cli.writing.latex_markup import declarations


@pytest.mark.parametrize("letter", ["é", "ß", "Ő", "ž", "ƒ", "ǎ", "ț", "w"])
def test_a_letter_that_pdflatex_has_is_left_to_it(letter: str) -> None:
    assert declarations(f"a{letter}b") == ""


@pytest.mark.parametrize("letter", ["\x85", "ħ", "ĸ", "ŧ", "ſ", "ƀ", "ɏ", "ɐ", "网", "🙂"])
def test_a_letter_that_pdflatex_lacks_is_shown_by_its_number(letter: str) -> None:
    code = f"{ord(letter):04X}"
    line = f"  \\DeclareUnicodeCharacter{{{code}}}{{\\texttt{{U+{code}}}}}"
    assert declarations(f"a{letter}b{letter}") == f"\\ifPDFTeX\n{line}\n\\fi\n"
