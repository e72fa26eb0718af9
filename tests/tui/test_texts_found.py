"""What is found in texts and in the head, as it comes up and is gone to while a clerk writes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from reportwizard.checks import Finding
from reportwizard.report.model import Report
from reportwizard.session import Session
from reportwizard.tui.app import WizardApp
from reportwizard.tui.manuscript import Mark
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.prose import ProseArea
from support.pilot import Clerk, sit
from support.reports import blank, saved
from support.rules import RECEIVED, toys

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture(autouse=True)
def ran() -> Iterator[list[str]]:
    with toys() as codes:
        yield codes


def report(**texts: str) -> Report:
    """A report whose tables are full of zeros."""
    made = blank()
    made.figures = {path: 0 for path, cell in made.edition.cells.items() if not cell.computed}
    made.texts = texts
    return made


def area(clerk: Clerk) -> ProseArea:
    target = clerk.main.page_target
    assert isinstance(target, ProseArea)
    return target


def spans(clerk: Clerk, code: str) -> list[tuple[int, int] | None]:
    return [finding.span for finding in clerk.session.findings if finding.code == code]


def waived(clerk: Clerk) -> list[bool]:
    return [finding.waived is not None for finding in clerk.session.findings if finding.code == "T01"]


def test_typing_runs_no_rule_and_a_pause_runs_those_that_read_texts(tmp_path: Path, ran: list[str]) -> None:
    async def work(clerk: Clerk) -> None:
        ran.clear()
        await clerk.type("二一二")
        assert (ran, area(clerk).manuscript.marks) == ([], [])
        await clerk.until(lambda _: not clerk.session.unsettled)
        assert ran == ["T01", "T02", "T03", "T05"]
        assert "问题 3 个" in clerk.screen
        assert "!1  1 处错误" in clerk.screen
        marks = [Mark(0, 1, "warning"), Mark(1, 2, "error"), Mark(2, 3, "warning")]
        assert area(clerk).manuscript.marks == marks
        await clerk.press("home", "字", "ctrl+z")
        assert spans(clerk, "T01") == [(0, 1), (2, 3)]
        await clerk.press("x")
        assert spans(clerk, "T01") == [(1, 2), (3, 4)]
        await clerk.press("delete")
        assert spans(clerk, "T01") == [(2, 3)]

    sit(saved(tmp_path, report()), work)


def test_texts_are_looked_at_once_the_first_picture_stands(tmp_path: Path) -> None:
    async def run() -> None:
        app = WizardApp(Session.open(saved(tmp_path, report(overview="二"))))
        async with app.run_test() as pilot:
            clerk = Clerk(app, pilot)
            assert clerk.session.unsettled
            assert "问题 1 个" in await clerk.until(lambda _: not clerk.session.unsettled)

    asyncio.run(run())


def test_a_key_ends_a_run_that_has_begun(tmp_path: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(clerk: Clerk) -> None:
        steps = clerk.session.settling

        def interrupted() -> Iterator[None]:
            clerk.app._driver.send_message(events.Key("字", "字"))  # type: ignore[union-attr]
            yield from steps()

        await clerk.press("二")
        ran.clear()
        monkeypatch.setattr(clerk.session, "settling", interrupted)
        clerk.main.settling._begin()
        monkeypatch.undo()
        await clerk.pilot.pause()
        assert area(clerk).text == "二字"
        assert len(ran) < 4 and clerk.session.unsettled
        await clerk.until(lambda _: not clerk.session.unsettled)
        assert spans(clerk, "T01") == [(0, 1)]

    sit(saved(tmp_path, report()), work)


@pytest.mark.parametrize("keys", [["f8"], ["f6"], ["f4"], ["f3"], ["ctrl+s"], ["ctrl+g"], ["f7"]])
def test_who_goes_by_the_findings_waits_for_no_pause(tmp_path: Path, keys: list[str]) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.type("二")
        assert clerk.session.unsettled
        await clerk.press(*keys)
        assert not clerk.session.unsettled
        assert spans(clerk, "T01") == [(0, 1)]

    sit(saved(tmp_path, report()), work)


@pytest.mark.parametrize("size", SIZES)
def test_sentences_are_walked_told_and_gone_to(tmp_path: Path, size: tuple[int, int]) -> None:
    texts = {"overview": "甲乙。\n收到二件，办结一件。", "problems": "第二个问题。"}

    async def work(clerk: Clerk) -> None:
        await clerk.press("f8")
        assert (clerk.main.current, area(clerk).caret) == ("overview", 0)  # the whole text: 18 characters
        await clerk.press("f8")
        assert area(clerk).caret == 6
        assert "T01 某局" in clerk.screen and "改法：改" in clerk.screen
        await clerk.press("f8")
        assert area(clerk).caret == 11
        assert "T02 0" in clerk.screen
        await clerk.press("f6")
        focused = clerk.main.focused
        assert isinstance(focused, FindingList) and focused.current
        assert focused.current.code == "T02"
        await clerk.press("enter")
        assert clerk.path == RECEIVED  # the cell that it is compared with
        assert "T02 0" in clerk.screen
        await clerk.press("f8")
        assert (clerk.main.current, area(clerk).caret) == ("problems", 0)
        await clerk.press("f8")
        assert (clerk.main.current, area(clerk).caret) == ("problems", 1)

    sit(saved(tmp_path, report(**texts)), work, size=size)


def test_a_reason_for_words_is_given_and_lapses_with_the_sentence(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        clerk.main.desk.today = lambda: date(2026, 1, 5)
        await clerk.press("f8", "f7")
        assert "只对现在的文字有效" in clerk.screen
        await clerk.type("属实\n张三\n")
        (waiver,) = clerk.session.report.waivers
        assert waiver.values == ("二：收二",)
        assert waived(clerk) == [True, False]
        assert [mark.start for mark in area(clerk).manuscript.marks] == [3]
        await clerk.press("ctrl+home", "新")
        assert waived(clerk) == [True, False]
        await clerk.until(lambda _: not clerk.session.unsettled)
        assert waived(clerk) == [False, False]
        assert "原来的说明已失效：文字已改变" in clerk.screen
        await clerk.press("ctrl+z")
        await clerk.until(lambda _: not clerk.session.unsettled)
        assert waived(clerk) == [True, False]

    sit(saved(tmp_path, report(overview="收二\n二")), work)


def test_what_is_wrong_with_the_head_is_led_to_its_line(tmp_path: Path) -> None:
    made = report(problems="二")
    made.title, made.agency = "甲报告", "甲局"

    async def work(clerk: Clerk) -> None:
        assert "零!2" in clerk.screen.replace("›", "")
        await clerk.press("f8", "f8")
        assert clerk.main.current == "head"  # from 一 the nearest ahead is 五, then round
        focused = clerk.main.focused
        assert isinstance(focused, Input) and focused.id == "head-title"
        assert "T05 甲报告里有甲" in clerk.screen and "改法：改写" in clerk.screen
        assert "! 标题" in clerk.screen
        await clerk.press("f8")
        assert "T05 甲局里有甲" in clerk.screen
        assert clerk.main.focused.id == "head-agency"
        await clerk.press("f8")
        assert clerk.main.current == "problems"
        await clerk.press("shift+f8", "f6", "f6")
        assert isinstance(clerk.main.focused, Input) and clerk.main.focused.id == "head-agency"
        await clerk.press("home", "delete", "shift+tab", "tab", "tab", "home", "delete")
        await clerk.until(lambda _: not clerk.session.unsettled)
        assert "T05" not in clerk.screen
        assert "! 标题" not in clerk.screen
        await clerk.press(*["f4"] * 7)
        assert clerk.main.current == "review"

    sit(saved(tmp_path, made), work, size=(80, 24))


def test_the_review_begins_with_the_head(tmp_path: Path) -> None:
    made = report(preface="二", overview="二", proactive="二")
    made.title = "甲报告"

    async def work(clerk: Clerk) -> None:
        await clerk.press(*["f4"] * 6)
        shown = clerk.screen
        places = [
            shown.index(words) for words in ("零、报告信息　1 处错误，1 处警告", "T05", "一、总体情况　", "二、主动")
        ]
        assert places == sorted(places)

    sit(saved(tmp_path, made), work)


def test_texts_that_have_no_page_of_their_own_are_told_and_left_behind(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        seen = []
        for _ in range(5):
            await clerk.press("f8")
            told = clerk.main.desk.told
            assert told is not None
            assert "改法：改" in clerk.screen
            seen.append((clerk.main.current, told.where[0], told.span))
        assert seen == [
            ("proactive", "texts.proactive", (0, 1)),
            ("proactive", "texts.proactive", (2, 3)),
            ("problems", "texts.problems", (0, 1)),
            ("head", "texts.preface", (0, 1)),
            ("proactive", "texts.proactive", (0, 1)),
        ]
        await clerk.press("down")
        assert clerk.main.desk.told is None

    sit(saved(tmp_path, report(preface="二", proactive="二三二", problems="二")), work)


def test_a_text_that_is_not_written_yet_is_no_mistake(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        empty = Finding("W09", "error", ("texts.problems",), "第五部分没有写", "写上问题和改进")
        clerk.session.findings = [empty]
        clerk.main.follow()
        await clerk.pilot.pause()
        assert "问题 1 个" in clerk.screen
        await clerk.press(*["f4"] * 4)
        assert clerk.main.current == "problems"
        assert "0 字" in clerk.screen
        assert "五-" in clerk.screen
        await clerk.press("f8", "ctrl+t")
        assert "W09 第五部分没有写" in clerk.screen
        assert "没有唯一的建议" in clerk.screen

    sit(saved(tmp_path, report()), work, size=(80, 24))


def test_words_at_the_end_and_beyond_the_first_plane_are_marked_where_they_stand(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        def underlined() -> list[str]:
            strip = area(clerk).draw(0)
            return [each.text for each in [*strip][2:] if each.style and each.style.underline]

        await clerk.press("right")
        assert underlined() == ["二", "二"]
        await clerk.press("ctrl+end")
        assert underlined() == ["二", "二"]
        await clerk.type("𠀀")
        assert underlined() == ["二", "二"]
        await clerk.press("backspace", "backspace")
        assert underlined() == ["二"]

    sit(saved(tmp_path, report(overview="𠀀😀二𠀀二")), work)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_message_and_many_findings_fit_any_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    long = "第一部分写的是收到 12 件" + "，而表格里第一项加第二项是 13 件" * 12 + "，多 1"

    async def work(clerk: Clerk) -> None:
        place = ("texts.overview", RECEIVED)
        clerk.session.findings = [
            Finding("N01", "error", place, long, "请对照台账，改正文字或者表格", span=(n * 5, n * 5 + 2))
            for n in range(40)
        ]
        clerk.main.follow()
        for _ in range(3):
            await clerk.press("f8")
        assert area(clerk).caret == 10
        assert "N01 第一部分写的是收到 12 件" in clerk.screen
        assert "改法：" in clerk.screen  # above the list, however long the message
        await clerk.press("f6", "end", "enter")
        assert area(clerk).caret == 39 * 5
        assert len(area(clerk).manuscript.marks) == 40
        await clerk.press(*["f4"] * 6)
        assert "40 处错误" in clerk.screen

    sit(saved(tmp_path, report(overview="收到十三件" * 60)), work, size=size)


def test_last_years_report_reaches_the_rules_once_it_is_found(tmp_path: Path) -> None:
    saved(tmp_path, blank(2024), "2024.toml")

    async def work(clerk: Clerk) -> None:
        await clerk.until(lambda _: clerk.session.before is not None and not clerk.session.unsettled)
        (finding,) = clerk.session.findings
        assert finding.message == "某局2024"

    sit(saved(tmp_path, report(overview="二")), work)
