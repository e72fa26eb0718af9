"""One table as plain text, with its merged cells merged: no border runs through what belongs together.

The widths follow the content. Text in the header and in the labels is wrapped, into as few lines as the page allows;
a figure is never wrapped and never cut, so a table with enormous figures is wider than the page rather than wrong.
Invariant: all lines of a table have the same display width.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportwizard.blocks import Table
from reportwizard.writers.grid import Placed, figure_columns, squares
from reportwizard.writers.layout import balance, narrowest, pad, text_width, wrap

_LINES = (1, 2, 3, 4, 5, 6, 8, 12, 16, 32, 64, 128)
"""How many lines a row may take, in the order in which they are tried."""

_OVERFLOWING = 3
"""The lines a row takes where the figures alone are wider than the page: then nothing is won by squeezing labels."""

_SHORT = 16
"""A text of this width in the place of a figure (251000元) is kept on one line, as the figure would be."""


class Spot(NamedTuple):
    """Where something stands among lines: the index of the line, the display column, how many columns it takes."""

    line: int
    column: int
    width: int


def draw(table: Table, width: int) -> tuple[list[str], dict[str, Spot]]:
    """The lines of `table`, `width` columns or fewer where its figures allow, and where its named cells stand."""
    grid = squares(table)
    if not grid or not grid[0]:
        return [], {}
    drawing = _fitted(grid, table, width)
    return drawing.lines(), drawing.spots


def _fitted(grid: list[list[Placed]], table: Table, width: int) -> _Drawing:
    """The table with its columns as wide as they are to be."""
    cells = [owner for y, row in enumerate(grid) for x, owner in enumerate(row) if (owner.row, owner.column) == (y, x)]
    figures = figure_columns(table)
    drawing = _Drawing(grid, cells, {id(cell): _align(cell, table, figures) for cell in cells})
    drawing.fit(width)
    if 0 < table.stub_columns < table.width:
        drawing.widen_labels(table.stub_columns - 1, width)
    drawing.even_out(figures, width)
    return drawing


def _align(placed: Placed, table: Table, figures: set[int]) -> str:
    """Figures to the right, labels of rows and running text to the left, what stands over others in the middle."""
    if not placed.cell.header and placed.row >= table.header_rows:
        return "right" if placed.column in figures else "left"
    beside = placed.row >= table.header_rows and placed.column + placed.colspan <= table.stub_columns
    return "left" if beside and placed.rowspan == 1 else "center"


class _Drawing:
    """A table being drawn: widths first, then the wrapped texts and heights, then the lines."""

    def __init__(self, grid: list[list[Placed]], cells: list[Placed], aligns: dict[int, str]) -> None:
        self.grid = grid
        self.cells = cells
        self.aligns = aligns
        self.padding = 1
        self.widths: list[int] = []
        self.spots: dict[str, Spot] = {}

    def fit(self, page: int) -> None:
        """Choose padding and widths: the fewest lines a row that the page allows, and padding where it fits."""
        for lines in _LINES:
            for self.padding in (1, 0) if lines > 1 else (1,):
                self.widths = self._wanted(lines)
                if self._free(page) >= 0:
                    return
        self.widths = self._wanted(_OVERFLOWING)

    def widen_labels(self, column: int, page: int) -> None:
        """Give what is left of the page to the labels, as far as that saves lines."""
        narrow = self.widths[column]
        heights: dict[int, int] = {}
        for width in range(narrow, narrow + self._free(page) + 1):
            self.widths[column] = width
            heights[width] = sum(self._heights({id(cell): len(self._wrapped(cell)) for cell in self.cells}))
        self.widths[column] = min(heights, key=lambda width: (heights[width], width), default=narrow)

    def even_out(self, columns: set[int], page: int) -> None:
        """Bring the columns of figures to one width, with a space before the figures, as far as the page allows."""
        for level in range(max((self.widths[x] for x in columns), default=0) + 1 - self.padding + 1):
            missing = {x: max(level - self.widths[x], 0) for x in columns}
            if sum(missing.values()) <= self._free(page):
                for x, more in missing.items():
                    self.widths[x] += more

    def _free(self, page: int) -> int:
        return page - self._span(0, len(self.widths)) - 2

    def _wanted(self, lines: int) -> list[int]:
        """The width of each column at which no cell needs more than `lines` lines for each row it spans."""
        widths = [2 * self.padding + 1] * len(self.grid[0])
        for cell in sorted(self.cells, key=lambda cell: cell.colspan):
            missing = self._need(cell, lines) + 2 * self.padding - self._inside(widths, cell.column, cell.colspan)
            for step in range(max(missing, 0)):
                widths[cell.column + cell.colspan - 1 - step % cell.colspan] += 1
        return widths

    def _need(self, cell: Placed, lines: int) -> int:
        text = cell.text
        whole = text_width(text)
        if self.aligns[id(cell)] == "right" and (cell.cell.number is not None or whole <= _SHORT):
            return whole
        return narrowest(text, lines * cell.rowspan + cell.rowspan - 1)

    @staticmethod
    def _inside(widths: list[int], column: int, span: int) -> int:
        return sum(widths[column : column + span]) + span - 1

    def _span(self, column: int, span: int) -> int:
        return self._inside(self.widths, column, span)

    def lines(self) -> list[str]:
        """The finished lines, borders and all."""
        wrapped = {id(cell): self._wrapped(cell) for cell in self.cells}
        heights = self._heights({key: len(text) for key, text in wrapped.items()})
        tops = [1]
        for height in heights:
            tops.append(tops[-1] + height + 1)
        canvas: list[list[tuple[int, str]]] = [[] for _ in range(tops[-1])]
        lefts = [1]
        for width in self.widths:
            lefts.append(lefts[-1] + width + 1)
        for cell in self.cells:
            area = tops[cell.row + cell.rowspan] - 1 - tops[cell.row]
            if cell.cell.name:
                middle = tops[cell.row] + (area - len(wrapped[id(cell)])) // 2
                self.spots[cell.cell.name] = Spot(middle, lefts[cell.column], self._span(cell.column, cell.colspan))
            for offset, line in enumerate(self._filled(cell, wrapped[id(cell)], area)):
                canvas[tops[cell.row] + offset].append((lefts[cell.column], line))
        for y, x, sign in self._borders(heights, tops, lefts):
            canvas[y].append((x, sign))
        return ["".join(piece for _, piece in sorted(line)) for line in canvas]

    def _wrapped(self, cell: Placed) -> list[str]:
        text = cell.text
        room = self._span(cell.column, cell.colspan) - 2 * self.padding
        if text_width(text) <= room:
            return [text]
        return balance(text, room) if self.aligns[id(cell)] == "center" else wrap(text, room)

    def _heights(self, needed: dict[int, int]) -> list[int]:
        heights = [1] * len(self.grid)
        for cell in sorted(self.cells, key=lambda cell: cell.rowspan):
            rows = range(cell.row, cell.row + cell.rowspan)
            missing = needed[id(cell)] - sum(heights[y] for y in rows) - cell.rowspan + 1
            for step in range(max(missing, 0)):
                heights[rows[-1 - step % cell.rowspan]] += 1
        return heights

    def _filled(self, cell: Placed, text: list[str], area: int) -> Iterator[str]:
        """The text of a cell in the middle of its area, every line padded to the full width."""
        width = self._span(cell.column, cell.colspan)
        above = (area - len(text)) // 2
        margin = " " * self.padding
        for offset in range(area):
            line = text[offset - above] if 0 <= offset - above < len(text) else ""
            yield margin + pad(line, width - 2 * self.padding, self.aligns[id(cell)]) + margin

    def _borders(self, heights: list[int], tops: list[int], lefts: list[int]) -> Iterator[tuple[int, int, str]]:
        """Every piece of border as (line, column, signs)."""
        rows, columns = len(self.grid), len(self.widths)
        for y in range(rows + 1):
            for x in range(columns + 1):
                up, down = self._apart(y - 1, x - 1, y - 1, x), self._apart(y, x - 1, y, x)
                left, right = self._apart(y - 1, x - 1, y, x - 1), self._apart(y - 1, x, y, x)
                if right:
                    yield tops[y] - 1, lefts[x], "-" * self.widths[x]
                if down:
                    for offset in range(heights[y]):
                        yield tops[y] + offset, lefts[x] - 1, "|"
                if up or down or left or right:
                    corner = "-" if not (up or down) else "|" if not (left or right) else "+"
                    yield tops[y] - 1, lefts[x] - 1, corner

    def _apart(self, y: int, x: int, other_y: int, other_x: int) -> bool:
        """Whether two neighbouring squares belong to different cells; outside the table is one cell of its own."""
        return self._owner(y, x) is not self._owner(other_y, other_x)

    def _owner(self, y: int, x: int) -> Placed | None:
        return self.grid[y][x] if 0 <= y < len(self.grid) and 0 <= x < len(self.widths) else None
