"""A section's tables as lines of a screen, and how a cursor walks over them. Pure: no Textual, no report.

Positions are (row, column): the index of a row among all rows of the section, and of a column in that row's table.
Lines are what is drawn: captions, column heads and rows. Widths are in terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from rich.cells import cell_len

from reportwizard.editions.form import Cell, Column, Group, Row, Section, Table

Position: TypeAlias = tuple[int, int]

NARROWEST = 6
"""Terminal cells of a figure's column at the least: five digits and a mark."""

_LABEL_LEAST, _LABEL_MOST = 16, 46


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen. `row` is the index among all rows (-1 for captions and heads).

    A line of kind `before` holds last year's figures of the row above it.
    """

    kind: Literal["caption", "head", "row", "before"]
    table: Table
    text: str = ""
    row: int = -1
    depth: int = 0
    group: Group | None = None
    """The group whose caption this is, when its subtotals are shown beside it."""
    head: tuple[tuple[int, int, str], ...] = ()
    """For a head: (first column, columns spanned, text) of each piece."""


class Grid:
    """The lines of one section, and the way between its cells."""

    def __init__(self, section: Section, cells: Mapping[str, Cell]) -> None:
        self.section = section
        self.rows: list[tuple[Table, Row]] = [(table, row) for table in section.tables for row in table.rows]
        self._cells = cells
        self._where = {
            table.cell_path(row, column): (number, index)
            for number, (table, row) in enumerate(self.rows)
            for index, column in enumerate(table.columns)
        }

    # ---- cells and positions

    def path(self, at: Position) -> str:
        """The path of the cell at a position."""
        table, row = self.rows[at[0]]
        return table.cell_path(row, table.columns[at[1]])

    def find(self, path: str) -> Position | None:
        """The position of a path; None where it stands in another section."""
        return self._where.get(path)

    def cell(self, at: Position) -> Cell:
        """The cell of the form at a position."""
        return self._cells[self.path(at)]

    def typable(self, at: Position) -> bool:
        """Whether a figure can be typed there."""
        return not self.cell(at).computed

    def columns(self, row: int) -> tuple[Column, ...]:
        """The columns of the table that a row belongs to."""
        return self.rows[row][0].columns

    @cached_property
    def widest(self) -> int:
        """The largest number of columns of a table."""
        return max(len(table.columns) for table in self.section.tables)

    def all_positions(self) -> Iterator[Position]:
        """Every position in reading order."""
        for row in range(len(self.rows)):
            for column in range(len(self.columns(row))):
                yield row, column

    # ---- walking

    @property
    def first(self) -> Position:
        """The first cell that can be typed."""
        return next(at for at in self.all_positions() if self.typable(at))

    @property
    def last(self) -> Position:
        """The last cell that can be typed."""
        return [at for at in self.all_positions() if self.typable(at)][-1]

    def below(self, at: Position, column: int, *, after_tabs: bool = False) -> Position | None:
        """Enter: the next cell to type in `column` below, else the top of the next column, else the next table.

        So every cell of a page is reached, table by table. `after_tabs` the rows are being filled from left to right:
        below the last one comes the next table. None at the very end.
        """
        tables = list(self.section.tables)
        here = tables.index(self.rows[at[0]][0])
        down = [(row, column) for row in self._rows_of(tables[here]) if row > at[0]]
        beside = [(row, c) for row, c in self._by_columns(tables[here]) if c > column]
        later = [each for table in tables[here + 1 :] for each in self._by_columns(table)]
        ways = down + (later + beside if after_tabs else beside + later)
        return next(filter(self.typable, ways), None)

    def _rows_of(self, table: Table) -> list[int]:
        return [number for number, (each, _) in enumerate(self.rows) if each is table]

    def _by_columns(self, table: Table) -> list[Position]:
        """The positions of one table, column by column."""
        return [(row, column) for column in range(len(table.columns)) for row in self._rows_of(table)]

    def right(self, at: Position) -> Position | None:
        """Tab: the next cell to type in reading order; None after the last."""
        return next((p for p in self.all_positions() if p > at and self.typable(p)), None)

    def left(self, at: Position) -> Position | None:
        """Shift+Tab: the cell to type before `at` in reading order; None before the first."""
        before = [p for p in self.all_positions() if p < at and self.typable(p)]
        return before[-1] if before else None

    def step(self, at: Position, rows: int, columns: int) -> Position:
        """An arrow: one cell further, computed ones too; at the edge it stays."""
        row = min(max(at[0] + rows, 0), len(self.rows) - 1)
        return row, min(max(at[1] + columns, 0), len(self.columns(row)) - 1)

    def block(self, one: Position, other: Position) -> list[list[Position]]:
        """The rectangle between two corners, row by row; short rows give fewer cells."""
        top, bottom = sorted((one[0], other[0]))
        left, right = sorted((one[1], other[1]))
        return [
            [(row, column) for column in range(left, min(right, len(self.columns(row)) - 1) + 1)]
            for row in range(top, bottom + 1)
        ]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a grid is laid out in a given width: the lines, how many head the whole, and the columns' places."""

    lines: tuple[Line, ...]
    frozen: int
    label: int
    """Width of the row labels."""
    columns: int
    """Width of each figure's column."""

    def left(self, column: int) -> int:
        """Where a column begins."""
        return self.label + column * self.columns

    def line_of(self, row: int) -> int:
        """The index of a row's line."""
        return next(number for number, line in enumerate(self.lines) if line.row == row)


