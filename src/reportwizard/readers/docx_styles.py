"""What the styles and the numbering of a Word file make of a paragraph: its outline level and its automatic number.

Knows styles.xml and numbering.xml, nothing of text. Numbers are counted, so every paragraph must be asked about once,
in the order of the document. What is not defined is not numbered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reportwizard.readers.docx_names import PPR, RPR, VAL, W, is_on
from reportwizard.readers.numerals import numeral

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DEEP = 20
"""No chain of styles is longer; one that is runs in a circle."""


@dataclass(slots=True)
class Style:
    """One style, with what it takes over from the styles that it is based on."""

    name: str = ""
    level: int | None = None
    list_id: str = ""
    list_level: int | None = None
    hidden: bool = False


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {} if root is None else {each.get(W + "styleId", ""): each for each in root.iter(W + "style")}
        self._made: dict[str, Style] = {"": Style()}
        self.default = next(
            (
                id_
                for id_, each in self._elements.items()
                if each.get(W + "type") == "paragraph" and each.get(W + "default") in ("1", "true", "on")
            ),
            "",
        )
        some = root is not None and next(root.iter(W + "vanish"), None) is not None
        self.hidden = {id_ for id_ in self._elements if self.of(id_).hidden} if some else set()

    def of(self, style_id: str, depth: int = 0) -> Style:
        """The style of that id; a plain one where there is none."""
        if style_id not in self._made:
            element = self._elements.get(style_id)
            self._made[style_id] = Style() if element is None or depth > _DEEP else self._make(element, depth)
        return self._made[style_id]

    def _make(self, element: etree._Element, depth: int) -> Style:
        below = self.of(_val(element.find(W + "basedOn")), depth + 1)
        name = _val(element.find(W + "name")).lower()
        style = Style(name, below.level, below.list_id, below.list_level, below.hidden)
        properties = element.find(PPR)
        if properties is not None:
            level = properties.find(W + "outlineLvl")
            style.level = style.level if level is None else _number(level, 9)
            numbering = properties.find(W + "numPr")
            if numbering is not None:
                style.list_id = _val(numbering.find(W + "numId")) or style.list_id
                style.list_level = _number(numbering.find(W + "ilvl"), 0)
        vanish = element.find(f"{RPR}/{W}vanish")
        style.hidden = style.hidden if vanish is None else is_on(vanish)
        return style


@dataclass(slots=True)
class _Level:
    way: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """The number of the level after which this one starts again; 0 for never, None for any above it."""
    digits: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    link: str = ""


@dataclass(slots=True)
class _Use:
    """A list as paragraphs name it: whose counters it shares, its own levels and starts."""

    abstract: str = ""
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The automatic numbers of one document, counted on as paragraphs are asked about."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        for each in root.iter(W + "abstractNum"):
            link = _val(each.find(W + "numStyleLink"))
            self._lists[each.get(W + "abstractNumId", "")] = _List(_levels(each), link)
        for each in root.iter(W + "num"):
            self._uses[each.get(W + "numId", "")] = self._use(each)
        for use in self._uses.values():  # a list may be another one's, named by way of a style
            link = self._lists.get(use.abstract, _List()).link
            other = self._uses.get(styles.of(link).list_id) if link else None
            if other is not None and other is not use:
                use.abstract, use.levels = other.abstract, {**other.levels, **use.levels}

    def _use(self, element: etree._Element) -> _Use:
        use = _Use(_val(element.find(W + "abstractNumId")))
        use.levels = dict(self._lists.get(use.abstract, _List()).levels)
        for each in element.iter(W + "lvlOverride"):
            level = int(each.get(W + "ilvl", "0")) if each.get(W + "ilvl", "0").isdecimal() else 0
            use.levels.update(_levels(each))
            start = each.find(W + "startOverride")
            if start is not None:
                use.starts[level] = _number(start, 1)
        return use

    @property
    def used(self) -> bool:
        """Whether there are any lists."""
        return bool(self._uses)

    def number(self, own: etree._Element | None, style_id: str) -> str:
        """The number of the next paragraph, given its own word on it (numPr) and its style; "" where it has none."""
        style = self._styles.of(style_id)
        list_id, level = style.list_id, style.list_level
        if own is not None:
            list_id = _val(own.find(W + "numId")) or list_id
            level = _number(own.find(W + "ilvl"), level or 0)
        use = self._uses.get(list_id)
        if use is None:
            return ""
        if own is None:
            level = next((at for at, each in use.levels.items() if each.style == style_id), level or 0)
        level = min(max(level or 0, 0), _LEVELS - 1)
        return self._next(use, level) if level in use.levels else ""

    def _next(self, use: _Use, level: int) -> str:
        counts = self._counts.setdefault(use.abstract, [None] * _LEVELS)
        before = counts[level]
        if level in use.starts:
            counts[level] = use.starts.pop(level)
        else:
            counts[level] = use.levels[level].start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = use.levels[deeper].restart if deeper in use.levels else None
            if restart is None or level < restart:
                counts[deeper] = None
        shape = use.levels[level]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = use.levels.get(at, _Level())
            count = counts[at]
            return numeral(other.start if count is None else count, "decimal" if shape.digits else other.way)

        return "" if shape.way == "bullet" else _PLACE.sub(shown, shape.text).strip()


def _levels(parent: etree._Element) -> dict[int, _Level]:
    levels = {}
    for each in parent.iterchildren(W + "lvl"):
        at = each.get(W + "ilvl", "")
        if not at.isdecimal() or int(at) >= _LEVELS:
            continue
        restart = each.find(W + "lvlRestart")
        levels[int(at)] = _Level(
            _val(each.find(".//" + W + "numFmt")) or "decimal",
            _val(each.find(W + "lvlText")),
            _number(each.find(W + "start"), 1),
            None if restart is None else _number(restart, 0),
            is_on(each.find(W + "isLgl")),
            _val(each.find(W + "pStyle")),
        )
    return levels


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(VAL, "")


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = _val(element)
    return int(value) if value.isdecimal() and len(value) < 9 else otherwise
