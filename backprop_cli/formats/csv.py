"""The worksheet as CSV: a row a number, `step,sample,name,value`, doubles in full.

What belongs to no sample (gradients of a batch, new parameters) has an empty sample. A text cell that a
spreadsheet would take for a formula gets a leading apostrophe; numbers never do.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ..calculation.quantity import name_of
from ..writing.spreadsheet import cell

if TYPE_CHECKING:
    from . import Data

HEAD = ("step", "sample", "name", "value")


def render(data: Data, page: object) -> str:
    """The CSV text."""
    worksheet, style = data
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEAD)
    numbers, blank = worksheet.numbers, style.blanks_in(worksheet) or (lambda q: False)
    for update in worksheet.reported:
        rows.writerows(
            (
                update + 1,
                "" if q.sample is None else q.sample + 1,
                cell(name_of(q, update)),
                "" if blank(q) else repr(float(numbers[q])),
            )
            for q in worksheet.order_of(update)
        )
    return text.getvalue()
