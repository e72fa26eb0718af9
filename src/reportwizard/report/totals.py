"""Totals, computed in one place and never stored. Exact arithmetic; a sum over a blank or a text is no number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from reportwizard.editions.form import Column, Group, Table
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure, Number


class Sum(NamedTuple):
    """A sum over cells: `known` adds those that are numbers, `complete` says whether that was all of them."""

    known: Number
    complete: bool

    @property
    def value(self) -> Number | None:
        """The sum, or None where a part is blank or no number."""
        return self.known if self.complete else None


def add(values: Iterable[Figure | None]) -> Sum:
    """The sum of `values`."""
    known: Number = 0
    complete = True
    for value in values:
        if value.__class__ is int or isinstance(value, (int, Decimal)):
            known += value
        else:
            complete = False
    return Sum(known, complete)


def combine(sums: Iterable[Sum]) -> Sum:
    """The sum of sums: complete where all of them are."""
    known: Number = 0
    complete = True
    for each in sums:
        known += each.known
        complete = complete and each.complete
    return Sum(known, complete)


def compute(report: Report) -> dict[str, Sum]:
    """Every computed cell of the form by its path, in the order of the form."""
    figures = report.figures
    totals: dict[str, Sum] = {}
    waiting = []
    for path, cell in report.edition.cells.items():
        if not cell.parts:
            continue
        if report.edition.cells[cell.parts[0]].parts:  # a total of totals
            waiting.append(cell)
        else:
            totals[path] = add([figures.get(part) for part in cell.parts])
    for cell in waiting:
        totals[cell.path] = combine(totals[part] for part in cell.parts)
    return totals


def subtotal(report: Report, table: Table, group: Group, column: Column, totals: Mapping[str, Sum]) -> Sum:
    """The sum of a group's rows in one column: shown beside the group's caption, no cell of the form."""
    paths = [table.cell_path(row, column) for row in group.members]
    if column.parts:
        return combine(totals[path] for path in paths)
    return add(report.figures.get(path) for path in paths)


def published_figure(report: Report, path: str, totals: Mapping[str, Sum]) -> Figure | None:
    """What the finished report prints in a cell: the figure, or the total; where its sum is incomplete, the stated."""
    if path not in totals:
        return report.figures.get(path)
    total = totals[path].value
    return report.stated.get(path) if total is None else total


def differing_stated(report: Report) -> dict[str, Figure]:
    """The stated totals that still say something: those that do not equal a complete sum, in the order of the form."""
    if not report.stated:
        return {}
    totals = compute(report)
    return {
        path: report.stated[path]
        for path in totals
        if path in report.stated and report.stated[path] != totals[path].value
    }
