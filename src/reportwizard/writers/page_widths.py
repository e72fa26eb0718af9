"""How wide the columns of a table are on the page of GB/T 9704, and how large its text: for Word and PDF alike.

A figure that is wider than its cell would be broken wherever the cell ends, so every figure gets its whole width; if
need be its column takes room from the labels, which may wrap, and then the text of the whole table becomes smaller.
Heads and the labels of groups never stand one character on a line, and the columns of figures are of one width where
the page allows it. What is left over goes where it saves lines, then makes the columns of figures alike as far as may
be, then goes to running text, else to all.
Lengths are twips (1/1440 inch). Invariant: the widths are whole, positive, and fill the page exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, TypeAlias

from reportwizard.blocks import Table
from reportwizard.writers.grid import Placed, figure_columns
from reportwizard.writers.layout import narrowest, text_width, wrap

PAGE = 8844
"""Between the margins: 156 mm."""

ROOM = 12756 - 600
"""From the upper to the lower margin, 225 mm, less the heading of a table."""

PADDING = 28
"""At the left and right of every cell: half a millimetre."""

SPACE = 20
"""Above and below a text."""

INDENT = 57
"""At the left and right of a text that stands left, beside the padding: the styles of the template have it."""

ROW = 340
"""The least height of a row: 6 mm."""

FULL_SIZE = 21
"""The half points of 五号, in which tables are set."""

LINE = 270
"""The height of a line of that size."""

TOGETHER = 8
"""The rows of a group up to this many stay on one page."""

Role: TypeAlias = Literal["figure", "text", "label", "heading"]
"""What a cell is on the page: figures and heads are centred, running text and labels that nest stand left."""

_SMALLEST_SIZE = 4
_NEARLY = 3
"""How much smaller a text may become, in half points, so that its table stands on one page."""

_LINES = (1, 2, 3)
"""How many lines a row may take, in the order of preference."""

_LINES_OF_PROSE = (*_LINES, 4, 6, 8, 12, 20)
"""The same in a table of sentences: it is read, and takes the pages it needs."""

_COLUMN = 5
"""A display column (half a Chinese character) of a text of half a point, in twips."""

_SLACK = 1.08
"""The fonts that stand in for a missing one are a little wider."""

_SHORT = 16
"""A text of this width in the place of a figure (251000元) is kept on one line, as the figure would be."""

_HEAD, _WHOLE_HEAD, _GROUP = 4, 6, 6
"""Display columns: the least of a head, the widest head that is not broken, the least of a group's label."""

_WORDS = 8
"""Display columns: the least of a text in a table of sentences."""

