"""`reportwizard explain [CODE]`: what a rule checks, why it matters, how to put it right, and where it comes from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

from reportwizard.cli.status import Status
from reportwizard.cli.streams import put
from reportwizard.errors import UsageError

if TYPE_CHECKING:
    from reportwizard.checks import Rule

_PROFILE = "PROFILE"
"""What is written in the place of a code to be given the settings of a place, explained and ready to be changed."""

_SEVERITIES = {"error": "错误", "warning": "警告", "advice": "建议"}


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "code",
        nargs="?",
        metavar="代码",
        help="如 A01；只写 A 时列出这一类，不写时列出全部规则；写 profile 时输出本地要求设置文件的样本",
    )


def run(options: argparse.Namespace) -> int:
    """Print the rule; of a family, or of all of them, a line each."""
    from reportwizard.checks import RULES
    from reportwizard.checks.registry import families

    code = "" if options.code is None else options.code.strip().upper()
    if code == _PROFILE:
        from reportwizard.checks.profile_file import sample

        put(sample().encode("utf-8"))
        return Status.DONE
    if not code or code in families():
        lines = list(_listed(code))
    elif code in RULES:
        rule = RULES[code]
        lines = [heading(rule), "", *(f"{name}：{part}" for name, part in parts(rule))]
    else:
        _refuse(options.code, code)
    put(("\n".join(lines) + "\n").encode("utf-8"))
    return Status.DONE


def _listed(letter: str) -> Iterator[str]:
    """The rules in a line each, of one family or, apart from each other, of all."""
    from reportwizard.checks.registry import families

    for number, (family, rules) in enumerate(families().items() if not letter else [(letter, families()[letter])]):
        if number:
            yield ""
        yield family_heading(family)
        yield from (f"  {rule.code}  {_SEVERITIES[rule.severity]}  {rule.title}（{rule.name}）" for rule in rules)


def _refuse(written: str, code: str) -> NoReturn:
    from difflib import get_close_matches

    from reportwizard.checks import RULES

    near = get_close_matches(code, RULES, n=1)
    hint = f"最接近的是 {near[0]}" if near else "reportwizard explain 列出全部规则"
    raise UsageError(f"没有规则“{written}”", "", hint)


def family_heading(letter: str) -> str:
    """What the rules of a family look at: N 文字与表格对照."""
    from reportwizard.checks.registry import FAMILY_NAMES

    return f"{letter} {FAMILY_NAMES[letter]}"


def heading(rule: Rule) -> str:
    """What the rule is called, and how bad its findings are."""
    return f"{rule.code} {rule.title}（{rule.name}，{_SEVERITIES[rule.severity]}）"


def parts(rule: Rule) -> tuple[tuple[str, str], ...]:
    """What is told of a rule, each part with its name."""
    return (("检查", rule.what), ("理由", rule.why), ("改法", rule.remedy), ("依据", rule.source))
