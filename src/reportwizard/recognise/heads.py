"""Which columns of the form the texts over a table's figures name: by the grid, and by counting.

What is no label of the form is one only where it is near to the one column that its neighbours leave for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportwizard.editions.form import Table
from reportwizard.recognise.head_grid import grid_slots
from reportwizard.recognise.head_order import counted_slots
from reportwizard.recognise.head_texts import Slot, Texts
from reportwizard.recognise.labels import Vocabulary
from reportwizard.recognise.lines import Block
from reportwizard.recognise.near import is_near


class Head(NamedTuple):
    """The columns of a table of the form: `grid` by where they stand (none where that is not sound), `counted`."""

    grid: tuple[Slot, ...] = ()
    counted: tuple[Slot, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Those that are told."""
        return self.grid or self.counted


class Heads:
    """The heads of one document, each understood once for each table of the form."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._known: dict[tuple[int, str, bool], Head] = {}
        self._blocks: list[Block] = []  # keeps them alive: they are known by their identity

    def find(self, block: Block, table: Table, *, spread: bool) -> Head:
        """The columns of a table in a block; with `spread` the rows of the form stand in the head too."""
        key = (id(block), table.path, spread)
        if key not in self._known:
            self._blocks.append(block)
            self._known[key] = _read(Texts(self._words, block, table, spread=spread))
        return self._known[key]


def _read(texts: Texts) -> Head:
    if not texts.speaks:
        return Head()
    grid, counted = grid_slots(texts), counted_slots(texts)
    return Head(grid, counted) if texts.spread else Head(_filled(texts.table, grid), _filled(texts.table, counted))


def _filled(table: Table, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Slots whose text names nothing, where their neighbours leave as many columns of the form as there are."""
    made = list(slots)
    columns = table.columns
    named = {slot.column for slot in slots if slot.column}
    start = 0
    while start < len(made):
        if made[start].column:
            start += 1
            continue
        end = start
        while end < len(made) and made[end].column is None:
            end += 1
        first = columns.index(made[start - 1].column) + 1 if start else 0
        until = columns.index(made[end].column) if end < len(made) else len(columns)
        wanted = columns[first:until]
        if len(wanted) == end - start and not named & set(wanted):
            labels = [column.label for column in columns]
            texts = [slot.text for slot in made[start:end]]
            near = all(is_near(text, column.label, labels) for text, column in zip(texts, wanted, strict=True))
            for at, column in zip(range(start, end), wanted, strict=True):
                made[at] = made[at]._replace(column=column if near else None, nearest=column.label)
        start = end
    return tuple(made)
