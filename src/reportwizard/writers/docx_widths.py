"""How wide the columns of a table are on the page of a Word document, and how large its figures.

Word breaks a figure that is wider than its cell wherever the cell ends, so every figure gets its whole width; if need
be its column takes room from the labels, which may wrap, and then the figures become smaller, never the labels.
The columns of figures are of one width where the page allows it. What is left over goes where it saves lines, then
makes the columns of figures alike as far as may be, then goes to all.
Lengths are twips (1/1440 inch). Invariant: the widths are whole, positive, and fill the page exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from reportwizard.writers.docx_xml import plain
from reportwizard.writers.grid import Placed
from reportwizard.writers.layout import narrowest, text_width, wrap

PAGE = 8844
"""Between the margins: 156 mm."""

PADDING = 28
"""At the left and right of every cell: half a millimetre."""

INDENT = 57
"""At the left and right of a text that stands left, beside the padding: the styles of the template have it."""

_LEFT = ("TableText", "TableLabel")

FULL_SIZE = 21
"""The half points of 五号, in which tables are set."""

_SMALLEST_SIZE = 8
_TRIES = (*((lines, True) for lines in (1, 2, 3)), *((lines, False) for lines in (1, 2, 3, 4, 5, 6)))
"""How many lines a row may take, and whether the columns of figures are of one width, in the order of preference."""

_COLUMN = 5
"""A display column (half a Chinese character) of a text of half a point, in twips."""

_SLACK = 1.08
"""The fonts that stand in for a missing one are a little wider."""

_SHORT = 16
"""A text of this width in the place of a figure (251000元) is kept on one line, as the figure would be."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """The width of each column, and the half points of the figures."""

    widths: list[int]
    size: int


def fit(grid: Sequence[Sequence[Placed]], styles: Mapping[Placed, str], stub: int) -> Fitting:
    """Widths for the table: `styles` are those of the cells, the first `stub` columns hold labels."""
    cells = sorted({owner for row in grid for owner in row}, key=lambda cell: (cell.colspan, cell.row, cell.column))
    alike = sorted({cell.column for cell in cells if styles[cell] == "TableFigure" and cell.colspan == 1})
    for size, (lines, even) in product(range(FULL_SIZE, _SMALLEST_SIZE - 1, -1), _TRIES):
        widths = _wanted(cells, styles, len(grid[0]), size, lines)
        if even:
            _widen(widths, alike, max((widths[x] for x in alike), default=0))
        if sum(widths) <= PAGE:
            break
    else:
        total = sum(widths)
        widths = [width * PAGE // total for width in widths]
    if 0 < stub < len(widths):
        _save_lines(widths, stub, [cell for cell in cells if cell.column + cell.colspan == stub])
    _even_out(widths, alike)
    free = PAGE - sum(widths)
    widths = [width + free // len(widths) for width in widths]
    widths[-1] += PAGE - sum(widths)
    return Fitting(widths, size)


def _wanted(cells: Sequence[Placed], styles: Mapping[Placed, str], count: int, size: int, lines: int) -> list[int]:
    """The width of each column at which no label needs more than `lines` lines for each row it spans."""
    widths = [2 * PADDING + _COLUMN * FULL_SIZE] * count
    for cell in cells:
        columns = range(cell.column, cell.column + cell.colspan)
        missing = min(_need(cell, styles[cell], size, lines), PAGE) - sum(widths[x] for x in columns)
        if missing > 0:
            for x in columns:
                widths[x] += -(-missing // cell.colspan)
    return widths


def _need(cell: Placed, style: str, size: int, lines: int) -> int:
    text = plain(cell.cell.text)
    if style == "TableFigure" and (cell.cell.number is not None or text_width(text) <= _SHORT):
        return _length(text_width(text), size) + 2 * PADDING
    beside = PADDING + INDENT * (style in _LEFT)
    return _length(_narrowest(text, lines * cell.rowspan), FULL_SIZE) + 2 * beside


_narrowest = lru_cache(maxsize=4096)(narrowest)
"""Asked for again at every size of the figures."""


def _length(columns: int, size: int) -> int:
    return round(columns * size * _COLUMN * _SLACK)


def _save_lines(widths: list[int], stub: int, labels: Sequence[Placed]) -> None:
    """Widen the last column of labels as far as that saves lines."""
    texts = [
        (plain(cell.cell.text), sum(widths[cell.column : stub - 1]) - 2 * (PADDING + INDENT))
        for cell in labels
        if cell.rowspan == 1
    ]
    narrow = widths[stub - 1]
    lines: dict[int, int] = {}
    for width in range(narrow, narrow + PAGE - sum(widths) + 1, FULL_SIZE * _COLUMN):
        rooms = ((text, int((before + width) / _length(1, FULL_SIZE))) for text, before in texts)
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


def _widen(widths: list[int], columns: Sequence[int], width: int) -> None:
    for x in columns:
        widths[x] = max(widths[x], width)
