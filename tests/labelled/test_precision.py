"""The labelled set holds together, and what the page of counts says is what the rules do today."""

from __future__ import annotations

from pathlib import Path

import pytest

from labelled.cases import FOLDER, SETS, Case, judge, load
from labelled.measure import PAGE, page
from reportwizard.checks import check
from reportwizard.report.files import open_report

CASES = [case for name in SETS for case in load(name)]
INNOCENT = [case for case in CASES if not case.find]


@pytest.mark.parametrize("case", INNOCENT, ids=lambda case: case.name)
def test_innocent_words_raise_no_alarm(case: Case) -> None:
    assert [(finding.code, finding.message) for finding in judge(case).false] == []


@pytest.mark.parametrize("base", sorted((FOLDER / "bases").glob("*.toml")), ids=lambda path: path.stem)
def test_a_base_is_clean(base: Path) -> None:
    assert [(finding.code, finding.message) for finding in check(open_report(base).report)] == []


def test_half_of_the_cases_are_innocent() -> None:
    single = [case for case in CASES if not case.name.startswith("planted/")]
    assert len(single) >= 260
    assert len(INNOCENT) * 2 >= len(single)


def test_the_page_of_counts_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8").replace("\r\n", "\n") == page(), "run tests/labelled/measure.py --write"
