"""Harmful characters in a text area: shown as symbols while they are there, and themselves again in the report.

One for one, so that a text keeps its length and every place in it; the symbols are chosen among those that the
text does not use itself.
"""

from __future__ import annotations

from reportwizard.characters import has_harmful, visible

_SYMBOLS = [chr(code) for code in (*range(0x2400, 0x2427), *range(0x2801, 0x2900))]


class Disguise:
    """The symbols chosen for one text."""

    def __init__(self, text: str) -> None:
        self._to: dict[int, str] = {}
        self._back: dict[int, str] = {}
        if not has_harmful(text):
            return
        free = [symbol for symbol in _SYMBOLS if symbol not in text]
        for character in dict.fromkeys(text):
            if has_harmful(character):
                wanted = visible(character)
                symbol = wanted if wanted in free else free[-1]
                free.remove(symbol)
                self._to[ord(character)] = symbol
                self._back[ord(symbol)] = character

    def put_on(self, text: str) -> str:
        """The text as shown."""
        return text.translate(self._to) if self._to else text

    def take_off(self, text: str) -> str:
        """The text as stored."""
        return text.translate(self._back) if self._back else text
