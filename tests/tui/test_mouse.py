"""Everything that a key does on what one sees, the mouse does too."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.widgets import OptionList

from reportwizard.formats.registry import FORMATS
from reportwizard.tui.screens.dialogs import Picker, Question, Reading
from reportwizard.tui.widgets.finding_list import FindingList
from support.pilot import Clerk, sit
from support.reports import blank, sample, saved


async def click(clerk: Clerk, word: str, *, nth: int = 0) -> None:
    """Click on a word where it stands on the screen."""
    found = []
    for y, strip in enumerate(clerk.app.screen._compositor.render_strips()):
        start = strip.text.find(word)
        while start >= 0:
            found.append((y, strip.text[:start]))
            start = strip.text.find(word, start + 1)
    y, before = found[nth]
    await clerk.pilot.click(offset=(cell_len(before) + 1, y))
    await clerk.pilot.pause()


def test_rail_key_bar_table_and_findings(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await click(clerk, "三 收到和处理申请")
        assert clerk.main.current == "applications"
        await clerk.press("9", "enter")
        await click(clerk, "5345")
        assert clerk.path == "applications.granted.natural_person"
        await click(clerk, "下一页")  # in the key bar
        assert clerk.main.current == "challenges"
        await click(clerk, "A01")
        assert clerk.main.current == "applications"
        assert clerk.main.focused is clerk.matrix
        await click(clerk, "预览")
        assert clerk.main.preview is not None and clerk.main.preview.display
        await clerk.pilot._post_mouse_events([events.MouseScrollDown], clerk.matrix, offset=(30, 10), button=0)
        await clerk.pilot.pause()
        assert clerk.matrix.top == 3
        await clerk.pilot._post_mouse_events([events.MouseScrollUp], clerk.matrix, offset=(30, 10), button=0)
        await clerk.pilot.pause()
        assert clerk.matrix.top == 0

    sit(saved(tmp_path, sample("hangzhou-2025")), work)


def test_the_narrow_way_is_clicked_too(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await click(clerk, "四")
        assert clerk.main.current == "challenges"
        await click(clerk, "审")
        assert isinstance(clerk.main.focused, FindingList)
        await click(clerk, "V01", nth=0)
        assert clerk.main.current == "proactive"

    sit(saved(tmp_path, blank()), work, size=(60, 20))


def test_dialogs_are_answered_by_a_click(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        await click(clerk, "命令")
        assert isinstance(clerk.app.screen, Picker)
        await click(clerk, "到下一部分")
        assert clerk.main.current == "challenges"
        await clerk.press("1")
        await click(clerk, "帮助")
        assert isinstance(clerk.app.screen, Reading)
        await clerk.press("escape", "f9")
        listing = clerk.app.screen.query_one(OptionList)
        await click(clerk, "JSON")
        assert listing.highlighted == list(FORMATS).index("json")
        await clerk.press("escape")
        await click(clerk, "退出")
        assert isinstance(clerk.app.screen, Question)
        await click(clerk, "继续填写")
        assert clerk.app.screen is clerk.main
        await click(clerk, "退出")
        await click(clerk, "保存并退出")
        assert clerk.app.return_code == 0
        assert not clerk.session.differs

    sit(saved(tmp_path, blank()), work)
