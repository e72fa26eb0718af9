"""Chinese numerals as prose writes counts: 十二, 一百零五, 两千三百, 三万五千, 二〇二五. Not headings, not ordinals.

Invariant: a run of numerals that is no count (三四, 百, 十百) has no value; nothing is guessed.
"""

from __future__ import annotations

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = frozenset(DIGITS) | frozenset(_TENS) | frozenset(_MYRIADS)
_LONGEST = 20


def count(run: str) -> int | None:
    """What a run of numerals counts, or None where it is no count."""
    if len(run) > _LONGEST:
        return None
    if all(character in DIGITS for character in run):
        return _positional(run)
    total, part, digit, place = 0, 0, None, 10_000
    limit = 1_000_000_000_000
    for character in run:
        if character in DIGITS:
            if digit not in (None, 0):
                return None  # 二三十: twenty or thirty
            digit = DIGITS[character]
        elif character in _TENS:
            step = _TENS[character]
            if digit in (None, 0) and not (step == 10 and part == 0 and digit is None):
                return None
            if step >= place:
                return None
            part += (1 if digit is None else digit) * step
            digit, place = None, step
        else:
            step = _MYRIADS[character]
            part += digit or 0
            if part == 0 or step >= limit:
                return None
            total += part * step
            part, digit, place, limit = 0, None, 10_000, step
    if digit and run[-2] not in "零〇":
        digit *= _omitted(run[-2])
    return total + part + (digit or 0)


def _positional(run: str) -> int | None:
    """二〇二五; 三四 is a guess between two, no number."""
    if len(run) == 1:
        return DIGITS[run]
    if run[0] in "零〇" or "两" in run or (len(run) == 2 and "〇" not in run and "零" not in run):
        return None
    return int("".join(str(DIGITS[character]) for character in run))


def _omitted(before: str) -> int:
    """一百五 is 150, 三万五 is 35000."""
    return {"百": 10, "千": 100, "万": 1000, "亿": 10_000_000}.get(before, 1)
