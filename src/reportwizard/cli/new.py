"""`reportwizard new YEAR`: a new report's file, blank or opened from last year's, shown on the screen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.cli.screen import open_screen
from reportwizard.cli.status import Status
from reportwizard.cli.streams import is_terminal, read_report, say, say_unread
from reportwizard.errors import StorageError, typed
from reportwizard.report.naming import default_name

if TYPE_CHECKING:
    from reportwizard.editions.form import Edition
    from reportwizard.report.carrying import Carried
    from reportwizard.session.locking import Lock


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("year", type=int, metavar="年度", help="报告的年度，如 2025")
    parser.add_argument("--agency", default="", metavar="单位名称", help="以谁的名义发布")
    parser.add_argument(
        "--from",
        dest="last",
        metavar="上年报告",
        help="从上年报告（什么格式都可以）带来单位名称、结转的件数等；- 是标准输入",
    )
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
    edition = edition_for_year(options.year)
    remarks: tuple[str, ...] = ()
    if options.last is None:
        report = Report(edition, options.year, agency)
    else:
        carried = _carry(options.last, options.year, edition, agency)
        report, remarks = carried.report, carried.remarks
    path = Path(options.output or default_name(report.agency, options.year))
    if options.last not in (None, "-"):
        report.carried_from = _from(path.parent, Path(options.last))
    shown = not options.no_edit and is_terminal()
    lock = _lock(path) if shown else None
    files.create(path, dumps(report))
    say(f"已新建 {path}")
    for remark in remarks:
        say(remark)
    if not shown:
        say(f"填写请运行：reportwizard edit {typed(path)}")
        return Status.DONE
    return open_screen(path, new=True, lock=lock)


def _lock(path: Path) -> Lock:
    """The right to write the file, before it is there. Raises StorageError where another program has it."""
    from reportwizard.session.locking import ONLY_LOOKING, Lock

    lock = Lock(path)
    if lock.is_others and not path.exists():  # one that is there is told in its own way
        raise StorageError(lock.refusal.removesuffix(ONLY_LOOKING), str(path), "请换一个文件名，或者等对方退出")
    return lock


def _carry(last: str, year: int, edition: Edition, agency: str) -> Carried:
    """The new report as the file `last` opens it. Raises StorageError that names the file."""
    from reportwizard.report.carrying import carry_over

    before, recognised = read_report(last)
    try:
        carried = carry_over(before, year, edition, agency=agency)
    except StorageError as error:
        raise StorageError(error.message, "标准输入" if last == "-" else last, error.hint) from error
    say_unread(recognised)
    return carried


def _from(folder: Path, last: Path) -> str:
    """The file `last` as seen from `folder`, with forward slashes; "" where its name is no text that one can store."""
    import os.path

    real = os.path.realpath(last)
    try:
        name = Path(os.path.relpath(real, os.path.realpath(folder))).as_posix()
    except ValueError:  # another drive
        name = Path(real).as_posix()
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return ""
    return name