def lay_out(grid: Grid, width: int, longest: int, *, before: str = "") -> Layout:
    """The layout for a width, where the longest figure needs `longest` terminal cells.

    With `before` (去年) each row has a line of that name below it.
    """
    count = grid.widest
    balanced = any(table.balance for table in grid.section.tables)
    columns = max(NARROWEST, longest + (3 if balanced else 2))  # a difference is as long as a figure, with 多 before it
    columns = min(columns, max(NARROWEST, (width - _LABEL_LEAST) // count))
    labels = max(cell_len(row.label) + 3 * _depth(table, row) + 1 for table, row in grid.rows)
    label = max(_LABEL_LEAST, min(labels, _LABEL_MOST, width - count * columns))
    longest_head = max(cell_len(column.label) for table in grid.section.tables for column in table.columns)
    columns = max(columns, min((width - label) // count, max(longest_head + 2, 9)))
    label = max(label, min(labels, width - count * columns))  # whatever is left
    alone = len(grid.section.tables) == 1
    lines: list[Line] = []
    number = 0
    frozen = 0
    for table in grid.section.tables:
        if table.caption:
            lines.append(Line("caption", table, table.caption))
        lines += _heads(table, columns)
        if alone:
            frozen = len(lines)
        for row in table.rows:
            lines += [
                Line("caption", table, g.label, depth=_group_depth(table, g), group=g if g.subtotal else None)
                for g in _opening(table, row)
            ]
            lines.append(Line("row", table, row.label, row=number, depth=_depth(table, row)))
            if before:
                lines.append(Line("before", table, before, row=number, depth=_depth(table, row) + 1))
            number += 1
    return Layout(tuple(lines), frozen, label, columns)


def _heads(table: Table, width: int) -> list[Line]:
    """The column heads: one line for the groups over them, then as many as the longest label needs."""
    heads: list[Line] = []
    ids = [column.id for column in table.columns]
    if table.column_groups:
        pieces = [(ids.index(g.members[0]), len(g.members), g.label) for g in table.column_groups]
        heads.append(Line("head", table, table.heading, head=tuple(pieces)))
    wrapped = [_wrap(column.label, width - 1) for column in table.columns]
    height = max(len(lines) for lines in wrapped)
    for number in range(height):
        pieces = []
        for index, lines in enumerate(wrapped):
            at = number - (height - len(lines))  # labels stand on the last line
            if at >= 0:
                pieces.append((index, 1, lines[at]))
        text = (table.corner if len(table.corner) < 9 else "") if number == height - 1 else ""
        heads.append(Line("head", table, text, head=tuple(pieces)))
    return heads


def _wrap(label: str, width: int) -> list[str]:
    lines = [""]
    for character in label:
        if cell_len(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:  # 本年收 / 费: two even lines read better
        half = (len(lines[-2]) + 2) // 2
        both = lines[-2] + lines[-1]
        lines[-2:] = [both[:half], both[half:]]
    return lines


def _opening(table: Table, row: Row) -> list[Group]:
    return [group for group in table.row_groups if group.members[0] == row.id]


def _depth(table: Table, row: Row) -> int:
    return sum(row.id in group.members for group in table.row_groups)


def _group_depth(table: Table, group: Group) -> int:
    return sum(set(group.members) < set(other.members) for other in table.row_groups)
