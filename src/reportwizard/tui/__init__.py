"""The screen: the only room that knows Textual. Widgets post what happened, the screen calls the session."""
