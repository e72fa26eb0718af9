# PYTHON_ARGCOMPLETE_OK
"""The command `reportwizard`: the one door at which errors are told. Each command is a module, imported to run."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from reportwizard import __version__
from reportwizard.cli.parser import Parser
from reportwizard.cli.status import Status
from reportwizard.cli.streams import abandon_output, is_closed_pipe, prepare, say
from reportwizard.errors import ReportWizardError

COMMANDS = {
    "new": "新建一份报告",
    "edit": "打开报告填写",
    "check": "检查报告",
    "export": "导出报告",
    "import": "把 Word、网页等文件读成报告",
    "explain": "说明检查规则",
    "schema": "输出文件格式的 JSON Schema",
    "completion": "输出命令补全脚本",
}


_MODULES = {"import": "importing"}
"""The modules that cannot be called as their command is."""


def _module(command: str) -> ModuleType:
    return import_module(f"reportwizard.cli.{_MODULES.get(command, command)}")


def make_parser() -> Parser:
    """The whole command line, for the shell's completion, the general help, and words that name no command."""
    parser = Parser(
        prog="reportwizard",
        description="填写、检查、导出《政府信息公开工作年度报告》。",
        epilog="新建 2025 年度的报告：reportwizard new 2025",
    )
    parser.add_argument("--version", action="version", version=f"reportwizard {__version__}", help="显示版本")
    commands = parser.add_subparsers(
        title="命令", dest="command", metavar="命令", parser_class=Parser, prog="reportwizard"
    )
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=f"{summary}。")
        _module(name).add(sub)
    return parser


def _understand(words: Sequence[str]) -> Namespace:
    """The options; where the first word is a command, its parser alone is made: seven fewer to wait for."""
    if words and words[0] in COMMANDS:
        name, *rest = words
        parser = Parser(prog=f"reportwizard {name}", description=f"{COMMANDS[name]}。")
        _module(name).add(parser)
        return parser.parse_args(rest, Namespace(command=name))
    parser = make_parser()
    options = parser.parse_args(words)
    if options.command is None:
        parser.print_help()
    return options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names; returns its exit status. Never raises, never shows a traceback."""
    if argv is None:  # the process is ours
        gc.disable()  # a command is over before garbage matters, and Python looks through everything again at its end
    words = list(sys.argv[1:] if argv is None else argv)
    prepare()
    try:
        if "_ARGCOMPLETE" in os.environ:
            import argcomplete

            argcomplete.autocomplete(make_parser())
        options = _understand(words)
        if options.command is None:
            return Status.DONE
        return int(_module(options.command).run(options))
    except ReportWizardError as error:
        say(str(error))
        return Status.WRONG
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except OSError as error:  # files tell their errors themselves: this is standard input or output
        from reportwizard.report.files import reason

        abandon_output()
        if is_closed_pipe(error):
            return Status.DONE
        say(f"无法读写（{reason(error)}）。请核对标准输入、标准输出所在的磁盘或程序。")
        return Status.WRONG
    except SystemExit as leaving:  # --help and --version leave this way
        return leaving.code if isinstance(leaving.code, int) else Status.DONE
