"""What the rules that read texts find in a few sentences, without a whole report around them."""

from __future__ import annotations

from reportwizard.checks import Finding, check
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.editions.loading import edition_for_year
from reportwizard.recognise.recognised import Form
from reportwizard.report.model import Report


def report_with(text: str, name: str = "overview", year: int = 2025, agency: str = "示例县人民政府") -> Report:
    """A report of which one text is written."""
    return Report(edition_for_year(year), year, agency, texts={name: text})


def found(report: Report, code: str, profile: Profile = DEFAULT, form: Form | None = None) -> list[Finding]:
    """The findings of one rule."""
    return check(report, codes=frozenset({code}), profile=profile, form=form)


def marked(report: Report, code: str) -> list[str]:
    """The words that the findings of one rule mark, in order; a finding without a place in the text gives ""."""
    words = []
    for finding in found(report, code):
        text = report.texts.get(finding.where[0].removeprefix("texts."), "")
        words.append(text[slice(*finding.span)] if finding.span else "")
    return words
