"""Family D: late by the level, early by the year, silent where nothing is known."""

from __future__ import annotations

from datetime import date

import pytest

from reportwizard.checks import Finding, check
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.editions.loading import edition_for_year
from reportwizard.records import replace
from reportwizard.report.model import Report


def late(
    published: date | None, level: str = "", level_of: str = "", profile: Profile = DEFAULT, year: int = 2025
) -> list[Finding]:
    report = Report(edition_for_year(year), year, "某局", level=level, level_of=level_of, published=published)
    return [finding for finding in check(report, profile=profile) if finding.code == "D01"]


@pytest.mark.parametrize(
    ("level", "last"),
    [
        ("department", date(2026, 1, 31)),
        ("town", date(2026, 1, 31)),
        ("county", date(2026, 3, 31)),
        ("city", date(2026, 3, 31)),
        ("province", date(2026, 3, 31)),
        ("country", date(2026, 3, 31)),
        ("", date(2026, 3, 31)),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_not(level: str, last: date) -> None:
    assert late(last, level) == []
    (finding,) = late(date.fromordinal(last.toordinal() + 1), level)
    assert (finding.severity, finding.where) == ("warning", ("published",))
    assert finding.message.endswith("晚 1 天")
    assert finding.expected == last.isoformat()


def test_a_department_of_any_level_is_a_department() -> None:
    (finding,) = late(date(2026, 2, 10), "department", "province")
    assert finding.message == "公布日期 2026 年 2 月 10 日，比期限 2026 年 1 月 31 日晚 10 天"
    assert "部门的报告应在 1 月 31 日前公布" in finding.remedy


def test_of_a_town_nothing_is_said_that_the_regulation_does_not_say() -> None:
    (finding,) = late(date(2026, 2, 1), "town")
    assert "《条例》没有写明" in finding.remedy


@pytest.mark.parametrize("day", [date(2025, 1, 20), date(2025, 12, 31), date(2020, 1, 1)])
def test_before_the_year_is_over_nothing_can_be_published(day: date) -> None:
    (finding,) = late(day, "county")
    assert "2025 年度还没有结束" in finding.message
    assert "核对日期的年份" in finding.remedy


@pytest.mark.parametrize("day", [None, date(2026, 1, 1), date(2026, 1, 20)])
def test_in_time_or_unknown_is_innocent(day: date | None) -> None:
    for level in ("", "department", "town", "county"):
        assert late(day, level) == []


def test_a_year_later_is_late_too() -> None:
    assert len(late(date(2027, 1, 20), "department")) == 1


@pytest.mark.parametrize(
    ("deadlines", "level", "day", "count"),
    [
        ({"department": (1, 20)}, "department", date(2026, 1, 21), 1),
        ({"city": (2, 28), "government": (3, 31)}, "city", date(2026, 3, 1), 1),
        ({"city": (2, 28), "government": (3, 31)}, "county", date(2026, 3, 1), 0),
        ({"department": (1, 31), "government": (4, 30)}, "", date(2026, 4, 30), 0),
        ({"department": (1, 20)}, "town", date(2026, 3, 1), 1),
    ],
)
def test_a_place_may_set_its_own_days(deadlines: dict[str, tuple[int, int]], level: str, day: date, count: int) -> None:
    profile = replace(DEFAULT, deadlines=dict(DEFAULT.deadlines) | deadlines)
    assert len(late(day, level, profile=profile)) == count


def test_a_report_of_the_old_edition_has_the_same_days() -> None:
    assert late(date(2021, 1, 31), "department", year=2020) == []
    assert len(late(date(2021, 2, 1), "department", year=2020)) == 1
