"""Family V: what may stand in a single cell. Blank, no number, negative, broken, in the wrong unit, not permitted.

Not what cells say together: that is family A. Stated totals belong to family A too.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportwizard.checks.context import AMOUNT_UNIT, Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.phrases import quote
from reportwizard.checks.profile import may_make_rules
from reportwizard.checks.registry import rule
from reportwizard.editions.form import Cell
from reportwizard.report.model import LEVELS, Report
from reportwizard.report.numbers import Number, format_number, is_number, propose

_YUAN_IN_UNIT_EXPONENT = -4
_COUNTY_OR_BELOW = ("county", "town")


@rule("V01", "blank-cell", "error")
def blank_cell(context: Context) -> Iterator[Finding]:
    """有没有填的单元格

    检查：每张表里有没有空着的单元格；一张表合为一条，写明还有几格。
    理由：空白不等于 0：看不出是没有还是漏填，包含空格的合计也算不出来。
    改法：没有的填 0；在表中按 Ctrl+D 可以把空格一次补成 0。
    依据：报告格式要求逐格填报（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    所附填报说明未见原文，没有的填 0 依各地通知。
    """
    figures = context.report.figures
    for section, paths in context.outline.typed:
        blank = [path for path in paths if path not in figures]
        if not blank:
            continue
        if len(blank) == len(paths):
            message = f"整张表 {len(blank)} 格都没有填（{section.heading}）"
        else:
            message = f"还有 {len(blank)} 格没有填（{section.heading}），第一格：{context.cell(blank[0]).label}"
        yield Finding("V01", "error", tuple(blank), message, "逐格填写，没有的填 0（按 Ctrl+D 可把空格一次补成 0）")


@rule("V02", "not-a-number", "error")
def not_a_number(context: Context) -> Iterator[Finding]:
    """所写的不是数

    检查：单元格里写的是不是一个数；“/”“—”“无”“12项”“251000元”等照原样保留，意思明白的给出建议的数。
    理由：不是数就不能相加，也不能与上年、与其他单位比较。
    改法：改成一个数；没有的填 0；金额按表头的单位换算。
    依据：报告格式第二至四部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    2019 年版的采购总金额可以带单位。
    """
    for path in context.unusual:
        text = context.report.figures[path]
        cell = context.cell(path)
        if not isinstance(text, str) or cell.kind == "free_amount":
            continue
        number = _proposal(cell, text)
        if number is not None:
            remedy = f"意思如果是 {format_number(number)}，请改为 {format_number(number)}"
        elif cell.column.unit:
            remedy = f"按“{cell.column.unit}”换算后改成一个数；没有的填 0"
        else:
            remedy = "改成一个数；没有的填 0"
        proposal = () if number is None else ((path, number),)
        message = f"{cell.label}：{quote(text)}不是数"
        yield Finding("V02", "error", (path,), message, remedy, number, text, proposal=proposal)


@rule("V03", "negative", "error")
def negative(context: Context) -> Iterator[Finding]:
    """小于 0

    检查：数量和金额是否小于 0；只有 2019 年版的“本年增/减”可以是负数。
    理由：件数和金额不会小于 0，多半是多打了一个减号，或者把增减数填进了数量。
    改法：核对后改为 0 或者正数。
    依据：报告格式第二至四部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    for path in context.unusual:
        value = context.report.figures[path]
        cell = context.cell(path)
        if isinstance(value, str) or value >= 0 or cell.kind == "change":
            continue
        yield Finding(
            "V03",
            "error",
            (path,),
            f"{cell.label}：{format_number(value)} 小于 0",
            "核对后改为 0 或者正数",
            None,
            value,
        )


