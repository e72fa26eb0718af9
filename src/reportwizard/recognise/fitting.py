"""Which cell of the form each square behind a row's label is: by the grid where it is sound, else by counting.

Where both speak they must agree, and where a cell may have been lost or won, nothing is placed. Invariant: every
square of a record is placed, or in a trouble.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.editions.form import Table
from reportwizard.recognise.fits import Fit
from reportwizard.recognise.fitting_by_count import ByCount
from reportwizard.recognise.fitting_by_grid import ByGrid
from reportwizard.recognise.head_texts import Slot
from reportwizard.recognise.heads import Head, Heads
from reportwizard.recognise.labels import Vocabulary
from reportwizard.recognise.lines import Record
from reportwizard.recognise.sheets import Square
from reportwizard.recognise.sums import all_disagree


def fit_all(
    groups: Sequence[Sequence[Record]], heads: Heads, words: Vocabulary, bare: frozenset[tuple[str, str]]
) -> list[Fit]:
    """The fits of the records of one sheet, in groups that belong to one table of the form each.

    `bare` are the rows, by table and id, whose labels stand in the sheet with nothing behind them.
    """
    fitters = [_Fitter(records, heads, words, bare) for records in groups]
    sound = 2 * sum(fitter.fitting for fitter in fitters) > sum(fitter.filled for fitter in fitters)
    gaps = bool(bare) or any(fitter.short for fitter in fitters)
    return [fit for fitter in fitters for fit in fitter.fits(sound=sound, gaps=gaps)]


class _Fitter:
    def __init__(
        self, records: Sequence[Record], heads: Heads, words: Vocabulary, bare: frozenset[tuple[str, str]]
    ) -> None:
        table = records[0].table
        assert table is not None
        self.table: Table = table
        self.records = records
        self.words = words
        self.heads = [
            heads.find(record.block, table, spread=record.spread) if record.block else Head() for record in records
        ]
        self.grid = ByGrid(table, records, self.heads, words)
        self.count = ByCount(table, records, self.heads, bare)
        there = [at for at, record in enumerate(records) if not all(square.blank for square in record.tail)]
        self.filled = len(there)
        self.fitting = sum(bool(self.grid.fits[at] or self.count.pairs[at]) for at in there)
        pairs = zip(records, self.heads, strict=True)
        self.short = any(len(record.tail) < len(head.slots) and not record.stuck for record, head in pairs)

    def fits(self, *, sound: bool, gaps: bool) -> list[Fit]:
        """What became of each record.

        `sound` says whether most rows of the whole sheet have the cells they should, `gaps` whether empty cells were
        seen to be left out in it.
        """
        usual = sound and 2 * self.fitting > self.filled
        fits = []
        for record, head, fit, pairs in zip(self.records, self.heads, self.grid.fits, self.count.pairs, strict=True):
            countable = pairs and usual and record not in self.grid.outside
            if fit is None and countable and self.count.allowed(record, head, gaps=gaps):
                fits.append(self._counted(record, head, pairs))
            else:
                fits.append(fit or self._refused(record, head))
        self._judge(fits)
        self._one_row(fits)
        return fits

    @staticmethod
    def _refused(record: Record, head: Head) -> Fit:
        fit = Fit(record, head.slots)
        fit.refuse_all()
        return fit

    def _counted(self, record: Record, head: Head, pairs: Sequence[tuple[Slot, Square]]) -> Fit:
        beside = bool(head.grid) and record.sheet.whole[record.y] and not record.sheet.lossy
        fit = Fit(record, tuple(slot for slot, _ in pairs), counted=True, beside=beside)
        for slot, square in pairs:
            if not square.blank:
                fit.put(slot, square, self.words)
        return fit

    @staticmethod
    def _one_row(fits: Sequence[Fit]) -> None:
        """Of several rows of figures without a label, under a head that has room for one, none is known to be it."""
        rows = [fit for fit in fits if fit.record.spread and any(not square.blank for square in fit.record.tail)]
        if len({tuple(square.text.strip() for square in fit.record.tail) for fit in rows}) > 1:
            for fit in rows:
                fit.refuse("表头下有几行数，分不清哪一行是")

    def _judge(self, fits: Sequence[Fit]) -> None:
        """Where no total agrees with its row, all of it stands in the wrong columns, or so it seems."""
        rows = []
        for fit in fits:
            texts = {path: square.text for path, square in fit.pairs}
            cells = [
                (column, texts.get(self.table.cell_path(row, column), ""))
                for row in ([fit.record.row] if fit.record.row else self.table.rows)
                for column in self.table.columns
            ]
            size = len(self.table.columns)
            rows += [cells[at : at + size] for at in range(0, len(cells), size)]
        least = 2 if any(fit.counted for fit in fits) else 3
        if all_disagree(rows, least):
            for fit in fits:
                if fit.pairs:
                    fit.refuse("没有一行的合计与各列相符，可能整个表错了列")
