"""Reports to test with: the real ones of sample_reports, and blank ones."""

from __future__ import annotations

import re
from pathlib import Path

from reportwizard.editions.loading import edition_for_year
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.report.toml import dumps

SAMPLES = Path(__file__).parents[2] / "sample_reports"


def sample(name: str) -> Report:
    """A sample report by its name."""
    return open_report(SAMPLES / f"{name}.toml").report


def without_counts(report: Report) -> Report:
    """The report without the sentences that give a number of anything: to change its figures and nothing else."""
    for name, text in report.texts.items():
        report.texts[name] = re.sub(r"[^。\n]*\d件[^。\n]*。", "", text)
    return report


def blank(year: int = 2025, agency: str = "某局") -> Report:
    """A report in which nothing is filled."""
    return Report(edition_for_year(year), year, agency)


def saved(folder: Path, report: Report, name: str = "report.toml") -> Path:
    """The report in a file."""
    path = folder / name
    path.write_text(dumps(report), encoding="utf-8", newline="\n")
    return path
