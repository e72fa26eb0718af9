"""One sheet of a workbook, written as it was planned. Strings are only ever written as strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.blocks import BALANCE_MARK, CHECK_MARK, Balance, Cell, Entry, Heading, Paragraph, Table
from reportwizard.characters import clean
from reportwizard.writers.grid import squares
from reportwizard.writers.layout import balance, text_width
from reportwizard.writers.workbook_formulas import (
    BALANCED,
    INCOMPLETE,
    Book,
    Formula,
    Told,
    balance_formula,
    balances_formula,
    check_formula,
    fault_formula,
    letters,
    pattern_formula,
    sum_formula,
    unwritten_formula,
)
from reportwizard.writers.workbook_plan import (
    CHECK_WIDTH,
    LONGEST,
    Area,
    Plan,
    Stand,
    Typed,
    has_balance_row,
    joined,
    room_of,
)
from reportwizard.writers.workbook_styles import Styles, validation

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_WIDE, _LOW = 100.0, 480.0
"""A sheet wider and lower than this is printed lengthwise, for upright it would become too small to read."""

_FROZEN = 220.0
"""Points of the highest head that stays in view while one scrolls: more would leave no room for the rest."""

_WRONG = ("不是", "不在", "负数", "日期", "错误", "比")
"""The words of a check that tell of a mistake, not of something still to be filled in."""

_ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}


class SheetWriter:
    """Writes one plan into one worksheet."""

    def __init__(self, sheet: Worksheet, plan: Plan, book: Book, styles: Styles) -> None:
        self.sheet = sheet
        self.plan = plan
        self.book = book
        self.styles = styles
        self.first: tuple[int, int, int, int] | None = None
        self.typed: list[Typed] = []

    def write(self) -> None:
        """Everything, and how it is printed and protected."""
        self._measure()
        for stand in self.plan.stands:
            if isinstance(stand.block, Table):
                self._table(stand.block, stand.row)
            else:
                self._text(stand.block, stand)
        self._unwritten()
        self._faults()
        self._page()
        self.sheet.protect("", _ALLOWED)
        if self.first is not None:
            self.sheet.set_selection(*self.first)

    def _measure(self) -> None:
        for column, width in enumerate(self.plan.widths):
            self.sheet.set_column(column, column, width)
        for row, height in self.plan.heights.items():
            self.sheet.set_row(row, height)

    def _text(self, block: Heading | Paragraph, stand: Stand) -> None:
        if isinstance(block, Heading):
            look = "input" if block.entry else "title" if block.level == 1 else "heading"
        else:
            look = "prose input" if block.entry else "prose"
        style = self.styles.for_text(look, block.text)
        last = stand.row + stand.rows - 1, self.plan.width - 1
        if last != (stand.row, 0):
            self.sheet.merge_range(stand.row, 0, *last, "", style)
        if isinstance(block, Heading) and block.pattern:
            formula = pattern_formula(self.book, block.pattern, self.plan.name)
            self._formula(stand.row, 0, Formula(formula, block.text), style)
        else:
            self._string(stand.row, 0, block.text, style)
        if block.entry:
            self._typed(stand.row, 0, *last, block.entry, block.hint)

    def _table(self, table: Table, top: int) -> None:
        in_row: dict[int, list[str]] = {}
        for y, x, cell in table.placed():
            self._cell(table, top + y, x, cell, above=y < table.header_rows)
            if cell.name and (cell.entry or cell.parts):
                in_row.setdefault(y, []).append(cell.name)
        figures = {y: n for y, n in in_row.items() if top + y and any(map(self._is_checked, n))}
        if figures:
            self._checks(table, top, figures)
        if has_balance_row(table) and all(self.book.holds((*each.left, *each.right)) for each in table.balances):
            self._balances(table, top)

    def _is_checked(self, name: str) -> bool:
        cell = self.book.cells[name]
        return bool(cell.parts) or cell.entry in ("whole", "decimal", "signed", "year")

    def _cell(self, table: Table, row: int, column: int, cell: Cell, *, above: bool) -> None:
        if cell.parts and self.book.holds(cell.parts):
            look = "computed"
        elif cell.entry:
            look = "input"
        elif cell.header:
            look = "label" if column < table.stub_columns and cell.rowspan == 1 and table.header_rows else "header"
        else:
            look = "text"
        style = self.styles.for_text(look, cell.text)
        last = row + cell.rowspan - 1, column + cell.colspan - 1
        if last != (row, column):
            self.sheet.merge_range(row, column, *last, "", style)
        if look == "computed":
            self._formula(row, column, sum_formula(self.book, cell.name), style)
        elif cell.number is not None:
            self.sheet.write_number(row, column, float(cell.number), style)
        else:
            self._string(row, column, self._balanced(cell, column) if above else cell.text, style)
        if look == "input":
            self._typed(row, column, *last, cell.entry, cell.hint)

    def _balanced(self, cell: Cell, column: int) -> str:
        """The text of a head in lines that are as even as can be: a program leaves over what does not fit a line."""
        room = room_of(self.plan.widths[column : column + cell.colspan])
        return cell.text if text_width(cell.text) <= room else "\n".join(balance(cell.text, room))

    def _typed(self, row: int, column: int, last_row: int, last_column: int, entry: Entry, hint: str) -> None:
        """What may be typed there."""
        self.sheet.data_validation(row, column, last_row, last_column, validation(entry, clean(hint)))
        self.typed.append((entry, Area(row, column, last_row, last_column)))
        self.first = self.first or (row, column, last_row, last_column)

    def _faults(self) -> None:
        """How cells look in which something stands that does not belong there."""
        for entry, area in joined(self.typed):
            wrong = fault_formula(f"{letters(area.column)}{area.row + 1}", entry)
            if wrong:
                condition = {"type": "formula", "criteria": wrong, "format": self.styles["wrong"]}
                self.sheet.conditional_format(area.row, area.column, area.last_row, area.last_column, condition)

    def _checks(self, table: Table, top: int, figures: dict[int, list[str]]) -> None:
        column = self.plan.width
        self._check_head(top - (0 in figures))
        for y, names in figures.items():
            self._formula(top + y, column, check_formula(self.book, names, self.plan.name), self.styles["check"])
        for word in _WRONG:
            condition = {"type": "text", "criteria": "containing", "value": word, "format": self.styles["told wrong"]}
            self.sheet.conditional_format(top, column, top + len(table.rows), column, condition)

    def _check_head(self, row: int) -> None:
        """The head of the column of checks; whatever stands below it is left out when the workbook is read."""
        self.sheet.set_column(self.plan.width, self.plan.width, CHECK_WIDTH)
        self._string(row, self.plan.width, CHECK_MARK, self.styles["check head"])

    def _unwritten(self) -> None:
        """Beside a text with nothing in it yet, that it is to be written: one that has been given empty places."""
        places: dict[str, list[tuple[Stand, str]]] = {}
        for stand in self.plan.stands:
            if isinstance(stand.block, Paragraph) and stand.block.entry and stand.block.name:
                places.setdefault(stand.block.name, []).append((stand, stand.block.text))
        for found in places.values():
            first, last = found[0][0], found[-1][0]
            texts = [text for _, text in found]
            if first.row and "" in texts:
                squares = f"A{first.row + 1}:A{last.row + last.rows}"
                self._check_head(first.row - 1)
                self._formula(first.row, self.plan.width, unwritten_formula(squares, any(texts)), self.styles["check"])

    def _balances(self, table: Table, top: int) -> None:
        row = top + len(table.rows)
        if table.stub_columns > 1:
            self.sheet.merge_range(row, 0, row, table.stub_columns - 1, "", self.styles["label"])
        self._string(row, 0, BALANCE_MARK, self.styles["label"])
        told: list[Told] = []
        for each in table.balances:
            column = self.book.places[each.left[0]].column
            formula = balance_formula(self.book, each, self.plan.name)
            self._formula(row, column, formula, self.styles["computed"])
            computed = all(self.book.cells[name].parts for name in each.left)
            label = self._column_label(table, each) or f"{letters(column)} 列"
            told.append(Told(f"{letters(column)}{row + 1}", label, formula.value, computed))
        columns = [self.book.places[each.left[0]].column for each in table.balances]
        for text, look in ((BALANCED, "balanced"), (INCOMPLETE, "incomplete")):
            condition = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": self.styles[look]}
            self.sheet.conditional_format(row, min(columns), row, max(columns), condition | {"stop_if_true": True})
        rest = {"type": "no_blanks", "format": self.styles["unbalanced"]}
        self.sheet.conditional_format(row, min(columns), row, max(columns), rest)
        sentence = balances_formula(told, table.balances[0].sides)
        self._formula(row, self.plan.width, sentence, self.styles["check"])

    def _column_label(self, table: Table, balance: Balance) -> str:
        if not table.header_rows:
            return ""
        return squares(table)[table.header_rows - 1][self.book.places[balance.left[0]].column].text

    def _page(self) -> None:
        """A4, all columns of the document on one page, heads on every page and in view."""
        sheet, plan = self.sheet, self.plan
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C— &P —", {"scale_with_doc": False})
        sheet.hide_gridlines(2)
        if sum(plan.widths) > _WIDE and sum(plan.heights.values()) < _LOW:
            sheet.set_landscape()
        end = max((stand.row + stand.rows - 1 for stand in plan.stands), default=0)
        if plan.stands and isinstance(plan.stands[-1].block, Table):
            end -= has_balance_row(plan.stands[-1].block)
        sheet.print_area(0, 0, end, plan.width - 1)
        heads = [(table, top) for table, top in plan.tables if table.header_rows]
        if len(heads) == 1:
            table, top = heads[0]
            below = top + table.header_rows
            sheet.repeat_rows(top, below - 1)
            if sum(plan.heights.get(row, 20.0) for row in range(below)) <= _FROZEN:
                sheet.freeze_panes(below, table.stub_columns)

    def _string(self, row: int, column: int, text: str, style: Format) -> None:
        text = clean(text)[:LONGEST]
        if text:
            self.sheet.write_string(row, column, text, style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def _formula(self, row: int, column: int, formula: Formula, style: Format) -> None:
        value = formula.value
        self.sheet.write_formula(row, column, formula.text, style, value if isinstance(value, str) else float(value))
