"""Markdown: what the program itself writes is taken back exactly, what others write as it is shown.

Blocks are CommonMark's, tables GitHub's, but the cells of a row are taken from its line, because Markdown drops those
that its first row has no column for. HTML inside is read as HTML where it is such, else it is text. A line is a
paragraph of its own unless the document is plainly broken at one width. Invariant: nothing that is text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from reportwizard.blocks import Block, Cell, Heading, Paper, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.decoding import decode
from reportwizard.readers.html import read_page
from reportwizard.readers.html_names import KNOWN
from reportwizard.readers.lines import join, width, wrapped
from reportwizard.readers.text import blocks_of

_MOST = 1_000_000
_MOST_CELLS = 100_000
_MOST_SIGNS = 1_000
_DEEPEST = 40
_NARROWEST, _WIDEST = 40, 160
_MARKUP = re.compile(r"[\\`*_<&!\[\]]")
_PREFIX = re.compile(r"[ \t>]*")
_BREAK = re.compile(r"(?i)<br\s*/?>")
_TAG = re.compile(r"</?([A-Za-z][\w:-]*)")
_INVISIBLE = re.compile(r"(?is)<!--(?:(?!<!--|-->).)*+-->|<!doctype[^<>]*>")
_TABLE = re.compile(r"(?i)^ {0,3}<table\b")
_TABLE_EDGE = re.compile(r"(?i)<(/?)table\b")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def read(data: bytes, kind: str) -> Paper:
    """The document in `data`. Raises DocumentError where it is too large or nested too deep."""
    decoded = decode(data)
    if len(decoded.text) > _MOST:
        raise DocumentError("Markdown 文件太大（超过 100 万字），不是一份报告", hint="请核对文件")
    notes = list(decoded.notes)
    blocks: list[Block] = []
    for is_html, text in _parts(decoded.text):
        if is_html:
            page = read_page(text, kind)
            blocks += (replace(block, within=()) for block in page.blocks)
            notes += page.notes
        else:
            blocks += _Document(text, notes).blocks()
    return Paper(tuple(blocks), kind, notes=tuple(dict.fromkeys(notes)))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The document in pieces: tables in HTML, blank lines and all, and what stands between them."""
    found: list[str] = []
    depth = 0
    fenced = False
    for line in text.split("\n"):
        if not depth:
            fenced ^= bool(_FENCE.match(line))
        if not depth and not fenced and _TABLE.match(line):
            yield False, "\n".join(found)
            found = []
        if depth or (not fenced and _TABLE.match(line)):
            depth += sum(-1 if close else 1 for close in _TABLE_EDGE.findall(line))
            found.append(line)
            if depth <= 0:
                yield True, "\n".join(found)
                found, depth = [], 0
        else:
            found.append(line)
    yield depth > 0, "\n".join(found)


