"""What a clerk copies elsewhere: tables of a report as spreadsheets, word processors and pages give them."""

from __future__ import annotations

from pathlib import Path

from reportwizard.editions.form import Table
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.report.totals import compute

PAGE = (Path(__file__).parents[1] / "tui" / "shanyang-2025.txt").read_text(encoding="utf-8")
"""The three tables of a published report as pasted from its page: every figure zero, the column 其他 not printed."""


def page(start: str, end: str = "") -> str:
    """A part of the page."""
    text = PAGE[PAGE.index(start) :]
    return text[: text.index(end)] if end else text


def figures(report: Report, table: Table, *, totals: bool = True) -> list[list[str]]:
    """The cells of a table, row by row; with or without its computed rows and columns."""
    sums = compute(report)
    return [
        [
            format_figure(sums[path].value if path in sums else report.figures.get(path))
            for column in table.columns
            if (totals or not column.parts)
            for path in [table.cell_path(row, column)]
        ]
        for row in table.rows
        if totals or not row.parts
    ]


def printed(report: Report, table: Table, *, head: bool = True) -> list[list[str]]:
    """A table with its labels as a spreadsheet gives it: two columns of labels where rows stand in groups."""
    rows = []
    width = 2 if table.row_groups else 1
    if head:
        rows.append([table.corner, *[""] * (width - 1), *(column.label for column in table.columns)])
    for row, cells in zip(table.rows, figures(report, table), strict=True):
        groups = [group for group in table.row_groups if group.subtotal and row.id in group.members]
        if not groups:
            labels = [row.label, ""]
        else:
            labels = [groups[0].label if row.id == groups[0].members[0] else "", row.label]
        rows.append([*labels[:width], *cells])
    return rows


def tabbed(rows: list[list[str]]) -> str:
    """Rows as text."""
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"
