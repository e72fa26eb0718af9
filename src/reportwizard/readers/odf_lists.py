"""The automatic numbers of an OpenDocument text: of lists, and of headings by the outline.

Counts as it is asked, so every item must be asked about once, in the order of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from reportwizard.readers.numerals import numeral
from reportwizard.readers.odf import STYLE, TEXT, number

_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_PLACE = re.compile(r"%(\d{1,2})%")
_LEVELS = 10
_WAYS = {
    "1": "decimal",
    "i": "lowerRoman",
    "I": "upperRoman",
    "a": "lowerLetter",
    "A": "upperLetter",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
}
"""By the first letter of how OpenDocument writes a way of counting: “一, 二, 三, ...”."""


@dataclass(frozen=True, slots=True)
class _Level:
    way: str
    text: str
    start: int


class Counts(list[int | None]):
    """How far each level of one list has come."""


class Lists:
    """The list styles and outline of a document, and the lists counted so far."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in reversed(roots):
            for each in root.iter(TEXT + "list-style"):
                self._styles[each.get(STYLE + "name", "")] = _levels(each)
        outline = next((each for root in roots for each in root.iter(TEXT + "outline-style")), None)
        self._styles["\0outline"] = {} if outline is None else _levels(outline)
        self._outline = Counts([None] * _LEVELS)
        self._by_style: dict[str, Counts] = {}
        self._by_id: dict[str, Counts] = {}

    def open(self, element: etree._Element, style: str) -> Counts:
        """The counts that an outermost list starts from."""
        continued = element.get(TEXT + "continue-list")
        before = self._by_id.get(continued) if continued else None
        if before is None and element.get(TEXT + "continue-numbering") == "true":
            before = self._by_style.get(style)
        counts = before if before is not None else Counts([None] * _LEVELS)
        self._by_style[style] = counts
        self._by_id[element.get("{http://www.w3.org/XML/1998/namespace}id", "")] = counts
        return counts

    def item(self, counts: Counts, style: str, level: int, start: str | None) -> str:
        """The number of the next item on a level (from zero); "" where there is none."""
        return self._next(self._styles.get(style, {}), counts, level, start)

    def heading(self, level: int, start: str | None) -> str:
        """The number of the next heading that stands in no list; "" where the outline gives none."""
        return self._next(self._styles["\0outline"], self._outline, level, start)

    def _next(self, levels: dict[int, _Level], counts: Counts, level: int, start: str | None) -> str:
        if level >= _LEVELS or level not in levels:
            return ""
        before = counts[level]
        counts[level] = number(start, levels[level].start if before is None else before + 1)
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at)
            if other is None or at > level:
                return ""
            count = counts[at]
            return numeral(other.start if count is None else count, other.way)

        return _PLACE.sub(shown, levels[level].text).strip()


def _levels(style: etree._Element) -> dict[int, _Level]:
    levels = {}
    for each in style.iterchildren(TEXT + "list-level-style-number", TEXT + "outline-level-style"):
        at = number(each.get(TEXT + "level"), 1, _LEVELS) - 1
        form = each.get(STYLE + "num-format", "")
        text = each.get(_LOEXT + "num-list-format", each.get(STYLE + "num-list-format"))
        if text is None:
            shown = number(each.get(TEXT + "display-levels"), 1, at + 1)
            places = ".".join(f"%{place}%" for place in range(at + 2 - shown, at + 2))
            text = each.get(STYLE + "num-prefix", "") + (places if form else "") + each.get(STYLE + "num-suffix", "")
        way = _WAYS.get(form[:1], "decimal") if form else "none"
        levels[at] = _Level(way, text if form else "", number(each.get(TEXT + "start-value"), 1))
    return levels
