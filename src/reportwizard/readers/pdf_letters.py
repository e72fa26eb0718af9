"""What the letters of a PDF stand for: fonts name one glyph for several characters, and files name the wrong one.

Programs that print pages call 一 the radical ⼀, and draw fi as one letter. Knows single characters. Invariant: only
radicals and joined Latin letters become others.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = dict(
    zip(
        "⺁⺎⺒⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂兀巳母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that Unicode gives no character for."""
_RADICALS = range(0x2F00, 0x2FD6)
_JOINED = range(0xFB00, 0xFB07)


def meant(text: str) -> str:
    """The characters that a letter stands for."""
    if len(text) != 1:
        return text
    code = ord(text)
    if code in _RADICALS or code in _JOINED:
        return unicodedata.normalize("NFKC", text)
    return _SUPPLEMENT.get(text, text)
