"""The last line: the keys, under the names that the palette has them by; a click is as good as the key."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widget import Widget

from reportwizard.tui import keymap
from reportwizard.tui.actions import Action
from reportwizard.tui.ambiguous import sign

_WANTED = (
    "palette", "save", "next_section", "next_finding", "switch_panel", "leave", "help", "previous_section", "export",
    "preview",
)  # fmt: skip
"""Which keys are shown where there is not room for all, the most wanted first; the palette has every one."""


class KeyBar(Widget):
    """As many of the actions as there is room for, in their order."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._places: list[tuple[int, int, Action]] = []

    def render(self) -> Text:
        """The keys as text."""
        text = Text(no_wrap=True, overflow="crop")
        self._places = []
        for action, piece in self._fitting(self.size.width):
            start = text.cell_len
            text.append_text(piece)
            self._places.append((start, text.cell_len - 1, action))
        return text

    @staticmethod
    def _fitting(width: int) -> list[tuple[Action, Text]]:
        actions = [action for action in keymap.in_force().actions if action.key]
        wanted = {name: rank for rank, name in enumerate(_WANTED)}
        chosen: dict[str, Text] = {}
        for action in sorted(actions, key=lambda action: wanted.get(action.id, len(wanted))):
            piece = Text.assemble((sign(action.key_name), "bold reverse"), action.label, " ")
            if piece.cell_len <= width:
                width -= piece.cell_len
                chosen[action.id] = piece
        return [(action, chosen[action.id]) for action in actions if action.id in chosen]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would do."""
        for start, end, action in self._places:
            if start <= event.x < end:
                await self.app.run_action(action.id)
                return
