"""Family W, marks: brackets and quotation marks in pairs, items numbered one after the other.

Numbering begins anew wherever it likes: in a new paragraph, under a new heading, within an item. Only what is neither
the next number nor a beginning is told. Half-width and full-width brackets pair with each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.phrases import quote
from reportwizard.checks.prose import Prose, numbering, texts
from reportwizard.checks.registry import rule
from reportwizard.checks.written_dates import after_space

if TYPE_CHECKING:
    import re

_PARTNERS = {"《": "》", "（": "）", "(": "）", "“": "”"}
_OPENERS = {"》": "《", "）": "（", ")": "（", "”": "“"}
_SHOWN = 10
"""Characters marked with a mark that has no partner, so that one can see which it is."""
_MOST = 10
"""The most marks told of one text: a text that is all brackets needs no more."""
_INDENT = 12
_REFERENCES = tuple("项款类条、")
"""What follows a number that refers to an item and does not open one."""
_BEFORE_FIRSTS = frozenset("。；：，、:;,！？）”\n\t \u3000")
_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_DEPTHS = {"heading": 0, "part": 1, "number": 2, "bracketed": 3}
"""The kinds of numbers, the outer before the inner; 一是 stands within any of them."""


class Item(NamedTuple):
    """The number that opens an item."""

    start: int
    end: int
    kind: str
    number: int
    doubtful: bool
    """Whether a digit follows: 1.2024年 is an item, 1.5万 is none."""


@rule("W13", "unpaired", "warning", "texts")
def unpaired(context: Context) -> Iterator[Finding]:
    """标点不成对，或者序号跳号、重号

    检查：《》（）“”是不是成对；“一、”“（一）”“1.”“（1）”“一是”等序号是不是连续。
    另起一段、另起一个标题或者在一条之中重新从一数起的不算，“1）”这样的序号不算少了括号，全角和半角的括号可以配对。
    理由：缺半边的书名号、引号和跳掉的序号，说明删改之后没有重看，可能连内容也漏了。
    改法：补上或删去标点；按次序改正序号，并核对中间有没有漏掉一条。
    依据：国家标准《标点符号用法》；公文的结构层次序数依《党政机关公文处理工作条例》的通行写法。
    """
    for name, prose in texts(context):
        where = (f"texts.{name}",)
        for mark, start, end in _alone(prose.text):
            wanted = _PARTNERS.get(mark) or _OPENERS[mark]
            message = (
                f"“{mark}”没有与它成对的“{wanted}”" if mark not in "“”" else f"引号 {mark} 没有与它成对的 {wanted}"
            )
            yield Finding("W13", "warning", where, message, "补上缺的半边，或者删去这半边", wanted, mark, (start, end))
        for item, before in _out_of_order(prose):
            words = prose.text[item.start : item.end]
            how = "重复了" if item.number == before else "跳号了" if item.number > before else "次序乱了"
            message = f"序号{quote(words)}{how}，前一个是 {before}，这里应是 {before + 1}"
            remedy = "按次序改正序号，核对中间有没有漏掉一条"
            span = (item.start, item.end)
            yield Finding("W13", "warning", where, message, remedy, before + 1, item.number, span)


def _alone(text: str) -> list[tuple[str, int, int]]:
    """The marks without a partner, each with some words behind it. Brackets pair within a paragraph, quotation marks
    within the text: a quotation may run over paragraphs.
    """
    open_ones: dict[str, list[int]] = {"《": [], "（": [], "“": []}
    lone: list[tuple[int, str]] = []
    for found in _marks().finditer(text):
        mark, at = found.group(), found.start()
        if mark == "\n":
            for opener in "《（":
                lone += [(at, text[at]) for at in open_ones[opener]]
                open_ones[opener].clear()
        elif mark in _PARTNERS:
            open_ones["（" if mark == "(" else mark].append(at)
        elif open_ones[_OPENERS[mark]]:
            open_ones[_OPENERS[mark]].pop()
        elif mark not in "）)" or not _is_number_with_one_bracket(text, at):
            lone.append((at, mark))
    lone += [(at, text[at]) for left in open_ones.values() for at in left]
    return [(mark, at, _end(text, at)) for at, mark in sorted(lone)[:_MOST]]


def _end(text: str, at: int) -> int:
    """Where the words to be marked with a mark end."""
    line = text.find("\n", at, at + _SHOWN)
    return line if line >= 0 else min(len(text), at + _SHOWN)


def _is_number_with_one_bracket(text: str, at: int) -> bool:
    """1）, a), 一）, ①）: numbers need no bracket before them."""
    before = text[max(0, at - 2) : at].lstrip("。；：，、;:, \u3000\n")
    return bool(before) and all(
        sign.isdecimal() or sign in _NUMERALS or (sign.isascii() and sign.isalpha()) for sign in before
    )


def _out_of_order(prose: Prose) -> Iterator[tuple[Item, int]]:
    """The items whose number neither follows the one before nor begins anew; with each the number before it.

    One wrong number is told once: what follows may go on from it, or from what it should have been.
    """
    running: dict[str, list[int]] = {}
    meant: dict[str, int] = {}
    before = -1
    for item in _items(prose):
        new_line = before < 0 or "\n" in prose.text[before : item.start]
        before = item.start
        depth = _DEPTHS.get(item.kind)
        if depth is not None:
            for kind in [kind for kind in running if _DEPTHS.get(kind, 9) > depth]:
                del running[kind]
        last = running.setdefault(item.kind, [])
        if item.doubtful and item.number - 1 not in last[-1:]:
            if new_line and item.number == 1:
                last.clear()
            continue
        if item.number == 1:
            if new_line:
                last.clear()
            last.append(1)
            continue
        if not last:
            continue  # its beginning is not here: nothing to go by
        while len(last) > 1 and item.number - 1 not in last[-1:] and item.number - 1 in last:
            last.pop()
        should_be = meant.pop(item.kind, 0)
        if item.number - 1 not in (last[-1], should_be):
            yield item, last[-1]
            meant[item.kind] = last[-1] + 1
        last[-1] = item.number


def _items(prose: Prose) -> list[Item]:
    """The items in order: what a sentence, or what follows a colon, begins with, and 一是 behind any mark."""
    text = prose.text
    starts = {start for start, _ in prose.sentences}
    for colon in "：:":
        at = text.find(colon)
        while at >= 0:
            starts.add(after_space(text, at + 1))
            at = text.find(colon, at + 1)
    found = [item for start in starts if (item := _numbered(text, start))]
    found += _firsts(text)
    return sorted(found)


def _numbered(text: str, start: int) -> Item | None:
    """The item whose number stands at `start`."""
    match = numbering().match(text, start)
    if match is None:
        return None
    opened, numeral, digits, closed = match.groups()
    end = match.end()
    new_line = text[max(0, start - _INDENT) : start].rstrip(" \t\u3000")[-1:] in ("", "\n")
    if opened and closed in "）)":
        kind = "part" if numeral else "bracketed"
        if text[end : end + 1] in _REFERENCES:
            return None
    elif not opened and digits and closed in ".．、":
        kind = "number"
    elif not opened and numeral and closed == "、" and new_line and text[end + 1 : end + 2] != "、":
        kind = "heading"
    else:
        return None
    number = int(digits) if digits else _numeral(numeral)
    doubtful = kind == "number" and text[end : end + 1].isdecimal()
    return Item(start, end, kind, number, doubtful) if number else None


def _firsts(text: str) -> Iterator[Item]:
    """一是, 二是: behind a mark or at the beginning of a line."""
    at = text.find("是")
    while at >= 0:
        start = at
        while start > at - 3 and start > 0 and text[start - 1] in _NUMERALS:
            start -= 1
        if start < at and (not start or text[start - 1] in _BEFORE_FIRSTS) and (number := _numeral(text[start:at])):
            yield Item(start, at + 1, "first", number, doubtful=False)
        at = text.find("是", at + 1)


def _numeral(written: str) -> int:
    """一 to 九十九; 0 for what is no number."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _NUMERALS.get(written, 0) if len(written) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


@cache
def _marks() -> re.Pattern[str]:
    import re

    return re.compile("[《》（）()“”\n]")
