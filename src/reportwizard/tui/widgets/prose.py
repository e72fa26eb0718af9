"""A narrative section: its text, and beside it what belongs there.

The area owns no report. It goes ahead by what is typed, says each change in a message, and when all that it said has
been answered it shows what the session holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from reportwizard.characters import clean
from reportwizard.checks import Finding
from reportwizard.editions.form import Section
from reportwizard.session import Session
from reportwizard.session.changes import splice_between
from reportwizard.tui import keymap
from reportwizard.tui.manuscript import Edit, Mark, from_outside
from reportwizard.tui.widgets.page import Page
from reportwizard.tui.widgets.pen import Pen
from reportwizard.tui.widgets.running import Excerpt

_HINT = "在这里写，或者粘贴写好的文字；回车另起一段"


class ProseArea(Pen, can_focus=True):
    """The text of one section. Undo, zeros, Tab and the function keys it leaves to the application.

    Its keys are no Textual bindings, not even for copying: those run only after the key has bubbled up to the
    application, and the characters of a quick typist would overtake them.
    """

    @dataclass
    class TextEntered(Message):
        """In the section's text, something was put in the place of something else. Who takes it says so."""

        area: ProseArea
        edit: Edit

        def taken(self) -> None:
            """It is being answered."""
            self.area._ahead -= 1

        @property
        def address(self) -> str:
            """The text's address."""
            return self.area.address

    def __init__(self, section: Section, session: Session) -> None:
        self.address = f"texts.{section.id}"
        self.section = section
        self._session = session
        self._ahead = 0
        """How many changes were said and not yet answered."""
        self._findings: list[Finding] | None = None
        super().__init__(self._stored, _HINT, id=f"text-{section.id}")
        self._adopt()

    @property
    def _stored(self) -> str:
        return self._session.report.texts.get(self.section.id, "")

    # ---- keys

    def on_key(self, event: events.Key) -> None:
        """Keys that write, erase and move; what is none of them goes on to the application."""
        keys, key = keymap.in_force().text, event.key
        call = keys.get(key, "")
        moved = call or keys.get(key.replace("shift+", ""), "")
        kind, _, what = call.partition(":")
        if self.moves_by(moved, select=not call):
            pass
        elif kind == "erase":
            self._did(self.manuscript.erase(what))
        elif kind in ("new_paragraph", "copy", "cut", "paste"):
            getattr(self, f"action_{kind}")()
        elif event.character and event.character >= " " and (text := clean(event.character)):
            self._did(self.manuscript.put(text, typed=True))
        else:
            return
        event.stop()
        event.prevent_default()

    def action_new_paragraph(self) -> None:
        """Enter."""
        self._did(self.manuscript.put("\n", typed=True))

    def action_copy(self) -> None:
        """Ctrl+C: only copies."""
        if self.selected_text:
            self.app.copy_to_clipboard(clean(self.selected_text))
            self.say(self.CaretMoved("已复制"))

    def action_cut(self) -> None:
        """Ctrl+X."""
        if self.selected_text:
            self.app.copy_to_clipboard(clean(self.selected_text))
            self._did(self.manuscript.erase("left"))

    def action_paste(self) -> None:
        """Ctrl+V: what was copied here (what comes from elsewhere, the terminal pastes itself)."""
        if self.app.clipboard:
            self.put(self.app.clipboard)
        else:
            note = "剪贴板是空的；要粘贴别处复制的内容，请用终端自己的粘贴键（常为 Ctrl+Shift+V）"
            self.say(self.CaretMoved(note))

    def on_paste(self, event: events.Paste) -> None:
        """A paste from the terminal."""
        event.stop()
        event.prevent_default()
        self.put(event.text)

    def put(self, text: str) -> None:
        """Put a text that comes from outside in the place of what is selected: one step."""
        self._did(self.manuscript.put(from_outside(text)))

    def _did(self, edit: Edit | None) -> None:
        """Say what was done. It is painted when it has been answered, together with all else that it changes."""
        if edit is None:
            self.show_changes()
            return
        self._ahead += 1
        self.say(self.TextEntered(self, edit))

    # ---- what comes down

    def follow(self) -> None:
        """Show what the session holds and what it finds; after an undo the caret is where something changed."""
        if not self._ahead:
            self._adopt()
        self.show_changes()

    def _adopt(self) -> None:
        splice = splice_between(self.address, self.text, self._stored)
        if splice is not None:
            end = splice.start + len(splice.before)
            self.manuscript.replace(splice.start, end, splice.after, fresh=True)
            self.manuscript.pause()
        if self._findings is not self._session.findings:
            self._findings = self._session.findings
            self.manuscript.mark(
                Mark(*finding.span, finding.severity)
                for finding in self._findings
                if finding.span and finding.waived is None and self.address in finding.where[:1]
            )


class ProsePane(Horizontal, Page):
    """The text area and its guidance."""

    def __init__(self, section: Section, session: Session) -> None:
        super().__init__(id=f"pane-{section.id}", classes="prose")
        self.section = section
        self.area = ProseArea(section, session)

    @property
    def target(self) -> ProseArea:
        """The text."""
        return self.area

    @property
    def place(self) -> tuple[str, int]:
        """The caret's."""
        return self.area.address, self.area.caret

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """The text follows."""
        self.area.follow()

    def compose(self) -> ComposeResult:
        """The text to the left, the guidance to the right."""
        yield self.area
        guidance = self.section.guidance.strip()
        parts = "".join(f"\n（{'一二三四五六七八九'[n]}）{part}" for n, part in enumerate(self.section.parts))
        yield Excerpt(f"【怎么写】\n{guidance}{parts}", classes="guidance")
