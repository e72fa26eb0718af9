"""Sheets of a workbook as paper: which rows are tables and which are lines of text.

Knows squares, merged ranges and borders, no file. Invariants: every text of a visible sheet comes out once, in reading
order; rows and columns are left out only outside of what a sheet holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from reportwizard.blocks import KEPT_MARK, KEPT_SHEET, Block, Cell, Paper, Paragraph, Table
from reportwizard.readers.bounds import MAX_SQUARES, too_many_cells
from reportwizard.readers.commentary import Commentary, is_guide
from reportwizard.readers.grid import Placed, fill, narrowed, without

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_LONG = 60
"""A text of so many characters is no label."""


@dataclass(slots=True)
class Sheet:
    """One sheet: its texts, what is merged (top, left, bottom, right, all inclusive), drawn and hidden in it."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    framed: set[tuple[int, int]] = field(default_factory=set)
    """Squares with a border."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    hidden: bool = False


def as_paper(sheets: Sequence[Sheet], kind: str, title: str = "") -> Paper:
    """The paper that the visible sheets make. Raises DocumentError where one is larger than any report's."""
    blocks: list[Block] = []
    notes: list[str] = []
    kept = ""
    for sheet in sheets:
        if sheet.name == KEPT_SHEET and sheet.texts.get((0, 0), "").startswith(f"{KEPT_SHEET} "):
            kept = _kept(sheet, notes)
        elif sheet.hidden:
            if sheet.texts:
                notes.append(f"隐藏的工作表“{sheet.name}”没有读入")
        elif not is_guide(sheet.texts):
            _without_commentary(sheet)
            blocks += _blocks(sheet, notes)
    return Paper(tuple(blocks), kind, title, tuple(notes), kept)


def _without_commentary(sheet: Sheet) -> None:
    """Leave out what a workbook of ours says to whoever fills it in."""
    commentary = Commentary(sheet.texts)
    sheet.texts = {at: text for at, text in sheet.texts.items() if at not in commentary}
    sheet.merged = [merged for merged in sheet.merged if merged[:2] not in commentary]
    sheet.framed = {at for at in sheet.framed if at not in commentary}


def _kept(sheet: Sheet, notes: list[str]) -> str:
    if sheet.texts[0, 0].strip() != KEPT_MARK:
        notes.append("表里附带的报告数据是更新版本的程序写的，没有用它，只读了表格")
        return ""
    return "".join(text for (y, x), text in sorted(sheet.texts.items()) if x == 0 and y > 0)


def _blocks(sheet: Sheet, notes: list[str]) -> Iterator[Block]:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    texts = {at: stripped for at, text in sheet.texts.items() if (stripped := text.strip())}
    placed = [(*at, Cell(texts.get(at, ""), *spans.get(at, (1, 1)))) for at in texts.keys() | spans.keys()]
    squares = [(*at, Cell("")) for at in sheet.framed]
    if sheet.hidden_rows or sheet.hidden_columns:
        before = sum(1 for *_, cell in placed if cell.text)
        placed = list(without(placed, sheet.hidden_rows, sheet.hidden_columns))
        squares = list(without(squares, sheet.hidden_rows, sheet.hidden_columns))
        if sum(1 for *_, cell in placed if cell.text) < before:
            notes.append(f"工作表“{sheet.name}”里隐藏的行或列没有读入")
    place = f"工作表“{sheet.name}”"
    layout = _Layout(placed, {(y, x) for y, x, _ in squares})
    notes += [f"合并的单元格里有看不见的文字，没有读入：“{text[:20]}”" for text in layout.covered]
    for in_table, rows in groupby(layout.rows(), key=lambda row: row[1]):
        numbers = [y for y, _ in rows]
        if in_table:
            yield from layout.table(numbers, place)
        else:
            lines = (line for y in numbers for text in layout.texts(y) for line in text.split("\n"))
            yield from (Paragraph(line.strip(), place=place) for line in lines if line.strip())


