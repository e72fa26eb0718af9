"""The columns of a head by where they stand. Sound, or nothing.

Every row of the head is whole, every column is there once, each caption stands over its members.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.recognise.head_texts import Item, Slot, Texts
from reportwizard.recognise.labels import read_label
from reportwizard.recognise.sheets import Square

_WIDEST = 200
"""Grid columns of the widest table that can be one of the form."""


def grid_slots(texts: Texts) -> tuple[Slot, ...]:
    """The columns from the left; none where the grid does not hold."""
    sheet = texts.sheet
    heads = [y for y in texts.rows if _holds(texts, y)]
    if sheet.lossy or sheet.width > _WIDEST or not all(sheet.whole[y] for y in heads):
        return ()
    return _Grid(texts).slots()


def _holds(texts: Texts, y: int) -> bool:
    """Whether a line is one that columns hang from: several texts, or one that names a row of the form."""
    filled = [square for square in texts.sheet.lines[y] if not square.blank]
    return len(filled) > 1 or any(texts.spread and texts.item(square.text).row for square in filled)


class _Grid:
    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.sheet = texts.sheet
        self.clash = False
        """Whether two rows of the form stand over one column."""
        self.stacks: list[list[Square]] = [[] for _ in range(self.sheet.width)]
        for y in texts.rows:
            filled = sum(not square.blank for square in self.sheet.lines[y])
            for square in self.sheet.lines[y]:
                if filled > 1 or self._heads_alone(square):
                    for x in range(square.left, min(square.right, self.sheet.width)):
                        self.stacks[x].append(square)

    def _heads_alone(self, square: Square) -> bool:
        """Whether a text alone on its line may head columns: half a label, or a label; a caption or a note does not."""
        if self.texts.item(square.text).column:
            return True
        return not square.blank and square.right - square.left < self.sheet.width

    def slots(self) -> tuple[Slot, ...]:
        """The columns, if all that must hold does."""
        slots = self._all()
        return () if self.clash else self._sound(slots)

    def _all(self) -> list[Slot]:
        slots: list[Slot] = []
        x = 0
        while x < len(self.stacks):
            chain = self._chain(self.stacks[x])
            if not chain:
                x += 1
                continue
            bottom = chain[0]
            right = x + 1
            while right < len(self.stacks) and right < bottom.right and self._chain(self.stacks[right])[:1] == [bottom]:
                right += 1
            slot = self._slot(chain, x, right)
            if slot:
                slots.append(slot)
            x = right
        return slots

    @staticmethod
    def _chain(stack: Sequence[Square]) -> list[Square]:
        """The texts over one grid column, the lowest first; an empty square under one as wide is what merging left."""
        chain = list(reversed(stack))
        while len(chain) > 1 and chain[0].blank and (chain[0].left, chain[0].right) == (chain[1].left, chain[1].right):
            chain.pop(0)
        return chain

    def _slot(self, chain: Sequence[Square], left: int, right: int) -> Slot | None:
        same = [square for square in chain if (square.left, square.right) == (chain[0].left, chain[0].right)]
        for depth in range(min(3, len(same)), 0, -1):
            text = "".join(square.text for square in reversed(same[:depth]))
            item = self.texts.item(text)
            if item.column:
                above = [self.texts.item(square.text).row for square in chain[depth:]] if self.texts.spread else []
                rows = [row for row in above if row]
                self.clash = self.clash or len(set(rows)) > 1
                row = rows[0] if rows else None
                return Slot(text, left, right, item.column, row, squares=tuple(same[:depth]))
        item = self.texts.item(chain[0].text)
        if item.row or item.caption:
            return None
        return Slot(chain[0].text, left, right, None, squares=(chain[0],))

    def _sound(self, slots: list[Slot]) -> tuple[Slot, ...]:
        if self.texts.spread:
            if not self.sheet.spanned and any(slot.column and not slot.row for slot in slots):
                return ()
            slots = [slot if slot.row else slot._replace(column=None) for slot in slots]
        known = [slot for slot in slots if slot.column]
        if not known or len({(slot.column, slot.row) for slot in known}) < len(known):
            return self._only_near(slots)
        first, last = known[0].left, known[-1].right
        for line in self.texts.lines:
            for item in line:
                if item.group and item.right - item.left > 1 and not self._over_members(item, known):
                    return ()
        if self.texts.spread:
            return tuple(slot for slot in slots if slot.text.strip() or first < slot.left < last)
        corner = [slot for slot in slots if slot.right <= first and (slot.left == 0 or not slot.text.strip())]
        return tuple(
            slot
            for slot in slots
            if slot not in corner and (slot.text.strip() or (self.sheet.spanned and first < slot.left < last))
        )

    def _only_near(self, slots: list[Slot]) -> tuple[Slot, ...]:
        """A head in which no label is quite right: all but the corner, to be judged by likeness."""
        if self.texts.spread or any(slot.column for slot in slots):
            return ()
        return tuple(slot for slot in slots if slot.left > 0 and slot.text.strip())

    def _over_members(self, item: Item, known: Sequence[Slot]) -> bool:
        words = read_label(item.text).words
        members = next(
            group.members for group in self.texts.table.column_groups if read_label(group.label).words == words
        )
        return all(
            item.left <= slot.left and slot.right <= item.right
            for slot in known
            if slot.column and slot.column.id in members
        )
