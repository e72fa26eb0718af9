"""A verdict in words: the note when a block has landed, and the lines of the preview before it does. Pure."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len

from reportwizard.characters import one_line
from reportwizard.editions.form import Cell
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure, format_number
from reportwizard.tui.pasting.weighing import Differing, Verdict

BLANK = "（空）"


def note(verdict: Verdict, report: Report, section: str) -> str:
    """What is to be said of a placement that lands; `section` is where the cursor stands."""
    count = len(verdict.landings) + verdict.same
    if not count:
        return "没有可以粘贴的数"
    cells = report.edition.cells
    places = (cells[landing.path].section for landing in verdict.landings)
    elsewhere = Counter(place.number for place in places if place.id != section)
    others = "、".join(f"第{place}部分 {number} 格" for place, number in elsewhere.items())  # the line is short
    notes = [f"已粘贴 {count} 格" + (f"，其中{others}" if others else "")]
    if verdict.cleared:
        notes.append(f"空格清掉了 {verdict.cleared} 格原有的数")
    notes += [f"合计不符：{difference(report, differing)}" for differing in verdict.differing[:2]]
    if len(verdict.differing) > 2:
        notes.append(f"还有 {len(verdict.differing) - 2} 处合计不符")
    return "；".join(notes + verdict.reading.notes)


def difference(report: Report, differing: Differing) -> str:
    """One total that differs, with both values."""
    label = report.edition.cells[differing.path].label
    return f"{label} 写的是 {format_figure(differing.pasted)}，计算是 {format_number(differing.computed)}"


def preview(verdict: Verdict, report: Report) -> list[tuple[str, str]]:
    """The lines of the preview: a style (strong, doubtful, wrong, plain, quiet) and a text each."""
    reading = verdict.reading
    lines = [("doubtful", f"？ {doubt}") for doubt in reading.doubts]
    if reading.strays:
        lines.append(("strong", f"放不进表里的内容（{len(reading.strays)} 处，不会粘贴）"))
        lines += [("wrong", f"  ✗ {stray.reason}：{one_line(stray.text)}") for stray in reading.strays]
    if verdict.differing:
        lines.append(("strong", "合计与计算不符（合计由程序计算，不粘贴）"))
        lines += [("doubtful", f"  ≠ {one_line(difference(report, differing))}") for differing in verdict.differing]
    lines.append(
        ("strong", f"会改动 {len(verdict.landings)} 格" + (f"，另有 {verdict.same} 格不变" if verdict.same else ""))
    )
    changes = [
        (one_line(format_figure(landing.before)) or BLANK, one_line(format_figure(landing.after)) or BLANK)
        for landing in verdict.landings
    ]
    widths = [max(map(cell_len, column)) for column in zip(*changes, strict=True)]
    for landing, change in zip(verdict.landings, changes, strict=True):
        old, new = (" " * (width - cell_len(text)) + text for text, width in zip(change, widths, strict=True))
        lines.append(("plain", f"  {old} → {new}　{_place(report.edition.cells[landing.path])}"))
    return lines + [("quiet", text) for text in reading.notes]


def _place(cell: Cell) -> str:
    groups = [group.label for group in cell.table.row_groups if group.subtotal and cell.row.id in group.members]
    return " › ".join([cell.section.number, *groups, cell.label])
