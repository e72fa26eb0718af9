"""Page 零, filled in as a clerk does: what is typed is told, what is only shown is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input, Static

from reportwizard.session import Session
from support.pilot import Clerk, sit
from support.reports import sample, saved


def field(clerk: Clerk, name: str) -> str:
    return str(clerk.main.query_one(f"#head-{name}").value)  # type: ignore[attr-defined]


async def to(clerk: Clerk, name: str) -> None:
    clerk.main.set_focus(clerk.main.query_one(f"#head-{name}"))
    await clerk.press()


def test_walking_through_the_page_changes_nothing(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.title = "甲\u200b乙\n丙"

    async def work(clerk: Clerk) -> None:
        await clerk.press("f3", *["tab"] * 6, "f4", "f3")
        assert clerk.session.report.title == "甲\u200b乙\n丙"
        assert not clerk.session.modified

    sit(saved(tmp_path, report), work)


def test_a_date_counts_when_it_is_done_and_undo_holds(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f3")
        await to(clerk, "published")
        await clerk.type("2026年1月31日")
        assert clerk.session.report.published is None
        await clerk.press("f3")  # any action, even one that leads nowhere
        assert clerk.session.report.published == date(2026, 1, 31)
        assert field(clerk, "published") == "2026-01-31"
        await clerk.press("backspace")
        assert clerk.session.report.published == date(2026, 1, 31)
        await clerk.press("0", "enter")
        assert clerk.session.report.published == date(2026, 1, 30)
        await clerk.press("ctrl+z")
        assert clerk.main.focused is clerk.main.query_one("#head-published")
        assert field(clerk, "published") == "2026-01-31"
        await clerk.press("ctrl+z")
        assert field(clerk, "published") == ""
        await clerk.press("f4", "f3")
        assert clerk.session.report.published is None
        await to(clerk, "published")
        await clerk.type("2026-02-01")
        await clerk.press("ctrl+s")
        assert not clerk.session.differs
        assert clerk.session.report.published == date(2026, 2, 1)
        await to(clerk, "title")
        await clerk.type("某报告")
        await clerk.press("enter", "ctrl+z")
        assert clerk.main.focused is clerk.main.query_one("#head-title")
        assert clerk.session.report.title == ""

    report = sample("hangzhou-2025")
    report.title, report.published = "", None
    sit(saved(tmp_path, report), work)


def test_what_is_no_date_is_told_while_it_stands_there(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f3")
        await to(clerk, "published")
        await clerk.type("2026-01-28一月底")
        await clerk.press("enter", "f4", "f3")
        assert clerk.session.report.published is None
        assert "没有记下：公布日期写法不对" in clerk.screen
        assert field(clerk, "published") == "2026-01-28一月底"
        await to(clerk, "published")
        await clerk.press("end", "backspace", "backspace", "backspace", "enter")
        assert clerk.session.report.published == date(2026, 1, 28)
        assert "没有记下" not in clerk.screen

    report = sample("hangzhou-2025")
    report.published = None
    sit(saved(tmp_path, report), work)


def test_who_only_looks_sees_no_date_that_is_not_there(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.published = None
    path = saved(tmp_path, report)
    other = Session.open(path)

    async def work(clerk: Clerk) -> None:
        await clerk.press("f3")
        await to(clerk, "published")
        await clerk.type("2026-01-31")
        assert field(clerk, "published") == ""
        assert "只能查看" in clerk.screen

    sit(path, work)
    other.suspend()


def test_no_line_shows_what_a_terminal_would_obey(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("hangzhou-2025"), "a\x1b[31mb.toml")

    async def work(clerk: Clerk) -> None:
        await clerk.press("f9")
        assert clerk.app.screen.query_one(Input).value.endswith("a␛[31mb.md") and "\x1b" not in clerk.screen
        await clerk.press("enter", "enter")
        assert path.with_suffix(".md").exists()
        await clerk.press("f9", "enter", "enter")
        note = clerk.app.screen.query_one("#export-note", Static)
        assert note.has_class("doubtful") and "再按一次回车" in clerk.screen
        await clerk.press("escape", "ctrl+p")
        clerk.app.screen.query_one(Input).value = "a\x1b]0;x\x07b"
        await clerk.press()
        assert "a]0;xb" in clerk.screen and "\x1b" not in clerk.screen
        await clerk.press("escape", "f3")
        clerk.main.query_one("#head-agency", Input).value = "甲\x1b[31m乙"
        await clerk.press()
        assert clerk.session.report.agency == "甲[31m乙"
        assert "\x1b" not in clerk.screen

    sit(path, work)
