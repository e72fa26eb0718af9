"""Markdown (CommonMark with GitHub's pipe tables), readable as source and rendered.

Pipe tables know no merged cells and one header row. HTML tables do, but many viewers drop or show HTML, nobody can
read it as source, and it would not come back through an editor. So there is no HTML here, and a table is laid out so
that nothing is lost without spans: a merged cell stands once, at its upper left, and what it covers is empty; the
columns of labels become one, in which a label that spans several rows has a row of its own above them, and the rows
below it are set in by full-width spaces (a viewer that trims them loses the indent only: the form's own numbering
carries the nesting); the further header rows open the body. Figures stand to the right, columns are aligned in the
source by display width.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.writers import markdown_escape as escape
from reportwizard.writers.grid import figure_columns
from reportwizard.writers.layout import pad, text_width

_INDENT = "\u3000"
_DEEPEST = 6


def write(blocks: Iterable[Block]) -> str:
    """The document; blocks without text are left out."""
    parts = [part for part in map(_block, blocks) if part]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        text = escape.heading(block.text)
        return f"{'#' * min(block.level, _DEEPEST)} {text}" if text else ""
    if isinstance(block, Paragraph):
        return escape.paragraph(block.text)
    return _table(block)


def _table(table: Table) -> str:
    width = table.width
    stub = min(table.stub_columns, width)
    folded = max(stub, 1) - 1  # how many columns of labels the folding takes away
    columns = width - folded
    rows = [row + [""] * (columns - len(row)) for row in _rows(table, width - stub)]
    if not rows or not columns:
        return ""
    right = {x - folded for x in figure_columns(table)}
    widths = [max(3, *(text_width(row[x]) for row in rows)) for x in range(columns)]
    aligns = ["right" if x in right else "left" for x in range(columns)]
    rule = ["-" * (width - 1) + ":" if x in right else "-" * width for x, width in enumerate(widths)]
    lines = [[pad(text, width, align) for text, width, align in zip(row, widths, aligns, strict=True)] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))


def _rows(table: Table, figures: int) -> list[list[str]]:
    """The rows without spans: one label, then `figures` other columns (captions are shorter)."""
    placed: list[list[tuple[int, Cell]]] = [[] for _ in table.rows]
    for y, x, cell in table.placed():
        placed[y].append((x, cell))
    rows: list[list[str]] = []
    open_until: list[int] = []  # for each caption that still spans rows, the first row below it
    for y, cells in enumerate(placed):
        open_until = [end for end in open_until if end > y]
        labels = [cell for x, cell in cells if x < table.stub_columns]
        values = [""] * figures
        for x, cell in cells:
            if x >= table.stub_columns:
                values[x - table.stub_columns] = escape.cell(cell.text)
        if y < table.header_rows or not table.stub_columns:
            stub = [" ".join(escape.cell(cell.text) for cell in labels)] if table.stub_columns else []
            rows.append(stub + values)
            continue
        own = labels.pop() if labels and labels[-1].rowspan == 1 else None
        for caption in labels:
            rows.append([_label(caption, len(open_until))])
            open_until.append(y + caption.rowspan)
        if own or any(values):
            rows.append([_label(own, len(open_until)) if own else "", *values])
    return rows


def _label(cell: Cell, depth: int) -> str:
    return _INDENT * depth + escape.cell(cell.text)
