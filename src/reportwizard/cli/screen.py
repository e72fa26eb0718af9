"""From the command line to the screen: the only door, so that nothing of Textual is loaded by any other way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard.errors import UsageError

if TYPE_CHECKING:
    from reportwizard.session.locking import Lock

_OUTPUT = -11  # STD_OUTPUT_HANDLE
_DRAWS = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def open_screen(path: Path, *, new: bool = False, lock: Lock | None = None) -> int:
    """Show the report in the file until the clerk leaves; returns the exit status. Raises ReportWizardError."""
    if sys.platform == "win32":
        import ctypes

        require_drawing(ctypes.windll.kernel32, ctypes.c_ulong(), ctypes.byref)
    from reportwizard.tui.app import run

    return run(path, new=new, lock=lock)


def require_drawing(kernel32: Any, mode: Any, byref: Any) -> None:
    """Try whether the console of an older Windows can be drawn on, before it is filled with signs that mean nothing.

    `kernel32` is the system's library, `mode` a number of its kind, `byref` how one hands it over. Raises UsageError.
    """
    handle = kernel32.GetStdHandle(_OUTPUT)
    if not kernel32.GetConsoleMode(handle, byref(mode)):  # such as NUL, which calls itself a terminal
        raise UsageError("这里不是 Windows 控制台窗口", "", "请在 Windows 终端或命令提示符里运行")
    before = mode.value
    if not kernel32.SetConsoleMode(handle, before | _DRAWS):
        raise UsageError("这个控制台窗口太旧，画不出界面", "", "请用 Windows 10 以上的系统，最好是 Windows 终端")
    kernel32.SetConsoleMode(handle, before)
