"""The cursor of a matrix: where it stands, what is selected, how the keys move it. What is typed, it does not know."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from reportwizard.tui import keymap
from reportwizard.tui.grid import Grid, Position
from reportwizard.tui.view import View
from reportwizard.tui.widgets.canvas import Canvas


class Walker(Canvas):
    """A canvas with a cursor."""

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another cell."""

        path: str

    @dataclass
    class CarriedLeft(Message):
        """The cursor has left a cell that was carried over from last year: its figure is right."""

        path: str

    @dataclass
    class Refused(Message):
        """A key that means nothing here; `note` says what does."""

        note: str

    def __init__(self, grid: Grid, view: View) -> None:
        super().__init__(grid, view, id=f"pane-{grid.section.id}")
        self.tab_column: int | None = None
        """The column where a run of Tabs began: Enter goes back below it."""

    @property
    def selection(self) -> list[list[Position]]:
        """The selected block, row by row; the cell under the cursor where nothing is selected."""
        return self.grid.block(self.corner or self.at, self.at)

    @property
    def has_selection(self) -> bool:
        """Whether more than the cursor's cell is selected."""
        return self.corner is not None and self.corner != self.at

    def move_to(self, at: Position | None, *, select: bool = False, leaves: bool = True) -> None:
        """Put the cursor on a cell; an edit there is done. Unless one `leaves` the cell, it has not been looked at."""
        self.edit_done()
        if at is None:
            return
        if leaves and at != self.at:
            self.leave_cell()
        before, had = self.at, self.corner
        self.corner = (self.corner or self.at) if select else None
        self.at = at
        if had or self.corner:
            self.refresh()
        self.repaint_row(before)
        self.repaint_row(at)
        if before[1] != at[1]:
            self.repaint_balance()
        self.reveal()
        self.say(self.CursorMoved(self.path))

    def leave_cell(self) -> None:
        """One goes away from the cell, having seen it."""
        if self.view.shown(self.path).carried:
            self.say(self.CarriedLeft(self.path))

    def on_focus(self) -> None:
        """Show the cursor, and say where it is."""
        self.repaint_row(self.at)
        self.place_terminal_cursor()
        self.say(self.CursorMoved(self.path))

    def on_blur(self) -> None:
        """An edit ends when one goes elsewhere."""
        self.edit_done()
        self.repaint_row(self.at)

    def edit_done(self) -> None:
        """The cell is left: what was typed stands."""
        if self.edit:
            self.edit = None
            self.repaint(self.at)

    def action_step(self, rows: int, columns: int, select: int = 0) -> None:
        """An arrow: inside a cell that F2 opened, left and right move the caret."""
        if self.edit and self.edit.inside and not rows:
            self.edit.move(columns)
            self.repaint(self.at)
            return
        self.tab_column = None
        self.move_to(self.grid.step(self.at, rows, columns), select=bool(select))

    def action_row_end(self, way: int, select: int = 0) -> None:
        """Home, End: the first or last cell of the row (or of the text being edited)."""
        if self.edit and self.edit.inside and not select:
            self.edit.move(way * len(self.edit.text))
            self.repaint(self.at)
            return
        self.tab_column = None
        self.move_to((self.at[0], 0 if way < 0 else len(self.grid.columns(self.at[0])) - 1), select=bool(select))

    def action_table_end(self, way: int, select: int = 0) -> None:
        """Ctrl+Home, Ctrl+End: the first or last cell that can be typed."""
        self.tab_column = None
        self.move_to(self.grid.first if way < 0 else self.grid.last, select=bool(select))

    def action_select_all(self) -> None:
        """Ctrl+A: every cell of the section, from the first on."""
        self.tab_column = None
        self.move_to((0, 0))
        self.corner = (len(self.grid.rows) - 1, self.grid.widest - 1)  # where rows are narrower, no cell stands there
        self.refresh()
        self.say(Walker.Refused(f"已选中 {sum(map(len, self.selection))} 格"))

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.tab_column = None
        self.move_to(self.grid.step(self.at, way * max(1, self.body_height - 2), 0))

    def action_down(self) -> None:
        """Enter: the edit is done, on to the next row; after Tabs under the column where they began."""
        tabbed = self.tab_column is not None
        column = self.tab_column if self.tab_column is not None else self.at[1]
        self.tab_column = None
        before, target = self.at, self.grid.below(self.at, column, after_tabs=tabbed)
        self._go(target)
        if target is None:
            return
        if self.grid.rows[target[0]][0] is not self.grid.rows[before[0]][0]:
            self.say(self.Refused("这张表到底了，已到下一张表"))
        elif target[1] > column:
            self.say(self.Refused("这一列到底了，已到下一列的开头"))

    def action_tab(self, way: int) -> None:
        """Tab, Shift+Tab: one cell to the side."""
        if way > 0 and self.tab_column is None:
            self.tab_column = self.at[1]
        target = self.grid.right(self.at) if way > 0 else self.grid.left(self.at)
        if target and target[0] != self.at[0]:
            self.tab_column = None
        self._go(target)

    def _go(self, target: Position | None) -> None:
        if target is None:
            self.edit_done()
            self.say(self.Refused(f"本表到此为止，按 {keymap.key('next_section')} 到下一部分"))
        else:
            self.move_to(target)
