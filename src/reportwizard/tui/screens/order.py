"""The order of things: what a key does never overtakes what was typed before it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen


class Arrived(Message):
    """Posted at the widget in focus; when it arrives at the screen, all that was typed before has been answered."""

    def __init__(self) -> None:
        super().__init__()
        self.event = asyncio.Event()


class Order:
    """Who waits until all that was typed has been answered."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self.leaving = False
        self._waiting: list[Arrived] = []

    async def settle(self) -> None:
        """Wait until all that was typed so far has been answered."""
        focused = self.main.focused
        if focused is None or self.leaving:
            return
        arrived = Arrived()
        self._waiting.append(arrived)
        if focused.post_message(arrived):
            await arrived.event.wait()
        self._waiting.remove(arrived)

    def leave(self) -> None:
        """The application ends: messages do not bubble any more, so nobody must wait for one."""
        self.leaving = True
        for arrived in self._waiting:
            arrived.event.set()
