"""What last year's report hands to this year's: who reports, and the figures with which the year opens.

Not carried: texts, stated totals, waivers, the date of publication. Every figure that comes along is a number that
stands in last year's report, and is marked as unconfirmed; the cells are found by their roles in the editions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportwizard.characters import one_line
from reportwizard.editions.form import Cell, Column, Edition, Table
from reportwizard.errors import StorageError
from reportwizard.records import Record
from reportwizard.report.model import CARRIED_HEAD, Report, unconfirmed
from reportwizard.report.numbers import Figure, format_figure, is_number
from reportwizard.report.totals import add, compute

_DIGITS = "0123456789"
_SCRIPTS = (_DIGITS, "０１２３４５６７８９", "〇一二三四五六七八九", "零一二三四五六七八九", "○一二三四五六七八九")
"""The ways in which a year is spelt in a title."""


class Flow(Record, eq=True):
    """Cells of one kind: (last year's cell, this year's that opens with its figure); `note` says what to do with it."""

    name: str
    pairs: tuple[tuple[Cell, Cell], ...]
    note: str = ""


class Carried(Record, eq=True):
    """The new report as last year's opens it, and what the clerk should know of it: plain Chinese, one a line."""

    report: Report
    remarks: tuple[str, ...]


def carry_over(last: Report, year: int, edition: Edition, *, agency: str = "") -> Carried:
    """A new report on `year`, opened with what `last` hands on; `agency` is its name where it has another one now.

    Raises StorageError where `last` is not of an earlier year; whoever knows its file names it.
    """
    require_earlier(last, year)
    report = Report(edition, year, agency or last.agency, level=last.level, level_of=last.level_of)
    report.title = _title(last, report)
    report.carried = {key for key in CARRIED_HEAD if getattr(report, key)}
    if agency:  # somebody has just said it
        report.carried.discard("agency")
    flows = tuple(_flows(last.edition, edition))
    for flow in flows:
        for before, now in flow.pairs:
            figure = last.figures.get(before.path)
            if figure is not None and is_number(figure):
                report.figures[now.path] = figure
                report.carried.add(now.path)
    report.figures = {path: report.figures[path] for path in edition.cells if path in report.figures}
    return Carried(report, tuple(_remarks(last, report, flows)))


def require_earlier(last: Report, year: int) -> None:
    """Raises StorageError where `last` cannot be the report before the one on `year`."""
    if last.year >= year:
        message = f"这是 {last.year} 年的报告，不能当作 {year} 年的上年报告"
        raise StorageError(message, "", f"请给出 {year - 1} 年的报告")


def _flows(before: Edition, now: Edition) -> Iterator[Flow]:
    """What flows from one year into the next; a flow without pairs is one that last year's edition does not know."""
    yield from _unfinished(before, now)
    yield from _stock(before, now)


def _unfinished(before: Edition, now: Edition) -> Iterator[Flow]:
    """What one year carries forward the next has carried over, column by column."""
    sources = [(table, row) for table in before.tables for row in table.rows if row.role == "carried_forward"]
    for table in now.tables:
        for row in table.rows:
            if row.role == "carried_over":
                pairs = [
                    (before.cells[source.cell_path(source_row, column)], now.cells[table.cell_path(row, column)])
                    for source, source_row in sources
                    for column in _typed_columns(table, source)
                ]
                yield Flow(row.label, tuple(pairs))


def opening_cells(before: Edition, now: Edition) -> dict[str, str]:
    """For the cells of this year, totals too, that open with what last year ended with: last year's cell."""
    found = {}
    for flow in _unfinished(before, now):
        for source, cell in flow.pairs:
            found[cell.path] = source.path
            for column, other in zip(cell.table.columns, source.table.columns, strict=False):
                if column.parts and other.parts and column.id == other.id:
                    found[cell.table.cell_path(cell.row, column)] = source.table.cell_path(source.row, other)
    return found


def _typed_columns(table: Table, other: Table) -> Iterable[Column]:
    there = {column.id for column in other.columns if not column.parts}
    return (column for column in table.columns if not column.parts and column.id in there)


