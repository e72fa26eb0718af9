"""Reports with a table and a sentence about it, and what family N finds in the sentence."""

from __future__ import annotations

from reportwizard.checks import Finding, check
from reportwizard.editions.loading import edition_for_year
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure

A = "applications"
FAMILY = frozenset(f"N{number:02d}" for number in range(1, 13))


def zeros(year: int = 2025) -> Report:
    """A complete report of nothing."""
    edition = edition_for_year(year)
    return Report(edition, year, "某局", figures={p: 0 for p, cell in edition.cells.items() if not cell.computed})


def flows(received: int, carried_over: int, concluded: int, carried_forward: int, year: int = 2025) -> Report:
    """Applications of natural persons, all of them granted."""
    report = zeros(year)
    numbers = {
        "received": received, "carried_over": carried_over, "granted": concluded, "carried_forward": carried_forward,
    }  # fmt: skip
    report.figures |= {f"{A}.{row}.natural_person": number for row, number in numbers.items()}
    return report


def saying(report: Report, sentence: str, text: str = "overview", **figures: Figure) -> Report:
    """The report with the sentence as its only text."""
    report.texts = {text: sentence}
    return report


def found(report: Report, sentence: str, previous: Report | None = None, text: str = "overview") -> list[Finding]:
    """What the rules of claims find."""
    return check(saying(report, sentence, text), previous, FAMILY)


def marked(report: Report, sentence: str, previous: Report | None = None, text: str = "overview") -> list[str]:
    """Each finding as its code and what it marks: N02 13801件."""
    findings = found(report, sentence, previous, text)
    return [f"{each.code} {sentence[slice(*each.span)]}" if each.span else each.code for each in findings]
