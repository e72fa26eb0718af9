"""A table as Word has it: real merged cells, heads that come again on each page, rows that stay whole.

Invariant: every row of the table is a row of Word's, every square of the grid lies under exactly one cell of it, and
only the upper left square of a cell holds its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from reportwizard.blocks import Table
from reportwizard.errors import DocumentError
from reportwizard.writers.docx_xml import element, paragraph, plain, run
from reportwizard.writers.grid import Placed
from reportwizard.writers.layout import balance, longest_run, text_width, wrap
from reportwizard.writers.page_widths import (
    FULL_SIZE,
    PADDING,
    PAGE,
    ROOM,
    ROW,
    SPACE,
    TOGETHER,
    Fitting,
    Role,
    fit,
    heights,
    roles,
)

_MOST_COLUMNS = 63
"""Word opens no table with more."""

_STYLES: Mapping[Role, str] = {
    "figure": "TableFigure",
    "text": "TableText",
    "label": "TableLabel",
    "heading": "TableHeading",
}


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A table as it is to stand on the page; `whole` where it is to stand on one."""

    grid: list[list[Placed]]
    roles: Mapping[Placed, Role]
    fitting: Fitting
    whole: bool


def table_element(table: Table, grid: list[list[Placed]], caption: str) -> BaseOxmlElement:
    """The table, whose squares are `grid`; `caption` is what a screen reader calls it. Raises DocumentError."""
    if len(grid[0]) > _MOST_COLUMNS:
        problem = f"有一张表共 {len(grid[0])} 列，Word 的表格最多 {_MOST_COLUMNS} 列"
        raise DocumentError(problem, "", "请导出为其他格式")
    known = roles(table, grid)
    fitting = fit(table, grid, known)
    whole = "figure" in known.values() and sum(heights(grid, known, fitting)) <= ROOM  # sentences may go on overleaf
    drawing = _Drawing(grid, known, fitting, whole)
    columns = [element("w:gridCol", w=width) for width in fitting.widths]
    heads = _heads(table, grid)
    rows = (_row(drawing, y, head=y < heads) for y in range(len(grid)))
    return element("w:tbl", _properties(table, caption), element("w:tblGrid", *columns), *rows)


def _heads(table: Table, grid: list[list[Placed]]) -> int:
    """How many rows can come again on each page: none where a cell reaches from the heads into the body."""
    heads = min(table.header_rows, len(grid))
    reaching = heads < len(grid) and any(owner.row < heads for owner in grid[heads])
    return 0 if reaching else heads


def _properties(table: Table, caption: str) -> BaseOxmlElement:
    spaces = {"top": SPACE, "left": PADDING, "bottom": SPACE, "right": PADDING}
    margins = [element(f"w:{side}", w=space, type="dxa") for side, space in spaces.items()]
    return element(
        "w:tblPr",
        element("w:tblStyle", val="TableGrid"),
        element("w:tblW", w=PAGE, type="dxa"),
        element("w:jc", val="center"),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
        element(
            "w:tblLook",
            val=f"{0x600 | 0x20 * bool(table.header_rows) | 0x80 * bool(table.stub_columns):04X}",
            firstRow=int(bool(table.header_rows)),
            lastRow=0,
            firstColumn=int(bool(table.stub_columns)),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
        *([element("w:tblCaption", val=caption)] if caption else []),
    )


def _row(drawing: _Drawing, y: int, *, head: bool) -> BaseOxmlElement:
    owners = list(dict.fromkeys(drawing.grid[y]))
    properties = [element("w:cantSplit"), element("w:trHeight", val=ROW, hRule="atLeast")]
    if head:
        properties.append(element("w:tblHeader"))
    kept = _kept(drawing, owners, y)
    cells = (_cell(drawing, owner, y, keep_next=kept) for owner in owners)
    return element("w:tr", element("w:trPr", *properties), *cells)


def _kept(drawing: _Drawing, owners: list[Placed], y: int) -> bool:
    """Whether a row stays on the page of the next one: all do in a table that fits a page, else heads and groups."""
    if y + 1 == len(drawing.grid):
        return False
    if drawing.whole or all(owner.cell.header for owner in owners):
        return True
    below = drawing.grid[y + 1]
    return any(owner.cell.header and 1 < owner.rowspan <= TOGETHER and owner in below for owner in owners)


def _cell(drawing: _Drawing, owner: Placed, y: int, *, keep_next: bool) -> BaseOxmlElement:
    lines, indent = _lines(drawing, owner)
    runs = _runs(lines, drawing.fitting) if y == owner.row else ()
    line = 0 if drawing.fitting.size == FULL_SIZE else drawing.fitting.line
    style = _STYLES[drawing.roles[owner]]
    made = paragraph(style, *runs, keep_next=keep_next, indent=indent, line=line)
    return element("w:tc", element("w:tcPr", *_cell_properties(owner, y, drawing.fitting)), made)


def _cell_properties(owner: Placed, y: int, fitting: Fitting) -> Iterator[BaseOxmlElement]:
    yield element("w:tcW", w=sum(fitting.widths[owner.column : owner.column + owner.colspan]), type="dxa")
    if owner.colspan > 1:
        yield element("w:gridSpan", val=owner.colspan)
    if owner.rowspan > 1:
        yield element("w:vMerge", val="restart" if y == owner.row else "continue")
    yield element("w:vAlign", val="center")


def _lines(drawing: _Drawing, owner: Placed) -> tuple[list[str], int]:
    """The lines of a cell that are broken by hand, and what is left free on both sides of them.

    Word fills a line and leaves over the rest, be it one character. A head that is to have even lines gets no more room
    than its widest one, and half a character; only where that does not do is it broken by hand.
    """
    text, room = plain(owner.cell.text), drawing.fitting.room(owner, drawing.roles[owner])
    if drawing.roles[owner] != "heading" or text_width(text) <= room or longest_run(text) > room:
        return [text], 0
    lines = balance(text, room)
    widest = max(map(text_width, lines))
    if wrap(text, widest) != lines and "".join(lines) == text:
        return lines, 0
    width = sum(drawing.fitting.widths[owner.column : owner.column + owner.colspan]) - 2 * PADDING
    return [text], max((width - (widest + 1) * 5 * drawing.fitting.size) // 2, 0)


def _runs(lines: Sequence[str], fitting: Fitting) -> Iterator[BaseOxmlElement]:
    for number, text in enumerate(filter(None, lines)):
        properties = None
        if fitting.size != FULL_SIZE:
            size = element("w:sz", val=fitting.size), element("w:szCs", val=fitting.size)
            properties = element("w:rPr", *size)
        yield run(text, properties, broken=number > 0)
