"""`reportwizard new YEAR`: a new report's file, opened on the screen."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from reportwizard.cli.screen import open_screen
from reportwizard.cli.status import Status
from reportwizard.cli.streams import is_terminal, say
from reportwizard.errors import typed

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("year", type=int, metavar="年度", help="报告的年度，如 2025")
    parser.add_argument("--agency", default="", metavar="单位名称", help="以谁的名义发布")
    parser.add_argument("-o", "--output", metavar="文件", help="文件名；不写时是 单位名称-年度.toml，或 年度.toml")
    parser.add_argument("--no-edit", action="store_true", help="只建文件，不打开")


def run(options: argparse.Namespace) -> int:
    """Make the file, then open it where a person can see it."""
    from reportwizard.characters import clean
    from reportwizard.editions.loading import edition_for_year
    from reportwizard.report import files
    from reportwizard.report.model import Report
    from reportwizard.report.toml import dumps

    agency = clean(options.agency).replace("\n", " ").replace("\t", " ").strip()
    report = Report(edition_for_year(options.year), options.year, agency)
    path = Path(options.output or default_name(agency, options.year))
    files.create(path, dumps(report))
    say(f"已新建 {path}")
    if options.no_edit or not is_terminal():
        say(f"填写请运行：reportwizard edit {typed(path)}")
        return Status.DONE
    return open_screen(path, new=True)


def default_name(agency: str, year: int) -> str:
    """AGENCY-YEAR.toml, without what no system takes in a file's name; YEAR.toml where nothing is left."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", agency).strip(" .")[:60].lstrip("-")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return f"{name}-{year}.toml" if name else f"{year}.toml"
