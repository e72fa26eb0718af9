"""The one registry of rules: every code, its name and severity, and what `explain` and the manual say about it.

A rule is one function with one code. Its docstring is in Chinese, because the clerk reads it: the first line is
the title, then come four parts, each opening its own line, in this order and none empty:

    检查：what is checked    理由：why it matters    改法：how to put it right    依据：where the rule comes from

Some codes are explanations: they make no finding, but add a hint to findings of other rules.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from reportwizard.errors import UsageError
from reportwizard.records import Record

if TYPE_CHECKING:
    from reportwizard.checks.context import Context
    from reportwizard.checks.finding import Finding, Hint, Severity

Check: TypeAlias = "Callable[[Context], Iterable[Finding]]"
"""What a rule runs: the findings of one report, in any order."""

Reads = Literal["figures", "texts", "both"]
"""What a rule goes by: cells, the head and the looks (figures), the texts and the head (texts), or all of it. A figure
typed runs no rule that reads texts only; a pause in the typing of a text runs those, and the ones that read both.
"""

Explanation: TypeAlias = "Callable[[Context, Sequence[Finding]], Iterable[tuple[Finding, Hint]]]"
"""What an explanation runs: hints, each with the finding it belongs to."""

PARTS = ("检查", "理由", "改法", "依据")
"""The parts of a rule's docstring after its title."""


FAMILY_NAMES = {
    "A": "表内的平衡与合计",
    "V": "单元格里的数",
    "Y": "与上年报告对照",
    "N": "文字与表格对照",
    "F": "报告的格式",
    "W": "文字的写法",
    "P": "不得公开的内容",
    "D": "公布日期",
}
"""The families by the letter that their codes begin with, and what they look at."""


class Rule(Record):
    """One code. `function` is None for an explanation, which has nothing of its own to run."""

    code: str
    name: str
    severity: Severity
    title: str
    what: str
    why: str
    remedy: str
    source: str
    function: Check | None
    reads: Reads = "figures"


RULES: dict[str, Rule] = {}
"""Every rule by its code, in order."""


def families() -> dict[str, list[Rule]]:
    """The rules by the letters of their families, each in order."""
    found: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        found.setdefault(rule.code[0], []).append(rule)
    return found


EXPLANATIONS: dict[str, Explanation] = {}
"""The functions of the explanations by their codes, in order."""


def rule(code: str, name: str, severity: Severity, reads: Reads = "figures") -> Callable[[Check], Check]:
    """Register the decorated function under `code`. Raises ValueError for a code given twice or a docstring unfit.

    `severity` is the worst that its findings have.
    """

    def register(function: Check) -> Check:
        _add(code, name, severity, function.__doc__, function, reads)
        return function

    return register


def explanation(code: str, name: str, severity: Severity) -> Callable[[Explanation], Explanation]:
    """Register the decorated function as one that explains the findings of other rules. Raises ValueError."""

    def register(function: Explanation) -> Explanation:
        _add(code, name, severity, function.__doc__, None)
        EXPLANATIONS[code] = function
        return function

    return register


def select_codes(select: str, ignore: str) -> frozenset[str]:
    """The codes that two comma-separated lists leave; each entry is a code or its beginning, in either case.

    An empty `select` means all. Raises UsageError for an entry that no code begins with.
    """
    chosen = _codes(select, "--select") if select.strip(" ,，") else frozenset(RULES)
    return chosen - _codes(ignore, "--ignore")


def _codes(entries: str, option: str) -> frozenset[str]:
    found: set[str] = set()
    for entry in entries.replace("，", ",").split(","):
        wanted = entry.strip().upper()
        if not wanted:
            continue
        matches = [code for code in RULES if code.startswith(wanted)]
        if not matches:
            _refuse(entry.strip(), wanted, option)
        found.update(matches)
    return frozenset(found)


def _refuse(entry: str, wanted: str, option: str) -> None:
    from difflib import get_close_matches

    near = get_close_matches(wanted, RULES, n=1, cutoff=0.5)
    nearest = f"最接近的是 {near[0]}；" if near else ""
    raise UsageError(f"没有代码是“{entry}”的规则", option, f"{nearest}可用的代码：{'、'.join(RULES)}")


def _add(
    code: str, name: str, severity: Severity, docstring: str | None, function: Check | None, reads: Reads = "figures"
) -> None:
    if code in RULES:
        raise ValueError(f"{code} is registered twice")
    if docstring is None and sys.flags.optimize >= 2:
        docstring = "\n".join([name, *(f"{part}：{name}" for part in PARTS)])  # python -OO strips docstrings
    title, what, why, remedy, source = parse_docstring(code, docstring or "")
    RULES[code] = Rule(code, name, severity, title, what, why, remedy, source, function, reads)


def parse_docstring(code: str, docstring: str) -> tuple[str, str, str, str, str]:
    """Title, 检查, 理由, 改法 and 依据 of a rule's docstring. Raises ValueError that names `code` and the fault."""
    lines = [line.strip() for line in docstring.strip().splitlines()]
    found: list[tuple[str, str]] = []
    for line in lines[1:]:
        label, colon, text = line.partition("：")
        if colon and label in PARTS:
            found.append((label, text.strip()))
        elif line and not found:
            raise ValueError(f"{code}: a line between the title and the first part: {line}")
        elif line:
            found[-1] = (found[-1][0], found[-1][1] + line)
    if tuple(label for label, _ in found) != PARTS:
        raise ValueError(f"{code}: the docstring must have the parts {PARTS} in this order, once each")
    texts = [lines[0], *(text for _, text in found)]
    if not all(texts):
        raise ValueError(f"{code}: the title or a part of the docstring is empty")
    return texts[0], texts[1], texts[2], texts[3], texts[4]
