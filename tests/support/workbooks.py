"""Workbooks to test with: what stands in them, their parts changed, and LibreOffice working them out."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import python_calamine

SOFFICE = shutil.which("soffice")

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""LibreOffice's setting to work out every formula when a workbook is opened, whatever values it brings."""

Rows = list[list[Any]]


def sheets_of(data: bytes) -> dict[str, Rows]:
    """The values of every sheet by its name, hidden ones too, from its first row and column."""
    book = python_calamine.load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def parts_of(data: bytes) -> dict[str, str]:
    """The XML parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def changed(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """The package with `change(name, text)` in the place of each part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts_of(data).items():
            package.writestr(name, change(name, text))
    return out.getvalue()


def typed(data: bytes, entries: dict[tuple[str, str], str | float | None]) -> bytes:
    """The workbook after somebody typed these values into cells, by sheet and reference; None makes a cell blank.

    Nothing is worked out again.
    """
    order = list(sheets_of(data))

    def change(name: str, text: str) -> str:
        for (sheet, at), value in entries.items():
            if name == f"xl/worksheets/sheet{order.index(sheet) + 1}.xml":
                cell = re.search(rf'<c r="{at}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', text, re.DOTALL)
                assert cell, f"{sheet} has no {at}"
                text = text[: cell.start()] + _cell(at, cell.group(1), value) + text[cell.end() :]
        return text

    return changed(data, change)


def _cell(at: str, style: str, value: str | float | None) -> str:
    if value is None:
        return f'<c r="{at}"{style}/>'
    if isinstance(value, str):
        return f'<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{at}"{style}><v>{value}</v></c>'


def place_of(data: bytes, sheet: str, label: str, along: int) -> tuple[str, str]:
    """The sheet and reference of the cell so many columns right of the first one with that text."""
    for y, row in enumerate(sheets_of(data)[sheet]):
        for x, value in enumerate(row):
            if value == label:
                return sheet, f"{chr(ord('A') + x + along)}{y + 1}"
    raise AssertionError(f"{sheet} has no {label}")


def spoiled(data: bytes) -> bytes:
    """The workbook with a wrong value for every formula, so that only who calculates gets them right."""
    formula = re.compile(r'(<c [^>]*?)(?: t="str")?><f>(.*?)</f><v>.*?</v>')
    return changed(
        data, lambda name, text: formula.sub(r"\1><f>\2</f><v>777</v>", text) if "worksheets/" in name else text
    )


def calculated(folder: Path, books: dict[str, bytes], suffix: str = "xlsx") -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them after working out every formula."""
    assert SOFFICE is not None
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    files = [folder / f"{name}.xlsx" for name in books]
    for file, data in zip(files, books.values(), strict=True):
        file.write_bytes(data)
    command = [SOFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=240)
    return {name: (out / f"{name}.{suffix}").read_bytes() for name in books}
