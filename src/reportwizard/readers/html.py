"""Web pages, saved or exported: whatever stands around the report is read too; which part it is, others decide.

Reads what a browser would show, in the order of the source: headings, paragraphs (one for each line that is seen),
tables. Layout tables are containers like any other. `within` numbers the elements around a block, so that the smallest
one that holds the report can be found. Invariants: no text that is seen is lost, but for fields outside
tables; no recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportwizard.blocks import Block, Heading, Paper, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.decoding import declared_encoding, decode
from reportwizard.readers.html_guard import DEEPEST, guarded, too_deep
from reportwizard.readers.html_names import BLOCKS, LINES
from reportwizard.readers.html_tables import Tables, captions
from reportwizard.readers.html_text import Hidden, leaf, lines, squeeze, text_of

_CONTAINERS = 64
"""How many containers around a block are numbered."""

_LONGEST_HEADING = 120
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十百]+|\d+)[)）、.．]")
_NUMERALS = "〇一二三四五六七八九"
_CHINESE = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|chinese)", re.IGNORECASE)
_OTHER = re.compile(r"list-style(?:-type)?\s*:(?![^;]*decimal)", re.IGNORECASE)
_SEVERAL = 3
_PIPES = re.compile("[|｜│┃║¦]")


def read(data: bytes, kind: str) -> Paper:
    """The page in `data`. Raises DocumentError where it is too large, nested too deep, or only a frame."""
    decoded = decode(data, declared_encoding(data))
    paper = read_page(decoded.text, kind)
    return replace(paper, notes=(*decoded.notes, *paper.notes))


def read_page(text: str, kind: str) -> Paper:
    """The page whose source is `text`, or a piece of one."""
    tree = LexborHTMLParser(guarded(text))
    if tree.body is None:
        if tree.css_first("frameset") is not None:
            raise DocumentError("这是框架网页，正文在另外的文件里", hint="请打开正文所在的那一页，另存后再用")
        return Paper((), kind)
    page = _Page(tree, tree.body)
    page.walk()
    return Paper(tuple(_gathered(page.blocks)), kind, _title(tree), tuple(page.hidden.notes()))


def _gathered(blocks: Sequence[Block]) -> Iterable[Block]:
    """The blocks, with tables made of paragraphs in which upright lines stand; what reads such is loaded for them.

    A page with several tables of its own draws none: there such lines are prose.
    """
    if sum(isinstance(block, Table) and len(block.rows) > 1 for block in blocks) >= _SEVERAL:
        return blocks
    if not any(isinstance(block, Paragraph) and _PIPES.search(block.text) for block in blocks):
        return blocks
    from reportwizard.readers.plain_tables import gather_pipes

    return gather_pipes(blocks)


def _title(tree: LexborHTMLParser) -> str:
    for selector in ('meta[name="ArticleTitle" i]', 'meta[property="og:title" i]'):
        node = tree.css_first(selector)
        title = squeeze(node.attributes.get("content") or "") if node is not None else ""
        if title:
            return title
    node = tree.css_first("title")
    return squeeze(node.text()) if node is not None else ""


class _Frame(NamedTuple):
    """An element that is being gone through."""

    node: LexborNode
    block: bool
    within: tuple[int, ...]
    level: int
    """The level of the heading that it is in, else 0."""
    numbers: _Numbers | None
    """The numbering of the list that it is or is in."""


@dataclass(slots=True)
class _Numbers:
    """The numbers that a browser draws before the items of a list."""

    style: str
    next: int

    def take(self, item: LexborNode) -> str:
        """The number of the next item, as it is drawn."""
        attributes = item.attributes
        value = attributes.get("value") or ""
        number = int(value) if re.fullmatch(r"\d{1,4}", value, re.ASCII) else self.next
        self.next = number + 1
        style = _list_style(attributes.get("style") or "", self.style)
        if style == "chinese" and 0 < number < 100:
            return _chinese(number) + "、"
        return f"{number}. " if style else ""


def _list_style(css: str, inherited: str) -> str:
    if _CHINESE.search(css):
        return "chinese"
    return "" if _OTHER.search(css) else inherited


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return ten + (_NUMERALS[ones] if ones else "")


class _Page:
    """Goes through a page once and gathers its blocks."""

    def __init__(self, tree: LexborHTMLParser, body: LexborNode) -> None:
        self.hidden = Hidden.of(tree)
        self.tables = Tables(body, self.hidden)
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.number = ""
        self.containers = 0
        self.stack = [_Frame(body, True, (), 0, None)]

    def walk(self) -> None:
        """Gather everything."""
        node = self.stack[0].node.first_child
        while True:
            while node is None:
                frame = self.stack[-1]
                if frame.block:
                    self._flush()
                if frame.numbers is not None and frame.node.tag == "li":
                    self.number = ""
                self.stack.pop()
                if not self.stack:
                    return
                node = frame.node.next
            if self._enter(node):
                if len(self.stack) > DEEPEST:
                    raise too_deep()
                node = node.first_child
            else:
                node = node.next

    def _enter(self, node: LexborNode) -> bool:
        """Take a node in; whether what is in it is to be gone through."""
        tag = node.tag or ""
        text = leaf(node, tag, typed=False)
        if text is not None:
            self.pieces.append(text)
            return False
        if self.hidden.meet(node):
            return False
        frame = self.stack[-1]
        if tag not in BLOCKS:
            self.stack.append(_Frame(node, False, *frame[2:]))
            return True
        self._flush()
        if tag == "pre":
            self._preformatted(node)
            return False
        if tag == "table":
            table = self.tables.read(node, frame.within)
            if table is not None:
                for caption in captions(node):
                    self._paragraphs([line for line in text_of(caption, self.hidden).split("\n") if line])
                self.blocks.append(table)
                return False
        self.stack.append(self._block(node, tag, frame))
        return True

    def _block(self, node: LexborNode, tag: str, frame: _Frame) -> _Frame:
        within = frame.within
        if tag not in LINES and len(within) < _CONTAINERS:
            self.containers += 1
            within = (*within, self.containers)
        level, numbers = frame.level, frame.numbers
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            level = int(tag[1]) if _is_heading(node) else 0
        elif tag == "ol":
            numbers = _numbers(node)
        elif tag in ("ul", "menu", "dir"):
            numbers = None
        elif tag == "li" and numbers is not None:
            self.number = numbers.take(node)
        return _Frame(node, True, within, level, numbers)

    def _flush(self) -> None:
        """Make blocks of the text gathered since the last edge."""
        if not self.pieces:
            return
        found = lines(self.pieces)
        self.pieces.clear()
        frame = self.stack[-1]
        if found and frame.level:
            self.blocks.append(Heading(_joined(self._numbered(found)), frame.level, within=frame.within))
        else:
            self._paragraphs(found)

    def _preformatted(self, node: LexborNode) -> None:
        from reportwizard.readers.text import blocks_of

        for line_break in node.css("br"):
            line_break.replace_with("\n")
        within = self.stack[-1].within
        self.blocks += (replace(block, within=within) for block in blocks_of(node.text() or ""))

    def _paragraphs(self, found: list[str]) -> None:
        within = self.stack[-1].within
        self.blocks += (Paragraph(text, within=within) for text in self._numbered(found))

    def _numbered(self, found: list[str]) -> list[str]:
        """The lines with the number of the item that they begin; many pages draw none and write it out instead."""
        if not found or not self.number:
            return found
        number, self.number = self.number, ""
        return found if _NUMBERED.match(found[0]) else [number + found[0], *found[1:]]


def _is_heading(node: LexborNode) -> bool:
    """Whether a heading element is one; some pages never close it, and the whole page stands in it."""
    length = 0
    for count, each in enumerate(node.traverse(include_text=True)):
        if each.tag == "table" or count > _LONGEST_HEADING:
            return False
        length += len((each.text_content or "").strip()) if each.is_text_node else 0
        if length > _LONGEST_HEADING:
            return False
    return True


def _numbers(node: LexborNode) -> _Numbers:
    attributes = node.attributes
    start = attributes.get("start") or ""
    kind = attributes.get("type") or "1"
    style = _list_style(attributes.get("style") or "", "decimal" if kind == "1" else "")
    return _Numbers(style, int(start) if re.fullmatch(r"\d{1,4}", start, re.ASCII) else 1)


def _joined(found: Sequence[str]) -> str:
    """The lines of a title, which is broken only to look well, as one."""
    if len(found) == 1:
        return found[0]
    from reportwizard.readers.lines import join

    return join(found)
