"""From what a person typed, pasted or had in a document to a figure: one parser at every door.

Commas between thousands, full-width digits, surrounding space and a trailing 件 become the number, and a note
tells so. What is no number (`/`, 无, 251000元, a number too long to be meant) is kept as it stood. Nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

Number: TypeAlias = int | Decimal
"""Exact; a Decimal keeps the digits as they were written (12.50 stays 12.50)."""

Figure: TypeAlias = int | Decimal | str
"""What a filled cell holds: a number, or the text that stood there and is none."""

_MOST_DIGITS = 15
_SHORT = 40
"""Characters up to which a text is remembered with its figure: the same few stand in most cells of a document."""

_PLAIN = re.compile(r"-?\d+")
_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(件?)")
_PROPOSAL = re.compile(r"(?:共计|约|共|计)?\s*([-−]?[\d,]+(?:\.\d+)?)\s*(万元|元|件|条|项|宗|份|个|次|起|%)?")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
_NOTHING = frozenset({"/", "-", "—", "——", "－", "无", "〇", "零", "没有", "未增未减", "无变化", "\\"})


class Parsed(NamedTuple):
    """What was understood: `value` is None for a blank; `note` says in Chinese what was made of it, if anything."""

    value: Figure | None
    note: str = ""


def parse_figure(text: str) -> Parsed:
    """The figure that `text` gives: blank text gives None, a text that is no number is kept as it stood."""
    return _remembered(text) if len(text) <= _SHORT else _parse(text)


def _parse(text: str) -> Parsed:
    if _PLAIN.fullmatch(text) and text.isascii() and len(text) <= _MOST_DIGITS:
        return Parsed(int(text))
    bare = text.translate(_HALF_WIDTH).strip()
    if not bare:
        return Parsed(None)
    match = _NUMBER.fullmatch(bare)
    if match is None or not bare.rstrip("件").isascii():
        return Parsed(text)
    sign, whole, fraction, _ = match.groups()
    digits = whole.replace(",", "")
    if len(digits) + len(fraction or "") > _MOST_DIGITS:
        return Parsed(text)
    written = ("-" if sign else "") + (digits.lstrip("0") or "0")
    value: Number = Decimal(f"{written}.{fraction}") if fraction else int(written)
    shown = format_number(value)
    return Parsed(value, "" if shown == text else f"“{text}”已读作 {shown}")


_remembered = lru_cache(maxsize=4096)(_parse)


def propose(text: str) -> Number | None:
    """The figure that a text plainly means (12件 → 12, 无 → 0), for a person to accept; None where it is not plain."""
    bare = text.translate(_HALF_WIDTH).strip()
    if bare in _NOTHING:
        return 0
    match = _PROPOSAL.fullmatch(bare)
    if match is None or match.group(2) in ("元", "%"):
        return None
    value = parse_figure(match.group(1)).value
    return None if isinstance(value, str) else value


def is_number(value: object) -> bool:
    """Whether a figure counts as a number: a text and a blank do not."""
    return isinstance(value, (int, Decimal))


def format_number(value: Number) -> str:
    """A number in plain digits as it was written: no exponent, no thousands separators."""
    return str(value) if isinstance(value, int) else f"{value:f}"


def format_figure(value: Figure | None) -> str:
    """A figure as the form shows it; a blank is the empty string, a text stands as it is."""
    if value is None:
        return ""
    return value if isinstance(value, str) else format_number(value)
