"""Rule A05: a figure that stands in the wrong column, told by two columns that are out of balance by +n and −n.

Where one figure alone can be moved, whole, from one column to the other in its row, the two cells are named with
what they should hold; else only the two ways in which it may have happened. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportwizard.checks.arithmetic import Imbalance, imbalance, imbalances
from reportwizard.checks.context import BalancedTable, Context
from reportwizard.checks.finding import Finding, Hint
from reportwizard.checks.phrases import term_number
from reportwizard.checks.registry import explanation
from reportwizard.checks.terms import sources
from reportwizard.editions.form import Cell, Table
from reportwizard.records import Record
from reportwizard.report.numbers import Number, format_number


class _Move(Record):
    """`number` of what stands in the cell `source` belongs into the cell `target` of the same row."""

    source: Cell
    target: Cell
    number: int
    has: int
    target_has: int

    @property
    def whole(self) -> bool:
        """Whether it is all that stands there."""
        return self.has == self.number

    def hint(self, where: tuple[str, ...]) -> Hint:
        """The move in words, and as a proposal."""
        wrong, right = self.source.column.label, self.target.column.label
        left, more = self.has - self.number, self.target_has + self.number
        message = (
            f"可能把“{right}”的 {self.number} 件填到了“{wrong}”："
            f"{wrong} {self.has} 应为 {left}，{right} {self.target_has} 应为 {more}（“{self.source.row.label}”一行）"
        )
        proposal = ((self.source.path, left), (self.target.path, more))
        rest = tuple(path for path in where if path not in (self.source.path, self.target.path))
        return Hint("A05", message, (self.source.path, self.target.path, *rest), proposal)


@explanation("A05", "wrong-column", "advice")
def wrong_column(context: Context, findings: Sequence[Finding]) -> Iterator[tuple[Finding, Hint]]:
    """可能填错了列

    检查：有两列不平衡，一列多、另一列少同样的件数，而总计平衡。
    理由：总计平衡，说明申请没有漏计、重计，多半是有一格填到了相邻的申请人类别下。
    改法：对照台账核对这两列，把填错的件数移到另一列。
    依据：实务中常见的填报差错，读自已公开的报告；这是对 A01 的解释，本身不计为问题。
    """
    by_where = {finding.where: finding for finding in findings if finding.code == "A01"}
    for balanced in context.outline.balanced if len(by_where) >= 2 else ():
        for more, less in opposite_columns(context, balanced):
            where = more.equation.cells + less.equation.cells
            move = _only_move(context, more, less)
            hint = move.hint(where) if move else Hint("A05", _both_ways(balanced.table, more, less), where)
            for out in (more, less):
                yield by_where[out.equation.cells], hint


def opposite_columns(context: Context, balanced: BalancedTable) -> list[tuple[Imbalance, Imbalance]]:
    """The pairs of single columns out by +n and −n while the computed columns balance; each n by one pair only."""
    for equation in balanced.computed:
        if any(context.number(path) is None for path in equation.cells) or imbalance(context, equation):
            return []
    by_difference: dict[Number, list[Imbalance]] = {}
    for out in imbalances(context, balanced):
        if not out.equation.column.parts:
            by_difference.setdefault(out.difference, []).append(out)
    return [
        (more[0], less[0])
        for difference, more in by_difference.items()
        if difference > 0 and len(more) == 1 and len(less := by_difference.get(-difference, [])) == 1
    ]


def _only_move(context: Context, more: Imbalance, less: Imbalance) -> _Move | None:
    """The one move that may mend both: a whole figure into a cell of nothing, else a whole one, else a part of one."""
    moves = [
        *_moves(context, less.equation.left, more.equation.left, more.difference),
        *_moves(context, more.equation.right, less.equation.right, more.difference),
    ]
    whole = [move for move in moves if move.whole]
    for fitting in ([move for move in whole if not move.target_has], whole, moves):
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _moves(context: Context, froms: tuple[str, ...], tos: tuple[str, ...], number: Number) -> Iterator[_Move]:
    """The moves of `number` from the cells behind one column's sum to those behind the other's, row by row."""
    figures = context.report.figures
    for source, target in zip(sources(context, froms), sources(context, tos), strict=False):
        has, target_has = figures.get(source), figures.get(target)
        from_cell, to_cell = context.cell(source), context.cell(target)
        if from_cell.row is not to_cell.row or not all(isinstance(value, int) for value in (has, target_has, number)):
            continue
        assert isinstance(has, int) and isinstance(target_has, int) and isinstance(number, int)
        if has >= number and target_has >= 0:
            yield _Move(from_cell, to_cell, number, has, target_has)


def _both_ways(table: Table, more: Imbalance, less: Imbalance) -> str:
    assert table.balance is not None
    first, second = more.equation.column.label, less.equation.column.label
    left, right = (
        "、".join(term_number(table, table.row(row)) for row in rows)
        for rows in (table.balance.left, table.balance.right)
    )
    return f"可能有 {format_number(more.difference)} 件填错了列：{left}中“{first}”的填到“{second}”，或{right}中反过来"
