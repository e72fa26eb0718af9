"""The form as a document has filled it: from the blocks of its sections to figures, and to the prose around them.

Invariant: every square of a table of the form that holds a digit ends as a figure, as a total, or in `unread`; the
last thing that is done is to look for one that did not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportwizard.blocks import Block
from reportwizard.editions.form import Edition
from reportwizard.editions.form import Table as FormTable
from reportwizard.recognise.choosing import choose_edition, foreign_label, vocabularies
from reportwizard.recognise.fits import Fit, Trouble
from reportwizard.recognise.fitting import fit_all
from reportwizard.recognise.gathering import gather
from reportwizard.recognise.heads import Heads
from reportwizard.recognise.labels import is_figure
from reportwizard.recognise.lines import Block as Texts
from reportwizard.recognise.lines import Lines, Record
from reportwizard.recognise.looks import Looks
from reportwizard.recognise.merging import claims, settle
from reportwizard.recognise.near import nearest
from reportwizard.recognise.recognised import Form, Origin, Unread
from reportwizard.recognise.rows import find_rows
from reportwizard.recognise.sheets import Sheet, Square
from reportwizard.report.numbers import Figure, parse_figure

_PLAINLY = 0.5
"""The share of a section's rows that a table elsewhere must have to be taken for the section's own."""


@dataclass(slots=True)
class Filled:
    """The edition whose form it is, what stands in its cells (totals too), and what is no table."""

    edition: Edition
    figures: dict[str, Figure] = field(default_factory=dict)
    """By cell path, totals included; blank cells are absent."""
    origins: dict[str, Origin] = field(default_factory=dict)
    prose: dict[str, list[str]] = field(default_factory=dict)
    """By section id (and `preface`), the paragraphs in order."""
    form: Form = field(default_factory=Form)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_form(sections: Mapping[str, Sequence[Block]], year: int | None, paper: Sequence[Block] = ()) -> Filled:
    """Read the blocks of each section, all tables of the document among them, wherever they stand.

    The labels decide the edition; `year`, where known, decides where they do not. By `paper`, all blocks of the
    document, its tables are numbered; without it, those of the sections are.
    """
    tables = [block for block in paper if hasattr(block, "rows")]
    gathered = gather(sections, vocabularies(), {id(table): number for number, table in enumerate(tables, start=1)})
    edition = choose_edition(gathered.sheets, year)
    filled = Filled(edition, prose=gathered.prose)
    _Reader(filled, gathered.sheets).read()
    return filled


@dataclass(slots=True)
class _Part:
    """One sheet and the rows it was told apart into."""

    sheet: Sheet
    records: list[Record]
    blocks: list[Texts]


class _Reader:
    def __init__(self, filled: Filled, sheets: Sequence[Sheet]) -> None:
        self.filled = filled
        self.sheets = sheets
        self.edition = filled.edition
        self.words = next(each for each in vocabularies() if each.edition is self.edition)
        self.others = [each for each in vocabularies() if each is not self.words]
        self.heads = Heads(self.words)
        self.kinds = {section.id: section.kind for section in self.edition.sections}
        self.homes = {table.path: section.id for section in self.edition.sections for table in section.tables}
        self.looks = Looks(self.edition, self.words)
        sections = self.edition.sections
        self.across = [table for section in sections if section.layout == "across" for table in section.tables]
        self.order = {id(sheet): at for at, sheet in enumerate(sheets)}
        self.unread: list[tuple[int, int, Unread]] = []
        """With the place in the document: of the sheet, and in it."""
        self.done: set[Square] = set()
        self.told: set[Square] = set()
        self.labels = [r.label for t in self.edition.tables for r in t.rows]
        self.labels += [c.label for t in self.edition.tables for c in t.columns]

    def read(self) -> None:
        parts = self._parts()
        fits: list[Fit] = []
        for part in parts:
            fits += self._fits(part)
        for fit in fits:
            self._troubles(fit)
        self._beside(fits)
        for section in self.edition.sections:
            self._figures([fit for fit in fits if self._home(fit) == section.id], section.id)
        self.looks.read(fits, [part.sheet for part in parts])
        self.filled.form = self.looks.form(self.others)
        self._heads_left()
        for part in parts:
            self._sweep(part.sheet)
        self.filled.unread = [unread for *_, unread in sorted(self.unread, key=lambda found: found[:2])]

    # ---- which tables are the form's

    def _parts(self) -> list[_Part]:
        lines = Lines(self.words)
        own: list[_Part] = []
        elsewhere: list[_Part] = []
        before = ""
        for sheet in self.sheets:
            block = lines.block
            records, blocks = lines.read(sheet, carry=sheet.section == before)
            find_rows(records, self.words)
            part = _Part(sheet, records, blocks)
            if self.kinds.get(sheet.section) != "table":
                elsewhere.append(part)
            elif self._is_form(sheet):
                own.append(part)
                before = sheet.section
                continue
            else:
                self._no_form(sheet)
            lines.block = block
        covered = {self.homes[table] for part in own for table in self._rows_of(part)}
        for part in elsewhere:
            plain = self._plainly(part)
            if plain and not plain & covered:
                own.append(part)
            else:
                self._no_form(part.sheet)
        return sorted(own, key=lambda part: self.order[id(part.sheet)])

    def _is_form(self, sheet: Sheet) -> bool:
        """Whether a table of a section that has tables holds any row or column of the form."""
        found = (self.words.find(square.text) for line in sheet.lines for square in line if not square.blank)
        return any(names.rows or names.columns for names in found)

    def _rows_of(self, part: _Part) -> dict[str, set[str]]:
        """By table of the form, the rows of it that the sheet has."""
        rows: dict[str, set[str]] = {}
        for record in part.records:
            if record.table and record.row:
                rows.setdefault(record.table.path, set()).add(record.row.id)
        return rows

    def _plainly(self, part: _Part) -> set[str]:
        """The sections whose own table this is beyond doubt: most of the rows, with the heads over them."""
        rows = self._rows_of(part)
        plain: set[str] = set()
        for section in self.edition.sections:
            known = sum(len(rows.get(table.path, ())) for table in section.tables)
            there = sum(len(table.rows) for table in section.tables)
            headed = any(
                self.heads.find(record.block, record.table, spread=False).slots
                for record in part.records
                if record.block and record.table and record.table in section.tables
            )
            spread = any(self._all_columns(part.sheet, table) for table in section.tables if table in self.across)
            if spread or (there and headed and known >= there * _PLAINLY):
                plain.add(section.id)
        return plain

    def _all_columns(self, sheet: Sheet, table: FormTable) -> bool:
        found = (self.words.find(square.text) for line in sheet.lines for square in line if not square.blank)
        named = {name.column.id for names in found for name in names.columns if name.table is table}
        return len(named) == len(table.columns)

    def _no_form(self, sheet: Sheet) -> None:
        """A table that is none of the form's: named once, by its first row."""
        filled = [line for line in sheet.lines if any(not square.blank for square in line)]
        if not filled:
            return
        if not any(is_figure(square.text) for line in filled for square in line if not square.blank):
            reason = f"不是年报的表，没有读入（{len(filled)} 行，没有数字）"
        else:
            reason = f"不是年报的表，没有读入（共 {len(filled)} 行）"
        self._name(sheet, filled[0], reason)

    # ---- the rows

    def _fits(self, part: _Part) -> list[Fit]:
        fits: list[Fit] = []
        groups: dict[tuple[str, bool], list[Record]] = {}
        for record in part.records:
            self._free(record)
            if record.spread and record.block:
                record.table = self._headed(record)
            if record.table is None:
                fit = Fit(record)
                if any(not square.blank for square in record.tail) or record.spread:
                    fit.refuse(*self._unknown(record))
                fits.append(fit)
            else:
                groups.setdefault((record.table.path, record.spread), []).append(record)
        heads = [square for block in part.blocks for y in block.lines for square in part.sheet.lines[y]]
        bare = frozenset(row for square in heads for row in self._bare(square))
        fits += fit_all(list(groups.values()), self.heads, self.words, bare)
        order = {id(record): at for at, record in enumerate(part.records)}
        return sorted(fits, key=lambda fit: order[id(fit.record)])

    def _bare(self, square: Square) -> list[tuple[str, str]]:
        """The row that a text among heads is the label of, by its table and its id."""
        names = self.words.find(square.text)
        rows = [name for name in names.rows if name.table not in self.across and not names.columns]
        return [(name.table.path, name.row.id) for name in rows]

    def _free(self, record: Record) -> None:
        """Where rows and columns stand in the head, a text under one of them is no label but what a cell says."""
        label, table = record.label, self._headed(record)
        if label is None or record.names or table is None or record.block is None:
            return
        slots = self.heads.find(record.block, table, spread=True).grid
        if any(label.meets(slot.left, slot.right) for slot in slots):
            record.label, record.before, record.tail = None, [], record.squares

    def _headed(self, record: Record) -> FormTable | None:
        """The table of the form whose rows and columns both stand over a row of figures."""
        for table in self.across:
            if record.block and self.heads.find(record.block, table, spread=True).slots:
                return table
        return None

    def _unknown(self, record: Record) -> tuple[str]:
        if record.label is None:
            return ("这些数没有行名",)
        if record.names.groups:
            return ("表上这一行是标题，没有格",)
        if record.names.rows or record.names.columns:
            return ("分不清是哪一行",)
        record.nearest = record.nearest or nearest(record.label.text, self.labels)
        return ("表上没有这一行",)

    def _home(self, fit: Fit) -> str:
        return self.homes[fit.record.table.path] if fit.record.table else ""

    # ---- what was made of it

    def _troubles(self, fit: Fit) -> None:
        sheet = fit.record.sheet
        for trouble in fit.troubles:
            self._tell(sheet, trouble)
            if trouble.together:
                text = " ｜ ".join(" ".join(square.text.split()) for square in trouble.squares if not square.blank)
                self.looks.together(trouble.where, text)

    def _beside(self, fits: Sequence[Fit]) -> None:
        """Say where the grid and the order of the cells do not fit together, though only the order can be meant."""
        odd = [fit for fit in fits if fit.beside and fit.pairs]
        if odd:
            record = odd[0].record
            where = record.sheet.where(record.label or record.tail[0])
            text = f"{where}起有 {len(odd)} 行的数与表头错开，按先后顺序放，没有写的合计留空，请核对"
            self.filled.notes.append(text)

    def _tell(self, sheet: Sheet, trouble: Trouble) -> None:
        squares = [square for square in trouble.squares if square not in self.told]
        self._name(sheet, squares, trouble.reason, trouble.nearest)
        self.told |= set(squares)

    def _name(self, sheet: Sheet, squares: Sequence[Square], reason: str, near: str = "") -> None:
        unread = sheet.unread(squares, reason, near)
        if unread:
            self.unread.append((self.order[id(sheet)], squares[0].row, unread))

    def _figures(self, fits: Sequence[Fit], section: str) -> None:
        rewritten: list[str] = []
        cells = self.edition.cells
        for path, versions in claims(fits, section).items():
            chosen, others = settle(versions)
            for claim in others:
                if claim.square:
                    reason = (
                        "同一格在文中有几个不同的数" if chosen is None else "同一格在另一处的数不同，没有采用这一个"
                    )
                    self._tell(claim.sheet, Trouble((claim.square,), reason, cells[path].label))
            if chosen is None or chosen.square is None:
                continue
            parsed = parse_figure(chosen.square.text)
            if parsed.value is None:
                continue
            self.filled.figures[path] = parsed.value
            self.filled.origins[path] = chosen.sheet.origin(chosen.square)
            if parsed.note:
                rewritten.append(parsed.note)
            self.done |= {claim.square for claim in versions if claim.square}
        if rewritten:
            rest = f"，这样的还有 {len(rewritten) - 1} 个" if len(rewritten) > 1 else ""
            self.filled.notes.append(rewritten[0] + rest)

    def _heads_left(self) -> None:
        for sheet, slot in self.looks.unnamed:
            self._tell(sheet, Trouble(slot.squares, "表头里没有这样的列名", slot.nearest))
        self.done |= self.looks.heads

    def _sweep(self, sheet: Sheet) -> None:
        """Name what was neither placed nor named nor is a text of the form."""
        for line in sheet.lines:
            left = [square for square in line if not square.blank and not self._accounted(square)]
            for trouble in self._swept(left):
                self._tell(sheet, trouble)

    def _accounted(self, square: Square) -> bool:
        if square in self.done or square in self.told:
            return True
        return bool(self.words.find(square.text)) or bool(foreign_label(square.text, self.words, self.others))

    def _swept(self, squares: Sequence[Square]) -> Iterable[Trouble]:
        if squares:
            yield Trouble(tuple(squares), "表里的其他文字，没有放处", nearest(squares[0].text, self.labels))
