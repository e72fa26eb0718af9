"""The finished report, as it is printed: title, preface, the six headings with their prose and tables.

Everything in a table comes from the edition's data: captions, groups, columns and rows in the order and nesting of
the form; the layout of a section says only how they stand on the page. Nothing here judges a figure. Invariants:
every cell of the form stands in the result exactly once, and no text in it holds a harmful character or a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportwizard.blocks import Balance, Block, Cell, Entry, Heading, Paragraph, Table
from reportwizard.characters import clean
from reportwizard.editions import form
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.report.totals import Sum, compute, published_figure

BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ends a paragraph in a text."""

_ENTRIES: Mapping[form.Kind, Entry] = {"count": "whole", "amount": "decimal", "free_amount": "any", "change": "signed"}


def typeset(report: Report) -> tuple[Block, ...]:
    """The blocks of the finished report, in statutory order; a blank cell has the empty text.

    Named are the headings of the sections by their ids, the paragraphs as texts.<id>, the cells by their paths.
    """
    totals = compute(report)
    blocks: list[Block] = [Heading(_flat(report.full_title), 1, "head"), *_prose(report, "preface")]
    for section in report.edition.sections:
        blocks += [Heading(_flat(section.heading), 2, section.id), *_prose(report, section.id)]
        if section.kind == "table":
            blocks += _tables(section, _Figures(report, totals))
    return tuple(blocks)


def lines(text: str) -> list[str]:
    """The paragraphs of a text as they are printed: cleaned, without the space around them, blank lines dropped."""
    stripped = (clean(line).replace("\t", " ").strip() for line in BREAK.split(text))
    return [line for line in stripped if line]


def _prose(report: Report, text_id: str) -> Iterator[Block]:
    return (Paragraph(line, f"texts.{text_id}") for line in lines(report.texts.get(text_id, "")))


def _flat(text: str) -> str:
    if text.isprintable():  # no line ends in it, and nothing harmful
        return text.strip()
    return " ".join(lines(text))


def _header(text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell(_flat(text), rowspan, colspan, header=True)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Where the cells that hold figures come from."""

    report: Report
    totals: Mapping[str, Sum]

    def row(self, table: form.Table, row: form.Row) -> list[Cell]:
        return [self._cell(table.cell_path(row, column)) for column in table.columns]

    def _cell(self, path: str) -> Cell:
        figure = published_figure(self.report, path, self.totals)
        cell = self.report.edition.cells[path]
        number = None if isinstance(figure, str) else figure
        entry: Entry = "" if cell.computed else _ENTRIES[cell.kind]
        return Cell(_flat(format_figure(figure)), number=number, name=path, entry=entry, parts=cell.parts)


def _tables(section: form.Section, figures: _Figures) -> list[Table]:
    if section.layout == "stacked":
        return [_stacked(section.tables, figures)]
    draw = _matrix if section.layout == "matrix" else _across
    return [draw(table, figures) for table in section.tables]


def _stacked(tables: Sequence[form.Table], figures: _Figures) -> Table:
    """Tables one below the other in one grid; a table with fewer columns stretches its last one to the edge."""
    width = 1 + max(len(table.columns) for table in tables)
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        if table.caption:
            rows.append((_header(table.caption, colspan=width),))
        spans = [1] * (len(table.columns) - 1) + [width - len(table.columns)]
        labels = [_header(column.label, colspan=span) for column, span in zip(table.columns, spans, strict=True)]
        rows.append((_header(table.corner), *labels))
        for row in table.rows:
            cells = zip(figures.row(table, row), spans, strict=True)
            rows.append((_header(row.label), *(replace(cell, colspan=span) for cell, span in cells)))
    return Table(tuple(rows), stub_columns=1)


def _matrix(table: form.Table, figures: _Figures) -> Table:
    """One grid: the groups of columns nest above it, the groups of rows beside it."""
    top = _nest(table.columns, table.column_groups, table.heading)
    side = _nest(table.rows, table.row_groups)
    height, stub = _depth(top), _depth(side)
    rows: list[tuple[Cell, ...]] = []
    for level in range(height):
        corner = [_header(table.corner, height, stub)] if level == 0 else []
        rows.append(
            (*corner, *(_header(label.text, label.depth, label.length) for label in top if label.level == level))
        )
    for index, row in enumerate(table.rows):
        labels = [_header(label.text, label.length, label.depth) for label in side if label.start == index]
        rows.append((*labels, *figures.row(table, row)))
    return _captioned(table, Table(tuple(rows), height, stub, balances=_balances(table)))


def _balances(table: form.Table) -> tuple[Balance, ...]:
    """The balance of each column, in their order."""
    rule = table.balance
    if rule is None:
        return ()
    return tuple(
        Balance(
            tuple(table.cell_path(row, column) for row in rule.left),
            tuple(table.cell_path(row, column) for row in rule.right),
        )
        for column in table.columns
    )


def _across(table: form.Table, figures: _Figures) -> Table:
    """The rows of a table side by side, each with all columns below it, and one row of figures."""
    top = _nest(table.rows, table.row_groups, table.heading)
    bottom = _nest(table.columns, table.column_groups)
    each, height, low = len(table.columns), _depth(top), _depth(bottom)
    rows: list[tuple[Cell, ...]] = [
        tuple(_header(label.text, label.depth, label.length * each) for label in top if label.level == level)
        for level in range(height)
    ]
    for level in range(low):
        labels = tuple(_header(label.text, label.depth, label.length) for label in bottom if label.level == level)
        rows.append(labels * len(table.rows))
    rows.append(tuple(cell for row in table.rows for cell in figures.row(table, row)))
    return _captioned(table, Table(tuple(rows), header_rows=height + low))


def _captioned(table: form.Table, grid: Table) -> Table:
    if not table.caption:
        return grid
    caption = (_header(table.caption, colspan=grid.width),)
    return replace(grid, rows=(caption, *grid.rows), header_rows=grid.header_rows + 1)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label beside the grid: `level` counts from the outside, `start` and `length` along the rows or columns."""

    text: str
    level: int
    start: int
    length: int = 1
    depth: int = 1


def _depth(labels: Sequence[_Label]) -> int:
    return max(label.level + label.depth for label in labels)


def _nest(items: Sequence[form.Row | form.Column], groups: Sequence[form.Group], heading: str = "") -> list[_Label]:
    """The labels of `items` and of the groups around them, outermost first; an item takes all the depth left to it."""
    if heading:
        groups = (form.Group(heading, tuple(item.id for item in items)), *groups)
    around = [
        tuple(sorted((g for g in groups if item.id in g.members), key=lambda g: -len(g.members))) for item in items
    ]
    depth = 1 + max(map(len, around))
    labels: list[_Label] = []
    for index, (item, outer) in enumerate(zip(items, around, strict=True)):
        for level, group in enumerate(outer):
            shared = outer[: level + 1]
            if index and around[index - 1][: level + 1] == shared:
                continue
            length = 1
            while index + length < len(items) and around[index + length][: level + 1] == shared:
                length += 1
            labels.append(_Label(group.label, level, index, length))
        labels.append(_Label(item.label, len(outer), index, depth=depth - len(outer)))
    return labels
