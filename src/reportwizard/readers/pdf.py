"""A PDF with a text layer as paper: lines joined to paragraphs, ruled tables with their merged cells.

Not for pictures of text: those are refused with what to do. A table that goes on over a page is a table on each page;
only a row that the break tore in two is put together. Invariant: what is left out is told.
"""

from __future__ import annotations

import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from reportwizard.blocks import Block, Paper, Paragraph
from reportwizard.errors import DocumentError, MissingExtraError
from reportwizard.readers.package import damaged, locked, too_large
from reportwizard.readers.pdf_letters import meant
from reportwizard.readers.pdf_lines import Line, furniture, layout, lines, notes_on, paragraphs
from reportwizard.readers.pdf_tables import Box, Grid, grid, is_inside, mend
from reportwizard.readers.pdf_tagged import Tagged, Told

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from reportwizard.readers.pdf_tags import Tags

MAX_PAGES = 300
MAX_CHARS = 400_000
MAX_RULES = 4_000
"""Lines and boxes on one page; the form has some hundred."""
MAX_CROSSINGS = 8_000
"""Places where they may cross; the form has some five hundred."""
MAX_UNPACKED = 128 << 20
SECONDS = 60

_STREAM = re.compile(rb"stream\r?\n")
_FEW = 40
"""So many letters are no report."""


