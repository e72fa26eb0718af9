"""Which row of the form each row of a table is, where its label is not one of the form: by its place, or not at all.

A label that is only near to one of the form counts where the rows before and behind it leave that one row for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportwizard.editions.form import Row, Table
from reportwizard.recognise.labels import Vocabulary
from reportwizard.recognise.lines import Record, find_row
from reportwizard.recognise.near import is_near


def find_rows(records: Sequence[Record], words: Vocabulary) -> None:
    """Give the records of one sheet their rows; where none is certain, the nearest that it could be."""
    last: Row | None = None
    for record in records:
        find_row(record, words, last)
        last = record.row
    seen = {(record.table.path, record.row.id) for record in records if record.table and record.row}
    for run, table, first in _runs(records):
        rows = table.rows[first : first + len(run)]
        if any((table.path, row.id) in seen for row in rows):
            continue
        labels = [row.label for row in table.rows]
        pairs = [(record.label.text, row.label) for record, row in zip(run, rows, strict=True) if record.label]
        likely = [is_near(text, label, labels) for text, label in pairs]
        for record, row in zip(run, rows, strict=True):
            record.nearest = row.label
            if all(likely) and not record.names:
                record.table, record.row = table, row


def _runs(records: Sequence[Record]) -> Iterator[tuple[Sequence[Record], Table, int]]:
    """Rows whose label is not known, as many as the form has between the known ones around them under one head."""
    start = 0
    while start < len(records):
        if _known(records[start]):
            start += 1
            continue
        block, end = records[start].block, start + 1
        while end < len(records) and not _known(records[end]) and records[end].block is block:
            end += 1
        before = records[start - 1] if start and records[start - 1].block is block else None
        after = records[end] if end < len(records) and records[end].block is block else None
        table = before.table if before else after.table if after else None
        if table is not None and (before is None or after is None or before.table is after.table):
            first = table.rows.index(before.row) + 1 if before and before.row else 0
            until = table.rows.index(after.row) if after and after.row else len(table.rows)
            if until - first == end - start:
                yield records[start:end], table, first
        start = end


def _known(record: Record) -> bool:
    return record.row is not None or record.spread
