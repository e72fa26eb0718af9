"""argparse, speaking Chinese: headings, help and errors."""

from __future__ import annotations

import argparse
import os
import re
import sys
from contextlib import suppress
from typing import NoReturn

from reportwizard.errors import UsageError

_ERRORS = (
    (r"the following arguments are required: (.+)", "缺少 {0}"),
    (r"unrecognized arguments: (.+)", "不认识的参数 {0}"),
    (r"argument (.+?): invalid choice: '?(.+?)'? \(choose from (.+)\)", "{0} 没有“{1}”这一项，可选的有 {2}"),
    (r"argument (.+?): expected one argument", "{0} 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", "{0} 后面至少要写一个值"),
    (r"argument (.+?): invalid (?:int|year) value: '?(.+?)'?", "{0} 应是数字，“{1}”不是"),
    (r"argument (.+?): ignored explicit argument '?(.+?)'?", "{0} 后面不带值，多了“{1}”"),
    (r"ambiguous option: (.+?) could match (.+)", "{0} 不明确，可能是 {1}"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} 与 {1} 不能同时用"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # with a width of its own it loads nothing to find one: every parser makes some of these, seldom to print
        super().__init__(prog, width=_columns() - 2)

    def add_usage(self, usage: object, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "用法：")  # type: ignore[arg-type]


def _columns() -> int:
    """The columns of the terminal, as `shutil.get_terminal_size` finds them."""
    with suppress(ValueError):
        if int(os.environ.get("COLUMNS", "")) > 0:
            return int(os.environ["COLUMNS"])
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


class Parser(argparse.ArgumentParser):
    """An argument parser whose words are Chinese, and whose errors are UsageError."""

    def __init__(self, **settings: object) -> None:
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Raises UsageError, in Chinese."""
        for pattern, chinese in _ERRORS:
            match = re.fullmatch(pattern, message)
            if match:
                message = chinese.format(*match.groups())
                break
        raise UsageError(message, "", f"用法见 {self.prog} --help")