def read(data: bytes, kind: str) -> Paper:
    """The document in `data`. Raises DocumentError, or MissingExtraError without the library."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import PdfminerException

        from reportwizard.readers.pdf_tags import Tags
    except ImportError as error:
        hint = '请先安装：python -m pip install "reportwizard[pdf]"，或者在 Word、WPS 里打开它，另存为 .docx 再用'
        raise MissingExtraError("读 PDF 要用的组件没有安装", "", hint) from error
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    _measure(data)
    broken = (
        PSException, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError,
        RecursionError, EOFError, OSError, struct.error, zlib.error, PdfminerException,
    )  # fmt: skip
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            reader = _Reader(Tags(pdf))
            for page in pdf.pages[: MAX_PAGES + 1]:
                reader.add(page)
                page.close()
            title = str((pdf.metadata or {}).get("Title") or "")
        return Paper(tuple(reader.blocks()), kind, " ".join(title.split()), tuple(reader.notes))
    except broken as error:
        if any(isinstance(each, PDFPasswordIncorrect) for each in (error, *error.args, error.__cause__)):
            raise locked() from error
        raise damaged() from error


def _measure(data: bytes) -> None:
    """Unpack the streams in a bounded way before the library does it without. Raises DocumentError."""
    left = MAX_UNPACKED
    for match in _STREAM.finditer(data):
        piece = memoryview(data)[match.end() :]
        for _ in range(3):  # packed more than once
            if bytes(piece[:1]) not in (b"\x78", b"\x48", b"\x58", b"\x68", b"\x08", b"\x18", b"\x28", b"\x38"):
                break
            try:
                out = zlib.decompressobj().decompress(piece, left + 1)
            except zlib.error:
                break
            left -= len(out)
            if left < 0:
                raise too_large()
            piece = memoryview(out)


class _Reader:
    """The pages read so far."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.tagged = Tagged()
        self.notes: list[str] = []
        self._lines: list[list[Line]] = []
        self._grids: list[list[Grid]] = []
        self._heights: list[float] = []
        self._chars = self._unknown = 0
        self._pictures: list[int] = []
        self._until = time.monotonic() + SECONDS

    def add(self, page: Page) -> None:
        """Read one page."""
        number = len(self._lines) + 1
        if number > MAX_PAGES:
            raise DocumentError(f"超过 {MAX_PAGES} 页，不像是一份报告", "", "请只留下报告的那些页，另存后再用")
        if self._chars > MAX_CHARS or time.monotonic() > self._until:
            hint = "请在 Word 或 WPS 里打开它，另存为 .docx 再用"
            raise DocumentError("内容太多或者太复杂，不像是一份报告", "", hint)
        chars = page.dedupe_chars().chars
        for char in chars:
            char["text"] = meant(char["text"])
        self._chars += sum(1 for char in chars if char["text"].strip())
        self._unknown += sum(1 for char in chars if char["text"].startswith("(cid:") or char["text"] == "\ufffd")
        if len(chars) < _FEW and page.images:
            self._pictures.append(number)
        boxes = self._boxes(page, number)
        taken = [box for table in boxes for box in table]
        self._grids.append([grid(table, chars, f"第 {number} 页") for table in boxes])
        outside = [char for char in chars if not is_inside(char, taken)]
        self._lines.append(lines(outside, number))
        self._heights.append(float(page.height))
        if self.tagged.sound:
            self.tagged.add(outside, self.tags.page(page), number, float(page.height))

    def _boxes(self, page: Page, number: int) -> list[list[Box]]:
        """The boxes of each ruled table; a single box is a frame around text."""
        rules = [*page.lines, *page.rects]
        across = {round(rule[side] / 3) for rule in rules for side in ("x0", "x1")}
        down = {round(rule[side] / 3) for rule in rules for side in ("top", "bottom")}
        if len(rules) > MAX_RULES or len(across) * len(down) > MAX_CROSSINGS:
            self.notes.append(f"第 {number} 页的线条太多，没有按表格读，只读了文字")
            return []
        straight = page.filter(lambda each: each["object_type"] in ("line", "rect", "char"))
        return [table.cells for table in straight.find_tables() if len(table.cells) > 1]

    def blocks(self) -> Iterator[Block]:
        """All that was read. Raises DocumentError where there is no text to speak of."""
        if self._unknown * 5 > self._chars:
            hint = "请用文字识别（OCR）软件转成 Word 或文本，再核对后使用"
            raise DocumentError("文字没有编码，读出来是乱码", "", hint)
        if self._chars < _FEW:
            hint = "请用文字识别（OCR）软件转成 Word 或文本，再核对后使用；最好向制作的人要原来的 Word 文件"
            raise DocumentError("里面是扫描的图片，没有文字", "", hint)
        if self._pictures:
            pages = "、".join(map(str, self._pictures))
            self.notes.append(f"第 {pages} 页是图片，图片里的文字没有读入")
        yield from self._in_order(self._flow())

    def _flow(self) -> list[Line | Told | Grid]:
        """The text and the tables page by page from the top; what is left out is noted."""
        told = self.tagged.told(spaced=self.tags.spaced)
        found: list[Line | Told] = []
        if told is None:
            left_out, notes = furniture(self._lines, self._heights)
            found += [line for page in self._lines for line in page if line not in left_out]
        else:
            notes = notes_on(self.tagged.edge)
            found += told
        self.notes += notes
        by_page: list[list[Line | Told | Grid]] = [list(tables) for tables in self._grids]
        for each in found:
            by_page[each.page - 1].append(each)
        return [each for page in by_page for each in sorted(page, key=_top)]

    def _in_order(self, flow: Sequence[Line | Told | Grid]) -> Iterator[Block]:
        """Lines to paragraphs, tables as they are; two tables without a line between may have a torn row."""
        tables = [each for each in flow if isinstance(each, Grid)]
        for index, (one, two) in enumerate(pairwise(flow)):
            if isinstance(one, Grid) and isinstance(two, Grid) and one.table.place != two.table.place:
                at = sum(isinstance(each, Grid) for each in flow[:index])
                tables[at : at + 2] = self._mended(tables[at], tables[at + 1])
        known = layout(
            [each for each in flow if isinstance(each, Line)],
            ((each.box[0], each.box[2]) for each in flow if isinstance(each, Grid)),
        )
        rest = iter(tables)
        for _, group in groupby(flow, key=type):
            found = list(group)
            yield from (each.block for each in found if isinstance(each, Told))
            yield from (next(rest).table for each in found if isinstance(each, Grid))
            joined = paragraphs([each for each in found if isinstance(each, Line)], known)
            yield from (Paragraph(text, place=f"第 {page} 页") for text, page in joined)

    def _mended(self, above: Grid, below: Grid) -> tuple[Grid, Grid]:
        both = mend(above, below)
        if both is None:
            return above, below
        self.notes.append(f"{above.table.place}末尾被分页断开的一行已经接上")
        return both


def _top(each: Line | Told | Grid) -> float:
    return each.box[1] if isinstance(each, Grid) else each.top
