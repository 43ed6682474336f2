"""What is said of an answer beside its verdict. To add a remark: a row in `REMARKS`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .lists import listed
from .report import ALL_SAMPLES, UNREADABLE, Report
from .verdicts import FEWER, FOLLOWS, TOO_FEW, UNKNOWN, WRONG, Mark

if TYPE_CHECKING:
    from .reading.answers import Answer

PLAIN = str.maketrans(
    {"−": "-", "½": "1/2", "²": "^2", "Σ": "sum", "∂": "d", "η": "eta", "σ": "sigma", "′": "'"}
)
"""The signs of sentences on a keyboard."""

SOURCES = 3
"""So many numbers are named that one follows from; of more, the last ones are counted."""


def remarks_of(report: Report, mark: Mark) -> tuple[str, ...]:
    """What is to be said of an answer."""
    return tuple(REMARKS[mark.verdict](report, mark)) if mark.verdict in REMARKS else ()


def in_one_line(remarks: Iterable[str]) -> str:
    """Remarks behind each other, with a semicolon behind one that is no sentence."""
    return "; ".join(remarks).replace(".; ", ". ")


def brief_remarks_of(report: Report, mark: Mark) -> tuple[str, ...]:
    """The same for a reader of the whole sheet: what was said of an answer before is referred to."""
    return tuple(_referring(report, mark)) if mark.mistakes else remarks_of(report, mark)


def _fewer(report: Report, mark: Mark) -> Iterator[str]:
    written = mark.answer.written
    if written is None or mark.digits is None:
        return
    decimals = mark.digits.kind == "decimals"
    has, unit = (written.decimals, "decimal") if decimals else (written.figures, "figure")
    yield f"{max(0, has)} {unit}{'s' * (has != 1)} of {mark.digits.places}"


def _too_few(report: Report, mark: Mark) -> Iterator[str]:
    least = f"write at least {mark.decimals} decimal{'s' * (mark.decimals != 1)}"
    yield least if mark.decimals else "roundings move it as far as it is from 0"


def _follows(report: Report, mark: Mark) -> Iterator[str]:
    yield f"right from your {listed([source_of(report, mark, source) for source in mark.sources], SOURCES)}"


def source_of(report: Report, mark: Mark, source: Answer) -> str:
    """The name of an answer that another follows from, with its step and sample where they are others."""
    known = {*report.headings(mark.answer), *([ALL_SAMPLES] if _is_stepped(source) else [])}
    parts = [part for part in report.headings(source) if part not in known]
    return report.name(source) + (f" ({', '.join(parts)})" if parts else "")


def _is_stepped(answer: Answer) -> bool:
    """Whether an answer is a parameter or the like, which belongs to no single sample."""
    return answer.quantity is not None and answer.quantity.traits.stepped


def _wrong(report: Report, mark: Mark) -> Iterator[str]:
    return _alternatives(_sentence(report, mistake.sentence) for mistake in mark.mistakes)


def _referring(report: Report, mark: Mark) -> Iterator[str]:
    """What is said of a wrong number, where it was said before by the name of the number: as at dE/dw5."""
    firsts = {mistake.sentence: report.told[mistake.sentence] for mistake in mark.mistakes}
    new = [_sentence(report, sentence) for sentence, first in firsts.items() if first is mark]
    names = dict.fromkeys(
        report.name(first.answer) + report.where(first) for first in firsts.values() if first is not mark
    )
    return _alternatives([*([f"as at {' or '.join(names)}"] if names else []), *new])


def _sentence(report: Report, sentence: str) -> str:
    return sentence.translate(PLAIN) if report.shown.ascii else sentence


def _alternatives(texts: Iterable[str]) -> Iterator[str]:
    """Texts of which one holds."""
    for number, text in enumerate(texts):
        yield f"or: {text}" if number else text


def _unknown(report: Report, mark: Mark) -> Iterator[str]:
    yield "no number is called so" + (f"; {mark.answer.help}" if mark.answer.help else "")


def _unreadable(report: Report, mark: Mark) -> Iterator[str]:
    yield mark.answer.help


REMARKS = {
    FEWER: _fewer,
    TOO_FEW: _too_few,
    FOLLOWS: _follows,
    WRONG: _wrong,
    UNREADABLE: _unreadable,
    UNKNOWN: _unknown,
}
"""What is said of an answer by its verdict."""
