"""Family A: what must add up. The balance of each column, and the totals that a document states.

Not whether a cell is filled (family V): where a term is missing, arithmetic is silent. One cause, one finding: the
column of totals is named only when no single column is out of balance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportwizard.checks.context import BalancedTable, Context, Equation
from reportwizard.checks.finding import Finding
from reportwizard.checks.phrases import more_or_less, quote, term_number
from reportwizard.checks.registry import rule
from reportwizard.checks.terms import spell, terms_of
from reportwizard.editions.form import Cell, Table
from reportwizard.records import Record
from reportwizard.report.numbers import Number, format_number

STATED_TOTALS = ("A02", "A03", "A04")
"""The rules that speak of a stated total: giving that up settles them."""

_MOST_TERMS = {True: 6, False: 4}
"""How many terms of a stated total's sum a message spells out: of rows, which have numbers, and of columns."""


class Imbalance(Record):
    """A column out of balance: the two sums that should be equal."""

    equation: Equation
    left: Number
    right: Number

    @property
    def difference(self) -> Number:
        """By how much the right side is more."""
        return self.right - self.left


@rule("A01", "unbalanced-column", "error")
def unbalanced_column(context: Context) -> Iterator[Finding]:
    """申请表的一列不平衡

    检查：申请表的每一列（各类申请人和总计）中，第一项加第二项之和，是否等于第三项加第四项之和；有一项没有填完时不作判断。
    理由：每件申请要么在本年办结，要么结转下年度；不相等，说明有申请漏计、重计或者填错了列。
    改法：对照台账核对这一列的新收、上年结转、各种办理结果和结转下年度，改正填错的一格。
    依据：报告格式第三部分表内注明的勾稽关系（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    for balanced in context.outline.balanced:
        for out in imbalances(context, balanced):
            column = out.equation.column.label
            yield Finding(
                "A01",
                "error",
                out.equation.cells,
                f"{column}：{_sums(context, balanced.table, out)}，{more_or_less(out.difference)}",
                f"{_difference(balanced.table, out.difference)}，核对“{column}”一列的各格，改正填错的一格",
                out.left,
                out.right,
            )


@rule("A02", "concluded-differs", "error")
def concluded_differs(context: Context) -> Iterator[Finding]:
    """所写的办理结果总计与各行之和不符

    检查：文件里写明的“（七）总计”，逐列与各种办理结果相加之和是否相等；各行没有填完时不作判断。
    理由：总计由各行相加得出；不相等，说明总计算错，或者有一行抄错、漏抄。
    改法：核对各行；各行无误的，采用程序算出的总计。
    依据：报告格式第三部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    return _stated_differs(context, "A02", "各行相加")


@rule("A03", "row-total-differs", "error")
def row_total_differs(context: Context) -> Iterator[Finding]:
    """所写的一行总计与各类申请人之和不符

    检查：申请表中文件写明的每行“总计”，与这一行各类申请人相加之和是否相等；各格没有填完时不作判断。
    理由：总计由各类申请人相加得出；不相等，说明总计算错，或者有一格抄错、填错列。
    改法：核对这一行各格；各格无误的，采用程序算出的总计。
    依据：报告格式第三部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    return _stated_differs(context, "A03", "各列相加")


@rule("A04", "challenge-total-differs", "error")
def challenge_total_differs(context: Context) -> Iterator[Finding]:
    """所写的复议、诉讼总计与各种结果之和不符

    检查：行政复议、行政诉讼表中文件写明的每个“总计”，与各种结果相加之和是否相等；各格没有填完时不作判断。
    理由：总计由各种结果相加得出；不相等，说明总计算错，或者有一格抄错。
    改法：核对各种结果的件数；无误的，采用程序算出的总计。
    依据：报告格式第四部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    return _stated_differs(context, "A04", "各项相加")


def imbalance(context: Context, equation: Equation) -> Imbalance | None:
    """How one column is out of balance; None where it balances or a term is missing."""
    left: Number = 0
    right: Number = 0
    for path in equation.left:
        value = context.number(path)
        if value is None:
            return None
        left += value
    for path in equation.right:
        value = context.number(path)
        if value is None:
            return None
        right += value
    return None if left == right else Imbalance(equation, left, right)


def imbalances(context: Context, balanced: BalancedTable) -> list[Imbalance]:
    """The single columns that are out of balance; only where there is none, the computed ones."""
    return _out(context, balanced.typed) or _out(context, balanced.computed)


def code_of_total(cell: Cell) -> str:
    """The rule that speaks of a stated total: a sum of rows, of columns beside a balance, or of columns."""
    if cell.row.parts:
        return "A02"
    return "A03" if cell.table.balance else "A04"


def _out(context: Context, equations: Sequence[Equation]) -> list[Imbalance]:
    return [out for equation in equations if (out := imbalance(context, equation))]


def _stated_differs(context: Context, code: str, summed: str) -> Iterator[Finding]:
    for path, stated in context.report.stated.items():
        total = context.totals[path]
        cell = context.cell(path)
        if not total.complete or stated == total.known or code_of_total(cell) != code:
            continue
        terms = [(term.name, sum(context.number(part) or 0 for part in term.paths)) for term in terms_of(cell)]
        spelt = spell(terms, _MOST_TERMS[bool(cell.row.parts)])
        differs = "不是数" if isinstance(stated, str) else more_or_less(stated - total.known)
        sums = f"{spelt or summed} ＝ {format_number(total.known)}"
        sentence = f"{cell.label}：{sums}，写的是 {quote(stated)}，{differs}"
        yield Finding(
            code, "error", (path,), sentence, f"核对后采用算出的 {format_number(total.known)}，或者改正填错的一格",
            total.known, stated,
        )  # fmt: skip


def _sums(context: Context, table: Table, out: Imbalance) -> str:
    return "；".join(
        f"{_terms(context, table, paths)} ＝ {format_number(value)}"
        for paths, value in ((out.equation.left, out.left), (out.equation.right, out.right))
    )


def _terms(context: Context, table: Table, paths: Sequence[str]) -> str:
    return " ＋ ".join(
        f"{term_number(table, context.cell(path).row)} {format_number(context.number(path) or 0)}" for path in paths
    )


def _difference(table: Table, difference: Number) -> str:
    left, right = sides_in_words(table)
    return f"{right}比{left}{more_or_less(difference)}"


def sides_in_words(table: Table) -> tuple[str, str]:
    """The two sides of the balance by the form's own terms: 第一项加第二项, 第三项加第四项."""
    sides = (table.balance.left, table.balance.right) if table.balance else ((), ())
    left, right = ("加".join(table.row(row).term or table.row(row).label for row in rows) for rows in sides)
    return left, right
