"""One line to type in, as Textual has it, with the terminal's cursor where the next character will stand."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import Input


class Field(Input):
    """Textual puts the terminal's cursor one cell too far at the end of the text; an input method opens there."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the caret stands."""
        offset = super().cursor_screen_offset
        return offset - (1, 0) if self.cursor_position == len(self.value) else offset
