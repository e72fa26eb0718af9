"""From a claim that the cells contradict to a finding: both values, the difference in words, and what may lie behind.

Whether a claim is wrong is decided in `told`. The finding marks the number in the text; its places are the text and
the cells, those of this year's report only where it is this year's that contradict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding, Hint
from reportwizard.checks.phrases import more_or_less
from reportwizard.checks.slips import is_slip
from reportwizard.checks.told import CODES, Paths, Wrong, flow_paths, number_before, number_of, told
from reportwizard.editions.form import Cell, Column, Row
from reportwizard.report.numbers import format_number

if TYPE_CHECKING:
    from reportwizard.checks.finding import Severity
    from reportwizard.claims.claim import Claim

_LONGEST = 24
_LONGEST_LABEL = 20
_STOPS = "，。；：、！？（）()\n　 "
_NOTABLE = 10
"""A number below it is found in many a cell: that another has it too says nothing."""
_MAGNITUDE = 10_000
_TWO = 2
_BALANCE = ("received", "carried_over", "handled", "concluded", "carried_forward")


def contradictions(context: Context, code: str) -> Iterator[Finding]:
    """The findings of rule `code`: the claims of its subjects that the cells contradict."""
    for wrong in told(context).wrong.values():
        if wrong.code != code:
            continue
        if not wrong.holds_now:
            yield _finding(context, wrong)
        elif wrong is (slipped := _of_one_year(context, wrong))[0]:
            yield _wrong_year(context, wrong, len(slipped))


def shown(context: Context, claim: Claim) -> str:
    """The claim as it stands in the text, with the words in front of the number up to the last mark."""
    text = context.report.texts.get(claim.text, "")
    start, end = claim.span
    begin = start
    while begin > max(0, claim.sentence[0], end - _LONGEST) and text[begin - 1] not in _STOPS:
        begin -= 1
    return text[begin:end] or claim.words


def cells_name(context: Context, paths: Paths) -> str:
    """The cells in words, by their statutory labels: a row's, a group's, or the rows added up; then the column's."""
    cells = [context.cell(path) for path in paths]
    rows = _rows_name(cells)
    columns = _columns_name(cells)
    return f"{rows} ／ {columns}" if columns else rows


def _finding(context: Context, wrong: Wrong) -> Finding:
    claim, value = wrong.claim, wrong.value
    difference = claim.value - value
    told_of = f"文中“{shown(context, claim)}”，"
    name, number = cells_name(context, wrong.paths), format_number(value)
    if wrong.last_year:
        message = f"{told_of}上年报告的“{name}”是 {number}，文中{more_or_less(difference)}"
        remedy = "核对上年报告，改正文中的数"
        where: tuple[str, ...] = (f"texts.{claim.text}",)
    else:
        message = f"{told_of}表中“{name}”是 {number}，文中{more_or_less(difference)}"
        remedy = "核对台账：表中无误的，改正文中的数；文中无误的，改正表中的数"
        where = (f"texts.{claim.text}", *wrong.paths)
    return Finding(
        wrong.code,
        _severity(wrong),
        where,
        message,
        remedy,
        value,
        claim.value,
        claim.span,
        () if wrong.last_year else tuple(Hint(wrong.code, hint, wrong.paths) for hint in _hints(context, wrong)),
    )


def _of_one_year(context: Context, wrong: Wrong) -> list[Wrong]:
    """The numbers of the same sentence, in its order, that are this year's where it says last year."""
    claim = wrong.claim
    return [
        other
        for other in told(context).wrong.values()
        if other.holds_now and (other.claim.text, other.claim.sentence) == (claim.text, claim.sentence)
    ]


