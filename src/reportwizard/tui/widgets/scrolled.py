"""A drawn widget with more lines than rows: which of them are seen, and the thumb of a scroll bar beside them."""

from __future__ import annotations

from textual import events

from reportwizard.tui.widgets.drawn import Drawn

WHEEL = 3
"""Lines by which the wheel moves."""


class Scrolled(Drawn):
    """Lines of which some are scrolled away. A subclass says how many there are, and for how many there is room."""

    top = 0
    """How many lines are scrolled away."""

    @property
    def line_count(self) -> int:
        """All lines that can be scrolled."""
        raise NotImplementedError

    @property
    def row_count(self) -> int:
        """The rows of the screen on which they are shown."""
        return self.extent.height

    def turn_to(self, top: int) -> None:
        """Scroll so that this is the first line seen, as far as there are lines."""
        top = max(0, min(top, self.line_count - self.row_count))
        if top != self.top:
            self.top = top
            self.refresh()

    @property
    def thumb(self) -> range:
        """The rows of the scroll bar's thumb, from the first row of the lines; none where all is seen."""
        lines, rows = self.line_count, self.row_count
        if lines <= rows or rows <= 0:
            return range(0)
        size = max(1, rows * rows // lines)
        start = round(self.top * (rows - size) / (lines - rows))
        return range(start, start + size)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the lines."""
        event.stop()
        self.turn_to(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the lines."""
        event.stop()
        self.turn_to(self.top - WHEEL)
