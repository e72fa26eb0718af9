"""Whatever a report holds, what a format writes comes back: all of it, or on paper all that is printed.

Paper carries the figures, the totals where their sum is incomplete, and the paragraphs; it does not carry waivers,
marks of what was carried over, the level, or a stated total that differs from a complete sum (the sum is printed).
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reportwizard.formats.opening import open_source
from reportwizard.formats.registry import export
from reportwizard.report.model import Report
from reportwizard.report.totals import compute
from reportwizard.typeset.report import lines
from support.generated import PRINTED, reports

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def again(report: Report, name: str) -> Report:
    """The report, written and read; the name says nothing of the format."""
    return open_source(export(report, name), "report").report


def prose(report: Report) -> dict[str, list[str]]:
    return {key: [" ".join(line.split()) for line in lines(text)] for key, text in report.texts.items() if lines(text)}


def printed(report: Report) -> dict[str, object]:
    """The stated totals that paper shows."""
    sums = compute(report)
    return {path: value for path, value in report.stated.items() if sums[path].value is None}


@pytest.mark.parametrize("name", ["toml", "xlsx"])
@given(report=reports(whole=True))
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_what_carries_a_report_carries_all_of_it(name: str, report: Report) -> None:
    assert again(report, name) == report


@given(report=reports())
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_json_carries_figures_texts_and_stated_totals(report: Report) -> None:
    assert again(report, "json") == report


def assert_comes_back(name: str, report: Report) -> None:
    read = again(report, name)
    assert (read.edition.id, read.year, read.agency) == (report.edition.id, report.year, report.agency)
    assert read.figures == report.figures
    assert read.stated == printed(report)
    assert prose(read) == prose(report)


@pytest.mark.parametrize("name", ["md", "txt", "html", "docx"])
@given(report=reports())
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_what_paper_shows_comes_back(name: str, report: Report) -> None:
    assert_comes_back(name, report)


@given(report=reports(lines=PRINTED))
@settings(
    max_examples=25, deadline=None, suppress_health_check=SLOW, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
def test_a_pdf_comes_back(report: Report) -> None:
    """A PDF refuses what no font of the computer shows, so that here are only texts that any Chinese font can.

    It comes back by its tags. Two characters for one thing are told apart by no font: a radical (⼀) comes back as the
    character (一), joined letters (ﬁ) as two.
    """
    assert_comes_back("pdf", report)


@given(report=reports(lines=PRINTED))
@settings(
    max_examples=10, deadline=None, suppress_health_check=SLOW, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
def test_of_a_pdf_without_tags_every_figure_comes_back(report: Report) -> None:
    """As when it was printed once more by another program: paragraphs are then guessed by how they look."""
    data = export(report, "pdf").replace(b"/StructTreeRoot", b"/StructTreeNone")
    read = open_source(data, "report").report
    assert (read.edition.id, read.year, read.agency) == (report.edition.id, report.year, report.agency)
    assert read.figures == report.figures
    assert read.stated == printed(report)
