"""What the screen shows of a session: figures, marks, subtotals, balance, states. Read-only; formats, never decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from reportwizard.characters import one_line
from reportwizard.checks import Finding
from reportwizard.checks.phrases import more_or_less, term_number
from reportwizard.editions.form import Column, Group, Section, Table
from reportwizard.report.model import CARRIED_HEAD
from reportwizard.report.numbers import Figure, Number, format_figure, format_number
from reportwizard.report.totals import Sum, add, combine, subtotal
from reportwizard.session import Session
from reportwizard.session.changes import HEAD_ADDRESSES
from reportwizard.tui.ambiguous import sign

BLANK = "·"
"""Shown in a cell that nobody has filled yet."""

CARRIED = "~"
"""The mark of a figure that was carried over from last year and waits to be confirmed."""

GREW, FELL = "↑", "↓"
"""Beside last year's figure: this year's is larger or smaller by far."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as shown: its text, its mark (`!` error, `?` warning, `~` carried over), and of what kind it is."""

    text: str
    mark: str = " "
    computed: bool = False
    blank: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """Last year's figure as shown below this year's; `sign` says that the change is large."""

    text: str
    sign: str = ""


class State(Enum):
    """How far a section is; the value is its sign, so that it can be told without colours."""

    EMPTY = "-"
    INCOMPLETE = "…"
    UNCONFIRMED = "~"
    WRONG = "!"
    DOUBTFUL = "?"
    DONE = "✓"


