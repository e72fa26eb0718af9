"""Family W, slips: what a template left in the text, and dates that broke while somebody typed.

A blank before a measure word (收到XX件) is a number that is missing: rule N11 tells it, not W05.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.phrases import quote
from reportwizard.checks.prose import Prose, texts, vocabulary
from reportwizard.checks.registry import rule
from reportwizard.checks.written_dates import after_space

if TYPE_CHECKING:
    import re

    from reportwizard.checks.written_dates import Date
    from reportwizard.claims.claim import Span

_HINTS = vocabulary("此处填写 此处输入 此处插入 此处补充 在此填写 在此输入 请填写 请输入 单击此处 点击此处输入")
"""What a template says to whoever fills it in."""
_BLANK_NAMES = "单位名称|单位全称|本单位名称|行政机关名称|机关名称|部门名称|地区名称|待补充|待填写|待填|待定|待核实"
"""What a template writes in brackets for something to come."""
_BELOW = ("表格如下", "见表格如下")
_SIGNS = vocabulary("XX xx Xx ＸＸ ×× __ ＿＿ ** ＊＊ □□")
_MEASURES = "件条项宗份个次起篇场期人名万元余多%％"
_CENTURIES = ("19", "20", "１９", "２０")
_NOT_A_YEAR = "均增来间"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ENDS_OF_DATE = "，。；、）)至到—~～－–-"
_OPENS_A_DATE = ("自", "截至", "截止", "于")
_FAR = 12
"""How far blanks and the second day of a range are followed."""
_NEAR = 4
"""Blanks no farther apart than this were left in one place."""


@rule("W05", "template-left", "error", "texts")
def template_left(context: Context) -> Iterator[Finding]:
    """留有模板的文字

    检查：正文里有没有模板留下的提示（如“此处填写”“表格如下”“（单位名称）”）和没有换掉的“XX”“××”“____”；
    “XX件”一类缺数的由 N11 检查，表格所在部分介绍表格的整句话不算。
    理由：留着模板的文字就公布，一眼可见没有校对。
    改法：换成实际的内容，没有内容的整句删去。
    依据：实务经验：上级退回和公众指出的常见差错。
    """
    tables = {section.id for section in context.report.edition.sections if section.tables}
    for name, prose in texts(context):
        for start, end in _template_words(prose, name in tables):
            words = prose.text[start:end]
            where = (f"texts.{name}",)
            remedy = "换成实际的内容，没有内容的整句删去"
            yield Finding("W05", "error", where, f"留有模板的文字{quote(words)}", remedy, None, words, (start, end))


@rule("W06", "broken-date", "error", "texts")
def broken_date(context: Context) -> Iterator[Finding]:
    """日期写坏了

    检查：正文里的日期是不是完整、可能：缺“年”“日”字的（20231月1日），年份多了数字的（202020年），
    只剩数字的（20261），没有填数字的（2026年 月 日），以及没有这一天的（2月30日）。
    理由：日期是改稿时最容易打坏的地方，读者无从知道是哪一天。
    改法：写成“某年某月某日”的完整日期。
    依据：实务经验：公布的报告中常见的差错。
    """
    for name, prose in texts(context):
        for start, end, how in sorted(set(_broken(prose, context.report.year))):
            words = prose.text[start:end]
            where = (f"texts.{name}",)
            message = f"日期{quote(words)}{how}"
            span = (start, end)
            yield Finding("W06", "error", where, message, "核对后写成完整的日期", None, words, span)


def _template_words(prose: Prose, has_table: bool) -> Iterator[Span]:
    text = prose.text
    for word in _HINTS:
        yield from _everywhere(text, word)
    if "称" in text or "待" in text:
        yield from (found.span() for found in _blank_names().finditer(text))
    if _BELOW[0] in text:
        yield from _below(prose, has_table)
    if any(sign in text for sign in _SIGNS):
        yield from _together(found.span() for found in _left_open().finditer(text) if not _is_kept(text, *found.span()))


def _together(spans: Iterable[Span]) -> Iterator[Span]:
    """Blanks of one place as one: XX市XX局."""
    last: Span | None = None
    for start, end in spans:
        if last is not None and start - last[1] <= _NEAR:
            last = last[0], end
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def _is_kept(text: str, start: int, end: int) -> bool:
    """Whether blanks are no template's: in quotation marks they are an example, before a measure word N11 tells."""
    return text[start - 1 : start] == "“" or _is_number(text, end)


