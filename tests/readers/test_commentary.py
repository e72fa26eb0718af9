"""What a workbook of ours says to whoever fills it in is not read; everything else is."""

from __future__ import annotations

import pytest

from reportwizard.blocks import BALANCE_MARK, CHECK_MARK, GUIDE_MARK, Cell, Heading, Paragraph, Sheet, Table
from reportwizard.readers.registry import read_paper
from reportwizard.readers.sheets import Sheet as Seen
from reportwizard.readers.sheets import as_paper
from reportwizard.writers.workbook import write


def texts_of(rows: list[list[str]]) -> list[str]:
    """Every text that is read of a sheet whose squares hold these texts."""
    seen = Seen("甲", {(y, x): text for y, row in enumerate(rows) for x, text in enumerate(row) if text})
    seen.framed = set(seen.texts)
    out: list[str] = []
    for block in as_paper([seen], "xlsx").blocks:
        out += [c.text for row in block.rows for c in row] if isinstance(block, Table) else [block.text]
    return [text for text in out if text]


def test_checks_are_left_out_from_their_mark_on() -> None:
    rows = [
        ["甲", "乙", "段一"],
        ["头", "头", CHECK_MARK, "批注"],
        ["1", "2", "缺 1 格"],
        [BALANCE_MARK, "平衡", "平衡"],
        ["丙", "3"],
    ]
    assert texts_of(rows) == ["甲", "乙", "段一", "头", "头", "1", "2", "丙", "3"]


def test_a_guide_is_left_out_whole_and_without_a_word() -> None:
    assert texts_of([[GUIDE_MARK], ["先填什么"]]) == []


@pytest.mark.parametrize("mark", [BALANCE_MARK, CHECK_MARK, GUIDE_MARK])
def test_a_mark_counts_only_where_it_fills_its_cell_and_in_its_place(mark: str) -> None:
    rows = [["甲", "乙"], [f"见{mark}", "1"], ["丙", f"{mark}。"], ["丁", "2"]]
    assert texts_of(rows) == [text for row in rows for text in row]
    if mark != CHECK_MARK:
        assert texts_of([["甲", "乙"], ["丙", mark]]) == ["甲", "乙", "丙", mark]


def test_what_we_write_comes_back_without_what_we_say_beside_it() -> None:
    cells = (Cell("标签", header=True), Cell("", name="a", entry="whole"), Cell("", name="t", parts=("a",)))
    head = tuple(Cell(text, header=True) for text in ("项目", "数", "总计"))
    sheets = [
        Sheet("甲", (Heading("题", 2), Table((head, cells), 1, 1))),
        Sheet("说明", (Heading(GUIDE_MARK, 2), Paragraph("先填什么")), guide=True),
    ]
    paper = read_paper(write(sheets, kept="format = 1\n  x = 2\n"), "x", "xlsx")
    assert paper.kept == "format = 1\n  x = 2\n"
    assert paper.notes == ()
    title, table = paper.blocks
    assert title == Paragraph("题")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["项目", "数", "总计"], ["标签", "", ""]]
