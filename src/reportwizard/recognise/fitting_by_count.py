"""Rows of figures by counting: the cells behind a label are the columns of the head, in their order, if as many.

An empty cell that left no trace, or a cell that was lost, would move all that follow: where either may be, the sums
of the row must bear the order out, or the row is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportwizard.editions.form import Column, Row, Table
from reportwizard.recognise.head_texts import Slot
from reportwizard.recognise.heads import Head
from reportwizard.recognise.lines import Record
from reportwizard.recognise.sheets import Square
from reportwizard.recognise.sums import adds_up


class ByCount:
    """The records of one sheet that belong to one table of the form, each with its head."""

    def __init__(
        self, table: Table, records: Sequence[Record], heads: Sequence[Head], bare: frozenset[tuple[str, str]]
    ) -> None:
        self._table = table
        self._records = records
        self._sheet = records[0].sheet
        seen = {record.row.id for record in records if record.row}
        self._all_rows = all(row.id in seen or (table.path, row.id) in bare for row in table.rows)
        self._dropped = self._sheet.lossy or self._empty_cells_dropped()
        self._end = Counter(record.end for record in records).most_common(1)[0][0]
        self.pairs = [self._pairs(record, head) for record, head in zip(records, heads, strict=True)]
        """What each would be; nothing where the cells are more or fewer than the columns."""

    def _pairs(self, record: Record, head: Head) -> list[tuple[Slot, Square]]:
        slots = () if record.stuck else head.slots if record.block else self._headless(record)
        if head.grid and head.counted and [slot.column for slot in head.grid] != [s.column for s in head.counted]:
            return []
        if any(not square.blank and self._sheet.over_rows(square) for square in record.tail):
            return []
        if slots and len(record.tail) == len(slots):
            return list(zip(slots, record.tail, strict=True))
        if len(slots) == len(self._table.columns) == 1 and record.tail and not self._dropped:
            first, *rest = record.tail  # behind the one figure, what merging left
            return [(slots[0], first)] if all(square.blank for square in rest) else []
        return []

    def _headless(self, record: Record) -> tuple[Slot, ...]:
        """All columns of the form, where no head was seen and the sums bear it out in every row."""
        columns = self._table.columns
        if record.spread or not any(column.parts for column in columns):
            return ()
        slots = tuple(Slot(column.label, 0, 0, column) for column in columns)
        texts = [[square.text for square in other.tail] for other in self._records if other.block is None]
        agree = all(len(row) == len(columns) and adds_up(list(zip(columns, row, strict=True))) for row in texts)
        return slots if agree else ()

    def allowed(self, record: Record, head: Head, *, gaps: bool) -> bool:
        """Whether nothing speaks against counting: a cell that may have been lost, empty ones that left no trace.

        `gaps` says that the sheet was seen to leave out empty cells.
        """
        sheet = self._sheet
        whole = sheet.whole[record.y]
        full = not any(square.blank for square in record.tail)
        if record.block is not None and sheet.even and not sheet.lossy and not record.carried:
            if head.grid and whole and sheet.spanned:
                return False  # the grid was asked, and says otherwise
            if not head.grid and not (whole and self._complete(head)):
                return False
        if not full and (record.end < max(self._end, self._head_end(record)) or (sheet.even and not whole)):
            return False
        return not self._dropped or self._sums_hold(record, head, gaps=gaps)

    def _head_end(self, record: Record) -> int:
        """Where the longest line of the head ends, as far as it may be compared with the row."""
        if record.block is None or record.carried or self._sheet.lossy or self._sheet.spanned:
            return 0
        return max(square.right for y in record.block.lines for square in self._sheet.covers[y])

    def _complete(self, head: Head) -> bool:
        return {slot.column for slot in head.slots} >= set(self._table.columns)

    def _sums_hold(self, record: Record, head: Head, *, gaps: bool) -> bool:
        """Where the order alone tells the columns, each row that has a total must add up."""
        if not any(column.parts for column in self._table.columns):
            # the figures of a row whose label was lost would go on those of the row before
            return self._complete(head) and self._all_rows and (len(head.slots) == 1 or not gaps)
        if record.spread and len(head.slots) < len(self._table.rows) * len(self._table.columns):
            return False
        rows: dict[Row | None, list[tuple[Column, str]]] = {}
        for slot, square in self._pairs(record, head):
            if slot.column is None:
                return False
            rows.setdefault(slot.row, []).append((slot.column, square.text))
        return all(any(column.parts for column, _ in row) and adds_up(row) for row in rows.values())

    def _empty_cells_dropped(self) -> bool:
        """Whether rows are of different lengths, and no empty cell is to be seen that would tell why."""
        if self._sheet.spanned or any(square.blank for record in self._records for square in record.tail):
            return False
        return len({len(record.tail) for record in self._records}) > 1
