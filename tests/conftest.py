"""Two real reports' figures with prose of our own, and one whose figures are all zero."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportwizard.editions.loading import load_edition
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from support import rules

REPORTS = Path(__file__).parent / "formats" / "reports"


@pytest.fixture
def city() -> Report:
    """A whole city's figures, edition 2021: everything filled, figures of up to eight digits."""
    return open_report(REPORTS / "city_2025.toml").report


@pytest.fixture
def office() -> Report:
    """A government office's figures, edition 2019: blanks, stated totals, an amount with its unit."""
    return open_report(REPORTS / "office_2019.toml").report


@pytest.fixture(params=["2019", "2021"])
def zeros(request: pytest.FixtureRequest) -> Report:
    """Every typed cell of an edition is zero."""
    edition = load_edition(request.param)
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    return Report(edition, edition.first_year, "示例县", figures=dict.fromkeys(typed, 0))


@pytest.fixture
def figures_only() -> Iterator[None]:
    """The rules of figures alone are in force."""
    with rules.figures_only():
        yield