_WORDS = {State.EMPTY: "未填", State.INCOMPLETE: "未填全", State.UNCONFIRMED: "待确认"}
_FOUND = {State.WRONG: "错误", State.DOUBTFUL: "警告"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the way: its numeral, its name, its state, and how many errors (or else warnings) it has."""

    number: str
    name: str
    state: State
    found: int = 0
    done: str = "已填"

    @property
    def word(self) -> str:
        """The state in words."""
        return f"{self.found} 处{_FOUND[self.state]}" if self.state in _FOUND else _WORDS.get(self.state, self.done)

    @property
    def sign(self) -> str:
        """The state as a sign."""
        return f"{self.state.value}{self.found}" if self.state in _FOUND else sign(self.state.value)


def sum_text(total: Sum, *, started: bool = True) -> str:
    """A sum as shown: `12+` while parts are blank (at least 12), nothing before the first part."""
    if total.complete:
        return format_number(total.known)
    return f"{format_number(total.known)}+" if started and total.known else ""


class View:
    """A session, as the widgets need it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._marks: dict[str, str] = {}
        self._seen: list[Finding] | None = None
        self._sums: dict[str, set[str]] = {}
        """For each cell the totals that it is part of, directly or not."""
        self._typed: dict[str, list[str]] = {}
        """For each section the cells to be filled in."""
        cells = session.report.edition.cells
        for path, cell in cells.items():
            if not cell.parts:
                self._typed.setdefault(cell.section.id, []).append(path)
            for part in cell.parts:
                self._sums.setdefault(part, set()).add(path)
        for sums in self._sums.values():
            sums.update(*(self._sums.get(path, set()) for path in tuple(sums)))

    def affected(self, changed: Iterable[str]) -> set[str]:
        """The cells that may read otherwise after these addresses changed: they, their totals, the newly marked."""
        paths = {address.removeprefix("stated.").removeprefix("carried.") for address in changed}
        for path in tuple(paths):
            paths |= self._sums.get(path, set())
        before = self._marks
        now = self.marks()
        if now is not before:
            paths |= {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        return paths

    def marks(self) -> dict[str, str]:
        """The mark of each cell that a finding names; made anew when the findings are new."""
        if self._seen is not self.session.findings:
            self._seen = self.session.findings
            self._marks = {}
            for finding in reversed(self._seen):
                if finding.waived is None and finding.severity != "advice":
                    sign = "!" if finding.severity == "error" else "?"
                    for path in finding.where:
                        if self._marks.get(path) != "!":
                            self._marks[path] = sign
        return self._marks

    def shown(self, path: str) -> Shown:
        """The cell at `path`."""
        session = self.session
        total = session.totals.get(path)
        mark = self.marks().get(path, " ")
        if total is not None:
            stated = session.report.stated.get(path)
            if stated is not None and not total.complete:
                return Shown(one_line(format_figure(stated)), "*" if mark == " " else mark, computed=True)
            return Shown(sum_text(total), mark, computed=True)
        value = session.report.figures.get(path)
        if value is None:
            return Shown(sign(BLANK), " ", blank=True)
        if path in session.report.carried:
            return Shown(one_line(format_figure(value)), CARRIED if mark == " " else mark, carried=True)
        return Shown(one_line(format_figure(value)), mark)

    # ---- last year

    @property
    def before_called(self) -> str:
        """The year of the report before this one, in a word; empty where no such report is known."""
        before = self.session.before
        if before is None:
            return ""
        return "去年" if before.year == self.session.report.year - 1 else f"{before.year} 年"

    def shown_before(self, path: str) -> Before:
        """What the report before this one said in a cell."""
        before = self.session.before
        figure = before.figures.get(path) if before else None
        if figure is None:
            return Before("")
        from reportwizard.report.previous import is_large

        now = self._now(path)
        large = is_large(now, figure)
        return Before(one_line(format_figure(figure)), sign(GREW if now > figure else FELL) if large else "")  # type: ignore[operator]

    def told_before(self, path: str) -> str:
        """The same in words, with the change: 去年 5,120（今年多 8,949，+175%）; empty where nothing is known."""
        before = self.session.before
        if before is None:
            return ""
        from reportwizard.report.previous import compare_cell, stock_words

        now, figure = self._now(path), before.figures.get(path)
        cell = self.session.report.edition.cells[path]
        if cell.column.role == "in_force":
            roles = {column.role: cell.table.cell_path(cell.row, column) for column in cell.table.columns}
            stock = stock_words(now, figure, *(self._now(roles[role]) for role in ("issued", "repealed")))
            if stock:
                return stock
        ended = "结转下年度" if cell.row.role == "carried_over" else ""
        return compare_cell(now, figure, self.before_called + ended)

    def _now(self, path: str) -> Figure | None:
        total = self.session.totals.get(path)
        return total.value if total is not None else self.session.report.figures.get(path)

    def stored(self, path: str) -> str:
        """What stands in a cell, as it would be typed; nothing for a blank and for a sum that is not complete."""
        total = self.session.totals.get(path)
        value = total.value if total is not None else self.session.report.figures.get(path)
        return format_figure(value)

    def subtotal(self, table: Table, group: Group, column: Column) -> str:
        """The sum of a group of rows in one column."""
        return sum_text(subtotal(self.session.report, table, group, column, self.session.totals))

    # ---- the balance

    def _sides(self, table: Table, column: Column) -> tuple[Sum, Sum]:
        assert table.balance is not None
        return self._side(table, table.balance.left, column), self._side(table, table.balance.right, column)

    def _difference(self, table: Table, column: Column) -> tuple[Number | None, bool]:
        """By how much the right side is more, and whether all of it is filled.

        A total that the file states stands in for a sum that is not complete, as in rule A01; None where even that
        is missing.
        """
        left, right = self._sides(table, column)
        if left.complete and right.complete:
            return right.known - left.known, True
        for finding in self.session.findings:
            if finding.code == "A01" and table.cell_path(table.balance.left[0], column) in finding.where:  # type: ignore[union-attr]
                return finding.actual - finding.expected, False  # type: ignore[operator]
        return None, False

    def _side(self, table: Table, rows: tuple[str, ...], column: Column) -> Sum:
        return combine(self.sum_at(table.cell_path(row, column)) for row in rows)

    def sum_at(self, path: str) -> Sum:
        """What stands in a cell, as a term of a sum."""
        return self.session.totals.get(path) or add([self.session.report.figures.get(path)])

    def is_begun(self, path: str) -> bool:
        """Whether somebody has filled the cell; of a total, any of its parts."""
        parts = self.session.report.edition.cells[path].parts
        return any(map(self.is_begun, parts)) if parts else path in self.session.report.figures

    def balance(self, table: Table, column: Column) -> str:
        """Whether a column balances: 平, 多 n, 少 n (the right side against the left), or 未填全."""
        difference, complete = self._difference(table, column)
        if difference is None:
            return "未填全"
        if difference == 0 and complete:
            return "平 ✓"
        more, amount = ("多", difference) if difference > 0 else ("少", -difference)
        digits = format_number(amount)
        return f"{more} {digits}" if len(digits) < 4 else f"{more}{digits}"

    def balance_sum(self, table: Table, column: Column) -> str:
        """The terms of one column's balance, spelt out, and by how much it is out; nothing where all is blank."""
        assert table.balance is not None
        sides = []
        difference, _ = self._difference(table, column)
        terms_of_both = (table.cell_path(row, column) for row in (*table.balance.left, *table.balance.right))
        if difference is None and not any(self.sum_at(path).known for path in terms_of_both):
            return ""
        for rows in (table.balance.left, table.balance.right):
            paths = [(term_number(table, table.row(row)), table.cell_path(row, column)) for row in rows]
            terms = [f"{name} {sum_text(self.sum_at(path)) or '未填'}" for name, path in paths]
            total = sum_text(self._side(table, rows, column)) or "？"
            sides.append(f"{' ＋ '.join(terms)} ＝ {total}")
        out = f"，{more_or_less(difference)}" if difference else ""
        return f"{column.label}：{'；'.join(sides)}{out}"

    # ---- sections

    def states(self) -> dict[str, tuple[State, int]]:
        """How far each section is (and the head, under ""), and how many errors it has, what is blank apart, or else
        warnings.
        """
        counts: dict[tuple[str, str], int] = {}
        for finding in self.session.findings:
            if finding.waived is None and not self.only_blank(finding):
                place = self.session.section_of(finding), finding.severity
                counts[place] = counts.get(place, 0) + 1
        filled = {"": self._filled_head()} | {s.id: self._filled(s) for s in self.session.report.edition.sections}
        return {
            section: self._state(how, *(counts.get((section, each), 0) for each in ("error", "warning")))
            for section, how in filled.items()
        }

    @staticmethod
    def _state(filled: State, errors: int, warnings: int) -> tuple[State, int]:
        if errors:
            return State.WRONG, errors
        if warnings and filled is not State.INCOMPLETE:
            return State.DOUBTFUL, warnings
        return filled, 0

    def _filled_head(self) -> State:
        report = self.session.report
        if not report.agency:
            return State.EMPTY
        return State.UNCONFIRMED if report.carried & CARRIED_HEAD.keys() else State.DONE

    def _filled(self, section: Section) -> State:
        report = self.session.report
        if section.kind == "narrative":
            return State.DONE if report.texts.get(section.id, "").strip() else State.EMPTY
        typed = self._typed[section.id]
        filled = sum(path in report.figures for path in typed)
        if 0 < filled < len(typed):
            return State.INCOMPLETE
        if report.carried and any(path in report.carried and path in report.figures for path in typed):
            return State.UNCONFIRMED
        return State.DONE if filled else State.EMPTY

    def only_blank(self, finding: Finding) -> bool:
        """Whether a finding is only about what is not written yet: while one is typing, that is no mistake."""
        return bool(finding.where) and all(map(self._is_blank, finding.where))

    def _is_blank(self, place: str) -> bool:
        report = self.session.report
        if place.startswith("texts."):
            return not report.texts.get(place[6:], "").strip()
        if place in HEAD_ADDRESSES:
            return not self.session.value(place)
        return place in report.edition.cells and place not in report.figures and place not in self.session.totals


def balance_label(table: Table) -> str:
    """What the balance line says: which side is measured against which."""
    assert table.balance is not None
    left, right = ("＋".join(_short(table, row) for row in rows) for rows in (table.balance.left, table.balance.right))
    return f"{right} 比 {left}"


def _short(table: Table, row: str) -> str:
    return table.row(row).term.strip("第项")
