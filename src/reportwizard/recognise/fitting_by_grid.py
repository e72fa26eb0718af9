"""Rows of figures by where they stand: each square belongs to the column of the head that it stands under.

Only for whole rows under a sound head, with no figure beside it and no label in it. Without merged cells, or with
empty ones between label and figures, a row counts only where nothing lets it stand one cell too far to a side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportwizard.editions.form import Row, Table
from reportwizard.recognise.fits import Fit
from reportwizard.recognise.head_texts import Slot
from reportwizard.recognise.heads import Head
from reportwizard.recognise.labels import Vocabulary
from reportwizard.recognise.lines import Record
from reportwizard.recognise.sheets import Square


class ByGrid:
    """The records of one sheet that belong to one table of the form, each with its head."""

    def __init__(self, table: Table, records: Sequence[Record], heads: Sequence[Head], words: Vocabulary) -> None:
        self._table = table
        self._records = records
        self._words = words
        self._sheet = records[0].sheet
        self._nested = self._most_lefts()
        self.outside: set[Record] = set()
        """The records with a figure under no column of the head."""
        self.fits = self._alike([self._fit(record, head) for record, head in zip(records, heads, strict=True)])
        """What each became; None where the grid does not tell."""

    def _fit(self, record: Record, head: Head) -> Fit | None:
        sheet, slots = record.sheet, head.grid
        if record.stuck or not slots or not sheet.whole[record.y]:
            return None
        if record.carried and record.block and record.block.sheet.width != sheet.width:
            return None
        begin = _begin(record)
        squares: dict[Slot, list[Square]] = {}
        fit = Fit(record, slots)
        for square in (square for square in sheet.covers[record.y] if not square.blank):
            hits = [slot for slot in slots if square.meets(slot.left, slot.right)]
            if square.left < begin:
                if any(slot.column for slot in hits):
                    return None
            elif not hits:
                self.outside.add(record)
                return None
            elif len(hits) > 1 or sheet.over_rows(square):
                fit.together(hits, square)
            else:
                squares.setdefault(hits[0], []).append(square)
        if not self._pinned(record, slots, begin):
            return None
        for slot, here in squares.items():
            if len(here) > 1 or here[0].left > slot.left:
                fit.together([slot], *here)
            else:
                fit.put(slot, here[0], self._words)
        return fit

    def _pinned(self, record: Record, slots: Sequence[Slot], begin: int) -> bool:
        """Whether the figures of a row cannot stand one cell too far to the left or to the right.

        Where empty cells part them from the label, the last column says so where it is filled; where nothing does
        and no cell is merged, the first one. Else the labels of the rows that the form nests alike do.
        """
        gap = begin < slots[0].left
        if record.spread or (not gap and record.sheet.spanned):
            return True
        if gap and not record.sheet.even:
            return False
        edge = slots[-1] if gap else slots[0]
        if any(square.meets(edge.left, edge.right) and not square.blank for square in record.tail):
            return True
        label = record.label.left if record.label else -1
        return self._nested.get(self._depth(record.row)) == label

    def _most_lefts(self) -> dict[int, int]:
        """By how deep the form nests a row, the grid column where most labels of such rows stand."""
        lefts: dict[int, Counter[int]] = {}
        for record in self._records:
            if record.label and record.row:
                lefts.setdefault(self._depth(record.row), Counter())[record.label.left] += 1
        most = {depth: found.most_common(1)[0] for depth, found in lefts.items()}
        return {depth: left for depth, (left, times) in most.items() if 2 * times > lefts[depth].total()}

    def _depth(self, row: Row | None) -> int:
        return sum(row is not None and row.id in group.members for group in self._table.row_groups)

    def _alike(self, grid: list[Fit | None]) -> list[Fit | None]:
        """Without merged cells, or with empty ones behind labels, the grid must hold in all rows built alike."""
        shapes = [_shape(record) for record in self._records]
        begins = [_begin(record) for record in self._records]
        broken = {shape for shape, fit in zip(shapes, grid, strict=True) if fit is None}
        beside = {begin for begin, record in zip(begins, self._records, strict=True) if record in self.outside}
        sound: list[Fit | None] = []
        for shape, begin, fit in zip(shapes, begins, grid, strict=True):
            refused = (shape in broken and not self._sheet.spanned) or (begin in beside and fit and self._gap(fit))
            sound.append(None if refused else fit)
        return sound

    @staticmethod
    def _gap(fit: Fit) -> bool:
        label = fit.record.label
        return label is not None and bool(fit.slots) and label.right < fit.slots[0].left


def _begin(record: Record) -> int:
    """The grid column behind the label."""
    return record.label.right if record.label else 0


def _shape(record: Record) -> tuple[int, int, int]:
    return record.label.left if record.label else -1, len(record.tail), record.end
