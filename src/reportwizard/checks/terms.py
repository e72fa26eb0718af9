"""What a sum is made of: the terms of a total as the form groups them, and the cells behind it that people write.

Only the shape; what stands in the cells is the business of whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportwizard.checks.phrases import numeral
from reportwizard.editions.form import Cell, Row, Table
from reportwizard.records import Record
from reportwizard.report.numbers import Number, format_number

if TYPE_CHECKING:
    from reportwizard.checks.context import Context


class Term(Record):
    """One term of a total: its short name, and the cells that make it up."""

    name: str
    paths: tuple[str, ...]


def terms_of(cell: Cell) -> tuple[Term, ...]:
    """The terms of a total: of rows by the form's own numbers, those of a group with a subtotal as one; of columns
    by their labels. None for a cell that is no total.
    """
    if not cell.row.parts:
        labels = {cell.table.cell_path(cell.row, column): column.label for column in cell.table.columns}
        return tuple(Term(labels[path], (path,)) for path in cell.parts)
    paths: dict[str, list[str]] = {}
    for row_id in cell.row.parts:
        name = _group_name(cell.table, cell.table.row(row_id))
        paths.setdefault(name, []).append(cell.table.cell_path(row_id, cell.column))
    return tuple(Term(name, tuple(of_term)) for name, of_term in paths.items())


def _group_name(table: Table, row: Row) -> str:
    label = next((group.label for group in table.row_groups if group.subtotal and row.id in group.members), row.label)
    return numeral(label) or label


def spell(terms: Iterable[tuple[str, Number]], most: int) -> str:
    """Terms that are not zero, as in （一） 3 ＋ （二） 2; nothing where there are none, or more than `most`."""
    told = [f"{name} {format_number(value)}" for name, value in terms if value]
    return " ＋ ".join(told) if len(told) <= most else ""


def sources(context: Context, paths: Iterable[str]) -> Iterator[str]:
    """The cells that a person wrote and that make up `paths`: totals that are complete stand for their parts."""
    for path in paths:
        total = context.totals.get(path)
        if total is not None and total.complete:
            yield from sources(context, context.cell(path).parts)
        else:
            yield path
