"""`reportwizard export FILE`: the finished report in another format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reportwizard.cli import streams
from reportwizard.cli.status import Status
from reportwizard.cli.streams import put, read_source, say, warn_of_journal
from reportwizard.errors import UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from reportwizard.formats import FORMATS

    parser.add_argument("file", metavar="文件", help="报告文件；- 是标准输入")
    parser.add_argument("--to", metavar="格式", help=f"{'、'.join(FORMATS)}；不写时由 -o 的后缀决定，都没有时是 md")
    parser.add_argument("-o", "--output", metavar="输出", help="输出文件；不写或写 - 时是标准输出")
    parser.add_argument("--force", action="store_true", help="输出文件已经有了也覆盖")


def run(options: argparse.Namespace) -> int:
    """Export; nothing is written when anything is wrong."""
    from reportwizard.formats import format_for, notes
    from reportwizard.report.files import open_bytes, replace

    output = None if options.output in (None, "-") else Path(options.output)
    chosen = format_for(options.to, options.output)
    data, called = read_source(options.file)
    report = open_bytes(data, called).report
    warn_of_journal(options.file, data)
    made = chosen.render(report)
    if output is None:
        put(made)
        if streams.WINDOWS and sys.stdout is not None and not sys.stdout.isatty():
            say("标准输出是 UTF-8；PowerShell 用 > 或管道接收时会改掉编码，写文件请用 -o 文件名")
    else:
        _guard(output, options)
        replace(output, made)
        say(f"已导出 {output}")
    for note in notes(report, chosen.name):
        say(note)
    return Status.DONE


def _guard(output: Path, options: argparse.Namespace) -> None:
    """Never write over what nobody agreed to lose. Raises UsageError."""
    if output.is_dir():
        raise UsageError("这是文件夹", str(output), "请写一个文件名")
    if not output.exists():
        return
    if not output.is_file():  # a device: a file in its place would take it away from the whole system
        raise UsageError("这是设备或管道，不是文件", str(output), "要写到标准输出请用 -o -")
    if options.file != "-" and output.samefile(options.file):
        raise UsageError("不能把导出写到报告本身", str(output), "请换一个文件名")
    if not options.force:
        raise UsageError("已经有这个文件，没有覆盖", str(output), "请换一个文件名，或者加上 --force")
