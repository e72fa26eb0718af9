"""One line to type in, as Textual has it, with the terminal's cursor where the next character will stand.

Invariant: nothing that a terminal would obey stands in it, whoever put it there: Textual draws the value as it is.
"""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import Input

from reportwizard.characters import clean


class Field(Input):
    """Textual puts the terminal's cursor one cell too far at the end of the text; an input method opens there."""

    def validate_value(self, value: str) -> str:
        """What can be shown of a value that was typed, pasted or set."""
        return clean(value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the caret stands."""
        offset = super().cursor_screen_offset
        return offset - (1, 0) if self.cursor_position == len(self.value) else offset
