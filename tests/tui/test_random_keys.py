"""Thousands of keys at random: whatever is pressed, nothing breaks and the report stays one that can be saved."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reportwizard.report.toml import dumps, loads
from reportwizard.session import Session
from support.pilot import Clerk, sit
from support.reports import blank, saved

KEYS = [
    *"0123456789-.5",
    *("enter", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "ctrl+home", "ctrl+end"),
    *(
        "shift+up",
        "shift+down",
        "shift+left",
        "shift+right",
        "pageup",
        "pagedown",
        "f2",
        "backspace",
        "delete",
        "escape",
    ),
    *("f1", "f3", "f4", "f5", "f6", "f8", "shift+f8", "ctrl+z", "ctrl+y", "ctrl+d", "ctrl+g", "ctrl+c", "ctrl+v"),
    *("f7", "ctrl+t"),
    *("ctrl+a", "shift+home", "shift+end", "ctrl+shift+home", "ctrl+shift+end"),
    *("ctrl+p", "f9", "ctrl+s", "甲", "a", "[", "]", "\\", "space"),
]


@pytest.mark.parametrize(("seed", "year", "size"), [(1, 2025, (120, 40)), (2, 2019, (80, 24))])
def test_no_sequence_of_keys_breaks_the_screen(
    seed: int, year: int, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = saved(tmp_path, blank(year))
    choose = random.Random(seed)

    async def work(clerk: Clerk) -> None:
        for _ in range(30):
            await clerk.press(*choose.choices(KEYS, k=10))
            report = clerk.session.report
            assert dumps(loads(dumps(report))[0]) == dumps(report)
        clerk.session.suspend()

    app = sit(path, work, size=size)
    again = Session.open(path)
    again.recover()
    assert dumps(again.report) == dumps(app.session.report)