def _wrong_year(context: Context, wrong: Wrong, numbers: int) -> Finding:
    """One finding for a sentence whose numbers are this year's and whose year is not: a year slipped, no number."""
    claim, year = wrong.claim, context.report.year
    told_of = f"文中“{shown(context, claim)}”" + (f"等 {numbers} 个数" if numbers > 1 else "")
    return Finding(
        wrong.code,
        _severity(wrong),
        (f"texts.{claim.text}",),
        f"{told_of}是 {year} 年的，不是 {claim.year} 年的（上年报告里是 {format_number(wrong.value)}）",
        f"年份写错了的，改为“{year}年”；确实说 {claim.year} 年的，按上年报告改数",
        wrong.value,
        claim.value,
        claim.span,
    )


def _severity(wrong: Wrong) -> Severity:
    if wrong.claim.bound == "about":
        return "advice"
    return "warning" if wrong.last_year else "error"


def _hints(context: Context, wrong: Wrong) -> Iterator[str]:
    """What plainly lies behind, the likeliest alone."""
    claim, value = wrong.claim, wrong.value
    if claim.bound != "exact":
        return
    number = claim.value
    subject = claim.subject
    if subject == "received" and number == number_of(context, flow_paths(context, "handled")) and number != value:
        yield "与第一项加第二项之和相同；如果含上年结转，请在文中写明“含上年结转”的件数"
    elif number and value and (number == value * _MAGNITUDE or value == number * _MAGNITUDE):
        yield "正好相差 1 万倍，核对单位里的“万”是多写了还是漏写了"
    elif number and number == number_before(context, wrong.paths):
        yield "与上年报告的数相同，可能是照抄上年"
    elif other := _same_elsewhere(context, wrong):
        yield f"与“{other}”的数相同，可能写错了一项"
    elif isinstance(number, int) and isinstance(value, int) and is_slip(number, value):
        yield "与表中的数只差一处（漏写、多写一位，或相邻两位写颠倒），可能是笔误"


def _same_elsewhere(context: Context, wrong: Wrong) -> str:
    """The name of the cells of the same kind that hold the number of the claim; "" for none."""
    claim = wrong.claim
    if claim.value < _NOTABLE:
        return ""
    for paths in _neighbours(context, wrong):
        if paths != wrong.paths and number_of(context, paths) == claim.value:
            return cells_name(context, paths)
    return ""


def _neighbours(context: Context, wrong: Wrong) -> Iterator[Paths]:
    """The cells that one may mistake for those of the claim."""
    if CODES[wrong.claim.subject.partition(".")[0]] in ("N01", "N02"):
        yield from (flow_paths(context, flow) for flow in _BALANCE)
        return
    first = context.cell(wrong.paths[0])
    for row in first.table.rows:
        yield (first.table.cell_path(row, first.column),)
    for group in first.table.row_groups:
        if group.subtotal:
            yield tuple(first.table.cell_path(row, first.column) for row in group.members)
    for column in first.table.columns:
        yield (first.table.cell_path(first.row, column),)


def _rows_name(cells: Sequence[Cell]) -> str:
    rows: list[Row] = list(dict.fromkeys(cell.row for cell in cells))
    if len(rows) == 1:
        return _short(rows[0])
    ids = tuple(row.id for row in rows)
    for group in cells[0].table.row_groups:
        if group.members == ids:
            return group.label
    names = [row.term or _short(row) for row in rows]
    return "加".join(names) if len(names) == _TWO else "、".join(names) + "合计"


def _columns_name(cells: Sequence[Cell]) -> str:
    columns: list[Column] = list(dict.fromkeys(cell.column for cell in cells))
    if len(columns) == 1:
        return "" if columns[0].parts else columns[0].label
    ids = tuple(column.id for column in columns)
    for group in cells[0].table.column_groups:
        if group.members == ids:
            return group.label
    return "、".join(column.label for column in columns)


def _short(row: Row) -> str:
    """The label without its explanation in brackets; a long one by the shorter wording that is accepted for it."""
    label = row.label
    bracket = label.find("（", 1)
    if bracket > 0:
        return label[:bracket]
    return min((label, *row.aliases), key=len) if len(label) > _LONGEST_LABEL else label
