"""A cell being typed: its text and its caret. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Edit:
    """What stands in the cell, where the caret is, and whether arrows move in it (F2) or leave it.

    Every edit is its own: two of the same text are not equal.
    """

    path: str
    text: str
    caret: int
    inside: bool

    def insert(self, text: str) -> None:
        """Put `text` at the caret."""
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def backspace(self) -> bool:
        """Take the character before the caret away; whether there was one."""
        if not self.caret:
            return False
        self.text = self.text[: self.caret - 1] + self.text[self.caret :]
        self.caret -= 1
        return True

    def delete(self) -> None:
        """Take the character behind the caret away."""
        self.text = self.text[: self.caret] + self.text[self.caret + 1 :]

    def move(self, by: int) -> None:
        """Move the caret, within the text."""
        self.caret = min(max(self.caret + by, 0), len(self.text))
