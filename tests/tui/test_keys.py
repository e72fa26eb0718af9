"""Each key of the contract, typed as a clerk would."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from reportwizard.report.files import open_report
from reportwizard.session import Session
from reportwizard.session.journal import journal_path
from reportwizard.tui.screens.dialogs import Picker, Question, Reading
from reportwizard.tui.screens.export import ExportDialog
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.prose import ProseArea
from support.pilot import Clerk, sit
from support.reports import blank, sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")

RECEIVED = "applications.received.natural_person"
Work = Callable[[Clerk], Awaitable[None]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return saved(tmp_path, sample("hangzhou-2025"), "full.toml")


def at_applications(work: Work) -> Work:
    async def first(clerk: Clerk) -> None:
        await clerk.press("f4", "f4")
        assert clerk.path == RECEIVED
        await work(clerk)

    return first


def test_edit_starts_on_section_one_and_f4_twice_is_the_matrix(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert isinstance(clerk.main.focused, ProseArea)
        assert clerk.main.current == "overview"
        await clerk.press("f4", "f4")
        assert clerk.path == RECEIVED

    sit(path, work)


def test_f3_and_f4_lead_through_all_pages(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f3")
        assert clerk.main.current == "head"
        await clerk.press("f3")
        assert clerk.main.current == "head"
        seen = []
        for _ in range(8):
            seen.append(clerk.main.current)
            await clerk.press("f4")
        stops = ["head", "overview", "proactive", "applications", "challenges", "problems", "other_matters", "review"]
        assert seen == stops

    sit(path, work)


def test_a_new_report_asks_whose_it_is(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert clerk.main.current == "head"
        await clerk.type("山阳区科技局\n")
        assert clerk.session.report.agency == "山阳区科技局"
        assert "山阳区科技局2025年政府信息公开工作年度报告" in clerk.screen

    sit(saved(tmp_path, blank(agency="")), work, new=True)


def test_digits_enter_and_tab_fill_cells(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.type("12\n3\n")
        assert clerk.session.report.figures == {RECEIVED: 12, "applications.carried_over.natural_person": 3}
        assert clerk.path == "applications.granted.natural_person"
        await clerk.press("4", "tab", "5", "tab", "6", "enter")
        assert clerk.session.value("applications.granted.research") == 6
        assert clerk.path == "applications.partly_granted.natural_person"
        await clerk.press("tab", "shift+tab")
        assert clerk.path == "applications.partly_granted.natural_person"

    sit(path, at_applications(work))


def test_minus_point_and_full_width_digits(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.type("-1.5\n１２\n")
        assert clerk.session.value(RECEIVED) == Decimal("-1.5")
        assert clerk.session.value("applications.carried_over.natural_person") == 12

    sit(path, at_applications(work))


@pytest.mark.parametrize("typed", ["3+2", "=3+5", "约10", "2510元", "/", "无"])
def test_what_is_no_figure_stands_as_it_was_typed_and_is_told(path: Path, typed: str) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("space")
        assert clerk.session.value(RECEIVED) is None
        await clerk.type(typed)
        assert clerk.session.value(RECEIVED) == typed
        assert "V02" in clerk.screen
        await clerk.press("escape")
        assert clerk.session.value(RECEIVED) is None
        await clerk.press("end", *typed)
        assert "由程序计算" in clerk.screen

    sit(path, at_applications(work))


def test_an_amount_with_its_unit_is_typed_in_the_older_form(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "ctrl+end")
        await clerk.type("251000元")
        assert clerk.session.value("proactive.art20_9.procurement.amount") == "251000元"

    sit(saved(tmp_path, blank(2019)), work)


def test_totals_are_not_typed(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("end", "5")
        assert clerk.path == "applications.received.total"
        assert "由程序计算" in clerk.screen
        assert clerk.session.report.figures == {}

    sit(path, at_applications(work))


def test_f2_and_backspace_edit_in_place_and_esc_gives_the_old_value_back(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f2", "left", "9")
        assert clerk.session.value(RECEIVED) == 136192
        await clerk.press("home", "delete")
        assert clerk.session.value(RECEIVED) == 36192
        await clerk.press("escape")
        assert clerk.session.value(RECEIVED) == 13612
        await clerk.press("backspace")
        assert clerk.session.value(RECEIVED) == 1361
        await clerk.press("enter", "up", "7")
        assert clerk.session.value(RECEIVED) == 7
        await clerk.press("escape")
        assert clerk.session.value(RECEIVED) == 1361

    sit(full, at_applications(work))


def test_delete_blanks_the_cell_or_the_selection(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("delete")
        assert clerk.session.value(RECEIVED) is None
        await clerk.press("shift+down", "shift+right", "delete")
        assert clerk.session.value("applications.carried_over.business") is None
        assert clerk.session.value("applications.granted.natural_person") == 5345

    sit(full, at_applications(work))


def test_delete_on_a_total_settles_what_was_stated(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.stated = {"applications.received.total": 14070}

    async def work(clerk: Clerk) -> None:
        assert [finding.code for finding in clerk.session.findings] == ["A03"]
        await clerk.press("end", "delete")
        assert clerk.session.findings == []
        await clerk.press("ctrl+z")
        assert [finding.code for finding in clerk.session.findings] == ["A03"]

    sit(saved(tmp_path, report), at_applications(work))


def test_moving_about(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("down", "right")
        assert clerk.path == "applications.carried_over.business"
        await clerk.press("up", "left")
        assert clerk.path == RECEIVED
        await clerk.press("end")
        assert clerk.path == "applications.received.total"
        await clerk.press("home")
        assert clerk.path == RECEIVED
        await clerk.press("ctrl+end")
        assert clerk.path == "applications.carried_forward.other"
        await clerk.press("ctrl+home")
        assert clerk.path == RECEIVED

    sit(path, at_applications(work))


def test_zeros_into_what_is_blank_the_whole_table_or_the_selection(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("5", "enter", "shift+right", "ctrl+d")
        assert len(clerk.session.report.figures) == 3
        await clerk.press("ctrl+z")
        assert clerk.session.report.figures == {RECEIVED: 5}
        await clerk.press("down", "ctrl+d")
        assert len(clerk.session.report.figures) == 144
        assert clerk.session.value(RECEIVED) == 5

    sit(path, at_applications(work))


def test_copy_and_paste_a_block(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("shift+right", "shift+down", "ctrl+c")
        assert clerk.app.clipboard == "13612\t252\n535\t6"
        await clerk.press("ctrl+home", "down", "down", "ctrl+v")
        assert clerk.session.value("applications.partly_granted.business") == 6
        await clerk.press("ctrl+z")
        assert clerk.session.value("applications.granted.natural_person") == 5345

    sit(full, at_applications(work))


def test_a_paste_from_the_terminal(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        clerk.matrix.post_message(events.Paste("1,234\t5\t0\t0\t0\t0\t1,239\r12件\t\t0\t0\t0\t0\t12\r"))
        await clerk.pilot.pause()
        assert clerk.session.value(RECEIVED) == 1234
        assert clerk.session.value("applications.carried_over.natural_person") == 12
        assert clerk.session.value("applications.carried_over.business") is None

    sit(path, at_applications(work))


def test_ctrl_c_never_leaves(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+c", "ctrl+c", "4")
        assert clerk.session.value(RECEIVED) == 4

    sit(path, at_applications(work))


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("不掌握", "unavailable.not_held"),
        ("2", "carried_over"),
        ("１２", "denied.administrative_query"),
        ("国家秘密", "denied.state_secret"),
    ],
)
def test_go_to_a_row_by_letters_or_number(path: Path, words: str, row: str) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+g", *words, "enter")
        assert clerk.path == f"applications.{row}.natural_person"

    sit(path, at_applications(work))


def test_go_to_a_section_by_its_numeral(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+g", "四", "enter")
        assert clerk.main.current == "challenges"
        await clerk.press("ctrl+g", "escape")
        assert clerk.main.current == "challenges"

    sit(path, work)


def test_f1_helps_where_the_cursor_stands(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f1")
        assert isinstance(clerk.app.screen, Reading)
        assert "不含上年结转" in clerk.screen
        await clerk.press("escape")
        assert clerk.app.screen is clerk.main

    sit(path, at_applications(work))


def test_f5_previews_and_closes(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f5")
        assert "杭州市2025年政府信息公开工作年度报告" in clerk.screen
        await clerk.press("f5")
        assert clerk.app.screen is clerk.main

    sit(full, work)


def test_f6_goes_to_the_findings_and_enter_to_the_cell(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("end", "left", "5", "enter", "f4")
        assert clerk.main.current == "challenges"
        await clerk.press("f6")
        assert isinstance(clerk.main.focused, FindingList)
        await clerk.press("enter")
        assert clerk.path == "applications.received.other"
        await clerk.press("f6", "f6")
        assert clerk.main.focused is clerk.matrix

    sit(full, at_applications(work))


def test_f8_goes_round_the_findings(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("1", "tab", "1", "f4", "f8")
        assert clerk.path == RECEIVED
        assert "A01" in clerk.screen
        await clerk.press("f8")
        assert clerk.path == "applications.received.business"
        await clerk.press("f8")
        assert clerk.path == RECEIVED
        await clerk.press("shift+f8")
        assert clerk.path == "applications.received.business"

    sit(full, at_applications(work))


def test_the_balance_says_at_every_key_which_side_is_more(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        def balance() -> str:
            return next(line for line in clerk.screen.splitlines() if "三＋四 比 一＋二" in line)

        assert balance().count("平 ✓") == 7
        await clerk.press("1")
        assert "多13611" in balance()
        await clerk.press("3")
        assert "多13599" in balance()
        await clerk.press("9", "9", "9", "9")
        assert "少126387" in balance()
        assert "14147" in clerk.screen
        await clerk.press("escape")
        assert "A01" not in clerk.screen

    sit(full, at_applications(work))


def test_undo_and_redo_over_cells_and_text(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.type("好吧")
        await clerk.press("f4", "f4")
        await clerk.type("12\n")
        await clerk.press("ctrl+z")
        assert clerk.session.value(RECEIVED) is None
        assert clerk.path == RECEIVED
        await clerk.press("ctrl+z")
        assert clerk.main.current == "overview"
        assert clerk.main.query_one(ProseArea).text == ""
        await clerk.press("ctrl+y", "ctrl+y")
        assert clerk.session.report.texts == {"overview": "好吧"}
        assert clerk.session.value(RECEIVED) == 12

    sit(path, work)


def test_tab_leaves_a_text_and_typing_in_it_is_stored(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.type("一\n二")
        assert clerk.session.report.texts["overview"] == "一\n二"
        await clerk.press("tab")
        assert not isinstance(clerk.main.focused, ProseArea)

    sit(path, work)


def test_ctrl_s_saves(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("7", "ctrl+s")
        assert open_report(path).report.figures == {RECEIVED: 7}
        assert "已保存" in clerk.screen

    sit(path, at_applications(work))


def test_ctrl_q_asks_nothing_when_nothing_would_be_lost(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("7", "ctrl+z", "ctrl+q")

    assert sit(path, at_applications(work)).return_code == 0
    assert not journal_path(path).exists()


@pytest.mark.parametrize(("key", "kept"), [("enter", {RECEIVED: 7}), ("d", {})])
def test_ctrl_q_asks_once(path: Path, key: str, kept: dict[str, int]) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("7", "ctrl+q")
        assert isinstance(clerk.app.screen, Question)
        await clerk.press("escape")
        assert clerk.app.screen is clerk.main
        await clerk.press("ctrl+q", "x", key)

    assert sit(path, at_applications(work)).return_code == 0
    assert open_report(path).report.figures == kept
    assert Session.open(path).recoverable == 0


def test_f9_exports_what_is_on_the_screen(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f9")
        assert isinstance(clerk.app.screen, ExportDialog)
        await clerk.press("down", "enter", "enter")
        assert "已导出" in clerk.screen
        await clerk.press("f9", "down", "enter", "enter")
        assert "再按一次回车" in clerk.screen
        await clerk.press("escape")

    sit(full, work)
    assert "13612" in full.with_suffix(".txt").read_text(encoding="utf-8")


def test_the_palette_has_every_action_by_its_name(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+p")
        assert isinstance(clerk.app.screen, Picker)
        clerk.app.screen.query_one(Input).value = "补零"
        await clerk.press("enter")
        assert len(clerk.session.report.figures) == 144

    sit(path, at_applications(work))


@pytest.mark.parametrize(("key", "value"), [("enter", 5), ("escape", None)])
def test_after_a_kill_the_journal_is_offered(path: Path, key: str, value: int | None) -> None:
    Session.open(path).answer(RECEIVED, "5")

    async def work(clerk: Clerk) -> None:
        assert "有 1 步没有保存的改动可以找回" in clerk.screen
        await clerk.press(key)
        assert clerk.session.value(RECEIVED) == value

    sit(path, work)


def test_nothing_is_saved_before_the_journal_is_answered_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Session.open(path).answer(RECEIVED, "5")

    async def work(clerk: Clerk) -> None:
        await clerk.pilot.resize_terminal(50, 15)
        await clerk.press("ctrl+s")
        assert clerk.session.recoverable == 1
        assert "还没有处理" in clerk.screen
        await clerk.pilot.resize_terminal(80, 24)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", refuse)
            patch.setattr(Path, "replace", refuse)
            await clerk.press("escape")  # the journal cannot be put aside: the question stays open
        assert clerk.session.recoverable == 1
        await clerk.press("ctrl+s")
        assert "有 1 步没有保存的改动可以找回" in clerk.screen
        await clerk.press("enter")
        assert clerk.session.value(RECEIVED) == 5

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    sit(path, work)


HOSTILE = "[bold]甲[/x] [/] \\[ [@click=app.quit]x[/] \x1b[31m\x1b]52;c;eA==\x07 \u202e\x9b2J"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_hostile_text_is_shown_harmlessly(tmp_path: Path, size: tuple[int, int]) -> None:
    report = sample("hangzhou-2025")
    report.agency = report.title = HOSTILE
    report.texts = dict.fromkeys(("overview", "problems"), HOSTILE + "\n" + HOSTILE)
    report.figures[RECEIVED] = HOSTILE
    report.stated = {"challenges.direct_suit.total": HOSTILE}
    path = saved(tmp_path, report)

    async def work(clerk: Clerk) -> None:
        for keys in (["f3"], ["f4"], ["f4"], ["f4"], ["f1"], ["escape"], ["f4"], ["f5"], ["f5"], ["f9"], ["escape"]):
            await clerk.press(*keys)
            assert not set(clerk.screen) & set("\x1b\x07\x9b\u202e")
        for _ in range(3):
            await clerk.press("f4")
        assert "甲" in clerk.screen
        assert not set(clerk.screen) & set("\x1b\x07\x9b\u202e")

    sit(path, work, size=size)
    assert open_report(path).report.texts["overview"] == HOSTILE + "\n" + HOSTILE


def test_typing_in_a_hostile_text_keeps_the_rest_as_it_stood(tmp_path: Path) -> None:
    report = blank()
    report.texts = {"overview": HOSTILE}
    path = saved(tmp_path, report)

    async def work(clerk: Clerk) -> None:
        await clerk.type("新")
        await clerk.press("ctrl+s")

    sit(path, work)
    assert open_report(path).report.texts["overview"] == "新" + HOSTILE


@pytest.mark.parametrize("year", [2019, 2025])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_every_page_shows_its_heading_and_keys(tmp_path: Path, year: int, size: tuple[int, int]) -> None:
    report = blank(year)
    path = saved(tmp_path, report)

    async def work(clerk: Clerk) -> None:
        for section in report.edition.sections:
            assert section.heading in clerk.screen
            for key in ("F1帮助", "F4下一页", "F9导出", "^S保存", "^Q退出"):
                assert key in clerk.screen
            await clerk.press("f4")

    sit(path, work, size=size)
