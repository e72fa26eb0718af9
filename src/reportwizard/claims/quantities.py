"""A number at a place of the text: its value, its bound, its measure word; or a year, a month, a percentage.

Works on the compact text (`tokens.compact`). What begins with a digit and is no count (a range, a telephone number,
a document number, an ordinal, a time) is opaque: it is passed over as one piece, so that no half of it is read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeAlias

from reportwizard.claims.claim import Bound
from reportwizard.claims.numerals import CHARACTERS, count
from reportwizard.report.numbers import Number

_MOST_DIGITS = 15
_MAGNITUDES = {"万": 10_000, "亿": 100_000_000, "百万": 1_000_000, "千万": 10_000_000, "千": 1000, "百": 100}
MEASURES = ("件次", "条次", "人次", *"件条项宗份个次起篇部人场期例笔册本家则封通户")
_YUAN = Decimal("0.0001")
"""A yuan in 万元."""
_NOT_AFTER = ("工作日", "百分点", "自然日", "月", "小时", "方面", "环节", "平台", "渠道")
_ALONE = frozenset("件条项宗份")
_PLAINLY_OVER = frozenset("，。；、（）和：\n")
"""After a lone measure word these leave nothing more to read: the most common case by far."""
_RANGE = "-–—~～至到"
_ENDS_OF_TIMES = ("", *"底末，。、；：）\n", *_RANGE)
_NO_COUNT_BEFORE = frozenset("每任逐第统同唯单某这那几数上哪")


class Quantity(NamedTuple):
    """A number with what stands around it."""

    value: Number
    step: Number
    unit: str
    """The measure word with its magnitude; "" for a bare number."""
    bound: Bound


Read: TypeAlias = "tuple[str, Quantity | Decimal | int | str, int]"
"""What stands at a place: its kind, its value, its end. The kind is quantity, percent, year, month, period, fill, or
nothing for what is passed over.
"""


_SAME = {**dict.fromkeys("件宗份个起例笔", "件"), "件次": "件", **dict.fromkeys("条篇", "条"), "条次": "条"}


def measure_of(unit: str) -> str:
    """What a measure word can be added up with: 件, 宗 and 份 are one, 条 and 篇 another."""
    if unit in _SAME:
        return _SAME[unit]
    bare = unit.lstrip("百千万亿")
    return "元" if bare.endswith("元") else _SAME.get(bare, bare)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+))?", re.ASCII)


def read_number(text: str, start: int) -> Read:
    """What begins at `start`, where a digit or a Chinese numeral stands."""
    return _arabic(text, start) if text[start] in "0123456789" else _chinese(text, start)


def read_fraction(text: str, start: int) -> Read | None:
    """百分之 N, whose number begins at `start`."""
    if start >= len(text):
        return None
    if text[start] in "0123456789":
        match = _digits().match(text, start)
        assert match is not None
        return ("percent", Decimal(match.group().replace(",", "")), match.end()) if len(match.group()) < 9 else None
    end = start
    while end < len(text) and text[end] in CHARACTERS:
        end += 1
    if text[start:end] == "百":
        return ("percent", Decimal(100), end)
    value = count(text[start:end]) if end > start else None
    if value is None or value > 1000:
        return None
    if text[end : end + 1] == "点":
        tail = end + 1
        while tail < len(text) and tail < end + 6 and text[tail] in CHARACTERS:
            tail += 1
        digits = [count(character) for character in text[end + 1 : tail]]
        if not digits or any(digit is None or digit > 9 for digit in digits):
            return None
        return ("percent", Decimal(f"{value}.{''.join(map(str, digits))}"), tail)
    return ("percent", Decimal(value), end)


def _arabic(text: str, start: int) -> Read:
    match = _digits().match(text, start)
    assert match is not None
    end = match.end()
    whole, fraction = match.group(1).replace(",", ""), match.group(2) or ""
    follower = text[end : end + 1]
    if follower in _ALONE and not fraction and end - start < _MOST_DIGITS and text[end + 1 : end + 2] in _PLAINLY_OVER:
        return "quantity", Quantity(int(whole), 1, follower, _before(text, start)), end + 1
    if len(whole) + len(fraction) > _MOST_DIGITS:
        return ("", "", end)
    if follower == "%":
        if text[end + 1 : end + 2] in tuple(_RANGE) and text[end + 2 : end + 3].isdigit():
            return ("", "", _past(text, end))
        return ("percent", Decimal(f"{whole}.{fraction}" if fraction else whole), end + 1)
    if follower and follower in _RANGE + "/.:：\\":
        after = text[end + 1 : end + 2]
        if after.isascii() and after.isdigit():
            past = _past(text, end)
            if text[past - 1] == "月":  # 1至6月: a part of the year, unless it is all of it
                return "month", 1 if text[start:end] == "1" and "12月" in text[end:past] else 0, past
            return "", "", past
    if follower == "." or (follower.isascii() and follower.isalpha()):
        return ("", "", end + 1)
    if follower == "年" and not fraction:
        return _year(text, int(whole), end + 1)
    if follower in ("月", "日", "时", "号", "点", "届", "周", "岁", "天", "版", "级", "类", "楼", "室", "路"):
        month = int(whole) if follower == "月" and _bounds_the_year(text, start, end + 1) else 0
        return ("month", month, end + 1) if follower == "月" else ("fill", "", end + 1)
    value: Number = Decimal(f"{whole}.{fraction}") if fraction else int(whole)
    return _measured(text, start, end, value, len(fraction))


def _bounds_the_year(text: str, start: int, end: int) -> bool:
    """Whether a month, the first or the last, is an end of a time: 截至12月底, 1月至12月. 12月收到6件 is a month."""
    if text.startswith(("1日", "31"), end):
        return True
    return text[end : end + 1] in _ENDS_OF_TIMES or text[start - 1 : start] in tuple(_RANGE)


def _year(text: str, value: int, end: int) -> Read:
    if not 1949 <= value <= 2100:
        return ("period", "", end)  # 3年: so many years
    while text[end : end + 1] in ("度", "末", "底"):
        end += 1
    return ("year", value, end)


def _past(text: str, end: int) -> int:
    """The end of a range, a date or a telephone number, and of the unit after it."""
    while end < len(text) and (text[end] in "0123456789%.:：/\\" or text[end] in _RANGE):
        end += 1
    return end + 1 if text[end : end + 1] in ("件", "条", "个", "月", "日", "年", "次", "号", "项") else end


def _chinese(text: str, start: int) -> Read:
    end = start
    while end < len(text) and text[end] in CHARACTERS:
        end += 1
    run = text[start:end]
    if start and text[start - 1] in _NO_COUNT_BEFORE:
        return ("", "", end)
    if text[end : end + 1] == "年" and len(run) == 4:
        year = count(run)
        return _year(text, year, end + 1) if year is not None else ("", "", end)
    if text[end : end + 1] in ("月", "日"):
        return ("month" if text[end] == "月" else "fill", count(run) or 0, end + 1)
    value = count(run)
    if value is None:
        return ("", "", end)
    if run == "零" and text[end : end + 1] in ("", *"，。；、）\n"):
        return ("quantity", Quantity(0, 1, "", "exact"), end)
    read = _measured(text, start, end, value, 0)
    if not isinstance(read[1], Quantity) or not read[1].unit:
        return ("", "", end)
    return read


def _measured(text: str, start: int, end: int, value: Number, places: int) -> Read:
    """The measure word after a number that ends at `end`, with magnitude and 余, 多, 以上, 左右."""
    bound: Bound = _before(text, start)
    step: Number = Decimal(1).scaleb(-places) if places else 1
    if text[end : end + 1] in ("余", "多"):
        bound, end = "over", end + 1
    begin = end
    for magnitude in (text[end : end + 2], text[end : end + 1]):
        if magnitude in _MAGNITUDES and magnitude:
            end += len(magnitude)
            value, step = _plain(value * _MAGNITUDES[magnitude]), _plain(step * _MAGNITUDES[magnitude])
            if text[end : end + 1] in ("余", "多"):
                bound, end = "over", end + 1
            break
    scale = text[begin:end].rstrip("余多")
    if text[end : end + 1] == "元":
        value, step = _plain(value * _YUAN), _plain(step * _YUAN)
        return _closed(text, end + 1, value, step, scale + "元", bound)
    for measure in MEASURES:
        if text.startswith(measure, end):
            end += len(measure)
            if text.startswith(_NOT_AFTER, end) and measure == "个":
                return ("", "", end + 2)
            return _closed(text, end, value, step, scale + measure, bound)
    if scale or bound == "over":
        return ("", "", end)
    return ("quantity", Quantity(value, step, "", bound), end)


def _closed(text: str, end: int, value: Number, step: Number, unit: str, bound: Bound) -> Read:
    if text.startswith("以上", end):
        bound, end = "over", end + 2
    elif text.startswith(("左右", "上下"), end):
        bound, end = "about", end + 2
    elif text.startswith(("以内", "以下"), end):
        bound, end = "under", end + 2
    if text[end : end + 1] in tuple(_RANGE[:-2]) and text[end + 1 : end + 2].isdigit():
        return ("", "", _past(text, end))
    return ("quantity", Quantity(value, step, unit, bound), end)


def bound_around(text: str, start: int, end: int) -> Bound:
    """What the words around a percentage make of it."""
    if text.startswith("以上", end):
        return "over"
    if text.startswith(("左右", "上下"), end):
        return "about"
    return "under" if text.startswith(("以内", "以下"), end) else _before(text, start)


_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("超过", "逾", "超", "至少", "不少于", "突破", "高达"), "over"),
    **dict.fromkeys(("近", "将近", "不足", "不到", "不超过", "接近", "至多", "少于"), "under"),
    **dict.fromkeys(("约", "大约", "大概", "约为"), "about"),
}
_BOUND_ENDS = frozenset(word[-1] for word in _BOUNDS)


def _before(text: str, start: int) -> Bound:
    """What the word right before a number makes of it."""
    if text[start - 1 : start] not in _BOUND_ENDS:
        return "exact"
    for length in (3, 2, 1):
        if start >= length and (bound := _BOUNDS.get(text[start - length : start])):
            return bound
    return "exact"


def _plain(value: Number) -> Number:
    """A whole number as int, a fraction as Decimal without needless zeros."""
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()
