"""What a place asks of its reports beyond the form: headings, lengths, dates, what section six must tell; thresholds.

The defaults are those of the regulation and of good practice; a small settings file may change them (see
`profile_file`). Who the agency is stands in the report: `level` and `level_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportwizard.records import Record, field

if TYPE_CHECKING:
    from reportwizard.checks.finding import Severity
    from reportwizard.report.model import Report

_DEPARTMENTS = ("厅", "局", "办公室", "委员会")
"""How the names of departments end; one with the level of a government says two things, and neither is believed."""

GOVERNMENTS = ("country", "province", "city", "county", "town")
"""The levels whose agency is a government; the rest are departments."""


class Profile(Record):
    """What is asked of a report here. Every field has the default that holds without a settings file."""

    source: str = ""
    """The settings file; "" for the defaults."""
    overview_parts: tuple[str, ...] = ()
    """The sub-headings that section one must have; () for those of the edition."""
    accountability: tuple[str, ...] = ("工作考核", "社会评议", "责任追究")
    """What a government's report must speak of (条例 art. 50)."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """The most characters of a text, by its id; no limit where there is none."""
    other_matters: tuple[str, ...] = ()
    """What section six must speak of; other words for one thing are separated by |."""
    deadlines: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: {"department": (1, 31), "government": (3, 31), "town": (1, 31)}
    )
    """Month and day of the next year by which a report is published, by the kind of agency (条例 art. 49), or by its
    level where that has a date of its own."""
    repeated_percent: int = 60
    """The share of sentences in common with last year's text from which on it counts as repeated."""
    large_change_percent: int = 50
    """A figure that moved by more than this share …"""
    large_change_least: int = 10
    """… and by at least so much, moved a lot."""
    yuan_times_last_year: int = 1_000
    """An amount of so many times last year's was probably typed in 元."""
    yuan_most_for_county: int = 100_000
    """万元; a county or below that collected more probably typed 元."""
    may_make_rules: tuple[str, ...] = ()
    """Agencies that may make 规章 though their level may not (东莞, 中山)."""
    ignored: frozenset[str] = frozenset()
    """The codes that nobody wants to hear of here."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """How grave the findings of a code are here, where that is other than the rule says."""
    levels: Mapping[str, Profile] = field(default_factory=dict)
    """What is asked of the reports of a level, where that is other than of the rest; each is whole."""

    def of(self, report: Report) -> Profile:
        """What is asked of this report."""
        return self.levels.get(report.level, self)


DEFAULT = Profile()

RULE_MAKERS = ("", "市", "市人民政府", "人民政府")
"""What may follow the name of an agency that may make 规章."""


def may_make_rules(profile: Profile, agency: str) -> bool:
    """Whether the place says that the agency may make 规章: by its name as it is, or without 市 and 人民政府."""
    return any(agency.strip() == name + more for name in profile.may_make_rules for more in RULE_MAKERS)


def kind_of(report: Report) -> str:
    """The kind of agency that a deadline goes by: department, town, government; "" while the level is unknown."""
    if report.level in ("", "department", "town"):
        return report.level
    return "government"


def is_government(report: Report) -> bool | None:
    """Whether the agency is a government and not a department; None where nothing tells."""
    agency = report.agency.strip()
    if report.level:
        government = report.level in GOVERNMENTS
        return None if government and agency.endswith(_DEPARTMENTS) else government
    return True if agency.endswith("人民政府") else None
