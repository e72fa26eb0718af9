"""What all pages of the wizard have in common: something that takes the keys, and a way to follow the session."""

from __future__ import annotations

from textual.widget import Widget


class Page(Widget):
    """One stop of the way. Mixed into a widget of Textual's, or of our own."""

    @property
    def target(self) -> Widget:
        """What takes the keys here."""
        raise NotImplementedError

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """The session has changed at these addresses (None: anywhere): show it."""
        raise NotImplementedError
