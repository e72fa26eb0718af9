from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportwizard.editions.loading import load_edition
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure

HANGZHOU = Path(__file__).with_name("hangzhou-2025.toml")
PROSE = {
    "overview": "主动公开按目录进行；依申请公开的渠道畅通，未收到申请的月份也有值班；政府信息管理责任到人；"
    "公开平台每周巡查；监督保障有力，接受工作考核和社会评议，没有责任追究的情形。",
    "problems": "解读的形式不够多样，下一步增加图解。",
    "other_matters": "没有收取信息处理费，没有其他需要报告的事项。",
}
"""Texts that say all that is asked of a report, and no number."""


@pytest.fixture
def clean() -> Report:
    """A whole city's published figures for 2025: complete, and balanced in every column."""
    return open_report(HANGZHOU).report


@pytest.fixture
def zeros() -> Callable[[str, int], Report]:
    """A complete report of an edition with 0 in every cell, and what it takes in words."""

    def make(edition_id: str, year: int) -> Report:
        edition = load_edition(edition_id)
        figures: dict[str, Figure] = {path: 0 for path, cell in edition.cells.items() if not cell.computed}
        return Report(edition, year, "示例市人民政府", texts=dict(PROSE), figures=figures)

    return make
