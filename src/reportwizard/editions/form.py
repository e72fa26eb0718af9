"""The shape of a statutory form: sections, tables, rows, columns and the cells that they make.

Nothing here names a field of the form; that is the business of the data files. Every cell has one path, and a
computed cell names the cells it is the sum of. An edition is loaded once, so each part of it is equal to itself alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from reportwizard.records import Record

Kind = Literal["count", "amount", "free_amount", "change"]
"""count: whole, ≥ 0; amount: decimal, ≥ 0; free_amount: the same or a text with its unit; change: may be < 0."""

Layout = Literal["stacked", "matrix", "across"]
"""How a section's tables are printed: one below the other, one grid, or the rows of one table side by side."""


class Column(Record):
    """One column of a table; `parts` are the ids of the columns it is the sum of, empty where it is typed.

    `guidance` says on one line what counts here, `detail` what else one may want to know.
    `aliases` are other wordings of the label that are met in documents; they are read, never written.
    """

    id: str
    label: str
    kind: Kind = "count"
    role: str = ""
    unit: str = ""
    guidance: str = ""
    detail: str = ""
    parts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Row(Record):
    """One row of a table; `term` is the name that the form's own rule of balance gives it (第一项 …).

    `guidance` says on one line what counts here, `detail` what else one may want to know.
    `aliases` are other wordings of the label that are met in documents; they are read, never written.
    """

    id: str
    label: str
    role: str = ""
    term: str = ""
    guidance: str = ""
    detail: str = ""
    parts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Group(Record):
    """A caption over neighbouring rows or columns; with `subtotal` their sum is shown (it is no cell of the form)."""

    label: str
    members: tuple[str, ...]
    subtotal: bool = False


class Balance(Record):
    """Rows that must be equal in every column: the sum of `left` and the sum of `right`."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Table(Record):
    """A grid of cells. `path` opens the path of each of its cells; `corner` stands over the row labels."""

    path: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    caption: str = ""
    corner: str = ""
    heading: str = ""
    row_groups: tuple[Group, ...] = ()
    column_groups: tuple[Group, ...] = ()
    balance: Balance | None = None

    def cell_path(self, row: Row | str, column: Column | str) -> str:
        """The path of the cell where `row` and `column` (or their ids) meet."""
        row_id = row if isinstance(row, str) else row.id
        column_id = column if isinstance(column, str) else column.id
        return f"{self.path}.{row_id}.{column_id}"

    def row(self, row_id: str) -> Row:
        """The row of that id. Raises KeyError."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(row_id)


class Section(Record):
    """One of the six sections: prose (`narrative`) or tables.

    `aliases` are other headings that stand for it in documents and are accepted; `wordings`, without a number, are
    those that are met and not accepted. Both are read, never written.
    """

    id: str
    heading: str
    short: str
    kind: Literal["narrative", "table"]
    guidance: str = ""
    parts: tuple[str, ...] = ()
    layout: Layout = "matrix"
    tables: tuple[Table, ...] = ()
    aliases: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The Chinese numeral that opens the heading."""
        return self.heading.partition("、")[0]


class Cell(Record):
    """One cell of the form. `parts` are the paths it is the sum of, empty where it is typed."""

    path: str
    section: Section
    table: Table
    row: Row
    column: Column
    parts: tuple[str, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether the cell is a total: never typed, never stored."""
        return bool(self.parts)

    @property
    def kind(self) -> Kind:
        """What kind of number belongs here."""
        return self.column.kind

    @property
    def label(self) -> str:
        """The cell in words, by its statutory labels: 一、本年新收政府信息公开申请数量 ／ 自然人."""
        return f"{self.row.label} ／ {self.column.label}"


class Edition(Record):
    """One version of the statutory form. `cells` holds every cell by its path, in the order of the form."""

    id: str
    first_year: int
    last_year: int | None
    title: str
    sections: tuple[Section, ...]
    cells: Mapping[str, Cell]

    def __repr__(self) -> str:
        return f"Edition({self.id!r})"

    def __deepcopy__(self, memo: object) -> Edition:
        """Itself: a copy of a report is a report on the same form."""
        return self

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order of the form."""
        return tuple(table for section in self.sections for table in section.tables)

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises KeyError."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
