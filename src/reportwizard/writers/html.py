"""One web page: self-contained, valid, accessible; what a website can take as it is and a browser prints on A4.

Not a template for a site: no navigation, no script, nothing from elsewhere, and a policy in the page that forbids both.
Every text is escaped, so nothing in a report becomes markup; phones are told not to make links of figures. A table is a
real one: merged cells merged, a caption, a scope on each header cell, and where heads nest, each figure names its own
(`headers`), because the scopes of HTML cannot say which of several tables in one grid a head belongs to. The same
blocks give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from reportwizard.blocks import Block, Heading, Table
from reportwizard.characters import one_line
from reportwizard.writers.bands import Band, bands
from reportwizard.writers.grid import Placed, squares
from reportwizard.writers.layout import title_parts

_NUMBERING = re.compile("^[一二三四五六七八九十]+、")
_DEEPEST = 6

# Styles are allowed by name, not by their hash: whoever puts the page on a website changes them, and with a hash one
# changed letter would take away all of them. Nothing else can be loaded or run.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def write(blocks: Iterable[Block]) -> str:
    """The page; its title is the first heading of level 1. Headings and paragraphs without text are left out."""
    title, caption, tables = "", "", 0
    body: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            body += _table(squares(block), block, f"t{tables}", _caption(tables, caption))
            continue
        text = _text(block.text)
        if isinstance(block, Heading):
            title = title or (text if block.level == 1 else "")
            caption = text
        if text:
            tag = f"h{min(block.level, _DEEPEST)}" if isinstance(block, Heading) else "p"
            body.append(f"<{tag}>{_breakable(block.text) if tag == 'h1' else text}</{tag}>")
    return _PAGE.format(policy=escape(_POLICY), title=title or "无标题", style=_style(), body="\n".join(body))


@cache
def _style() -> str:
    return Path(__file__).with_name("html.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(one_line(text).strip())


def _breakable(title: str) -> str:
    """A title that says where it may best be broken."""
    return "<wbr>".join(map(escape, title_parts(one_line(title).strip())))


def _caption(number: int, heading: str) -> str:
    """What a table is called: by the heading above it, without the heading's own number."""
    return f"表 {number}　{_NUMBERING.sub('', heading)}".strip()


def _table(grid: Sequence[Sequence[Placed]], table: Table, name: str, caption: str) -> Iterator[str]:
    if not grid or not grid[0]:
        return
    head, bodies = _groups(bands(grid), grid, table.header_rows)
    columns = _column_groups(grid) if head else []
    markup = _Cells(grid, table, name, columns, {(part[0].start, part[-1].stop) for part in bodies})
    yield f'<div class="table" role="region" aria-labelledby="{name}" tabindex="0">'
    yield "<table>"
    yield f'<caption id="{name}">{caption}</caption>'
    for _, span in columns:
        yield f'<colgroup span="{span}"></colgroup>'
    for tag, part in (*(("thead", part) for part in head), *(("tbody", part) for part in bodies)):
        yield f"<{tag}>"
        for y in range(part[0].start, part[-1].stop):
            yield f"<tr>{''.join(markup.row(y))}</tr>"
        yield f"</{tag}>"
    yield "</table>"
    yield "</div>"


def _groups(
    found: Sequence[Band], grid: Sequence[Sequence[Placed]], header_rows: int
) -> tuple[list[list[Band]], list[list[Band]]]:
    """The bands of the table's head, and those of its groups of rows.

    A group begins at heads, and where a label takes in several rows it is those; simple rows in between keep together.
    """
    head = [[found[0]]] if found[0].head and 0 < found[0].stop == header_rows < len(grid) else []
    bodies: list[list[Band]] = []
    closed = True
    for band in found[len(head) :]:
        alone = not band.head and band.stop - band.start > 1
        if closed or band.head or (alone and not bodies[-1][-1].head):
            bodies.append([])
        bodies[-1].append(band)
        closed = alone
    return head, bodies


def _column_groups(grid: Sequence[Sequence[Placed]]) -> list[tuple[int, int]]:
    """(first column, columns) of each cell in the topmost row: they are what the columns are grouped by."""
    return [(owner.column, owner.colspan) for owner in dict.fromkeys(grid[0])]


class _Cells:
    """The markup of a table's cells, each where its upper left corner stands."""

    def __init__(
        self,
        grid: Sequence[Sequence[Placed]],
        table: Table,
        name: str,
        columns: Iterable[tuple[int, int]],
        groups: Iterable[tuple[int, int]],
    ) -> None:
        self.grid = grid
        self.stub = table.stub_columns
        self.name = name
        self.columns = frozenset(columns)
        self.groups = frozenset(groups)
        self.heads = [all(owner.cell.header for owner in row) for row in grid]
        cells = [owner for row in grid for owner in row]
        self.nested = any(cell.cell.header and cell.rowspan * cell.colspan > 1 for cell in cells)

    def row(self, y: int) -> Iterator[str]:
        """The cells that begin in row `y`."""
        for x, owner in enumerate(self.grid[y]):
            if (owner.row, owner.column) == (y, x):
                yield self._cell(owner)

    def _cell(self, owner: Placed) -> str:
        attributes = ""
        if owner.rowspan > 1:
            attributes += f' rowspan="{owner.rowspan}"'
        if owner.colspan > 1:
            attributes += f' colspan="{owner.colspan}"'
        if owner.cell.header:
            label = owner.column <= self.stub - 1 < owner.column + owner.colspan
            mark = ' class="label"' if label and owner.colspan < len(self.grid[0]) else ""
            identity = f' id="{self._id(owner)}"' if self.nested else ""
            return f'<th{identity}{mark} scope="{self._scope(owner)}"{attributes}>{_text(owner.cell.text)}</th>'
        named = " ".join(self._id(header) for header in self._headers(owner)) if self.nested else ""
        if named:
            attributes += f' headers="{named}"'
        if owner.cell.number is not None:
            attributes = f' class="figure"{attributes}'
        return f"<td{attributes}>{_text(owner.cell.text)}</td>"

    def _id(self, owner: Placed) -> str:
        return f"{self.name}r{owner.row + 1}c{owner.column + 1}"

    def _scope(self, owner: Placed) -> str:
        if not self.heads[owner.row]:
            return "rowgroup" if owner.rowspan > 1 and self._is_group(owner) else "row"
        if owner.colspan == len(self.grid[0]) and not self.columns:
            return "rowgroup"
        return "colgroup" if owner.colspan > 1 and (owner.column, owner.colspan) in self.columns else "col"

    def _is_group(self, owner: Placed) -> bool:
        return (owner.row, owner.row + owner.rowspan) in self.groups

    def _headers(self, owner: Placed) -> list[Placed]:
        """The heads above a cell, then the labels beside it, from the outside in."""
        above: list[Placed] = []
        for x in range(owner.column, owner.column + owner.colspan):
            above += _nearest([self.grid[y][x] for y in range(owner.row - 1, -1, -1)])
        beside: list[Placed] = []
        for y in range(owner.row, owner.row + owner.rowspan):
            beside += _nearest(self.grid[y][owner.column - 1 :: -1] if owner.column else [])
        columns = sorted(dict.fromkeys(above), key=lambda header: (header.row, header.column))
        rows = sorted(dict.fromkeys(beside), key=lambda header: (header.column, header.row))
        return list(dict.fromkeys([*columns, *rows]))


def _nearest(line: Iterable[Placed]) -> Iterator[Placed]:
    """The header cells that one meets first on the way outward; other cells further out end them."""
    met = False
    for owner in line:
        if owner.cell.header:
            met = True
            if owner.text:
                yield owner
        elif met:
            return
