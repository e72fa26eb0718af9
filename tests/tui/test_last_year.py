"""What was carried over, and last year's figures beside this year's, as a clerk sees and confirms them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportwizard.report.files import open_report
from support.pilot import Clerk, sit
from support.recognised import page, plain, reads_as
from support.reports import blank, saved

pytestmark = pytest.mark.usefixtures("figures_only")

OVER = "applications.carried_over"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    before = blank(2024)
    before.figures = {"applications.received.natural_person": 20, f"{OVER}.business": 12}
    saved(tmp_path, before, "2024.toml")
    report = blank(2025)
    report.figures = {f"{OVER}.natural_person": 31, f"{OVER}.business": 2}
    report.carried = {"agency", f"{OVER}.natural_person", f"{OVER}.business"}
    report.carried_from = "2024.toml"
    return saved(tmp_path, report)


async def known(clerk: Clerk) -> None:
    """Wait until last year's report has been found."""
    await clerk.app.workers.wait_for_complete()
    await clerk.pilot.pause()


def row(clerk: Clerk, label: str) -> str:
    return next(line for line in clerk.screen.split("\n") if label in line and "│" not in line)


def test_a_carried_figure_is_marked_until_one_leaves_it(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        assert "31~" in row(clerk, "上年结转")
        await clerk.press("down")
        assert "从上年带来" in clerk.screen
        assert "31~" in row(clerk, "上年结转")
        await clerk.press("right")
        assert "31~" not in row(clerk, "上年结转")
        assert "2~" in row(clerk, "上年结转")
        await clerk.press("f4")
        assert clerk.session.report.carried == {"agency"}
        await clerk.press("ctrl+z")
        assert "31~" in row(clerk, "上年结转")
        assert "2~" in row(clerk, "上年结转")
        await clerk.press("ctrl+y")
        assert clerk.session.report.carried == {"agency"}

    sit(path, work)


def test_page_zero_says_what_came_over_and_leaving_it_confirms(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert "单位名称　~ 从上年带来" in clerk.screen
        await clerk.press("f4")
        assert "agency" not in clerk.session.report.carried
        await clerk.press("f3")
        assert "从上年带来" not in clerk.screen

    sit(path, work, new=True)


def test_what_waits_is_told_on_the_review_walked_to_and_confirmed_in_one_step(path: Path) -> None:
    report = open_report(path).report
    zeros = {cell.path: 0 for cell in report.edition.cells.values() if not cell.computed}
    report.figures = {**zeros, **report.figures, "applications.carried_forward.natural_person": 31}
    report.figures["applications.carried_forward.business"] = 2
    report.texts["overview"] = "今年"

    async def work(clerk: Clerk) -> None:
        assert [finding.code for finding in clerk.session.findings if finding.code[0] in "AV"] == []
        await clerk.press(*["f4"] * 6)
        assert "… 没有错误，还没有做完（F9 导出）" in clerk.screen
        told = "还没有写文字：五、六；还有 3 项从上年带来的没有确认（~；命令列表里的“全部确认”）"
        assert told in re.sub(r"\s*\n\s*", "", clerk.screen)
        assert "审…" in clerk.screen
        await clerk.press("ctrl+p", *"全部确认", "enter")
        assert "已确认 3 项，Ctrl+Z 撤销" in clerk.screen
        assert clerk.session.report.carried == set()
        await clerk.press("ctrl+p", *"全部确认", "enter")
        assert "没有等着确认的内容" in clerk.screen
        await clerk.press("ctrl+z")
        assert len(clerk.session.report.carried) == 3
        await clerk.main.go_to("overview", leaves=False)
        await clerk.press("f8")
        assert clerk.main.current == "head"
        await clerk.press("f8")
        assert clerk.path == f"{OVER}.natural_person"
        assert "没有发现问题；这里从上年带来，还没有确认" in clerk.screen
        await clerk.press("f8")
        assert clerk.path == f"{OVER}.business"
        assert len(clerk.session.report.carried) == 3  # what was taken back can still be redone
        await clerk.press("ctrl+y")
        assert clerk.session.report.carried == set()

    sit(saved(path.parent, report), work, size=(80, 24))


def test_last_years_figure_is_told_where_the_cursor_stands(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await known(clerk)
        await clerk.press("f4", "f4", "2", "5")
        assert "去年 20（今年多 5，+25%）" in clerk.screen

    sit(path, work)


def test_last_years_figures_stand_below_on_demand_with_large_changes_marked(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await known(clerk)
        await clerk.press("f4", "f4", "ctrl+l")
        lines = clerk.screen.split("\n")
        received = next(n for n, line in enumerate(lines) if "本年新收" in line)
        assert lines[received + 1].split()[-2:] == ["去年", "20"]
        await clerk.press("3", "1")
        assert "20↑" in clerk.screen
        await clerk.press("f3", "f4")
        assert "20↑" in clerk.screen
        await clerk.press("ctrl+l")
        assert "20↑" not in clerk.screen

    sit(path, work)


def test_beside_a_text_stands_last_years_text(path: Path) -> None:
    before = blank(2024)
    before.texts = {"problems": "一是更新不及时。"}
    saved(path.parent, before, "2024.toml")

    async def work(clerk: Clerk) -> None:
        await known(clerk)
        await clerk.press("ctrl+l")
        assert "去年的报告里没有这一部分的文字" in clerk.screen
        await clerk.press("f4", "f4", "f4", "f4", "ctrl+l")
        assert "一是更新不及时。" in clerk.screen
        await clerk.press("ctrl+l")
        assert "一是更新不及时。" not in clerk.screen

    sit(path, work)


def test_without_a_report_of_last_year_the_key_says_so(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await known(clerk)
        await clerk.press("f4", "f4", "ctrl+l")
        assert "没有找到上年的报告" in clerk.screen

    sit(saved(tmp_path, blank()), work)


def test_last_years_document_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = blank(2024, "某局")
    before.texts = {"overview": "去年写的话。"}
    reads_as(monkeypatch, plain(before))
    page(tmp_path, "去年.html")
    report = blank(2025, "某局")
    report.carried_from = "去年.html"

    async def work(clerk: Clerk) -> None:
        await clerk.until(lambda _: clerk.session.before is not None)
        await clerk.press("ctrl+l")
        assert "去年写的话。" in clerk.screen

    sit(saved(tmp_path, report), work)
