"""Blocks as an XLSX workbook that is also a form to fill: cells to type into, live sums, checks beside each table.

Computed cells and labels are locked, without a password. Text is never code: nothing but the formulas made here is
one. The report's own file can be carried along in a hidden sheet. The same blocks give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reportwizard.blocks import KEPT_MARK, KEPT_SHEET, Sheet
from reportwizard.characters import clean
from reportwizard.writers.workbook_formulas import Book
from reportwizard.writers.workbook_plan import plan
from reportwizard.writers.workbook_sheet import SheetWriter
from reportwizard.writers.workbook_styles import FACE, Styles

_PLAIN: dict[str, Any] = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FACE, "font_size": 11},  # columns are measured in its digits
}
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_PIECE = 15_000
_LINES = 200
"""How many characters and lines a piece of the kept text has at most: a workbook's cell takes 32,767 and 253."""


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A worksheet in which some rows have a height that is not fixed: they grow while somebody types into them.

    The library fixes every height that it is told; where it should come to write its rows in another way, they stay so.
    """

    growing: Collection[int] = ()

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        if tag == "row" and dict(attributes)["r"] - 1 in self.growing:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def write(sheets: Sequence[Sheet], title: str = "", kept: str = "", made: date | None = None) -> bytes:
    """The workbook of these sheets; `title` and the day when it was `made` go into its properties, where known.

    `kept` goes into the hidden sheet.
    """
    plans = plan(sheets)
    places = {name: place for each in plans for name, place in each.places()}
    cells = {
        cell.name: cell for each in plans for table, _ in each.tables for _, _, cell in table.placed() if cell.name
    }
    known = Book(places, cells)
    target = BytesIO()
    book = Workbook(target, deepcopy(_PLAIN))  # it writes into what it is given
    book.set_properties({"title": printable(title), "created": datetime.combine(made or date(2000, 1, 1), time())})
    book.set_size(22_000, 15_000)
    book.set_calc_mode("auto")
    styles = Styles(book)
    for each in plans:
        sheet: GrowingSheet = book.add_worksheet(each.name, GrowingSheet)
        sheet.growing = each.growing
        SheetWriter(sheet, each, known, styles).write()
    if kept:
        _keep(book, kept)
    book.close()
    return target.getvalue() if made else _undated(target.getvalue())


def _undated(data: bytes) -> bytes:
    """The workbook without the dates that the library always writes: today's would make every export different."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as book, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for part in book.infolist():
            content = book.read(part)
            out.writestr(part, _DATES.sub(b"", content) if part.filename == "docProps/core.xml" else content)
    return target.getvalue()


def printable(text: str) -> str:
    """`text` without what no XML may hold, or what nobody can see."""
    return clean(text)


def _keep(book: Workbook, kept: str) -> None:
    sheet = book.add_worksheet(KEPT_SHEET)
    sheet.very_hidden()
    sheet.protect()
    sheet.write_string(0, 0, KEPT_MARK)
    for row, piece in enumerate(pieces(kept), 1):
        sheet.write_string(row, 0, piece)


def pieces(text: str) -> Iterator[str]:
    """`text` in pieces that every cell holds whole.

    None begins or ends with space that a program may drop, or holds what looks like a character's number (_x0041_).
    """
    start, lines = 0, 0
    for end in range(1, len(text) + 1):
        lines += text[end - 1] == "\n"
        torn = end < len(text) and not text[end - 1].isspace() and not text[end].isspace()
        full = end - start >= _PIECE or lines >= _LINES
        if end == len(text) or (torn and (full or (text[end - 1] == "_" and text[end] == "x"))):
            yield text[start:end]
            start, lines = end, 0
