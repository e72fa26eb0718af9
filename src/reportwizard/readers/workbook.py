"""Excel workbooks, .xlsx and .xls, as paper: values by the library, all the rest by looking at the file itself.

Invariant: the library only ever sees a file whose sizes were counted before, made anew of the parts it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetVisibleEnum, load_workbook

from reportwizard.blocks import Paper
from reportwizard.readers import biff, sheet_xml
from reportwizard.readers.package import Package, damaged, locked
from reportwizard.readers.sheets import Sheet, as_paper
from reportwizard.readers.values import text_of


def read(data: bytes, kind: str) -> Paper:
    """The workbook in `data`. Raises DocumentError."""
    if kind == "xls":
        clean, by_order = biff.inspect(data)
        return as_paper(_with_values(clean, {**dict(enumerate(by_order))}), kind)
    package = Package(data)
    clean, sheets = sheet_xml.inspect(package)
    return as_paper(_with_values(clean, {sheet.name: sheet for sheet in sheets}), kind, package.title())


def _with_values(data: bytes, seen: Mapping[int | str, Sheet]) -> list[Sheet]:
    """The sheets, seen by name or number, with their values; what is no such sheet (a chart, a module) is left out."""
    sheets = []
    try:
        book = load_workbook(BytesIO(data))
        for index, about in enumerate(book.sheets_metadata):
            sheet = seen.get(about.name) or seen.get(index)
            if sheet is None:
                continue
            values = book.get_sheet_by_index(index)
            sheet.name, sheet.hidden = about.name, about.visible != SheetVisibleEnum.Visible
            sheet.texts = _texts(values) | sheet.texts  # an error is no value to the library
            sheet.merged = sheet.merged or [(*first, *last) for first, last in values.merged_cell_ranges or ()]
            sheets.append(sheet)
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library's own name for a bug of its own
            raise
        raise damaged() from error
    return sheets


def _texts(sheet: CalamineSheet) -> dict[tuple[int, int], str]:
    top, left = sheet.start or (0, 0)
    return {
        (top + y, left + x): text
        for y, row in enumerate(sheet.to_python(skip_empty_area=True))
        for x, value in enumerate(row)
        if (text := text_of(value))
    }