def _is_number(text: str, end: int) -> bool:
    """Whether a measure word follows: then it is a number that is missing."""
    at = after_space(text, end)
    return text[at : at + 1] in _MEASURES if at < len(text) else False


def _below(prose: Prose, has_table: bool) -> Iterator[Span]:
    """表格如下 where no table follows; in a section of tables only where it stands alone."""
    for start, end in prose.sentences:
        at = prose.text.find(_BELOW[0], start, end)
        alone = prose.text[start:end].strip("（）()：:。； 见具体") == _BELOW[0]
        if at >= 0 and (alone or not has_table):
            yield at, at + len(_BELOW[0])


def _everywhere(text: str, word: str) -> Iterator[Span]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


@cache
def _blank_names() -> re.Pattern[str]:
    import re

    return re.compile(rf"[（(【\[〔{{<][ \u3000]?(?:{_BLANK_NAMES})[ \u3000]?[）)】\]〕}}>]")


@cache
def _left_open() -> re.Pattern[str]:
    import re

    return re.compile(
        r"(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|×{2,}|_{2,}|＿{2,}|(?<!\*)\*{2,3}(?=[省市县区局镇乡年])|＊{2,}|□{2,}"
    )


def _broken(prose: Prose, year: int) -> Iterator[tuple[int, int, str]]:
    """Every date that broke, and how, going by the runs of digits and what stands behind each."""
    text = prose.plain
    near = tuple(str(near) for near in (year - 1, year, year + 1))
    for start, end in prose.digits:
        at = after_space(text, end)
        behind = text[at : at + 1]
        length = end - start
        if length >= 5 and text.startswith(_CENTURIES, start):
            if behind == "月" and length <= 6:
                yield start, at + 1, "的年份与月份连在一起，缺“年”字"
            elif behind == "年" and length <= 8 and text[at + 1 : at + 2] not in tuple(_NOT_A_YEAR):
                yield start, at + 1, f"的年份是 {length} 位数"
            elif length <= 6 and text.startswith(near, start) and _stands_alone(text, start, end):
                yield start, end, "不完整，缺“年”“月”等字"
        elif length <= 2 and behind == "月" and not _is_month(text, start, end, at):
            yield start, at + 1, f"没有 {int(text[start:end])} 月"
    for date in prose.dates:
        if 1 <= date.month <= 12 and date.marked and not 1 <= date.day <= _MONTH_DAYS[date.month - 1]:
            yield date.start, date.end, f"没有 {date.month} 月 {date.day} 日"
        elif _lacks_its_mark(text, date):
            yield date.start, date.end, "缺“日”字"
    yield from _unfilled(prose)


def _is_month(text: str, start: int, end: int, at: int) -> bool:
    """Whether a run of one or two digits before 月 may be a month, or be no part of a date at all."""
    in_date = text[max(0, start - 1) : start] == "年" or text[at + 1 : at + 2].isdecimal()
    return 1 <= int(text[start:end]) <= 12 or not in_date


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number stands where a date does: as the last line, or after 自 or 截至 with nothing to count behind."""
    if text.endswith(_OPENS_A_DATE, max(0, start - 2), start):
        return text[end : end + 1] in _ENDS_OF_DATE
    return not text[end : end + _FAR].strip() and text[max(0, start - 1) : start] == "\n" and end + _FAR > len(text)


def _lacks_its_mark(text: str, date: Date) -> bool:
    """2025年1月1至: whether a date ends without 日, and no other day follows that has the sign of both (1月1-3日)."""
    if date.marked or not date.year or text[date.end : date.end + 1] not in _ENDS_OF_DATE:
        return False
    behind = text[date.end : date.end + _FAR].lstrip("至到—~～－–-、，")
    rest = behind.lstrip("0123456789")
    return len(rest) == len(behind) or not rest.startswith("日")


def _unfilled(prose: Prose) -> Iterator[tuple[int, int, str]]:
    """2026年 月 日: a year whose month and day nobody filled in."""
    text = prose.plain
    for year in prose.years:
        month = _over_blanks(text, year.end)
        if text[month : month + 1] == "月" and month - year.end < _FAR:
            day = _over_blanks(text, month + 1)
            if text[day : day + 1] == "日":
                yield year.start, day + 1, "没有填月和日"


def _over_blanks(text: str, at: int) -> int:
    """The next place from `at` on where no space stands."""
    piece = text[at : at + _FAR]
    return at + len(piece) - len(piece.lstrip())
