"""The text of F1: the cell, the row, the section where the cursor stands, then the keys."""

from __future__ import annotations

from rich.cells import cell_len

from reportwizard.editions.form import Cell, Section
from reportwizard.tui import keymap
from reportwizard.tui.actions import TABLE_HELP, key_label
from reportwizard.tui.settings import settings_path


def help_text(section: Section | None, cell: Cell | None) -> str:
    """The help for a place."""
    lines: list[str] = []
    if cell is not None:
        groups = [group.label for group in cell.table.row_groups if cell.row.id in group.members]
        lines += [
            " › ".join([*groups, cell.row.label]),
            f"　{cell.row.guidance}",
            cell.column.label,
            f"　{cell.column.guidance}",
            "",
        ]
    if section is not None:
        lines += [section.heading, *(f"　{line}" for line in section.guidance.strip().splitlines()), ""]
    keys = keymap.in_force()
    lines.append("按键")
    lines += [
        _line("、".join(map(key_label, action.key.split(","))) or "（没有键）", f"{action.label}：{action.help}")
        for action in keys.actions
    ]
    lines += ["", "表格里", _line("数字 - .", "直接填数，盖过原来的数")]
    for ids, meaning in TABLE_HELP:
        lines.append(_line(" ".join(key_label(key) for each in ids for key in keys.table_keys[each]), meaning))
    lines += ["", f"配色和按键可以在设置文件里改：{settings_path()}"]
    return "\n".join(lines)


def _line(key: str, meaning: str) -> str:
    return f"　{key}{' ' * max(1, 14 - cell_len(key))}{meaning}"
