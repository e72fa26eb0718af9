"""What came back of a form, put together with the report that it was made from: three reports into one.

`was` is the report as it was written down, `shown` what its untouched form reads as, `now` what the form that came
back reads as. Where `now` says the same as `shown`, nobody has changed anything, and `was` stands in its exact written
form (12.50, blank lines, waivers); else `now` counts. So whatever reading loses, an untouched form gives `was` back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeVar

from reportwizard.report.model import CARRIED_HEAD, Report, text_ids, unconfirmed
from reportwizard.report.totals import differing_stated

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Merged:
    """The one report, and what the clerk should know of it, in Chinese."""

    report: Report
    notes: list[str] = field(default_factory=list)


def merge(was: Report, shown: Report, now: Report, missing: Collection[str] = ()) -> Merged:
    """`was` with what `now` changed; `missing` are the cells and texts.<id> for which the form has no place any more.

    A form of another edition is taken as it is: its cells are others. None of the three is changed.
    """
    if now.edition.id != was.edition.id:
        told = f"表格是 {now.edition.id} 版格式，随表带着的报告是 {was.edition.id} 版格式：以表格为准，原来的报告没有用"
        return Merged(deepcopy(now), [told])
    merged = Merged(deepcopy(was))
    report = merged.report
    for key, seen in (("year", "year"), ("agency", "agency"), ("title", "full_title")):
        if getattr(now, seen) != getattr(shown, seen):
            setattr(report, key, getattr(now, key))
            report.carried.discard(key)
    if report.year != was.year:
        merged.notes.append(f"表格写的年度是 {report.year} 年，随表带着的报告是 {was.year} 年：以表格为准")
    kept = set(missing)
    report.texts = _merged(
        was.texts, shown.texts, now.texts, {key for key in text_ids(was.edition) if f"texts.{key}" in kept}
    )
    report.texts = {key: report.texts[key] for key in text_ids(was.edition) if report.texts.get(key)}
    figures = _merged(was.figures, shown.figures, now.figures, kept)
    report.carried = {
        path for path in report.carried if path in CARRIED_HEAD or figures.get(path) == was.figures.get(path)
    }
    report.figures = {path: figures[path] for path in was.edition.cells if path in figures}
    stated = _merged(was.stated, shown.stated, now.stated, kept)
    report.stated = {path: stated[path] for path in was.edition.cells if path in stated}
    report.stated = differing_stated(report)
    report.carried = set(unconfirmed(report))
    merged.notes += _told_of_missing(was, kept)
    return merged


def _merged(
    was: Mapping[str, _Value], shown: Mapping[str, _Value], now: Mapping[str, _Value], kept: Collection[str]
) -> dict[str, _Value]:
    """Key by key; what is in none of them any more is gone."""
    out: dict[str, _Value] = {}
    for key in dict.fromkeys((*was, *now)):
        source = was if key in kept or now.get(key) == shown.get(key) else now
        if key in source:
            out[key] = source[key]
    return out


def _told_of_missing(was: Report, kept: Collection[str]) -> Iterator[str]:
    cells = [was.edition.cells[path] for path in was.figures if path in kept]
    if cells:
        yield f"表格里有 {len(cells)} 格找不到了，保留原来的数，如“{cells[0].label}”"
    headings = [section.heading for section in was.edition.sections if f"texts.{section.id}" in kept]
    if headings:
        yield f"表格里没有“{'”“'.join(headings)}”，保留原来的文字"
