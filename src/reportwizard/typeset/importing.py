"""What came of reading a document, and what taking it over would change, in lines for people: a style and a text each.

The styles (strong, doubtful, wrong, plain, quiet) are for a screen; the command line prints the texts alone. Every
text is one line and harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from reportwizard.characters import one_line
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.report.totals import compute, differing_stated

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Origin, Recognised, Unread
    from reportwizard.report.overlay import Difference, Overlay, Value

Line: TypeAlias = "tuple[str, str]"

BLANK = "（空）"
_KINDS = {"row": "这一行", "column": "这一列", "table": "这张表"}
_LONGEST = 80
"""Characters of what was not read; all of it stands in the JSON of `check`."""
_OPENING = 24
"""Characters of a text that are shown to know it by."""


def counts(report: Report) -> str:
    """How much a report holds: 读入 126 个数，18 格空着，3 部分的文字."""
    typed = [path for path, cell in report.edition.cells.items() if not cell.computed]
    filled = sum(path in report.figures for path in typed)
    texts = sum(bool(text.strip()) for text in report.texts.values())
    return f"读入 {filled} 个数，{len(typed) - filled} 格空着，{texts} 处文字"


def unread_line(unread: Unread) -> str:
    """What was not read, on one line: of a long text the beginning, enough to find it in the document."""
    text = one_line(" ".join(unread.text.split()))
    return one_line(str(unread._replace(text=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")))


def told(recognised: Recognised) -> list[Line]:
    """What a person must know of a document that was read: what was not, what was named otherwise, what differs."""
    lines: list[Line] = []
    if recognised.unread:
        lines.append(("strong", f"没有读入的内容（{len(recognised.unread)} 处，请对照原件补填）"))
        lines += [("wrong", f"  × {unread_line(unread)}") for unread in recognised.unread]
    missing = dict.fromkeys((gap.label, _KINDS[gap.kind]) for gap in recognised.form.gaps)
    lines += [("doubtful", f"没有“{one_line(label)}”{kind}，那里空着") for label, kind in missing]
    named = dict.fromkeys((label.text, label.statutory) for label in recognised.form.labels)
    lines += [("doubtful", f"“{one_line(text)}”当作“{statutory}”读入") for text, statutory in named]
    lines += [("doubtful", text) for text in _totals(recognised.report)]
    return [*lines, *(("quiet", one_line(note)) for note in recognised.notes)]


def preview(overlay: Overlay, report: Report) -> list[Line]:
    """What an overlay would change in `report`: old and new, in the order of the form."""
    lines: list[Line] = [("doubtful", f"？ {doubt}") for doubt in overlay.doubts]
    cells, texts = overlay.cells, overlay.texts
    others = [each for each in overlay.differences if each not in cells and each not in texts]
    more = [f"另有 {overlay.same} 格不变"] if overlay.same else []
    more += [f"{overlay.kept} 格来源里空着，保留原来的数"] if overlay.kept else []
    lines.append(("strong", "，".join([f"会改动 {len(cells)} 格", *more])))
    for each in cells:
        cell = report.edition.cells[each.address]
        lines.append(("plain", f"  {_shown(each.before)} → {_shown(each.after)}　{cell.section.number} › {cell.label}"))
    lines += [("plain", _other(each, report)) for each in others]
    if texts:
        lines.append(("strong", f"会换掉 {len(texts)} 处文字"))
        lines += [("plain", _text(each, report)) for each in texts]
    return lines


def origins(recognised: Recognised | None, report: Report) -> Iterator[str]:
    """For each figure, total and text of a report that was read: path, label, value, where it stood and how.

    Tab-separated; in the order of the form.
    """
    places = recognised.origins if recognised else {}
    totals = compute(report)
    for path, cell in report.edition.cells.items():
        value = report.figures.get(path)
        if path in totals:
            value = report.stated.get(path, totals[path].value)
        if path in places or (value is not None and path not in totals):
            yield "\t".join((path, cell.label, _shown(value), *_origin(places.get(path))))
    for key, text in report.texts.items():
        address = f"texts.{key}"
        yield "\t".join((address, _text_name(report, key), _opening(text), *_origin(places.get(address))))


def _origin(origin: Origin | None) -> tuple[str, str]:
    if origin is None:
        return "报告文件", ""
    return origin_place(origin), f"原文“{one_line(origin.text)}”"


def origin_place(origin: Origin) -> str:
    """Where in its document something stood: 第 2 个表 第 5 行 第 3 格."""
    table = f"第 {origin.table} 个表 " if origin.table else ""
    cell = f" 第 {origin.cell} 格" if origin.table else ""
    return f"{one_line(origin.place)} {table}第 {origin.row} 行{cell}".strip()


def _totals(report: Report) -> Iterator[str]:
    sums = compute(report)
    for path, figure in differing_stated(report).items():
        total = sums[path].value
        if total is not None:
            label = report.edition.cells[path].label
            yield f"{label}：写的是 {_shown(figure)}，各项相加是 {format_figure(total)}"


def _other(each: Difference, report: Report) -> str:
    from reportwizard.report.overlay import HEAD

    if each.address in HEAD:
        return f"  {_shown(each.before)} → {_shown(each.after)}　{HEAD[each.address]}"
    label = report.edition.cells[each.address.removeprefix("stated.")].label
    return f"  {_shown(each.before)} → {_shown(each.after)}　{label}（文件里写的合计）"


def _text(each: Difference, report: Report) -> str:
    name = _text_name(report, each.address.removeprefix("texts."))
    before, after = str(each.before or ""), str(each.after or "")
    was = f"原有 {len(before)} 字" if before.strip() else "原来没有"
    return f"  {name}：{was}，换成 {len(after)} 字：{_opening(after)}"


def _text_name(report: Report, key: str) -> str:
    return next((section.heading for section in report.edition.sections if section.id == key), "前言")


def _opening(text: str) -> str:
    line = one_line(text.strip())
    return f"“{line if len(line) <= _OPENING else line[:_OPENING] + '…'}”"


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return one_line(format_figure(value)) or BLANK
