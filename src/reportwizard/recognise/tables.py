"""From the rows of a table, as they stand on paper or on a clipboard, to cells of the form.

Labels find the rows and columns, in any order and in any table of the edition; figures without a label are handed
back as `loose`. Totals are entries like others: whoever takes them compares. Invariant: what is neither an entry
nor loose is among the strays, unless it is a text of the form itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportwizard.editions.form import Column, Table
from reportwizard.recognise.columns import STREAM, Head, Record, align
from reportwizard.recognise.labels import Names, RowName, Vocabulary, is_figure, read_label
from reportwizard.recognise.reading import Entry, Loose, Reading

LONGEST = 12
"""Characters of the longest text that is taken for a figure's stand-in (见附件); what is longer is a remark."""


@dataclass(frozen=True, slots=True)
class _HeadLabel:
    """A label in a head: what it names, and the cell and the line where it stood."""

    names: Names
    at: int
    line: int
    length: int
    """How many cells the line had."""


def read_rows(vocabulary: Vocabulary, rows: Sequence[Sequence[str]]) -> Reading:
    """Read the rows of one or several tables that stand one below the other; cells of a row need not be alike."""
    filled = [list(row) for row in rows]
    if all(len(row) <= 1 for row in filled):  # one cell a line: the labels alone tell where a row begins
        return _Reader(vocabulary, stream=True).read([[cell for row in filled for cell in row or [""]]])
    return _Reader(vocabulary).read(filled)


