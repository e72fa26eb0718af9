"""Every page is of use in the smallest window, and nothing that is resized loses its place."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reportwizard.session import Session
from reportwizard.tui.screens.small import TooSmall
from reportwizard.tui.widgets.running import broken
from support.pilot import Clerk, sit
from support.reports import sample, saved


def rows_seen(clerk: Clerk) -> int:
    lines = clerk.matrix.arrangement.lines
    seen = [clerk.matrix.line_at(y) for y in range(clerk.matrix.extent.height)]
    return sum(line is not None and line >= 0 and lines[line].kind != "head" for line in seen)


def test_the_smallest_window_shows_what_one_works_with(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.figures["applications.received.natural_person"] = 12345678

    async def work(clerk: Clerk) -> None:
        for page in ("proactive", "applications", "challenges"):
            await clerk.press("f4")
            assert clerk.main.current == page
            rows = len([line for line in clerk.matrix.arrangement.lines if line.kind != "head"])
            assert rows_seen(clerk) >= min(rows, 6)
            assert clerk.main.findings.extent.height >= 2
            assert "^S保存" in clerk.screen and "^P命令" in clerk.screen
            assert all(cell_len(line) <= 60 for line in clerk.screen.splitlines())
        await clerk.press("f3")
        assert "12345678" in clerk.screen  # the cell is too narrow, the guide is not
        assert "少 12332066" in clerk.screen
        await clerk.press("ctrl+end")
        assert "四、结转下年度" in clerk.screen
        await clerk.press("f5")
        await clerk.pilot.pause(0.3)
        assert clerk.main.preview is not None and clerk.main.preview.extent.height >= 5
        assert rows_seen(clerk) >= 2

    sit(saved(tmp_path, report), work, size=(60, 20))


def test_a_page_is_as_it_was_after_any_sizes(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "ctrl+end", "f2", "left", "left")
        before = clerk.screen
        edit = clerk.matrix.edit
        assert edit is not None
        for width, height in ((60, 20), (59, 40), (1, 1), (200, 10), (3, 60), (200, 60)):
            await clerk.pilot.resize_terminal(width, height)
            await clerk.pilot.pause()
            assert isinstance(clerk.app.screen, TooSmall) is (width < 60 or height < 20)
            if isinstance(clerk.app.screen, TooSmall):
                await clerk.press("9", "enter", "f4", "ctrl+z")
        await clerk.pilot.resize_terminal(120, 40)
        await clerk.pilot.pause()
        assert clerk.screen == before
        assert clerk.matrix.edit is edit
        assert (edit.text, edit.caret) == ("3", 0)
        assert clerk.main.focused is clerk.matrix
        await clerk.press("1")
        assert clerk.session.value(clerk.path) == 13

    sit(saved(tmp_path, sample("hangzhou-2025")), work)


def test_a_window_that_grows_shows_the_whole_way(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "9", "enter")
        await clerk.pilot.resize_terminal(120, 40)
        await clerk.pilot.pause()
        assert "›三 收到和处理申请" in clerk.screen
        assert "1 处错误" in clerk.screen

    sit(saved(tmp_path, sample("hangzhou-2025")), work, size=(60, 20))


@given(st.text("甲乙，。（）“”ab 12\u3000", max_size=80), st.integers(10, 40))
def test_running_text_keeps_every_character_and_its_indent(text: str, width: int) -> None:
    lines = broken("　" + text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("　") for line in lines)


def test_a_dialog_waits_below_the_word(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+g", "三")
        await clerk.pilot.resize_terminal(40, 10)
        await clerk.pilot.pause()
        assert "窗口太小" in clerk.screen
        await clerk.press("enter", "escape", "f4")
        await clerk.pilot.resize_terminal(80, 24)
        await clerk.pilot.pause()
        assert "转到" in clerk.screen
        await clerk.press("enter")
        assert clerk.main.current == "applications"

    sit(saved(tmp_path, sample("hangzhou-2025")), work)


def names(clerk: Clerk) -> list[str]:
    return [type(screen).__name__ for screen in clerk.app.screen_stack]


async def resized(clerk: Clerk, width: int, height: int) -> None:
    await clerk.pilot.resize_terminal(width, height)
    await clerk.press()


def test_a_question_that_is_asked_in_a_small_window_waits_below_the_word(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("hangzhou-2025"))

    async def work(clerk: Clerk) -> None:
        clerk.session.answer("applications.received.natural_person", "5")
        path.write_bytes(path.read_bytes() + b"# theirs\n")
        await resized(clerk, 50, 15)
        await clerk.press("ctrl+s", "ctrl+s", "d", "enter")
        assert names(clerk) == ["MainScreen", "Question", "TooSmall"]
        assert "正等着回答" in clerk.screen
        await resized(clerk, 120, 40)
        assert names(clerk) == ["MainScreen", "Question"]
        await resized(clerk, 50, 15)
        await resized(clerk, 120, 40)
        await clerk.press("escape")
        assert names(clerk) == ["MainScreen"]
        await resized(clerk, 50, 15)
        assert names(clerk) == ["MainScreen", "TooSmall"]

    sit(path, work)


def test_a_program_that_starts_in_a_small_window_loses_no_journal_there(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("hangzhou-2025"))
    before = Session.open(path)
    before.answer("applications.received.natural_person", "5")
    before.suspend()

    async def leaves(clerk: Clerk) -> None:
        assert names(clerk) == ["MainScreen", "Question", "TooSmall"]
        await clerk.press("ctrl+s", "enter", "ctrl+q")
        assert clerk.main.order.leaving

    async def grows(clerk: Clerk) -> None:
        await clerk.press("ctrl+s")
        await resized(clerk, 120, 40)
        assert names(clerk) == ["MainScreen", "Question"]
        await clerk.press("enter")
        assert names(clerk) == ["MainScreen"]
        assert clerk.session.value("applications.received.natural_person") == 5

    sit(path, leaves, size=(50, 15)).session.suspend()
    sit(path, grows, size=(50, 15))


def test_one_who_looks_and_asks_again_in_a_small_window(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("hangzhou-2025"))
    other = Session.open(path)

    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+s")
        assert names(clerk) == ["MainScreen", "TooSmall"]
        await resized(clerk, 120, 40)
        assert names(clerk) == ["MainScreen"]
        await clerk.press("f4")
        assert clerk.main.current == "proactive"

    sit(path, work, size=(50, 15))
    other.suspend()


def test_a_window_of_24_lines_tells_the_whole_remedy_of_a_sentence(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.texts["overview"] = "2025年，我市推进政务公开。\n2024年共培训工作人员三批。"

    async def work(clerk: Clerk) -> None:
        seen = []
        for _ in range(4):
            await clerk.press("f8")
            seen.append("".join(clerk.screen.split()))
        assert any("的改为“2025年”；确实说的是其他年度的，写明理由保留" in screen for screen in seen)

    sit(saved(tmp_path, report), work, size=(80, 24))
