"""Where one is: the sections with their state, as a rail at the side or a strip at the top of a small screen."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from reportwizard.tui.view import State

_WORDS = {State.EMPTY: "未填", State.INCOMPLETE: "未填全"}
_STYLES = {State.EMPTY: "dim", State.INCOMPLETE: "yellow", State.WRONG: "bold red", State.DONE: "green"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the way: its numeral, its name, its state, and how many errors it has."""

    number: str
    name: str
    state: State
    errors: int = 0
    done: str = "已填"

    @property
    def word(self) -> str:
        """The state in words."""
        return f"{self.errors} 处错误" if self.state is State.WRONG else _WORDS.get(self.state, self.done)

    @property
    def sign(self) -> str:
        """The state as a sign."""
        return f"!{self.errors}" if self.state is State.WRONG else self.state.value


class Rail(Widget):
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
        """Draw these stops, if they are not drawn already."""
        if (stops, current) != (self._stops, self._current):
            self._stops, self._current = stops, current
            self.refresh()

    def render(self) -> Text:
        """The stops as text."""
        text = Text(no_wrap=True, overflow="crop")
        self._places = []
        for index, stop in enumerate(self._stops):
            here = "reverse bold" if index == self._current else ""
            start = text.cell_len
            if self.narrow:
                text.append(f" {stop.number}", here)
                text.append(f"{stop.sign} ", here or _STYLES[stop.state])
                self._places.append((start, text.cell_len))
                continue
            text.append(f" {stop.number} {stop.name}\n", here)
            text.append(f"    {stop.sign:<4}{stop.word}\n", _STYLES[stop.state])
        return text

    def on_click(self, event: events.Click) -> None:
        """Go to the stop that was clicked."""
        if self.narrow:
            index = next((n for n, (start, end) in enumerate(self._places) if start <= event.x < end), None)
        else:
            index = event.y // 2
        if index is not None and index < len(self._stops):
            self.post_message(self.Chosen(index))
