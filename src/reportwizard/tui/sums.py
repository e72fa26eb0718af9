"""The sum that a cell belongs to, spelt out: the terms of a total, the balance of a column. Formats, never decides."""

from __future__ import annotations

from rich.cells import cell_len

from reportwizard.checks.phrases import numeral
from reportwizard.checks.terms import spell, terms_of
from reportwizard.editions.form import Cell
from reportwizard.report.numbers import format_number
from reportwizard.report.totals import Sum, combine
from reportwizard.tui.view import View
from reportwizard.tui.widgets.finding_lines import fit, tight

_MOST = 99


def sum_line(view: View, cell: Cell, width: int) -> str:
    """The sum in `width` terminal cells: of a total its terms; else the column's balance, or the row's total."""
    if cell.computed:
        return _fitted(_of_total(view, cell), width)
    if cell.table.balance is not None:
        balance = tight(view.balance_sum(cell.table, cell.column))
        if not balance:
            return ""
        subtotal = _subtotal(view, cell)
        return fit(balance + subtotal if cell_len(balance + subtotal) <= width else balance, width)
    totals = (column for column in cell.table.columns if cell.column.id in column.parts)
    total = next((view.session.report.edition.cells[cell.table.cell_path(cell.row, column)] for column in totals), None)
    return _fitted(f"{total.row.label}{_of_total(view, total)}", width) if total else ""


def _of_total(view: View, cell: Cell) -> str:
    named = cell.column.label if cell.row.parts else "总计"
    parts = [path for term in terms_of(cell) for path in term.paths]
    if not any(view.is_begun(path) for path in parts):
        return f"{named}：各项都没有填"
    sums = [(term.name, _sum(view, term.paths)) for term in terms_of(cell)]
    whole = combine(total for _, total in sums)
    terms = spell(((name, total.known) for name, total in sums), _MOST)
    if whole.complete:
        return f"{named}：{terms or '各项都是 0'} ＝ {format_number(whole.known)}"
    return f"{named}：{f'{terms}；' if terms else ''}已填的合计 {format_number(whole.known)}，还有空格"


def _sum(view: View, paths: tuple[str, ...]) -> Sum:
    return combine(map(view.sum_at, paths))


def _subtotal(view: View, cell: Cell) -> str:
    for group in cell.table.row_groups:
        if group.subtotal and cell.row.id in group.members:
            shown = view.subtotal(cell.table, group, cell.column)
            return f"；{numeral(group.label) or group.label}小计 {shown}" if shown else ""
    return ""


def _fitted(text: str, width: int) -> str:
    return fit(tight(text), width)
