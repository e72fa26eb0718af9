"""The report: one agency, one year, its texts and figures. The only truth; whoever shows it owns nothing.

A blank cell and an empty text are absent. Totals are never among the figures (see `totals`); what a document
said where a total stands is in `stated`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from reportwizard.editions.form import Edition
from reportwizard.records import Record, field, replace
from reportwizard.report.numbers import Figure

LEVELS = {
    "country": "国家",
    "province": "省级",
    "city": "设区的市级",
    "county": "县级",
    "town": "乡镇、街道",
    "department": "部门",
}
"""The levels of an agency, and their Chinese names. A department's own level stands in `level_of`."""

CARRIED_HEAD = {"agency": "单位名称", "title": "标题", "level": "级别", "level_of": "部门所属级别"}
"""The keys of the head that come over from last year's report, and what they are called."""


class Waiver(Record, frozen=False, eq=True):
    """A person's written reason for leaving one finding as it is; it holds only while the values are the same."""

    code: str
    where: tuple[str, ...]
    who: str
    when: date | None
    why: str
    values: tuple[Figure, ...]
    """The figures at `where` when the reason was given, "" for a blank."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Keys that a person added by hand."""


class Report(Record, frozen=False, eq=True):
    """One annual report. Two reports are equal when everything that their files say is equal."""

    edition: Edition
    year: int
    agency: str = ""
    title: str = ""
    level: str = ""
    level_of: str = ""
    published: date | None = None
    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    stated: dict[str, Figure] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)
    """Cell paths and keys of the head whose value was carried over from last year, and nobody has confirmed yet."""
    carried_from: str = ""
    """Last year's file: a path with forward slashes, from the report's own folder where that is possible."""

    @property
    def full_title(self) -> str:
        """The title as written, else the statutory one made from agency and year."""
        return self.title or self.edition.title.format(agency=self.agency, year=self.year)


def snapshot(report: Report) -> Report:
    """The report as it is now, for somebody who reads it while it changes."""
    return replace(report, texts=dict(report.texts), figures=dict(report.figures), stated=dict(report.stated))


def unconfirmed(report: Report) -> tuple[str, ...]:
    """What holds a carried value nobody has confirmed: keys of the head, then cells in the order of the form.

    A mark on what was made blank since says nothing any more, and is left out.
    """
    if not report.carried:
        return ()
    head = (key for key in CARRIED_HEAD if key in report.carried and getattr(report, key))
    cells = (path for path in report.edition.cells if path in report.carried and path in report.figures)
    return (*head, *cells)


def text_ids(edition: Edition) -> tuple[str, ...]:
    """The ids of the texts a report may hold, in the order of the form: a preface, then one a section."""
    return ("preface", *(section.id for section in edition.sections))


def narrative_ids(edition: Edition) -> tuple[str, ...]:
    """The ids of the texts that the form asks for."""
    return tuple(section.id for section in edition.sections if section.kind == "narrative")
