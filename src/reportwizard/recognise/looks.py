"""How the form looked: labels in other words, rows and columns that are missing or were added, figures run together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportwizard.editions.form import Column, Edition, Row, Table
from reportwizard.recognise.choosing import foreign_label
from reportwizard.recognise.fits import Fit
from reportwizard.recognise.head_texts import Slot
from reportwizard.recognise.labels import Vocabulary, read_label, same_wording
from reportwizard.recognise.recognised import Added, Form, Gap, SeenLabel, Together
from reportwizard.recognise.sheets import Sheet, Square


class Looks:
    """Collects what is seen of the form over all tables, and says at the end what is not."""

    def __init__(self, edition: Edition, words: Vocabulary) -> None:
        self.edition = edition
        self.words = words
        self.heads: set[Square] = set()
        """The squares of heads that were understood."""
        self.unnamed: list[tuple[Sheet, Slot]] = []
        """Columns whose text is no label of the form, where the form has just one for them."""
        self._rows: dict[str, set[str]] = {}
        self._columns: dict[str, set[str]] = {}
        self._labels: dict[SeenLabel, None] = {}
        self._added: dict[Added, None] = {}
        self._together: dict[Together, None] = {}
        self._sheets: Sequence[Sheet] = ()

    def together(self, where: tuple[str, ...], text: str) -> None:
        """Note figures run together."""
        self._together[Together(where, text)] = None

    def read(self, fits: Iterable[Fit], sheets: Sequence[Sheet]) -> None:
        """Look at the rows and heads of all tables of the form."""
        self._sheets = sheets
        table: Table | None = None
        for fit in fits:
            record = fit.record
            table = record.table or table
            if record.table:
                for slot in fit.slots:
                    self._slot(fit, record.table, slot)
            if record.table and record.row and record.label:
                self._rows.setdefault(record.table.path, set()).add(record.row.id)
                if not record.stuck:  # figures run together with a label are no other wording
                    self._seen(record.table, record.row, None, record.label.text)
                self.heads.add(record.label)
            elif record.label and table and not record.names and not record.nearest and fit.troubles:
                self._added[Added(_cells(table), _line(record.label.text), "row")] = None
        for sheet in sheets:
            for line in sheet.lines:
                for square in line:
                    names = self.words.find(square.text) if not square.blank else None
                    if names and names.rows and not names.columns:
                        name = names.rows[0]
                        self._rows.setdefault(name.table.path, set()).add(name.row.id)

    def _slot(self, fit: Fit, table: Table, slot: Slot) -> None:
        if slot.row is not None:
            self._rows.setdefault(table.path, set()).add(slot.row.id)
        if slot.column is not None:
            self._columns.setdefault(table.path, set()).add(slot.column.id)
            self._seen(table, None, slot.column, slot.text)
            self.heads |= set(slot.squares)
        elif slot.nearest:
            self.unnamed.append((fit.record.block.sheet if fit.record.block else fit.record.sheet, slot))
        elif slot.text.strip():
            self._added[Added(_cells(table), _line(slot.text), "column")] = None
            self.heads |= set(slot.squares)

    def _seen(self, table: Table, row: Row | None, column: Column | None, text: str) -> None:
        label = row.label if row else column.label if column else ""
        if not same_wording(text, label):
            self._labels[SeenLabel(_cells(table, row, column), _line(text), label)] = None

    def form(self, others: Sequence[Vocabulary]) -> Form:
        """All that was seen, and what was not."""
        foreign: dict[SeenLabel, None] = {}
        texts = {square.text for sheet in self._sheets for line in sheet.lines for square in line if not square.blank}
        for sheet in self._sheets:
            for line in sheet.lines:
                for square in line:
                    seen = foreign_label(square.text, self.words, others) if square.text in texts else None
                    texts.discard(square.text)
                    if seen:
                        foreign[seen] = None
        strange = {read_label(seen.text).words for seen in foreign}
        added = [each for each in self._added if read_label(each.text).words not in strange]
        return Form(
            labels=list(self._labels),
            gaps=[gap for table in self.edition.tables for gap in self._gaps(table)],
            added=added,
            together=list(self._together),
            foreign=list(foreign),
        )

    def _gaps(self, table: Table) -> Iterable[Gap]:
        rows, columns = self._rows.get(table.path, set()), self._columns.get(table.path, set())
        if not rows and not columns:
            section = next(section for section in self.edition.sections if table in section.tables)
            yield Gap(_cells(table), table.caption or section.heading, "table")
            return
        for row in table.rows:
            if row.id not in rows:
                yield Gap(_cells(table, row), row.label, "row")
        for column in table.columns:
            if columns and column.id not in columns:
                yield Gap(_cells(table, None, column), column.label, "column")


def _cells(table: Table, row: Row | None = None, column: Column | None = None) -> tuple[str, ...]:
    rows = [row] if row else table.rows
    columns = [column] if column else table.columns
    return tuple(table.cell_path(each, other) for each in rows for other in columns)


def _line(text: str) -> str:
    return " ".join(text.split())
