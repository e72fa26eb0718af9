"""What another report on the same year would change in this one: its figures and texts replace, its blanks never erase.

Pure until `apply`: whoever shows an overlay, and whoever makes it, works from the same list. Not merged: waivers, and
what is only this report's business (the year, the edition, where it was opened from).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from reportwizard.characters import one_line
from reportwizard.errors import StorageError
from reportwizard.report.model import Report, text_ids
from reportwizard.report.numbers import Figure, format_figure
from reportwizard.report.previous import same_cell

Value: TypeAlias = "Figure | date | None"

HEAD = {"agency": "单位名称", "title": "标题", "level": "级别", "level_of": "部门所属级别", "published": "公布日期"}
"""The keys of the head that are taken where this report has none, and what they are called."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that would take another value: a cell path, `texts.` and an id, `stated.` and a path, or a head key."""

    address: str
    before: Value
    after: Value


@dataclass(slots=True)
class Overlay:
    """What would change, in the order of the form, and what a person should know before it does."""

    differences: list[Difference] = field(default_factory=list)
    same: int = 0
    """How many cells already are so."""
    kept: int = 0
    """How many cells are filled here and blank there; they stay."""
    doubts: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[Difference]:
        """The differences of figures."""
        return [each for each in self.differences if each.address not in HEAD and not each.address.startswith(_OTHER)]

    @property
    def texts(self) -> list[Difference]:
        """The differences of texts."""
        return [each for each in self.differences if each.address.startswith("texts.")]


_OTHER = ("texts.", "stated.")


def weigh(report: Report, source: Report, printed: Container[str] = ()) -> Overlay:
    """Hold `source` against `report`; `printed` are the cell paths that the source's document has, totals among them.

    Raises StorageError where they are of different years.
    """
    if source.year != report.year:
        message = f"要导入的是 {source.year} 年的报告，这一份是 {report.year} 年的"
        raise StorageError(message, "", "请核对文件；要从上年报告开始，用 reportwizard new 年度 --from 上年报告")
    overlay = Overlay()
    _head(report, source, overlay)
    _cells(report, source, overlay)
    _stated(report, source, overlay, printed)
    _texts(report, source, overlay)
    if source.waivers:
        overlay.doubts.append(f"来源里有 {len(source.waivers)} 条说明，没有带来：说明只对原来那一份报告有效")
    return overlay


def apply(report: Report, overlay: Overlay) -> None:
    """Make the changes; what was carried over from last year and is replaced waits no more to be confirmed."""
    for each in overlay.differences:
        kind, _, key = each.address.partition(".")
        if each.address in HEAD:
            setattr(report, each.address, each.after)
        elif kind in ("texts", "stated"):
            place: dict[str, object] = report.texts if kind == "texts" else report.stated  # type: ignore[assignment]
            place.pop(key, None)
            if each.after is not None:
                place[key] = each.after
        else:
            report.figures[each.address] = each.after  # type: ignore[assignment]
        report.carried.discard(each.address)


def _head(report: Report, source: Report, overlay: Overlay) -> None:
    for key in HEAD:
        there, here = getattr(source, key), getattr(report, key)
        if there and not here:
            overlay.differences.append(Difference(key, None, there))
    if source.agency.strip() and report.agency.strip() and source.agency.strip() != report.agency.strip():
        one, other = one_line(source.agency), one_line(report.agency)
        overlay.doubts.append(f"要导入的是“{one}”的报告，这一份是“{other}”的，请核对")


def _cells(report: Report, source: Report, overlay: Overlay) -> None:
    taken = set()
    for path, cell in report.edition.cells.items():
        if cell.computed:
            continue
        there = same_cell(path, report.edition, source.edition)
        after = source.figures.get(there) if there else None
        before = report.figures.get(path)
        if there:
            taken.add(there)
        if after is None:
            overlay.kept += before is not None
        elif type(before) is type(after) and format_figure(before) == format_figure(after):
            overlay.same += 1
        else:
            overlay.differences.append(Difference(path, before, after))
    lost = [path for path in source.figures if path not in taken]
    if lost:
        labels = "；".join(source.edition.cells[path].label for path in lost[:3]) + (" 等" if len(lost) > 3 else "")
        overlay.doubts.append(
            f"来源用的是 {source.edition.id} 年版的表，有 {len(lost)} 格在这一份里没有含义相同的格，没有带来：{labels}"
        )


def _stated(report: Report, source: Report, overlay: Overlay, printed: Container[str]) -> None:
    for path, cell in report.edition.cells.items():
        if not cell.computed or not same_cell(path, report.edition, source.edition):
            continue
        before, after = report.stated.get(path), source.stated.get(path)
        if after != before and (after is not None or path in printed):  # printed, and equal to its sum: all is well
            overlay.differences.append(Difference(f"stated.{path}", before, after))


def _texts(report: Report, source: Report, overlay: Overlay) -> None:
    for key in text_ids(report.edition):
        before, after = report.texts.get(key), source.texts.get(key)
        if after and after.strip() and after != before:
            overlay.differences.append(Difference(f"texts.{key}", before, after))
