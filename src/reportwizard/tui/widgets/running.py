"""Running text, broken as Chinese is: no closing mark opens a line, and what is indented stays indented."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widgets import Static

from reportwizard.characters import visible
from reportwizard.tui.ambiguous import is_wide
from reportwizard.writers.layout import measured, wrap


def broken(text: str, width: int) -> list[str]:
    """The text in lines of `width` cells, each paragraph under its own indent."""
    lines: list[str] = []
    with measured(ambiguous=2 if is_wide() else 1):
        for paragraph in text.split("\n"):
            body = paragraph.lstrip()
            indent = paragraph[: len(paragraph) - len(body)][: width // 4]  # half the width at the most
            lines += [indent + line for line in wrap(body, max(width - cell_len(indent), 2))]
    return lines


class Running(Static):
    """A text that is broken anew for every width. Textual breaks at spaces only."""

    def __init__(self, text: str) -> None:
        super().__init__(Text(visible(text)))
        self._text = visible(text)
        self._width = 0

    def on_resize(self, event: events.Resize) -> None:
        """Another width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.update(Text("\n".join(broken(self._text, self._width)), no_wrap=True))
