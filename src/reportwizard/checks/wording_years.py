"""Family W, years: the period that the report says it covers, years that are not the report's, and repealed bases.

A year that is rightly another is the rule and not the exception: last year is compared with, founding days and laws
have years of their own. So what excuses a year is a table of words, and whatever is in doubt is left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.phrases import quote
from reportwizard.checks.prose import Prose, any_of, clause, numbering, texts, vocabulary, within
from reportwizard.checks.registry import rule
from reportwizard.checks.written_dates import Date, Year

_REMEMBERED = 32
_FIRST_DAY, _LAST_DAY = (1, 1), (12, 31)
_PERIOD_WORDS = vocabulary("统计期限 统计期间 统计时限 统计时间 统计周期 统计区间 统计起止 统计截止 数据期限")
_BETWEEN = "起至到止—-－–~～，, \u3000\t从自"
_LONGEST_BETWEEN = 8

_COMPARING = vocabulary("比 较 同期 上年 去年 前年 往年 以往 相对")
_PAST = vocabulary(
    "以来 以前 之前 之后 以后 至今 历年 截至 截止 修订 修正 施行 实施 颁布 生效 成立 组建 挂牌 设立 建立之初 "
    "机构改革 换届 划转 撤并 规划 五年 年版 号令"
)
"""Words by which a clause is about another year, in a heading and in the first sentence too."""
_ELSEWHERE = vocabulary(
    "结转 遗留 未办结 问题 整改 指出 反馈 报告 年报 决算 预算 审计 公报 年鉴 考核 评估 测评 评议 评为 获评 荣获 "
    "授予 表彰 通报 计划 方案 要点 目标 任务 存量 归档 档案 统计数据"
)
"""Words by which a clause may well be about another year, where a running text says so."""
_CARRIED = vocabulary("结转 转入 顺延 转至")
"""What goes on in the year after."""
_TREND = vocabulary("年来 逐年 连续")
"""Words by which a sentence goes through several years."""
_PLANNING = vocabulary(
    "下一步 下步 明年 来年 将 拟 计划 打算 力争 争取 规划 届时 目标 安排 部署 思路 展望 继续 预算 预计 有望 今后 "
    "进一步 措施 举措 重点"
)
_BEFORE = vocabulary("自 从 由 按 照 据 （ ( 比 较 与 和 同 对 到 至 于 及 、 — - － – ~ ～")
"""What stands right before a year that is one of several, or an end of a time."""
_AFTER = vocabulary("以来 以前 前 后 起 至 到 及 和 与 、 — - － – ~ ～ 修 版 底 末 ）修 的")
_SUPERSEDED = (("2019", "60", "30", 2021, "国办公开办函〔2021〕30号"),)
"""Former bases: their year and number, the number that took their place, from which year of a report on, and which."""
_REPLACING = vocabulary("废止 替代 取代 代替 不再 失效")
_FIRST_SENTENCE_OF = ("preface", "overview")
_LOOKS_AHEAD = "problems"
"""The text that says what is to be done: a text copied from last year never has the year after this one."""


class Period(NamedTuple):
    """Where a text says which time it counts; `right` is whether that is the year of the report."""

    start: int
    end: int
    right: bool


@rule("W02", "period", "error", "texts")
def period(context: Context) -> Iterator[Finding]:
    """统计期限不是本年 1 月 1 日至 12 月 31 日

    检查：正文写明统计期限的，是不是从报告年度的 1 月 1 日到 12 月 31 日；没有写的不作判断。
    理由：期限写成上年，整份报告的数就说不清是哪一年的，多半是抄用了上年的文字。
    改法：改成报告年度的 1 月 1 日至 12 月 31 日。
    依据：报告格式第一部分的要求（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    year = context.report.year
    right = f"{year}年1月1日至{year}年12月31日"
    for name, prose in texts(context):
        for found in periods(prose, year):
            if not found.right:
                words = prose.text[found.start : found.end]
                message = f"统计期限写的是{quote(words)}，应为“{right}”"
                span = (found.start, found.end)
                where = (f"texts.{name}",)
                yield Finding("W02", "error", where, message, f"改为“{right}”", right, words, span)


