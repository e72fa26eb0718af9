"""Letters on a page put together to lines, and lines to paragraphs, by where they stand.

Knows points and text, no library. Invariants: letters keep their order; pieces of a number that stand on two lines are
made one only by whoever knows that they share a cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

Char = dict[str, Any]
"""A letter as the library gives it: text, x0, x1, top, bottom, size."""

MARGIN = 0.12
"""The share of a page's height at its top and its foot where headers, footers and page numbers stand."""
_OPENS = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)")
"""What opens a heading or an item."""
_PAGE_NUMBER = re.compile(r"[-—–－·•\s]*(?:第?\s*(\d{1,3})\s*页?)(?:\s*[/／,，]?\s*共?\s*\d{1,3}\s*页?)?[-—–－·•\s]*")
_BROKEN = re.compile(r"[!-~][/?&=#_-]$")
_COLUMN = 3
"""So many lines that end one above the other are the edge of the text."""
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: what it says, where it stands (points from the page's upper left corner), its size."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int = 0


def lines(chars: Iterable[Char], page: int = 0) -> list[Line]:
    """The lines that these letters make, from the top."""
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda each: ((each["top"] + each["bottom"]) / 2, each["x0"])):
        at = (char["top"] + char["bottom"]) / 2
        if not rows or at - middle > char["size"] * 0.4:
            rows.append([])
            middle = at
        rows[-1].append(char)
    return [line for row in rows if (line := _line(row, page)) is not None]


def _line(row: list[Char], page: int) -> Line | None:
    row.sort(key=lambda each: each["x0"])
    if not any(each["text"].strip() for each in row):
        return None
    text = ""
    before: Char | None = None
    for char in row:
        if before is not None and text and not text[-1].isspace() and not char["text"].isspace():
            gap = char["x0"] - before["x1"]
            latin = before["text"][-1:].isascii() and char["text"][:1].isascii()
            text += " " if gap > char["size"] * (0.25 if latin else 1.2) else ""
        text += char["text"]
        before = char
    return line_of(row, text.strip(), page)


def line_of(letters: Sequence[Char], text: str, page: int) -> Line:
    """The line that these letters stand in, of which there is one at least."""
    seen = [each for each in letters if each["text"].strip()] or letters
    size = Counter(round(each["size"], 1) for each in seen).most_common(1)[0][0]
    top, bottom = min(each["top"] for each in seen), max(each["bottom"] for each in seen)
    return Line(text, min(each["x0"] for each in seen), max(each["x1"] for each in seen), top, bottom, size, page)


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> tuple[set[Line], list[str]]:
    """The lines at the top and foot of pages that are page numbers or stand there on most pages; notes on them.

    A line between others that stay is text, whatever it says.
    """
    edge: list[Line] = []
    for page, height in zip(pages, heights, strict=True):
        edge += [line for line in page if line.bottom < height * MARGIN or line.top > height * (1 - MARGIN)]
    shapes = Counter(shape for shape, _ in {(_shape(line), line.page) for line in edge})
    numbered = Counter(ahead for ahead, _ in {(_ahead(line), line.page) for line in edge} if ahead is not None)
    ahead = max(numbered, key=lambda each: (numbered[each], -abs(each)), default=0)
    often = max(2, len(pages) / 2)
    found = {line for line in edge if _ahead(line) == ahead or shapes[_shape(line)] >= often}
    kept = [line for page in pages for line in page if line not in found]
    first = min((line.top for line in kept), default=0.0)
    last = max((line.bottom for line in kept), default=0.0)
    found = {line for line in found if not kept or line.bottom <= first or line.top >= last}
    return found, notes_on([line.text for line in edge if line in found])


def _ahead(line: Line) -> int | None:
    """By how much the number that a line is, and nothing else, is ahead of the page's; None for any other line."""
    number = _PAGE_NUMBER.fullmatch(line.text)
    return int(number[1]) - line.page if number else None


def notes_on(left_out: Sequence[str]) -> list[str]:
    """What to say of text at the edges of pages that was not read."""
    others = [text for text in left_out if not _PAGE_NUMBER.fullmatch(text)]
    notes = ["页码没有读入"] if len(others) < len(left_out) else []
    return notes + [f"每页重复的页眉或页脚没有读入：“{text[:30]}”" for text in dict.fromkeys(others)][:2]


def _shape(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 6)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document sets its running text."""

    left: float
    right: float
    pitch: float
    """From one line of a paragraph to the next; 0 where there is no such pair."""
    body: float
    """The size of most letters."""


def layout(text: Sequence[Line], tables: Iterable[tuple[float, float]] = ()) -> Layout:
    """The layout of a document from all its lines, and from where its tables begin and end.

    Tables tell how wide the text may be only where no lines do, ending one above the other.
    """
    left = min((line.x0 for line in text), default=0.0)
    right = max((line.x1 for line in text), default=0.0)
    if sum(line.x1 > right - line.size for line in text) < _COLUMN:
        for start, end in tables:
            left, right = min(left, start), max(right, end)
    pairs = [(one, two) for one, two in pairwise(text) if one.page == two.page and two.top > one.top]
    pitches = [two.top - one.top for one, two in pairs if _is_full(one, two, right)]
    sizes = Counter(size for each in text for size in [each.size] * len(each.text))
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    return Layout(left, right, median(pitches) if pitches else 0.0, body)


def paragraphs(flow: Sequence[Line], known: Layout | None = None) -> Iterator[tuple[str, int]]:
    """The text of each paragraph and the page where it begins; `flow` holds no table between."""
    known = known or layout(flow)
    text, page, before = "", 0, None
    for line in flow:
        if before is not None and (_is_title(before, line, known.body) or not _begins(before, line, known)):
            text = joined(text, line.text)
        else:
            if text:
                yield text, page
            text, page = line.text, line.page
        before = line
    if text:
        yield text, page


def _begins(before: Line, line: Line, known: Layout) -> bool:
    """Whether a line begins a paragraph."""
    if not _is_full(before, line, known.right) or abs(line.size - before.size) > 0.1 * before.size:
        return True
    if line.page == before.page and known.pitch and line.top - before.top > 1.35 * known.pitch:
        return True
    if line.x0 > known.left + 1.2 * line.size:
        return True
    return before.text[-1:] in "。！？；：" and _OPENS.match(line.text) is not None


def _is_title(before: Line, line: Line, body: float) -> bool:
    """Whether two lines that stand close are one title, set larger than the text."""
    near = before.page == line.page and line.top - before.top < 2.2 * line.size
    return near and line.size == before.size >= 1.2 * body


def _is_full(before: Line, line: Line, right: float) -> bool:
    """Whether what opens the next line had no room on this one."""
    word = _WORD.match(line.text)
    letters = len(word[0]) * 0.6 if word else 1.0
    return before.x1 + (letters + 1) * before.size >= right


def joined(text: str, more: str) -> str:
    """Two lines of running text, with a space between Latin words and figures, but not where an address was broken."""
    parted = text[-1:].isascii() and more[:1].isascii() and text and more and not _BROKEN.search(text)
    return f"{text} {more}" if parted else text + more


def opens_item(text: str) -> bool:
    """Whether a text begins with the number of a heading or an item."""
    return _OPENS.match(text) is not None