_WIDEST: Mapping[Role, int] = {"figure": 12, "text": 40, "label": 60, "heading": 60}
"""What a text that is longer than any of the form asks for at most: it takes more lines, and none from the others."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """The width of each column, and the half points of the text."""

    widths: list[int]
    size: int

    @property
    def line(self) -> int:
        """The height of a line: the same in any font, so that a table takes the same room everywhere."""
        return round(self.size * LINE / FULL_SIZE)

    def room(self, cell: Placed, role: Role) -> int:
        """The display columns on a line of that cell."""
        width = sum(self.widths[cell.column : cell.column + cell.colspan]) - 2 * _beside(role)
        return max(int(width / (self.size * _COLUMN * _SLACK) + 0.01), 2)


def roles(table: Table, grid: Sequence[Sequence[Placed]]) -> dict[Placed, Role]:
    """What each cell of the table is. Labels stand left where they nest: so their numbers are under one another."""
    figures = figure_columns(table)
    return {owner: _role(owner, table, figures) for row in grid for owner in row}


def _role(placed: Placed, table: Table, figures: set[int]) -> Role:
    if not placed.cell.header and placed.row >= table.header_rows:
        return "figure" if placed.column in figures else "text"
    beside = placed.row >= table.header_rows and placed.column + placed.colspan <= table.stub_columns
    return "label" if beside and placed.rowspan == 1 and table.stub_columns > 1 else "heading"


def is_whole(cell: Placed, role: Role) -> bool:
    """Whether a cell is never broken: a figure, or a short text in the place of one."""
    return role == "figure" and (cell.cell.number is not None or text_width(cell.text) <= _SHORT)


def fit(table: Table, grid: Sequence[Sequence[Placed]], known: Mapping[Placed, Role]) -> Fitting:
    """Widths for the table: `known` are the roles of its cells. A table that nearly fits a page is made to."""
    first = _fitted(table, grid, known, FULL_SIZE, (True, False))
    if len(grid) * ROW > ROOM or "figure" not in known.values():
        return first
    for size, even in product(range(first.size, first.size - _NEARLY - 1, -1), (True, False)):
        found = _fitted(table, grid, known, size, (True, False) if even else (False,))
        if sum(heights(grid, known, found)) <= ROOM:
            return found
    return first


def _fitted(
    table: Table, grid: Sequence[Sequence[Placed]], known: Mapping[Placed, Role], largest: int, evenly: Sequence[bool]
) -> Fitting:
    """Widths at which nothing needs more than three lines, at that size or the largest possible one.

    `evenly` says whether the columns of figures are to be of one width, in the order of preference.
    """
    cells = sorted({owner for row in grid for owner in row}, key=lambda cell: (cell.colspan, cell.row, cell.column))
    alike = sorted({cell.column for cell in cells if known[cell] == "figure" and cell.colspan == 1})
    running = 0 if alike else _WORDS
    least = {cell: _least(cell, table) or min(text_width(cell.text), running) for cell in cells}
    lines_of_row = _LINES if alike else _LINES_OF_PROSE
    for size, even, lines in product(range(largest, _SMALLEST_SIZE - 1, -1), evenly, lines_of_row):
        widths = [2 * PADDING + _COLUMN * size] * len(grid[0])
        _wish(widths, ((cell, _need(cell, known[cell], 0, size, lines)) for cell in cells))
        if even:
            _widen(widths, alike, max((widths[x] for x in alike), default=0))
        _wish(widths, ((cell, _need(cell, known[cell], least[cell], size, lines)) for cell in cells))
        if sum(widths) <= PAGE:
            break
    else:
        total = sum(widths)
        widths = [max(width * PAGE // total, 1) for width in widths]
    if 0 < table.stub_columns < len(widths):
        stub = table.stub_columns
        _save_lines(widths, stub, size, [cell for cell in cells if cell.column + cell.colspan == stub])
    _even_out(widths, alike)
    texts = sorted({cell.column for cell in cells if known[cell] == "text" and cell.text and cell.colspan == 1})
    _share(widths, texts or range(len(widths)))
    return Fitting(widths, size)


def heights(grid: Sequence[Sequence[Placed]], known: Mapping[Placed, Role], fitting: Fitting) -> list[int]:
    """How high each row is."""
    rows = [ROW] * len(grid)
    for cell in sorted({owner for row in grid for owner in row}, key=lambda cell: cell.rowspan):
        lines = len(wrap(cell.text, fitting.room(cell, known[cell])))
        missing = lines * fitting.line + 2 * SPACE - sum(rows[cell.row : cell.row + cell.rowspan])
        rows[cell.row + cell.rowspan - 1] += max(missing, 0)
    return rows


def _least(cell: Placed, table: Table) -> int:
    """The display columns below which a head or the label of a group is never set."""
    if not cell.cell.header:
        return 0
    width = text_width(cell.text)
    if cell.row >= table.header_rows and cell.column < table.stub_columns:
        return min(width, _GROUP)
    return width if width <= _WHOLE_HEAD else _HEAD


def _need(cell: Placed, role: Role, least: int, size: int, lines: int) -> int:
    """The width at which a cell takes no more than so many lines for each row it spans."""
    width = text_width(cell.text)
    if not is_whole(cell, role):
        width = max(min(_narrowest(cell.text, lines * cell.rowspan), _WIDEST[role]), least)
    return min(_length(width, size) + 2 * _beside(role), PAGE)


def _wish(widths: list[int], needs: Iterable[tuple[Placed, int]]) -> None:
    """Widen the columns until all cells have what they need."""
    for cell, need in needs:
        columns = range(cell.column, cell.column + cell.colspan)
        missing = need - sum(widths[x] for x in columns)
        if missing > 0:
            for x in columns:
                widths[x] += -(-missing // cell.colspan)


def _beside(role: Role) -> int:
    return PADDING + INDENT * (role in ("text", "label"))


_narrowest = lru_cache(maxsize=4096)(narrowest)
"""Asked for again at every size."""


def _length(columns: int, size: int) -> int:
    return round(columns * size * _COLUMN * _SLACK)


def _save_lines(widths: list[int], stub: int, size: int, labels: Sequence[Placed]) -> None:
    """Widen the last column of labels as far as that saves lines."""
    texts = [
        (cell.text, sum(widths[cell.column : stub - 1]) - 2 * (PADDING + INDENT))
        for cell in labels
        if cell.rowspan == 1
    ]
    narrow = widths[stub - 1]
    lines: dict[int, int] = {}
    for width in range(narrow, narrow + PAGE - sum(widths) + 1, size * _COLUMN):
        rooms = ((text, int((before + width) / (size * _COLUMN * _SLACK))) for text, before in texts)
        lines[width] = sum(len(wrap(text, max(room, 1))) for text, room in rooms)
        if lines[width] == len(texts):
            break
    widths[stub - 1] = min(lines, key=lambda width: (lines[width], width), default=narrow)


def _even_out(widths: list[int], columns: Sequence[int]) -> None:
    """Bring the narrower columns of figures up to the next wider ones, as far as the page allows."""
    for width in sorted({widths[x] for x in columns}):
        missing = sum(max(width - widths[x], 0) for x in columns)
        if missing > PAGE - sum(widths):
            return
        _widen(widths, columns, width)


def _share(widths: list[int], columns: Sequence[int]) -> None:
    """What is left of the page to these columns, or what is missing from the widest one."""
    free = PAGE - sum(widths)
    for x in columns if free > 0 else ():
        widths[x] += free // len(columns)
    widths[columns[-1] if free > 0 else widths.index(max(widths))] += PAGE - sum(widths)


def _widen(widths: list[int], columns: Sequence[int], width: int) -> None:
    for x in columns:
        widths[x] = max(widths[x], width)
