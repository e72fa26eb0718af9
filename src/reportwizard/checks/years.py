"""Family Y, figures: this year beside last year. What must follow from last year's end, and what looks copied or odd.

Not the texts (see `years_texts`). Silent without last year's report, and where either side is blank or no number. What
a year hands on to the next is held against the report of the year before only; an older one, from which a report
may have been opened, still tells what was copied. Whose report it is, is for whoever chose it: agencies are renamed.
Across editions only cells that mean the same are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding, Proposal, Severity
from reportwizard.checks.phrases import more_or_less
from reportwizard.checks.registry import rule
from reportwizard.checks.values import doubted_amounts
from reportwizard.editions.form import Cell, Section
from reportwizard.records import Record
from reportwizard.report.numbers import Number, format_number

_MOST_TOLD = 3
"""How many of the cells that moved a lot are told with their figures."""

_MEND = "上年已公布的报告无误的，改成上年的件数；上年报告有误的，写明理由保留"


class _Step(Record):
    """One cell with which the year opens, and what last year ended with there."""

    cell: Cell
    now: Number
    before: Number

    @property
    def difference(self) -> Number:
        return self.now - self.before

    def told(self) -> str:
        now, before = format_number(self.now), format_number(self.before)
        return f"{self.cell.column.label} {now}（上年报告 {before}，{more_or_less(self.difference)}）"


class _Opening(Record):
    """One row with which the year opens: the total, where both years have one, and the columns that are not equal."""

    label: str
    total: _Step | None
    columns: tuple[_Step, ...]

    @property
    def proposal(self) -> Proposal:
        """Last year's figures, where they alone make up for the difference."""
        missing = self.total.difference if self.total else 0
        if sum(step.difference for step in self.columns) != missing:
            return ()
        return tuple((step.cell.path, step.before) for step in self.columns)

    @property
    def where(self) -> tuple[str, ...]:
        return tuple(step.cell.path for step in self.columns)


@rule("Y01", "carry-over-differs", "error")
def carry_over_differs(context: Context) -> Iterator[Finding]:
    """上年结转的总计与上年报告不符

    检查：上年结转的总计，是否等于上年报告里结转下年度继续办理的总计；不等时说明差在哪几类申请人。
    理由：上年没有办结的申请，就是今年接着办的申请，两份报告都已公布或者将要公布，读者会对照。
    改法：查上年报告，按结转下年度的件数改正；上年报告确有错误的，写明理由保留。
    依据：两格的含义（报告格式第三部分，国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    只与上一年度的报告对照。
    """
    for opening in _openings(context):
        total = opening.total
        if total is None or not total.difference:
            continue
        now, before = format_number(total.now), format_number(total.before)
        columns = "、".join(step.told() for step in opening.columns)
        yield Finding(
            "Y01",
            "error",
            (*opening.where, total.cell.path),
            f"上年结转共 {now} 件，上年报告的结转下年度共 {before} 件，{more_or_less(total.difference)}"
            + (f"；不同的是：{columns}" if columns else ""),
            _MEND,
            total.before,
            total.now,
            proposal=opening.proposal,
        )


@rule("Y02", "carry-over-column-differs", "warning")
def carry_over_column_differs(context: Context) -> Iterator[Finding]:
    """一类申请人的上年结转与上年报告不符

    检查：总计相等或者还没有填全时，各类申请人的上年结转，是否等于上年报告里这一类的结转下年度；总计不等的见 Y01。
    理由：总计相等而各类不等，多半是把件数填到了另一类申请人下面。
    改法：查上年报告，按各类申请人的件数改正；上年报告填错类别的，写明理由保留。
    依据：两格的含义（报告格式第三部分，国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    只与上一年度的报告对照。
    """
    for opening in _openings(context):
        if not opening.columns or (opening.total and opening.total.difference):
            continue
        columns = "、".join(step.told() for step in opening.columns)
        lead = "总计相同，不同的是：" if opening.total else ""
        yield Finding(
            "Y02",
            "warning",
            opening.where,
            f"上年结转与上年报告的结转下年度不同，{lead}{columns}",
            _MEND,
            opening.columns[0].before if len(opening.columns) == 1 else None,
            opening.columns[0].now if len(opening.columns) == 1 else None,
            proposal=opening.proposal,
        )


@rule("Y03", "stock-differs", "warning")
def stock_differs(context: Context) -> Iterator[Finding]:
    """现行有效件数与上年接不上

    检查：规章和行政规范性文件的现行有效件数，是否等于上年报告的现行有效件数加本年制发、减本年废止。
    理由：三个数连着两年应当接得上；接不上，多半是漏计了废止，或者现行有效只填了本年的。
    改法：对照文件清单核对这三格；有文件自行失效、重新归类或者上年有误的，写明理由保留。
    依据：由各格的含义推出，报告格式没有写明这一关系；只与上一年度的报告对照。
    """
    for row, *cells in context.outline.stocks if context.follows else ():
        issued, repealed, in_force = (context.number(cell.path) for cell in cells)
        last = context.number_before(cells[2].path)
        if issued is None or repealed is None or in_force is None or last is None:
            continue
        expected = last + issued - repealed
        if in_force == expected or in_force < issued - repealed:  # then V07 says so
            continue
        made, gone, stands = (cell.column.label.removesuffix("件数") for cell in cells)
        yield Finding(
            "Y03",
            "warning",
            tuple(cell.path for cell in cells),
            f"{row.label}：上年末 {format_number(last)} ＋ {made} {format_number(issued)} － {gone} "
            f"{format_number(repealed)} ＝ {format_number(expected)}，{stands}填的是 {format_number(in_force)}，"
            f"{more_or_less(in_force - expected)}",
            "核对这三格和上年报告；有文件自行失效、重新归类的，写明理由保留",
            expected,
            in_force,
        )


