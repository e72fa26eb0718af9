"""An OpenDocument workbook as paper.

The values are those that the sheet keeps, not how they are shown. Invariant: rows and cells that are repeated without
holding anything cost nothing, however often.
"""

from __future__ import annotations

from lxml import etree

from reportwizard.blocks import Paper
from reportwizard.readers.bounds import MAX_CELLS, too_many_cells
from reportwizard.readers.odf import (
    CELL,
    COVERED,
    FO,
    MAX_REPEATED,
    OFFICE,
    TABLE,
    TEXT,
    Inline,
    Styles,
    hidden_columns,
    is_hidden,
    number,
    open_odf,
    rows_of,
)
from reportwizard.readers.package import damaged
from reportwizard.readers.sheets import Sheet, as_paper
from reportwizard.readers.values import plain

_MAX_DRAWN = 64
"""So many empty cells with a border, one beside the other, are looked at."""
_SIDES = ("border", "border-top", "border-bottom", "border-left", "border-right")


def read(data: bytes, kind: str) -> Paper:
    """The workbook in `data`. Raises DocumentError."""
    package, roots = open_odf(data)
    body = roots[0].find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise damaged()
    reader = _Reader(Styles(roots))
    return as_paper(
        [reader.sheet(each) for each in body.iterchildren(TABLE + "table")], kind, package.title("meta.xml")
    )


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._inline = Inline(styles, exact=True)
        self._borders: dict[str, bool] = {"": False}
        self._cells = 0

    def sheet(self, table: etree._Element) -> Sheet:
        sheet = Sheet(table.get(TABLE + "name", ""))
        style = table.get(TABLE + "style-name", "")
        sheet.hidden = self._styles.said("table", style, "table-properties", TABLE + "display") == "false"
        sheet.hidden_columns = hidden_columns(table)
        y = 0
        for row in rows_of(table):
            repeated = number(row.get(TABLE + "number-rows-repeated"), 1)
            cells = self._row(row)
            if any(text.strip() for _, _, text, _ in cells) or repeated == 1:
                for again in range(min(repeated, MAX_REPEATED)):
                    self._keep(sheet, y + again, cells)
                    if is_hidden(row):
                        sheet.hidden_rows.append(y + again)
            y += repeated
        return sheet

    def _row(self, row: etree._Element) -> list[tuple[int, tuple[int, int], str, bool]]:
        """The cells of a row that hold something, are merged or have a border: column, size, text, border."""
        cells = []
        x = 0
        for cell in row.iterchildren(CELL, COVERED):
            repeated = number(cell.get(TABLE + "number-columns-repeated"), 1)
            text = _value(cell, self._inline)
            down = number(cell.get(TABLE + "number-rows-spanned"), 1)
            along = number(cell.get(TABLE + "number-columns-spanned"), 1)
            framed = self._framed(cell.get(TABLE + "style-name", ""))
            if text or framed or down > 1 or along > 1:
                times = min(repeated, MAX_REPEATED if text else _MAX_DRAWN)
                cells += [(x + more, (down, along), text, framed) for more in range(times)]
            x += repeated
            if len(cells) > MAX_CELLS:
                raise too_many_cells()
        return cells

    def _keep(self, sheet: Sheet, y: int, cells: list[tuple[int, tuple[int, int], str, bool]]) -> None:
        self._cells += len(cells)
        if self._cells > MAX_CELLS:
            raise too_many_cells()
        for x, (down, along), text, framed in cells:
            if text:
                sheet.texts[y, x] = text
            if framed:
                sheet.framed.add((y, x))
            if down > 1 or along > 1:
                sheet.merged.append((y, x, y + down - 1, x + along - 1))

    def _framed(self, style: str) -> bool:
        if style not in self._borders:
            said = (self._styles.said("table-cell", style, "table-cell-properties", FO + side) for side in _SIDES)
            self._borders[style] = any(value not in ("", "none") for value in said)
        return self._borders[style]


def _value(cell: etree._Element, inline: Inline) -> str:
    kind = cell.get(OFFICE + "value-type", "")
    if kind in ("float", "percentage", "currency"):
        return plain(cell.get(OFFICE + "value", ""))
    if kind == "date":
        return str(cell.get(OFFICE + "date-value", "")).removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return "是" if cell.get(OFFICE + "boolean-value") == "true" else "否"
    return "\n".join(inline.raw(each) for each in cell.iterchildren(TEXT + "p", TEXT + "h"))
