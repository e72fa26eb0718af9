from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportwizard.editions.loading import load_edition
from reportwizard.report.files import open_report
from reportwizard.report.model import Report

HANGZHOU = Path(__file__).with_name("hangzhou-2025.toml")


@pytest.fixture
def clean() -> Report:
    """A whole city's published figures for 2025: complete, and balanced in every column."""
    return open_report(HANGZHOU).report


@pytest.fixture
def zeros() -> Callable[[str, int], Report]:
    """A complete report of an edition with 0 in every cell."""

    def make(edition_id: str, year: int) -> Report:
        edition = load_edition(edition_id)
        return Report(edition, year, figures={p: 0 for p, cell in edition.cells.items() if not cell.computed})

    return make
