"""Paper: the small language between meaning and bytes.

A document is a list of headings, paragraphs and tables. Nothing here knows what a report is; writers know
nothing but this. A table is a grid in which every cell is named once, at its upper left corner; what it covers
to the right and below is not named again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document. `name` is not printed: by it the place is found again."""

    text: str
    level: int
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text, without line breaks."""

    text: str
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `number` is set where the text is a figure (so that writers can align or compute it)."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    number: int | Decimal | None = None
    header: bool = False
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. The first `header_rows` rows head the columns, the first `stub_columns` columns head the rows."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    stub_columns: int = 0

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return max((column + cell.colspan for _, column, cell in self.placed()), default=0)

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Each cell with the row and column of its upper left corner, in reading order."""
        covered: set[tuple[int, int]] = set()
        for y, row in enumerate(self.rows):
            x = 0
            for cell in row:
                while (y, x) in covered:
                    x += 1
                for dy in range(cell.rowspan):
                    for dx in range(cell.colspan):
                        covered.add((y + dy, x + dx))
                yield y, x, cell
                x += cell.colspan


Block: TypeAlias = Heading | Paragraph | Table
