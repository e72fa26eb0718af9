"""Family Y, texts: sections that say again what last year's said.

Sentences are compared without numbers, punctuation, spaces and numbering, so that a new year does not make a new
sentence. Not counted: headings, what must stand there every year, and what is said where there is nothing to say.
Section six is exempt: where nothing is to be reported, it reads the same every year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import rule

_EXEMPT = "other_matters"

_EVERY_YEAR = (
    *("统计期限", "统计时间", "本报告", "报告由", "编制", "数据起止"),
    *("联系电话", "咨询电话", "邮编", "通信地址", "网址", "邮箱", "电子版"),
    *("未收到", "没有收到", "未发生", "没有发生", "不存在", "无此类"),
)
"""Words of sentences that are right again every year."""

_SHORTEST = 6
"""Characters of a sentence, numbering apart, below which it says nothing of its own."""

_LONGEST_HEADING = 16

_FEW = 3
"""So many sentences in common are no accident."""

_NUMBERING = "一二三四五六七八九十"
_ENDS = "。！？；\n"
_BESIDE_WORDS = f"[^\u3400-\u9fffA-Za-z{_ENDS}]+"
"""What falls away before sentences are compared: numbers, commas, brackets, space."""


@rule("Y06", "repeated-text", "warning", "texts")
def repeated_text(context: Context) -> Iterator[Finding]:
    """照抄上年的文字

    检查：第一部分、第五部分的句子有多少与上年报告相同，只改了年份或者数的也算；达到六成（可在本地要求中另定）的指出来，
    并标出最长的一段；一字不差的另外写明。标题、统计期限、联系方式、“未收到”之类的句子不计，第六部分不查。
    理由：照抄的文字说不清这一年做了什么；第五部分照抄，等于上年的问题一个也没有解决。
    改法：按今年的工作重写；第五部分先写上年问题的改进结果，再写今年的问题和措施。
    依据：各级主管部门审核年度报告的通常要求；六成的界限是实务经验，不是规定。
    """
    previous = context.previous
    if previous is None:
        return
    for section in context.report.edition.sections:
        text, last = (report.texts.get(section.id, "") for report in (context.report, previous))
        if not text or not last or section.kind != "narrative" or section.id == _EXEMPT:
            continue
        counted = _told(text, section.parts)
        known = set(_told(last, section.parts))
        shared = sum(key in known for key in counted)
        if not shared:
            continue
        if text.strip() == last.strip():
            span = (text.index(text.strip()), len(text.rstrip()))
            message = f"{section.heading}：与{context.called}的报告一字不差"
        elif _is_repeated(shared, len(counted), context.profile.repeated_percent):
            span, new = _longest_run(text, last, known, section.parts)
            changed = f"，其中 {new} 句只改了年份或者数" if new else ""
            message = (
                f"{section.heading}：{len(counted)} 句中有 {shared} 句（{100 * shared // len(counted)}%）"
                f"与{context.called}的报告相同{changed}，最长的一段已标出"
            )
        else:
            continue
        yield Finding("Y06", "warning", (f"texts.{section.id}",), message, "按今年的工作重写相同的句子", span=span)


def _is_repeated(shared: int, counted: int, percent: int) -> bool:
    if shared < _FEW:
        return shared == counted > 1
    return 100 * shared >= percent * counted


@lru_cache(8)
def _told(text: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    """What each sentence that counts says; last year's text stays the same while this year's is written."""
    words = re.sub(_BESIDE_WORDS, "", text)
    for end in _ENDS[1:]:
        words = words.replace(end, _ENDS[0])
    every_year = [each for each in _EVERY_YEAR if each in words]
    told = []
    for piece in words.split(_ENDS[0]):
        key = piece.lstrip(_NUMBERING).removeprefix("是")
        if len(key) < _SHORTEST or (every_year and any(each in key for each in every_year)):
            continue
        if len(key) > _LONGEST_HEADING or not key.removesuffix("情况").removesuffix("方面").endswith(headings):
            told.append(key)
    return tuple(told)


def _longest_run(text: str, last: str, known: set[str], headings: tuple[str, ...]) -> tuple[tuple[int, int], int]:
    """From the first to the last of the longest run of sentences that stood there last year too, and how many of all
    those have other numbers now.
    """
    from reportwizard.claims.prose import sentences

    best = run = (0, 0)
    new = 0
    for start, end in sentences(text):
        sentence = text[start:end]
        told = _told.__wrapped__(sentence, headings)
        if not told:
            continue
        if told[0] not in known:
            run = (0, 0)
            continue
        new += sentence not in last
        run = (run[0] if run[1] else start, end)
        if run[1] - run[0] > best[1] - best[0]:
            best = run
    return best, new
