"""A clerk at the screen: types keys into the real application, without a terminal."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import groupby
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from reportwizard.session import Session
from reportwizard.tui.app import WizardApp
from reportwizard.tui.screens.main import MainScreen
from reportwizard.tui.widgets.matrix import Matrix

LIMIT = 20.0
"""Seconds that anything may take before a test gives up."""


class Clerk:
    """The application with its pilot, and what a clerk would look at."""

    def __init__(self, app: WizardApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> Session:
        """The session that is open now."""
        return self.app.session

    @property
    def main(self) -> MainScreen:
        """Its screen."""
        return self.app.main

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all is done."""
        for mark, run in groupby(keys, lambda key: len(key) == 1 and not key.isascii() and not key.isalnum()):
            if mark:  # the pilot passes over 。 and ，: it cannot tell their names
                for key in run:
                    assert self.app._driver is not None
                    self.app._driver.send_message(events.Key(key, key))
                    await self.pilot.pause()
            else:
                await self.pilot.press(*run)
        await self.app.turns.all_taken()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await self.press(*("enter" if character == "\n" else character for character in text))

    async def until(self, holds: Callable[[str], bool] | str) -> str:
        """Wait until a text is on the screen, or until something holds of it; returns the screen."""
        wanted = holds if callable(holds) else lambda text: holds in text
        end = time.monotonic() + LIMIT
        while not wanted(self.screen):
            assert time.monotonic() < end, f"never seen; the screen:\n{self.screen}"
            await self.pilot.pause(0.02)
        return self.screen

    @property
    def matrix(self) -> Matrix:
        """The table of the present page."""
        matrix = self.main.matrix
        assert matrix is not None
        return matrix

    @property
    def path(self) -> str:
        """The cell under the cursor."""
        return self.matrix.path

    @property
    def screen(self) -> str:
        """The whole screen as text, line by line."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()[:height]
        assert all(strip.cell_length <= width for strip in strips)
        return "\n".join(strip.text for strip in strips)


def sit(
    path: Path,
    work: Callable[[Clerk], Awaitable[None]],
    *,
    size: tuple[int, int] = (120, 40),
    new: bool = False,
) -> WizardApp:
    """Open the file, let the clerk work, leave the application as it then is."""

    async def run() -> WizardApp:
        app = WizardApp(Session.open(path), new=new)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.main.settling.now()  # who opens a report looks at it for longer than a pause
            await work(Clerk(app, pilot))
        return app

    return asyncio.run(run())
