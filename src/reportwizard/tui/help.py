"""The text of F1: what is wrong where the cursor stands, what belongs there, the section, then the keys."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from reportwizard.characters import one_line
from reportwizard.checks import RULES, Finding
from reportwizard.editions.form import Cell, Section
from reportwizard.tui import keymap
from reportwizard.tui.actions import LIST_KEYS, TABLE_HELP, TEXT_ACTIONS, TEXT_HELP, key_label
from reportwizard.tui.guide import place_name
from reportwizard.tui.settings import settings_path
from reportwizard.tui.sums import sum_line
from reportwizard.tui.view import View
from reportwizard.tui.widgets.finding_lines import behind, opening
from reportwizard.tui.widgets.finding_list import settles

_UNLIMITED = 10_000
"""Terminal cells for what the dialog breaks into lines itself."""


def help_text(view: View, section: Section | None, cell: Cell | None, finding: Finding | None) -> str:
    """The help for a place: first what one needs there at that moment."""
    blocks = []
    if finding is not None:
        blocks.append(["【这里的问题】", *_what_to_do(finding)])
    if cell is not None:
        blocks.append([f"【这一格】{place_name(cell)} ／ {cell.column.label}", *_about_cell(view, cell)])
    if finding is not None:
        blocks.append(["【为什么检查这个】", *_why(finding)])
    if section is not None:
        parts = [f"（{'一二三四五六七八九'[n]}）{part}" for n, part in enumerate(section.parts)]
        blocks.append([f"【这一部分】{section.heading}", *section.guidance.strip().splitlines(), *parts])
    keys = keymap.in_force()
    if cell is not None:
        told = [
            _key(" ".join(key_label(key) for each in ids for key in keys.table_keys[each]), meaning)
            for ids, meaning in TABLE_HELP
        ]
        blocks.append(["【表格里的按键】", _key("数字 - .", "直接填数，盖过原来的数"), *told])
    if section is not None and section.kind == "narrative":
        blocks.append(["【文字里的按键】", *(_key(key, meaning) for key, meaning in _in_texts())])
    blocks.append(["【问题列表里的按键】", *(_key(key, meaning) for key, meaning in LIST_KEYS)])
    actions = [
        _key("、".join(map(key_label, action.key.split(","))) or "（没有键）", f"{action.label}：{action.help}")
        for action in keys.actions
    ]
    blocks.append(["【各处都能用的按键】", *actions])
    blocks.append([f"配色和按键可以在设置文件里改：{settings_path()}"])
    return "\n\n".join("\n　".join(block) for block in blocks)


def _in_texts() -> Iterator[tuple[str, str]]:
    """The keys of a text that are in force, those of one meaning together."""
    in_force = keymap.in_force().text
    named: dict[str, list[str]] = {}
    for _, key, meaning in TEXT_ACTIONS:
        if key in in_force:
            named.setdefault(meaning, []).append(key_label(key))
    yield from ((" ".join(keys), meaning) for meaning, keys in named.items())
    yield from TEXT_HELP


def _what_to_do(finding: Finding) -> Iterator[str]:
    """What is wrong, and what can be done at once."""
    yield opening(finding)[0] + one_line(finding.message)
    yield from (text for text, _ in behind(finding))
    waive = keymap.key("waive")
    if finding.waived:
        yield f"可以做的：{waive} 修改或者撤回说明"
    else:
        ways = [f"{keymap.key('accept')} 采用建议的数"] if finding.proposed else []
        ways += [f"在合计格上按 {keymap.table_key('cell_clear')}，采用算出的合计"] if settles(finding) else []
        yield f"可以做的：{'；'.join([*ways, f'确实无误的，{waive} 写明理由保留'])}"


def _why(finding: Finding) -> Iterator[str]:
    """What `explain` says of the rule, and of what lies behind."""
    for code in dict.fromkeys([finding.code, *(hint.code for hint in finding.hints)]):
        rule = RULES.get(code)
        if rule is not None:
            yield f"{code} {rule.title}。{rule.why}"
            yield f"检查：{rule.what}"
            yield f"依据：{rule.source}"


def _about_cell(view: View, cell: Cell) -> Iterator[str]:
    """What belongs there, and the sum in which it counts."""
    for part in (cell.row, cell.column):
        if part.guidance or part.detail:
            yield f"{part.label}：{'。'.join(filter(None, (part.guidance, part.detail)))}"
    shown = view.stored(cell.path)
    yield ("现在算出" if cell.computed else "现在填的") + f"：{one_line(shown)}" if shown else "现在还没有填"
    total = sum_line(view, cell, _UNLIMITED)
    if total:
        yield total


def _key(key: str, meaning: str) -> str:
    return f"{key}{' ' * max(1, 18 - cell_len(key))}{meaning}"
