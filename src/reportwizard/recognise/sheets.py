"""A table of a document as squares on a grid: what stands where, what covers what, and whether the grid is sound.

Pure geometry, nothing of the form. Every square keeps where it stood in the document. Invariant: each cell of a table
is a square once; what a merged cell covers is found under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportwizard.blocks import Cell
from reportwizard.recognise.recognised import Origin, Unread

_EVEN = 0.8
"""The share of rows that end alike in a table whose rows are padded with empty cells to one length."""

_SPANNED_EVEN = 0.7
"""The same where cells are merged: then a grid was meant."""


@dataclass(slots=True, eq=False)
class Square:
    """One cell: the grid columns and rows it covers (ends excluded), and where it stood, counted from one.

    Never changed; not frozen, because a document has hundreds of them, and that would take thrice as long.
    """

    text: str
    left: int
    right: int
    top: int
    bottom: int
    row: int
    cell: int
    blank: bool = field(init=False)
    """Whether nothing stands in it."""

    def __post_init__(self) -> None:
        self.blank = not self.text or self.text.isspace()

    def meets(self, left: int, right: int) -> bool:
        """Whether it covers any of these grid columns."""
        return self.left < right and left < self.right


@dataclass(slots=True)
class Sheet:
    """The squares of one table. `section` is where the document has it; `table` 0 where it was made of paragraphs."""

    section: str
    table: int
    place: str
    lines: list[list[Square]] = field(default_factory=list)
    """The squares that begin in each row."""
    covers: list[list[Square]] = field(default_factory=list)
    """All that covers each row, from the left: those from above too."""
    width: int = 0
    """Where most rows end."""
    whole: list[bool] = field(default_factory=list)
    """Whether a row is covered from the left edge to the width, nothing twice."""
    spanned: bool = False
    lossy: bool = False
    """Whether empty cells may have left no trace."""

    @property
    def even(self) -> bool:
        """Whether it is a grid: one in which a row that ends elsewhere has lost or won a cell."""
        filled = [whole for whole, line in zip(self.whole, self.lines, strict=True) if line]
        return bool(filled) and sum(filled) >= len(filled) * (_SPANNED_EVEN if self.spanned else _EVEN)

    def over_rows(self, square: Square) -> bool:
        """Whether a square covers rows that have cells of their own."""
        below = self.lines[square.top + 1 : square.bottom]
        return any(not other.blank for line in below for other in line)

    def origin(self, square: Square) -> Origin:
        """Where a square stood."""
        return Origin(self.place, self.table, square.row, square.cell, square.text)

    def where(self, square: Square) -> str:
        """The same, in Chinese."""
        table = f"第 {self.table} 个表第 {square.row} 行" if self.table else f"第 {square.row} 段"
        return f"{self.place} {table}".strip()

    def unread(self, squares: Iterable[Square], reason: str, nearest: str = "") -> Unread | None:
        """Squares of one row that found no place; None where nothing stands in them."""
        filled = [square for square in squares if not square.blank]
        if not filled:
            return None
        text = " ｜ ".join(" ".join(square.text.split()) for square in filled)
        return Unread(text, reason, nearest, self.where(filled[0]))


def sheet_of(rows: Sequence[Sequence[Cell]], section: str, table: int, place: str, above: int = 0) -> Sheet:
    """The grid of a table's rows; `above` of the document's table stood before them."""
    sheet = Sheet(section, table, place)
    active: list[Square] = []
    doubled = []
    for y, cells in enumerate(rows):
        active = sorted((square for square in active if square.bottom > y), key=lambda square: square.left)
        line, clash = _lay(cells, active, y, len(rows), above)
        doubled.append(clash)
        sheet.spanned = sheet.spanned or any(s.right - s.left > 1 or s.bottom - s.top > 1 for s in line)
        sheet.lines.append(line)
        active = sorted([*active, *line], key=lambda square: square.left)
        sheet.covers.append(active)
    _measure(sheet, doubled)
    return sheet


def loose_sheet(lines: Sequence[Sequence[Square]], section: str, place: str, *, lossy: bool) -> Sheet:
    """A table that was made of paragraphs: its lines have an order, and no columns."""
    sheet = Sheet(section, 0, place, [list(line) for line in lines], lossy=lossy)
    sheet.covers = sheet.lines
    _measure(sheet, [False] * len(lines))
    return sheet


def _lay(cells: Sequence[Cell], active: Sequence[Square], y: int, height: int, above: int) -> tuple[list[Square], bool]:
    """The squares of a row's cells, beside what covers it from above; whether one of them overlaps that."""
    line: list[Square] = []
    x, at, clash = 0, 0, False
    for number, cell in enumerate(cells, start=1):
        while at < len(active) and active[at].left <= x:
            x = max(x, active[at].right)
            at += 1
        right = x + max(1, cell.colspan)
        clash = clash or (at < len(active) and active[at].left < right)
        bottom = min(y + max(1, cell.rowspan), height)
        line.append(Square(cell.text, x, right, y, bottom, above + y + 1, number))
        x = right
    return line, clash


def _measure(sheet: Sheet, doubled: Sequence[bool]) -> None:
    ends = Counter(max(square.right for square in cover) for cover in sheet.covers if cover)
    sheet.width = max(ends, key=lambda end: (ends[end], end), default=0)
    for cover, clash in zip(sheet.covers, doubled, strict=True):
        x = 0
        for square in cover:
            if square.left != x:
                break
            x = square.right
        sheet.whole.append(not clash and x == sheet.width and bool(cover) and cover[-1].right == sheet.width)
