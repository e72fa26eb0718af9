"""`reportwizard check FILE...`: what is wrong with these reports."""

from __future__ import annotations

import argparse
from typing import Any

from reportwizard.cli.status import Status
from reportwizard.cli.streams import put, read_report, say
from reportwizard.errors import ReportWizardError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("files", nargs="+", metavar="文件", help="报告文件，可以有几个，什么格式都可以；- 是标准输入")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出的格式，默认 text")
    parser.add_argument("--select", default="", metavar="代码", help="只看这些规则，如 A,V01")
    parser.add_argument("--ignore", default="", metavar="代码", help="不看这些规则")


def run(options: argparse.Namespace) -> int:
    """Check every file; an unreadable one is told and the others are reported all the same."""
    from reportwizard.checks import check, select_codes
    from reportwizard.typeset.findings import Checked, as_json, as_text

    codes = select_codes(options.select, options.ignore)
    checked: list[Checked] = []
    unreadable = False
    for name in options.files:
        try:
            report, recognised = read_report(name)
        except ReportWizardError as error:
            say(str(error))
            unreadable = True
            continue
        if recognised is None:
            checked.append(Checked(name, report, check(report, codes=codes)))
            continue
        for note in recognised.notes:
            say(f"{name}：{note}")
        findings = check(report, codes=codes, form=recognised.form)
        checked.append(Checked(name, report, findings, recognised.unread))
    text: Any = as_json(checked) if options.format == "json" else as_text(checked)
    if checked or options.format == "json":
        # a file's name may hold what is no character; escaped so, it is JSON's own way to write it
        put(text.encode("utf-8", "backslashreplace"))
    if unreadable:
        return Status.WRONG
    return Status.FINDINGS if any(entry.count("error") for entry in checked) else Status.DONE
