"""The text of a tagged PDF: what the tags call a paragraph or a heading is one, whatever it looks like.

Tags are claims. They are believed only where they and the page agree: all text has one, an element runs down the
page, and lines are not called paragraphs. Else the page alone counts. Knows letters and tags, no library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reportwizard.blocks import Heading, Paragraph
from reportwizard.readers.pdf_lines import MARGIN, Char, Line, joined, line_of

if TYPE_CHECKING:
    from reportwizard.readers.pdf_tags import Tag

_CLOSES = "。！？；：.!?;:"
"""What ends a paragraph, or an item."""
_FEW = 2
"""So many full lines may be paragraphs by chance."""


@dataclass(slots=True)
class Element:
    """A paragraph or a heading: its lines in reading order, with the space at their ends."""

    tag: Tag
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """What the tags tell: a block, and where it begins."""

    block: Heading | Paragraph
    page: int
    top: float


@dataclass(slots=True)
class Tagged:
    """The elements of the pages so far, in the order in which they begin."""

    elements: dict[int, Element] = field(default_factory=dict)
    edge: list[str] = field(default_factory=list)
    """What stands untagged at the head and the foot of pages."""
    sound: bool = True
    """Whether all text is tagged, and no cell of a table stands outside a ruled one."""

    def add(self, chars: Iterable[Char], tags: Mapping[int, Tag], page: int, height: float) -> None:
        """The letters of a page that are in no ruled table, in the order of the file."""
        for tag, letters in _runs(chars, tags):
            text = "".join(each["text"] for each in letters)
            if tag is not None and not tag.cell:
                self.elements.setdefault(tag.key, Element(tag)).lines.append(line_of(letters, text, page))
            elif text.strip():
                self.edge.append(" ".join(text.split()))
                low, high = letters[0]["top"], letters[0]["bottom"]
                at_edge = high < height * MARGIN or low > height * (1 - MARGIN)
                self.sound = self.sound and tag is None and at_edge

    def told(self, *, spaced: bool) -> list[Told] | None:
        """The text of each element; None where the tags are not to be believed.

        `spaced` says that the file claims to be accessible, and spaces at the ends of lines are never left out.
        """
        elements = [each for each in self.elements.values() if any(line.text.strip() for line in each.lines)]
        if not self.sound or not elements or not all(map(_runs_down, elements)):
            return None
        if not spaced and _calls_lines_paragraphs(elements):
            return None
        titled = any(each.tag.level == 0 for each in elements)
        made: list[Told] = []
        label = ""
        for each in elements:
            text = label + _joined(each.lines, spaced=spaced)
            label = text if each.tag.label else ""
            if not label:
                made.append(_told(each, " ".join(text.split()), titled=titled))
        return None if label else made


def _told(element: Element, text: str, *, titled: bool) -> Told:
    first = element.lines[0]
    place = f"第 {first.page} 页"
    level = element.tag.level
    block = Paragraph(text, place=place) if level < 0 else Heading(text, level + titled, place=place)
    return Told(block, first.page, first.top)


def _runs(chars: Iterable[Char], tags: Mapping[int, Tag]) -> Iterator[tuple[Tag | None, list[Char]]]:
    """Letters that follow each other in one line of one element."""
    run: list[Char] = []
    owner: Tag | None = None
    for char in chars:
        tag = tags.get(char["mcid"]) if char["mcid"] is not None else None
        if run and (tag != owner or abs(char["bottom"] - run[0]["bottom"]) > run[0]["size"] / 2):
            yield owner, run
            run = []
        owner = tag
        run.append(char)
    if run:
        yield owner, run


def _runs_down(element: Element) -> bool:
    """Whether no line stands above the one before."""
    return all(
        one.page < two.page or (one.page == two.page and one.top < two.top + two.size)
        for one, two in pairwise(element.lines)
    )


def _calls_lines_paragraphs(elements: Sequence[Element]) -> bool:
    """Whether more full lines go on in the next element than elements have several lines."""
    several = sum(_height(each) > 1 for each in elements)
    left = min(line.x0 for each in elements for line in each.lines)
    right = max(line.x1 for each in elements for line in each.lines)
    torn = 0
    for one, two in pairwise(elements):
        last, first = one.lines[-1], two.lines[0]
        full = last.x1 + last.size > right and last.text.strip()[-1:] not in _CLOSES
        torn += _height(one) == 1 and one.tag.level < 0 and full and first.x0 < left + last.size
    return torn > max(several, _FEW)


def _height(element: Element) -> int:
    return len({(line.page, round(line.top)) for line in element.lines})


def _joined(lines: Sequence[Line], *, spaced: bool) -> str:
    """The lines of an element as one text."""
    text = ""
    for index, line in enumerate(lines):
        goes_on = spaced or index == 0 or line.top == lines[index - 1].top or text[-1:].isspace()
        text = text + line.text if goes_on else joined(text, line.text)
    return text
