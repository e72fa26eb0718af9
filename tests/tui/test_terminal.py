"""The whole job in a real terminal: typed key by key, and ended by every signal."""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from reportwizard.editions.form import Section
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.report.toml import dumps, loads
from reportwizard.report.totals import compute
from reportwizard.session import Session
from reportwizard.session.locking import lock_path
from reportwizard.tui.grid import Grid
from support.clipboards import figures
from support.reports import blank, sample, saved
from support.terminal import Terminal

F3, F4, ENTER, CTRL_S, CTRL_Q, CTRL_C, CTRL_HOME = "\x1bOR", "\x1bOS", "\r", "\x13", "\x11", "\x03", "\x1b[1;5H"
ESCAPE = "\x1b"
READY = "F1帮助"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank(agency="杭州市"))


def typed(report: Report, section: Section) -> list[str]:
    """The keys for one section, a list entry a cell: the digits and Enter, as the cursor walks down the columns."""
    grid = Grid(section, report.edition.cells)
    keys, at = [], grid.first
    while at is not None:
        keys.append(format_figure(report.figures[grid.path(at)]) + ENTER)
        at = grid.below(at, at[1])
    return keys


def test_a_whole_city_typed_key_by_key(path: Path) -> None:
    report = sample("hangzhou-2025")
    tables = [section for section in report.edition.sections if section.tables]
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        for section in tables:
            terminal.type(F4)
            terminal.until(lambda text, section=section: section.heading in text.split("F1帮助")[0])
            for cell in typed(report, section):
                for key in cell:
                    terminal.type(key)
        totals = compute(report)
        last = [totals[f"challenges.{row.id}.total"].value for row in tables[-1].tables[0].rows]
        terminal.until(lambda text: all(f" {value} " in text for value in last))
        terminal.type(F3)
        shown = terminal.until("13810")
        line = next(line for line in shown.splitlines() if "（七）总计" in line)
        assert line.split()[-7:] == ["13364", "252", "0", "44", "121", "29", "13810"]
        terminal.type(CTRL_HOME)
        shown = terminal.until("14069")
        line = next(line for line in shown.splitlines() if "一、本年新收" in line and "14069" in line)
        assert line.split()[-7:] == ["13612", "252", "0", "45", "128", "32", "14069"]
        assert shown.count("平 ✓") == 7
        terminal.type(CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    saved_report = open_report(path).report
    assert saved_report.figures == report.figures
    assert len(saved_report.figures) == 166


def test_six_columns_cost_the_digits_and_one_key_a_cell() -> None:
    report = sample("hangzhou-2025")
    section = report.edition.section("applications")
    keys = typed(report, section)
    cells = {path: value for path, value in report.figures.items() if path.startswith("applications.")}
    assert len(keys) == len(cells) == 144
    assert sum(map(len, keys)) == sum(len(format_figure(value)) for value in cells.values()) + 144


def test_a_whole_table_in_one_burst(path: Path) -> None:
    report = sample("hangzhou-2025")
    section = report.edition.section("applications")
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4 + "".join(typed(report, section)) + CTRL_S + CTRL_Q)
        assert terminal.end() == 0
    expected = {path: value for path, value in report.figures.items() if path.startswith("applications.")}
    assert open_report(path).report.figures == expected


def test_new_asks_for_the_agency_and_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Terminal("new", "2025", columns=80, rows=24) as terminal:
        terminal.until("单位名称")
        terminal.type("某局" + CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    assert open_report(tmp_path / "2025.toml").report.agency == "某局"


def test_a_bracketed_paste_lands_in_the_cells(path: Path) -> None:
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4)
        terminal.until("法人或其他组织")
        terminal.type("\x1b[200~1,234\t5\t0\t0\t0\t0\t1,239\r7\t0\t0\t0\t0\t0\t7\r\x1b[201~")
        terminal.until("已粘贴")
        terminal.type(CTRL_S + CTRL_Q)
        assert terminal.end() == 0
    figures = open_report(path).report.figures
    assert figures["applications.received.natural_person"] == 1234
    assert figures["applications.carried_over.natural_person"] == 7
    assert len(figures) == 12


def test_a_paste_without_brackets_comes_as_keys_and_lands_right(path: Path) -> None:
    report = sample("hangzhou-2025")
    rows = figures(report, report.edition.section("applications").tables[0])
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4)
        terminal.until("法人或其他组织")
        terminal.type("\r".join("\t".join(cells[:6]) for cells in rows[:23]) + ENTER + CTRL_S + CTRL_Q)
        assert terminal.end() == 0
    landed = open_report(path).report.figures
    assert len(landed) == 23 * 6
    assert all(report.figures[path] == value for path, value in landed.items())


