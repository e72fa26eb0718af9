"""Paste, preview, copy, selection, mouse: what hands know from a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from reportwizard.tui.screens.pasting import PastePreview
from support.clipboards import PAGE
from support.pilot import Clerk, sit
from support.reports import blank, sample, saved

RECEIVED = "applications.received.natural_person"
SECRET = "applications.denied.state_secret.natural_person"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return saved(tmp_path, sample("hangzhou-2025"), "full.toml")


async def paste(clerk: Clerk, text: str) -> None:
    clerk.app.post_message(events.Paste(text))  # as the terminal's driver does
    await clerk.pilot.pause()
    await clerk.pilot.pause()


def test_a_paste_is_one_step_and_lands_in_its_own_row(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        await paste(clerk, "1.属于国家秘密\t3\t0\t0\t0\t0\t0\t4\r")
        assert clerk.path == SECRET
        assert len(clerk.session.report.figures) == 6
        assert "已粘贴 6 格；合计不符：1.属于国家秘密 ／ 总计 写的是 4，计算是 3" in clerk.screen
        await clerk.press("ctrl+z")
        assert clerk.session.report.figures == {}
        assert "已撤销：粘贴" in clerk.screen
        await clerk.press("ctrl+y")
        assert clerk.session.value(SECRET) == 3
        await clerk.press("ctrl+z", "ctrl+home")
        await paste(clerk, PAGE)
        assert len(clerk.session.report.figures) == 142
        assert "已粘贴 142 格，其中第二部分 10 格、第四部分 12 格" in clerk.screen
        await clerk.press("ctrl+z")
        assert clerk.session.report.figures == {}
        await paste(clerk, "\n")
        assert "已粘贴 1 格" in clerk.screen

    sit(path, work)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_what_is_not_certain_is_shown_and_changes_nothing_until_enter(full: Path, size: tuple[int, int]) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "down", "right")
        before = dict(clerk.session.report.figures)
        await paste(clerk, "1.属于国家秘密\t99\t0\t0\t0\t0\t0\t99\n[b]甲乙丙丁[/x]\x1b[31m\t5")
        assert isinstance(clerk.app.screen, PastePreview)
        assert "[b]甲乙丙丁[/x]" in clerk.screen
        assert "没有这样的行名" in clerk.screen
        assert " → 99" in clerk.screen
        assert "[回车] 照此粘贴" in clerk.screen
        await clerk.press("x", "5", "escape")
        assert clerk.app.screen is clerk.main
        assert clerk.session.report.figures == before
        assert not clerk.session.modified
        assert "什么都没有改" in clerk.screen
        await paste(clerk, "1.属于国家秘密\t99\t0\t0\t0\t0\t0\t99\n甲\t5")
        await clerk.press("enter")
        assert clerk.session.value(SECRET) == 99
        await clerk.press("ctrl+z")
        assert clerk.session.report.figures == before
        assert not clerk.session.differs
        await paste(clerk, "一段不是数字的文字，" * 30)
        assert "[回车] 照此粘贴" in clerk.screen
        await clerk.press("escape")
        await paste(clerk, "甲乙丙\t1\n" * 60)
        assert "[Esc] 关闭" in clerk.screen or "[Esc] 不粘贴" in clerk.screen
        await clerk.press("pagedown", "escape")
        assert clerk.session.report.figures == before

    sit(full, work, size=size)


def test_select_clear_fill_and_copy(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        figures = dict(clerk.session.report.figures)
        await clerk.press("f4", "f4", "right", "shift+end", "delete")
        assert "已清空 5 格" in clerk.screen
        assert clerk.session.value(RECEIVED) == 13612
        await clerk.press("ctrl+d")
        assert "已补 5 个 0" in clerk.screen
        await clerk.press("ctrl+z", "ctrl+z")
        assert clerk.session.report.figures == figures
        await clerk.press("shift+home", "shift+down", "escape")
        assert not clerk.matrix.has_selection
        await clerk.press("ctrl+home", "ctrl+shift+end")
        assert sum(map(len, clerk.matrix.selection)) == 25 * 6
        await clerk.press("ctrl+a")
        assert "已选中 175 格" in clerk.screen
        await clerk.press("ctrl+c")
        assert clerk.app.clipboard.splitlines()[0] == "13612\t252\t0\t45\t128\t32\t14069"
        assert len(clerk.app.clipboard.splitlines()) == 25
        await clerk.press("ctrl+v")
        assert clerk.session.report.figures == figures
        assert not clerk.session.modified
        await clerk.press("ctrl+a", "delete")
        assert "已清空 144 格" in clerk.screen
        await paste(clerk, clerk.app.clipboard.replace("\n", "\r"))  # by way of the system's clipboard
        assert clerk.session.report.figures == figures
        await clerk.press("f3", "ctrl+a", "ctrl+c")
        assert clerk.app.clipboard == "3\t5\t74\n564\t984\t4185\n11398889\n6937489\n166105\n316441"
        await clerk.press("delete", "ctrl+v")
        assert clerk.session.report.figures == figures

    sit(full, work)


def test_one_value_fills_a_selection_and_empty_cells_clear(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "shift+down", "shift+right")
        await paste(clerk, "7\r\n")
        assert [clerk.session.value(clerk.matrix.grid.path(at)) for row in clerk.matrix.selection for at in row] == [
            7
        ] * 4
        await clerk.press("escape", "ctrl+home")
        await paste(clerk, "8\t\n\t9\n")
        assert "空格清掉了 2 格" in clerk.screen
        assert clerk.session.value("applications.received.business") is None

    sit(full, work)


def test_the_mouse_goes_selects_and_scrolls(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        layout, pilot = clerk.matrix.arrangement, clerk.pilot

        def at(row: int, column: int) -> tuple[int, int]:
            return layout.left(column) + 2, layout.line_of(row) - clerk.matrix.top

        await pilot.click(clerk.matrix, offset=at(1, 2))
        assert clerk.path == "applications.carried_over.research"
        assert not clerk.matrix.has_selection
        await pilot.click(clerk.matrix, offset=at(2, 3), shift=True)
        assert sum(map(len, clerk.matrix.selection)) == 4
        await pilot.mouse_down(clerk.matrix, offset=at(0, 0))
        await pilot.hover(clerk.matrix, offset=at(1, 1))
        await pilot.hover(clerk.matrix, offset=at(3, 2))
        await pilot.mouse_up(clerk.matrix, offset=at(3, 2))
        assert sum(map(len, clerk.matrix.selection)) == 12
        await pilot.hover(clerk.matrix, offset=at(1, 1))
        assert sum(map(len, clerk.matrix.selection)) == 12
        await clerk.press("delete")
        assert "已清空 12 格" in clerk.screen
        await clerk.press("ctrl+home")
        bottom = clerk.matrix.size.height - 1
        await pilot.mouse_down(clerk.matrix, offset=at(0, 0))
        for _ in range(3):
            await pilot.hover(clerk.matrix, offset=(layout.left(0) + 2, bottom))
        await pilot.mouse_up(clerk.matrix, offset=(layout.left(0) + 2, bottom))
        assert clerk.matrix.top > 0

    sit(full, work, size=(80, 24))
