"""What is shown while the window is too small for the pages: a word about it, and nothing that a key could spoil.

It lies over whatever was open. The pages below keep their place, their focus and what is being typed, and are there
again, as they were, when the window is large enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(60, 20)
"""Columns and rows of the terminal that every page fits into."""

AWAKE = ("save", "leave")
"""The actions that still have their keys."""


def is_too_small(size: Size) -> bool:
    """Whether the pages do not fit into a terminal of this size."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmall(ModalScreen[None]):
    """The word, on an empty screen. `words` says what to show below it, each time it is asked."""

    DEFAULT_CSS = """
    TooSmall { align: left top; background: $background; }
    TooSmall Static { width: 100%; color: $text; }
    """

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """One text, the most important first: a window of one line shows that."""
        yield Static(self._text())

    def _text(self) -> Text:
        need = f"窗口太小：请拉大到 {SMALLEST.width} 列 {SMALLEST.height} 行以上。"
        return Text("\n".join(filter(None, [need, *self._words()])))

    def renew(self) -> None:
        """Something has changed, such as a save."""
        for text in self.query(Static):  # none yet where the word has only just come up
            text.update(self._text())

    def on_key(self, event: events.Key) -> None:
        """Nothing is typed blindly."""
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Nothing is pasted blindly."""
        event.stop()
        event.prevent_default()
