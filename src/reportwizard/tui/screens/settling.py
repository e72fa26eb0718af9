"""The rules that read texts, run when the typing pauses: one rule, a breath, the next, and none once a key has come.

Not in a thread: that would hold the interpreter while a key wants it. A key that comes in between ends the run before
it is answered; so hardly more than one rule stands between a key and its answer. The run begins anew with the next
pause.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen

PAUSE = 0.45
"""Seconds without a key that are a pause: longer than between two words, shorter than one waits for an answer."""

_BREATH = 0.002
"""Seconds between two rules, in which a key that has come is heard."""


class Settling:
    """Waits for the pause, and has the session settle then."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self._timer: asyncio.TimerHandle | None = None
        self._steps: Iterator[None] = iter(())

    def wait(self) -> None:
        """Something was typed or changed: where rules are to run, they wait for a pause from now on."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.main.session.unsettled:
            self._steps = iter(())
            self._after(PAUSE, self._begin)

    def now(self) -> None:
        """One goes by the findings: they must be right at once."""
        if self.main.session.unsettled:
            self.main.session.settle_texts()
            self.main.follow(())

    def _after(self, seconds: float, call: Callable[..., None], *arguments: Any) -> None:
        """Have the screen call this, in its turn among all that it is told."""
        self._timer = asyncio.get_running_loop().call_later(seconds, self.main.call_later, call, *arguments)

    def _begin(self) -> None:
        self._steps = self.main.session.settling()
        self._step(self._steps)

    def _step(self, steps: Iterator[None]) -> None:
        """One rule; what was begun before the last key is not gone on with."""
        if steps is not self._steps:
            return
        for _ in steps:
            self._after(_BREATH, self._step, steps)
            return
        self.main.follow(())
