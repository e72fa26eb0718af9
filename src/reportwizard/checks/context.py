"""What a rule is given: the report, its totals computed once, last year's report, and the outline of the edition.

The outline is what the rules need to know about a form, found by roles and attributes of its data once an edition,
so that a check of a report walks only what can be wrong. No rule changes the context or the report.

Nothing here is ever compared or printed; the classes do without what that takes, because every start would pay for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.editions.form import Cell, Column, Edition, Row, Section, Table
from reportwizard.records import Record, field
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure, Number
from reportwizard.report.totals import Sum, compute

if TYPE_CHECKING:
    from reportwizard.claims.claim import Claims
    from reportwizard.recognise.recognised import Form

AMOUNT_UNIT = "万元"
"""The unit in which the form asks for amounts, and that is easily mistaken for 元."""


class Equation(Record):
    """The balance of one column: the cells whose sums must be equal."""

    column: Column
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """All its cells, left before right."""
        return self.left + self.right


class BalancedTable(Record):
    """A table whose columns must balance: the typed columns, then the computed ones."""

    table: Table
    typed: tuple[Equation, ...]
    computed: tuple[Equation, ...]


class Outline(Record):
    """The places of an edition that rules look at."""

    edition: Edition
    places: Mapping[str, int]
    """The order of the form: of every cell path and every texts.<id>."""
    typed: tuple[tuple[Section, tuple[str, ...]], ...]
    """The cells to be filled in, by section."""
    balanced: tuple[BalancedTable, ...]
    amounts: tuple[Cell, ...]
    """The cells asked for in 万元."""
    law_making: tuple[tuple[Row, tuple[Cell, ...]], ...]
    """The rows that only agencies with the power to make rules may fill."""
    stocks: tuple[tuple[Row, Cell, Cell, Cell], ...]
    """Rows with what was issued, what was repealed, and what is in force."""


class Context(Record):
    """One run of the rules over one report."""

    report: Report
    totals: Mapping[str, Sum]
    previous: Report | None
    outline: Outline
    unusual: tuple[str, ...]
    """The cells that hold anything but a whole number of zero or more, so that not every rule walks them all."""
    form: Form | None = None
    """How the form looked on paper; None for a report that was not read from paper."""
    profile: Profile = DEFAULT
    """What is asked of this report."""
    before: Mapping[str, Figure] = field(default_factory=dict)
    """What `previous` printed, by this report's cell paths, totals among them; 上年结转 has what it carried forward."""

    @property
    def follows(self) -> bool:
        """Whether `previous` is of the year before, so that this year goes on where it ended."""
        return self.previous is not None and self.previous.year == self.report.year - 1

    @property
    def called(self) -> str:
        """The year of `previous` in words."""
        return "上年" if self.follows or self.previous is None else f" {self.previous.year} 年"

    def number_before(self, path: str) -> Number | None:
        """The number that `previous` printed in a cell; None where it has none there that means the same."""
        value = self.before.get(path)
        return None if isinstance(value, str) else value

    @property
    def claims(self) -> Claims:
        """What the texts say about figures; read once a text, and only when a rule asks."""
        from reportwizard.claims.reading import read_claims

        return read_claims(self.report.texts, self.report.edition, self.report.year)

    def read_ahead(self) -> Iterator[None]:
        """Read the claims a piece a step, so that no rule has to read all of them at once."""
        from reportwizard.claims.reading import read_ahead

        return read_ahead(self.report.texts, self.report.edition, self.report.year)

    def number(self, path: str) -> Number | None:
        """The number in a cell: the figure; for a total the complete sum, else what was stated. None where none is."""
        total = self.totals.get(path)
        if total is None:
            value = self.report.figures.get(path)
        elif total.complete:
            return total.known
        else:
            value = self.report.stated.get(path)
        return None if isinstance(value, str) else value

    def cell(self, path: str) -> Cell:
        """The cell of that path."""
        return self.report.edition.cells[path]


def make_context(
    report: Report,
    previous: Report | None = None,
    totals: Mapping[str, Sum] | None = None,
    form: Form | None = None,
    profile: Profile = DEFAULT,
) -> Context:
    """The context for checking `report`, with last year's report where there is one; `totals` saves adding up again.

    A `previous` that is not of an earlier year is none.
    """
    unusual = tuple(path for path, value in report.figures.items() if type(value) is not int or value < 0)
    sums = compute(report) if totals is None else totals
    before: Mapping[str, Figure] = {}
    if previous is not None and previous.year >= report.year:
        previous = None
    elif previous is not None:
        from reportwizard.report.previous import figures_before

        before = figures_before(previous, report.edition)
    return Context(report, sums, previous, outline_of(report.edition), unusual, form, profile.of(report), before)


_outlines: dict[str, Outline] = {}


def outline_of(edition: Edition) -> Outline:
    """The outline of `edition`, made once."""
    known = _outlines.get(edition.id)
    if known is None or known.edition is not edition:
        known = _outlines[edition.id] = _make_outline(edition)
    return known


def _make_outline(edition: Edition) -> Outline:
    cells = edition.cells.values()
    sections = [section for section in edition.sections if section.tables]
    return Outline(
        edition=edition,
        places=_places(edition),
        typed=tuple((s, tuple(c.path for c in cells if c.section is s and not c.computed)) for s in sections),
        balanced=tuple(_balanced(table) for table in edition.tables if table.balance),
        amounts=tuple(c for c in cells if c.kind == "amount" and c.column.unit == AMOUNT_UNIT),
        law_making=tuple(
            (row, tuple(c for c in cells if c.row is row and not c.computed))
            for table in edition.tables
            for row in table.rows
            if row.role == "law_making"
        ),
        stocks=tuple(stock for table in edition.tables for stock in _stocks(edition, table)),
    )


def _places(edition: Edition) -> dict[str, int]:
    order = ["texts.preface"]
    for section in edition.sections:
        order.append(f"texts.{section.id}")
        order += [path for path, cell in edition.cells.items() if cell.section is section]
    return {path: place for place, path in enumerate(order)}


def _balanced(table: Table) -> BalancedTable:
    assert table.balance is not None
    left, right = table.balance.left, table.balance.right
    equations = [
        Equation(
            column,
            tuple(table.cell_path(row, column) for row in left),
            tuple(table.cell_path(row, column) for row in right),
        )
        for column in table.columns
    ]
    return BalancedTable(
        table,
        tuple(equation for equation in equations if not equation.column.parts),
        tuple(equation for equation in equations if equation.column.parts),
    )


def _stocks(edition: Edition, table: Table) -> list[tuple[Row, Cell, Cell, Cell]]:
    by_role = {column.role: column for column in table.columns}
    columns = [by_role.get(role) for role in ("issued", "repealed", "in_force")]
    if None in columns:
        return []
    issued, repealed, in_force = (column for column in columns if column is not None)
    return [
        (
            row,
            edition.cells[table.cell_path(row, issued)],
            edition.cells[table.cell_path(row, repealed)],
            edition.cells[table.cell_path(row, in_force)],
        )
        for row in table.rows
    ]