@rule("W03", "stale-year", "error", "texts")
def stale_year(context: Context) -> Iterator[Finding]:
    """写的是其他年度

    检查：正文里有没有不是报告年度的年份。标题里和正文第一句话的是错误，其他地方的是警告；
    与上年比较、截至某年、自某年以来、文件的文号和名称、法规的修订和施行、规划的起止年份、
    “下一步”和“将”“计划”等说的下一年，都不算。统计期限由 W02 检查。
    理由：报告常以上年的文字为底稿，漏改一处年份，读者就不知道说的是哪一年的事。
    改法：改成报告年度；确实说的是其他年度的，写明理由保留。
    依据：报告是关于上一年度工作的（《政府信息公开条例》第四十九条）；哪些写法算是漏改，是实务经验。
    """
    report = context.report
    for name, prose in texts(context):
        counted = periods(prose, report.year) if prose.years else ()
        years = [found for found in prose.years if not within(counted, found.start)]
        if any(found.value != report.year for found in years):
            yield from _stale(name, prose, years, report.year)


@rule("W04", "superseded-basis", "warning", "texts")
def superseded_basis(context: Context) -> Iterator[Finding]:
    """引用的格式文件已被取代

    检查：2021 年度起的报告，是否还引用国办公开办函〔2019〕60号；说明它已废止、被取代的不算。
    理由：2021 年度起报告格式改由〔2021〕30号规定，引用旧文件说明文字沿用了旧稿。
    改法：改为引用国办公开办函〔2021〕30号，并核对其他文字是不是也沿用了旧格式。
    依据：国办公开办函〔2021〕30号。
    """
    for year, number, new, since, full in _SUPERSEDED:
        if context.report.year < since:
            continue
        for name, prose in texts(context):
            for start, end in _cited(prose.text, year, number):
                low, high = clause(prose.text, start, end)
                here = prose.text[low:high]
                if any_of(_REPLACING, here) or f"{new}号" in here:
                    continue
                words = prose.text[start:end]
                message = f"引用的{quote(words)}从 {since} 年度的报告起已由{full}取代"
                where = (f"texts.{name}",)
                yield Finding("W04", "warning", where, message, f"改为引用{full}", full, words, (start, end))


@lru_cache(_REMEMBERED)
def periods(prose: Prose, year: int) -> tuple[Period, ...]:
    """The times that a text says it counts, in order: what a sentence on the period names, and whole years."""
    ranges = [(a, b) for a, b in pairwise(prose.dates) if _is_range(prose.plain, a, b)]
    starts = [first.start for first, _ in ranges]
    found: list[Period] = []
    for start, end in _on_periods(prose):
        place = bisect_right(starts, start)
        told = place < len(starts) and starts[place] < end
        found += [_period(*ranges[place], year)] if told else _year_alone(prose, start, end, year)
    for a, b in ranges:
        if _is_whole(a, b) and not any_of(_COMPARING, prose.plain[slice(*clause(prose.plain, a.start, b.end))]):
            found.append(_period(a, b, year))
    return tuple(sorted(set(found)))


def _on_periods(prose: Prose) -> Iterator[tuple[int, int]]:
    """The sentences on the period, each from the word on that says so."""
    for word in _PERIOD_WORDS:
        at = prose.plain.find(word)
        while at >= 0:
            place = bisect_right(prose.sentences, (at, len(prose.text))) - 1
            end = prose.sentences[place][1]
            yield at, end
            at = prose.plain.find(word, end)


def _period(first: Date, last: Date, year: int) -> Period:
    right = _is_whole(first, last) and {first.year, last.year} <= {None, year}
    return Period(first.start, last.end, right)


def _is_whole(first: Date, last: Date) -> bool:
    return (first.month, first.day, last.month, last.day) == (*_FIRST_DAY, *_LAST_DAY)


def _year_alone(prose: Prose, start: int, end: int, year: int) -> Iterator[Period]:
    """统计期限为2024年度: a period told by years alone."""
    years = [found for found in prose.years if start <= found.start < end]
    if years and all(found.value != year for found in years):
        yield Period(years[0].start, years[-1].end, right=False)


def _is_range(plain: str, first: Date, last: Date) -> bool:
    between = plain[first.end : last.start]
    return 0 < len(between) <= _LONGEST_BETWEEN and all(sign in _BETWEEN for sign in between)


