"""Documents as other people make them: a report's blocks as a web page, as text, with the habits of publishers.

Built independently of the writers: what reads these must not lean on how we would write them.
"""

from __future__ import annotations

import html as entities
from collections.abc import Callable, Sequence
from dataclasses import replace

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table

Blocks = Sequence[Block]
Change = Callable[[Cell], Cell | None]

TOP = """<div class="header"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/bsfw/">办事服务</a></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; 政务公开 &gt; 政府信息公开年报</div>"""
BOTTOM = """<div class="share">分享到： 微信 微博</div>
<div class="footer"><p>主办单位：某某市人民政府办公室</p><p>网站标识码：0000000000　备案号：某ICP备00000000号</p>
<table><tr><td>联系我们</td><td>网站地图</td></tr></table></div>"""


def page(
    blocks: Blocks,
    *,
    spans: bool = True,
    around: bool = False,
    charset: str = "utf-8",
    cell: str = "{}",
    title: str = "",
) -> bytes:
    """A web page; without `spans` merged cells are just one cell; `cell` wraps the text of each cell."""
    body = "\n".join(_element(block, spans, cell) for block in blocks)
    if around:
        body = f'{TOP}\n<div class="content"><div id="zoom">\n{body}\n</div></div>\n{BOTTOM}'
    head = f'<meta charset="{charset}"><title>{entities.escape(title)}</title>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n{body}\n</body></html>\n".encode(charset)


def _element(block: Block, spans: bool, cell: str) -> str:
    if isinstance(block, Heading):
        return f"<p style='text-align:center'><b>{_text(block.text)}</b></p>"
    if isinstance(block, Paragraph):
        return f"<p>　　{_text(block.text)}</p>"
    rows = "\n".join("<tr>" + "".join(_td(each, spans, cell) for each in row) + "</tr>" for row in block.rows)
    return f'<table border="1" cellspacing="0">\n{rows}\n</table>'


def _td(cell: Cell, spans: bool, wrapped: str) -> str:
    kept = ""
    if spans and cell.rowspan > 1:
        kept += f' rowspan="{cell.rowspan}"'
    if spans and cell.colspan > 1:
        kept += f' colspan="{cell.colspan}"'
    return f"<td{kept}>{wrapped.format(_text(cell.text))}</td>"


def _text(text: str) -> str:
    return entities.escape(text).replace("\n", "<br>")


def lines(blocks: Blocks, *, mark: str = "\t", drop: bool = False, covered: bool = True) -> str:
    """Plain text: a table's row on a line, its cells joined by `mark`; `drop` leaves empty cells out.

    With `covered`, what a merged cell covers is an empty cell, as spreadsheets and pages paste it.
    """
    made: list[str] = []
    for block in blocks:
        if not isinstance(block, Table):
            made += [block.text, ""]
            continue
        for row in grid(block) if covered else [[cell.text for cell in row] for row in block.rows]:
            texts = [text.replace("\n", "") for text in row]
            made.append(mark.join(text for text in texts if text or not drop))
        made.append("")
    return "\n".join(made)


def stream(blocks: Blocks) -> str:
    """Plain text with one cell a line, as pages give it where a table's borders are lost; empty cells are gone."""
    made: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            made += [cell.text for row in block.rows for cell in row if cell.text]
        else:
            made.append(block.text)
    return "\n".join(made) + "\n"


def grid(table: Table) -> list[list[str]]:
    """The full grid of a table: a merged cell's text stands once, at its upper left."""
    rows = [[""] * table.width for _ in table.rows]
    for y, x, cell in table.placed():
        rows[y][x] = cell.text
    return rows


def change(blocks: Blocks, how: Change) -> list[Block]:
    """Every cell of every table as `how` makes it; None leaves it out."""
    return [
        replace(block, rows=tuple(tuple(new for cell in row if (new := how(cell)) is not None) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in blocks
    ]


def relabel(blocks: Blocks, names: dict[str, str]) -> list[Block]:
    """Other texts for headings, paragraphs and cells that have just these."""
    renamed = change(blocks, lambda cell: replace(cell, text=names.get(cell.text, cell.text)))
    return [
        block if isinstance(block, Table) else replace(block, text=names.get(block.text, block.text))
        for block in renamed
    ]


def without_row(table: Table, label: str) -> Table:
    """A table without the row that has this label; the cells that reach over it are one row shorter."""
    at = next(y for y, _, cell in table.placed() if cell.text == label)
    rows = []
    for y, row in enumerate(table.rows):
        if y != at:
            reaching = [replace(c, rowspan=c.rowspan - 1) if y < at < y + c.rowspan else c for c in row]
            rows.append(tuple(reaching))
    return replace(table, rows=tuple(rows))


def without_column(table: Table, at: int) -> Table:
    """A table without the grid column `at`; the cells that reach over it are one column narrower."""
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for y, x, cell in table.placed():
        if x <= at < x + cell.colspan:
            if cell.colspan > 1:
                rows[y].append(replace(cell, colspan=cell.colspan - 1))
        else:
            rows[y].append(cell)
    return replace(table, rows=tuple(map(tuple, rows)))
