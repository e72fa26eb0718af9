"""The words a finding is about, and where they stand, as a person is shown them: one line, marked, harmless.

Loaded only where something was found. Invariant: whatever leaves here holds no line break, no harmful character and no
whole number of a person (identity, account, mobile phone): they are masked, in excerpts and in all that is told beside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.characters import one_line
from reportwizard.checks.finding import Finding
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.report.totals import Sum, compute, published_figure

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Origin

WIDTH = 62
"""Columns of an excerpt; a Chinese character takes two."""

HEAD = {"title": "标题", "agency": "单位名称", "published": "公布日期", "year": "年度", "level": "级别"}
"""The places of the head, and what they are called."""

_ENDS = "。！？；\n"
_NEAR = 300
"""Characters looked at on either side: many more than a line shows, so that no digits lose their neighbours."""
_CELLS = 2
"""So many cells are named; of more the first, and their number."""
_KEPT = 3, 2
_DOTS = 2
"""Digits of a masked number that stay, at its beginning and its end."""


def safe(text: str) -> str:
    """`text` on one line, harmless, its long numbers masked."""
    return one_line(mask(text))


def mask(text: str) -> str:
    """`text` with an asterisk for each digit inside a number of a person: of identity, of an account, of a phone.

    As long as it was. Any run of 15 digits or more is one; a space, or what cannot be seen, between two digits does not
    end it.
    """
    if sum(map(text.count, "0123456789０１２３４５６７８９")) < 11:
        return text
    return _personal_number().sub(_masked, text)


@cache
def _personal_number() -> re.Pattern[str]:
    unseen = "\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
    long = f"[0-9０-９](?:[{unseen}]{{0,2}}[0-9０-９]){{14,}}"
    return re.compile(f"{long}|(?<![0-9０-９.])1[3-9][0-9]{{9}}(?![0-9０-９.])")


def _masked(match: re.Match[str]) -> str:
    run = match.group()
    first, last = _KEPT
    return run[:first] + re.sub("[0-9０-９]", "*", run[first:-last]) + run[-last:]


def excerpt(text: str, span: tuple[int, int] | None, width: int = WIDTH) -> str:
    """The sentence around `span`, which is marked 【so】, of at most `width` columns; without a span its beginning."""
    start, end = span or (0, 0)
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    begin = max(start - _NEAR, 0, 1 + max(text.rfind(mark, 0, start) for mark in _ENDS))
    ends = [at + 1 for mark in _ENDS if (at := text.find(mark, max(end - 1, start), end + _NEAR)) >= 0]
    stop = max(end, min((*ends, end + _NEAR, len(text))))
    piece = safe(text[begin:stop])
    before, marked, after = piece[: start - begin], piece[start - begin : end - begin], piece[end - begin :]
    before, after = before.lstrip(), after.rstrip()
    if span is None:
        return _head_of(after, width)
    marked = _middle(marked, width - 8)
    room = width - columns(marked) - 4
    right = min(columns(after), max(room // 2, room - columns(before)))
    return f"{_tail_of(before, room - right)}【{marked}】{_head_of(after, right)}"


def columns(text: str) -> int:
    """The columns that `text` takes, near enough to keep it on a line."""
    return sum(2 if character >= "\u1100" or character in "“”‘’…—·" else 1 for character in text)


def _head_of(text: str, width: int) -> str:
    if columns(text) <= width:
        return text
    kept = ""
    for character in text:
        if columns(kept) + columns(character) > width - 2:
            break
        kept += character
    return f"{kept}…" if width >= 2 else ""


def _tail_of(text: str, width: int) -> str:
    """Its end; of a number that is cut nothing, since half of one reads as another."""
    if columns(text) <= width:
        return text
    tail = _head_of(text[::-1][: width + 1], width)[::-1].removeprefix("…")
    if text[: len(text) - len(tail)][-1:].isdecimal():
        tail = tail.lstrip("0123456789０１２３４５６７８９")
    return f"…{tail}" if width >= _DOTS else ""


def _middle(text: str, width: int) -> str:
    """Of what is too long the beginning and the end."""
    if columns(text) <= width:
        return text
    return _head_of(text[: width + 1], width // 2) + _tail_of(text, width - width // 2).removeprefix("…")


def section_heading(report: Report, place: str) -> str:
    """The heading of the section where `place` stands; the head and the preface have names of their own."""
    cell = report.edition.cells.get(place)
    if cell is not None:
        return cell.section.heading
    section = place.removeprefix("texts.")
    if section == "preface":
        return "前言"
    return next((entry.heading for entry in report.edition.sections if entry.id == section), "报告信息")


def quoted(report: Report, finding: Finding, width: int = WIDTH) -> str:
    """The excerpt of the text, title or agency that the finding is about; "" where it is about anything else."""
    place = finding.where[0] if finding.where else ""
    if place.startswith("texts."):
        return excerpt(report.texts.get(place[6:], ""), finding.span, width) if finding.span else ""
    if place == "title":
        return excerpt(report.full_title, finding.span, width)
    if place == "agency":
        return excerpt(report.agency, finding.span, width)
    return ""


def cells_named(report: Report, finding: Finding, totals: Mapping[str, Sum] | None = None) -> str:
    """The finding's cells in words, each with what stands in it; of many the first and their number."""
    cells = [report.edition.cells[place] for place in finding.where if place in report.edition.cells]
    if not cells:
        return ""
    sums = compute(report) if totals is None else totals
    few = cells if len(cells) <= _CELLS else cells[:1]
    figures = ((cell.label, published_figure(report, cell.path, sums)) for cell in few)
    named = [f"{label}：{'空' if figure is None else safe(format_figure(figure))}" for label, figure in figures]
    return "；".join(named) + (f" 等 {len(cells)} 格" if len(cells) > len(few) else "")


def origin_of(finding: Finding, origins: Mapping[str, Origin]) -> str:
    """Where in its document the first known place of the finding stood: 第 2 个表 第 5 行; "" where none is known.

    Of a text it is known where it begins, and no more: 第 3 行起.
    """
    for place in finding.where:
        if place in origins:
            from reportwizard.typeset.importing import origin_place

            return origin_place(origins[place]) + ("起" if finding.span and place.startswith("texts.") else "")
    return ""


def place_name(report: Report, place: str) -> str:
    """What a place is called: a cell by its labels, a text by the heading of its section."""
    cell = report.edition.cells.get(place)
    if cell is not None:
        return cell.label
    return section_heading(report, place) if place.startswith("texts.") else HEAD.get(place, safe(place))
