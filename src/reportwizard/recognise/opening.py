"""What stands before the first section: the title over one or several lines, the preface, and what is neither.

Knows nothing of sections. Invariant: each piece is in the title, in the preface, or among those left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reportwizard.blocks import Block, Heading, Paragraph, Table
from reportwizard.recognise.furniture import inside, is_remark, is_running, published_on
from reportwizard.recognise.headings import spot
from reportwizard.recognise.pieces import Piece
from reportwizard.recognise.plain import even, squeeze
from reportwizard.recognise.titles import (
    LONGEST,
    Title,
    is_agency,
    is_only_remark,
    is_title,
    read_title,
    year_line,
)

_LINES = 4
"""The most lines over which a title is broken."""

_LAST = "告报结"
"""One of these ends every title."""

_CONTENTS = re.compile(r"[\W_]*目\s*[录錄][\W_]*")
_SITE = re.compile(r"[_|｜–—]+|\s+-\s+|-(?=\D)")


@dataclass(slots=True)
class Opening:
    """What was found before the first section."""

    title: Title = field(default_factory=lambda: Title(""))
    title_at: Piece | None = None
    remark_year: int | None = None
    """The year that stands alone under the title."""
    published: tuple[date, Piece] | None = None
    preface: list[Piece] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    contents: list[Piece] = field(default_factory=list)
    """The table of contents."""


def open_tidy(head: Sequence[Piece]) -> Opening:
    """The opening of a document that begins with its title and has nothing around it."""
    return Opening(read_title(head[0].text), head[0], preface=list(head[1:]))


def open_report(head: Sequence[Piece], holder: tuple[int, ...], outside: str, *, page: bool) -> Opening:
    """The opening of any document; `holder` is the container of the report, `page` says that a page is around it.

    `outside` is what the document calls itself beside its text: among several titles it says which is meant.
    """
    found = Opening()
    first, last, found.title = _title(head, squeeze(outside))
    found.left += head[:first]
    if last:
        found.title_at = head[last - 1]
    rest = list(head[last:])
    found.contents = _contents(rest)
    contents = {id(piece) for piece in found.contents}
    for piece in rest:
        if id(piece) in contents:
            continue
        kept = _stays(piece, holder, page=page, titled=bool(last))
        (found.preface if kept else found.left).append(piece)
        if last and found.remark_year is None:
            found.remark_year = year_line(piece.text)
    for piece in found.left if page else [piece for piece in found.left if is_remark(piece.text)]:
        day = published_on(piece.text)
        if day and found.published is None:
            found.published = day, piece
    return found


def outside_title(text: str) -> str:
    """The title that a document gives itself beside its text, without the names of the site; "" where it is none."""
    return next((part.strip() for part in _SITE.split(text) if is_title(part)), "")


def _stays(piece: Piece, holder: tuple[int, ...], *, page: bool, titled: bool) -> bool:
    """Whether what stands between the title and the first section belongs to the report."""
    if isinstance(piece.block, Table):
        return not page or (titled and inside(piece.block.within, holder) and bool(holder))
    if is_running(piece.text):
        return True
    if page and not (titled and inside(piece.block.within, holder)):
        return False
    return not (titled and (is_remark(piece.text) or year_line(piece.text) or (page and is_title(piece.text))))


def _title(head: Sequence[Piece], outside: str) -> tuple[int, int, Title]:
    """The pieces that make the title, and what it says: the fullest, then what `outside` says, the marked, the last."""
    best: tuple[tuple[int, bool, bool, int], int, int, Title] | None = None
    for end in range(1, len(head) + 1):
        start = _ends_title(head, end)
        if start is None:
            continue
        start, title = _upwards(head, start, end)
        top = any(isinstance(piece.block, Heading) and piece.block.level == 1 for piece in head[start:end])
        key = (bool(title.agency) + bool(title.year), squeeze(title.text) in outside, top, end)
        if best is None or key > best[0]:
            best = key, start, end, title
    return (best[1], best[2], best[3]) if best else (0, 0, Title(""))


def _ends_title(head: Sequence[Piece], end: int) -> int | None:
    """Where a title begins that ends with the line before `end`: of as few lines as make one."""
    last = head[end - 1].text
    if not any(sign in last for sign in _LAST) or is_only_remark(last):
        return None
    for start in range(end - 1, max(-1, end - 1 - _LINES), -1):
        piece = head[start]
        if isinstance(piece.block, Table) or len(piece.text) > LONGEST or is_running(piece.text):
            return None
        if is_title(_joined(head[start:end])):
            return start
    return None


def _joined(lines: Sequence[Piece]) -> str:
    if len(lines) == 1:
        return lines[0].text
    return "".join(piece.text.strip() for piece in lines)


def _upwards(head: Sequence[Piece], start: int, end: int) -> tuple[int, Title]:
    """Take the lines above into the title that say whose it is and of which year."""
    title = read_title(_joined(head[start:end]))
    while start and end - start < _LINES and not (title.agency and title.year):
        above = head[start - 1]
        if isinstance(above.block, Table) or above.block.within != head[start].block.within:
            break
        missing = (not title.agency and is_agency(above.text)) or (not title.year and year_line(above.text))
        both = read_title(_joined(head[start - 1 : end])) if len(above.text) <= LONGEST // 2 else title
        ends_in_year = re.search(r"20\d\d\s*年?度?$", even(above.text.strip())) is not None
        fits = is_agency(both.agency) and both.year and is_title(_joined(head[start - 1 : end]))
        if not missing and not (ends_in_year and fits):
            break
        start, title = start - 1, both
    return start, title


def _contents(rest: Sequence[Piece]) -> list[Piece]:
    """A table of contents: from its caption, or from the first of several headings in a row, to the last of them."""
    headings = [index for index, piece in enumerate(rest) if piece.text and _is_entry(piece.text)]
    if len(headings) < 3:
        return [piece for piece in rest if _CONTENTS.fullmatch(piece.text)]
    caption = next((index for index, piece in enumerate(rest) if _CONTENTS.fullmatch(piece.text)), headings[0])
    return [piece for piece in rest[min(caption, headings[0]) : headings[-1] + 1] if not is_running(piece.text)]


def _is_entry(text: str) -> bool:
    found = spot(text)
    return found is not None and not found.rest


def plain_blocks(found: Sequence[Piece]) -> list[Block]:
    """The blocks of pieces; a heading that heads no section is a paragraph like others."""
    return [
        Paragraph(block.text, block.name, place=block.place, within=block.within)
        if isinstance(block, Heading)
        else block
        for block in (piece.block for piece in found)
    ]
