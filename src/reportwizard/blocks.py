"""Paper: the small language between meaning and bytes.

A document is a list of headings, paragraphs and tables. Nothing here knows what a report is; readers and writers know
nothing but this. A table is a grid in which every cell is named once, at its upper left corner; what it covers
to the right and below is not named again. Beside its text a cell may say that it is a number, a place to type into,
or the sum of other cells, which formats that can calculate make use of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

Entry = Literal["", "whole", "decimal", "signed", "year", "any"]
"""What may be typed into a cell: a whole number ≥ 0, a decimal ≥ 0, a whole number of either sign, a year, anything."""

GUIDE_MARK = "填写说明（不计入报告）"
"""The first cell of a sheet that tells how to fill a workbook in; readers leave that sheet out."""

CHECK_MARK = "填写检查（不计入报告）"
"""The head of the column beside a table that says what is wrong; readers leave out it and what stands right of it."""

BALANCE_MARK = "勾稽检查（不计入报告）"
"""The first cell of a row below a table that says whether it balances; readers leave that row out."""

KEPT_SHEET = "reportwizard"
"""The hidden sheet of a workbook that carries the report's own file along, in pieces one below the other."""

KEPT_MARK = "reportwizard 1"
"""Its first cell: whose it is, and the number of its layout."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document. `name` is not printed: by it the place is found again.

    `pattern` says how the text is made from cells: their names stand in braces ({agency}{year}年…).
    """

    text: str
    level: int
    name: str = field(default="", compare=False)
    place: str = field(default="", compare=False)
    within: tuple[int, ...] = field(default=(), compare=False, repr=False)
    entry: Entry = field(default="", compare=False)
    hint: str = field(default="", compare=False)
    pattern: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text, without line breaks.

    As read, `place` says in Chinese where a document has places (第 3 页, 工作表“三”), and `within` numbers the
    containers around it from the outside (the elements of a web page), so that neighbours can be told from furniture.
    """

    text: str
    name: str = field(default="", compare=False)
    place: str = field(default="", compare=False)
    within: tuple[int, ...] = field(default=(), compare=False, repr=False)
    entry: Entry = field(default="", compare=False)
    hint: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `number` is set where the text is a figure (so that writers can align or compute it).

    `parts` are the names of the cells that it is the sum of, `hint` says to whoever types into it what belongs there.
    As read, the text may hold line breaks.
    """

    text: str
    rowspan: int = 1
    colspan: int = 1
    number: int | Decimal | None = None
    header: bool = False
    name: str = field(default="", compare=False)
    entry: Entry = field(default="", compare=False)
    parts: tuple[str, ...] = field(default=(), compare=False)
    hint: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Balance:
    """Cells of one table, by name, whose sums must be equal; `sides` calls the two sums by their names."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    sides: tuple[str, str] = ("左边", "右边")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. The first `header_rows` rows head the columns, the first `stub_columns` columns head the rows.

    Where a table is a part of a document's table, `number` says which that is, from one, and `above` how many of its
    rows stood before; 0 where nobody has counted.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    stub_columns: int = 0
    balances: tuple[Balance, ...] = field(default=(), compare=False)
    place: str = field(default="", compare=False)
    within: tuple[int, ...] = field(default=(), compare=False, repr=False)
    number: int = field(default=0, compare=False, repr=False)
    above: int = field(default=0, compare=False, repr=False)

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
                for dy in range(1, cell.rowspan):  # the row itself goes on behind the cell
                    for dx in range(cell.colspan):
                        covered.add((y + dy, x + dx))
                yield y, x, cell
                x += cell.colspan


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a document that stands on a sheet of its own, where a format has sheets; `guide` is no part of it."""

    name: str
    blocks: tuple[Block, ...]
    guide: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a reader found it.

    `title` is what it calls itself beside its text (a page's title, a file's properties). `notes` say in Chinese what
    the reader left out or had to assume. `kept` is the report's own file, where a workbook of ours carries it along.
    """

    blocks: tuple[Block, ...]
    format: str
    title: str = ""
    notes: tuple[str, ...] = ()
    kept: str = ""
