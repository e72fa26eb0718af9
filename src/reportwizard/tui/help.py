"""The text of F1: the cell, the row, the section where the cursor stands, then the keys."""

from __future__ import annotations

from rich.cells import cell_len

from reportwizard.editions.form import Cell, Section
from reportwizard.tui.actions import ACTIONS, TABLE_KEYS, TEXT_KEYS


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
    lines.append("按键")
    lines += [
        _line(action.key.upper().replace("CTRL", "Ctrl").replace("SHIFT", "Shift"), f"{action.label}：{action.help}")
        for action in ACTIONS
    ]
    lines += ["", "表格里"]
    lines += [_line(key, meaning) for key, meaning in TABLE_KEYS]
    lines += ["", "文字里"]
    lines += [_line(key, meaning) for key, meaning in TEXT_KEYS]
    return "\n".join(lines)


def _line(key: str, meaning: str) -> str:
    return f"　{key}{' ' * max(1, 18 - cell_len(key))}{meaning}"
