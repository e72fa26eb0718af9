"""What the sheets of an .xlsx say beside their values: merged ranges, borders, hidden rows and columns, errors.

The library that reads the values says none of it but the first, gives "" for an error, and takes room for all
squares between the first and the last cell: so the cells are counted here before it sees the file.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from lxml import etree

from reportwizard.errors import DocumentError
from reportwizard.readers.bounds import MAX_CELLS, MAX_SQUARES, too_many_cells
from reportwizard.readers.package import Package, damaged, stream
from reportwizard.readers.sheets import Sheet

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(rf"{_PLACE.pattern}(?::{_PLACE.pattern})?")
_ROWS, _COLUMNS = 1_048_576, 16_384


def inspect(package: Package) -> tuple[bytes, list[Sheet]]:
    """The parts that hold values, in a package of their own, and the sheets without values. Raises DocumentError."""
    book = package.related("", "officeDocument") or "xl/workbook.xml"
    if book.endswith(".bin"):
        raise DocumentError("是二进制的工作簿（.xlsb），读不了", "", "请在 Excel 或 WPS 里另存为 .xlsx 再用")
    related = {each.id: each for each in package.relations(book)}
    folder, _, base = book.rpartition("/")
    names = ["[Content_Types].xml", "_rels/.rels", book, f"{folder}/_rels/{base}.rels".lstrip("/")]
    names += [each.target for each in related.values() if each.kind in ("styles", "sharedStrings", "theme")]
    parts = {name: package.part(name) for name in names if name in package}
    framed = _framed(package, next((each.target for each in related.values() if each.kind == "styles"), ""))
    seen = []
    for sheet in package.tree(book).iter("{*}sheet"):
        id_ = next((value for key, value in sheet.attrib.items() if etree.QName(key).localname == "id"), "")
        relation = related.get(id_)
        if relation is None or relation.kind != "worksheet" or relation.target not in package:
            continue
        parts[relation.target] = package.part(relation.target)
        seen.append(_Sheet(sheet.get("name", ""), framed).read(parts[relation.target]))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fresh:
        for name, part in parts.items():
            fresh.writestr(name, part)
    return out.getvalue(), seen


def _framed(package: Package, name: str) -> list[bool]:
    """For each style of cells, whether it draws a border."""
    if name not in package:
        return []
    root = package.tree(name)
    borders = [
        any(side.get("style", "none") != "none" for side in border)
        for borders in root.iterchildren("{*}borders")
        for border in borders.iterchildren("{*}border")
    ]
    styles = (style for group in root.iterchildren("{*}cellXfs") for style in group.iterchildren("{*}xf"))
    places = (style.get("borderId", "0") for style in styles)
    return [place.isdecimal() and int(place) < len(borders) and borders[int(place)] for place in places]


class _Sheet:
    def __init__(self, name: str, framed: list[bool]) -> None:
        self._seen = Sheet(name)
        self._framed = framed
        self._row: etree._Element | None = None
        self._y, self._x = -1, -1
        self._first = (_ROWS, _COLUMNS)
        self._last = (-1, -1)
        self._count = 0

    def read(self, data: bytes) -> Sheet:
        for element in stream(data, "{*}c", "{*}row", "{*}col", "{*}mergeCell"):
            tag = etree.QName(element).localname
            if tag == "c":
                self._cell(element)
            elif tag == "row":
                self._enter(element)
                if _is_on(element.get("hidden")):
                    self._seen.hidden_rows.append(self._y)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif tag == "col" and _is_on(element.get("hidden")):
                first, last = (int(element.get(end, "0")) - 1 for end in ("min", "max"))
                self._seen.hidden_columns += range(max(first, 0), min(last + 1, _COLUMNS))
            elif tag == "mergeCell":
                self._merge(element.get("ref", ""))
        self._seen.hidden_rows.sort()
        self._seen.hidden_columns = sorted(set(self._seen.hidden_columns))
        return self._seen

    def _enter(self, row: etree._Element) -> None:
        """Go to a row; one that does not say its number follows the one before."""
        if row is not self._row:
            number = row.get("r", "")
            self._y = int(number) - 1 if number.isdecimal() and len(number) < 8 else self._y + 1
            self._row, self._x = row, -1

    def _cell(self, cell: etree._Element) -> None:
        self._enter(cell.getparent())
        place = _PLACE.fullmatch(cell.get("r", ""))
        y, x = (_row(place[2]), _column(place[1])) if place else (self._y, self._x + 1)
        self._x = x
        if y >= _ROWS or x >= _COLUMNS or (cell.get("r") and place is None):
            raise damaged()
        style = cell.get("s", "0")
        framed = style.isdecimal() and int(style) < len(self._framed) and self._framed[int(style)]
        if framed and len(self._seen.framed) < MAX_CELLS:  # a border around every square of the sheet says nothing
            self._seen.framed.add((y, x))
        if len(cell):
            self._count += 1
            self._first = (min(self._first[0], y), min(self._first[1], x))
            self._last = (max(self._last[0], y), max(self._last[1], x))
            squares = (self._last[0] - self._first[0] + 1) * (self._last[1] - self._first[1] + 1)
            if self._count > MAX_CELLS or squares > MAX_SQUARES:
                raise too_many_cells()
            if cell.get("t") == "e":
                self._seen.texts[y, x] = cell.findtext("{*}v", "")

    def _merge(self, text: str) -> None:
        match = _RANGE.fullmatch(text)
        if match is None:
            return
        top, left = _row(match[2]), _column(match[1])
        bottom, right = (_row(match[4]), _column(match[3])) if match[3] else (top, left)
        self._seen.merged.append((top, left, max(top, bottom), max(left, right)))
        if len(self._seen.merged) > MAX_CELLS:
            raise too_many_cells()


def _row(digits: str) -> int:
    return int(digits) - 1


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")
