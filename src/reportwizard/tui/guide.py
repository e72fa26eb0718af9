"""What the quiet lines under a page say: where one stands, whether it adds up, what counts there."""

from __future__ import annotations

from rich.text import Text

from reportwizard.characters import one_line
from reportwizard.editions.form import Cell
from reportwizard.report.numbers import format_figure
from reportwizard.tui.view import View

_OTHER = {
    "head": "填完按 Tab 到下一项；F4 到第一部分。",
    "review": "回车到出错处；F9 导出；Ctrl+S 保存；Ctrl+Q 退出。",
}


def about_cell(view: View, cell: Cell) -> Text:
    """Three lines at the most: the cell by its labels, the sum it belongs to, what counts here or what is wrong."""
    text = Text(no_wrap=False)
    groups = [group.label for group in cell.table.row_groups if cell.row.id in group.members]
    path = " › ".join([*groups, cell.row.label]) if cell.table.row_groups else f"{cell.table.caption} {cell.row.label}"
    text.append(f"{path} ／ {cell.column.label}", "bold")
    if cell.column.unit:
        text.append(f"（{cell.column.unit}）")
    for finding in view.session.findings:
        if finding.waived is None and cell.path in finding.where and view.shown(cell.path).mark != " ":
            told = one_line(finding.message).replace(" ＋ ", "＋").replace(" ＝ ", "＝")  # three lines are few
            text.append(f"\n{finding.code} {told}", "red")
            for hint in finding.hints:
                text.append(f"\n可能：{one_line(hint.message)}", "italic")
            return text
    if cell.table.balance is not None:
        text.append(f"\n{view.balance_sum(cell.table, cell.column)}")
    stated = view.session.report.stated.get(cell.path)
    if stated is not None:
        text.append(
            f"\n文件里写的合计是 {one_line(format_figure(stated))}；按 Delete 不再保留它，只用计算的合计", "yellow"
        )
        return text
    notes = "；".join(filter(None, (cell.row.guidance, cell.column.guidance)))
    text.append(f"\n{notes}", "dim")
    return text


def about_prose(view: View, stop: str) -> Text:
    """For a text: how long it is. For the other pages: what to press."""
    if stop in _OTHER:
        return Text(_OTHER[stop], "dim")
    words = len("".join(view.session.report.texts.get(stop, "").split()))
    return Text(f"{words} 字；Ctrl+Z 撤销；F4 到下一部分", "dim")