def test_a_doubtful_paste_is_shown_and_undone_as_one(path: Path) -> None:
    with Terminal("edit", str(path), columns=80, rows=24) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4)
        terminal.until("自然人")
        terminal.type("\x1b[200~1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3\r甲\t5\r\x1b[201~")
        terminal.until("照此粘贴")
        terminal.type(ENTER)
        terminal.until("已粘贴 6 格")
        terminal.type("\x1a")
        terminal.until("已撤销：粘贴")
        terminal.type("\x19" + CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    assert open_report(path).report.figures["applications.denied.state_secret.natural_person"] == 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_no_signal_loses_a_key(path: Path, number: signal.Signals) -> None:
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4 + "123")
        terminal.until("123+")
        os.kill(terminal.pid, number)
        status = terminal.end()
        if number != signal.SIGKILL:
            assert status == 130
            assert not lock_path(path).exists()
            assert b"\x1b[?1049l" in terminal.raw  # the alternate screen is left
            assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")  # and the cursor is seen
    assert open_report(path).report.figures == {}
    with Terminal("edit", str(path)) as terminal:
        terminal.until("恢复这些改动")
        terminal.type(ENTER)
        terminal.until("未保存")
        terminal.type(CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    assert open_report(path).report.figures == {"applications.received.natural_person": 123}


def test_ctrl_c_copies_and_does_not_leave(path: Path) -> None:
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type(F4 + F4 + CTRL_C)
        terminal.until("已复制")
        terminal.type("5" + CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0


def test_nothing_of_a_hostile_report_reaches_the_terminal(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.agency = "甲\x1b]0;OWNED\x07\x1b[31m"
    report.texts["overview"] = "[bold]甲[/x] \x1b]52;c;T1dORUQ=\x07 \x9b31m"
    path = saved(tmp_path, report)
    with Terminal("edit", str(path)) as terminal:
        terminal.until("[bold]甲[/x]")
        terminal.type(F3)
        terminal.until("零、报告信息")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    for raw in (b"\x1b]0;OWNED", b"\x1b]52;c;T1dORUQ", "\x9b31m".encode()):
        assert raw not in terminal.raw


RANDOM = [
    *"0123456789-.5甲a[]\\ ",
    *("\r", "\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", CTRL_HOME, "\x1b[1;5F"),
    *("\x1b[1;2A", "\x1b[1;2B", "\x1b[1;2C", "\x1b[1;2D", "\x1b[5~", "\x1b[6~", "\x1bOQ", "\x7f", "\x1b[3~"),
    *("\x1bOP", F3, F4, F4, "\x1b[15~", "\x1b[17~", "\x1b[19~", "\x1b[20~", "\x1a", "\x19", "\x04", "\x07"),
    *("\x03", "\x16", "\x10", CTRL_S, "\x1b[200~1\t2\r3\t4\x1b[201~"),
]


@pytest.mark.parametrize("seed", [1, 2])
def test_three_thousand_keys_at_random(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = saved(tmp_path, blank(2025 if seed == 1 else 2019))
    choose = random.Random(seed)
    with Terminal("edit", str(path), columns=80 if seed == 1 else 120, rows=24 if seed == 1 else 40) as terminal:
        terminal.until(READY)
        for _ in range(60):
            terminal.type("".join(choose.choices(RANDOM, k=50)))
            # a lone Esc must be told from the beginning of a key: it goes alone, and closes what is open
            terminal.type(ESCAPE)
            terminal.until(READY)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 130, terminal.last_words
    session = Session.open(path)
    session.recover()
    assert dumps(loads(dumps(session.report))[0]) == dumps(session.report)


def test_a_text_typed_and_pasted_in_one_burst_before_a_function_key(path: Path) -> None:
    typed_text = "一、总体情况。全年收到12,345件，“办结”　13件。\r"
    pasted = "\x1b[200~甲\t乙\r\n丙\x1b[201~"
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type(typed_text * 20 + pasted + "丁" + F4)
        terminal.until("二、主动公开政府信息情况")
        terminal.type(F3)

        def behind_the_last_character(_: str) -> bool:
            """Where an input method opens its window."""
            cursor = terminal.screen.cursor
            return "丁" in (terminal.screen.buffer[cursor.y][cursor.x - by].data for by in (1, 2))

        terminal.until(behind_the_last_character)
        terminal.type("\x1b[D\x7f\x1b[3~" + CTRL_S + CTRL_Q)
        assert terminal.end() == 0
    expected = typed_text.replace("\r", "\n") * 20 + "甲 乙\n"
    assert open_report(path).report.texts["overview"] == expected


def test_a_closed_window_ends_the_program_and_loses_nothing(path: Path) -> None:
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        terminal.type("甲乙")
        terminal.until("甲乙")
        terminal.close_window()
        assert terminal.end() == 130
    assert not lock_path(path).exists()
    session = Session.open(path)
    session.recover()
    assert session.report.texts["overview"] == "甲乙"
    session.suspend()


def test_what_no_terminal_should_send_costs_no_key_after_it(path: Path) -> None:
    senseless = [b"\xff", "政府".encode("gbk"), b"\x1b[M\xff\xff\xff", "甲".encode()[:2]]
    with Terminal("edit", str(path)) as terminal:
        terminal.until(READY)
        for number, data in enumerate(senseless):
            os.write(terminal.fd, data)
            terminal.type(f"丁{number}")
            terminal.until(lambda text, number=number: f"{number}" in text.split("怎么写")[0])
            os.kill(terminal.pid, signal.SIGCONT)
            terminal.type("戊")
            terminal.until(lambda text, number=number: text.count("戊") == number + 1)
        terminal.type(CTRL_S)
        terminal.until("已保存到")
        terminal.type(CTRL_Q)
        assert terminal.end() == 0
    text = open_report(path).report.texts["overview"]
    assert text.count("戊") == len(senseless)
    assert "Traceback" not in terminal.last_words
