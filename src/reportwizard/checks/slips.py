"""Rule A06: which single slip of the hand would explain a finding of arithmetic.

A candidate is a change of one figure (or of two neighbours that one number was split over) that a hand could have
got wrong, that mends the finding, and after which every sum around the changed cells that can be tested holds. One
candidate alone is told; of two, neither is. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportwizard.checks.arithmetic import imbalance
from reportwizard.checks.columns import opposite_columns
from reportwizard.checks.context import Context, Equation
from reportwizard.checks.finding import Finding, Hint
from reportwizard.checks.registry import explanation
from reportwizard.checks.terms import sources
from reportwizard.editions.form import Cell
from reportwizard.records import Record
from reportwizard.report.numbers import Number, format_number


class _Candidate(Record):
    """`changes` are the figures as they were meant, by path; a left-out part has its total's."""

    changes: tuple[tuple[str, int], ...]
    message: str


@explanation("A06", "likely-slip", "advice")
def likely_slip(context: Context, findings: Sequence[Finding]) -> Iterator[tuple[Finding, Hint]]:
    """可能是笔误

    检查：只改动一处就能使一列平衡、或者使总计相符的情形：漏写或多写一位数字，相邻两位写颠倒，一个数拆到了相邻两格，总计漏加了一项。
    理由：多数不平衡来自录入时的一个笔误，指明是哪一格，可以免去逐格核对；只有唯一一种可能时才提示。
    改法：对照台账核对所指的一格，确有笔误的改正；没有的，再逐格核对。
    依据：实务中常见的填报差错，读自已公开的报告；这是对 A01 至 A04 的解释，本身不计为问题。
    """
    equations = {e.cells: e for b in context.outline.balanced for e in (*b.typed, *b.computed)}
    explained = [equation for pair in _wrong_columns(context) for equation in pair]
    for finding in findings:
        if finding.code == "A01":
            equation = equations[finding.where]
            if equation in explained:
                continue  # a figure in the wrong column explains both columns at once
            found = _for_column(context, equation)
        elif finding.code in ("A02", "A03", "A04"):
            found = _for_total(context, finding.where[0])
        else:
            continue
        fitting = {candidate for candidate in found if _holds(context, finding, candidate, equations)}
        if len(fitting) == 1:
            candidate = fitting.pop()
            where = tuple(path for path, _ in candidate.changes)
            yield finding, Hint("A06", candidate.message, where, candidate.changes)


def is_slip(written: int, meant: int) -> bool:
    """Whether a hand meaning `meant` could write `written`: a digit lost or doubled, or two neighbours swapped.

    Zero is never taken for a slip: a cell of nothing is no number gone wrong.
    """
    if written <= 0 or meant <= 0 or written == meant:
        return False
    has, had = str(written), str(meant)
    if len(has) + 1 == len(had):
        return any(had[:i] + had[i + 1 :] == has for i in range(len(had)))
    if len(has) == len(had) + 1:
        return any(had[: i + 1] + had[i:] == has for i in range(len(had)))
    return len(has) == len(had) and any(
        has[:i] + has[i + 1] + has[i] + has[i + 2 :] == had for i in range(len(has) - 1)
    )


def _wrong_columns(context: Context) -> list[tuple[Equation, Equation]]:
    return [(a.equation, b.equation) for table in context.outline.balanced for a, b in opposite_columns(context, table)]


def _for_column(context: Context, equation: Equation) -> Iterator[_Candidate]:
    out = imbalance(context, equation)
    if out is None:
        return
    for paths, change in ((equation.left, out.difference), (equation.right, -out.difference)):
        yield from _in_parts(context, tuple(sources(context, paths)), change)


def _for_total(context: Context, path: str) -> Iterator[_Candidate]:
    total, stated = context.totals[path].known, context.report.stated[path]
    if not isinstance(stated, int):
        return
    yield from _digits(context, path, total - stated)
    cell = context.cell(path)
    for part in cell.parts:
        value = context.number(part)
        if value and isinstance(total, int) and stated + value == total:
            other = context.cell(part)
            name = other.row.label if cell.row.parts and not cell.column.parts else other.column.label
            message = f"可能漏加了“{name}”的 {format_number(value)}：{stated} 应为 {total}（{_name(cell)}）"
            yield _Candidate(((path, total),), message)
    yield from _in_parts(context, tuple(sources(context, cell.parts)), stated - total)


