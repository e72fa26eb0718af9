"""From the command line to the screen: the only door, so that nothing of Textual is loaded by any other way."""

from __future__ import annotations

from pathlib import Path


def open_screen(path: Path, *, new: bool = False) -> int:
    """Show the report in the file until the clerk leaves; returns the exit status."""
    import gc

    from reportwizard.tui.app import run

    gc.enable()  # `main` does without for the sake of quick commands; a screen stays open for hours
    return run(path, new=new)
