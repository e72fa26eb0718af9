"""Remakes the manual's page of rules from the rules themselves, so that the two cannot differ.

python docs/regenerate.py
"""

from __future__ import annotations

from pathlib import Path

from reportwizard.checks.registry import families
from reportwizard.cli.explain import family_heading, heading, parts

PAGE = Path(__file__).parent / "rules.md"


def rules_page() -> str:
    """The page, in Markdown: the families, each with its rules."""
    lines = [
        "# 检查规则",
        "",
        "本页由 `python docs/regenerate.py` 生成，与 `reportwizard explain 代码` 的内容相同，请不要直接修改。",
        "",
    ]
    for family, rules in families().items():
        lines += [f"## {family_heading(family)}", ""]
        for rule in rules:
            lines += [f"### {heading(rule)}", ""]
            lines += [f"- **{name}**：{' '.join(part.split())}" for name, part in parts(rule)]
            lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8", newline="\n")
