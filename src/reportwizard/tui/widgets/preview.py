"""The finished report beside the section: as it will be exported, turned to where the cursor is.

It follows when typing pauses, and lays the report out in a thread of its own, so that no key ever waits for it.
"""

from __future__ import annotations

import asyncio
import sys
import time

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reportwizard.characters import visible
from reportwizard.report.model import snapshot
from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.ambiguous import is_wide, sign
from reportwizard.tui.proof import Proof, make_proof
from reportwizard.tui.widgets.scrolled import Scrolled

PAUSE = 0.2
"""Seconds without a key after which the preview follows: shorter than one notices, longer than between two digits."""

PATIENCE = 3.0
"""Seconds after which it follows though one goes on typing."""

_SWITCH = 0.0005
"""Seconds for which the thread that lays out may keep the interpreter while a key waits for it."""


class Preview(Scrolled):
    """Lines of the report, and the place that one is at marked among them."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="preview")
        self.session = session
        self.proof = Proof()
        self.left = 0
        self._place: tuple[str, int] = ("", 0)
        self._stale = False
        self._since = self._last = 0.0

    def on_mount(self) -> None:
        """While it is seen, look every moment whether there is something to follow."""
        self._moments = self.set_interval(PAUSE / 4, self._follow)
        self._usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)

    def on_show(self) -> None:
        """It is seen again."""
        self._moments.resume()
        sys.setswitchinterval(_SWITCH)

    def on_hide(self) -> None:
        """Nobody looks."""
        self._moments.pause()
        sys.setswitchinterval(self._usual)

    def resized(self) -> None:
        """Another width is another page."""
        self.refresh()
        self.renew(*self._place)

    def renew(self, name: str, number: int = 0) -> None:
        """The report has changed, or one has gone to the place `name` (of texts: the paragraph of that number)."""
        self._last = time.monotonic()
        if not self._stale:
            self._since = self._last
        self._stale = True
        self._place = name, number

    async def _follow(self) -> None:
        now = time.monotonic()
        if not self._stale or not self.display or (now - self._last < PAUSE and now - self._since < PATIENCE):
            return
        self._stale = False
        width = self.extent.width - 1
        if width <= 0:
            return
        before, seen = self.proof, (self.top, self.left, self._spot)
        self.proof = await asyncio.to_thread(make_proof, snapshot(self.session.report), width, is_wide())
        self._reveal()
        if seen != (self.top, self.left, self._spot):
            self.refresh()
            return
        numbers = range(self.top, self.top + self.extent.height - 1)
        self.redraw(*(1 + n - self.top for n in numbers if before.lines[n : n + 1] != self.proof.lines[n : n + 1]))

    @property
    def _spot(self) -> tuple[int, int, int]:
        """Line, column and width of the marked place; nothing where the place is not printed."""
        name, number = self._place
        spots = self.proof.spots.get(name) or self.proof.spots.get(name.removeprefix("texts.")) or []
        return tuple(spots[min(number, len(spots) - 1)]) if spots else (-1, 0, 0)  # type: ignore[return-value]

    def _reveal(self) -> None:
        line, column, width = self._spot
        height, room = self.extent.height - 1, self.extent.width - 1
        if line < 0:
            return
        if not self.top + 2 <= line < self.top + height - 2:
            self.top = line - height // 3
        self.top = max(0, min(self.top, len(self.proof.lines) - height))
        if column + width > self.left + room:
            self.left = column + width - room
        if column < self.left or column + width <= room:
            self.left = 0 if column + width <= room else column

    def draw(self, y: int) -> Strip:
        """The rule above, or a line of the report."""
        width = self.extent.width
        if y == 0:
            text = sign("──") + f" 预览：导出后的样子（{keymap.key('preview')} 关闭）"
            return self.strip(((text + sign("─") * max(width - cell_len(text), 0), "rule"),))
        number = self.top + y - 1
        text = visible(self.proof.lines[number]) if 0 <= number < len(self.proof.lines) else ""
        line, column, room = self._spot
        strip = Strip([Segment(text, self.look("plain"))])
        if number == line and room:
            before, marked = strip.crop(0, column), strip.crop(column, column + room)
            behind = strip.crop(column + room, max(strip.cell_length, column + room))
            here = [Segment(segment.text, self.look("here")) for segment in marked.adjust_cell_length(room)]
            strip = Strip([*before.adjust_cell_length(column), *here, *behind])
        edge = Strip([Segment(sign("│"), self.look("rule"))])
        body = strip.crop(self.left, self.left + width - 1) if strip.cell_length > self.left else Strip([])
        return Strip.join([edge, body.adjust_cell_length(width - 1, self.look("plain"))])

    @property
    def line_count(self) -> int:
        """The lines of the report."""
        return len(self.proof.lines)

    @property
    def row_count(self) -> int:
        """The rows below the rule."""
        return self.extent.height - 1
