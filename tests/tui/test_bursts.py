"""What is typed in one burst with a key that opens or closes a dialog goes where the clerk meant it to go."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from reportwizard.report.files import open_report
from support.reports import blank, saved
from support.terminal import Terminal

F4, F9, CTRL_G, CTRL_P, CTRL_Q = "\x1bOS", "\x1b[20~", "\x07", "\x10", "\x11"
UP, DOWN = "\x1b[A", "\x1b[B"


def test_keys_right_behind_a_dialog_go_to_it_and_then_to_the_page(tmp_path: Path) -> None:
    path = saved(tmp_path, blank())
    row_and_section = (
        CTRL_G + "12\r" + "34\r" + CTRL_G + "二\r" + "5\r" + CTRL_G + "三\r" + CTRL_G + "2\r" + "67" + UP + "8"
    )
    export_again = CTRL_P + "导出\r" + "\r" + "\r\r"  # the palette, the format, the name, and once more to replace it
    doubtful = "\x1b[200~1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3\r甲\t5\x1b[201~\r"  # a paste that asks
    with Terminal("edit", str(path)) as terminal:
        terminal.until("F1帮助")
        terminal.type(F4 + F4 + row_and_section + F9 + "\r\r")
        terminal.until("已导出")
        path.with_suffix(".md").write_text("")
        terminal.type(export_again + "9\r" + doubtful + DOWN + "7" + CTRL_Q + "\r")
        assert terminal.end() == 0
    figures = open_report(path).report.figures
    assert {place: value for place, value in figures.items() if value} == {
        "proactive.art20_1.rules.issued": 5,
        "applications.received.natural_person": 9,
        "applications.carried_over.natural_person": 67,
        "applications.denied.state_secret.natural_person": 3,
        "applications.denied.forbidden_by_law.natural_person": 7,
        "applications.denied.administrative_query.natural_person": 34,
    }
    assert path.with_suffix(".md").stat().st_size > 0
