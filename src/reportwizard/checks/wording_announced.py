"""Family W, what a text announces or should: how many parts the report has, and that no application came in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.phrases import quote
from reportwizard.checks.prose import any_of, text_of, texts, vocabulary
from reportwizard.checks.registry import rule

if TYPE_CHECKING:
    import re

_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_NAMES_OF_SECTIONS = {
    "overview": ("总体", "概述", "概况", "基本情况"),
    "proactive": ("主动公开",),
    "applications": ("收到和处理", "依申请", "申请情况", "公开申请"),
    "challenges": ("复议", "诉讼"),
    "problems": ("问题",),
    "other_matters": ("其他", "其它"),
}
"""By which words a sentence names a section of the report."""
_LEAST_NAMED = 3
"""A sentence that names fewer sections than this does not list them."""
_NOTHING_CAME = vocabulary(
    "未收到 没有收到 未接到 没有接到 未受理 没有受理 未接收 零申请 零受理 零件 为0 为零 无依申请 无申请 "
    "无政府信息公开申请 没有依申请 没有政府信息公开申请 没有申请 无人申请 无人向 没有人申请 没有人向 "
    "无公民 没有公民 不存在依申请"
)
"""By which words a text says that no application came; spaces in it do not count."""
_COUNTED_BY = "件宗份个次起"


@rule("W14", "announced-parts", "warning", "texts")
def announced_parts(context: Context) -> Iterator[Finding]:
    """说的部分数与列出的不同

    检查：写了“本报告由几部分组成”的，是不是六部分；同一句里列出各部分的，列出的是不是与所说的一样多。
    理由：列举时漏掉一个部分，或者沿用旧格式的说法，读者会以为报告不完整。
    改法：改成六个部分，照六个标题列举；也可以不写这一句。
    依据：报告格式共六个部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    sections = context.report.edition.sections
    for name, prose in texts(context):
        if "部分" not in prose.text:
            continue
        for start, end in prose.sentences:
            found = _announced().search(prose.text, start, end)
            if found is None:
                continue
            said = _number(found.group(1) or found.group(2))
            sentence = prose.text[start:end]
            if said == 0 or not any_of(("报告", "年报", "全文"), sentence):
                continue
            named = [section for section in sections if any_of(_NAMES_OF_SECTIONS.get(section.id, ()), sentence)]
            where = (f"texts.{name}",)
            if said != len(sections):
                message = f"写的是{quote(found.group())}，报告有 {len(sections)} 个部分"
                remedy = f"改成 {len(sections)} 个部分，或者删去这一句"
                yield Finding("W14", "warning", where, message, remedy, len(sections), said, found.span())
            elif _LEAST_NAMED <= len(named) < said:
                left_out = "、".join(section.heading for section in sections if section not in named)
                message = (
                    f"写的是{quote(found.group())}，只列出了 {len(named)} 个，少 {said - len(named)} 个：{left_out}"
                )
                yield Finding("W14", "warning", where, message, "补上没有列出的部分", said, len(named), (start, end))


@rule("W15", "nothing-received", "advice", "both")
def nothing_received(context: Context) -> Iterator[Finding]:
    """没有收到申请，正文没有写明

    检查：本年新收申请合计为 0 的，正文有没有写明未收到申请（“未收到”“0 件”等写法都可以）。
    理由：写明没有收到，读者就知道是没有，而不是漏写。
    改法：在“依申请公开”中写明“全年未收到政府信息公开申请”。
    依据：实务经验，不是规定。
    """
    balanced = next((table for table in context.outline.balanced if table.computed), None)
    written = ["".join(prose.text.split()) for _, prose in texts(context)]
    if balanced is None or not written:
        return
    received = balanced.computed[0].left[0]
    if context.number(received) != 0 or any(_says_none_came(text) for text in written):
        return
    if any(claim.subject in ("received", "handled") for claim in context.claims.claims):
        return  # it says that none came, or that some did: N01 tells that
    prose = text_of(context, "overview")
    heading = next((span for span in prose.headings if "申请" in prose.text[slice(*span)]), None)
    message = "本年新收申请 0 件，正文没有写明未收到申请"
    remedy = "在“依申请公开”中写明“全年未收到政府信息公开申请”"
    yield Finding("W15", "advice", ("texts.overview", received), message, remedy, None, None, heading)


def _says_none_came(text: str) -> bool:
    """In words, or by a zero that ends no other number (0件, and not 20件)."""
    if any_of(_NOTHING_CAME, text):
        return True
    zeros = (at for at, sign in enumerate(text[:-1]) if sign in "0０" and text[at + 1] in _COUNTED_BY)
    return any(not at or not (text[at - 1].isdecimal() or text[at - 1] in ".．") for at in zeros)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return _NUMERALS.get(written, 0)


@cache
def _announced() -> re.Pattern[str]:
    import re

    return re.compile(
        r"(?:由|分为?|共有?|包括|包含|含)(?:以下|下列|如下)?([一二三四五六七八九十]|\d{1,2})(?:个|大)?部分"
        r"|(?<![第0-9])([一二三四五六七八九十]|\d{1,2})(?:个|大)?部分(?:组成|构成)"
    )
