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
from reportwizard.writers.grid import Placed, figure_columns, squares
from reportwizard.writers.layout import RUN_IN, joints, text_width, title_parts

_NUMBERING = re.compile("^[一二三四五六七八九十]+、")
_DEEPEST = 6

_PAGE_WIDTH = 442.0
_FULL_SIZE = 10.5
_SIZES = (10, 9, 8, 7, 6, 5, 4)
"""Points: between the margins of the printed page, of a table's text there, and what that becomes in a wide table."""

_AROUND = 6.0
"""Points of the padding and border of a printed cell."""

_DIGIT = 0.57
"""The widest figures of the usual Chinese fonts, in sizes of the font."""

_MEASURED = re.compile("([0-9][0-9,.]{0,14}(?:月[0-9]{1,2}日|[件条项个次人元万亿份起年月日%％]))")
"""A figure with its unit, a month with its day."""

_SHORT = 16
"""A text of this width in the place of a figure (251000元) is kept on one line, as the figure would be."""

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
        if text and isinstance(block, Heading):
            tag = f"h{min(block.level, _DEEPEST)}"
            body.append(f"<{tag}>{_breakable(block.text) if tag == 'h1' else text}</{tag}>")
        elif text:
            body.append(_paragraph(one_line(block.text).strip()))
    return _PAGE.format(policy=escape(_POLICY), title=title or "无标题", style=_style(), body="\n".join(body))


@cache
def _style() -> str:
    return Path(__file__).with_name("html.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(one_line(text).strip())


def _paragraph(text: str) -> str:
    """A paragraph, the heading that opens it marked; one that is but such a heading is a heading."""
    opening = RUN_IN.match(text)
    heading = opening.group() if opening else ""
    rest = text[len(heading) :]
    if not rest:
        return f'<h3 class="run-in">{escape(heading)}</h3>'
    marked = f'<span class="run-in">{escape(heading)}</span>' if heading else ""
    return f"<p>{marked}{_together(rest)}</p>"


def _together(text: str) -> str:
    """Running text in which no figure is parted from its unit."""
    pieces = _MEASURED.split(text)
    return "".join(
        f'<span class="figure">{escape(piece)}</span>' if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def _breakable(title: str) -> str:
    """A title that says where it may best be broken."""
    first, *others = title_parts(one_line(title).strip())
    return "<wbr>".join(map(escape, [*joints(first), *others]))


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
    size = _print_size(markup)
    marks = [f"pt{size}"] if size else []
    if not any(owner.cell.number is not None or owner.cell.entry for row in grid for owner in row):
        marks.append("prose")  # a table of sentences: nobody reads them centred
    yield f'<table class="{" ".join(marks)}">' if marks else "<table>"
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


def _print_size(cells: _Cells) -> int:
    """The points of a printed table's text with which all its columns stand on the page; 0 for the usual size.

    A browser would cut off what is wider, or make the whole page smaller. The least widths are those of the style.
    """
    least = [0.0] * len(cells.grid[0])
    for owner in sorted({owner for row in cells.grid for owner in row}, key=lambda owner: owner.colspan):
        columns = range(owner.column, owner.column + owner.colspan)
        missing = cells.least(owner) - sum(least[x] for x in columns)
        for x in columns if missing > 0 else ():
            least[x] += missing / owner.colspan
    room = (_PAGE_WIDTH - _AROUND * len(least)) / max(sum(least), 1.0)
    if room >= _FULL_SIZE:
        return 0
    return next((size for size in _SIZES if size <= room), _SIZES[-1])


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
        self.figures = figure_columns(table)
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
            mark = ' class="label"' if self._is_label(owner) else ""
            identity = f' id="{self._id(owner)}"' if self.nested else ""
            return f'<th{identity}{mark} scope="{self._scope(owner)}"{attributes}>{_text(owner.cell.text)}</th>'
        named = " ".join(self._id(header) for header in self._headers(owner)) if self.nested else ""
        if named:
            attributes += f' headers="{named}"'
        if self._is_whole(owner):
            attributes = f' class="figure"{attributes}'
        return f"<td{attributes}>{_text(owner.cell.text)}</td>"

    def least(self, owner: Placed) -> float:
        """The least width of a cell in print, in sizes of its font."""
        if not owner.cell.header:
            return text_width(owner.text) * _DIGIT if self._is_whole(owner) else 0.0
        if self._is_label(owner):
            return 11.0
        return 3.0 if owner.rowspan > 1 and not self.heads[owner.row] else 2.0

    def _is_label(self, owner: Placed) -> bool:
        """Whether a head stays in view on a phone: all that do are of one width, or they would hide figures."""
        return owner.colspan == 1 < len(self.grid[0]) and owner.column == self.stub - 1

    def _is_whole(self, owner: Placed) -> bool:
        """Whether a cell is never broken."""
        if owner.cell.number is not None:
            return True
        return owner.column in self.figures and 0 < text_width(owner.text) <= _SHORT

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
