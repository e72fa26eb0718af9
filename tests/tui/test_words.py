"""What the screen says at the edges: help of page 零, guidance that does not fit, where an export is, how to go on."""

from __future__ import annotations

from pathlib import Path

from support.pilot import Clerk, sit
from support.reports import blank, sample, saved


def test_help_on_page_zero_tells_what_the_line_is_for(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f3", "tab", "f1")
        shown = clerk.screen
        assert (
            0 < shown.index("【这一页】") < shown.index("标题：不填就用") < shown.index("单位名称：报告以谁的名义发布")
        )

    sit(saved(tmp_path, blank()), work)


def test_guidance_that_does_not_fit_says_where_the_rest_is(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert "…（F1 看全部）" in clerk.screen
        await clerk.pilot.resize_terminal(120, 40)
        await clerk.until("（五）监督保障")
        assert "看全部" not in clerk.screen
        await clerk.pilot.resize_terminal(60, 20)
        await clerk.until(lambda text: all(key in text.splitlines()[-1] for key in ("F6列表", "F8下一处", "^P命令")))

    sit(saved(tmp_path, blank()), work, size=(80, 24))


def test_an_export_is_told_with_its_place_and_leaving_says_how_to_go_on(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f9", "enter", "enter")
        assert "» 已导出 /" in clerk.screen or "» 已导出 C" in clerk.screen
        assert "report.md" in clerk.screen
        await clerk.press("ctrl+q")

    path = saved(tmp_path, blank())
    assert sit(path, work).last_words == f"接着填：reportwizard edit {path}"

    async def leave(clerk: Clerk) -> None:
        await clerk.press("ctrl+q")

    assert sit(saved(tmp_path, sample("hangzhou-2025"), "full.toml"), leave).last_words == ""


def test_the_dialog_of_a_reason_says_what_enter_does(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f8", "f7")
        assert "[回车] 下一项，在姓名处回车：确定" in clerk.screen
        await clerk.type("属实\n张三\n")
        await clerk.press("f7")
        assert "[回车] 确定　清空理由再按回车：撤回说明" in clerk.screen
        await clerk.press("escape", "ctrl+z", "f7")
        assert "[回车] 下一项，在姓名处回车：确定" in clerk.screen

    sit(saved(tmp_path, blank()), work, size=(80, 24))
