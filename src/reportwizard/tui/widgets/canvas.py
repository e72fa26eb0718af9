"""The drawn part of a matrix: lines in, strips out, and only what changed is painted again. It takes no keys.

The widget owns no figure: it asks its view what to show, and after the session has answered, `refresh_figures`
compares and repaints.
"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reportwizard.tui.grid import Grid, Layout, Position, lay_out
from reportwizard.tui.view import Shown, View
from reportwizard.tui.widgets.editing import Edit
from reportwizard.tui.widgets.painting import STYLES, Painter

LONGEST = 14
"""Terminal cells that a figure may take at the most; of a longer one the end is shown."""


class Canvas(ScrollView):
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
        self._longest = 0

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
            self._read()
            self._longest = self._longest_now()
            layout = lay_out(self.grid, max(self.size.width - 1, 40), self._longest)
            styles = {style: self.get_component_rich_style(f"matrix--{style}") for style in STYLES}
            self._painter = Painter(self.grid, self.view, layout, styles)
            self.virtual_size = Size(0, len(layout.lines) + self._painter.footer_lines)
        return self._painter

    @property
    def arrangement(self) -> Layout:
        """Where lines and columns stand."""
        return self.painted.layout

    def _read(self) -> None:
        self._shown = {path: self.view.shown(path) for path in map(self.grid.path, self.grid.all_positions())}

    def _longest_now(self) -> int:
        """How many terminal cells the longest figure needs, up to what a column may take."""
        return min(max((cell_len(shown.text) for shown in self._shown.values()), default=0), LONGEST)

    def _rearrange(self) -> None:
        self._painter = None
        _ = self.painted
        self.refresh()

    def on_resize(self) -> None:
        """Lay out anew for the new width."""
        self._rearrange()
        self.reveal()

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        super().notify_style_update()
        self._painter = None

    @property
    def body_height(self) -> int:
        """How many lines of the layout are on the screen between its head and its footer."""
        painter = self.painted
        room = self.size.height - painter.layout.frozen - painter.footer_lines
        return max(1, min(room, len(painter.layout.lines) - painter.layout.frozen))

    def line_at(self, y: int) -> int | None:
        """The index of the layout's line on screen row `y`; -1, -2 … for the footer's; None below all."""
        frozen = self.arrangement.frozen
        if y < frozen:
            return y
        if y < frozen + self.body_height:
            line = y + round(self.scroll_offset.y)
            return line if line < len(self.arrangement.lines) else None
        footer = y - frozen - self.body_height
        return -1 - footer if footer < self.painted.footer_lines else None

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        painter = self.painted
        line = self.line_at(y)
        if line is None:
            return Strip.blank(self.size.width, painter.styles["figure"])
        if line < 0:
            return painter.footer(-1 - line, self.at[1], self.size.width)
        return painter.line(line, self._shown, self.at, self.edit, self.selected(), self.has_focus, self.size.width)

    def refresh_figures(self) -> None:
        """The session has answered: paint what is not as it was."""
        before = self._shown
        self._read()
        changed = [path for path, shown in self._shown.items() if shown != before.get(path)]
        if self._longest_now() != self._longest:
            self._rearrange()
            return
        for path in changed:
            at = self.grid.find(path)
            if at is not None:
                self.repaint(at)
        if changed:
            self.repaint_sums({at[1] for at in map(self.grid.find, changed) if at})

    def repaint_sums(self, columns: set[int]) -> None:
        """Subtotals and the balance follow the figures of their columns."""
        layout = self.arrangement
        for y in range(self.size.height):
            line = self.line_at(y)
            if line is not None and (line < 0 or layout.lines[line].group is not None):
                for column in columns:
                    self.refresh(Region(layout.left(column), y, layout.columns, 1))

    def repaint(self, at: Position) -> None:
        """Paint one cell again."""
        y = self._screen_row(at)
        if y is not None:
            self.refresh(Region(self.arrangement.left(at[1]), y, self.arrangement.columns, 1))

    def repaint_row(self, at: Position) -> None:
        """Paint one row again."""
        y = self._screen_row(at)
        if y is not None:
            self.refresh(Region(0, y, self.size.width, 1))

    def _screen_row(self, at: Position) -> int | None:
        layout = self.arrangement
        line = layout.line_of(at[0])
        y = line - round(self.scroll_offset.y)
        return y if layout.frozen <= y < layout.frozen + self.body_height else None

    def reveal(self) -> None:
        """Scroll so that the cursor is seen; the captions above the first row too."""
        layout = self.arrangement
        line = layout.line_of(self.at[0]) - layout.frozen
        top, height = round(self.scroll_offset.y), self.body_height
        first_row = all(entry.kind != "row" for entry in layout.lines[layout.frozen : line + layout.frozen])
        wanted = (
            0
            if first_row
            else min(top, max(0, line - 1))
            if line - 1 < top
            else line - height + 1
            if line >= top + height
            else top
        )
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)
            self.refresh()
        self.place_terminal_cursor()

    def place_terminal_cursor(self) -> None:
        """Where one types, the terminal's own cursor stands: an input method opens its window there."""
        y = self._screen_row(self.at)
        if self.has_focus and y is not None and self.is_attached:
            x = self.arrangement.left(self.at[1]) + self.arrangement.columns - 2
            self.app.cursor_position = self.content_region.offset + Offset(x, y)
