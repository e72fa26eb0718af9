"""Family D: when a report is published. Silent where the file gives no date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.profile import kind_of
from reportwizard.checks.registry import rule

_REMEDIES = {
    "department": "核对日期，填错的改正；部门的报告应在 {0}前公布，确实晚了的，写明理由保留",
    "government": "核对日期，填错的改正；政府的报告应在 {0}前公布，确实晚了的，写明理由保留",
    "town": "核对日期，填错的改正；乡镇、街道的期限《条例》没有写明，这里按 {0}提醒，本地另有期限的写进本地要求",
    "": "核对日期，填错的改正；填上级别可以按级别判断，现在按最晚的期限（{0}）提醒",
}


@rule("D01", "late", "warning")
def late(context: Context) -> Iterator[Finding]:
    """公布日期不在期限之内

    检查：所填的公布日期是否晚于期限：部门次年 1 月 31 日，政府次年 3 月 31 日，乡镇、街道按 1 月 31 日；
    级别不明时按最晚的期限；也检查是否早到统计的年度还没有结束。期限可以在本地要求中另定。
    理由：逾期公布会在考核中扣分；早于年末的日期多半是年份填错。
    改法：填错的改正；确实晚了的，写明理由保留。
    依据：《政府信息公开条例》第四十九条，其中没有写到乡镇、街道，1 月 31 日是通常的要求。
    """
    report = context.report
    published = report.published
    if published is None:
        return
    end = date(report.year, 12, 31)
    kind, last = _deadline(context)
    if published <= end:
        message = f"公布日期 {in_words(published)}，{report.year} 年度还没有结束"
        yield Finding(
            "D01", "warning", ("published",), message, "核对日期的年份；报告在次年公布", None, published.isoformat()
        )
    elif published > last:
        message = f"公布日期 {in_words(published)}，比期限 {in_words(last)}晚 {(published - last).days} 天"
        remedy = _REMEDIES[kind].format(f"{last.month} 月 {last.day} 日")
        yield Finding("D01", "warning", ("published",), message, remedy, last.isoformat(), published.isoformat())


def in_words(day: date) -> str:
    """2026 年 1 月 31 日."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def _deadline(context: Context) -> tuple[str, date]:
    """The kind of agency and the last day for it; while the level is unknown the latest of all days, so that no
    warning is wrong.
    """
    report, deadlines = context.report, context.profile.deadlines
    kind = kind_of(report)
    day = deadlines.get(report.level) or deadlines.get(kind) if kind else max(deadlines.values())
    return kind, date(report.year + 1, *(day or max(deadlines.values())))
