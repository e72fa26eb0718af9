"""Lines of text of a fixed pitch: how wide they are, and how a text that was broken over several becomes one again.

Widths are display columns, as the program's own text is laid out: two for a Chinese character, one for a Latin one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_WIDE = "\u3000-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_USUAL = re.compile(rf"[ -~·‘’“”—…\u2500-\u257f\ufffd{_WIDE}]*")
_TWO = re.compile(f"[{_WIDE}]")
_PIECE = re.compile(r"[ |+-]|[^ |+-]+")
_GAP = 2
"""The columns of the blanks that may have stood where a line was broken, and are gone."""

_WORD = re.compile(r"[!-~\u00a1-\u024f]")
_UNBROKEN = re.compile(r"[^\w]*(?:[!-~\u00a1-\u024f]+|.)[^\w]*")


def width(text: str) -> int:
    """The columns that `text` takes."""
    if text.isascii():
        return len(text)
    if _USUAL.fullmatch(text):
        return len(text) + len(_TWO.findall(text))
    import wcwidth  # only for characters that hardly any report has

    whole = wcwidth.wcswidth(text)
    return whole if whole >= 0 else sum(max(wcwidth.wcwidth(character), 0) for character in text)


def columns(line: str) -> list[str]:
    """What stands in each column: a character with its marks, "" where a wide one goes on."""
    if line.isascii():
        return list(line)
    cells: list[str] = []
    for piece in _PIECE.findall(line):
        if _USUAL.fullmatch(piece):
            for character in piece:
                cells += (character, "") if _TWO.match(character) else (character,)
        else:
            cells += [piece, *[""] * (width(piece) - 1)] if width(piece) else []
            if not width(piece) and cells:
                cells[-1] += piece
    return cells


def join(lines: Iterable[str], room: int = 0) -> str:
    """The text that was broken into `lines`: a space only between two words that no full line of `room` has torn."""
    text = ""
    before = ""
    for line in lines:
        torn = room and width(before) >= room and not re.search(r"\s", before)
        apart = before and _WORD.match(before[-1]) and line and _WORD.match(line[0]) and not torn
        text += f" {line}" if apart else line
        before = line or before
    return text


def is_full(line: str, following: str, room: int) -> bool:
    """Whether nothing of the following line would have found room on this one, so that it may be the same text."""
    match = _UNBROKEN.match(following.lstrip())
    return width(line) + _GAP + width(match.group() if match else "") > room


def wrapped(lines: Sequence[str], room: int) -> bool:
    """Whether each line but the last is full."""
    return all(is_full(line, following, room) for line, following in pairwise(lines))
