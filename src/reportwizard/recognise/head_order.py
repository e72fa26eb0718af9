"""The columns of a head in their order, for tables in which only counting tells one figure from the next.

Several lines of texts put together are in the order of the form, or there is no order. A text that is no label of
the form keeps its place, and names nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportwizard.recognise.head_texts import Item, Slot, Texts
from reportwizard.recognise.near import is_near


def counted_slots(texts: Texts) -> tuple[Slot, ...]:
    """The columns in their order; none where it cannot be told."""
    return _Order(texts).slots()


class _Order:
    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.table = texts.table

    def slots(self) -> tuple[Slot, ...]:
        lines = self.texts.whole_lines()
        if self.texts.spread:
            return self._runs(lines)
        rows = [[item for item in line if item.column or item.group or item.unknown] for line in lines]
        rows = [self._without_corner(row) for row in rows]
        rows = [row for row in rows if row]
        ordered = self._in_order(rows)
        return tuple(Slot(item.text, 0, 0, item.column, squares=item.squares) for item in ordered)

    def _without_corner(self, row: list[Item]) -> list[Item]:
        if self.texts.sheet.lossy or not row or not row[0].unknown or row[0].squares[0].cell > 1:
            return row
        near = any(is_near(row[0].text, column.label) for column in self.table.columns)
        return row if near else row[1:]

    def _in_order(self, rows: Sequence[list[Item]]) -> Sequence[Item]:
        items = [item for row in rows for item in row]
        columns = [item.column for item in items if item.column]
        if len(set(columns)) < len(columns):
            return ()
        if len(rows) == 1:
            return rows[0]
        split = any(item.group for item in items)
        inside = any(column.id in self.texts.members for column in columns)
        if any(item.unknown for item in items) or (split and not inside):
            return self._nested(rows)
        known = [item for item in items if item.column]
        if self.texts.sheet.lossy:
            return self._one_a_line(known)
        if all(self._rising([item for item in row if item.column]) for row in rows):
            return sorted(known, key=self.texts.place)
        return ()

    def _one_a_line(self, items: list[Item]) -> Sequence[Item]:
        """Columns that stand one below the other: as they stand, or the members of the one caption after the rest."""
        members = self.texts.members
        if not members:
            return items
        inner = [item for item in items if item.column and item.column.id in members]
        outer = [item for item in items if item not in inner]
        nested = items == outer + inner and self._rising(outer) and self._rising(inner)
        return sorted(items, key=self.texts.place) if nested or self._rising(items) else ()

    def _rising(self, items: Sequence[Item]) -> bool:
        return all(self.texts.place(one) < self.texts.place(other) for one, other in pairwise(items))

    def _nested(self, rows: Sequence[list[Item]]) -> Sequence[Item]:
        """Each row of texts in the place of the one caption above it."""
        current = list(rows[0])
        for row in rows[1:]:
            captions = [item for item in current if item.group]
            if not captions and self.table.column_groups:
                captions = [item for item in current if item.unknown]
            members = self.texts.members
            if len(captions) != 1 or any(item.column and item.column.id not in members for item in row):
                return ()
            if not all(self._may_be(item, members) for item in (row[0], row[-1])):
                return ()  # it may stand beside the caption, not below it
            at = current.index(captions[0])
            current[at : at + 1] = row
        return current

    def _may_be(self, item: Item, members: frozenset[str]) -> bool:
        labels = [column.label for column in self.table.columns if column.id in members]
        return item.column is not None or any(is_near(item.text, label) for label in labels)

    def _runs(self, lines: Sequence[Sequence[Item]]) -> tuple[Slot, ...]:
        """The columns of rows that stand side by side: each time their order begins again, the next row does."""
        items = [item for line in lines for item in line]
        if any(item.unknown for item in items):
            return ()
        rows = [item.row for item in items if item.row]
        runs: list[list[Item]] = []
        for item in (item for item in items if item.column):
            if not runs or self.texts.place(item) <= self.texts.place(runs[-1][-1]):
                runs.append([])
            runs[-1].append(item)
        numbers = [self.table.rows.index(row) for row in rows]
        if len(rows) != len(runs) or any(one >= other for one, other in pairwise(numbers)):
            return ()
        return tuple(
            Slot(item.text, 0, 0, item.column, row, squares=item.squares)
            for row, run in zip(rows, runs, strict=True)
            for item in run
        )