@rule("Y04", "same-as-last-year", "warning")
def same_as_last_year(context: Context) -> Iterator[Finding]:
    """各格都与上年相同

    检查：每一格是否都与上年报告相同，而又不全是 0。现行有效件数可以不变，不作为根据；其余各格加起来很小的，只作提醒。
    理由：一年的件数不会处处与上年相同，多半是用上年的报告改了年度，数还没有改。
    改法：按今年的台账逐格填写；确实相同的，写明理由保留。
    依据：实务中常见的差错，读自已公开的报告。
    """
    previous = context.previous
    if previous is None:
        return
    from reportwizard.report.previous import same_cell

    now, before = context.report.figures, previous.figures
    compared = 0
    telling: list[str] = []
    total: Number = 0
    for path, cell in context.report.edition.cells.items():
        if cell.parts or same_cell(path, context.report.edition, previous.edition) is None:
            continue
        value = now.get(path)
        if value is None or value != before.get(path):
            return
        compared += 1
        if value and not isinstance(value, str) and cell.column.role != "in_force":
            telling.append(path)
            total += max(value, -value)
    if not telling:
        return
    severity: Severity = "warning" if total >= context.profile.large_change_least else "advice"
    yield Finding(
        "Y04",
        severity,
        tuple(telling),
        f"可以对照的 {compared} 格都与{context.called}的报告相同，其中 {len(telling)} 格不是 0",
        "核对是不是还没有改成今年的数；确实相同的，写明理由保留",
    )


@rule("Y05", "large-change", "advice")
def large_change(context: Context) -> Iterator[Finding]:
    """与上年相比变动很大

    检查：哪些格比上年多或少了一半以上，而且相差 10 以上；一个部分合为一条，变动最大的在前。不含合计、上年结转、
    现行有效件数（另有规则）和本年增/减；两个界限可以在本地要求中另定。
    理由：变动大的数，可能多打、少打了一位，也可能填错了行或者单位；属实的，读者也会问原因。
    改法：核对这些格；属实的不必改，可以在第一部分说明原因。
    依据：实务中的复核习惯，不是规定；只与上一年度的报告对照。
    """
    if not context.follows:
        return
    from reportwizard.report.previous import compare_cell, is_large

    percent, least = context.profile.large_change_percent, context.profile.large_change_least
    doubted = {cell.path for cell, *_ in doubted_amounts(context)}
    moved: dict[Section, list[tuple[Number, Cell]]] = {}
    for path, before in context.before.items():
        cell = context.cell(path)
        now = context.report.figures.get(path)
        if now is None or isinstance(now, str) or isinstance(before, str) or path in doubted or not _moves(cell):
            continue
        if is_large(now, before, percent, least):
            moved.setdefault(cell.section, []).append((max(now - before, before - now), cell))
    for cells in moved.values():
        cells.sort(key=lambda each: each[0], reverse=True)
        paths = tuple(cell.path for _, cell in cells)
        told = [
            f"{cell.label} {compare_cell(context.number(cell.path), context.before[cell.path], '上年')}"
            for _, cell in cells[:_MOST_TOLD]
        ]
        lead = f"有 {len(cells)} 格与上年相比变动很大：" if len(cells) > 1 else "与上年相比变动很大："
        more = f"；还有 {len(cells) - _MOST_TOLD} 格" if len(cells) > _MOST_TOLD else ""
        yield Finding(
            "Y05",
            "advice",
            paths,
            f"{lead}{'；'.join(told)}{more}",
            "核对有没有多打、少打一位，或者填错了行；属实的不必改",
        )


def _moves(cell: Cell) -> bool:
    """Whether a large change of the cell says anything that no other rule says."""
    return (
        not cell.parts and cell.kind != "change" and cell.row.role != "carried_over" and cell.column.role != "in_force"
    )


def _openings(context: Context) -> Iterator[_Opening]:
    """The rows with which this year opens, beside the end of the year before."""
    if not context.follows:
        return
    for table in context.report.edition.tables:
        for row in table.rows:
            if row.role != "carried_over":
                continue
            steps: list[_Step] = []
            for column in table.columns:
                path = table.cell_path(row, column)
                now, before = context.number(path), context.number_before(path)
                if now is not None and before is not None:
                    steps.append(_Step(context.cell(path), now, before))
            total = next((step for step in steps if step.cell.parts), None)
            yield _Opening(row.label, total, tuple(s for s in steps if not s.cell.parts and s.difference))
