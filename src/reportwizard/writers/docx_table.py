"""A table as Word has it: real merged cells, heads that come again on each page, rows that stay whole.

Invariant: every row of the table is a row of Word's, every square of the grid lies under exactly one cell of it, and
only the upper left square of a cell holds its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from reportwizard.blocks import Table
from reportwizard.errors import DocumentError
from reportwizard.writers.docx_widths import FULL_SIZE, PADDING, PAGE, Fitting, fit
from reportwizard.writers.docx_xml import element, paragraph, plain, run
from reportwizard.writers.grid import Placed, figure_columns

_MOST_COLUMNS = 63
"""Word opens no table with more."""

_ROW = 340
"""The least height of a row, in twips: 6 mm."""

_TOGETHER = 8
"""The rows of a group up to this many stay on one page."""

_SPACE = 20
"""Above and below a text, in twips."""


def table_element(table: Table, grid: list[list[Placed]], caption: str) -> BaseOxmlElement:
    """The table, whose squares are `grid`; `caption` is what a screen reader calls it. Raises DocumentError."""
    if len(grid[0]) > _MOST_COLUMNS:
        problem = f"有一张表共 {len(grid[0])} 列，Word 的表格最多 {_MOST_COLUMNS} 列"
        raise DocumentError(problem, "", "请导出为其他格式")
    figures = figure_columns(table)
    styles = {owner: _style(owner, table, figures) for row in grid for owner in row}
    fitting = fit(grid, styles, table.stub_columns)
    columns = [element("w:gridCol", w=width) for width in fitting.widths]
    heads = _heads(table, grid)
    rows = (_row(grid, y, y < heads, styles, fitting) for y in range(len(grid)))
    return element("w:tbl", _properties(table, caption), element("w:tblGrid", *columns), *rows)


def _style(placed: Placed, table: Table, figures: set[int]) -> str:
    """Labels side by side stand left, so that their numbers are under one another; all other heads are centred."""
    if not placed.cell.header and placed.row >= table.header_rows:
        return "TableFigure" if placed.column in figures else "TableText"
    beside = placed.row >= table.header_rows and placed.column + placed.colspan <= table.stub_columns
    return "TableLabel" if beside and placed.rowspan == 1 and table.stub_columns > 1 else "TableHeading"


def _heads(table: Table, grid: list[list[Placed]]) -> int:
    """How many rows can come again on each page: none where a cell reaches from the heads into the body."""
    heads = min(table.header_rows, len(grid))
    reaching = heads < len(grid) and any(owner.row < heads for owner in grid[heads])
    return 0 if reaching else heads


def _properties(table: Table, caption: str) -> BaseOxmlElement:
    spaces = {"top": _SPACE, "left": PADDING, "bottom": _SPACE, "right": PADDING}
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


def _row(grid: list[list[Placed]], y: int, head: bool, styles: dict[Placed, str], fitting: Fitting) -> BaseOxmlElement:
    owners = list(dict.fromkeys(grid[y]))
    properties = [element("w:cantSplit"), element("w:trHeight", val=_ROW, hRule="atLeast")]
    if head:
        properties.append(element("w:tblHeader"))
    kept = _kept(owners, grid, y)
    cells = (_cell(owner, y, styles[owner], fitting, keep_next=kept) for owner in owners)
    return element("w:tr", element("w:trPr", *properties), *cells)


def _kept(owners: list[Placed], grid: list[list[Placed]], y: int) -> bool:
    """Whether a row stays on the page of the next one: heads do, and the rows of a small group."""
    if y + 1 == len(grid):
        return False
    return all(owner.cell.header for owner in owners) or any(
        owner.cell.header and 1 < owner.rowspan <= _TOGETHER and owner in grid[y + 1] for owner in owners
    )


def _cell(owner: Placed, y: int, style: str, fitting: Fitting, *, keep_next: bool) -> BaseOxmlElement:
    return element(
        "w:tc",
        element("w:tcPr", *_cell_properties(owner, y, fitting)),
        paragraph(style, *(_runs(owner, style, fitting) if y == owner.row else ()), keep_next=keep_next),
    )


def _cell_properties(owner: Placed, y: int, fitting: Fitting) -> Iterator[BaseOxmlElement]:
    yield element("w:tcW", w=sum(fitting.widths[owner.column : owner.column + owner.colspan]), type="dxa")
    if owner.colspan > 1:
        yield element("w:gridSpan", val=owner.colspan)
    if owner.rowspan > 1:
        yield element("w:vMerge", val="restart" if y == owner.row else "continue")
    yield element("w:vAlign", val="center")


def _runs(owner: Placed, style: str, fitting: Fitting) -> Iterator[BaseOxmlElement]:
    text = plain(owner.cell.text)
    if not text:
        return
    if style == "TableFigure" and fitting.size != FULL_SIZE:
        size = element("w:sz", val=fitting.size), element("w:szCs", val=fitting.size)
        yield run(text, element("w:rPr", *size))
    else:
        yield run(text)
