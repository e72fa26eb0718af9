"""Tables of a web page: which hold data and which only place things side by side, and the cells of the former.

A table that holds another one, that has a single column, or that holds long prose is a container; everything else is
data and is read as it stands, spans and empty cells included. Invariant: no cell reaches below its group of rows, and
all tables of a page together have no more squares than `MOST_SQUARES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from reportwizard.blocks import Cell, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.html_text import Hidden, text_of

MOST_SQUARES = 200_000
"""The squares that the tables of a page may have together; a report has some five hundred."""

_MOST_COLUMNS = 100
_PROSE = 200
_FEW = 12
_SPAN = re.compile(r"\s*\+?(\d{1,9})", re.ASCII)

Rows = Sequence[Sequence[LexborNode]]


class Tables:
    """The tables of one page."""

    def __init__(self, body: LexborNode, hidden: Hidden) -> None:
        self.hidden = hidden
        self.squares = 0
        self.holders = _holders(body)
        self.spanned = frozenset(node.mem_id for node in body.css("[rowspan], [colspan]"))
        """The elements that say how far they reach; asking each cell would take longer than parsing the page."""

    def read(self, node: LexborNode, within: tuple[int, ...]) -> Table | None:
        """The table as data; None where it is a container. Raises DocumentError for a table beyond all measure."""
        if node.mem_id in self.holders:
            return None
        met = len(self.hidden.texts)
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        for head, group in self._groups(node):
            heads += len(group) if head and heads == len(rows) else 0
            rows += (tuple(self._cells(cells, len(group) - index)) for index, cells in enumerate(group))
        if _is_container([[cell.text for cell in row if cell.text] for row in rows]):
            del self.hidden.texts[met:]  # they will be met again
            return None
        while heads < len(rows) and rows[heads] and all(cell.header for cell in rows[heads]):
            heads += 1
        return Table(tuple(rows), header_rows=heads, within=within)

    def _groups(self, table: LexborNode) -> Iterator[tuple[bool, Rows]]:
        """The groups of rows, and whether each is the head; a row is its cells."""
        for group in _elements(table):
            if group.tag in ("thead", "tbody", "tfoot") and not self.hidden.meet(group):
                rows = [row for row in _elements(group) if row.tag == "tr" and not self.hidden.meet(row)]
                yield group.tag == "thead", [self._shown(row) for row in rows]

    def _shown(self, row: LexborNode) -> list[LexborNode]:
        return [cell for cell in _elements(row) if cell.tag in ("td", "th") and not self.hidden.meet(cell)]

    def _cells(self, cells: Sequence[LexborNode], below: int) -> Iterator[Cell]:
        for node in cells:
            rowspan = colspan = 1
            if node.mem_id in self.spanned:
                attributes = node.attributes
                rowspan = min(_span(attributes.get("rowspan")) or below, below)  # 0: down to the end
                colspan = min(_span(attributes.get("colspan")) or 1, _MOST_COLUMNS)
            self.squares += rowspan * colspan
            if self.squares > MOST_SQUARES:
                raise DocumentError(
                    f"网页里的表格太大（超过 {MOST_SQUARES // 10000} 万格），不是一份报告的表",
                    hint="请核对文件，只另存报告那一页",
                )
            yield Cell(text_of(node, self.hidden), rowspan, colspan, header=node.tag == "th")


def captions(table: LexborNode) -> Iterator[LexborNode]:
    """The captions of a table."""
    return (node for node in _elements(table) if node.tag == "caption")


def _holders(body: LexborNode) -> frozenset[int]:
    """The tables that hold other tables; a table of one cell counts for nothing but its text."""
    holders: set[int] = set()
    for table in reversed(body.css("table")):
        if table.mem_id not in holders and _is_single(table):
            continue
        above = table.parent
        while above is not None and above.tag != "table":
            above = above.parent
        if above is not None:
            holders.add(above.mem_id)
    return frozenset(holders)


def _is_single(table: LexborNode) -> bool:
    count = 0
    for group in _elements(table):
        for row in _elements(group):
            count += sum(1 for _ in _elements(row))
            if count > 1:
                return False
    return True


def _is_container(texts: Sequence[Sequence[str]]) -> bool:
    if all(len(row) <= 1 for row in texts):
        return True
    every = [text for row in texts for text in row]
    prose = [text for text in every if len(text) > _PROSE]
    return bool(prose) and len(every) - len(prose) < _FEW


def _span(text: str | None) -> int:
    match = _SPAN.match(text) if text else None
    return int(match.group(1)) if match else 1


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next
