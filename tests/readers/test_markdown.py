"""Markdown: what the program writes comes back exactly, what others write as it is shown; text is never lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.characters import one_line
from reportwizard.errors import DocumentError
from reportwizard.readers.markdown import read
from reportwizard.writers.markdown import write
from support.written import printed, rows, texts

HOSTILE = st.lists(
    st.sampled_from(
        [
            *list("\\`*_{}[]<>#+-.!~&=|:;/@$^()\"' \t12aA政（。，　%"),
            *["1. ", "2) ", "- ", "# ", "> ", "    ", "---", "===", "```", "~~~", "***", "|a|b|", "|-|-|", "[a](b)"],
            *["<b>", "</b>", "<table>", "</table>", "<!--", "-->", "<br>", "<script>", "&amp;", "&#38;", "&lt;"],
            *["http://a.cn", "<http://a.cn>", "![x](y)", "[a]: b", "\\|", "\u00a0", "\u3000\u3000", "e\u0301", "🙂"],
        ]
    ),
    max_size=12,
).map("".join)


def read_md(text: str) -> list[Block]:
    return list(read(text.encode("utf-8", "replace"), "md").blocks)


def said(text: str) -> str:
    return one_line(text).strip()


@settings(max_examples=400, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
@example("<table>", "<table>", "</table>")
@example("一\\", "---", "|")
@example("- - -", "-", "---")
def test_any_text_comes_back_wherever_it_stands(heading: str, paragraph: str, cell: str) -> None:
    table = Table(((Cell(cell), Cell(heading)), (Cell("规章"), Cell(cell)), (Cell(paragraph), Cell(""))))
    blocks = [Paragraph("前"), Heading(heading, 2), Paragraph(paragraph), Paragraph(paragraph), table, Paragraph("后")]
    expected = [
        Paragraph("前"),
        *[Heading(said(text), 2) for text in (heading,) if said(text)],
        *[Paragraph(said(text)) for text in (paragraph, paragraph) if said(text)],
        Table(tuple(tuple(Cell(said(cell.text)) for cell in row) for row in table.rows)),
        Paragraph("后"),
    ]
    assert read_md(write(blocks)) == expected


@settings(max_examples=60, deadline=None)
@given(printed())
def test_a_report_comes_back(blocks: tuple[Block, ...]) -> None:
    found = read_md(write(blocks))
    assert len(found) == len([block for block in blocks if isinstance(block, Table) or said(block.text)])
    for block, again in zip(
        (each for each in blocks if isinstance(each, Table) or said(each.text)), found, strict=True
    ):
        if isinstance(block, Table):
            cells = [said(cell.text) for _, _, cell in block.placed()]
            assert [text for row in rows(again) for text in row if text] == [text for text in cells if text]
            assert len({len(row) for row in rows(again)}) == 1
        else:
            assert again == type(block)(said(block.text), *([block.level] if isinstance(block, Heading) else []))


def test_headings_of_both_kinds() -> None:
    assert read_md("标题\n====\n\n一、总体情况\n---\n\n### 小节 ##\n") == [
        Heading("标题", 1),
        Heading("一、总体情况", 2),
        Heading("小节", 3),
    ]


def test_no_cell_is_lost_where_the_head_has_fewer() -> None:
    (table,) = read_md("甲 | 乙\n---|---\n规章 | 1 | 2\n文件\\|x | | 3 |\n")
    assert rows(table) == [["甲", "乙"], ["规章", "1", "2"], ["文件|x", "", "3"]]


def test_rows_without_a_rule_are_rows_all_the_same() -> None:
    (table,) = read_md("| 规章 | 0 | 0 |\n| 文件 | 1 | 2 |\n")
    assert rows(table) == [["规章", "0", "0"], ["文件", "1", "2"]]


def test_a_row_of_dashes_in_the_body_is_a_row() -> None:
    (table,) = read_md("| a | b |\n|---|---|\n| - | --- |\n| --- | --- |\n")
    assert rows(table) == [["a", "b"], ["-", "---"], ["---", "---"]]


def test_a_line_below_a_table_without_upright_lines_is_prose() -> None:
    table, heading = read_md("| a | b |\n|---|---|\n| 规章 | 1 |\n三、收到和处理政府信息公开申请情况\n")
    assert rows(table) == [["a", "b"], ["规章", "1"]]
    assert heading == Paragraph("三、收到和处理政府信息公开申请情况")


def test_breaks_in_a_cell_are_kept() -> None:
    (table,) = read_md("| 结果<br>维持 | 本年新<BR />制作数量 |\n|---|---|\n| 0 | **1** |\n")
    assert rows(table) == [["结果\n维持", "本年新\n制作数量"], ["0", "1"]]


def test_a_table_in_html_is_read_as_one_blank_lines_and_all() -> None:
    source = (
        "# 报告\n\n<table>\n<tr><td rowspan=2>甲</td><td>1</td></tr>\n\n    <tr><td>2</td></tr>\n</table>\n\n后文\n"
    )
    assert read_md(source) == [
        Heading("报告", 1),
        Table(((Cell("甲", rowspan=2), Cell("1")), (Cell("2"),))),
        Paragraph("后文"),
    ]


def test_html_that_is_none_is_text() -> None:
    assert texts(read_md("<未知>文字\n\n<name>张三\n\n<name>\n\na <x> b\n\n<!-- 没有写完\n")) == [
        "<未知>文字",
        "<name>张三",
        "<name>",
        "a <x> b",
        "<!-- 没有写完",
    ]


def test_marks_are_not_text_and_numbers_are() -> None:
    source = "**重点**与*其他*，见[附件](a.pdf)和`代码`。\n\n3. 建立机制\n4. 每月核对\n\n- 其他\n\n> 引文\n"
    assert texts(read_md(source)) == ["重点与其他，见附件和代码。", "3. 建立机制", "4. 每月核对", "其他", "引文"]


def test_lines_are_paragraphs_unless_the_document_is_broken_at_one_width() -> None:
    assert texts(read_md("# 报告\n\n一、总体情况\n2025年，本机关依法公开。\n统计期限为全年。\n")) == [
        "报告",
        "一、总体情况",
        "2025年，本机关依法公开。",
        "统计期限为全年。",
    ]
    wrapped = "甲" * 30 + "\n" + "乙" * 30 + "\n丙。"
    assert texts(read_md(wrapped)) == ["甲" * 30 + "乙" * 30 + "丙。"]


def test_prose_set_in_by_four_blanks_is_prose() -> None:
    assert texts(read_md("# 报告\n\n    2025年，**本机关**依法公开。\n")) == ["报告", "2025年，本机关依法公开。"]


def test_fenced_text_is_read_as_plain_text() -> None:
    assert texts(read_md("```\n# 一\n二\n```\n")) == ["# 一", "二"]


@pytest.mark.parametrize("mark", ["[", "*a", "_a ", "`", "![", "[a](", "<!--", "<a ", "**a *b", "&"])
def test_markup_without_end_is_text(mark: str) -> None:
    found = "".join(texts(read_md("前" + mark * 20_000)))
    assert found == ("前" + mark * 20_000).strip()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (">" * 2000 + "a", "嵌套太深"),
        ("\n".join(" " * 2 * depth + "- a" for depth in range(100)), "嵌套太深"),
        ("a\n" * 500_001, "太大"),
        ("|a" * 100_001 + "\n" + "|-" * 100_001, "表格太大"),
    ],
)
def test_what_would_take_too_long_is_refused(source: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_md(source)


def test_a_truncated_file_is_read_up_to_there() -> None:
    data = "# 报告\n\n| 规章 | 0 |\n| --- | --: |\n| 文件 | 12".encode()
    paper = read(data[:-1] + "规".encode()[:1], "md")
    assert rows(paper.blocks[1])[1] == ["文件", "1\ufffd"]
    assert "1 处字符读不出" in paper.notes[0]
