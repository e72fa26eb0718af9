"""The real program in terminals of several kinds: what they draw wide, their size, their cursor, their mouse."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

import pyte.screens
from wcwidth import wcwidth

from reportwizard.report.files import open_report
from support.reports import blank, sample, saved
from support.terminal import Terminal

READY = "F1帮助"
F3, F4, ENTER, CTRL_P, CTRL_Q, CTRL_S = "\x1bOR", "\x1bOS", "\r", "\x10", "\x11", "\x13"


def wide_wcwidth(character: str) -> int:
    width = int(wcwidth(character))
    return 2 if width == 1 and unicodedata.east_asian_width(character) == "A" else width


def right_edges(terminal: Terminal, figures: dict[str, str]) -> set[int]:
    """For rows of the table, by a word of their label, the cell in which their last figure ends."""
    edges = set()
    for y in range(terminal.screen.lines):
        cells = [terminal.screen.buffer[y][x].data for x in range(terminal.screen.columns)]
        line = "".join(cells)
        for word, figure in figures.items():
            if word in line and figure in line:
                edges.add(max(x for x in range(len(cells)) if "".join(cells[x - len(figure) + 1 : x + 1]) == figure))
    return edges


ROWS = {"1.属于国家秘密": "13", "3.危及": "11", "4.保护第三方": "51", "2.重复申请": "148"}
"""Rows of the applications and their totals; one label has “ ” in it."""


@pytest.mark.parametrize(("wide", "setting"), [(True, "auto"), (True, "wide"), (False, "auto")])
def test_the_table_stands_whatever_is_wide(
    wide: bool, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if wide:
        monkeypatch.setattr(pyte.screens, "wcwidth", wide_wcwidth)
    settings = tmp_path / "settings.toml"
    settings.write_text(f'ambiguous_width = "{setting}"\n', encoding="utf-8")
    monkeypatch.setenv("REPORTWIZARD_SETTINGS", str(settings))
    path = saved(tmp_path, sample("hangzhou-2025"))
    with Terminal("edit", str(path), answers=setting == "auto") as terminal:
        terminal.until(READY)
        if wide and setting == "auto":
            terminal.until("-- 问题 -")  # the answer has come
        terminal.type(F4 + F4)
        shown = terminal.until("2.重复申请")
        assert "三安全一稳定" in shown
        assert len(right_edges(terminal, ROWS)) == 1
        assert ("─" in shown) is not wide
        assert "\x1b[6n" not in shown
        terminal.type("7" + CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    assert open_report(path).report.figures["applications.received.natural_person"] == 7


def test_the_terminal_cursor_stands_where_one_types(tmp_path: Path) -> None:
    path = saved(tmp_path, blank(agency="某局"))
    with Terminal("edit", str(path), columns=80, rows=24) as terminal:

        def before_cursor(room: int) -> str:
            """The characters in the cells before the cursor; at it, nothing stands yet."""
            line, x = terminal.screen.buffer[terminal.screen.cursor.y], terminal.screen.cursor.x
            if x == terminal.screen.columns:  # in the middle of a picture: a line has just been filled
                return ""
            return "".join(line[column].data for column in range(max(x - room, 0), x)) if line[x].data == " " else ""

        terminal.until(READY)
        terminal.type(F4 + F4 + "12")
        terminal.until(lambda _: before_cursor(2) == "12")
        line = terminal.text.splitlines()[terminal.screen.cursor.y]
        assert line.startswith(" 一、本年新收") and terminal.screen.cursor.hidden
        left = terminal.screen.cursor.x
        terminal.type("\t")
        terminal.until(lambda _: terminal.screen.cursor.x > left)
        terminal.type(ENTER)
        terminal.until(lambda _: terminal.text.splitlines()[terminal.screen.cursor.y].startswith(" 二、上年结转"))
        assert terminal.screen.cursor.x == left  # below the column where the Tab began
        terminal.type("１２")
        terminal.until(lambda _: before_cursor(2) == "12")
        terminal.type(CTRL_P)
        terminal.until("命令：输入名称")
        terminal.type("导")
        terminal.until(lambda _: before_cursor(2) == "导")
        terminal.type("\x1b")
        terminal.until(lambda text: "命令：输入名称" not in text)
        terminal.type(F3 + F3 + F3)
        terminal.until("单位名称")
        terminal.type("甲")
        terminal.until(lambda _: before_cursor(6) == "某局甲")
        terminal.type(CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0


def test_any_size_at_any_time(tmp_path: Path) -> None:
    path = saved(tmp_path, blank(agency="某局"))
    with Terminal("edit", str(path), columns=80, rows=24) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4 + "\r\r45")
        terminal.until("45")
        terminal.resize(59, 20)
        terminal.until("窗口太小：请拉大到 60 列 20 行以上")
        terminal.type("678\r9\x1b[200~1\t2\x1b[201~" + CTRL_S)
        terminal.until("已经保存")
        for columns, rows in ((1, 1), (20, 3), (200, 5), (60, 19)):
            terminal.resize(columns, rows)
        terminal.until("窗口太小")
        terminal.resize(60, 20)
        terminal.until(READY)
        terminal.type("6" + CTRL_Q)  # the cell was left by the save: a digit types over
        terminal.until("有改动还没有保存")
        terminal.resize(50, 10)
        terminal.until("窗口太小")
        terminal.until("有一个窗口正等着回答")
        terminal.type(CTRL_S)  # no save passes it by
        terminal.resize(80, 24)
        terminal.until("保存并退出")
        assert open_report(path).report.figures == {"applications.granted.natural_person": 45}
        terminal.type(ENTER)
        assert terminal.end() == 0
    assert open_report(path).report.figures == {"applications.granted.natural_person": 6}


def test_leaving_from_a_window_that_is_too_small_loses_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, blank(agency="某局"))
    with Terminal("edit", str(path), columns=50, rows=10) as terminal:
        terminal.until("窗口太小")
        terminal.resize(80, 24)
        terminal.until(READY)
        terminal.type(F4 + F4 + "5")
        terminal.until("未保存")
        terminal.resize(50, 10)
        terminal.until("有改动还没有保存")
        terminal.type(CTRL_Q + CTRL_S)
        terminal.until("已经保存")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    assert open_report(path).report.figures == {"applications.received.natural_person": 5}
