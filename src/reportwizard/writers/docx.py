"""Word (.docx): the document that an office hands in, laid out as GB/T 9704 has it.

Page, styles, fonts, footers and settings are the parts of `word_template`, a Word document taken apart; here it is put
together and filled. Not here: the table (`docx_table`) and how wide its columns are (`page_widths`).
Invariants: the same blocks give the same bytes, with no name of a person and no date that was not given; every text
stands in the document as text, so that nothing in it becomes a field, a link or markup; and what Word wants of the
order of elements is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
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
from reportwizard.writers.layout import RUN_IN, text_width, title_lines

_DEEPEST = 3
"""The headings of Word for which the template has a style."""

_TITLE_LINE = 38
"""The half characters of 二号 in a line, less what stands between characters and figures."""

_SHORT = 160
"""Half characters of a paragraph that stays on the page of the table that it introduces: three lines."""

_LONG_RUN = re.compile("[!-~]{12}")
"""An address or the like: Word does not break it, but tears apart the characters before it to fill their line."""

_LONGEST_TITLE = 255
"""What a property of a document holds."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the earliest that a ZIP archive knows."""


def write(blocks: Iterable[Block], made: date | None = None) -> bytes:
    """The document; blocks without text are left out. `made` is the day that stands in its properties, if any.

    Raises DocumentError for a table too wide for Word.
    """
    blocks = list(blocks)
    document = Document(BytesIO(_zip(_parts(files("reportwizard.writers") / "word_template"))))
    document.core_properties.title = _title(blocks)[:_LONGEST_TITLE]
    if made is not None:
        document.core_properties.created = document.core_properties.modified = datetime.combine(made, time())
    page = document.element.body.sectPr
    for each in _elements(blocks):
        page.addprevious(each)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive:
        return _zip((name, archive.read(name)) for name in archive.namelist())


def _elements(blocks: Sequence[Block]) -> Iterator[BaseOxmlElement]:
    heading = ""
    empty = True
    for number, block in enumerate(blocks):
        made: list[BaseOxmlElement] = []
        if isinstance(block, Table):
            grid = squares(block)
            if grid and grid[0]:
                # Word takes two tables without a paragraph between them for one, and wants one after the last.
                made = [table_element(block, grid, heading), paragraph("TableGap")]
        elif text := plain(block.text):
            if isinstance(block, Heading):
                heading = text
            introduces = isinstance(next(iter(blocks[number + 1 :]), None), Table)
            made = [_heading(text, block.level) if isinstance(block, Heading) else _running(text, introduces)]
            if isinstance(block, Heading) and block.level <= 1 and not empty:  # a further document in the same file
                made[0].get_or_add_pPr().get_or_add_pageBreakBefore()
        empty = empty and not made
        yield from made
    if empty:
        yield paragraph("BodyText")


def _heading(text: str, level: int) -> BaseOxmlElement:
    if level > 1:
        return paragraph(f"Heading{min(level - 1, _DEEPEST)}", run(text))
    lines = title_lines(text, _TITLE_LINE)
    first, *others = lines if "".join(lines) == text else [text]  # nothing is lost, not even a space
    return paragraph("Title", run(first), *(run(line, broken=True) for line in others))


def _running(text: str, introduces: bool) -> BaseOxmlElement:
    """A paragraph; one that is but a heading, or a short one that introduces a table, stays with what follows."""
    opening = RUN_IN.match(text)
    heading = opening.group() if opening else ""
    rest = text[len(heading) :]
    runs = [run(heading, element("w:rPr", element("w:rStyle", val="RunInHeading")))] if heading else []
    runs += [run(rest)] if rest else []
    kept = not rest or (introduces and text_width(text) <= _SHORT)
    return paragraph("BodyText", *runs, keep_next=kept, align="left" if _LONG_RUN.search(text) else "")


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
