"""What lies around a report's file: last year's report, and what the place asks."""

from __future__ import annotations

from pathlib import Path

from reportwizard.checks import check
from reportwizard.checks.profile import DEFAULT
from reportwizard.checks.profile_file import NAME
from reportwizard.session import Session
from reportwizard.session.surroundings import look_around
from support.reports import blank, saved


def opened(folder: Path, level: str = "town") -> Session:
    report = blank()
    report.level = level
    report.figures["applications.received.natural_person"] = -1
    return Session.open(saved(folder, report))


def test_nothing_lies_around(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert look_around(session.path, session.report) == (None, DEFAULT, "")


def test_last_year_and_settings_are_found(tmp_path: Path) -> None:
    session = opened(tmp_path)
    saved(tmp_path, blank(session.report.year - 1), "last.toml")
    (tmp_path / NAME).write_text('[severity]\nV03 = "warning"\n', encoding="utf-8")
    found = look_around(session.path, session.report)
    assert found.before is not None and found.before.year == session.report.year - 1
    assert found.profile.source == str(tmp_path / NAME) and found.told == f"按 {tmp_path / NAME} 里的本地要求检查"


def test_settings_that_cannot_be_read_are_told_and_count_as_none(tmp_path: Path) -> None:
    session = opened(tmp_path)
    (tmp_path / NAME).write_text("nonsense = 1\n", encoding="utf-8")
    found = look_around(session.path, session.report)
    assert found.profile is DEFAULT and "本地要求没有用上" in found.told and "nonsense" in found.told


def test_what_the_place_asks_goes_by_the_level_as_it_is_now(tmp_path: Path) -> None:
    session = opened(tmp_path)
    (tmp_path / NAME).write_text('[level.county]\nignore = ["V03"]\n', encoding="utf-8")
    session.ask(look_around(session.path, session.report).profile)
    session.settle_texts()
    assert "V03" in {finding.code for finding in session.findings}
    session.answer("level", "county")
    session.settle_texts()
    assert "V03" not in {finding.code for finding in session.findings}
    profile = session.profile.of(session.report)
    assert [f.code for f in session.findings] == [f.code for f in check(session.report, profile=profile)]
