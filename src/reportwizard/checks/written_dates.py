"""The years and dates that a text names, by its runs of digits. Not whether they are the right ones.

A date need not be possible, nor whole: 2月30日 and 2025年1月1 are read as they stand, for somebody to find fault with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from reportwizard.records import Record

if TYPE_CHECKING:
    from reportwizard.claims.claim import Span

_SPACE = " \t\u3000\xa0"
_DOTS = ".．"
_EARLIEST, _LATEST = 1900, 2100
_CHINESE_DIGITS = {sign: value for value, signs in enumerate(("〇○零", *"一二三四五六七八九")) for sign in signs}


class Year(Record):
    """A year; the span takes in 年, and 度 after it."""

    value: int
    start: int
    end: int


class Date(Record):
    """A month with its day, and its year where one stands right before."""

    year: int | None
    month: int
    day: int
    start: int
    end: int
    marked: bool
    """Whether 日 stands after the day."""


def years_in(text: str, digits: Sequence[Span]) -> tuple[Year, ...]:
    """The years of four signs before 年, in order."""
    found = []
    for start, end in digits:
        if end - start == 4:
            at = after_space(text, end)
            if text[at : at + 1] == "年" and _EARLIEST <= (value := int(text[start:end])) < _LATEST:
                found.append(_year(text, value, start, at))
    if any(sign in text for sign in ("〇", "○", "二零")):
        found += _chinese_years(text)
        found.sort(key=lambda year: year.start)
    return tuple(found)


def dates_in(text: str, digits: Sequence[Span], years: Sequence[Year]) -> tuple[Date, ...]:
    """The days of a month, in order: a run of digits, 月, a run of digits; and 2025.1.1."""
    year_ends = {after_space(text, year.end): year for year in years}
    found: list[Date] = []
    for place, ((start, end), (day, day_end)) in enumerate(pairwise(digits)):
        if end - start == 4 and text[end] in _DOTS:
            found += _dotted(text, digits[place : place + 3])
        if end - start > 2 or day_end - day > 2:
            continue
        month = after_space(text, end)
        if text[month : month + 1] != "月" or after_space(text, month + 1) != day:
            continue
        year = year_ends.get(start)
        mark = after_space(text, day_end)
        marked = text[mark : mark + 1] == "日"
        found.append(
            Date(
                year.value if year else None,
                int(text[start:end]),
                int(text[day:day_end]),
                year.start if year else start,
                mark + 1 if marked else day_end,
                marked,
            )
        )
    return tuple(found)


def _dotted(text: str, runs: Sequence[Span]) -> Iterator[Date]:
    """2025.1.1, where it may be a day at all."""
    if len(runs) < 3 or any(
        after - before != 1 or text[before] not in _DOTS for (_, before), (after, _) in pairwise(runs)
    ):
        return
    year, month, day = (int(text[start:end]) for start, end in runs)
    if _EARLIEST <= year < _LATEST and 1 <= month <= 12 and 1 <= day <= 31:
        yield Date(year, month, day, runs[0][0], runs[2][1], marked=True)


def after_space(text: str, at: int) -> int:
    """The next place from `at` on where no space stands, two places on at the most."""
    for _ in range(2):
        if at < len(text) and text[at] in _SPACE:
            at += 1
    return at


def _year(text: str, value: int, start: int, at: int) -> Year:
    return Year(value, start, at + (2 if text[at + 1 : at + 2] == "度" else 1))


def _chinese_years(text: str) -> Iterator[Year]:
    """二〇二五年, each sign a digit."""
    at = text.find("年")
    while at >= 0:
        signs = text[max(0, at - 4) : at]
        if len(signs) == 4 and all(sign in _CHINESE_DIGITS for sign in signs):
            value = int("".join(str(_CHINESE_DIGITS[sign]) for sign in signs))
            if _EARLIEST <= value < _LATEST:
                yield _year(text, value, at - 4, at)
        at = text.find("年", at + 1)
