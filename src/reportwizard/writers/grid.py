"""A table as a full grid: which cell owns each square.

Invariant: every square has exactly one owner; squares that no cell of the table covers belong to an empty cell of
their own, and a cell never reaches below the last row or into another cell.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportwizard.blocks import Cell, Table
from reportwizard.characters import one_line


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A cell on the grid: its upper left corner and how far it really reaches."""

    row: int
    column: int
    rowspan: int
    colspan: int
    cell: Cell

    @property
    def text(self) -> str:
        """The text of the cell, on one line."""
        return one_line(self.cell.text).strip()


def squares(table: Table) -> list[list[Placed]]:
    """The owner of every square, by row and column."""
    height, width = len(table.rows), table.width
    found: dict[tuple[int, int], Placed] = {}
    for row, column, cell in table.placed():
        rowspan = min(cell.rowspan, height - row)
        colspan = next((n for n in range(1, cell.colspan) if (row, column + n) in found), cell.colspan)
        placed = Placed(row, column, rowspan, colspan, cell)
        for y in range(row, row + rowspan):
            for x in range(column, column + colspan):
                found[y, x] = placed
    return [[found.get((y, x)) or Placed(y, x, 1, 1, Cell("")) for x in range(width)] for y in range(height)]


def figure_columns(table: Table) -> set[int]:
    """The columns that hold figures, below the header and beside the stub.

    They are told by a number in them, by a place for one, or by nothing but blanks.
    """
    numbers: set[int] = set()
    texts: set[int] = set()
    for row, column, cell in table.placed():
        if row >= table.header_rows and column >= table.stub_columns and not cell.header:
            if cell.number is not None or cell.entry or cell.parts:
                numbers.add(column)
            elif cell.text:
                texts.add(column)
    return {x for x in range(table.stub_columns, table.width) if x in numbers or x not in texts}
