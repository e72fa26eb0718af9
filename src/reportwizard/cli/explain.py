"""`reportwizard explain [CODE]`: what a rule checks, why it matters, how to put it right, and where it comes from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reportwizard.cli.status import Status
from reportwizard.cli.streams import put
from reportwizard.errors import UsageError

if TYPE_CHECKING:
    from reportwizard.checks import Rule

_SEVERITIES = {"error": "错误", "warning": "警告", "advice": "建议"}


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("code", nargs="?", metavar="代码", help="如 A01；不写时列出全部规则")


def run(options: argparse.Namespace) -> int:
    """Print the rule, or all of them in a line each."""
    from reportwizard.checks import RULES

    if options.code is None:
        lines = [f"{rule.code}  {_SEVERITIES[rule.severity]}  {rule.title}（{rule.name}）" for rule in RULES.values()]
        put(("\n".join(lines) + "\n").encode("utf-8"))
        return Status.DONE
    rule = RULES.get(options.code.upper())
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(options.code.upper(), RULES, n=1)
        hint = f"最接近的是 {near[0]}" if near else "reportwizard explain 列出全部规则"
        raise UsageError(f"没有规则“{options.code}”", "", hint)
    text = "\n".join([heading(rule), "", *(f"{name}：{part}" for name, part in parts(rule)), ""])
    put(text.encode("utf-8"))
    return Status.DONE


def heading(rule: Rule) -> str:
    """What the rule is called, and how bad its findings are."""
    return f"{rule.code} {rule.title}（{rule.name}，{_SEVERITIES[rule.severity]}）"


def parts(rule: Rule) -> tuple[tuple[str, str], ...]:
    """What is told of a rule, each part with its name."""
    return (("检查", rule.what), ("理由", rule.why), ("改法", rule.remedy), ("依据", rule.source))
