"""The mouse on a matrix: a click goes to a cell, a drag and Shift+click select, the wheel scrolls (see `canvas`)."""

from __future__ import annotations

from textual import events

from reportwizard.tui.grid import Grid, Position
from reportwizard.tui.view import View
from reportwizard.tui.widgets.walker import Walker


class Pointer(Walker):
    """A walker that the mouse can lead."""

    def __init__(self, grid: Grid, view: View) -> None:
        super().__init__(grid, view)
        self._dragging = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """To the cell; with Shift, the selection reaches as far as there."""
        at = self._under(event.x, event.y)
        if event.button != 1 or at is None:
            return
        event.stop()
        self.tab_column = None
        self.move_to(at, select=event.shift)
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button down, the selection follows; beyond the edge the rows come along."""
        if self._dragging:
            event.stop()
            at = self._near(event.x, event.y)
            if at != self.at:
                self.move_to(at, select=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection stands."""
        if self._dragging:
            event.stop()
            self._dragging = False
            self.release_mouse()

    def _under(self, x: int, y: int) -> Position | None:
        """The cell at a place of the widget."""
        layout = self.arrangement
        line = self.line_at(y)
        if line is None or line < 0 or layout.lines[line].kind != "row" or x < layout.label:
            return None
        row, column = layout.lines[line].row, (x - layout.label) // layout.columns
        return (row, column) if column < len(self.grid.columns(row)) else None

    def _near(self, x: int, y: int) -> Position:
        """The cell nearest to a place; above and below the rows that are seen, the next one that is not."""
        layout = self.arrangement
        line = min(max(y, layout.frozen - 1), layout.frozen + self.body_height) + self.top
        above = [entry.row for entry in layout.lines[: line + 1] if entry.row >= 0]
        row = above[-1] if above else 0
        return row, min(max((x - layout.label) // layout.columns, 0), len(self.grid.columns(row)) - 1)
