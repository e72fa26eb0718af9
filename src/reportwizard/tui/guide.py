"""What the quiet lines on a page say: whose report it is, where one stands, whether it adds up, what counts there."""

from __future__ import annotations

from rich.cells import cell_len

from reportwizard.characters import one_line
from reportwizard.checks import Finding
from reportwizard.editions.form import Cell
from reportwizard.report.numbers import format_figure
from reportwizard.report.unfinished import unfinished
from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.sums import sum_line
from reportwizard.tui.view import State, Stop, View
from reportwizard.tui.widgets.drawn import Line, Piece
from reportwizard.tui.widgets.finding_lines import SEVERITIES, fit, fit_place, lapsed, signed, tight

_OTHER = {
    "head": "填完按 Tab 到下一项；{next_section} 到第一部分。",
    "review": "上下键选问题，回车到出错处，能做的写在列表上方；{export} 导出，{save} 保存，{leave} 退出。",
}


def about_cell(view: View, cell: Cell, finding: Finding | None, width: int, lead: Line = ()) -> list[Line]:
    """Some lines of `width` terminal cells: the cell by its labels; what is wrong, or its sum and what counts here.

    Before the cell stands `lead`.
    """
    beside = _about_last_year(view, cell)
    room = width - sum(cell_len(text) for text, _ in (*lead, *beside))
    lines: list[Line] = [(*lead, (_place(cell, room), "strong"), *beside)]
    if finding is not None and finding.waived is None:
        return lines + _about_finding(finding)
    if finding is not None and finding.waived is not None:
        lines.append(((fit(f"{finding.code} 已说明（{signed(finding.waived)}）", width), "quiet"),))
    total = sum_line(view, cell, width)
    if total:
        lines.append(((total, "plain"),))
    stated = view.session.report.stated.get(cell.path)
    if stated is not None:
        told = f"文件里写的合计是 {one_line(format_figure(stated))}；按 Delete 不再保留它，只用计算的合计"
        return [*lines, ((told, "doubtful"),)]
    notes = "；".join(filter(None, (cell.row.guidance, cell.column.guidance)))
    return [*lines, ((notes, "quiet"),)] if notes else lines


def _place(cell: Cell, width: int) -> str:
    """The cell by its labels; where that is too long the captions around its row go first."""
    unit = cell.column.unit
    column = cell.column.label if not unit or unit in cell.column.label else f"{cell.column.label}（{unit}）"
    whole = f"{place_name(cell)} ／ {column}"
    return whole if cell_len(whole) <= width else fit_place(f"{cell.row.label} ／ {column}", width)


def _about_last_year(view: View, cell: Cell) -> list[Piece]:
    """What last year's report said here; that the figure came from there, while nobody has confirmed it."""
    told = view.told_before(cell.path)
    pieces = [(f"　{told}", "quiet")] if told else []
    if view.shown(cell.path).carried:
        pieces.append(("　~ 从上年带来，改它或离开这一格就算确认", "advice"))
    return pieces


def place_name(cell: Cell) -> str:
    """The row of a cell under the captions that the form gives it."""
    groups = [group.label for group in cell.table.row_groups if cell.row.id in group.members]
    return " › ".join([*groups, cell.row.label] if groups else filter(None, (cell.table.caption, cell.row.label)))


def _about_finding(finding: Finding) -> list[Line]:
    """What is wrong, then what may lie behind it, else how to put it right; and the key that does so."""
    style = SEVERITIES[finding.severity][2]
    lines: list[Line] = [((f"{finding.code} {tight(finding.message)}", style),)]
    if finding.lapsed:
        lines.append(((f"{lapsed(finding)}（{keymap.key('waive')} 重新说明）", "doubtful"),))
    accept = f"（{keymap.key('accept')} 采用建议）" if finding.proposed else ""
    hints = [tight(hint.message) for hint in finding.hints]
    behind = [(text, "advice") for text in hints] or [(f"改法：{one_line(finding.remedy)}", "quiet")]
    (last, style), rest = behind[-1], behind[:-1]
    return [*lines, *((piece,) for piece in rest), ((last + accept, style),)]


def about_page(view: View, stop: str, finding: Finding | None) -> list[Line]:
    """What is wrong where one stands; else for a text how long it is, for the other pages what to press."""
    if finding is not None and finding.waived is None:
        return _about_finding(finding)
    if stop in _OTHER:
        return [((_with_keys(_OTHER[stop]), "quiet"),)]
    words = len("".join(view.session.report.texts.get(stop, "").split()))
    return [((f"{words} 字；" + _with_keys("{undo} 撤销；{next_section} 到下一部分"), "quiet"),)]


def _with_keys(text: str) -> str:
    return text.format_map({action.id: keymap.key(action.id) for action in keymap.in_force().actions})


def title(session: Session) -> Line:
    """Whose report it is, whether it is saved or only looked at, in which file, and what others did to that."""
    saved = ("  * 未保存", "doubtful") if session.modified or not session.is_written else ("  已保存", "good")
    if session.refusal:
        saved = ("  只读（Ctrl+S 重新打开）", "doubtful")
    if session.outside:
        saved = (f"{saved[0]}  ！文件{session.outside}", "doubtful")
    return ((one_line(session.report.full_title), "title"), saved, (f"  {one_line(session.path.name)}", "quiet"))


def stops(view: View) -> list[Stop]:
    """The way through the report: page 零, the sections, the review."""
    report = view.session.report
    states = view.states()
    way = [Stop("零", "报告信息", *states[""])]
    way += [Stop(section.number, section.short, *states[section.id]) for section in report.edition.sections]
    return [*way, Stop("审", "检查与导出", *_state_of_all(view), "没有错误")]


def _state_of_all(view: View) -> tuple[State, int]:
    """The review's: errors, else warnings, else whether anything is still to be done."""
    found = [finding.severity for finding in view.session.findings if finding.waived is None]
    for severity, state in (("error", State.WRONG), ("warning", State.DOUBTFUL)):
        if severity in found:
            return state, found.count(severity)
    first = next(unfinished(view.session.report), None)
    return State.DONE if first is None else State.UNCONFIRMED if first.kind == "carried" else State.INCOMPLETE, 0
