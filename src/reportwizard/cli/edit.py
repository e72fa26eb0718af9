"""`reportwizard edit FILE`: a report on the screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from reportwizard.cli.screen import open_screen
from reportwizard.cli.streams import is_terminal
from reportwizard.errors import UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="报告文件")


def run(options: argparse.Namespace) -> int:
    """Open the file. Raises ReportWizardError where it cannot be read."""
    from reportwizard.report.files import open_report

    path = Path(options.file)
    open_report(path)  # a file that cannot be read is told before the screen is drawn
    if not is_terminal():
        raise UsageError("edit 要在终端里运行", "", "检查用 reportwizard check，导出用 reportwizard export")
    return open_screen(path)
