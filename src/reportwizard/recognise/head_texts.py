"""The texts over a table's figures, as one table of the form understands them. Says what each names, not where."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from reportwizard.editions.form import Column, Row, Table
from reportwizard.recognise.labels import Vocabulary, read_label
from reportwizard.recognise.lines import Block, is_remark
from reportwizard.recognise.near import is_near
from reportwizard.recognise.sheets import Square

_DEEPEST = 8
"""Rows of texts that a head has at most; what stands above them is no head."""

_LONGEST = 60
"""The same where each text stands on a line of its own."""


class Slot(NamedTuple):
    """One column of a head: its text, the grid columns it covers, and the column (and row) of the form it names."""

    text: str
    left: int
    right: int
    column: Column | None
    row: Row | None = None
    nearest: str = ""
    """The label of the column that it could be, where it is not known to be one."""
    squares: tuple[Square, ...] = ()
    """Where its text stood."""


class Item(NamedTuple):
    """A text of a head as one table of the form understands it."""

    text: str
    column: Column | None
    row: Row | None
    group: bool
    caption: bool
    """Whether nothing hangs below it: a corner, a heading."""
    squares: tuple[Square, ...]
    """Where its text stood; several where it was broken."""

    @property
    def unknown(self) -> bool:
        """Whether it is no text of the form."""
        return not (self.column or self.row or self.group or self.caption)

    @property
    def left(self) -> int:
        """The first grid column that it covers."""
        return self.squares[0].left

    @property
    def right(self) -> int:
        """The grid column behind it."""
        return self.squares[0].right


class Texts:
    """The lines of a head for one table of the form; with `spread` the form's rows stand in it too."""

    def __init__(self, words: Vocabulary, block: Block, table: Table, *, spread: bool) -> None:
        self._words = words
        self.sheet = block.sheet
        self.table = table
        self.spread = spread
        self._groups = {read_label(group.label).words for group in table.column_groups}
        self.rows = block.lines[-_LONGEST:] if self.sheet.lossy else block.lines[-_DEEPEST:]
        lines = [[square for square in self.sheet.lines[y] if not square.blank] for y in self.rows]
        self.lines = self._trimmed([[self.item(square.text, square) for square in line] for line in lines if line])

    @property
    def speaks(self) -> bool:
        """Whether anything in it is, or could be, a column of the table."""
        items = [item for line in self.lines for item in line]
        if any(item.column for item in items) or any(map(self._joined, pairwise(self.lines))):
            return True
        texts = [item.text for item in items if item.unknown]
        return any(is_near(text, column.label) for text in texts for column in self.table.columns)

    @property
    def members(self) -> frozenset[str]:
        """The ids of the columns that have a caption over them."""
        return frozenset(member for group in self.table.column_groups for member in group.members)

    def place(self, item: Item) -> int:
        """Where the form has an item's column; -1 where it is none."""
        return self.table.columns.index(item.column) if item.column else -1

    @staticmethod
    def _trimmed(lines: list[list[Item]]) -> list[list[Item]]:
        """Without notes, and without the texts alone on their line that come before everything known."""
        lines = [line for line in lines if len(line) > 1 or not line[0].unknown or not is_remark(line[0].text)]
        start = 0
        while start < len(lines) - 1 and len(lines[start]) == 1 and lines[start][0].unknown:
            start += 1
        return lines[start:]

    def item(self, text: str, *squares: Square) -> Item:
        """What a text is for this table."""
        names = self._words.find(text)
        column = next((name.column for name in names.columns if name.table is self.table), None)
        row = next((name.row for name in names.rows if name.table is self.table), None)
        group = read_label(text).words in self._groups
        caption = not column and not row and not group and (names.caption or bool(names.groups))
        return Item(text, column, None if column else row, group, caption, squares)

    def whole_lines(self) -> list[list[Item]]:
        """The lines of the head, with labels that were broken over two of them put together."""
        lines = list(self.lines)
        for upper, lower in pairwise(self.lines):
            joined = self._joined((upper, lower))
            if joined:
                lines = [joined if line == upper else line for line in lines if line != lower]
        return lines

    def _joined(self, pair: tuple[list[Item], list[Item]]) -> list[Item]:
        """The upper line with each half label made whole by the lower one, in order; nothing where that fails."""
        upper, lower = pair
        halves = [item for item in upper if item.unknown and item.squares[0].cell > 1]
        if len(halves) != len(lower):
            halves = [item for item in upper if item.unknown]
        if not halves or len(halves) != len(lower):
            return []
        rest = iter(lower)
        line: list[Item] = []
        for item in upper:
            if item not in halves:
                line.append(item)
                continue
            half = next(rest)
            whole = self.item(item.text + half.text, *item.squares, *half.squares)
            if whole.column is None:
                return []
            line.append(whole)
        return line
