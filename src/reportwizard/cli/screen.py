"""From the command line to the screen: the only door, so that nothing of Textual is loaded by any other way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportwizard.session.locking import Lock


def open_screen(path: Path, *, new: bool = False, lock: Lock | None = None) -> int:
    """Show the report in the file until the clerk leaves; returns the exit status."""
    from reportwizard.tui.app import run

    return run(path, new=new, lock=lock)
