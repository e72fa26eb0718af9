"""From the command line to the screen: the only door, so that nothing of Textual is loaded by any other way."""

from __future__ import annotations

from pathlib import Path


def open_screen(path: Path, *, new: bool = False) -> int:
    """Show the report in the file until the clerk leaves; returns the exit status."""
    from reportwizard.tui.app import run

    return run(path, new=new)
