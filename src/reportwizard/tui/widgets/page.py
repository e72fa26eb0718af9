"""What all pages of the wizard have in common: something that takes the keys, and a way to follow the session."""

from __future__ import annotations

from textual.widget import Widget


class Page(Widget):
    """One stop of the way. Mixed into a widget of Textual's, or of our own."""

    @property
    def target(self) -> Widget:
        """What takes the keys here."""
        raise NotImplementedError

    @property
    def place(self) -> tuple[str, int]:
        """The address where one stands, empty where there is none; in a text before which character."""
        return "", 0

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """The session has changed at these addresses (None: anywhere): show it."""
        raise NotImplementedError

    def target_at(self, address: str) -> Widget:
        """What takes the keys here for an address, where it is not for the page to say later."""
        return self.target

    def done_typing(self) -> bool:
        """What is being typed here is finished; whether something was said by that."""
        return False
