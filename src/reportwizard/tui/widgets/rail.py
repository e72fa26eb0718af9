"""Where one is: the sections with their state, as a rail at the side or a strip at the top of a small screen."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from reportwizard.tui.view import State, Stop
from reportwizard.tui.widgets.drawn import Drawn, Piece

_STYLES = {
    State.EMPTY: "quiet",
    State.INCOMPLETE: "doubtful",
    State.UNCONFIRMED: "doubtful",
    State.WRONG: "wrong",
    State.DOUBTFUL: "doubtful",
    State.DONE: "good",
}


class Rail(Drawn):
    """The stops, one of them current. `narrow` draws them on one line."""

    @dataclass
    class Chosen(Message):
        """A stop was clicked."""

        index: int

    def __init__(self, *, narrow: bool = False) -> None:
        super().__init__(classes="strip" if narrow else "rail")
        self.narrow = narrow
        self._stops: list[Stop] = []
        self._current = 0
        self._places: list[tuple[int, int]] = []

    def show(self, stops: list[Stop], current: int) -> None:
        """Draw these stops; only those that are not drawn so already."""
        if (stops, current) == (self._stops, self._current):
            return
        before, was = self._stops, self._current
        self._stops, self._current = stops, current
        if self.narrow or len(before) != len(stops):
            self.refresh()
            return
        changed = {n for n, stop in enumerate(stops) if stop != before[n]} | (
            {was, current} if was != current else set()
        )
        self.redraw(*(2 * n + line for n in changed for line in (0, 1)))

    def draw(self, y: int) -> Strip:
        """One line of the rail: a stop's name, below it its state; or the whole strip."""
        if self.narrow:
            return self.strip(self._on_one_line())
        index, second = divmod(y, 2)
        if index >= len(self._stops):
            return self.strip(())
        stop = self._stops[index]
        here = index == self._current
        if second:
            return self.strip(((f"    {stop.sign:<4}{stop.word}", _STYLES[stop.state]),))
        return self.strip(((f"{'›' if here else ' '}{stop.number} {stop.name}", "here" if here else "plain"),))

    def _on_one_line(self) -> list[Piece]:
        pieces: list[Piece] = []
        self._places = []
        x = 0
        for index, stop in enumerate(self._stops):
            here = index == self._current
            pieces.append((f"{'›' if here else ' '}{stop.number}", "here" if here else "plain"))
            pieces.append((f"{stop.sign} ", "here" if here else _STYLES[stop.state]))
            start, x = x, x + sum(cell_len(text) for text, _ in pieces[-2:])
            self._places.append((start, x))
        return pieces

    def on_click(self, event: events.Click) -> None:
        """Go to the stop that was clicked."""
        if self.narrow:
            index = next((n for n, (start, end) in enumerate(self._places) if start <= event.x < end), None)
        else:
            index = event.y // 2
        if index is not None and index < len(self._stops):
            self.post_message(self.Chosen(index))
