"""Cells by their squares, put into the rows of a table. Pure geometry.

Invariant: in what comes out every square of the grid is covered by exactly one cell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportwizard.blocks import Cell, Table
from reportwizard.readers.bounds import MAX_SQUARES, too_many_cells

Placed = tuple[int, int, Cell]
"""The row and column of a cell's upper left corner, and the cell."""


def fill(placed: Iterable[Placed], height: int, width: int) -> tuple[tuple[tuple[Cell, ...], ...], list[str]]:
    """The rows of a grid of that size, and the texts that another cell covers.

    Where no cell stands, an empty one does; a cell that would cover an earlier one or the edge does not stretch.
    Raises DocumentError where the grid is larger than any report's.
    """
    if height * width > MAX_SQUARES:
        raise too_many_cells()
    taken: set[tuple[int, int]] = set()
    rows: list[list[tuple[int, Cell]]] = [[] for _ in range(height)]
    covered = []
    for y, x, cell in sorted(placed, key=lambda each: each[:2]):
        if (y, x) in taken:
            if cell.text:
                covered.append(cell.text)
            continue
        sole = replace(cell, rowspan=1, colspan=1)
        within = y + cell.rowspan <= height and x + cell.colspan <= width
        squares = {(y, x)}
        if within:
            squares = {(y + down, x + along) for down in range(cell.rowspan) for along in range(cell.colspan)}
        if not within or not taken.isdisjoint(squares):
            squares = {(y, x)}
        taken |= squares
        rows[y].append((x, cell if len(squares) > 1 else sole))
    for y, row in enumerate(rows):
        row += [(x, Cell("")) for x in range(width) if (y, x) not in taken]
        row.sort(key=lambda each: each[0])
    return tuple(tuple(cell for _, cell in row) for row in rows), covered


def without(placed: Iterable[Placed], rows: Sequence[int], columns: Sequence[int]) -> Iterator[Placed]:
    """The cells as they stand when these rows and columns (in ascending order) are taken out.

    A merged cell stays as long as any of its squares does.
    """
    for y, x, cell in placed:
        top, bottom = y - bisect_left(rows, y), y + cell.rowspan - bisect_left(rows, y + cell.rowspan)
        left, right = x - bisect_left(columns, x), x + cell.colspan - bisect_left(columns, x + cell.colspan)
        if top < bottom and left < right:
            yield top, left, replace(cell, rowspan=bottom - top, colspan=right - left)


def narrowed(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The same table without the columns that no cell begins at: on a sheet those are other tables' columns."""
    placed = list(Table(tuple(map(tuple, rows))).placed())
    begins = sorted({x for _, x, _ in placed})
    by_row: list[list[Cell]] = [[] for _ in rows]
    for y, x, cell in placed:
        by_row[y].append(replace(cell, colspan=bisect_left(begins, x + cell.colspan) - bisect_left(begins, x)))
    return tuple(map(tuple, by_row))
