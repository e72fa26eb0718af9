"""Other programs on the clerk's file, as the clerk meets them on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.report.files import open_report
from reportwizard.session import Session
from reportwizard.tui.screens.dialogs import Question
from support.pilot import Clerk, sit
from support.reports import blank, saved

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


def theirs(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("某局".encode(), "乙局".encode()))


def test_the_second_looks_and_takes_over_when_the_first_has_ended(path: Path) -> None:
    first = Session.open(path)
    first.answer("texts.overview", "第一句")
    first.answer(RECEIVED, "1")
    first.save()

    async def work(clerk: Clerk) -> None:
        assert "只读" in clerk.screen.splitlines()[0]
        assert "正打开着这个文件" in clerk.screen
        await clerk.type("甲乙")
        assert "甲" not in clerk.screen
        assert "第一句" in clerk.screen
        await clerk.press("f3")
        await clerk.type("丙")
        assert "丙" not in clerk.screen
        await clerk.press("f4", "f4", "f4")
        await clerk.type("5.7")  # no number of a process reads like that
        assert "5.7" not in clerk.screen
        assert "只能查看" in clerk.screen
        for keys, lie in ((["ctrl+d"], "已补"), (["shift+right", "delete"], "已清空"), (["delete"], "已清空")):
            await clerk.press("ctrl+z", *keys)
            assert lie not in clerk.screen
            assert "只能查看" in clerk.screen
        clerk.matrix.paste("1\t2\n3\t4")
        await clerk.press()
        assert "已粘贴" not in clerk.screen
        assert "只能查看" in clerk.screen
        await clerk.press("ctrl+s")
        assert "只读" in clerk.screen
        assert clerk.main.current == "applications"
        first.suspend()
        clerk.app._tend()
        await clerk.press()
        assert "按 Ctrl+S 打开最新的内容" in clerk.screen
        await clerk.press("ctrl+s")
        assert "只读" not in clerk.screen
        assert "现在可以填写了" in clerk.screen
        await clerk.type("57")
        assert clerk.session.value(RECEIVED) == 57
        await clerk.press("ctrl+s", "ctrl+q")

    sit(path, work)
    assert open_report(path).report.figures == {RECEIVED: 57}


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_file_changed_outside_is_told_and_the_save_asks(path: Path, size: tuple[int, int]) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        await clerk.type("12\n")
        theirs(path)
        clerk.session.sync()
        clerk.app._tend()
        await clerk.press()
        assert "！文件被别的程序改过" in clerk.screen.splitlines()[0]
        assert "按 Ctrl+S 选择保留哪一份" in clerk.screen
        await clerk.type("34")  # nothing opens by itself, no key is swallowed
        await clerk.press("ctrl+s")
        assert isinstance(clerk.app.screen, Question)
        assert "被别的程序改过" in clerk.screen
        await clerk.press("escape")
        assert "按 Ctrl+S 选择" not in clerk.screen
        await clerk.press("ctrl+s", "d")
        assert clerk.session.report.agency == "乙局"
        assert clerk.session.report.figures == {}
        assert clerk.main.current == "applications"
        assert "report-我的版本1.toml" in clerk.screen
        await clerk.type("5")
        theirs_again = path.read_bytes() + "# 又改\n".encode()
        path.write_bytes(theirs_again)
        await clerk.press("ctrl+s", "enter")
        assert "report-另一版本1.toml" in clerk.screen
        assert path.with_name("report-另一版本1.toml").read_bytes() == theirs_again

    sit(path, work, size=size)
    mine = open_report(path.with_name("report-我的版本1.toml")).report
    assert sorted(mine.figures.values()) == [12, 34]
    assert list(open_report(path).report.figures.values()) == [5]


@pytest.mark.parametrize(("key", "left"), [("enter", {5}), ("d", set()), ("escape", None)])
def test_leaving_asks_where_the_file_was_changed_outside(path: Path, key: str, left: set[int] | None) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        await clerk.type("5")
        theirs(path)
        await clerk.press("ctrl+q")
        assert isinstance(clerk.app.screen, Question)
        await clerk.press(key)
        assert clerk.main.order.leaving == (key != "escape")

    app = sit(path, work)
    now = open_report(path).report
    if left is None:
        assert app.return_code is None
        return
    assert set(now.figures.values()) == left
    other = open_report(path.with_name(f"report-{'另一' if key == 'enter' else '我的'}版本1.toml")).report
    assert {now.agency, other.agency} == {"某局", "乙局"}


def test_a_removed_file_is_written_again_or_left(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        await clerk.type("5")
        path.unlink()
        clerk.session.sync()
        clerk.app._tend()
        await clerk.press()
        assert "已被删除或改名：按 Ctrl+S 重新写出" in clerk.screen
        await clerk.press("ctrl+s")
        assert "重新写出了" in clerk.screen
        path.unlink()
        await clerk.press("ctrl+q", "d")

    sit(path, work)
    assert not path.exists()
