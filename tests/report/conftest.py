from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report


@pytest.fixture
def golden() -> Path:
    """The folder of files whose bytes are the layout."""
    return Path(__file__).with_name("golden")


@pytest.fixture
def report() -> Report:
    """A small report of edition 2021: a few figures, most cells blank."""
    figures = {"applications.received.natural_person": 12, "challenges.direct_suit.upheld": 1}
    return Report(load_edition("2021"), 2025, "甲县乙局", figures=dict(figures))
