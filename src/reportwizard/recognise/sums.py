"""What the totals of rows say about a reading: they bear it out, or make it doubtful. They never make up a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportwizard.editions.form import Column
from reportwizard.report.numbers import is_number, parse_figure
from reportwizard.report.totals import add


def adds_up(row: Sequence[tuple[Column, str]]) -> bool:
    """Whether each total of a row is the sum of those parts that the row has, all of them numbers."""
    texts = {column.id: text for column, text in row}
    for column, text in row:
        if not column.parts:
            continue
        total = parse_figure(text).value
        sums = add([parse_figure(texts[part]).value for part in column.parts if part in texts])
        if not is_number(total) or sums.value != total:
            return False
    return True


def all_disagree(rows: Iterable[Sequence[tuple[Column, str]]], least: int) -> bool:
    """Whether at least so many rows have all parts and a total, and it is the sum of them in none."""
    wrong = 0
    for row in rows:
        texts = {column.id: text for column, text in row}
        for column, text in row:
            if not column.parts:
                continue
            total = parse_figure(text).value
            sums = add([parse_figure(texts.get(part, "")).value for part in column.parts])
            if not is_number(total) or not sums.complete or (total == 0 and sums.known == 0):
                continue
            if sums.known == total:
                return False
            wrong += 1
    return wrong >= least
