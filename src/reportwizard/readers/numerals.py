"""The numbers that word processors put before paragraphs by themselves: 一、 （二） 3. ④ 甲.

Knows how a count is written, nothing of documents. A way of writing that is not known here is written in digits.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5}
_ROMAN |= {"iv": 4, "i": 1}
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def numeral(count: int, way: str) -> str:
    """`count` written as Word names the way (chineseCounting, decimalEnclosedCircle …); "" for none and for bullets."""
    if way in ("none", "bullet"):
        return ""
    if count < 1:
        return str(count)
    if way in _TABLES:
        return _TABLES[way][count - 1] if count <= len(_TABLES[way]) else str(count)
    return _WAYS.get(way, str)(count)


_TABLES = {
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}


def _roman(count: int) -> str:
    text = ""
    for letters, value in _ROMAN.items():
        times, count = divmod(count, value)
        text += letters * min(times, 9)
    return text


def _spoken(count: int, digits: str, tens: str) -> str:
    """As one says it: 十二, 二十, 一百零五. Beyond four digits nobody numbers: digits."""
    if count > 9999:
        return str(count)
    text, gap = "", False
    written = str(count)
    for place, digit in zip(range(len(written) - 1, -1, -1), map(int, written), strict=True):
        if digit == 0:
            gap = True
            continue
        if gap and text:
            text += "零"
        gap = False
        said = "" if digit == 1 and place == 1 and not text and digits is _DIGITS else digits[digit]
        text += said + (tens[place - 1] if place else "")
    return text


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 9)


_WAYS: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda count: str(count).translate(_FULL),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL),
    "numberInDash": "- {} -".format,
}
for _way in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"):
    _WAYS[_way] = lambda count: _spoken(count, _DIGITS, "十百千")
_WAYS["taiwaneseCountingThousand"] = _WAYS["chineseCounting"]
for _way in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
    _WAYS[_way] = lambda count: _spoken(count, _FORMAL, "拾佰仟")
for _way in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
    _WAYS[_way] = lambda count: "".join(_DIGITS[int(digit)] for digit in str(count))


def prefix(number: str, text: str) -> str:
    """An automatic number before its text.

    A space between only where the two would run into one figure or word: 1. before 2025 年 must not become 1.2025.
    """
    if not number or not text:
        return number + text
    return f"{number} {text}" if number[-1].isascii() and number[-1] not in ")]" else number + text