def _stale(name: str, prose: Prose, years: list[Year], year: int) -> Iterator[Finding]:
    """A finding a sentence or heading: the first year in it that is another and has no excuse."""
    planned = _first(prose.plain, ("下一步", "下步", "明年", "来年"))
    opening = prose.sentences[0][1] if name in _FIRST_SENTENCE_OF else 0
    at = 0
    for start, end in _statements(prose):
        here = []
        while at < len(years) and years[at].start < end:
            here.append(years[at])
            at += 1
        if not here or any(found.value == year for found in here):
            continue
        for found in here:
            strict = "第一句" if found.start < opening else "标题" if within(prose.headings, found.start) else ""
            if name == _LOOKS_AHEAD and found.value == year + 1:
                continue
            if not _excused(prose.plain, (start, end), found, year, strict, planned):
                yield _finding(name, prose.text, found, year, strict)
                break


def _finding(name: str, text: str, found: Year, year: int, strict: str) -> Finding:
    apart = f"早 {year - found.value} 年" if found.value < year else f"晚 {found.value - year} 年"
    words = text[found.start : found.end]
    message = f"{f'{strict}里' if strict else ''}写的是{quote(words)}，报告的年度是 {year} 年，{apart}"
    remedy = f"核对是不是沿用了其他年度的文字，是的改为“{year}年”；确实说的是其他年度的，写明理由保留"
    severity: Severity = "error" if strict else "warning"
    span = (found.start, found.end)
    return Finding("W03", severity, (f"texts.{name}",), message, remedy, f"{year}年", words, span)


def _excused(plain: str, sentence: tuple[int, int], found: Year, year: int, strict: str, planned: int) -> bool:
    """Whether the words around a year tell why it is another than the report's."""
    begin, end = clause(plain, found.start, found.end)
    here = plain[begin:end]
    if any_of(_COMPARING, here) or any_of(_PAST, here):
        return True
    number = numbering().match(plain, begin, found.start)
    before = plain[number.end() if number else begin : found.start].strip()
    if before.endswith(_BEFORE) or plain.startswith(_AFTER, found.end) or _is_set_beside(plain, found.end):
        return True
    if found.value > year:
        month = plain[found.end : found.end + 3].lstrip()[:2].rstrip("月").isdecimal()
        if month or any_of(_CARRIED, here) or 0 <= planned < found.start:
            return True
        if strict != "第一句" and any_of(_PLANNING, plain[sentence[0] : sentence[1]]):
            return True
        opens = not plain[sentence[0] : found.start].strip()
        return not strict and (found.value > year + 1 or not opens)  # a report copied never runs ahead; a slip may
    if strict == "标题":
        return any_of(("问题", "整改", "反馈", "遗留"), here)
    if strict:
        return False
    if plain.startswith("：", found.end) and f"{year}年：" in plain:
        return True
    if any_of(_TREND, plain[sentence[0] : sentence[1]]) or any_of(_ELSEWHERE, here) or "的" in plain[found.end : end]:
        return True
    return found.value < year - 1 and before != ""


def _is_set_beside(plain: str, end: int) -> bool:
    """Whether a year gives nothing but its number, beside that of the report: 2024年为17.2万条."""
    return plain.startswith("为", end) and plain[end + 1 : end + 2].isdecimal()


def _statements(prose: Prose) -> Iterator[tuple[int, int]]:
    """The sentences, those that a semicolon joins as one: 2024年9件；2025年12件 compares."""
    begin = -1
    for start, end in prose.sentences:
        begin = start if begin < 0 else begin
        if not prose.text.endswith("；", start, end):
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, prose.sentences[-1][1]


def _first(plain: str, words: tuple[str, ...]) -> int:
    """Where the first of the words stands; -1 where none does."""
    return min((at for word in words if (at := plain.find(word)) >= 0), default=-1)


def _cited(text: str, year: str, number: str) -> Iterator[tuple[int, int]]:
    """The places where a document is cited by its number, in whatever brackets."""
    mark = f"{number}号"
    at = text.find(mark)
    while at >= 0:
        head = text[max(0, at - 8) : at].rstrip()
        opened = head[-6:]
        if len(opened) == 6 and opened[1:5] == year and opened[0] in "〔[（(【［" and opened[5] in "〕]）)】］":
            yield at - len(text[max(0, at - 8) : at]) + len(head) - 6, at + len(mark)
        at = text.find(mark, at + 1)
