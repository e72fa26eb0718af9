"""An OpenDocument text as paper: as it would be printed, automatic numbers included.

Reads neither headers, footers nor comments. Invariant: a cell is named once, at its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportwizard.blocks import Block, Cell, Heading, Paper, Paragraph, Table
from reportwizard.readers.bounds import MAX_CELLS, too_many_cells
from reportwizard.readers.grid import Placed, fill, without
from reportwizard.readers.numerals import prefix
from reportwizard.readers.odf import (
    CELL,
    COVERED,
    DRAW,
    MAX_REPEATED,
    OFFICE,
    STYLE,
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
from reportwizard.readers.odf_lists import Counts, Lists
from reportwizard.readers.package import damaged

_P, _H, _LIST, _TABLE = TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table"
_INDEXES = {
    TEXT + name
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index")
}
_SKIPPED = {TEXT + "tracked-changes", OFFICE + "forms", TEXT + "sequence-decls", TEXT + "variable-decls"}


def read(data: bytes, kind: str) -> Paper:
    """The document in `data`. Raises DocumentError."""
    package, roots = open_odf(data)
    body = roots[0].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise damaged()
    reader = _Reader(roots)
    blocks = tuple(reader.blocks(body))
    return Paper(blocks, kind, package.title("meta.xml"), tuple(reader.notes()))


class _Reader:
    def __init__(self, roots: list[etree._Element]) -> None:
        self.styles = Styles(roots)
        self.lists = Lists(roots)
        self.inline = Inline(self.styles)
        self._notes: dict[str, None] = {}
        self._cells = 0
        self._inside = 0

    def notes(self) -> Iterator[str]:
        """What was left out, in Chinese."""
        yield from self._notes
        if self.inline.hidden:
            text = self.inline.hidden[0]
            yield f"隐藏的文字没有读入：“{text[:20]}{'…' if len(text) > 20 else ''}”"
        if self.inline.comments:
            yield "批注没有读入"

    def _note(self, note: str) -> None:
        self._notes[note] = None

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """What a container holds, in its order; what its paragraphs refer to behind them."""
        for child in container:
            if child.tag in (_P, _H):
                yield from self._paragraph(child, "")
            elif child.tag == _LIST:
                yield from self._list(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag in _INDEXES:
                self._note("目录没有读入")
            elif child.tag == TEXT + "section" and child.get(TEXT + "display") in ("none", "condition"):
                self._note("隐藏的小节没有读入")
            elif child.tag.startswith(DRAW):
                yield from self._frame(child)
            elif child.tag in _SKIPPED:
                if next(child.iter(TEXT + "deletion"), None) is not None:
                    self._note("修订中删除的文字没有读入，插入的文字已经读入；请先接受或拒绝全部修订")
            else:
                yield from self.blocks(child)
            yield from self._aside()

    def _aside(self) -> Iterator[Block]:
        waiting, self.inline.aside = self.inline.aside, []
        for each in waiting:
            if each.tag == TEXT + "note" and self._inside:
                self.inline.aside.append(each)  # it is no part of the cell
            elif each.tag == TEXT + "note":
                self._note("脚注（尾注）作为单独的段落，读在引用它的段落或表格之后")
                yield from (block for body in each.iterchildren(TEXT + "note-body") for block in self.blocks(body))
            else:
                yield from self._frame(each)

    def _frame(self, element: etree._Element) -> Iterator[Block]:
        """Text boxes and shapes hold paragraphs; of several renderings of one thing (draw:image) there is no text."""
        if element.tag == DRAW + "object":
            self._note("文件里嵌着图表或另一个文件，其中的内容没有读入")
        else:
            yield from self.blocks(element)

    # ---- paragraphs and lists

    def _paragraph(self, element: etree._Element, listed: str) -> Iterator[Block]:
        text = self._text(element, listed)
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        level = self._level(element)
        if lines and level:
            yield Heading("".join(lines), level)
        else:
            yield from map(Paragraph, lines)

    def _text(self, element: etree._Element, listed: str = "") -> str:
        """The text of a paragraph or heading with its number; `listed` is the one that its list gives it."""
        if self.styles.hides("paragraph", element.get(TEXT + "style-name", "")):
            self.inline.hidden.append("".join(element.itertext()))
            return ""
        text = self.inline.text(element)
        given = listed or "".join(each.text or "" for each in element.iterchildren(TEXT + "number"))
        if not given and element.tag == _H and element.get(TEXT + "is-list-header") != "true":
            level = number(element.get(TEXT + "outline-level"), 1) - 1
            start = element.get(TEXT + "start-value") if element.get(TEXT + "restart-numbering") == "true" else None
            given = self.lists.heading(level, start)
        return prefix(given, text)

    def _level(self, element: etree._Element) -> int:
        if element.tag == _H:
            return max(1, number(element.get(TEXT + "outline-level"), 1))
        names = self.styles.chain("paragraph", element.get(TEXT + "style-name", ""))
        return int(any(each.get(STYLE + "name") == "Title" for each in names))

    def _list(
        self, element: etree._Element, counts: Counts | None = None, style: str = "", level: int = 0
    ) -> Iterator[Block]:
        style = element.get(TEXT + "style-name", style)
        counts = counts if counts is not None else self.lists.open(element, style)
        for item in element.iterchildren(TEXT + "list-item", TEXT + "list-header"):
            for index, child in enumerate(item):
                if child.tag == _LIST:
                    yield from self._list(child, counts, style, level + 1)
                elif child.tag in (_P, _H):
                    first = index == 0 and item.tag == TEXT + "list-item"
                    start = item.get(TEXT + "start-value")
                    yield from self._paragraph(child, self.lists.item(counts, style, level, start) if first else "")
                    yield from self._aside()

    # ---- tables

    def _table(self, table: etree._Element) -> Iterator[Block]:
        own = [cell for row in rows_of(table) for cell in row.iterchildren(CELL)]
        inner = [each for each in table.iter(_TABLE) if each is not table]
        if inner and max(sum(1 for row in rows_of(each) for _ in row) for each in inner) > len(own):
            for cell in own:  # a table that only lays out the page
                yield from self.blocks(cell)
            return
        placed: list[Placed] = []
        hidden: list[int] = []
        y = 0
        for row in rows_of(table):
            for _ in range(number(row.get(TABLE + "number-rows-repeated"), 1, MAX_REPEATED)):
                if y > MAX_CELLS:
                    raise too_many_cells()
                if is_hidden(row):
                    hidden.append(y)
                placed += self._row(row, y)
                y += 1
        columns = hidden_columns(table)
        if hidden or columns:
            self._note("表格里隐藏的行或列没有读入")
        shown = list(without(placed, hidden, columns))
        rows, covered = fill(shown, y - len(hidden), max((x + cell.colspan for _, x, cell in shown), default=0))
        for text in covered:
            self._covered(text)
        if rows:
            yield Table(rows)

    def _covered(self, text: str) -> None:
        self._note(f"合并的单元格里有看不见的文字，没有读入：“{text[:20]}”")

    def _row(self, row: etree._Element, y: int) -> Iterator[Placed]:
        x = 0
        for cell in row.iterchildren(CELL, COVERED):
            repeated = number(cell.get(TABLE + "number-columns-repeated"), 1, MAX_REPEATED)
            self._cells += repeated
            if self._cells > MAX_CELLS:
                raise too_many_cells()
            if cell.tag == CELL:
                down = number(cell.get(TABLE + "number-rows-spanned"), 1, MAX_REPEATED)
                along = number(cell.get(TABLE + "number-columns-spanned"), 1, MAX_REPEATED)
                shown = Cell(self._cell_text(cell), max(1, down), max(1, along))
                yield from ((y, x + more, shown) for more in range(repeated))
            elif next(cell.iter(_P), None) is not None and (text := self._cell_text(cell)):
                self._covered(text)
            x += repeated

    def _cell_text(self, cell: etree._Element) -> str:
        """The paragraphs of a cell a line each, those of a table inside it too."""
        lines: list[str] = []
        self._inside += 1
        for block in self.blocks(cell):
            if isinstance(block, Table):
                lines += [each.text for row in block.rows for each in row if each.text]
            else:
                lines.append(block.text)
        self._inside -= 1
        return "\n".join(lines).strip()
