"""Dialogs over the main screen: small questions, each answered by one key or one choice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reportwizard.characters import visible
from reportwizard.tui.widgets.field import Field
from reportwizard.tui.widgets.running import Running

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A screen over the main one that is left with an answer."""

    def answer(self, result: T) -> None:
        """Leave with `result`; a second key that was already on its way finds nothing to leave."""
        if self.app.screen is self:  # `is_current` is true below the word that the window is too small, too
            self.dismiss(result)


class AnswerLine(Static):
    """One answer of a question: a click is as good as its key."""

    def __init__(self, key: str, label: str) -> None:
        names = {"enter": "回车", "escape": "Esc"}
        super().__init__(Text(f"[{names.get(key, key.upper())}] {visible(label)}"))
        self._key = key

    def on_click(self, event: events.Click) -> None:
        """Give this answer."""
        event.stop()
        if isinstance(self.screen, Question):
            self.screen.answer(self._key)


class Question(Dialog[str]):
    """A question with a key for each answer; the screen returns the chosen key."""

    def __init__(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._text = text
        self._answers = dict(answers)

    def compose(self) -> ComposeResult:
        """The question, and the keys below it."""
        with Vertical(classes="dialog"):
            yield Static(Text(f"{visible(self._text)}\n"))
            for key, label in self._answers.items():
                yield AnswerLine(key, label)

    def on_key(self, event: events.Key) -> None:
        """One of the keys; any other is passed over."""
        event.stop()
        if event.key.lower() in self._answers:
            self.answer(event.key.lower())


class Reading(Dialog[None]):
    """Something to read and scroll, such as the help. Any of `closing` keys leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, title: str, text: str, *, classes: str = "", closing: str = "escape") -> None:
        super().__init__(classes=classes)
        self._title = title
        self._text = text
        self._closing_keys = closing.split(",")

    def compose(self) -> ComposeResult:
        """The text in a scrolling frame."""
        with VerticalScroll(classes="reading") as frame:
            frame.border_title = Text(self._title).plain.replace("[", "(")
            yield Running(self._text)

    def on_key(self, event: events.Key) -> None:
        """Close with the key that opened it, too."""
        if event.key in self._closing_keys:
            event.stop()
            self.answer(None)

    def action_close(self) -> None:
        """Esc."""
        self.answer(None)


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One entry of a picker: what is shown, the words that find it, and what is chosen with it."""

    label: str
    keys: tuple[str, ...]
    value: T

    def matches(self, words: str) -> int:
        """How well typed words fit: 0 exactly a key, 1 the label begins so, 2 it contains them, 3 not at all."""
        words = unicodedata.normalize("NFKC", words).strip().lower()  # an input method gives full-width digits
        if not words or words in self.keys:
            return 0
        name = self.label.lower().lstrip("0123456789 .（）一二三四五六七八九十零、")
        return 1 if name.startswith(words) else 2 if words in self.label.lower() else 3


class Picker(Dialog[T | None], Generic[T]):
    """Type some letters, pick with the arrows, Enter. One mechanism for the palette and for going to a row."""

    def __init__(self, title: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._listed: list[Choice[T]] = list(choices)

    def compose(self) -> ComposeResult:
        """A line to type in, the list below."""
        with Vertical(classes="dialog picker"):
            yield Static(Text(self._title))
            yield Field()
            yield OptionList(*self._options(), markup=False)

    def _options(self) -> list[Option]:
        return [Option(Text(choice.label)) for choice in self._listed]

    def on_mount(self) -> None:
        """The first is highlighted at once."""
        self.query_one(OptionList).highlighted = 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what fits, best first."""
        ranked = [(choice.matches(event.value), n) for n, choice in enumerate(self._choices)]
        self._listed = [self._choices[n] for rank, n in sorted(ranked) if rank < 3]
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(self._options() or [Option(Text("没有找到"), disabled=True)])
        listing.highlighted = 0 if self._listed else None

    def on_input_submitted(self) -> None:
        """Enter picks what is highlighted."""
        if self._listed:
            self.answer(self._listed[self.query_one(OptionList).highlighted or 0].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click picks."""
        if event.option_index < len(self._listed):
            self.answer(self._listed[event.option_index].value)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types."""
        listing = self.query_one(OptionList)
        if event.key == "escape":
            event.stop()
            self.answer(None)
        elif event.key == "down":
            event.stop()
            listing.action_cursor_down()
        elif event.key == "up":
            event.stop()
            listing.action_cursor_up()
