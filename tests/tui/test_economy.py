"""How many keys the whole job takes, from `reportwizard new 2025` to the exported Markdown, prose apart. Counted.

One key pressed counts one, whatever it does; a paste counts one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual import events

from reportwizard.cli.main import main
from reportwizard.formats.registry import FORMATS
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.tui.grid import Grid
from support.clipboards import figures, printed, tabbed
from support.pilot import Clerk, sit
from support.reports import blank, sample

AGENCY = "杭州市"


class Counting:
    """A clerk whose keys are counted."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.clerk.press(*keys)

    async def paste(self, text: str) -> None:
        self.keys += 1
        self.clerk.app.post_message(events.Paste(text))
        await self.clerk.pilot.pause()
        await self.clerk.pilot.pause()


def new(folder: Path) -> Path:
    path = folder / "2025.toml"
    assert main(["new", "2025", "-o", str(path), "--no-edit"]) == 0
    return path


def markdown(path: Path) -> str:
    return path.with_suffix(".md").read_text(encoding="utf-8")


def expected(report: Report) -> str:
    """The Markdown of these figures without any prose, whose agency is the one that is typed."""
    made = blank(agency=AGENCY)
    made.figures = dict(report.figures)
    data = FORMATS["md"].render(made)
    return data.decode("utf-8") if isinstance(data, bytes) else data


def work_through(path: Path, *tables: list[str], paste: bool = False) -> int:
    """Open what `new` made, give the agency, fill the tables with these keys (or pastes), export; the keys it took."""
    counts: list[int] = []

    async def work(clerk: Clerk) -> None:
        counting = Counting(clerk)
        await counting.press(*AGENCY, "f4", "f4")
        for number, entries in enumerate(tables):
            if number:
                await counting.press("f4")
            if paste:
                await counting.paste("\t".join(entries))
            else:
                await counting.press(*entries)
        await counting.press("f9", "enter", "enter")
        counts.append(counting.keys)

    sit(path, work, new=True)
    return counts[0]


def test_a_report_of_zeros_takes_at_most_thirty_keys(tmp_path: Path) -> None:
    path = new(tmp_path)
    keys = work_through(path, ["ctrl+d"], ["ctrl+d"], ["ctrl+d"])
    zeros = blank()
    zeros.figures = {path: 0 for path, cell in zeros.edition.cells.items() if not cell.computed}
    assert markdown(path) == expected(zeros)
    assert keys <= 30


def typed(report: Report, section: str) -> list[str]:
    """The keys for the cells of a section: digits, and one key a cell, as the cursor goes down the columns."""
    grid = Grid(report.edition.section(section), report.edition.cells)
    keys: list[str] = []
    at = grid.first
    while at is not None:
        keys += [*format_figure(report.figures[grid.path(at)]), "enter"]
        at = grid.below(at, at[1])
    return keys


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_a_busy_citys_tables_take_their_digits_and_one_key_a_cell(tmp_path: Path) -> None:
    from support.terminal import Terminal  # six hundred keys: the pilot would wait after each

    report = sample("hangzhou-2025")
    keys = [*AGENCY, "f4", "f4"]
    for section in ("proactive", "applications", "challenges"):
        keys += [*typed(report, section), "f4"]
    keys[-1:] = ["f9", "enter", "enter"]
    codes = {"f4": "\x1bOS", "f9": "\x1b[20~", "enter": "\r"}
    path = tmp_path / "2025.toml"
    with Terminal("new", "2025", "-o", str(path)) as terminal:
        terminal.until("单位名称")
        terminal.type("".join(codes.get(key, key) for key in keys[:-2]))
        terminal.until("导出报告")
        terminal.type(codes[keys[-2]])
        terminal.until(lambda text: "2025.md" in text.split("\n")[terminal.screen.cursor.y])
        terminal.type(codes[keys[-1]])
        terminal.until("已导出")
    digits = sum(len(format_figure(value)) for value in report.figures.values())
    assert len(keys) <= digits + len(report.figures) + 20
    assert markdown(path) == expected(report)


def pasted(report: Report, section: str) -> str:
    rows: list[list[str]] = []
    for table in report.edition.section(section).tables:
        rows += [[table.caption]] * bool(table.caption) + printed(report, table)
    return tabbed(rows)


def test_the_same_from_three_pastes_takes_at_most_fifteen_keys(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    path = new(tmp_path)
    blocks = [[pasted(report, section)] for section in ("proactive", "applications", "challenges")]
    assert work_through(path, *blocks, paste=True) <= 15
    assert markdown(path) == expected(report)


def test_and_from_one(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    path = new(tmp_path)
    sections = ("proactive", "applications", "challenges")
    text = "".join(pasted(report, section) for section in sections[:2])
    one_row = [cell for row in figures(report, report.edition.section("challenges").tables[0]) for cell in row]
    columns = [column.label for column in report.edition.section("challenges").tables[0].columns]
    text += tabbed([columns * 3, one_row])
    assert work_through(path, [text], paste=True) <= 11
    assert markdown(path) == expected(report)