class _Document:
    """One run of Markdown, token by token."""

    def __init__(self, text: str, notes: list[str]) -> None:
        # what is set in by four spaces is prose here, and an address between brackets is no definition
        blocks = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable(["code", "reference"])
        blocks.core.ruler.disable(["inline", "text_join"])
        self.inline = MarkdownIt("commonmark")
        self.lines = text.split("\n")
        self.notes = notes
        self.cells = 0
        self.tokens = blocks.parse(text)
        if any(token.level >= _DEEPEST - 1 for token in self.tokens):
            raise DocumentError("Markdown 嵌套太深", hint="请核对文件，去掉多余的引用符号和列表层级")
        paragraphs = [
            [line.strip() for line in token.content.split("\n")]
            for before, token in pairwise(self.tokens)
            if token.type == "inline" and before.type == "paragraph_open"
        ]
        room = max((width(line) for lines in paragraphs for line in lines), default=0)
        self.is_wrapped = _NARROWEST <= room <= _WIDEST and all(wrapped(lines, room) for lines in paragraphs)

    def blocks(self) -> Iterator[Block]:
        """The blocks, in order."""
        number = ""
        in_table = False
        for index, token in enumerate(self.tokens):
            if token.type == "table_open" and token.map:
                in_table = True
                yield from self._table(self.lines[token.map[0] : token.map[1]])
            elif token.type == "table_close":
                in_table = False
            elif token.type == "list_item_open":
                number = f"{token.info}{token.markup} " if token.info else ""
            elif token.type == "inline" and not in_table:  # the cells were read from their lines
                before = self.tokens[index - 1]
                for block in self._inline(token, int(before.tag[1]) if before.type == "heading_open" else 0):
                    yield Paragraph(number + block.text) if number and isinstance(block, Paragraph) else block
                    number = ""
            elif token.type == "fence":
                yield from blocks_of(token.content)
            elif token.type == "html_block":
                yield from self._html(token.content)

    def _inline(self, token: Token, level: int) -> Iterator[Block]:
        lines = token.content.split("\n")
        if not level and len(lines) > 1 and sum("|" in line for line in lines) > 1:
            yield from self._table(lines)  # rows without the rule that would make them a table
            return
        found, hard = self._shown(token.content)
        if level:
            yield from map(Paragraph, found[:-1] if len(lines) > 1 else ())
            if found:
                yield Heading(found[-1] if len(lines) > 1 else join(found), level)
        elif self.is_wrapped and not hard and len(lines) > 1:
            yield Paragraph(join(found))
        else:
            yield from map(Paragraph, found)

    def _shown(self, source: str) -> tuple[list[str], bool]:
        """The lines that running text shows, and whether one of them was broken on purpose."""
        signs = len(_MARKUP.findall(source))
        pieces = [source]
        hard = False
        if 0 < signs <= _MOST_SIGNS:  # beyond that it is no prose, and the parser would be busy for hours
            (token,) = self.inline.parseInline(source)
            pieces = [_piece(child) for child in token.children or ()]
            hard = any(
                "\n" in piece
                for piece, child in zip(pieces, token.children or (), strict=True)
                if child.type != "softbreak"
            )
        return [line for line in (each.strip() for each in "".join(pieces).split("\n")) if line], hard

    def _text(self, source: str) -> str:
        """The text of a cell, its breaks as line breaks."""
        return "\n".join(self._shown(source)[0])

    def _table(self, lines: Sequence[str]) -> Iterator[Block]:
        """The rows of a table with all their cells; a line without any upright line ends it."""
        rows: list[tuple[Cell, ...]] = []
        for number, line in enumerate(lines):
            bare = line[_prefix(line) :].strip()
            if number == 1 and "-" in bare and not bare.strip("|:- \t"):
                continue
            if "|" not in bare:
                if rows:
                    yield Table(tuple(rows))
                    rows = []
                text = self._text(bare)
                yield from map(Paragraph, text.split("\n") if text else ())
            else:
                cells = escapedSplit(bare)
                cells = cells[1:] if cells and not cells[0].strip() and bare.startswith("|") else cells
                cells = cells[:-1] if len(cells) > 1 and not cells[-1].strip() and bare.endswith("|") else cells
                self.cells += len(cells)
                if self.cells > _MOST_CELLS:
                    raise DocumentError("表格太大（超过 10 万格），不是一份报告的表", hint="请核对文件")
                rows.append(tuple(Cell(self._text(cell)) for cell in cells))
        if rows:
            yield Table(tuple(rows))

    def _html(self, source: str) -> Iterator[Block]:
        """A block of HTML; where it names elements that HTML does not know, it is text."""
        bare = _INVISIBLE.sub("", source)
        if "<!" not in bare and "<?" not in bare and all(name.lower() in KNOWN for name in _TAG.findall(bare)):
            page = read_page(source, "md")
            self.notes += page.notes
            yield from (replace(block, within=()) for block in page.blocks)
        else:
            yield from (Paragraph(line.strip()) for line in source.split("\n") if line.strip())


def _prefix(line: str) -> int:
    """How many characters before the row belong to a quotation or a list."""
    match = _PREFIX.match(line)
    return match.end() if match else 0


def _piece(token: Token) -> str:
    """What one piece of running text shows."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        if _BREAK.fullmatch(token.content):
            return "\n"
        tag = _TAG.match(token.content)
        known = tag[1].lower() in KNOWN if tag else _INVISIBLE.fullmatch(token.content)
        return "" if known else token.content
    if token.type == "image":
        return "".join(map(_piece, token.children or ()))
    return token.content
