"""Word (.docx): the document that an office hands in, laid out as GB/T 9704 has it.

Page, styles, fonts, footers and settings are the parts of `word_template`, a Word document taken apart; here it is put
together and filled. Not here: the table (`docx_table`) and how wide its columns are (`docx_widths`).
Invariants: the same blocks give the same bytes, with no date and no name of a person in them; every text stands in the
document as text, so that nothing in it becomes a field, a link or markup; and what Word wants of the order of elements
is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from reportwizard.blocks import Block, Heading, Table
from reportwizard.writers.docx_table import table_element
from reportwizard.writers.docx_xml import element, paragraph, plain, run
from reportwizard.writers.grid import squares

_DEEPEST = 3
"""The headings of Word for which the template has a style."""

_RUN_IN = re.compile(r"[（(][一二三四五六七八九十百]+[）)][^。：]{1,24}(?:[。：]|$)")
"""A heading that opens the paragraph it belongs to: （一）主动公开。"""

_LONGEST_TITLE = 255
"""What a property of a document holds."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the earliest that a ZIP archive knows."""


def write(blocks: Iterable[Block]) -> bytes:
    """The document; blocks without text are left out. Raises DocumentError for a table too wide for Word."""
    blocks = list(blocks)
    document = Document(BytesIO(_zip(_parts(files("reportwizard.writers") / "word_template"))))
    document.core_properties.title = _title(blocks)[:_LONGEST_TITLE]
    page = document.element.body.sectPr
    for made in _elements(blocks):
        page.addprevious(made)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive:
        return _zip((name, archive.read(name)) for name in archive.namelist())


def _elements(blocks: Iterable[Block]) -> Iterator[BaseOxmlElement]:
    heading = ""
    empty = True
    for block in blocks:
        made: list[BaseOxmlElement] = []
        if isinstance(block, Table):
            grid = squares(block)
            if grid and grid[0]:
                # Word takes two tables without a paragraph between them for one, and wants one after the last.
                made = [table_element(block, grid, heading), paragraph("TableGap")]
        elif text := plain(block.text):
            if isinstance(block, Heading):
                heading = text
            made = [_heading(text, block.level) if isinstance(block, Heading) else _running(text)]
        empty = empty and not made
        yield from made
    if empty:
        yield paragraph("BodyText")


def _heading(text: str, level: int) -> BaseOxmlElement:
    return paragraph("Title" if level <= 1 else f"Heading{min(level - 1, _DEEPEST)}", run(text))


def _running(text: str) -> BaseOxmlElement:
    opening = _RUN_IN.match(text)
    if opening is None:
        return paragraph("BodyText", run(text))
    runs = [run(opening.group(), element("w:rPr", element("w:rStyle", val="RunInHeading")))]
    if rest := text[opening.end() :]:
        runs.append(run(rest))
    return paragraph("BodyText", *runs)


def _title(blocks: Iterable[Block]) -> str:
    headings = [block for block in blocks if isinstance(block, Heading)]
    return next((plain(each.text) for each in sorted(headings, key=lambda each: each.level)), "")


def _parts(folder: Traversable, within: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the template under its name in the package, the list of content types first."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _parts(entry, f"{within}{entry.name}/")
        else:
            yield within + entry.name, entry.read_bytes()


def _zip(parts: Iterable[tuple[str, bytes]]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in parts:
            info = ZipInfo(name, _EPOCH)
            info.create_system = 0  # else it is that of the machine
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    return packed.getvalue()
