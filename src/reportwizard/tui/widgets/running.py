"""Running text, broken as Chinese is: no closing mark opens a line, and what is indented stays indented."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.widgets import Static

from reportwizard.characters import visible
from reportwizard.tui import keymap
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


class Excerpt(Static):
    """As much of a text as there is room for; where that is not all, its end says where the whole can be read."""

    def __init__(self, text: str, *, classes: str) -> None:
        super().__init__(classes=classes)
        self._text = visible(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All of it, if the style sheet lets it."""
        return len(broken(self._text, width))

    def on_resize(self, event: events.Resize) -> None:
        """Another size."""
        width, height = self.content_size
        lines = broken(self._text, width)
        if len(lines) > height > 0:
            more = f"…（{keymap.key('help')} 看全部）"
            last = lines[height - 1]
            cut = last if cell_len(last + more) <= width else set_cell_size(last, width - cell_len(more)).rstrip()
            lines = [*lines[: height - 1], cut + more]
        self.update(Text("\n".join(lines), no_wrap=True), layout=False)
