"""The rows of a table, told apart: texts that head columns, and rows of figures with their label.

Knows labels and figures, not yet which column is which. Nothing is dropped: a row is in a record or in a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportwizard.editions.form import Row, Table
from reportwizard.recognise.labels import NOTHING, Names, Vocabulary, is_figure, read_label
from reportwizard.recognise.sheets import Sheet, Square

_REMARK = re.compile(r"(?:注|备注|说明|单位|填表|填报|数据来源).{0,6}[:：]")
_LONG = 20
"""Characters from which a text alone on its line is a remark, not a head."""


@dataclass(slots=True, eq=False)
class Block:
    """Rows of texts without figures that stand one below the other; `heads` where columns hang below them."""

    sheet: Sheet
    lines: list[int] = field(default_factory=list)
    heads: bool = False


@dataclass(slots=True, eq=False)
class Record:
    """A row with figures, or a label whose row is blank: `tail` is what stands behind the label."""

    sheet: Sheet
    y: int
    label: Square | None
    names: Names
    before: list[Square]
    tail: list[Square]
    block: Block | None
    carried: bool
    """Whether the head stood in an earlier table."""
    table: Table | None = None
    row: Row | None = None
    nearest: str = ""
    """The label of the row that it could be, where it is not known to be one."""
    stuck: bool = False
    """Whether figures are run together with the label."""

    @property
    def spread(self) -> bool:
        """Whether the rows of the form stand over the figures, not beside them."""
        return self.label is None

    @property
    def end(self) -> int:
        """The grid column behind the last square of its row."""
        return max((square.right for square in self.sheet.covers[self.y]), default=0)

    @property
    def squares(self) -> list[Square]:
        """All of it, from the left."""
        label = [self.label] if self.label else []
        return [*self.before, *label, *self.tail]


def is_remark(text: str) -> bool:
    """Whether a text that is no label of the form, alone on its line, is a note or a unit of measure, not a head."""
    bare = text.strip().lstrip("（( *※")
    return len(bare) > _LONG or _REMARK.match(bare) is not None


class Lines:
    """Goes through the rows of one sheet after the other, keeping the head in force."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        sections = words.edition.sections
        self.across = tuple(table for section in sections if section.layout == "across" for table in section.tables)
        self.block: Block | None = None

    def read(self, sheet: Sheet, *, carry: bool) -> tuple[list[Record], list[Block]]:
        """The records and blocks of a sheet; `carry` keeps the head of the sheet before."""
        records: list[Record] = []
        blocks: list[Block] = []
        if not carry:
            self.block = None
        opened: Block | None = None
        for y, line in enumerate(sheet.lines):
            if all(square.blank for square in line):
                continue
            if opened is not None and self._unlabelled(opened, line):
                record: Record | None = Record(sheet, y, None, NOTHING, [], list(line), None, carried=False)
            else:
                record = self._record(sheet, y, line)
            if record is None:
                if opened is None:
                    opened = Block(sheet)
                    blocks.append(opened)
                opened.lines.append(y)
                continue
            if opened is not None:
                self._close(opened)
                opened = None
            record.block = self.block
            record.carried = self.block is not None and self.block.sheet is not sheet
            records.append(record)
        if opened is not None:
            self._close(opened)
        return records, blocks

    def _close(self, block: Block) -> None:
        """A block is a head unless it holds nothing but captions of rows, labels of rows and remarks."""
        for y in block.lines:
            texts = [square for square in block.sheet.lines[y] if not square.blank]
            for square in texts:
                names = self.words.find(square.text)
                remark = not names and len(texts) == 1 and is_remark(square.text)
                below = any(name.table not in self.across for name in names.rows) or names.groups
                block.heads = block.heads or bool(names.columns) or not (remark or below)
        if block.heads:
            self.block = block

    def _unlabelled(self, block: Block, line: Sequence[Square]) -> bool:
        """Whether all in a row are figures, or stand for them: as many as columns of rows printed side by side."""
        heads = [self.words.find(square.text) for square in block.sheet.lines[block.lines[-1]] if not square.blank]
        tables = [{name.table for name in names.columns} for names in heads]
        if len(heads) != len(line) or not all(any(table in found for table in self.across) for found in tables):
            return False
        return not any(self.words.find(square.text) for square in line)

    def _record(self, sheet: Sheet, y: int, line: Sequence[Square]) -> Record | None:
        filled = [at for at, square in enumerate(line) if not square.blank]
        names = {at: self.words.find(line[at].text) for at in filled}
        figures = [at for at in filled if not names[at] and is_figure(line[at].text)]
        rows = [at for at in filled if names[at].rows]
        label: int | None
        others = (at for at in filled if not names[at] and at not in figures)
        stuck = next((at for at in others if self.words.find_stuck(line[at].text)), None)
        if stuck is not None and not any(at < stuck for at in figures):
            found = self.words.find_stuck(line[stuck].text)
            record = Record(
                sheet, y, line[stuck], found, list(line[:stuck]), list(line[stuck + 1 :]), None, carried=False
            )
            record.stuck = True
            return record
        if figures:
            if self._is_head(line, names, figures):
                return None
            rows = [at for at in rows if at < figures[-1]] or rows
            texts = [at for at in filled if at < figures[0]]
            label = rows[-1] if rows else texts[-1] if texts else None
        else:
            label = self._blank_row(line, names, rows)
            if label is None:
                return None
        if label is None:
            return Record(sheet, y, None, NOTHING, [], list(line), None, carried=False)
        before, tail = list(line[:label]), list(line[label + 1 :])
        return Record(sheet, y, line[label], names[label], before, tail, None, carried=False)

    def _is_head(self, line: Sequence[Square], names: dict[int, Names], figures: Iterable[int]) -> bool:
        """Whether strokes stand in a head: two columns are named, and no row."""
        columns = sum(bool(found.columns) for found in names.values())
        rows = any(found.rows and not found.columns for found in names.values())
        digits = any(character.isdigit() for at in figures for character in line[at].text)
        return columns > 1 and not rows and not digits

    def _blank_row(self, line: Sequence[Square], names: dict[int, Names], rows: Sequence[int]) -> int | None:
        """The label of a row without figures: not in a head, and with cells behind it."""
        if not rows or rows[-1] == len(line) - 1:
            return None
        at = rows[-1]
        if any(found.columns for other, found in names.items() if other != at):
            return None
        if any(name.table in self.across for name in names[at].rows):
            return None
        if names[at].columns and read_label(line[at].text).number is None:
            return None
        return at


def find_row(record: Record, words: Vocabulary, last: Row | None) -> None:
    """Set the row that a record's label names: one alone, or, where it names a column too, one in its place.

    `last` is the row that the record before was.
    """
    label = record.label
    if label is None or not record.names.rows:
        return
    names = record.names.rows
    if len(names) > 1:
        return
    name = names[0]
    if record.names.columns:  # 其他 and 总计 name columns as well, and such a row may have been added anywhere
        number = read_label(label.text).number
        groups = [words.find(square.text).groups for square in record.sheet.covers[record.y] if square is not label]
        inner = min((group for group in groups if group), key=len, default=None)
        here = (name.table.path, name.row.id)
        if inner is not None and here not in inner:
            return
        rows = name.table.rows
        follows = last is not None and last in rows and rows.index(last) + 1 == rows.index(name.row)
        if number != name.number and not (number is None and follows):
            return
    record.table, record.row = name.table, name.row
