"""The caret of a text editor: how keys and mouse move it and select. What is written, it does not know."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from reportwizard.tui.caret import paragraph_at, whole, word_at
from reportwizard.tui.widgets.paper import LEFT, Paper
from reportwizard.tui.wrapping import Place


class Pen(Paper):
    """A paper with a caret."""

    @dataclass
    class CaretMoved(Message):
        """The caret stands elsewhere, or something is to be said about it."""

        note: str = ""

    _dragging = False

    @property
    def text(self) -> str:
        """What is written, as far as it was typed."""
        return self.manuscript.text

    @property
    def selected_text(self) -> str:
        """What is selected."""
        return self.manuscript.selected

    def moves_by(self, call: str, *, select: bool) -> bool:
        """Move the caret as `call` says (see TEXT_ACTIONS), with Shift to select; whether it is a move."""
        kind, _, way = call.partition(":")
        if kind == "go":
            self.manuscript.go(way, select=select)
        elif kind == "page":
            self.manuscript.go(way, select=select, lines=max(self.extent.height - 1, 1))
        elif kind == "all":
            self.manuscript.select(0, len(self.text))
        elif kind == "release" and self.selected_text:
            self.manuscript.go_to(self.manuscript.place)
        else:
            return False
        self._moved()
        return True

    @property
    def caret(self) -> int:
        """Before which character of the text one stands."""
        return self.manuscript.place.at

    def go_to(self, at: int) -> None:
        """Put the caret before the character at `at`. Says nothing: who calls this knows."""
        self.manuscript.go_to(Place(whole(self.manuscript.wrapped, min(max(at, 0), len(self.text)))))
        self.show_changes()

    def _moved(self) -> None:
        self.say(self.CaretMoved())
        self.show_changes()

    # ---- focus

    def on_focus(self) -> None:
        """Show where one types."""
        self.refresh()
        self.place_terminal_cursor()

    def on_blur(self) -> None:
        """A word ends when one goes elsewhere."""
        self.manuscript.pause()
        self.refresh()

    # ---- mouse

    def _place_under(self, event: events.MouseEvent) -> Place:
        wrapped, line = self.manuscript.wrapped, self.top + int(event.y)
        if line >= len(wrapped.starts):
            return Place(len(wrapped.text))
        return wrapped.place_at(max(line, 0), max(int(event.x) - LEFT, 0))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The caret goes where one clicks; from there one selects by dragging."""
        if event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self.manuscript.go_to(self._place_under(event), select=event.shift)
            self._moved()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects; beyond the edges it scrolls."""
        if self._dragging:
            self.manuscript.go_to(self._place_under(event), select=True)
            self._moved()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The end of the drag."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice selects a word, three times the paragraph."""
        event.stop()
        at = self._place_under(event).at
        if event.chain == 2:
            self.manuscript.select(*word_at(self.manuscript.wrapped, at))
        elif event.chain == 3:
            self.manuscript.select(*paragraph_at(self.manuscript.wrapped, at))
        if event.chain > 1:
            self._moved()