@rule("V04", "fraction-in-count", "error")
def fraction_in_count(context: Context) -> Iterator[Finding]:
    """件数不是整数

    检查：应填件数、项数的单元格里是不是整数；金额可以带小数。
    理由：件数没有零头，多半是小数点打错，或者把万件当成了件。
    改法：改成整数，单位是件；以万为单位的，换算成件。
    依据：报告格式第二至四部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    for path in context.unusual:
        value = context.report.figures[path]
        cell = context.cell(path)
        if not isinstance(value, Decimal) or cell.kind not in ("count", "change") or value == value.to_integral_value():
            continue
        yield Finding(
            "V04", "error", (path,), f"{cell.label}：{format_number(value)} 不是整数", "改成整数", None, value
        )


@rule("V05", "amount-in-yuan", "warning")
def amount_in_yuan(context: Context) -> Iterator[Finding]:
    """金额疑似以元为单位

    检查：以万元为单位的金额，是否达到上年的 1000 倍以上，或者县级以下单位是否达到 100000 万元以上；
    级别不明时不作判断；两个界限可以在本地要求中另定。
    理由：表中的单位是万元，按元填写会使金额扩大一万倍。
    改法：核对单位，以元计的除以 10000；确实无误的，写明理由保留。
    依据：报告格式第二部分的表头写明单位；倍数和数额的界限是实务经验，不是规定。
    """
    for cell, value, reason in doubted_amounts(context):
        in_unit = Decimal(value).scaleb(_YUAN_IN_UNIT_EXPONENT)
        yield Finding(
            "V05",
            "warning",
            (cell.path,),
            f"{cell.label}：{format_number(value)} {AMOUNT_UNIT}{reason}，疑似以元为单位填写",
            f"核对单位；如果是 {format_number(value)} 元，请改为 {format_number(_plain(in_unit))}",
            _plain(in_unit),
            value,
            proposal=((cell.path, _plain(in_unit)),),
        )


def doubted_amounts(context: Context) -> Iterator[tuple[Cell, Number, str]]:
    """The amounts that were probably typed in 元, each with the reason in words."""
    report, profile = context.report, context.profile
    level = _own_level(report)
    for cell in context.outline.amounts if level else ():
        value = report.figures.get(cell.path)
        if value is None or isinstance(value, str):
            continue
        last = context.number_before(cell.path)
        if last and last > 0 and value >= last * profile.yuan_times_last_year:
            times = profile.yuan_times_last_year
            yield cell, value, f"是{context.called} {format_number(last)} {AMOUNT_UNIT}的 {times} 倍以上"
        elif level in _COUNTY_OR_BELOW and value >= profile.yuan_most_for_county:
            yield cell, value, f"对{LEVELS[level]}单位来说过大"


@rule("V06", "rules-without-power", "error")
def rules_without_power(context: Context) -> Iterator[Finding]:
    """没有规章制定权却填了规章

    检查：县级、乡镇、街道和地方部门的报告里，规章一行是否都是 0；级别不明时不作判断。
    理由：规章只能由国务院部门、省级政府和设区的市级政府制定，其他单位填报的多半是行政规范性文件。
    改法：把三格都改为 0；所计的如果是行政规范性文件，移到下一行。东莞、中山等不设区而有制定权的市，写明理由保留。
    依据：《立法法》关于规章制定权限的规定；
    报告格式第二部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    report = context.report
    level = _own_level(report)
    department = report.level == "department"
    without = [name for name in LEVELS if name != "country"] if department else _COUNTY_OR_BELOW
    if level not in without or may_make_rules(context.profile, report.agency):
        return
    agency = f"{LEVELS[level]}{'部门' if department else '单位'}"
    for row, cells in context.outline.law_making:
        wrong = [cell for cell in cells if is_number(value := report.figures.get(cell.path)) and value != 0]
        if not wrong:
            continue
        shown = "、".join(f"{cell.column.label} {quote(report.figures[cell.path])}" for cell in wrong)
        yield Finding(
            "V06",
            "error",
            tuple(cell.path for cell in wrong),
            f"{row.label}：{agency}没有规章制定权，却填了 {shown}",
            "改为 0；如果是行政规范性文件，请移到相应的行；确有制定权的，写明理由保留",
            0,
            report.figures[wrong[0].path] if len(wrong) == 1 else None,
        )


@rule("V07", "in-force-too-small", "warning")
def in_force_too_small(context: Context) -> Iterator[Finding]:
    """现行有效件数偏少

    检查：现行有效件数，是否少于本年制发件数减本年废止件数。
    理由：本年制发、年内没有废止的文件，到年末应当仍然有效，现行有效件数不会比它少。
    改法：核对三格；现行有效件数应包含往年制发、仍然有效的文件。
    依据：由三格的含义推出，报告格式未写明这一关系；年内制发又自行失效的是例外，写明理由保留。
    """
    for row, *cells in context.outline.stocks:
        values = [context.number(cell.path) for cell in cells]
        issued, repealed, in_force = values
        if issued is None or repealed is None or in_force is None or in_force >= issued - repealed:
            continue
        said = [
            f"{cell.column.label.removesuffix('件数')} {format_number(value)} 件"
            for cell, value in zip(cells, (issued, repealed, in_force), strict=True)
        ]
        least = issued - repealed
        yield Finding(
            "V07",
            "warning",
            tuple(cell.path for cell in cells),
            f"{row.label}：{said[2]}，少于{said[0]}减{said[1]}（{format_number(least)} 件）",
            "核对这三格；现行有效件数应包含往年制发、仍然有效的文件",
            least,
            in_force,
        )


def _own_level(report: Report) -> str:
    """The level of the agency, for a department that of its government; "" while it is unknown."""
    return report.level_of if report.level == "department" else report.level


def _proposal(cell: Cell, text: str) -> Number | None:
    """The figure that `text` plainly means in this cell, if any: one that the cell could hold."""
    number = propose(text)
    if not number:
        return number
    is_amount = cell.kind == "amount"
    if (number < 0 and cell.kind != "change") or (isinstance(number, Decimal) and not is_amount):
        return None
    measured = not text.rstrip()[-1].isdigit()
    return None if measured and (AMOUNT_UNIT in text) != is_amount else number


def _plain(number: Decimal) -> Number:
    """`number` without needless zeros; an int where it is whole."""
    return int(number) if number == number.to_integral_value() else number.normalize()