class _Reader:
    """Goes through the lines, keeping the head, the captions and the row that came last."""

    def __init__(self, vocabulary: Vocabulary, *, stream: bool = False) -> None:
        self.vocabulary = vocabulary
        self.stream = stream
        self.reading = Reading()
        self.records: dict[Table, list[Record]] = {}
        self.heads: list[_HeadLabel] = []
        self.under_head = False
        self.group: frozenset[tuple[str, str]] = frozenset()
        self.last: RowName | None = None
        self.missing: dict[str, None] = {}
        sections = vocabulary.edition.sections
        self.across = {table for section in sections if section.layout == "across" for table in section.tables}

    def read(self, lines: Sequence[list[str]]) -> Reading:
        for number, line in enumerate(lines):
            self._line(number, line)
        for table, records in self.records.items():
            for doubt in align(table, records):
                self.reading.doubt(doubt)
            for record in records:
                self._place(table, record)
        self._drop_repeated()
        self.reading.notes += [f"没有“{label}”这一列，那一列没有动" for label in self.missing]
        return self.reading

    # ---- one line

    def _line(self, number: int, line: list[str]) -> None:
        texts = [index for index, cell in enumerate(line) if cell.strip() and self._is_text(cell)]
        before = line[: texts[0]] if texts else line
        if any(cell.strip() for cell in before):
            self._values(before)
        captions: frozenset[tuple[str, str]] = frozenset()
        for index, end in pairwise([*texts, len(line)]):
            names = self.vocabulary.find(line[index])
            cells = line[index + 1 : end]
            has_values = any(cell.strip() for cell in cells)
            if names.columns and read_label(line[index]).number is not None:
                names = names._replace(columns=())  # no column has a number before its label
            if not names:
                reason = "没有这样的行名" if has_values else "不是表里的文字"
                self.reading.lose(line[index:end], reason)
                continue
            self.reading.labelled = True
            closes_head = names.columns and self.heads and not self.under_head  # 总计, and the figures come behind it
            blank_row = names.rows and not names.columns and cells and not self.stream and not self._across(names)
            if names.rows and not closes_head and (has_values or (blank_row and end == len(line))):
                self._record(line[index], names, cells, captions, index + 1, len(line))
            elif names.columns or (self._across(names) and not has_values):
                if self.under_head:
                    self.heads, self.under_head = [], False
                self.heads.append(_HeadLabel(names, index, index if self.stream else number, len(line)))
            if has_values and not (names.rows and not closes_head):
                self._values(cells)
            captions = frozenset() if has_values else (captions & names.groups) or names.groups or captions
            self.group = names.groups or self.group

    def _is_text(self, cell: str) -> bool:
        """Whether a cell is a label or a remark, not what stands where a figure would."""
        return bool(self.vocabulary.find(cell)) or not (is_figure(cell) or self._stands_in(cell))

    def _stands_in(self, cell: str) -> bool:
        return any(character.isdigit() for character in cell) and len(cell) <= LONGEST and not read_label(cell).number

    def _across(self, names: Names) -> bool:
        """Whether a row's label stands in a head: in sections whose rows are printed side by side."""
        return any(name.table in self.across for name in names.rows)

    def _record(
        self, text: str, names: Names, cells: list[str], captions: frozenset[tuple[str, str]], at: int, length: int
    ) -> None:
        name = self._which(text, names, captions)
        if isinstance(name, str):
            self.reading.lose([text, *cells], name)
            return
        number = read_label(text).number
        if number is not None and name.number is not None and number != name.number:
            self.reading.doubt(f"“{text.strip()}”的序号与表上的“{name.row.label}”不同")
        table = name.table
        row = table.rows.index(name.row)
        self.last, self.under_head = name, True
        head = self._head(table)
        if self.stream and sum(bool(cell.strip()) for cell in cells) >= len(head.columns if head else table.columns):
            cells = [cell for cell in cells if cell.strip()]  # blank lines between paragraphs are no cells
        shape = STREAM if self.stream else (at, length)
        self.records.setdefault(table, []).append(Record(row, cells, at, shape, head))

    def _which(self, text: str, names: Names, captions: frozenset[tuple[str, str]]) -> RowName | str:
        """The row that is meant, or why that cannot be said."""
        choices = names.rows
        if captions:
            choices = tuple(name for name in choices if (name.table.path, name.row.id) in captions)
            if not choices:
                return "与左边的标题对不上"
        label = read_label(text)
        if len(choices) == 1 and (not names.columns or label.number is not None):
            return choices[0]
        # the same word may stand for a column, or in several groups: only the neighbourhood can tell
        near = [name for name in choices if (name.table.path, name.row.id) in self.group or self._follows(name)]
        if len(near) == 1:
            return near[0]
        return "表里不止一处有这个名称，分不清是哪一行"

    def _follows(self, name: RowName) -> bool:
        last = self.last
        if last is None or last.table is not name.table:
            return False
        return name.table.rows.index(name.row) == last.table.rows.index(last.row) + 1

    # ---- figures without a label

    def _values(self, cells: list[str]) -> None:
        """Figures under a head, or figures alone."""
        self.under_head = True
        tables = self._headed()
        if any(self._spread(table, cells) for table in tables):
            return
        head = self._head(tables[0]) if len(tables) == 1 else None
        self.reading.loose.append(Loose(tuple(cells), tables[0], head.columns) if head else Loose(tuple(cells)))

    def _spread(self, table: Table, cells: list[str]) -> bool:
        """Figures of a table whose rows are printed side by side, under a head that says so."""
        runs: list[list[Column]] = []
        for label in self.heads:
            column = next((name.column for name in label.names.columns if name.table is table), None)
            if column is None:
                continue
            if not runs or table.columns.index(column) <= table.columns.index(runs[-1][-1]):
                runs.append([])
            runs[-1].append(column)
        named = [name.row for label in self.heads for name in label.names.rows if name.table is table]
        named = [row for row in named if row in table.rows]
        if len(table.rows) < 2 or len(runs) != len(table.rows) or (named and named != list(table.rows)):
            return False
        places = [(row, column) for row, run in zip(table.rows, runs, strict=True) for column in run]
        filled = [cell for cell in cells if cell.strip()]
        if len(cells) != len(places) and len(filled) == len(places):
            cells = filled
        if len(cells) != len(places):
            return False
        for run in runs:
            self._tell_missing(table, run)
        for (row, column), cell in zip(places, cells, strict=True):
            self.reading.entries.append(Entry(table.cell_path(row, column), cell))
        return True

    # ---- heads and places

    def _headed(self) -> list[Table]:
        """The tables that the present head is most likely of: a single 总计 makes no head of another table."""
        named: dict[Table, set[Column]] = {}
        for label in self.heads:
            for name in label.names.columns:
                named.setdefault(name.table, set()).add(name.column)
        most = max(map(len, named.values()), default=0)
        return [table for table, columns in named.items() if len(columns) == most]

    def _head(self, table: Table) -> Head | None:
        """The columns that the present head names in a table; None where it is no head of that table.

        Without any column where their order cannot be told.
        """
        if table not in self._headed():
            return None
        places = [(name.column, label) for label in self.heads for name in label.names.columns if name.table is table]
        columns = tuple(column for column, _ in places)
        first, length = places[0][1].at, places[0][1].length
        if len(set(columns)) < len(columns):
            return Head((), first, length)
        if not self.stream and len({label.line for _, label in places}) == 1:
            return Head(columns, first, length)  # as printed, whatever the order
        for line in {label.line for _, label in places}:
            here = [table.columns.index(column) for column, label in places if label.line == line]
            if here != sorted(here):
                return Head((), first, length)
        return Head(tuple(column for column in table.columns if column in columns), first, length)

    def _tell_missing(self, table: Table, columns: Sequence[Column]) -> None:
        self.missing |= {column.label: None for column in table.columns if not column.parts and column not in columns}

    def _place(self, table: Table, record: Record) -> None:
        row = table.rows[record.row]
        start = record.start
        if start is None:
            filled = sum(bool(cell.strip()) for cell in record.cells)
            reason = (
                f"{filled} 个数，表上是 {len(record.columns)} 列，分不清各在哪一列，请连表头一起复制，或者补上缺的一列"
            )
            self.reading.lose([row.label, *record.cells], reason)
            return
        if record.head:
            self._tell_missing(table, record.columns)
        for column, cell in zip(record.columns, record.cells[start:], strict=False):
            self.reading.entries.append(Entry(table.cell_path(row, column), cell))

    def _drop_repeated(self) -> None:
        """A cell that is named twice keeps the first figure; another one is lost, and told."""
        seen: dict[str, str] = {}
        kept: list[Entry] = []
        for entry in self.reading.entries:
            if entry.path not in seen:
                seen[entry.path] = entry.text
                kept.append(entry)
            elif entry.text.strip() != seen[entry.path].strip():
                label = self.vocabulary.edition.cells[entry.path].label
                self.reading.lose([label, entry.text or "（空）"], "同一格出现了两次")
        self.reading.entries = kept
