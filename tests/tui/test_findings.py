"""Findings at the screen: from one to its cell and back, mended, settled, left as they are for a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from reportwizard.checks import Finding
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.tui.screens.dialogs import Reading
from reportwizard.tui.screens.waiver import WaiverDialog
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.prose import ProseArea
from support.pilot import Clerk, sit
from support.reports import blank, sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")

A = "applications"
GRANTED = f"{A}.granted.natural_person"
OTHER = f"{A}.received.other"
SUIT = "challenges.direct_suit.total"
TODAY = date(2026, 1, 5)


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    """A digit lost in a cell, a stated total that is wrong, a text that plainly means a number."""
    report = sample("hangzhou-2025")
    report.figures[GRANTED] = 534
    report.figures["proactive.art20_6.penalties.decisions"] = "12项"
    report.stated = {SUIT: 99}
    return saved(tmp_path, report)


def zeros(year: int) -> Report:
    report = blank(year)
    report.figures = {path: 0 for path, cell in report.edition.cells.items() if not cell.computed}
    return report


def codes(clerk: Clerk) -> list[str]:
    return [finding.code for finding in clerk.session.findings if finding.waived is None]


def marked(clerk: Clerk) -> str:
    focused = clerk.main.focused
    assert isinstance(focused, FindingList) and focused.current
    return focused.current.code


def test_to_the_cell_and_back_with_the_finding_marked(slip: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "down", "right", "right")
        there = clerk.path
        await clerk.press("f6", "down", "up", "f6")
        assert clerk.path == there  # to the list and back is no move
        await clerk.press("f6")
        assert marked(clerk) == "A01"
        await clerk.press("enter")
        assert clerk.path == GRANTED  # where a figure is proposed
        assert "534 应为 5345" in clerk.screen
        await clerk.press("f6")
        assert marked(clerk) == "A01"
        await clerk.press("enter")
        assert clerk.path == f"{A}.received.natural_person"  # the same again: the next of its cells
        await clerk.press("f8")
        assert clerk.path == SUIT
        await clerk.press("f6")
        assert marked(clerk) == "A04"
        await clerk.press("f6", "f8", "f8")
        assert clerk.path == GRANTED
        await clerk.press("right", "down", "f6", "home", "f6")
        assert clerk.path == f"{A}.partly_granted.business"

    sit(slip, work)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_proposal_is_taken_from_the_list_or_at_the_cell_and_undone(slip: Path, size: tuple[int, int]) -> None:
    async def work(clerk: Clerk) -> None:
        assert codes(clerk) == ["V02", "A01", "A04"]
        await clerk.press("f6", "home")
        assert "A：用建议的数" in clerk.screen and "F6：返回" in clerk.screen
        await clerk.press("a")
        assert clerk.session.value("proactive.art20_6.penalties.decisions") == 12
        assert "12项 → 12" in clerk.screen
        assert isinstance(clerk.main.focused, FindingList)
        await clerk.press("f6", "f8")
        assert clerk.path == GRANTED
        assert "少 4811" in clerk.screen and "Ctrl+T 采用建议" in clerk.screen
        await clerk.press("ctrl+t")
        assert (clerk.session.value(GRANTED), codes(clerk)) == (5345, ["A04"])
        assert "534 → 5345" in clerk.screen
        await clerk.press("ctrl+z", "ctrl+z")
        assert codes(clerk) == ["V02", "A01", "A04"]

    sit(slip, work, size=size)


def test_where_nothing_is_proposed_nothing_is_changed(slip: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+t")
        assert "这里没有待改的问题" in clerk.screen
        await clerk.press("f6", "end", "a")
        assert marked(clerk) == "A04"
        assert "没有唯一的建议，请按“改法”自己改" in clerk.screen
        await clerk.press("home", "delete")
        assert "Delete 只用于" in clerk.screen
        assert not clerk.session.modified

    sit(slip, work)


def test_for_blank_cells_the_advice_is_to_fill_them(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "ctrl+t")
        assert "» 请逐格填写，或按 Ctrl+D 补 0" in clerk.screen
        assert not clerk.session.modified

    sit(saved(tmp_path, blank()), work, size=(80, 24))


def test_a_stated_total_is_settled_from_the_list(slip: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f6", "end")
        assert "Delete：用算出的合计" in clerk.screen
        await clerk.press("delete")
        assert (clerk.session.report.stated, codes(clerk)) == ({}, ["V02", "A01"])
        await clerk.press("ctrl+z")
        assert clerk.session.report.stated == {SUIT: 99}
        assert clerk.path == SUIT
        await clerk.press("ctrl+y")
        assert clerk.session.report.stated == {}

    sit(slip, work)


def test_a_reason_is_asked_for_and_kept(slip: Path) -> None:
    async def work(clerk: Clerk) -> None:
        clerk.main.desk.today = lambda: TODAY
        await clerk.press("f7")
        assert "光标处没有问题" in clerk.screen
        await clerk.press("f8", "f8", "f8", "f7")
        assert isinstance(clerk.app.screen, WaiverDialog)
        assert "写的是 99" in clerk.screen
        await clerk.press("enter")
        assert "请写一句理由" in clerk.screen
        await clerk.press("escape")
        assert clerk.session.report.waivers == []
        await clerk.press("f7")
        await clerk.type("照原件\n")
        assert isinstance(clerk.app.screen, WaiverDialog)  # the name is missing
        await clerk.type("张三\n")
        (waiver,) = clerk.session.report.waivers
        assert (waiver.code, waiver.who, waiver.why, waiver.when) == ("A04", "张三", "照原件", TODAY)
        assert codes(clerk) == ["V02", "A01"]
        assert "已说明（张三 2026-01-05：照原件）" in clerk.screen  # beside the cell, and in the list
        assert "已说明 1 个" in clerk.screen
        await clerk.press("f6")
        assert marked(clerk) == "A04"
        assert "F7：改说明" in clerk.screen
        await clerk.press("home", "f7")
        await clerk.type("属实\n")  # the name is remembered
        assert [waiver.who for waiver in clerk.session.report.waivers] == ["张三", "张三"]
        await clerk.press("ctrl+z", "ctrl+s")

    sit(slip, work)
    assert [waiver.why for waiver in open_report(slip).report.waivers] == ["照原件"]


def test_a_lapsed_reason_is_told_renewed_and_withdrawn(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.figures[OTHER] = 33

    async def work(clerk: Clerk) -> None:
        clerk.main.desk.today = lambda: TODAY
        session = clerk.session
        await clerk.press("f8", "f7")
        await clerk.type("台账如此\n张三\n")
        assert codes(clerk) == []
        await clerk.type("40\n")
        assert "原来的说明已失效：数已改变" in clerk.screen
        assert len(session.report.waivers) == 1
        await clerk.press("f8", "f7")
        assert clerk.app.screen.query_one("#why", Input).value == "台账如此"
        await clerk.press("enter")
        assert (codes(clerk), session.report.waivers[0].values) == ([], (40, 0, 29, 3))
        await clerk.press("f7", "ctrl+u")
        await clerk.press("enter")
        assert (codes(clerk), session.report.waivers) == (["A01"], [])
        assert "已撤回说明" in clerk.screen
        await clerk.press("ctrl+z")
        assert (codes(clerk), len(session.report.waivers)) == ([], 1)
        assert clerk.path == OTHER

    sit(saved(tmp_path, report), work)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_the_review_groups_by_section_and_leads_there_and_back(slip: Path, size: tuple[int, int]) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f8", "f7")
        await clerk.type("属实\n张三\n")
        await clerk.press("f4", "f4", *["f4"] * 4)
        assert clerk.main.current == "review"
        shown = clerk.screen
        places = [
            shown.index(words)
            for words in (
                "2 处错误；错误须改正后再报送；1 个已写明理由保留",
                "三、收到和处理政府信息公开申请情况　1 处错误",
                "可能少打一位：534 应为 5345",
                "改法：第三项加第四项比第一项加第二项少 4811",
                "四、政府信息公开行政复议、行政诉讼情况　1 处错误",
                "已写明理由保留，不计入错误",
                "张三",
            )
        ]
        assert places == sorted(places)
        await clerk.press("a", "delete")
        assert codes(clerk) == []
        assert "✓ 没有错误，可以导出（F9）；文字请再通读一遍；1 个已写明理由保留" in clerk.screen
        await clerk.press("ctrl+z")
        await clerk.press("f4", "f4", "f4")
        assert clerk.main.current == "review"
        await clerk.press("home", "enter")
        assert clerk.path == SUIT
        await clerk.press("f4", "f4", "f4", "f6")
        assert clerk.main.current == "other_matters"  # where one came from

    sit(slip, work, size=size)


def test_a_lapsed_reason_is_seen_on_a_small_screen_and_a_blank_asks_what_belongs_there(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.figures[OTHER] = 33
    del report.figures["challenges.direct_suit.other"]

    async def work(clerk: Clerk) -> None:
        await clerk.press("f8", "f7")
        await clerk.type("台账如此\n张三\n")
        await clerk.press("down", "down")
        await clerk.type("99\n")  # another row of that column
        assert "原来的说明已失效：数已改变" in clerk.screen
        await clerk.press("up")
        assert "三（七） 114＋四 3＝117，多 84" in clerk.screen
        await clerk.main.go_to("challenges", "challenges.direct_suit.other")
        await clerk.press("f1")
        assert "【这一格】行政诉讼 › 未经复议直接起诉 ／ 其他结果" in clerk.screen
        assert "【这里的问题】" not in clerk.screen

    sit(saved(tmp_path, report), work, size=(80, 24))


@pytest.mark.parametrize("year", [2019, 2025])
def test_the_same_in_both_editions(year: int, tmp_path: Path) -> None:
    report = zeros(year)
    report.figures |= {
        f"{A}.received.natural_person": 9,
        f"{A}.granted.natural_person": 5,
        f"{A}.denied.third_party.business": 4,
    }

    async def work(clerk: Clerk) -> None:
        await clerk.press("f8")
        assert clerk.path == f"{A}.denied.third_party.business"
        assert "可能把“自然人”的 4 件填到了“商业企业”" in clerk.screen
        await clerk.press("ctrl+t")
        assert clerk.session.findings == []
        await clerk.press("f1")
        assert isinstance(clerk.app.screen, Reading)
        assert "现在填的：0" in clerk.screen

    sit(saved(tmp_path, report), work)


def test_words_of_a_text_are_gone_to_and_told(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.texts["problems"] = "第一行\n全年收到XX件，答复若干。"

    async def work(clerk: Clerk) -> None:
        words = Finding("N11", "error", ("texts.problems",), "“收到XX件”没有数", "补上件数", span=(6, 11))
        clerk.session.findings = [words]
        clerk.main.follow()
        await clerk.press("f8")
        area = clerk.main.focused
        assert isinstance(area, ProseArea)
        assert (clerk.main.current, area.caret) == ("problems", 6)
        assert "改法：补上件数" in clerk.screen
        await clerk.press("f6")
        assert marked(clerk) == "N11"
        await clerk.press("f6")
        assert area.caret == 6
        assert [(mark.start, mark.end) for mark in area.manuscript.marks] == [(6, 11)]

    sit(saved(tmp_path, report), work)


def test_the_list_shows_no_empty_rows_and_marks_where_one_is(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    wrong = [path for path, cell in report.edition.cells.items() if not cell.computed][:9]
    report.figures |= dict.fromkeys(wrong, "若干")

    async def work(clerk: Clerk) -> None:
        def listed() -> list[str]:
            top = clerk.main.findings.region.y + 1
            return [line.strip()[:1] for line in clerk.screen.splitlines()[top:-1]]

        await clerk.press("f4", "f6", "end", "f6", "f8")
        assert "已到" not in clerk.screen
        assert listed() == ["›", "!", "!"]
        await clerk.press("f6", "end", "f6")
        for path in wrong[3:]:
            clerk.session.answer(path, "3")
        clerk.main.follow()
        assert listed() == ["›", "!", "!"]
        await clerk.press("f3", "f8")
        assert "» 已到第二部分　" in clerk.screen

    sit(saved(tmp_path, report), work, size=(80, 24))


def test_two_hundred_findings_cost_a_key_only_what_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = blank(2025)
    report.figures = {path: "无" for path, cell in report.edition.cells.items() if not cell.computed}
    drawn: list[int] = []

    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "f6", "f6")
        assert len(codes(clerk)) > 150
        draw = FindingList.draw

        def counted(self: FindingList, y: int) -> object:
            drawn.append(y)
            return draw(self, y)

        monkeypatch.setattr(FindingList, "draw", counted)
        await clerk.press("7")
        assert len(drawn) <= clerk.main.findings.extent.height

    sit(saved(tmp_path, report), work)
