"""Where a table may be cut between rows, and which of its rows are heads: what a page or a web page groups rows by.

No cell crosses from one band into the next, so that a band can be a group of rows of its own in any format. A head is
a row of nothing but header cells, whether at the top or further down, where a table is several tables in one grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportwizard.writers.grid import Placed


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `start` to `stop` (not included): all of them heads, or none."""

    start: int
    stop: int
    head: bool


def bands(grid: Sequence[Sequence[Placed]]) -> list[Band]:
    """The rows of `grid` from top to bottom: heads together, all others as finely cut as their cells allow."""
    found: list[Band] = []
    start = 0
    for stop in range(1, len(grid) + 1):
        if stop < len(grid) and any(owner.row < stop for owner in grid[stop]):
            continue
        head = all(owner.cell.header for row in grid[start:stop] for owner in row)
        if head and found and found[-1].head:
            start = found.pop().start
        found.append(Band(start, stop, head))
        start = stop
    return found
