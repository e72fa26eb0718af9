"""The tables of one section as a small spreadsheet: what is typed, pasted and cleared in the cells.

The widget owns no figure. It says what happened in messages, the session answers, and `refresh_figures` shows it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from textual import events
from textual.message import Message

from reportwizard.tui import keymap
from reportwizard.tui.widgets.editing import Edit
from reportwizard.tui.widgets.page import Page
from reportwizard.tui.widgets.pointer import Pointer
from reportwizard.tui.widgets.walker import Walker

_DIGITS = tuple("0123456789-.")


class Matrix(Pointer, Page, can_focus=True):
    """One section's tables.

    Its keys are no Textual bindings: those run only after the key has bubbled up to the application, and the digits of
    a quick typist (or of a paste that comes as keys) would overtake them.
    """

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
        """A text came from the clipboard."""

        text: str

    # ---- as a page

    @property
    def place(self) -> tuple[str, int]:
        """The cell's path."""
        return self.path, 0

    @property
    def target(self) -> Matrix:
        """The table itself."""
        return self

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """Paint what reads otherwise now; what is being typed, though it means the same."""
        if changed is None:
            self.rearrange()
        else:
            self.refresh_figures(self.view.affected(changed))
            self.repaint(self.at)

    def done_typing(self) -> bool:
        """A cell has said all that was typed."""
        self.edit_done()
        return False

    # ---- typing

    def on_key(self, event: events.Key) -> None:
        """Keys of the table; any other character types over the cell. What is no figure is kept as it stands, and told:
        a sign that was dropped would make another figure of the rest (3+2 is not 32).
        """
        call = keymap.in_force().table.get(event.key)
        if call is not None:
            event.stop()
            event.prevent_default()
            name, _, arguments = call.partition(":")
            getattr(self, f"action_{name}")(*(int(argument) for argument in arguments.split(",") if argument))
            return
        character = event.character
        if not character or not character.isprintable():
            return
        event.stop()
        event.prevent_default()
        plain = unicodedata.normalize("NFKC", character)
        if not self.grid.typable(self.at):
            self.say(Walker.Refused("这一格由程序计算，不用填"))
        elif self.edit or not character.isspace():  # a space alone would make the cell blank unseen
            self._insert(plain if plain in _DIGITS else "-" if plain == "−" else character)

    def _insert(self, text: str) -> None:
        edit = self.edit or self._begin("", inside=False)
        edit.insert(text)
        self._entered(edit)

    def _begin(self, text: str, *, inside: bool) -> Edit:
        self.corner = None
        self.edit = Edit(self.path, text, len(text), inside)
        return self.edit

    def _entered(self, edit: Edit) -> None:
        self.say(self.FigureEntered(edit.path, edit.text, edit))

    def action_edit(self) -> None:
        """F2: edit what is there."""
        if not self.grid.typable(self.at):
            self.say(Walker.Refused("这一格由程序计算，不用填"))
        elif self.edit:
            self.edit.inside = True
        else:
            self._begin(self.view.stored(self.path), inside=True)
            self.repaint(self.at)

    def action_backspace(self) -> None:
        """Take the last character away; on a cell at rest, edit it."""
        if self.edit is None:
            self.action_edit()
        if self.edit and self.edit.backspace():
            self._entered(self.edit)

    def action_delete(self) -> None:
        """Make the selected cells blank; while editing, take the character behind the caret away."""
        if self.edit and self.edit.inside:
            self.edit.delete()
            self._entered(self.edit)
            return
        self.edit_done()
        self.say(self.CellsCleared(tuple(self.grid.path(at) for row in self.selection for at in row)))

    def action_cancel(self) -> None:
        """Esc: the old value comes back; with nothing being typed, the selection goes."""
        if self.edit:
            edit, self.edit = self.edit, None
            self.repaint(self.at)
            self.say(self.EditCancelled(edit))
        elif self.corner:
            self.corner = None
            self.refresh()

    # ---- clipboard

    def on_paste(self, event: events.Paste) -> None:
        """A paste from the terminal."""
        event.stop()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """A paste from the application's own clipboard."""
        self.edit_done()
        if text:
            self.say(self.BlockPasted(text))

    def copied(self) -> str:
        """The selected block, as spreadsheets take it: totals as the numbers they are."""
        from reportwizard.tui.pasting.clipboard import write

        return write([[self.view.stored(self.grid.path(at)) for at in row] for row in self.selection])
