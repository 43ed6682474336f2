"""The page: head, title, network, sections with their steps, notes; well-formed as HTML and as XML.

Nothing on it can be fetched and no other script can run: its content security policy names the one script by
its digest.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ...page.blocks import Block, Heading, Question, Sentence, Title, plain_blocks
from ...writing.board import Board
from ...writing.mathml_markup import escaped
from .setting import SETTINGS
from .stops import Stops

PAGE = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'sha256-{digest}'"/>
<title>{title}</title>
<style>
{style}@media print {{ @page {{ @top-left {{ content: "{running}"; }} }} }}
</style>
</head>
<body>
{body}<script type="application/json" id="steps">{steps}</script>
<script>{script}</script>
</body>
</html>
"""


def render(board: Board, page: Iterable[Block]) -> str:
    """The document of a page."""
    blocks = list(plain_blocks(page))
    stops = Stops(board, blocks)
    name = next(block.name for block in blocks if isinstance(block, Title))
    body = "".join(_body(stops, blocks))
    script = f"/*<![CDATA[*/\n{_asset('sheet.js')}/*]]>*/"
    return PAGE.format(
        digest=b64encode(sha256(script.encode()).digest()).decode(),
        title=escaped(name),
        running="".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in name),
        style=_asset("sheet.css"),
        body=body,
        steps=stops.json(),
        script=script,
    )


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _body(stops: Stops, blocks: list[Block]) -> Iterator[str]:
    """The title as the header; everything else as main, each heading with what follows as a section."""
    count = next((place for place in range(len(blocks), 0, -1) if not _is_note(blocks[place - 1])), 0)
    title, main, notes = blocks[:1], blocks[1:count], blocks[count:]
    yield f"<header>\n{_set(stops, title)}</header>\n<main>\n"
    starts = [place for place, block in enumerate(main) if isinstance(block, (Heading, Question))]
    yield _set(stops, main[: starts[0]] if starts else main)
    for start, end in zip(starts, [*starts, len(main)][1:], strict=True):
        yield f'<section aria-labelledby="part-{main[start].number}">\n'  # type: ignore[union-attr]
        yield f"{_set(stops, main[start:end])}</section>\n"
    if notes:
        yield f'<aside class="notes" aria-label="Notes">\n{_set(stops, notes)}</aside>\n'
    yield "</main>\n"


def _is_note(block: Block) -> bool:
    return isinstance(block, Sentence)


def _set(stops: Stops, blocks: Iterable[Block]) -> str:
    return "".join(SETTINGS[type(block)](stops, block) for block in blocks)
