"""Printed reports in pieces: their blocks by section, and their tables as rows of cells to be changed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure
from reportwizard.report.totals import compute, published_figure
from reportwizard.typeset.report import typeset

Rows = list[list[Cell]]


def sections(report: Report) -> dict[str, list[Block]]:
    """The blocks of a printed report by section; `preface` holds what comes before the first."""
    found: dict[str, list[Block]] = {"preface": []}
    current = "preface"
    for block in typeset(report):
        if isinstance(block, Heading):
            if block.level == 2:
                current = block.name
                found[current] = []
            continue
        found[current].append(block)
    return found


def published(report: Report) -> dict[str, Figure]:
    """What is printed in each cell that is not empty, totals too."""
    totals = compute(report)
    figures = {path: published_figure(report, path, totals) for path in report.edition.cells}
    return {path: figure for path, figure in figures.items() if figure is not None}


def rows_of(report: Report, section: str) -> Rows:
    """The rows of the one table of a section."""
    (table,) = (block for block in sections(report)[section] if isinstance(block, Table))
    return [list(row) for row in table.rows]


def table(rows: Sequence[Sequence[Cell]]) -> Table:
    """A table of rows."""
    return Table(tuple(map(tuple, rows)))


def texts(*lines: str) -> list[list[Cell]]:
    """Rows of plain cells, one a line, the cells parted by strokes."""
    return [[Cell(cell.strip()) for cell in line.split("|")] for line in lines]


def with_table(report: Report, section: str, *blocks: Block) -> dict[str, list[Block]]:
    """The blocks of a report whose section holds these instead of its table."""
    parts = sections(report)
    parts[section] = list(blocks)
    return parts


def relabelled(rows: Rows, names: Mapping[str, str]) -> Rows:
    """The rows with texts in other words."""
    return [[replace(cell, text=names.get(cell.text, cell.text)) for cell in row] for row in rows]


def paragraphs(*lines: str) -> list[Block]:
    """Paragraphs of these lines."""
    return [Paragraph(line) for line in lines]


def invented(edition_id: str, choose: random.Random) -> Report:
    """A report with figures of every kind: full, sparse, or nearly all zero; here and there a text."""
    edition = load_edition(edition_id)
    blanks, zeros = choose.choice([(0.0, 0.2), (0.0, 0.2), (0.5, 0.3), (0.0, 0.8)])
    figures: dict[str, Figure] = {}
    for path, cell in edition.cells.items():
        if cell.computed or choose.random() < blanks:
            continue
        if choose.random() < zeros:
            figures[path] = 0
        elif choose.random() < 0.05:
            figures[path] = choose.choice(["/", "无", "—", "251000元", "见附件"])
        elif cell.kind == "amount":
            figures[path] = Decimal(choose.randrange(1, 99999)) / 100
        elif cell.kind == "change":
            figures[path] = choose.randrange(-50, 50)
        else:
            figures[path] = choose.choice([choose.randrange(10), choose.randrange(100), choose.randrange(99999)])
    return Report(edition, edition.first_year, "示例县", figures=figures)
