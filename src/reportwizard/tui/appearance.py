"""How the screen looks to this person in this terminal: colours, keys, widths, size. Nothing of the report.

The application's first layer. What it needs to know comes in as `Settings`, and from the terminal itself: its size,
NO_COLOR, and one question about how wide it draws some characters, whose answer nothing waits for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from textual import events
from textual.app import App
from textual.binding import BindingsMap
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from reportwizard.tui import ambiguous, keymap, themes
from reportwizard.tui.screens.small import TooSmall, is_too_small
from reportwizard.tui.settings import Settings


class Appearance(App[None]):
    """An application in the colours, keys and widths of its settings."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.environment: Mapping[str, str] = os.environ
        self._question_is_open = False
        self._plain = [NoColor()]
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, themes.choose(settings.theme, self.environment))
        self.stylesheet.set_variables(self.get_css_variables())
        keys = keymap.make(settings.keys)
        keymap.use(keys)
        # Textual's own way, set_keymap, works the map out anew at every key that is pressed
        self._bindings = BindingsMap(action.binding() for action in keys.actions if action.key)
        self._use_width(settings.ambiguous_width == "wide")

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, made to stand what real terminals do; another system's or a recorder's as it is."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from reportwizard.tui.terminal import Terminal

        return Terminal

    def complaints(self) -> str:
        """What in the settings could not be used; nothing where all of it could."""
        unusable = [f"设置文件 {self.settings.path}：{told}。" for told in keymap.in_force().problems]
        return " ".join([*self.settings.problems, *unusable])

    # ---- colours

    def get_line_filters(self) -> Sequence[LineFilter]:
        """With NO_COLOR the terminal's own two colours, not greys in their place."""
        return self._plain if self.no_color else super().get_line_filters()

    # ---- widths

    def ask_terminal(self) -> None:
        """Ask how wide it draws what may be one cell or two. An answer that never comes means: one."""
        if self.settings.ambiguous_width == "auto" and self._driver is not None and not self.is_headless:
            self._question_is_open = True
            self._driver.write(ambiguous.QUESTION)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal says where its cursor is."""
        wide = ambiguous.answered(event.x, event.y) if self._question_is_open else None
        if wide is None:
            return
        self._question_is_open = False
        if wide != ambiguous.is_wide():
            self._use_width(wide)
            self._lay_out_anew()

    def _use_width(self, wide: bool) -> None:
        ambiguous.set_wide(wide)
        self.set_class(wide, "wide")

    def _lay_out_anew(self) -> None:
        """Whatever was measured is measured again, as after a change of size."""
        for screen in self.screen_stack:
            for widget in (screen, *screen.query("*")):
                if isinstance(widget, Static):
                    widget.update(widget.content)
                widget.clear_cached_dimensions()
                widget.refresh(layout=True)
                widget.post_message(events.Resize(widget.size, widget.virtual_size, widget.container_size))

    # ---- size

    def on_resize(self, event: events.Resize) -> None:
        """Where the pages do not fit any more, say so; where they fit again, show them as they were."""
        self.mind_size(event.size)

    def push_screen(self, screen: Any, *arguments: Any, **named: Any) -> Any:
        """As Textual has it; but the word that the window is too small stays above whatever opens below it."""
        small = isinstance(self.screen_stack[-1], TooSmall) if self.screen_stack else False
        if small:
            self.pop_screen()
        opened = super().push_screen(screen, *arguments, **named)
        if small:
            super().push_screen(TooSmall(self.words_when_small))
        return opened

    def mind_size(self, size: Size) -> None:
        """Invariant: the word stands on the stack once, at the top, exactly while the window is too small."""
        said = isinstance(self.screen, TooSmall)
        if said and not is_too_small(size):
            self.pop_screen()
        elif is_too_small(size) and not said:
            self.push_screen(TooSmall(self.words_when_small))

    @property
    def below_the_word(self) -> Screen[Any] | None:
        """What lies below the word that the window is too small; None where it is not said."""
        return self.screen_stack[-2] if isinstance(self.screen, TooSmall) else None

    def words_when_small(self) -> Sequence[str]:
        """What to say below the word that the window is too small."""
        return ()
