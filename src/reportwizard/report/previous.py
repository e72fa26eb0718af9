"""Last year's report beside this year's: where it is, which of its cells means the same, and how much was moved.

Nothing here changes a report or says that a figure is wrong; that is for the rules. Looking for the file never
fails and never guesses: what cannot be read, or is of another agency or year, is not last year's report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from reportwizard.characters import one_line
from reportwizard.editions.form import Edition
from reportwizard.errors import ReportWizardError
from reportwizard.records import Record, field
from reportwizard.report.carrying import opening_cells, require_earlier
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.report.naming import default_name
from reportwizard.report.numbers import Figure, Number
from reportwizard.report.totals import compute, published_figure

MOST_FILES = 200
"""How many other files of the folder are looked into."""

LARGEST = 1024 * 1024
"""Bytes; a file of the folder that is larger is no report that anyone typed."""

NOTABLE = 10
"""A change of fewer is never large …"""

HALF = 50
"""… nor one of no more than so many per cent."""

MOST_PERCENT = 10_000
"""Beyond it a percentage tells nobody anything."""

DOCUMENTS = (".json", ".docx", ".xlsx", ".html", ".htm", ".odt", ".md", ".txt", ".doc", ".xls", ".pdf")
"""How documents end that may lie beside this year's file under last year's name, the surest to be read first."""

Opener: TypeAlias = "Callable[[Path], Report]"
"""Reads the report in a file of any format; raises ReportWizardError."""

_HEAD = 4096
"""Bytes in which the keys before the texts stand, unless a person wrote a lot above them."""

_AGENCY = rb"""(?m)^[ \t]*["']?agency["']?[ \t]*=[ \t]*(.*)"""
_YEAR = rb"""(?m)^[ \t]*["']?year["']?[ \t]*=[ \t]*\+?([\d_]+)"""


class Before(Record, eq=True):
    """What the report before this one printed, by this one's cell paths; its texts by their sections' ids."""

    year: int
    figures: Mapping[str, Figure]
    texts: Mapping[str, str] = field(default_factory=dict)
    report: Report | None = None
    """The report itself, for the rules."""


def look_back(path: Path, report: Report, opener: Opener | None = None) -> Before | None:
    """The figures of the report before `report`, whose file is at `path`; None where there is none to be found."""
    before = find_previous(path, report, opener)
    return None if before is None else Before(before.year, figures_before(before, report.edition), before.texts, before)


def find_previous(path: Path, report: Report, opener: Opener | None = None) -> Report | None:
    """Last year's report, as `find_with_file` finds it."""
    found = find_with_file(path, report, opener)
    return None if found is None else found[1]


def find_with_file(path: Path, report: Report, opener: Opener | None = None) -> tuple[Path, Report] | None:
    """Last year's report with its file: the one `report` was opened from, else one of the same agency in its folder.

    The first may be of any earlier year, the others are of the year before. `path` is the report's file. With an
    `opener` it may be a document too: the one it was opened from, or one that is named as last year's file would be.
    """
    if report.carried_from:
        file = path.parent / report.carried_from
        found = _open(file, opener)
        if found is not None and found.year < report.year:
            return file, found
    seen = {path.name}
    renamed = path.name.replace(str(report.year), str(report.year - 1))
    year_before = report.year - 1
    likely = tuple(dict.fromkeys((default_name(report.agency, year_before), f"{year_before}.toml", renamed)))
    for name in likely:
        if name not in seen:
            seen.add(name)
            file = path.with_name(name)
            found = _open(file)
            # a new report has no agency yet; the file that is named as this one but for the year is still its own
            if found is not None and _precedes(found, report, any_agency=name == renamed and not report.agency):
                return file, found
    for file in islice(_others(path.parent, seen), MOST_FILES) if report.agency else ():
        found = _open(file) if _may_precede(file, report) else None
        if found is not None and _precedes(found, report):
            return file, found
    return None if opener is None else _among_documents(path, report, likely, opener)


def doubts(last: Report, report: Report) -> tuple[str, ...]:
    """What whoever gave `last` as the report before `report` should know: plain Chinese, one a line.

    Raises StorageError where it is not of an earlier year; whoever knows its file names it.
    """
    require_earlier(last, report.year)
    told = []
    one, other = last.agency.strip(), report.agency.strip()
    if one and other and one != other:
        told.append(f"给出的上年报告是“{one_line(one)}”的，这份是“{one_line(other)}”的，请核对是不是同一个单位")
    if last.year != report.year - 1:
        told.append(
            f"给出的是 {last.year} 年的报告，不是 {report.year - 1} 年的，只查照抄，不查上年结转、现行有效和大的变动"
        )
    return tuple(told)


def _among_documents(path: Path, report: Report, likely: Iterable[str], opener: Opener) -> tuple[Path, Report] | None:
    """Last year's report among the documents that are named as its own file would be."""
    for name in likely:
        for suffix in DOCUMENTS:
            file = path.with_name(name).with_suffix(suffix)
            found = _open(file, opener) if file.stem != path.stem else None
            if found is not None and _precedes(found, report, any_agency=not report.agency):
                return file, found
    return None


def figures_before(before: Report, edition: Edition) -> dict[str, Figure]:
    """Last year's figures and totals, as it printed them, by the paths of this year's `edition`; blanks are absent.

    What this year opens with stands beside what last year ended with: 上年结转 beside 结转下年度.
    """
    totals = compute(before)
    opening = opening_cells(before.edition, edition)
    found = {}
    for path in edition.cells:
        there = opening.get(path) or same_cell(path, edition, before.edition)
        figure = published_figure(before, there, totals) if there else None
        if figure is not None:
            found[path] = figure
    return found


def same_cell(path: str, now: Edition, before: Edition) -> str | None:
    """The path in edition `before` of the cell that means the same as `path` in `now`; None where there is none.

    The ids of the editions are stable: one path, one meaning, if it is counted in the same unit.
    """
    here, there = now.cells.get(path), before.cells.get(path)
    if here is None or there is None:
        return None
    same = (here.kind, here.column.unit, here.computed) == (there.kind, there.column.unit, there.computed)
    return path if same else None


def compare_cell(now: Figure | None, before: Figure | None, called: str = "去年") -> str:
    """A figure beside the one before, in words: 去年 5,120（今年多 8,949，+175%）; "" where there was none.

    `called` is the year before in words, where it is another than last year.
    """
    if before is None:
        return ""
    if isinstance(before, str):
        return f"{called} “{one_line(before)}”"
    said = f"{called} {_grouped(before)}"
    if now is None or isinstance(now, str):
        return said
    difference: Number = now - before
    if not difference:
        return f"{said}（今年相同）"
    moved = f"今年{'多' if difference > 0 else '少'} {_grouped(_distance(now, before))}"
    share = _share(difference, before)
    return f"{said}（{moved}，{share}）" if share else f"{said}（{moved}）"


def stock_words(now: Figure | None, before: Figure | None, issued: Figure | None, repealed: Figure | None) -> str:
    """How what was in force at the end of last year leads to this year's figure; "" where a term is no number."""
    terms = (before, issued, repealed)
    if any(term is None or isinstance(term, str) for term in terms):
        return ""
    last, more, fewer = (term for term in terms if term is not None and not isinstance(term, str))
    expected = last + more - fewer
    told = f"去年末 {_grouped(last)} ＋ 本年制发 {_grouped(more)} － 本年废止 {_grouped(fewer)} ＝ {_grouped(expected)}"
    return f"{told}（相符）" if now == expected else f"{told}，不等的请核对"


def is_large(now: Figure | None, before: Figure | None, percent: int = HALF, least: int = NOTABLE) -> bool:
    """Whether a figure moved by more than `percent` and by `least` or more; a blank or a text has not moved."""
    if now is None or before is None or isinstance(now, str) or isinstance(before, str):
        return False
    moved = _distance(now, before)
    return moved >= least and 100 * moved > percent * _distance(before, 0)


def _share(difference: Number, before: Number) -> str:
    """By what part of `before` it moved, in per cent; nothing is said of a part of nothing or of a negative."""
    if before <= 0:
        return ""
    exact = 100 * Decimal(difference) / Decimal(before)
    if exact > MOST_PERCENT:
        return "多出 100 倍以上"
    if exact < -MOST_PERCENT:
        return ""  # far below zero: no part of anything, and with more digits than can be rounded
    percent = exact.quantize(Decimal(1), ROUND_HALF_UP)
    if not percent:
        return "不到 1%"
    return f"{'+' if percent > 0 else '−'}{abs(percent):,f}%"


def _distance(one: Number, other: Number) -> Number:
    return one - other if one > other else other - one


def _grouped(value: Number) -> str:
    return f"{value:,d}" if isinstance(value, int) else f"{value:,f}"


def _open(path: Path, opener: Opener | None = None) -> Report | None:
    try:
        if not path.is_file():  # a pipe or a device would keep us waiting
            return None
        if opener is None or path.suffix == ".toml":  # nothing more is loaded for one of ours
            return open_report(path).report
        return opener(path)
    except (ReportWizardError, OSError, ValueError):
        return None


def _precedes(found: Report, report: Report, *, any_agency: bool = False) -> bool:
    return found.year == report.year - 1 and (any_agency or found.agency.strip() == report.agency.strip())


def _others(folder: Path, seen: set[str]) -> Iterator[Path]:
    """The other reports of the folder, in the order of their names, so that the answer is always the same."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.suffix == ".toml" and path.name not in seen)
    except OSError:
        return
    yield from (folder / name for name in names)


def _may_precede(path: Path, report: Report) -> bool:
    """Whether the file may be last year's report of the agency, by a look at its head: reading it in full takes
    longer, and a folder may hold the reports of a whole city.
    """
    try:
        if not path.is_file() or path.stat().st_size >= LARGEST:
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
            year = re.search(_YEAR, head)
            if year is None:  # a person wrote a lot above it
                head += file.read(LARGEST)
                year = re.search(_YEAR, head)
    except OSError:
        return False
    if year is None or year.group(1).replace(b"_", b"") != str(report.year - 1).encode("ascii"):
        return False
    agency = re.search(_AGENCY, head)
    if agency is None or b"\\" in agency.group(1) or agency.group(1).startswith((b'"""', b"'''")):
        return True  # written in another way: its file has to be read
    return report.agency.strip().encode("utf-8", "replace") in agency.group(1)
