"""One key after the other where a dialog opens, answers or closes: what is typed behind waits until that is done.

On the pages nothing waits: a table or a text takes its keys in their order by itself. A dialog is made of widgets that
tell one another what happened, and until they have, the next key would go to what had the keys before.
Invariant: keys and pastes are delivered in the order in which they came, each to what the one before it led to.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual import events
from textual.message_pump import MessagePump

_PATIENCE = 2.0
"""Seconds that one round of asking may take: a widget that is taken away answers no more."""
_ROUNDS = 20


class Turns:
    """What was typed and not yet delivered. `deliver` gives a key to what has the keys now; `concerned` says who must
    be done with it before the next one, nobody where it need not be waited for.
    """

    def __init__(
        self,
        deliver: Callable[[events.Event], Awaitable[None]],
        concerned: Callable[[events.Event], Iterable[MessagePump]],
    ) -> None:
        self._deliver = deliver
        self._concerned = concerned
        self._held: deque[events.Event] = deque()
        self._work: asyncio.Task[None] | None = None

    async def take(self, event: events.Event) -> None:
        """Deliver what was typed, at once or in its turn."""
        if self._work is not None:
            self._held.append(event)
            return
        await self._deliver(event)
        if any(True for _ in self._concerned(event)):
            self._work = asyncio.create_task(self._go_on(event))

    async def all_taken(self) -> None:
        """Wait until nothing that was typed waits for its turn."""
        if self._work is not None:
            await self._work

    def drop(self) -> None:
        """The application ends: nothing that is typed counts any more."""
        self._held.clear()

    async def _go_on(self, event: events.Event) -> None:
        try:
            await self._answered(event)
            while self._held:
                event = self._held.popleft()
                await self._deliver(event)
                await self._answered(event)
        finally:
            self._work = None

    async def _answered(self, event: events.Event) -> None:
        """Wait until all who are concerned have nothing left to do: an answer may be the next one's question."""
        for _ in range(_ROUNDS):
            asked = list(self._concerned(event))
            heard = [each for each in map(_ask, asked) if each is not None]
            if not heard:
                return
            await asyncio.wait(heard, timeout=_PATIENCE)
            if not any(each.message_queue_size for each in (*asked, *self._concerned(event))):
                return


def _ask(node: MessagePump) -> asyncio.Future[None] | None:
    """Done when `node` has done all that it was told before."""
    heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    return heard if node.call_later(lambda: None if heard.done() else heard.set_result(None)) else None
