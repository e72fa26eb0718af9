"""`reportwizard edit FILE`: a report on the screen."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from reportwizard.cli.screen import open_screen
from reportwizard.cli.streams import is_terminal
from reportwizard.errors import UsageError, typed


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="报告文件；不是 .toml 的（如 Word、网页）读入后另存为同名的 .toml")


def run(options: argparse.Namespace) -> int:
    """Open the file. Raises ReportWizardError where it cannot be read; then nothing is drawn."""
    path = Path(options.file)
    if not is_terminal():
        from reportwizard.formats.opening import open_file

        open_file(path)  # a file that cannot be read is told first, here as there
        hint = "检查用 reportwizard check，导出用 reportwizard export"
        if os.environ.get("MSYSTEM"):  # its window is no Windows console, and hides that it is a terminal
            hint = f"在 Git Bash 里请用 winpty reportwizard edit {typed(path)}，或者换用 Windows 终端"
        raise UsageError("edit 要在终端里运行", "", hint)
    return open_screen(path)
