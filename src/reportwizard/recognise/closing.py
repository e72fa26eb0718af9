"""What stands after the last heading: the end of the last section, attachments, the signature, a page's footer.

Invariant: each piece stays in the text, is named unread, is the signature, or is among those left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportwizard.blocks import Table
from reportwizard.recognise.furniture import inside, is_running, is_tail
from reportwizard.recognise.pieces import Piece
from reportwizard.recognise.plain import even, find_date, squeeze
from reportwizard.recognise.recognised import Unread
from reportwizard.recognise.titles import is_agency

_ATTACHMENT = re.compile(r"附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:.、]?\s*\S{0,40}")
_MARKS = " \t\u3000()[]:,，。."


@dataclass(slots=True)
class Closing:
    """What was made of the last pieces."""

    kept: list[Piece] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    agency: str = ""
    published: tuple[date, Piece] | None = None
    signature: list[Piece] = field(default_factory=list)


def close_report(tail: Sequence[Piece], holder: tuple[int, ...], forms: Collection[str], *, page: bool) -> Closing:
    """Part the pieces after the last heading; `forms` are the sections whose tables stood before."""
    found = Closing()
    found.kept = _attachments(tail, forms, found)
    if page:
        _furniture(found, holder)
    _signature(found)
    return found


def close_tidy(tail: Sequence[Piece], forms: Collection[str]) -> Closing:
    """The same for a document that has nothing around it."""
    return close_report(tail, (), forms, page=False)


def _attachments(tail: Sequence[Piece], forms: Collection[str], found: Closing) -> list[Piece]:
    """What comes before the attachments; their tables are named, unless they are the report's own."""
    start = next(
        (
            index
            for index, piece in enumerate(tail)
            if _ATTACHMENT.fullmatch(even(piece.text.strip())) and not is_tail(piece.text)
        ),
        len(tail),
    )
    attached = [piece for piece in tail[start:] if not piece.form or piece.form in forms]
    tables = [piece.block for piece in attached if isinstance(piece.block, Table)]
    if not tables:
        return list(tail)
    texts = [piece.text for piece in attached if piece.text.strip()]
    found.unread.append(Unread("\n".join(texts), "正文之后的附件，没有读入"))
    for table in tables:
        cells = [" ".join(cell.text.split()) for row in table.rows for cell in row if cell.text.strip()]
        place = f"{table.place} 第 {table.number} 个表".strip()
        found.unread.append(Unread(" ｜ ".join(cells)[:200], f"“{texts[0]}”里的表，不是报告的表格", place=place))
    return [*tail[:start], *(piece for piece in tail[start:] if piece not in attached)]


def _furniture(found: Closing, holder: tuple[int, ...]) -> None:
    """Leave out what is outside of the report's container, and what a page has below its text."""
    kept: list[Piece] = []
    below = False
    for piece in found.kept:
        below = below or is_tail(piece.text)
        outside = not inside(piece.block.within, holder)
        own = piece.form or (is_running(piece.text) and not outside)
        (found.left if (below or outside) and not own else kept).append(piece)
    found.kept = kept


def _signature(found: Closing) -> None:
    """The agency and the date on the last lines: a date alone, or behind the agency's name."""
    lines = [piece for piece in found.kept if piece.text.strip()]
    if not lines or isinstance(found.kept[-1].block, Table):
        return
    last = lines[-1]
    day = find_date(last.text)
    if day is None or last.text[day[2] :].strip(_MARKS + "）"):
        return
    name = last.text[: day[1]].strip(_MARKS + "（")
    if name and not is_agency(name):
        return
    found.published = day[0], last
    found.signature = [last]
    above = lines[-2].text if len(lines) > 1 else ""
    if not name and is_agency(above):
        found.signature, name = [lines[-2], last], above
    found.agency = squeeze(name)