class _Layout:
    """Which rows belong to tables. A cell counts where it holds text or has a border."""

    def __init__(self, placed: Sequence[Placed], framed: set[tuple[int, int]]) -> None:
        self.placed = sorted(placed, key=lambda each: each[:2])
        self._cells: dict[int, dict[tuple[int, int], Cell]] = {}
        """By row, the cells that stand in it or reach into it, by their upper left corner."""
        filled = [(y, x, cell) for y, x, cell in self.placed if cell.text]
        self._top = min((y for y, _, _ in filled), default=0)
        self._bottom = max((y for y, _, _ in filled), default=-1)
        owner = self._owners()
        self.covered = [cell.text for y, x, cell in filled if owner.get((y, x), (y, x)) != (y, x)]
        self.placed = [each for each in self.placed if owner.get(each[:2], each[:2]) == each[:2]]
        filled = [(y, x, cell) for y, x, cell in self.placed if cell.text]
        plain = {(y, x): cell for y, x, cell in self.placed}
        self._framed = {owner.get(at, at) for at in framed}
        for at in framed | {(y, x) for y, x, _ in filled}:
            corner = owner.get(at, at)
            cell = plain.get(corner, Cell(""))
            if cell.text or corner in self._framed:
                for y in range(corner[0], min(corner[0] + cell.rowspan, self._bottom + 1)):
                    self._cells.setdefault(y, {})[corner] = cell

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The corner of the merged cell that a square belongs to, as far as there is text."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for y, x, cell in self.placed:
            if cell.rowspan == cell.colspan == 1:
                continue
            rows = range(y, min(y + cell.rowspan, self._bottom + 1))
            if len(owner) + len(rows) * cell.colspan > MAX_SQUARES:
                raise too_many_cells()
            for down in rows:
                for along in range(x, x + cell.colspan):
                    owner.setdefault((down, along), (y, x))
        return owner

    def texts(self, y: int) -> list[str]:
        """The texts of the cells that begin in a row."""
        return [cell.text for (top, _), cell in sorted(self._cells.get(y, {}).items(), key=_corner) if top == y]

    def rows(self) -> Iterator[tuple[int, bool | None]]:
        """Each row that holds something, and whether it is a table's; between tables that do not touch, (row, None)."""
        run: list[int] = []
        for y in range(self._top, self._bottom + 2):
            if self._cells.get(y):
                run.append(y)
                continue
            yield from self._run(run)
            yield y, None
            run = []

    def _run(self, run: Sequence[int]) -> Iterator[tuple[int, bool]]:
        """Rows that stand one under the other without a gap."""
        many = [y for y in run if len(self._cells[y]) > 1]
        drawn = any(corner in self._framed for y in many for corner in self._cells[y])
        filled = [(x, x + cell.colspan) for y in many for (_, x), cell in self._cells[y].items() if cell.text]
        left, right = min((x for x, _ in filled), default=0), max((x for _, x in filled), default=0)
        before = False
        for y in run:
            ((corner, cell), *others) = self._cells[y].items()
            if others:
                before = True
            elif corner[0] == y:  # else it reaches into this row from above
                inside = corner in self._framed if drawn else bool(many) and many[0] < y < many[-1]
                heading = _HEADING.match(cell.text) and corner[1] <= left and corner[1] + cell.colspan >= right
                prose = len(cell.text) > _LONG or "。" in cell.text
                before = bool(many) and inside and not heading and not prose
            yield y, before

    def table(self, rows: Sequence[int], place: str) -> Iterator[Table]:
        """The table that stands in these rows, without what is empty around it."""
        inside = set(rows)
        filled = [(y, x, cell) for y, x, cell in self.placed if y in inside and cell.text]
        if not filled:
            return
        top, bottom = min(y for y, _, _ in filled), max(y + cell.rowspan for y, _, cell in filled)
        left, right = min(x for _, x, _ in filled), max(x + cell.colspan for _, x, cell in filled)
        bottom = min(bottom, rows[-1] + 1)
        cells = [
            (
                y - top,
                x - left,
                _within(cell, bottom - y, right - x),
            )
            for y, x, cell in self.placed
            if top <= y < bottom and left <= x < right
        ]
        grid, _ = fill(cells, bottom - top, right - left)
        yield Table(narrowed(grid), place=place)


def _within(cell: Cell, height: int, width: int) -> Cell:
    return replace(cell, rowspan=min(cell.rowspan, height), colspan=min(cell.colspan, width))


def _corner(item: tuple[tuple[int, int], Cell]) -> tuple[int, int]:
    return item[0]
