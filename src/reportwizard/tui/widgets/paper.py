"""The drawn part of a text editor: a manuscript in, strips out, and only the lines that changed. It takes no keys.

From the left: an edge that shows whether one types here, a column for the signs of findings, the text, one cell for
a caret behind a full line, the scroll bar.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from reportwizard.tui.caret import covered
from reportwizard.tui.manuscript import Manuscript
from reportwizard.tui.widgets.finding_lines import SEVERITIES
from reportwizard.tui.widgets.scrolled import Scrolled

LEFT, RIGHT = 2, 2
"""Cells beside the text: the edge and the signs; the cell behind a full line and the scroll bar."""

_LOOKS = ("text", "quiet", "edge", "here", "caret", "selected", "bar", *SEVERITIES)


class Paper(Scrolled):
    """A manuscript, drawn."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paper--{name}" for name in _LOOKS}

    def __init__(self, text: str, hint: str, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.manuscript = Manuscript(text, 80)
        self.hint = hint
        """What is to be read where nothing is written yet."""
        self._papers: dict[str, Style] = {}
        self._thumb = range(0)
        """The rows of the scroll bar's thumb, as painted last."""

    def paint(self, name: str) -> Style:
        """The style of that name in the present theme."""
        style = self._papers.get(name)
        if style is None:
            style = self._papers[name] = self.get_component_rich_style(f"paper--{name}")
        return style

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        self._papers.clear()
        super().notify_style_update()

    def resized(self) -> None:
        """Another width breaks the lines elsewhere."""
        self.manuscript.break_at(self.extent.width - LEFT - RIGHT)
        self.reveal()
        self._thumb = self.thumb
        self.refresh()

    # ---- what changed

    def show_changes(self) -> None:
        """Paint the lines that the manuscript says are not as they were, and see that the caret is in sight."""
        stale, self.manuscript.stale = self.manuscript.stale, []
        self.reveal()
        top, end = self.top, self.top + self.extent.height
        rows = {line - top for lines in stale for line in range(max(lines.start, top), min(lines.stop, end))}
        if self.thumb != self._thumb:
            rows |= {*self.thumb} ^ {*self._thumb}
            self._thumb = self.thumb
        self.redraw(*rows)

    def reveal(self) -> None:
        """Scroll so that the caret is seen."""
        line = self.manuscript.line
        self.turn_to(min(max(self.top, line - self.extent.height + 1), line))
        self.place_terminal_cursor()

    @property
    def line_count(self) -> int:
        """The lines of the text."""
        return len(self.manuscript.wrapped.starts)

    def turn_to(self, top: int) -> None:
        """Scroll; all is painted then, the scroll bar too."""
        before = self.top
        super().turn_to(top)
        if self.top != before:
            self._thumb = self.thumb

    def place_terminal_cursor(self) -> None:
        """Where one types, the terminal's own cursor stands: an input method opens its window there."""
        y = self.manuscript.line - self.top
        if self.has_focus and self.is_attached and 0 <= y < self.extent.height:
            x = LEFT + self.manuscript.wrapped.column_of(self.manuscript.place)
            self.app.cursor_position = self.content_region.offset + Offset(x, y)

    # ---- how it looks

    def draw(self, y: int) -> Strip:
        """One row of the screen."""
        number = y + self.top
        edge = Segment(" ", self.paint("here" if self.has_focus else "edge"))
        bar = Segment(" ", self.paint("bar" if y in self.thumb else "text"))
        room = max(self.extent.width - LEFT - RIGHT + 1, 1)
        if number < len(self.manuscript.wrapped.starts):
            sign, body = self._line(number)
        else:
            sign, body = Segment(" ", self.paint("text")), []
        strip = Strip(body).adjust_cell_length(room, self.paint("text"))
        return Strip([edge, sign, *strip, bar]).crop(0, self.extent.width)

    def _line(self, number: int) -> tuple[Segment, list[Segment]]:
        """The sign of a line, and its text cut into pieces of one look."""
        manuscript = self.manuscript
        start, end = manuscript.wrapped.starts[number], manuscript.wrapped.end_of(number)
        here = self.has_focus and number == manuscript.line
        chosen = manuscript.selection
        marks = [mark for mark in manuscript.marks if mark.start < max(end, start + 1) and mark.end > start]
        worst = min((mark.severity for mark in marks), key=list(SEVERITIES).index, default="")
        sign = Segment(SEVERITIES[worst][0] if worst else " ", self.paint(worst or "text"))
        if here and not manuscript.text:
            return sign, [Segment(" ", self.paint("caret")), Segment(self.hint, self.paint("quiet"))]
        if not manuscript.text:
            return sign, [Segment(f" {self.hint}", self.paint("quiet"))]
        if not marks and not here and not (chosen[0] < end + 1 and chosen[1] > start):
            return sign, [Segment(manuscript.wrapped.line(number), self.paint("text"))]
        return sign, self._pieces(number, [(mark.start, mark.end, mark.severity) for mark in marks], here)

    def _pieces(self, number: int, looks: list[tuple[int, int, str]], here: bool) -> list[Segment]:
        manuscript, wrapped = self.manuscript, self.manuscript.wrapped
        start, end = wrapped.starts[number], wrapped.end_of(number)
        looks.sort(key=lambda look: -list(SEVERITIES).index(look[2]))  # the worst is put on last
        chosen = manuscript.selection
        looks.append((*chosen, "selected"))
        caret = covered(wrapped, number, manuscript.place) if here else (end, end)
        looks.append((*caret, "caret"))
        cuts = sorted({start, end, *(at for first, last, _ in looks for at in (first, last) if start < at < end)})
        pieces: list[Segment] = []
        for left, right in pairwise(cuts):
            style = self.paint("text")
            for first, last, name in looks:
                if first <= left and right <= last:
                    style += self.paint(name)
            pieces.append(Segment(wrapped.text[left:right], style))
        full = Strip(pieces)
        if here and caret[0] == caret[1]:  # behind the last character, or on the spaces that hang behind a full line
            room = wrapped.column_of(manuscript.place)
            return [*full.adjust_cell_length(room, self.paint("text")), Segment(" ", self.paint("caret"))]
        if chosen[0] <= end < chosen[1] and wrapped.text[end] == "\n":  # it is selected too
            pieces.append(Segment(" ", self.paint("selected")))
        return pieces
