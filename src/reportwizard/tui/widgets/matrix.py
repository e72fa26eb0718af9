"""The tables of one section as a small spreadsheet, drawn line by line; only what changed is painted again.

The widget owns no figure. It asks its view what to show, and says what was typed in messages; after the session
has answered, `refresh_figures` compares and repaints.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reportwizard.tui.grid import Grid, Layout, Position, lay_out
from reportwizard.tui.view import Shown, View
from reportwizard.tui.widgets.painting import STYLES, Painter


@dataclass(slots=True)
class Edit:
    """The cell being typed: what stands in it, where the caret is, and whether arrows move in it (F2) or leave it."""

    path: str
    text: str
    caret: int
    inside: bool


class Matrix(ScrollView, can_focus=True):
    """One section's tables."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"matrix--{style}" for style in STYLES}
    KEYS: ClassVar[dict[str, str]] = {
        "up": "step:-1,0",
        "down": "step:1,0",
        "left": "step:0,-1",
        "right": "step:0,1",
        "shift+up": "step:-1,0,1",
        "shift+down": "step:1,0,1",
        "shift+left": "step:0,-1,1",
        "shift+right": "step:0,1,1",
        "home": "row_end:-1",
        "end": "row_end:1",
        "ctrl+home": "table_end:-1",
        "ctrl+end": "table_end:1",
        "pageup": "page:-1",
        "pagedown": "page:1",
        "enter": "down",
        "tab": "tab:1",
        "shift+tab": "tab:-1",
        "f2": "edit",
        "backspace": "backspace",
        "delete": "delete",
        "escape": "cancel",
    }
    """What each key does. No Textual bindings: those run only after the key has bubbled up to the application, and the
    digits of a quick typist (or of a paste that comes as keys) would overtake them."""

    @dataclass
    class FigureEntered(Message):
        """A figure was typed, key by key; entries of one `edit` are one step to undo."""

        path: str
        text: str
        edit: Edit

    @dataclass
    class EditCancelled(Message):
        """The old value is wanted back."""

        edit: Edit

    @dataclass
    class CellsCleared(Message):
        """These cells shall be blank."""

        paths: tuple[str, ...]

    @dataclass
    class BlockPasted(Message):
        """A text came from the clipboard, for the cells from `at` on."""

        at: Position
        text: str

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another cell."""

        path: str

    @dataclass
    class Refused(Message):
        """A key that means nothing here; `note` says what does."""

        note: str

    def __init__(self, grid: Grid, view: View) -> None:
        super().__init__(id=f"matrix-{grid.section.id}")
        self.grid = grid
        self.view = view
        self.at: Position = grid.first
        self.edit: Edit | None = None
        self._anchor: Position | None = None
        self._tab_column: int | None = None
        self._shown: dict[str, Shown] = {}
        self._painter: Painter | None = None

    # ---- painting

    @property
    def painted(self) -> Painter:
        """The painter for the widget's present width."""
        if self._painter is None:
            self._read()
            longest = max((len(shown.text) for shown in self._shown.values()), default=0)
            layout = lay_out(self.grid, max(self.size.width - 1, 40), min(longest, 14))
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

    def _rearrange(self) -> None:
        self._painter = None
        _ = self.painted
        self.refresh()

    def on_resize(self) -> None:
        """Lay out anew for the new width."""
        self._rearrange()
        self._reveal()

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        super().notify_style_update()
        self._painter = None

    @property
    def _body_height(self) -> int:
        painter = self.painted
        room = self.size.height - painter.layout.frozen - painter.footer_lines
        return max(1, min(room, len(painter.layout.lines) - painter.layout.frozen))

    def _line_at(self, y: int) -> int | None:
        """The index of the layout's line on screen row `y`; -1, -2 … for the footer's; None below all."""
        frozen = self.arrangement.frozen
        if y < frozen:
            return y
        if y < frozen + self._body_height:
            line = y + round(self.scroll_offset.y)
            return line if line < len(self.arrangement.lines) else None
        footer = y - frozen - self._body_height
        return -1 - footer if footer < self.painted.footer_lines else None

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        painter = self.painted
        line = self._line_at(y)
        if line is None:
            return Strip.blank(self.size.width, painter.styles["figure"])
        if line < 0:
            return painter.footer(-1 - line, self.at[1], self.size.width)
        return painter.line(line, self._shown, self.at, self.edit, self._selected(), self.has_focus, self.size.width)

    def refresh_figures(self) -> None:
        """The session has answered: paint what is not as it was."""
        before = self._shown
        self._read()
        changed = [path for path, shown in self._shown.items() if shown != before.get(path)]
        if any(len(self._shown[path].text) + 2 > self.arrangement.columns for path in changed):
            self._rearrange()
            return
        for path in changed:
            at = self.grid.find(path)
            if at is not None:
                self._repaint(at)
        if changed:
            self._repaint_sums({at[1] for at in map(self.grid.find, changed) if at})

    def _repaint_sums(self, columns: set[int]) -> None:
        """Subtotals and the balance follow the figures of their columns."""
        layout = self.arrangement
        for y in range(self.size.height):
            line = self._line_at(y)
            if line is not None and (line < 0 or layout.lines[line].group is not None):
                for column in columns:
                    self.refresh(Region(layout.left(column), y, layout.columns, 1))

    def _repaint(self, at: Position) -> None:
        y = self._screen_row(at)
        if y is not None:
            self.refresh(Region(self.arrangement.left(at[1]), y, self.arrangement.columns, 1))

    def _repaint_row(self, at: Position) -> None:
        y = self._screen_row(at)
        if y is not None:
            self.refresh(Region(0, y, self.size.width, 1))

    def _screen_row(self, at: Position) -> int | None:
        layout = self.arrangement
        line = layout.line_of(at[0])
        y = line - round(self.scroll_offset.y)
        return y if layout.frozen <= y < layout.frozen + self._body_height else None

    # ---- the cursor

    @property
    def path(self) -> str:
        """The path of the cell under the cursor."""
        return self.grid.path(self.at)

    def _selected(self) -> set[Position]:
        return {at for row in self.grid.block(self._anchor, self.at) for at in row} if self._anchor else set()

    @property
    def selection(self) -> list[list[Position]]:
        """The selected block, row by row; the cell under the cursor where nothing is selected."""
        return self.grid.block(self._anchor or self.at, self.at)

    @property
    def has_selection(self) -> bool:
        """Whether more than the cursor's cell is selected."""
        return self._anchor is not None and self._anchor != self.at

    def move_to(self, at: Position | None, *, select: bool = False) -> None:
        """Put the cursor on a cell; an edit there is done."""
        self.edit_done()
        if at is None:
            return
        before, had = self.at, self._anchor
        self._anchor = (self._anchor or self.at) if select else None
        self.at = at
        if had or self._anchor:
            self.refresh()
        self._repaint_row(before)
        self._repaint_row(at)
        if before[1] != at[1] and self.painted.footer_lines:
            self.refresh()
        self._reveal()
        self.post_message(self.CursorMoved(self.path))

    def _reveal(self) -> None:
        layout = self.arrangement
        line = layout.line_of(self.at[0]) - layout.frozen
        top, height = round(self.scroll_offset.y), self._body_height
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
        self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """Where one types, the terminal's own cursor stands: an input method opens its window there."""
        y = self._screen_row(self.at)
        if self.has_focus and y is not None and self.is_attached:
            x = self.arrangement.left(self.at[1]) + self.arrangement.columns - 2
            self.app.cursor_position = self.content_region.offset + Offset(x, y)

    def on_focus(self) -> None:
        """Show the cursor, and say where it is."""
        self._repaint_row(self.at)
        self._place_terminal_cursor()
        self.post_message(self.CursorMoved(self.path))

    def on_blur(self) -> None:
        """An edit ends when one goes elsewhere."""
        self.edit_done()
        self._repaint_row(self.at)

    def action_step(self, rows: int, columns: int, select: int = 0) -> None:
        """An arrow: inside a cell that F2 opened, left and right move the caret."""
        if self.edit and self.edit.inside and not rows:
            self.edit.caret = min(max(self.edit.caret + columns, 0), len(self.edit.text))
            self._repaint(self.at)
            return
        self._tab_column = None
        self.move_to(self.grid.step(self.at, rows, columns), select=bool(select))

    def action_row_end(self, way: int) -> None:
        """Home, End: the first or last cell of the row (or of the text being edited)."""
        if self.edit and self.edit.inside:
            self.edit.caret = 0 if way < 0 else len(self.edit.text)
            self._repaint(self.at)
            return
        self._tab_column = None
        self.move_to((self.at[0], 0 if way < 0 else len(self.grid.columns(self.at[0])) - 1))

    def action_table_end(self, way: int) -> None:
        """Ctrl+Home, Ctrl+End: the first or last cell that can be typed."""
        self._tab_column = None
        self.move_to(self.grid.first if way < 0 else self.grid.last)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self._tab_column = None
        self.move_to(self.grid.step(self.at, way * max(1, self._body_height - 2), 0))

    def action_down(self) -> None:
        """Enter: the edit is done, on to the next row; after Tabs under the column where they began."""
        column = self._tab_column if self._tab_column is not None else self.at[1]
        self._tab_column = None
        self._go(self.grid.below(self.at, column))

    def action_tab(self, way: int) -> None:
        """Tab, Shift+Tab: one cell to the side."""
        if way > 0 and self._tab_column is None:
            self._tab_column = self.at[1]
        target = self.grid.right(self.at) if way > 0 else self.grid.left(self.at)
        if target and target[0] != self.at[0]:
            self._tab_column = None
        self._go(target)

    def _go(self, target: Position | None) -> None:
        if target is None:
            self.edit_done()
            self.post_message(self.Refused("本表到此为止，按 F4 到下一部分"))
        else:
            self.move_to(target)

    # ---- typing

    def on_key(self, event: events.Key) -> None:
        """Keys of the table; digits, minus and point type over the cell, a cell for free text takes any character."""
        if event.key in self.KEYS:
            event.stop()
            event.prevent_default()
            name, _, arguments = self.KEYS[event.key].partition(":")
            getattr(self, f"action_{name}")(*(int(argument) for argument in arguments.split(",") if argument))
            return
        character = event.character
        if not character or not character.isprintable():
            return
        event.stop()
        event.prevent_default()
        cell = self.grid.cell(self.at)
        plain = unicodedata.normalize("NFKC", character)
        if cell.computed:
            self.post_message(self.Refused("这一格由程序计算，不用填"))
        elif plain in "0123456789-.,−件" or cell.kind == "free_amount":
            self._insert("-" if plain == "−" else plain if plain != "," or cell.kind != "free_amount" else character)
        else:
            self.post_message(self.Refused("这里只填数字"))

    def _insert(self, text: str) -> None:
        edit = self.edit or self._begin("", inside=False)
        edit.text = edit.text[: edit.caret] + text + edit.text[edit.caret :]
        edit.caret += len(text)
        self._entered(edit)

    def _begin(self, text: str, *, inside: bool) -> Edit:
        self._anchor = None
        self.edit = Edit(self.path, text, len(text), inside)
        return self.edit

    def _entered(self, edit: Edit) -> None:
        self._repaint(self.at)
        self.post_message(self.FigureEntered(edit.path, edit.text, edit))

    def edit_done(self) -> None:
        """The cell is left: what was typed stands."""
        if self.edit:
            self.edit = None
            self._repaint(self.at)

    def action_edit(self) -> None:
        """F2: edit what is there."""
        if not self.grid.typable(self.at):
            self.post_message(self.Refused("这一格由程序计算，不用填"))
        elif self.edit:
            self.edit.inside = True
        else:
            shown = self._shown[self.path]
            self._begin("" if shown.blank else shown.text, inside=True)
            self._repaint(self.at)

    def action_backspace(self) -> None:
        """Take the last character away; on a cell at rest, edit it."""
        if self.edit is None:
            self.action_edit()
        if self.edit and self.edit.caret:
            self.edit.text = self.edit.text[: self.edit.caret - 1] + self.edit.text[self.edit.caret :]
            self.edit.caret -= 1
            self._entered(self.edit)

    def action_delete(self) -> None:
        """Make the selected cells blank; while editing, take the character behind the caret away."""
        if self.edit and self.edit.inside:
            self.edit.text = self.edit.text[: self.edit.caret] + self.edit.text[self.edit.caret + 1 :]
            self._entered(self.edit)
            return
        self.edit_done()
        self.post_message(self.CellsCleared(tuple(self.grid.path(at) for row in self.selection for at in row)))

    def action_cancel(self) -> None:
        """Esc: the old value comes back; with nothing being typed, the selection goes."""
        if self.edit:
            edit, self.edit = self.edit, None
            self._repaint(self.at)
            self.post_message(self.EditCancelled(edit))
        elif self._anchor:
            self._anchor = None
            self.refresh()

    # ---- clipboard and mouse

    def on_paste(self, event: events.Paste) -> None:
        """A paste from the terminal."""
        event.stop()
        self.edit_done()
        self.post_message(self.BlockPasted(self._paste_corner(), event.text))

    def paste(self, text: str) -> None:
        """A paste from the application's own clipboard."""
        self.edit_done()
        self.post_message(self.BlockPasted(self._paste_corner(), text))

    def _paste_corner(self) -> Position:
        return self.selection[0][0] if self.selection and self.selection[0] else self.at

    def copied(self) -> str:
        """The selected block, tab-separated."""
        rows = self.selection
        return "\n".join(
            "\t".join("" if (s := self._shown[self.grid.path(at)]).blank else s.text for at in row) for row in rows
        )

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked."""
        line = self._line_at(event.y)
        if line is None or line < 0 or self.arrangement.lines[line].kind != "row" or event.x < self.arrangement.label:
            return
        row = self.arrangement.lines[line].row
        column = (event.x - self.arrangement.label) // self.arrangement.columns
        if column < len(self.grid.columns(row)):
            self._tab_column = None
            self.move_to((row, column))
