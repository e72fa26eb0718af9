"""Texts made alike for comparing: widths, traditional characters and Chinese year numbers evened out.

Nothing here is shown or stored. Invariant: `even` keeps the length, so that what is found in an evened text
stands at the same place in the text as it stood.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

NUMERALS = "一二三四五六七八九十"
_DIGITS = dict(zip("〇○零◯一二三四五六七八九Ｏ", "00001234567890", strict=True)) | {"O": "0"}
_YEAR = re.compile(r"[二贰2][〇○零◯OＯ0][〇○零◯OＯ0一二三四五六七八九\d]{2}(?=\s*年)")
_TRADITIONAL = str.maketrans(
    "總體況動進題問開處請復複議訴訟報項說與產報訊單關務實來導辦區廳縣鎮鄉會員黨園際據統計時間為個條將佈編製發檔",
    "总体况动进题问开处请复复议诉讼报项说与产报讯单关务实来导办区厅县镇乡会员党园际据统计时间为个条将布编制发档",
)


class _Signs(dict[int, str]):
    """What becomes of each sign, looked up once: one for one."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = unicodedata.normalize("NFKC", sign)
        self[code] = found = (plain if len(plain) == 1 else sign).translate(_TRADITIONAL)
        return found


_SIGNS = _Signs()


def even(text: str) -> str:
    """`text` in half-width signs, simplified characters and Arabic years, of the same length."""
    plain = text.translate(_SIGNS)
    if "年" not in plain:
        return plain
    return _YEAR.sub(lambda match: "".join(_DIGITS.get(sign, sign) for sign in match.group().replace("贰", "2")), plain)


def squeeze(text: str) -> str:
    """`text` without any space."""
    return "".join(text.split())


def value(numeral: str) -> int | None:
    """The number that Arabic or Chinese digits write, up to 99; None for what is none."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    digits = {sign: index for index, sign in enumerate(NUMERALS[:9], 1)}
    if (tens and tens not in digits) or (ones and ones not in digits) or not numeral:
        return None
    return (digits[tens] if tens else 1) * 10 * bool(ten) + (digits[ones] if ones else 0)


_DATE = re.compile(
    r"(?<!\d)(20\d\d)\s*[年./\-]\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./\-]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)\s*[日号]?"
)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first date in a text, and where it begins and ends."""
    for match in _DATE.finditer(even(text)):
        month, day = value(match.group(2)), value(match.group(3))
        try:
            return date(int(match.group(1)), month or 0, day or 0), match.start(), match.end()
        except ValueError:
            continue
    return None
