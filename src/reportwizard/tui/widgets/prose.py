"""A narrative section: its text, and beside it what belongs there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.document._document import Document
from textual.message import Message
from textual.widgets import Static, TextArea
from textual.widgets.text_area import Selection

from reportwizard.characters import clean
from reportwizard.editions.form import Section
from reportwizard.session import Session
from reportwizard.tui.disguise import Disguise


class ProseArea(TextArea):
    """A text area that leaves undo, zeros and the function keys to the application."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", show=False)]

    @dataclass
    class TextEntered(Message):
        """The text is now this one."""

        section: str
        text: str

    def __init__(self, section: Section, session: Session) -> None:
        self.section = section
        self._session = session
        self._disguise = Disguise(self._stored)
        super().__init__(
            self._disguise.put_on(self._stored),
            id=f"text-{section.id}",
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            max_checkpoints=1,
        )

    @property
    def _stored(self) -> str:
        return self._session.report.texts.get(self.section.id, "")

    @property
    def caret(self) -> int:
        """Before which character of the text one stands."""
        return cast(Document, self.document).get_index_from_location(self.cursor_location)

    def select_span(self, start: int, end: int) -> None:
        """Stand at some words of the text, selected."""
        document = cast(Document, self.document)
        self.selection = Selection(*(document.get_location_from_index(at) for at in (start, end)))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what the text is now."""
        event.stop()
        text = self._disguise.take_off(self.text)
        if text != self._stored:
            self.post_message(self.TextEntered(self.section.id, text))

    def on_paste(self, event: events.Paste) -> None:
        """What comes from outside is cleaned at the door."""
        event.stop()
        event.prevent_default()
        self.put(event.text)

    def put(self, text: str) -> None:
        """Put a text in the place of what is selected."""
        self.replace(clean(text.replace("\r\n", "\n").replace("\r", "\n")), *self.selection)

    def follow(self) -> None:
        """Show what the session holds, after an undo."""
        if self._disguise.take_off(self.text) == self._stored:
            return
        self._disguise = Disguise(self._stored)
        old, new = self.text, self._disguise.put_on(self._stored)
        start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        tail = 0
        while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        document = cast(Document, self.document)
        self.replace(
            new[start : len(new) - tail],
            document.get_location_from_index(start),
            document.get_location_from_index(len(old) - tail),
            maintain_selection_offset=False,
        )
        self.move_cursor(cast(Document, self.document).get_location_from_index(len(new) - tail))


class ProsePane(Horizontal):
    """The text area and its guidance."""

    def __init__(self, section: Section, session: Session) -> None:
        super().__init__(id=f"pane-{section.id}", classes="prose")
        self.section = section
        self.area = ProseArea(section, session)

    def compose(self) -> ComposeResult:
        """The text to the left, the guidance to the right."""
        yield self.area
        guidance = self.section.guidance.strip()
        parts = "".join(f"\n（{'一二三四五六七八九'[n]}）{part}" for n, part in enumerate(self.section.parts))
        yield Static(Text(f"【怎么写】\n{guidance}{parts}"), classes="guidance")