def _stock(before: Edition, now: Edition) -> Iterator[Flow]:
    """What was in force at the end of one year is what the next starts from."""
    for table in now.tables:
        columns = _stock_columns(table)
        if columns is None:
            continue
        issued, repealed, in_force = columns
        pairs = []
        for other in before.tables:
            source = _stock_columns(other) if other.path == table.path else None
            if source is not None:
                rows = {row.id for row in other.rows} & {row.id for row in table.rows}
                pairs += [
                    (before.cells[other.cell_path(row, source[2])], now.cells[table.cell_path(row, in_force)])
                    for row in table.rows
                    if row.id in rows
                ]
        note = f"上年末的基数，还要加上“{issued.label}”、减去“{repealed.label}”"
        yield Flow(in_force.label, tuple(pairs), note)


def _stock_columns(table: Table) -> tuple[Column, Column, Column] | None:
    by_role = {column.role: column for column in table.columns}
    try:
        return by_role["issued"], by_role["repealed"], by_role["in_force"]
    except KeyError:
        return None


def _title(last: Report, report: Report) -> str:
    """Last year's own title, brought up to date; empty where that makes the statutory one."""
    title = last.title
    if last.agency and report.agency != last.agency:
        title = title.replace(last.agency, report.agency)
    for digits in _SCRIPTS:
        spelt = str.maketrans(_DIGITS, digits)
        year = rf"(?<!\d){str(last.year).translate(spelt)}(?!\d)"
        title = re.sub(year, str(report.year).translate(spelt), title)
    return "" if title == report.edition.title.format(agency=report.agency, year=report.year) else title


def _remarks(last: Report, report: Report, flows: Sequence[Flow]) -> Iterator[str]:
    if last.year != report.year - 1:
        yield f"注意：给出的是 {last.year} 年的报告，不是 {report.year - 1} 年的，带来的数请逐个核对"
    yield _what_came(last, report, flows)
    if last.title and report.title == last.title:
        yield f"标题照用上年的“{one_line(report.title)}”，里面没有年度，请核对"
    for flow in flows:
        if not flow.pairs:
            yield f"“{flow.name}”没有带来：{last.year} 年的报告格式没有这一项"
        missing = [before for before, now in flow.pairs if now.path not in report.carried]
        if missing:
            first = "；".join(f"{cell.label}（{_shown(last.figures.get(cell.path))}）" for cell in missing[:3])
            more = " 等" if len(missing) > 3 else ""
            yield f"有 {len(missing)} 格没有带来，上年报告里没有填或者不是数：{first}{more}，请自己填"
    columns = _unbalanced(last)
    if columns:
        yield f"注意：上年报告的“{'”“'.join(columns)}”没有平衡，带来的数请与台账核对"
    waiting = sum(path in last.figures for path in unconfirmed(last))
    if waiting:
        yield f"注意：上年报告里还有 {waiting} 个从更早的年度带来的数没有确认"


def _what_came(last: Report, report: Report, flows: Sequence[Flow]) -> str:
    head = {
        "单位名称": report.agency and report.agency == last.agency,
        "标题": report.title,
        "级别": report.level or report.level_of,
    }
    came = ["、".join(name for name, value in head.items() if value)]
    for flow in flows:
        number = sum(now.path in report.carried for _, now in flow.pairs)
        if number:
            came.append(f"“{flow.name}”{number} 格" + (f"（{flow.note}）" if flow.note else ""))
    came = [each for each in came if each]
    return f"从 {last.year} 年的报告带来：{'；'.join(came)}" if came else f"{last.year} 年的报告里没有可以带来的内容"


def _shown(figure: Figure | None) -> str:
    return "没有填" if figure is None else f"“{one_line(format_figure(figure))}”"


def _unbalanced(report: Report) -> list[str]:
    """The labels of the columns that do not balance; of the computed ones only where no typed one is out."""
    totals = compute(report)

    def side(table: Table, rows: Iterable[str], column: Column) -> Figure | None:
        paths = (table.cell_path(row, column) for row in rows)
        return add(totals[path].value if path in totals else report.figures.get(path) for path in paths).value

    out: list[Column] = []
    for table in report.edition.tables:
        for column in table.columns if table.balance else ():
            assert table.balance is not None
            left, right = side(table, table.balance.left, column), side(table, table.balance.right, column)
            if left is not None and right is not None and left != right:
                out.append(column)
    return [column.label for column in out if not column.parts] or [column.label for column in out]
