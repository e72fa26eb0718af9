"""What the quiet lines on a page say: whose report it is, where one stands, whether it adds up, what counts there."""

from __future__ import annotations

from reportwizard.characters import one_line
from reportwizard.editions.form import Cell
from reportwizard.report.model import CARRIED_HEAD
from reportwizard.report.numbers import format_figure
from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.view import State, Stop, View
from reportwizard.tui.widgets.drawn import Line, Piece

_OTHER = {
    "head": "填完按 Tab 到下一项；{next_section} 到第一部分。",
    "review": "回车到出错处；F7 写明理由保留；{export} 导出；{save} 保存；{leave} 退出。",
}


def about_cell(view: View, cell: Cell) -> list[Line]:
    """Some lines: the cell by its labels, the sum it belongs to, what is wrong or what counts here."""
    groups = [group.label for group in cell.table.row_groups if cell.row.id in group.members]
    path = " › ".join([*groups, cell.row.label]) if cell.table.row_groups else f"{cell.table.caption} {cell.row.label}"
    unit = f"（{cell.column.unit}）" if cell.column.unit else ""
    lines: list[Line] = [((f"{path} ／ {cell.column.label}{unit}", "strong"), *_about_last_year(view, cell))]
    for finding in view.session.findings:
        if finding.waived is None and cell.path in finding.where and view.shown(cell.path).mark in "!?":
            told = one_line(finding.message).replace(" ＋ ", "＋").replace(" ＝ ", "＝")  # three lines are few
            lines.append(((f"{finding.code} {told}", "wrong"),))
            lines += [((f"可能：{one_line(hint.message)}", "advice"),) for hint in finding.hints]
            return lines
    if cell.table.balance is not None:
        lines.append(((view.balance_sum(cell.table, cell.column), "plain"),))
    stated = view.session.report.stated.get(cell.path)
    if stated is not None:
        told = f"文件里写的合计是 {one_line(format_figure(stated))}；按 Delete 不再保留它，只用计算的合计"
        return [*lines, ((told, "doubtful"),)]
    notes = "；".join(filter(None, (cell.row.guidance, cell.column.guidance)))
    return [*lines, ((notes, "quiet"),)] if notes else lines


def _about_last_year(view: View, cell: Cell) -> list[Piece]:
    """What last year's report said here; that the figure came from there, while nobody has confirmed it."""
    told = view.told_before(cell.path)
    pieces = [(f"　{told}", "quiet")] if told else []
    if view.shown(cell.path).carried:
        pieces.append(("　~ 从上年带来，改它或离开这一格就算确认", "advice"))
    return pieces


def about_page(view: View, stop: str) -> list[Line]:
    """For a text: how long it is. For the other pages: what to press."""
    if stop in _OTHER:
        return [((_with_keys(_OTHER[stop]), "quiet"),)]
    words = len("".join(view.session.report.texts.get(stop, "").split()))
    return [((f"{words} 字；" + _with_keys("{undo} 撤销；{next_section} 到下一部分"), "quiet"),)]


def _with_keys(text: str) -> str:
    return text.format_map({action.id: keymap.key(action.id) for action in keymap.in_force().actions})


def title(session: Session) -> Line:
    """Whose report it is, whether it is saved or only looked at, in which file, and what others did to that."""
    saved = ("  * 未保存", "doubtful") if session.modified else ("  已保存", "good")
    if session.refusal:
        saved = ("  只读（Ctrl+S 重新打开）", "doubtful")
    if session.outside:
        saved = (f"{saved[0]}  ！文件{session.outside}", "doubtful")
    return ((one_line(session.report.full_title), "title"), saved, (f"  {one_line(session.path.name)}", "quiet"))


def stops(view: View) -> list[Stop]:
    """The way through the report: page 零, the sections, the review."""
    report = view.session.report
    head = State.UNCONFIRMED if report.carried & CARRIED_HEAD.keys() else State.DONE
    way = [Stop("零", "报告信息", head if report.agency else State.EMPTY)]
    states = view.states()
    way += [Stop(section.number, section.short, *states[section.id]) for section in report.edition.sections]
    errors = sum(finding.severity == "error" and finding.waived is None for finding in view.session.findings)
    return [*way, Stop("审", "检查与导出", State.WRONG if errors else State.DONE, errors, "没有错误")]