def _in_parts(context: Context, parts: Sequence[str], change: Number) -> Iterator[_Candidate]:
    """The slips in `parts` after which their sum is `change` more."""
    for part in parts:
        yield from _digits(context, part, change)
        for candidate in _split(context, part):
            more = sum(number - (context.number(path) or 0) for path, number in candidate.changes if path in parts)
            if more == change:
                yield candidate


def _digits(context: Context, path: str, change: Number) -> Iterator[_Candidate]:
    """`path` written as it stands where `change` more was meant."""
    written = context.report.stated.get(path) if path in context.totals else context.report.figures.get(path)
    if not isinstance(written, int) or not isinstance(change, int) or not is_slip(written, written + change):
        return
    cell = context.cell(path)
    meant = written + change
    message = f"可能{_slip_name(written, meant)}：{written} 应为 {meant}（{_name(cell)}）"
    yield _Candidate(((path, meant),), message)


def _slip_name(written: int, meant: int) -> str:
    has, had = len(str(written)), len(str(meant))
    return "少打一位" if has < had else "多打一位" if has > had else "把相邻两位打颠倒了"


def _split(context: Context, path: str) -> Iterator[_Candidate]:
    """One number over `path` and the cell beside it in its row, meant for either of the two."""
    table, cell = context.cell(path).table, context.cell(path)
    if cell.computed:
        return
    at = table.columns.index(cell.column)
    for first in (at - 1, at):
        pair = table.columns[max(first, 0) : first + 2]
        if len(pair) < 2 or any(column.parts for column in pair):
            continue
        left, right = (table.cell_path(cell.row, column) for column in pair)
        head, tail = context.report.figures.get(left), context.report.figures.get(right)
        if not (isinstance(head, int) and isinstance(tail, int) and head > 0 and tail >= 0):
            continue
        joined = int(f"{head}{tail}")
        told = f"可能把 {joined} 拆成了两格：“{pair[0].label}” {head} 和“{pair[1].label}” {tail} 应为"
        if tail > 0:  # 2|0 meant for the left cell is the lost digit that `_digits` tells of
            yield _Candidate(((left, joined), (right, 0)), f"{told} {joined} 和 0（“{cell.row.label}”一行）")
        yield _Candidate(((left, 0), (right, joined)), f"{told} 0 和 {joined}（“{cell.row.label}”一行）")


def _holds(
    context: Context, finding: Finding, candidate: _Candidate, equations: Mapping[tuple[str, ...], Equation]
) -> bool:
    """Whether the finding is mended and every sum that holds a changed cell, or a part of a changed total, is sound."""
    changes = dict(candidate.changes)
    touched = {path for changed in changes for path in (changed, *sources(context, context.cell(changed).parts))}
    for equation in equations.values():
        if equation.column.parts or not _touches(context, equation.cells, touched):
            continue
        sums = [[_after(context, path, changes) for path in side] for side in (equation.left, equation.right)]
        known = [[value for value in side if value is not None] for side in sums]
        if known == sums and sum(known[0]) != sum(known[1]):
            return False
    if finding.code == "A01" and not _balances(context, equations[finding.where], changes):
        return False
    for path, stated in context.report.stated.items():
        if not context.totals[path].complete or not isinstance(stated, int):
            continue
        cell = context.cell(path)
        beside = not (cell.row.parts and cell.column.parts) and any(changed in cell.parts for changed in changes)
        if (path in finding.where or beside) and changes.get(path, stated) != _after(context, path, changes):
            return False
    return True


def _balances(context: Context, equation: Equation, changes: Mapping[str, int]) -> bool:
    left, right = (
        sum(_after(context, path, changes) or 0 for path in side) for side in (equation.left, equation.right)
    )
    return left == right


def _touches(context: Context, paths: Iterable[str], touched: set[str]) -> bool:
    return any(source in touched for source in sources(context, paths))


def _after(context: Context, path: str, changes: Mapping[str, int]) -> Number | None:
    """The number in a cell once the changes are made; a complete total follows its parts."""
    total = context.totals.get(path)
    if total is not None and total.complete:
        return sum((_after(context, part, changes) or 0 for part in context.cell(path).parts), start=0)
    return changes[path] if path in changes else context.number(path)


def _name(cell: Cell) -> str:
    return f"{cell.column.label}“{cell.row.label}”"
