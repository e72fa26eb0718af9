"""Another document on the screen: opened, or taken over after a look."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from reportwizard.errors import DocumentError
from reportwizard.report.files import open_report
from reportwizard.tui.screens.dialogs import Reading
from reportwizard.tui.screens.importing import ImportDialog, ImportPreview
from support.pilot import Clerk, sit
from support.recognised import ISSUED, RECEIVED, city_on_paper, page, plain, reads_as
from support.reports import blank, saved


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    reads_as(monkeypatch, city_on_paper())
    page(tmp_path)
    report = blank(agency="")
    report.figures = {RECEIVED: 5, ISSUED: 3}
    report.texts = {"overview": "旧的。"}
    return saved(tmp_path, report)


async def ask(clerk: Clerk, name: str) -> None:
    await clerk.press("ctrl+p")
    clerk.app.screen.query_one(Input).value = "导入文件"
    await clerk.press("enter")
    assert isinstance(clerk.app.screen, ImportDialog)
    clerk.app.screen.query_one(Input).value = name
    await clerk.press("enter")


@pytest.mark.parametrize("name", ["网页.html", "'网页.html' "])
def test_all_is_taken_over_after_a_look_and_taken_back_at_once(path: Path, name: str) -> None:
    async def work(clerk: Clerk) -> None:
        await ask(clerk, name)
        await clerk.until("导入之前请看一眼")
        for words in ("× 第 1 个表第 2 行 “规章000”", "会改动 162 格，1 格来源里空着"):
            assert words in clerk.screen
        await clerk.press("end")
        assert "会换掉 2 处文字" in clerk.screen
        await clerk.press("enter")
        assert "已导入 162 格、2 处文字，Ctrl+Z 撤销" in clerk.screen
        assert "杭州市" in clerk.screen
        await clerk.press("ctrl+s")
        await clerk.press("ctrl+z")
        assert clerk.session.report.figures == {RECEIVED: 5, ISSUED: 3}
        assert clerk.session.report.texts == {"overview": "旧的。"}

    sit(path, work)
    report = open_report(path).report
    assert (report.figures[RECEIVED], report.figures[ISSUED]) == (13612, 3)
    assert report.texts["overview"] == "第一段。\n第二段。"


def test_escape_leaves_all(path: Path) -> None:
    before = path.read_bytes()

    async def work(clerk: Clerk) -> None:
        await ask(clerk, "网页.html")
        await clerk.until("导入之前请看一眼")
        await clerk.press("escape")
        assert "没有导入，什么都没有改" in clerk.screen
        assert not clerk.session.modified
        await ask(clerk, "网页.html")
        await clerk.until("导入之前请看一眼")
        await clerk.press("escape")
        await clerk.press("ctrl+p", "escape")
        assert clerk.app.screen is clerk.main

    sit(path, work, size=(60, 20))
    assert path.read_bytes() == before


def test_what_cannot_be_read_is_said_in_the_dialog(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DocumentError("不是一份报告[/]", "网页.html", "请核对文件")

    async def work(clerk: Clerk) -> None:
        await ask(clerk, "没有.docx")
        await clerk.until("没有这个文件")
        assert isinstance(clerk.app.screen, ImportDialog)
        clerk.app.screen.query_one(Input).value = "网页.html"
        monkeypatch.setattr("reportwizard.recognise.document.recognise", refuse)
        await clerk.press("enter")
        await clerk.until("不是一份报告[/]")
        await clerk.press("escape")
        assert clerk.app.screen is clerk.main

    sit(path, work)


def test_a_report_of_another_year_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(monkeypatch, plain(blank(2024)))

    async def work(clerk: Clerk) -> None:
        await ask(clerk, "网页.html")
        await clerk.until("要导入的是 2024 年的报告")
        assert clerk.app.screen is clerk.main

    sit(path, work)


def test_where_nothing_would_change_there_is_nothing_to_take(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(monkeypatch, plain(open_report(path).report))

    async def work(clerk: Clerk) -> None:
        await ask(clerk, "网页.html")
        await clerk.until("没有要改的")
        assert isinstance(clerk.app.screen, ImportPreview)
        await clerk.press("enter")
        assert not clerk.session.modified

    sit(path, work)


def test_a_document_that_is_opened_says_at_once_what_was_not_read(path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert isinstance(clerk.app.screen, Reading)
        for words in ("× 第 1 个表第 2 行 “规章000”", "没有“其他”这一列，那里空着", "页面上还有 2 个别的表"):
            assert words in clerk.screen
        await clerk.press("escape")
        assert "从 网页.html 读入，保存时写到 网页.toml；有 1 处没有读入" in clerk.screen
        await clerk.press("ctrl+s")

    sit(path.with_name("网页.html"), work)
    assert open_report(path.with_name("网页.toml")).report == city_on_paper().report


def test_a_document_without_trouble_opens_without_a_word_too_many(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(monkeypatch, plain(city_on_paper().report))
    path.with_name("b.html").write_text("<p></p>", encoding="utf-8")
    monkeypatch.setattr("reportwizard.typeset.importing.told", lambda _: [])

    async def work(clerk: Clerk) -> None:
        assert clerk.app.screen is clerk.main

    sit(path.with_name("b.html"), work)
