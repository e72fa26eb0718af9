"""A Word file as paper: zip and XML alone, no document model between.

Reads the body as it would be printed, automatic numbers included; neither headers, footers nor comments. Invariant: a
cell is named once, at its upper left corner, and every square of a table is some cell's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reportwizard.blocks import Block, Cell, Heading, Paper, Paragraph, Table
from reportwizard.readers.bounds import MAX_SQUARES, too_many_cells
from reportwizard.readers.docx_names import (
    BR,
    CR,
    OPEN,
    PTAB,
    TAB,
    TBL,
    TC,
    TR,
    VAL,
    P,
    R,
    T,
    W,
)
from reportwizard.readers.docx_styles import Numbering, Style, Styles
from reportwizard.readers.docx_visible import keep_visible
from reportwizard.readers.numerals import prefix
from reportwizard.readers.package import Package, damaged

_HYPHEN, _FIELD = W + "noBreakHyphen", W + "fldChar"
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_MARKS = {TAB: "\t", PTAB: "\t", BR: "\n", CR: "\n", _HYPHEN: "-"}
_INLINE = (T, *_MARKS, _FIELD, *_NOTES)
_STYLE, _NUMBERED, _LEVEL = W + "pStyle", W + "numPr", W + "outlineLvl"
_SPAN, _DOWN, _ACROSS, _BEFORE, _AFTER = (W + x for x in ("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter"))
_SAID = (_STYLE, _NUMBERED, _LEVEL, _SPAN, _DOWN, _ACROSS, _BEFORE, _AFTER)
_NOTHING: dict[str, etree._Element] = {}
_MAX_SPAN = 256


def read(data: bytes, kind: str) -> Paper:
    """The document in `data`. Raises DocumentError."""
    package = Package(data)
    name = package.related("", "officeDocument") or "word/document.xml"
    body = package.tree(name).find(W + "body")
    if body is None:
        raise damaged()
    parts = {each.kind: each.target for each in package.relations(name) if each.target in package}
    trees = {each: package.tree(parts[each]) for each in ("styles", "numbering") if each in parts}
    reader = _Reader(package, parts, Styles(trees.get("styles")), trees.get("numbering"))
    blocks = tuple(reader.read(body))
    if "comments" in parts:
        reader.notes.append("批注没有读入")
    return Paper(blocks, kind, package.title(), tuple(dict.fromkeys(reader.notes)))


class _Reader:
    def __init__(
        self, package: Package, parts: dict[str, str], styles: Styles, numbering: etree._Element | None
    ) -> None:
        self.package = package
        self.parts = parts
        self.styles = styles
        self.numbering = Numbering(numbering, styles)
        self.notes: list[str] = []
        self._squares = 0
        self._said: dict[etree._Element, dict[str, etree._Element]] = {}
        self._pieces: dict[etree._Element, list[str]] = {}
        self._cites: dict[etree._Element, list[tuple[str, str]]] = {}
        self._cited: list[tuple[str, str]] = []
        self._foot: dict[str, dict[str, etree._Element]] = {}

    def read(self, body: etree._Element) -> Iterator[Block]:
        """The blocks of a body (or of a footnote)."""
        self.notes += keep_visible(body, self.styles.hidden)
        self._gather(body)
        for child in _flat(body):
            yield from self._block(child)
            yield from self._footnotes()

    def _block(self, element: etree._Element) -> Iterator[Block]:
        if element.tag == P:
            yield from self._paragraph(element)
        elif element.tag == TBL:
            yield from self._table(element)

    def _gather(self, body: etree._Element) -> None:
        """What paragraphs, cells and rows say of themselves, and the text, in two passes.

        Asking each of them in turn would take longer than parsing the file.
        """
        for each in body.iter(*_SAID):
            self._said.setdefault(each.getparent().getparent(), {})[each.tag] = each
        pieces: list[str] = []
        codes: list[int | None] = []
        owner = None
        for each in body.iter(P, *_INLINE):
            tag = each.tag
            if tag == P:
                owner, codes = each, []
                pieces = self._pieces[each] = []
            elif tag == T:
                pieces.append(each.text or "")
            elif tag == _FIELD:
                _step(codes, each.get(W + "fldCharType", ""), pieces)
            elif tag in _NOTES:
                self._cites.setdefault(owner, []).append((_NOTES[tag], each.get(W + "id", "")))
            elif tag != TAB or each.getparent().tag == R:  # else it is a stop of the ruler
                pieces.append(_MARKS[tag])

    # ---- paragraphs

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        style, text = self._read(element)
        if style.name.startswith("toc "):
            self.notes.append("目录没有读入")
            return
        lines = [line for line in map(str.strip, text.split("\n")) if line]
        own = self._said.get(element, _NOTHING).get(_LEVEL)
        value = "" if own is None else own.get(VAL, "")
        level = int(value) if value.isdecimal() and len(value) < 9 else style.level
        if level is None and style.name == "title":
            level = 0
        if lines and level is not None and level < 9:
            yield Heading(_on_one_line(lines), level + 1)
        else:
            yield from map(Paragraph, lines)

    def _read(self, element: etree._Element) -> tuple[Style, str]:
        """The style of a paragraph, and its text with its number."""
        self._cited += self._cites.get(element, ())
        said = self._said.get(element, _NOTHING)
        named = said.get(_STYLE)
        style_id = self.styles.default if named is None else named.get(VAL, "")
        text = "".join(self._pieces[element])
        if self.numbering.used:
            text = prefix(self.numbering.number(said.get(_NUMBERED), style_id), text)
        return self.styles.of(style_id), text

    def _footnotes(self) -> Iterator[Block]:
        """What the block before refers to, behind it."""
        cited, self._cited = self._cited, []
        for kind, id_ in cited:
            if kind not in self._foot:
                root = self.package.tree(self.parts[kind]) if kind in self.parts else None
                items = () if root is None else root.iterchildren(*(W + name for name in ("footnote", "endnote")))
                self._foot[kind] = {each.get(W + "id", ""): each for each in items}
            note = self._foot[kind].pop(id_, None)
            if note is None:
                continue
            self.notes.append("脚注（尾注）作为单独的段落，读在引用它的段落或表格之后")
            yield from self.read(note)

    # ---- tables

    def _table(self, element: etree._Element) -> Iterator[Block]:
        rows = [(row, [cell for cell in _flat(row) if cell.tag == TC]) for row in _flat(element) if row.tag == TR]
        inner = [table for table in element.iter(TBL) if table is not element]
        if inner and max(_size(table) for table in inner) > sum(len(cells) for _, cells in rows):
            for cell in (cell for _, cells in rows for cell in cells):  # a table that only lays out the page
                for child in _flat(cell):
                    yield from self._block(child)
            return
        grid = self._merged([self._row(row, cells) for row, cells in rows])
        if grid:
            yield Table(grid)

    def _row(self, row: etree._Element, cells: Sequence[etree._Element]) -> list[_Square]:
        said = self._said.get(row, _NOTHING)
        squares = [_Square("") for _ in range(_number(said.get(_BEFORE)))]
        for cell in cells:
            text = self._cell_text(cell)
            said = self._said.get(cell, _NOTHING)
            if not said:
                squares.append(_Square(text))
                continue
            across, down, span = said.get(_ACROSS), said.get(_DOWN), max(1, _number(said.get(_SPAN)))
            if squares and across is not None and across.get(VAL, "continue") != "restart":
                self._covered(text)
                squares[-1].colspan += span
                continue
            opens = down is not None and down.get(VAL) == "restart"
            squares.append(_Square(text, span, opens, down is not None and not opens))
        after = _number(self._said.get(row, _NOTHING).get(_AFTER))
        squares += [_Square("") for _ in range(after)]
        self._squares += sum([square.colspan for square in squares])
        if self._squares > MAX_SQUARES:
            raise too_many_cells()
        return squares

    def _covered(self, text: str) -> None:
        if text:
            self.notes.append(f"合并的单元格里有看不见的文字，没有读入：“{text[:20]}”")

    def _merged(self, rows: list[list[_Square]]) -> tuple[tuple[Cell, ...], ...]:
        """Put the parts of cells that go down over several rows together."""
        heads: list[list[_Square]] = []
        above: dict[int, _Square] = {}
        for row in rows:
            heads.append([])
            open_: dict[int, _Square] = {}
            x = 0
            for square in row:
                head = above.get(x) if square.up else None
                if head and head.colspan == square.colspan:
                    self._covered(square.text)
                    head.rowspan += 1
                    open_[x] = head
                else:
                    heads[-1].append(square)
                    if square.opens or square.up:
                        open_[x] = square
                x += square.colspan
            above = open_
        return tuple(tuple([Cell(each.text, each.rowspan, each.colspan) for each in row]) for row in heads)

    def _cell_text(self, cell: etree._Element) -> str:
        lines = []
        for child in _flat(cell):
            if child.tag == P:
                lines.append(self._read(child)[1].strip(" \t\u3000"))
            elif child.tag == TBL:
                inner = (each for row in _flat(child) if row.tag == TR for each in _flat(row) if each.tag == TC)
                lines += [self._cell_text(each) for each in inner]
        return "\n".join(lines).strip()


@dataclass(slots=True)
class _Square:
    """A cell on its way: `opens` says that others may join it from below, `up` that it is part of the one above."""

    text: str
    colspan: int = 1
    opens: bool = False
    up: bool = False
    rowspan: int = 1


def _step(codes: list[int | None], kind: str, pieces: list[str]) -> None:
    """Follow a field: what stands between its begin and its result is code. One that never ends hides nothing."""
    if kind == "begin":
        codes.append(len(pieces))
    elif kind in ("separate", "end") and codes:
        start = codes[-1]
        if start is not None:
            del pieces[start:]
            codes[-1] = None
        if kind == "end":
            codes.pop()


def _flat(element: etree._Element) -> Iterator[etree._Element]:
    """The children, with what containers without a meaning hold in their stead."""
    for child in element:
        if child.tag in OPEN:
            yield from _flat(child)
        else:
            yield child


def _size(table: etree._Element) -> int:
    return sum(1 for row in _flat(table) if row.tag == TR for cell in _flat(row) if cell.tag == TC)


def _number(element: etree._Element | None) -> int:
    value = "" if element is None else element.get(VAL, "")
    return min(int(value), _MAX_SPAN) if value.isdecimal() and len(value) < 9 else 0


def _on_one_line(lines: Sequence[str]) -> str:
    """The lines of a heading; Latin words and figures keep a space between them."""
    text = lines[0]
    for line in lines[1:]:
        text += (" " if text[-1].isascii() and line[0].isascii() else "") + line
    return text
