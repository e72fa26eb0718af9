"""Which rows of a sheet are a table and which are text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.blocks import Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.sheets import Sheet, as_paper


def sheet(*rows: str, merged: tuple[tuple[int, int, int, int], ...] = (), framed: bool = False) -> Sheet:
    """A sheet of rows, cells parted by |; where `framed`, each cell of a row that has several is drawn."""
    made = Sheet("一", merged=list(merged))
    for y, row in enumerate(rows):
        cells = row.split("|")
        for x, text in enumerate(cells):
            if text.strip():
                made.texts[y, x] = text.strip()
            if framed and len(cells) > 1:
                made.framed.add((y, x))
    return made


def told(made: Sheet) -> list[object]:
    return [
        block.text if not isinstance(block, Table) else ["|".join(c.text for c in row) for row in block.rows]
        for block in as_paper([made], "xlsx").blocks
    ]


def test_lines_of_text_stand_between_tables() -> None:
    made = sheet(
        "某县年度报告", "一、总体情况", "本年公开。", "", "二、公开情况", "内容|数", "规章|1", "", "三、申请情况"
    )
    assert told(made) == [
        "某县年度报告",
        "一、总体情况",
        "本年公开。",
        "二、公开情况",
        ["内容|数", "规章|1"],
        "三、申请情况",
    ]


def test_a_caption_inside_a_table_stays_a_row() -> None:
    made = sheet("内容|数", "规章|1", "第二十条第（五）项", "内容|数", "许可|2", merged=((2, 0, 2, 1),))
    assert told(made) == [["内容|数", "规章|1", "第二十条第（五）项", "内容|数", "许可|2"]]


def test_a_heading_over_the_whole_width_parts_two_tables() -> None:
    made = sheet("内容|数", "规章|1", "三、申请情况", "内容|数", "许可|2", merged=((2, 0, 2, 1),))
    assert told(made) == [["内容|数", "规章|1"], "三、申请情况", ["内容|数", "许可|2"]]


def test_a_numbered_label_whose_figures_are_blank_stays_a_row() -> None:
    made = sheet("项目|自然人|总计", "一、新收|1|1", "二、结转", "三、办结|2|2")
    assert told(made) == [["项目|自然人|总计", "一、新收|1|1", "二、结转||", "三、办结|2|2"]]


def test_borders_decide_where_there_are_any() -> None:
    made = sheet("表一", "内容|数", "收费|", "注：略", framed=True)
    assert told(made) == ["表一", ["内容|数", "收费|"], "注：略"]


def test_prose_in_a_drawn_box_is_text() -> None:
    made = sheet("内容|数", "规章|1", "没有其他需要报告的事项。|", merged=((2, 0, 2, 1),), framed=True)
    assert told(made) == [["内容|数", "规章|1"], "没有其他需要报告的事项。"]


def test_empty_rows_and_columns_are_left_out_around_a_table_only() -> None:
    made = sheet("", "||", "||甲||1|", "||||2|", "||||3|", framed=True)
    assert told(made) == [["甲||1", "||2", "||3"]]


def test_merged_cells_span_and_a_title_over_two_rows_is_text() -> None:
    made = sheet("题", "", "甲|乙|丙", "|1|2", merged=((0, 0, 1, 2), (2, 0, 3, 0)))
    paper = as_paper([made], "xlsx")
    assert paper.blocks[0] == Paragraph("题")
    assert isinstance(paper.blocks[1], Table)
    assert [[(c.text, c.rowspan) for c in row] for row in paper.blocks[1].rows] == [
        [("甲", 2), ("乙", 1), ("丙", 1)],
        [("1", 1), ("2", 1)],
    ]


def test_hidden_rows_and_columns_are_not_read_and_told() -> None:
    made = sheet("甲|暗|1", "暗|暗|暗", "乙|暗|2", merged=((0, 0, 1, 0),))
    made.hidden_rows, made.hidden_columns = [1], [1]
    del made.texts[1, 0]
    assert told(made) == [["甲|1", "乙|2"]]
    assert as_paper([made], "xlsx").notes == ("工作表“一”里隐藏的行或列没有读入",)


def test_hidden_sheets_are_not_read_and_told() -> None:
    made = sheet("甲|1")
    made.hidden = True
    paper = as_paper([made], "xlsx")
    assert paper.blocks == ()
    assert paper.notes == ("隐藏的工作表“一”没有读入",)


def kept(*pieces: str) -> Sheet:
    return Sheet("reportwizard", {(y, 0): piece for y, piece in enumerate(pieces)}, hidden=True)


def test_the_report_that_a_workbook_of_ours_carries() -> None:
    paper = as_paper([sheet("甲|1"), kept("reportwizard 1", "format = 1\n", "  x\n\n", "y")], "xlsx")
    assert paper.kept == "format = 1\n  x\n\ny"
    assert paper.notes == ()


def test_one_of_a_newer_program_is_not_used() -> None:
    paper = as_paper([kept("reportwizard 2", "format = 1\n")], "xlsx")
    assert paper.kept == ""
    assert "更新版本" in paper.notes[0]


def test_a_sheet_that_is_too_large_is_refused() -> None:
    with pytest.raises(DocumentError, match="表格太大"):
        told(sheet("a|b", merged=((0, 0, 0, 600_000),)))
    wide = Sheet("一", {(0, 0): "a", (0, 1): "b", (1, 9_999): "c", (999, 0): "d"})
    for y in range(1000):
        wide.texts[y, 2] = wide.texts[y, 3] = "x"
    with pytest.raises(DocumentError, match="表格太大"):
        told(wide)


texts = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 5)), st.text("一甲1。", min_size=1, max_size=3), max_size=20
)
ranges = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)).map(
        lambda each: (each[0], each[1], each[0] + each[2], each[1] + each[3])
    ),
    max_size=3,
)


@given(texts, ranges, st.sets(st.tuples(st.integers(0, 8), st.integers(0, 5)), max_size=20))
def test_every_text_comes_out_once(
    cells: dict[tuple[int, int], str], merged: list[tuple[int, int, int, int]], framed: set[tuple[int, int]]
) -> None:
    paper = as_paper([Sheet("一", dict(cells), merged, framed)], "xlsx")
    out = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    for block in paper.blocks:
        if isinstance(block, Table):
            out += [cell.text for row in block.rows for cell in row if cell.text]
            squares = [
                (y + dy, x + dx)
                for y, x, cell in block.placed()
                for dy in range(cell.rowspan)
                for dx in range(cell.colspan)
            ]
            assert len(squares) == len(set(squares)) == len(block.rows) * block.width
    covered = sum(note.startswith("合并的单元格") for note in paper.notes)
    assert len(out) + covered == len(cells)
