"""F9: several formats at once, what cannot be made, what would be replaced. One format is in test_keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from reportwizard.errors import MissingExtraError
from reportwizard.formats.registry import Format
from reportwizard.report.model import Report
from reportwizard.tui.screens.export import ExportDialog
from support.pilot import Clerk, sit
from support.reports import blank, saved


def refuse(_: Report) -> bytes:
    raise MissingExtraError("没有安装写 PDF 的部件", "", 'pip install "reportwizard[pdf]"')


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    formats = {
        "md": Format("md", (".md",), "Markdown", lambda report: report.agency.encode()),
        "docx": Format("docx", (".docx",), "Word", lambda _: b"PK\x00"),
        "pdf": Format("pdf", (".pdf",), "PDF", refuse),
    }
    monkeypatch.setattr("reportwizard.tui.screens.export.FORMATS", formats)
    monkeypatch.setattr("reportwizard.formats.registry.FORMATS", formats)
    return saved(tmp_path, blank())


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if not file.name.startswith("."))


def test_several_are_marked_and_made_at_once(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f9", "space", "down", "space", "enter")
        assert clerk.app.screen.query_one(Input).value == str(path.with_suffix(""))
        assert clerk.screen.count("[x]") == 2
        await clerk.press("enter")
        await clerk.until("已导出")
        assert clerk.app.screen is clerk.main
        await clerk.press("f9", "space", "down", "space", "enter", "enter")
        await clerk.until("report.docx 已经有了，再按一次回车就覆盖")
        await clerk.press("enter")
        await clerk.until("已导出")

    sit(path, work)
    assert names(path) == ["report.docx", "report.md", "report.toml"]


def test_a_mark_is_taken_away_again(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f9", "down", "space", "space", "up")
        assert clerk.app.screen.query_one(Input).value == str(path.with_suffix(".md"))
        await clerk.press("down", "space", "up", "enter", "enter")  # one marked, another highlighted: the mark counts
        await clerk.until("已导出")

    sit(path, work)
    assert names(path) == ["report.docx", "report.toml"]


def test_a_format_that_cannot_be_made_is_said_and_none_is_written(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f9", "space", "down", "down", "space", "enter", "enter")
        await clerk.until('pip install "reportwizard[pdf]"')
        assert isinstance(clerk.app.screen, ExportDialog)
        await clerk.press("escape")

    sit(path, work)
    assert names(path) == ["report.toml"]


def test_a_space_in_the_name_is_a_space(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f9", "enter", "space", "x")
        assert clerk.app.screen.query_one(Input).value.endswith(" x")
        assert "[x]" not in clerk.screen

    sit(path, work)


def test_a_review_sheet_lies_beside_the_report(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        clerk.main.desk.today = lambda: date(2026, 2, 3)
        await clerk.press("ctrl+p")
        clerk.app.screen.query_one(Input).value = "导出审核单"
        await clerk.press("enter")
        await clerk.until("导出审核单：")
        await clerk.press("space", "down", "space", "enter")
        assert clerk.app.screen.query_one(Input).value == str(tmp_path / "report")
        await clerk.press("enter")
        await clerk.until("已导出")

    sit(saved(tmp_path, blank()), work)
    assert {"report-审核单.docx", "report-审核单.md"} <= set(names(tmp_path / "report.toml"))
    sheet = (tmp_path / "report-审核单.md").read_text(encoding="utf-8")
    assert sheet.startswith("# 政府信息公开工作年度报告审核单") and "2026 年 2 月 3 日" in sheet and "V01" in sheet
