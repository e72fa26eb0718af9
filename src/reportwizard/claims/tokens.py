"""One pass over a text: numbers, known words and punctuation, and between them gaps of words that are not known.

The text is first made compact: full-width forms become plain, spaces go (but not line ends, nor a space between two
digits). Invariant: tokens lie in order and never overlap; `Text.span` leads back to the characters of the original.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeAlias

from reportwizard.claims.claim import Span
from reportwizard.claims.numerals import CHARACTERS
from reportwizard.claims.quantities import Quantity, read_fraction, read_number
from reportwizard.claims.vocabulary import lexicon

Value: TypeAlias = "str | Quantity | Decimal | int"

_LONGEST_TITLE = 200
_DIGITS = frozenset("0123456789")
_KEPT = "，；：！？（）［］"
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
_PLAIN |= dict(zip(map(ord, "();[]〔〕﹪"), "（）；［］［］%", strict=True))
_PAIRS = {"《": "》", "［": "］"}
MEASURES = frozenset("件条宗份项次起个余多")
"""How a gap begins that may be a measure word whose number was left out; it is the value of such a gap."""
_BLANKS = frozenset("_×╳✕Xx")
_OTHERS = _DIGITS | CHARACTERS | _BLANKS | frozenset(_PAIRS) | {"第", "."}
_ODD = frozenset(map(chr, _PLAIN))


class Token(NamedTuple):
    """One piece: what it is, and where in the compact text."""

    kind: str
    value: Value
    start: int
    end: int


class Text(NamedTuple):
    """A text made compact, and the way back."""

    plain: str
    origin: list[int] | None
    """The place in the original of each character; None where it is the same."""

    def place(self, start: int) -> int:
        """The place in the original."""
        return start if self.origin is None else self.origin[start]

    def span(self, start: int, end: int) -> Span:
        """The span in the original."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def compact(text: str) -> Text:
    """The text as it is read."""
    present = set(text)
    plain = text.translate(_PLAIN) if present & _ODD else text
    if not any(character.isspace() and character != "\n" for character in present):
        return Text(plain, None)
    pieces: list[str] = []
    origin: list[int] = []
    start = 0
    for blank in _blanks().finditer(plain):
        begin, end = blank.span()
        if begin and plain[begin - 1] in _DIGITS and plain[end : end + 1] in _DIGITS:
            begin += 1
        pieces.append(plain[start:begin])
        origin += range(start, begin)
        start = end
    origin += range(start, len(plain))
    return Text("".join([*pieces, plain[start:]]), origin)


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[^\S\n]+")


@cache
def _telling() -> re.Pattern[str]:
    """What a sentence has that says anything here: a number, a measure word, 申请, 未, 无, 复议, 诉讼, 百分之, 其中."""
    return re.compile("[0-9申未无没复诉_×╳✕Xx]|(?<!文)件|条(?![例款件目])|百分|其中")


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile("[。！？\n]")


def tokenise(text: str) -> list[Token]:
    """The tokens of a compact text. Of a sentence that says nothing here, only the mark that ends it."""
    tokens: list[Token] = []
    start, size = 0, len(text)
    telling, sentence_end = _telling().search, _sentence_end().search
    while start < size:
        match = sentence_end(text, start)
        end = match.end() if match else size
        if telling(text, start, end):
            _sentence(text, start, end, tokens)
        elif match:
            tokens.append(Token("line" if text[end - 1] == "\n" else "end", "", end - 1, end))
        start = end
    return tokens


def _sentence(text: str, place: int, size: int, tokens: list[Token]) -> None:
    words = lexicon()
    gap = -1
    value: Value
    while place < size:
        character = text[place]
        kind = ""
        end = place + 1
        by_second = words.get(character)
        if by_second is not None:
            for word, length, kind, value in by_second.get(text[end : end + 1]) or by_second[""]:  # noqa: B007
                if length <= 2 or text.startswith(word, place):
                    end = place + length
                    break
            else:
                kind, by_second = "", None
        if by_second is None and character in _OTHERS:
            kind, value, end = _other(text, place, character)
        if not kind:
            if gap < 0:
                gap = place
        else:
            if gap >= 0:
                tokens.append(Token("gap", text[gap] if text[gap] in MEASURES else "", gap, place))
                gap = -1
            if kind != "fill":
                tokens.append(Token(kind, value, place, end))
        place = end
    if gap >= 0:
        tokens.append(Token("gap", text[gap] if text[gap] in MEASURES else "", gap, place))


def _other(text: str, place: int, character: str) -> tuple[str, Value, int]:
    """What no word begins with: a number, a title or a document number, an ordinal, a blank left to fill in."""
    if character in _DIGITS or character in CHARACTERS:
        read = read_fraction(text, place + 3) if text.startswith("百分之", place) else None
        return read or read_number(text, place)
    if character in _PAIRS:
        end = text.find(_PAIRS[character], place + 1, place + _LONGEST_TITLE)
        end = end + 1 if end > 0 else place + 1
        if character == "［" and text[end : end + 1] in _DIGITS:
            while text[end : end + 1] in _DIGITS:
                end += 1
            end += text[end : end + 1] == "号"
        return "", "", end
    if character == "第":
        end = _past_ordinal(text, place + 1)
        return ("period", "", end + 1) if text.startswith("季度", end - 1) else ("", "", end)
    if character == ".":
        beside = text[place - 1 : place] + text[place + 1 : place + 2]
        return ("" if any(sign.isascii() and sign.isalnum() for sign in beside) else "end"), "", place + 1
    end = place
    while end < len(text) and text[end] in _BLANKS:
        end += 1
    return "blank", text[place:end], end


def _past_ordinal(text: str, place: int) -> int:
    """第三季度, 第二十条, 第（一）项: the end of the numeral and of the word it counts."""
    end = place
    limit = min(len(text), place + 12)
    if text[end : end + 1] == "（":
        end += 1
    start = end
    while end < limit and (text[end] in CHARACTERS or text[end] in _DIGITS):
        end += 1
    if end == start:
        return place
    if text[end : end + 1] == "）":
        end += 1
    return min(end + 1, len(text)) if text[end : end + 1] not in tuple("，。；：、（）\n") else end
