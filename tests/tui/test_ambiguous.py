"""“ ” — … in one cell or in two: the screen stands in both kinds of terminal, measured by a ruler of the test's own."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from reportwizard.session import Session
from reportwizard.tui import ambiguous
from reportwizard.tui.app import WizardApp
from reportwizard.tui.settings import Settings
from reportwizard.tui.widgets.finding_lines import fit, fit_message
from support.pilot import Clerk, sit
from support.reports import sample, saved

ODD = "甲“乙”—丙…①±×Ωα─│"


@pytest.fixture(autouse=True)
def narrow_again() -> Iterator[None]:
    yield
    ambiguous.set_wide(False)


def ruler(text: str) -> int:
    """The cells that a terminal of the wide kind needs."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


@pytest.mark.parametrize("wide", [False, True])
def test_what_is_cut_in_the_middle_fits(wide: bool) -> None:
    ambiguous.set_wide(wide)
    text = "申请办理情况 › 结转下年度继续办理 左右不平衡，一 821 ＋ 二 18 ＝ 839；少 12"
    for width in range(6, 80):
        assert cell_len(fit(text, width)) <= width
        assert cell_len(fit_message(f"{text}：{text}", width)) <= width


def test_rich_measures_as_the_terminal_draws_and_back_again() -> None:
    narrow = cell_len(ODD)
    ambiguous.set_wide(True)
    assert cell_len(ODD) == ruler(ODD) > narrow
    assert cell_len("e\u0301 abc 甲") == ruler("e\u0301 abc 甲")
    assert all(cell_len(chr(code)) == 2 for code in range(0x2500, 0x254B))
    ambiguous.set_wide(False)
    assert cell_len(ODD) == narrow


def test_signs_of_our_own_are_ascii_in_a_wide_terminal() -> None:
    assert ambiguous.sign("┌─…·│═") == "┌─…·│═"
    ambiguous.set_wide(True)
    assert ambiguous.sign("┌─…·│═").isascii()


@pytest.mark.parametrize(
    ("column", "row", "wide"), [(1, 1, False), (2, 1, True), (1, 0, None), (0, 1, None), (40, 1, None), (2, 5, None)]
)
def test_only_an_answer_counts_as_one(column: int, row: int, wide: bool | None) -> None:
    assert ambiguous.answered(column, row) is wide


WAYS = [(), ("f3",), ("f4",), ("f4",), ("f5",), ("f5",), ("f4",), ("f4", "f4", "f4"), ("f1",)]
"""Through all pages, the preview and the help."""


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
def test_every_line_fits_a_wide_terminal(size: tuple[int, int], tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.texts["overview"] = f"全年“{ODD}”共 5 件。" * 30
    report.figures["applications.received.natural_person"] = 1
    session = Session.open(saved(tmp_path, report))

    async def work(clerk: Clerk) -> None:
        for keys in (*WAYS, ("escape", "ctrl+p"), ("escape", "ctrl+g"), ("escape", "f9"), ("escape", "ctrl+q")):
            await clerk.press(*keys)
            if "f5" in keys:
                await clerk.pilot.pause(0.4)
            for line in clerk.screen.splitlines():
                assert ruler(line.rstrip()) <= size[0], (keys, line)
                assert not [c for c in line if "\u2500" <= c <= "\u259f" and c not in ODD], (keys, line)

    async def run() -> None:
        app = WizardApp(session, settings=Settings(ambiguous_width="wide"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await work(Clerk(app, pilot))

    asyncio.run(run())


def test_an_answer_lays_the_page_out_anew(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.texts["overview"] = "“" * 70

    async def work(clerk: Clerk) -> None:
        clerk.app.post_message(events.CursorPosition(2, 1))  # nobody has asked
        await clerk.pilot.pause()
        assert not ambiguous.is_wide()
        await clerk.press("f4", "f4")
        before = clerk.screen
        clerk.app._question_is_open = True
        clerk.app.post_message(events.CursorPosition(2, 1))
        await clerk.pilot.pause()
        await clerk.pilot.pause()
        assert ambiguous.is_wide()
        assert clerk.screen != before
        assert max(ruler(line.rstrip()) for line in clerk.screen.splitlines()) <= 80
        assert "─" not in clerk.screen
        await clerk.press("9", "enter")
        assert clerk.session.value("applications.received.natural_person") == 9

    sit(saved(tmp_path, report), work, size=(80, 24))
