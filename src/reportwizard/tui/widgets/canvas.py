"""The drawn part of a matrix: lines in, strips out, and only what changed is painted again. It takes no keys.

The widget owns no figure: it asks its view what to show, and after the session has answered, `refresh_figures`
is told which cells may read otherwise and repaints those that do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual.geometry import Offset, Region
from textual.strip import Strip

from reportwizard.tui.grid import Grid, Layout, Position, lay_out
from reportwizard.tui.view import Shown, View
from reportwizard.tui.widgets.editing import Edit
from reportwizard.tui.widgets.painting import STYLES, Painter
from reportwizard.tui.widgets.scrolled import Scrolled

ROOM = (6, 10, 14)
"""Terminal cells that the columns give to a figure: as few as all figures need, in steps, so that a table does not
move at every digit. Of a longer figure the end is shown."""


class Canvas(Scrolled):
    """One section's tables, drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"matrix--{style}" for style in STYLES}

    def __init__(self, grid: Grid, view: View, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.grid = grid
        self.view = view
        self.at: Position = grid.first
        self.corner: Position | None = None
        self.edit: Edit | None = None
        self._shown: dict[str, Shown] = {}
        self._painter: Painter | None = None
        self._room = 0
        self.before = ""
        """What last year is called, while its figures stand below this year's."""
        self._body = 0

    @property
    def path(self) -> str:
        """The path of the cell under the cursor."""
        return self.grid.path(self.at)

    def selected(self) -> set[Position]:
        """The positions of the selected block; none where nothing is selected."""
        return {at for row in self.grid.block(self.corner, self.at) for at in row} if self.corner else set()

    @property
    def painted(self) -> Painter:
        """The painter for the widget's present width."""
        if self._painter is None:
            self._shown = {path: self.view.shown(path) for path in map(self.grid.path, self.grid.all_positions())}
            longest = max((cell_len(shown.text) for shown in self._shown.values()), default=0)
            if self.before:
                longest = max(longest, *(cell_len(self.view.shown_before(path).text) for path in self._shown))
            self._room = next((room for room in ROOM if room >= longest), ROOM[-1])
            layout = lay_out(self.grid, max(self.extent.width - 1, 40), self._room, before=self.before)
            styles = {style: self.get_component_rich_style(f"matrix--{style}") for style in STYLES}
            self._painter = Painter(self.grid, self.view, layout, styles)
            room = self.extent.height - layout.frozen - self._painter.footer_lines
            self._body = max(1, min(room, len(layout.lines) - layout.frozen))
        return self._painter

    @property
    def arrangement(self) -> Layout:
        """Where lines and columns stand."""
        return self.painted.layout

    def rearrange(self) -> None:
        """Read and lay out everything anew."""
        self._painter = None
        self.refresh()

    def show_before(self, called: str) -> None:
        """Show last year's figures below this year's; with an empty name, hide them."""
        if called != self.before:
            self.before = called
            self.rearrange()
            self.reveal()

    def resized(self) -> None:
        """Lay out anew for the new width."""
        self.rearrange()
        self.reveal()

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        super().notify_style_update()
        self._painter = None

    @property
    def body_height(self) -> int:
        """How many lines of the layout are on the screen between its head and its footer."""
        _ = self.painted
        return self._body

    def line_at(self, y: int) -> int | None:
        """The index of the layout's line on screen row `y`; -1, -2 … for the footer's; None below all."""
        frozen = self.arrangement.frozen
        if y < frozen:
            return y
        if y < frozen + self.body_height:
            line = y + self.top
            return line if line < len(self.arrangement.lines) else None
        footer = y - frozen - self.body_height
        return -1 - footer if footer < self.painted.footer_lines else None

    def draw(self, y: int) -> Strip:
        """One row of the screen."""
        painter = self.painted
        width = self.extent.width
        line = self.line_at(y)
        if line is None:
            return Strip.blank(width, painter.styles["figure"])
        if line < 0:
            return painter.footer(-1 - line, self.at[1], width)
        body = painter.line(line, self._shown, self.at, self.edit, self.selected(), self.has_focus, width - 1)
        return painter.with_bar(body, self._bar(y))

    def _bar(self, y: int) -> bool | None:
        """Whether the scroll bar's thumb stands on a row; None where there is no bar."""
        row = y - self.arrangement.frozen
        return row in self.thumb if self.thumb and row >= 0 else None

    @property
    def line_count(self) -> int:
        """The lines below the head."""
        return len(self.arrangement.lines) - self.arrangement.frozen

    @property
    def row_count(self) -> int:
        """The rows between head and footer."""
        return self.body_height

    # ---- what changed

    def refresh_figures(self, paths: Iterable[str]) -> None:
        """The session has answered: paint what is not as it was among the cells of these paths."""
        _ = self.painted
        changed: list[Position] = []
        for path in paths:
            at = self.grid.find(path)
            if at is None:
                continue
            shown = self.view.shown(path)
            if shown == self._shown[path]:
                continue
            self._shown[path] = shown
            if self._room < min(cell_len(shown.text), ROOM[-1]):
                self.rearrange()
                return
            self.repaint(at)
            changed.append(at)
        if changed:
            self._repaint_sums(changed)

    def _repaint_sums(self, changed: list[Position]) -> None:
        """Subtotals and the balance follow the figures of their groups and columns."""
        layout = self.arrangement
        for y in range(layout.frozen, layout.frozen + self._body + self.painted.footer_lines):
            line = self.line_at(y)
            if line is None:
                continue
            group = layout.lines[line].group if line >= 0 else None
            for row, column in changed:
                if line < 0 or (group and self.grid.rows[row][1].id in group.members):
                    self.refresh(Region(layout.left(column), y, layout.columns, 1))

    def repaint(self, at: Position) -> None:
        """Paint one cell again."""
        y = self._screen_row(at)
        if y is not None:
            height = 2 if self.before else 1
            self.refresh(Region(self.arrangement.left(at[1]), y, self.arrangement.columns, height))

    def repaint_row(self, at: Position) -> None:
        """Paint one row again."""
        y = self._screen_row(at)
        if y is not None:
            self.redraw(y)

    def repaint_balance(self) -> None:
        """Paint the lines below the rows again."""
        first = self.arrangement.frozen + self.body_height
        self.redraw(*range(first, first + self.painted.footer_lines))

    def _screen_row(self, at: Position) -> int | None:
        layout = self.arrangement
        y = layout.line_of(at[0]) - self.top
        return y if layout.frozen <= y < layout.frozen + self.body_height else None

    # ---- scrolling

    def reveal(self) -> None:
        """Scroll so that the cursor is seen; the captions above the first row too."""
        layout = self.arrangement
        line = layout.line_of(self.at[0]) - layout.frozen
        height = self.body_height
        if all(entry.kind != "row" for entry in layout.lines[layout.frozen : line + layout.frozen]):
            self.turn_to(0)
        elif line - 1 < self.top:
            self.turn_to(min(self.top, max(0, line - 1)))
        elif line >= self.top + height:
            self.turn_to(line - height + 1)
        else:
            self.turn_to(self.top)
        self.place_terminal_cursor()

    def place_terminal_cursor(self) -> None:
        """Where one types, the terminal's own cursor stands: an input method opens its window there."""
        y = self._screen_row(self.at)
        if self.has_focus and y is not None and self.is_attached:
            x = self.arrangement.left(self.at[1]) + self.arrangement.columns - 1  # the caret, behind the digits
            self.app.cursor_position = self.content_region.offset + Offset(x, y)
