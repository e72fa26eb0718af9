"""Plain text: what the program prints comes back, what others write is taken line by line, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.text import blocks_of, read
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers.text import write
from support.written import bare, printed, rows, texts, told


def read_text(text: str) -> list[Block]:
    return list(blocks_of(text))


@settings(max_examples=120, deadline=None)
@given(printed(), st.sampled_from([80, 100]))
def test_a_printed_report_comes_back(blocks: tuple[Block, ...], width: int) -> None:
    assert told(read_text(write(blocks, width))) == told(blocks)


def test_the_samples_figures_come_back(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        blocks = typeset(report)
        assert told(read_text(write(blocks))) == told(blocks)


def test_a_document_that_is_not_wrapped_is_not_joined() -> None:
    text = (
        "某县2025年政府信息公开工作年度报告\n一、总体情况\n　　2025年，全县认真执行条例。\n　　统计期限为全年。\n"
        "二、主动公开政府信息情况\n　　见下表。\n"
    )
    assert texts(read_text(text)) == [line.strip() for line in text.splitlines()]


def test_a_heading_right_below_a_long_paragraph_stays_alone() -> None:
    text = "标题\n\n　　" + "长" * 40 + "\n二、主动公开政府信息情况\n　　见下表\n"
    assert "二、主动公开政府信息情况" in texts(read_text(text))


def test_prose_broken_elsewhere_at_one_width_is_joined() -> None:
    text = "某县报告\n\n一、总体情况\n\n　　" + "甲" * 18 + "\n" + "乙" * 20 + "\n丙丙。\n　　丁。\n"
    assert texts(read_text(text)) == ["某县报告", "一、总体情况", "甲" * 18 + "乙" * 20 + "丙丙。", "丁。"]


def test_tabs_part_cells_and_empty_cells_stay() -> None:
    (table,) = read_text("第二十条第（一）项\t\t\t\n规章\t0\t\t12件\n\t\t自然人\n")
    assert rows(table) == [["第二十条第（一）项", "", "", ""], ["规章", "0", "", "12件"], ["", "", "自然人"]]


def test_runs_of_tabs_that_only_align_are_no_cells() -> None:
    (table,) = read_text("信息内容\t\t本年制发件数\n规章\t\t\t0\n行政规范性文件\t3\n")
    assert rows(table) == [["信息内容", "本年制发件数"], ["规章", "0"], ["行政规范性文件", "3"]]


def test_a_blank_figure_between_tabs_is_a_cell() -> None:
    (table,) = read_text("信息内容\t甲\t乙\n规章\t\t5\n")
    assert rows(table) == [["信息内容", "甲", "乙"], ["规章", "", "5"]]


def test_a_tab_that_sets_in_or_follows_a_number_parts_nothing() -> None:
    assert texts(read_text("\t2025年，本机关依法公开。\n1.\t建立机制\n")) == [
        "2025年，本机关依法公开。",
        "1.\t建立机制",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规章|0|0|0\n文件|1||2\n", [["规章", "0", "0", "0"], ["文件", "1", "", "2"]]),
        ("| 规章 | 0 |  |\n| 文件 | - | - |\n", [["规章", "0", ""], ["文件", "-", "-"]]),
        ("名称 | 数\n-----+---\n规章 | 0\n", [["名称", "数"], ["规章", "0"]]),
        ("规章｜1\n文件｜2｜3\n", [["规章", "1"], ["文件", "2", "3"]]),
    ],
)
def test_upright_lines_part_cells(text: str, expected: list[list[str]]) -> None:
    (table,) = read_text(text)
    assert rows(table) == expected


def test_a_single_row_of_links_is_no_table() -> None:
    assert texts(read_text("首页 | 政务公开 | 互动交流\n")) == ["首页 | 政务公开 | 互动交流"]


def test_wide_blanks_part_cells_by_their_place() -> None:
    (table,) = read_text(
        "信息内容        制发    废止    有效\n规章               0             12\n文件　　　       1       2      3\n"
    )
    assert rows(table) == [["信息内容", "制发", "废止", "有效"], ["规章", "0", "", "12"], ["文件", "1", "2", "3"]]


def test_wide_blanks_without_columns_part_cells_in_order() -> None:
    (table,) = read_text("规章  0  0  0\n行政规范性文件    1    2\n")
    assert rows(table) == [["规章", "0", "0", "0"], ["行政规范性文件", "1", "2"]]


def test_wide_blanks_in_prose_make_no_table() -> None:
    text = "1.  建立机制\n2.  每月核对\n联系人：张  电话：见网站\n"
    assert texts(read_text(text)) == text.splitlines()


def test_one_cell_a_line_stays_paragraphs() -> None:
    assert read_text("规章\n0\n0\n") == [Paragraph("规章"), Paragraph("0"), Paragraph("0")]


BOX = """\
┌────┬─────────┐
│    │  申请人 │
│行为├────┬────┤
│    │自然│总计│
├────┼────┼────┤
│新收│  12│  12│
└────┴────┴────┘
"""
FULL_WIDTH_BOX = """\
┏━━━┳━━━┓
┃规章  ┃ 12   ┃
┣━━━╋━━━┫
┃文件  ┃      ┃
┗━━━┻━━━┛
"""


def test_box_characters_draw_merged_cells() -> None:
    (table,) = read_text(BOX)
    assert isinstance(table, Table)
    assert table.rows == (
        (Cell("行为", rowspan=2), Cell("申请人", colspan=2)),
        (Cell("自然"), Cell("总计")),
        (Cell("新收"), Cell("12"), Cell("12")),
    )


def test_box_characters_of_two_columns_are_understood() -> None:
    (table,) = read_text(FULL_WIDTH_BOX)
    assert rows(table) == [["规章", "12"], ["文件", ""]]


def test_a_crooked_drawing_still_gives_its_rows() -> None:
    (table,) = read_text("┌──┬─┐\n│规章│ 0│\n├──┼─┤\n│文件  │  12   │\n└──┴─┘\n")
    assert rows(table) == [["规章", "0"], ["文件", "12"]]


def test_rows_without_borders_between_them_are_not_run_together() -> None:
    (table,) = read_text("+------+----+\n| 名称 | 数 |\n+------+----+\n| 规章 |  3 |\n| 文件 | 12 |\n+------+----+\n")
    assert rows(table) == [["名称", "数"], ["规章", "3"], ["文件", "12"]]


def test_a_grid_of_restructured_text_is_read() -> None:
    (table,) = read_text("+------+----+\n| 名称 | 数 |\n+======+====+\n| 规章 | 3  |\n+------+----+\n")
    assert rows(table) == [["名称", "数"], ["规章", "3"]]


def test_signs_inside_a_text_break_no_cell() -> None:
    table = Table(((Cell("a+b|c"), Cell("+--+")), (Cell("|"), Cell("+", rowspan=1))))
    (found,) = read_text(write([table]))
    assert told([found]) == told([table])


@settings(deadline=None)
@given(st.text("规章0 \t|+-─│┌┐　\n一、（。a", max_size=120))
def test_no_sign_of_any_text_is_lost(text: str) -> None:
    found = ""
    for block in read_text(text):
        found += "".join(cell for row in rows(block) for cell in row) if isinstance(block, Table) else bare(block.text)
    signs = dict.fromkeys("\t|+-─│┌┐ 　\n")
    assert [each for each in bare(found) if each not in signs] == [each for each in bare(text) if each not in signs]


def test_a_centred_title_is_a_heading_and_an_ordinary_one_a_paragraph() -> None:
    printed = write([Heading("标题", 1), Heading("一、总体情况", 2), Paragraph("无")], 40)
    assert read_text(printed) == [Heading("标题", 1), Heading("一、总体情况", 2), Paragraph("无")]
    assert read_text("标题\n一、总体情况\n无\n")[0] == Paragraph("标题")


def test_what_is_no_text_or_no_report_is_refused() -> None:
    with pytest.raises(DocumentError, match="不是文本"):
        read(bytes(range(256)) * 40, "txt")
    with pytest.raises(DocumentError, match="太长"):
        read(b"a\n" * 2_000_001, "txt")


def test_a_drawing_beyond_all_measure_loses_nothing() -> None:
    text = ("+-" * 400 + "+\n") + ("| " * 400 + "|\n" + "+-" * 400 + "+\n") * 10
    assert all(isinstance(block, (Paragraph, Table)) for block in read_text(text))
