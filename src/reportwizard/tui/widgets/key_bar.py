"""The last line: the keys, under the names that the palette has them by; a click is as good as the key."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widget import Widget

from reportwizard.tui import keymap
from reportwizard.tui.actions import Action


class KeyBar(Widget):
    """As many of the actions as there is room for, the most wanted first."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._places: list[tuple[int, int, Action]] = []

    def render(self) -> Text:
        """The keys as text."""
        text = Text(no_wrap=True, overflow="crop")
        self._places = []
        actions = [action for action in keymap.in_force().actions if action.key]
        for action in sorted(actions, key=lambda action: not action.shown):
            start = text.cell_len
            piece = Text.assemble((action.key_name, "bold reverse"), action.label, " ")
            if start + piece.cell_len > self.size.width:
                break
            text.append_text(piece)
            self._places.append((start, text.cell_len - 1, action))
        return text

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would do."""
        for start, end, action in self._places:
            if start <= event.x < end:
                await self.app.run_action(action.id)
                return
