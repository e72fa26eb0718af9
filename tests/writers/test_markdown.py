"""Markdown: what a viewer shows is what the report says, and nothing of it becomes markup."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wcwidth import wcswidth

from reportwizard.blocks import Cell, Heading, Paragraph, Table
from reportwizard.characters import one_line
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers.markdown import write

PARSERS = [
    MarkdownIt("gfm-like"),  # with HTML, tables, strikethrough and bare links
    MarkdownIt("commonmark").enable("table"),
    MarkdownIt("commonmark"),
]
NASTY = list("\\`*_{}[]<>#+-.!~&=|:;/@$^()\"' \t\n12aAwhtpcn政（。，　%")
NASTIER = [
    "http://",
    "https://a.cn",
    "www.",
    "a.cn",
    "gov.cn",
    "平台.AI",
    "xn--p1ai.рф",
    "x@y.cn",
    "mailto:",
    "//localhost",
]
NASTIER += [
    "1.2.3.4",
    "ftp://a.cn/%41",
    "&amp;",
    "&#38;",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<http://a.cn>",
    "<br/>",
    "**",
    "__",
]
NASTIER += [
    "~~",
    "```",
    "===",
    "---",
    "+++",
    "##",
    "[a](b)",
    "![",
    "[^1]",
    "[a]:",
    "\\|",
    "$x$",
    "{#i}",
    "\x1b",
    "\u202e",
]
TEXTS = st.lists(
    st.sampled_from([*NASTY, *NASTIER, "1. ", "2) ", "- ", "* ", "+ ", "# ", "> ", "    ", "\\\n", "  \n"]), max_size=14
).map("".join)


@st.composite
def any_table(draw: st.DrawFn) -> Table:
    """Any table: spans, ragged rows, more labels than columns."""
    rows = draw(
        st.lists(st.lists(st.sampled_from(["", "规章", "7", "a|b", "\\", "-", "一\n二"]), max_size=4), max_size=4)
    )
    spans = st.integers(1, 2)
    cells = tuple(tuple(Cell(text, draw(spans), draw(spans)) for text in row) for row in rows)
    return Table(cells, draw(st.integers(0, 2)), draw(st.integers(0, 3)))


def shown(token: Token) -> str:
    """The text that an inline token renders to; fails where it holds anything but text."""
    assert {child.type for child in token.children or ()} <= {"text"}
    return "".join(child.content for child in token.children or ())


def said(text: str) -> str:
    return one_line(text).strip()


def rendered_rows(tokens: Sequence[Token]) -> list[list[str]]:
    """The cells of the tables as rendered, row by row."""
    rows: list[list[str]] = []
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if before.type in ("th_open", "td_open"):
            rows[-1].append(shown(token))
    return rows


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("1. 建议")
@example("```\n<script>")
@example("|a|b|\n|-|-|")
@example("标题\n===")
def test_a_text_renders_as_itself_wherever_it_stands(text: str) -> None:
    row = (Cell(text, header=True), Cell(text))
    source = write([Paragraph("前"), Heading(text, 2), Paragraph(text), Paragraph(text), Table((row, row), 1, 1)])
    for parser in PARSERS:
        tokens = parser.parse(source)
        inline = [token for token in tokens if token.type == "inline"]
        written = [said(text)] * (3 if said(text) else 0)
        assert [shown(token) for token in inline[: len(written) + 1]] == ["前", *written]
        kinds = [token.type for token in tokens[: 3 * (len(written) + 1)] if token.type.endswith("_open")]
        assert kinds == ["paragraph_open", "heading_open", "paragraph_open", "paragraph_open"][: len(written) + 1]
    for parser in PARSERS[:2]:
        assert rendered_rows(parser.parse(source)) == [[said(text)] * 2] * 2


@pytest.mark.parametrize(
    "text",
    [
        "1.科技解读不足；2.更新不及时。改进：1.建立机制。",
        "公开率达98.5%，同比-3%；金额为12.50万元（含税）。",
        "咨询电话：010-12345678，时间为9:00—17:00",
        "——见《条例》第四十九条、第五十条 | 附件 A&B",
        "（一）主动公开：1,208条！",
        "snake_case 与 a<5、b>3 不必转义",
    ],
)
def test_ordinary_prose_reads_in_the_source_as_it_was_written(text: str) -> None:
    assert write([Paragraph(text)]) == text + "\n"


def test_a_list_number_at_the_start_is_kept_with_one_backslash() -> None:
    assert write([Paragraph("1. 建立机制，2. 每月核对")]) == "1\\. 建立机制，2. 每月核对\n"


def test_every_cell_is_rendered_once_in_the_order_of_the_form(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        blocks = typeset(report)
        tables = [block for block in blocks if isinstance(block, Table)]
        rows = rendered_rows(PARSERS[0].parse(write(blocks)))
        assert [text.strip("　") for row in rows for text in row if text] == [
            cell.text for table in tables for row in table.rows for cell in row if cell.text
        ]


def test_labels_fold_into_one_column_with_captions_above(city: Report) -> None:
    lines = write(typeset(city)).split("\n")
    first = [line.split("|")[1].rstrip() for line in lines if line.startswith("|")]
    start = first.index(" 三、本年度办理结果")
    assert first[start : start + 6] == [
        " 三、本年度办理结果",
        " 　（一）予以公开",
        " 　（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        " 　（三）不予公开",
        " 　　1.属于国家秘密",
        " 　　2.其他法律行政法规禁止公开",
    ]
    assert first[first.index(" 　（七）总计") + 1] == " 四、结转下年度继续办理"


def test_figures_stand_under_their_columns(city: Report) -> None:
    rows = rendered_rows(PARSERS[0].parse(write(typeset(city))))
    (received,) = [row for row in rows if row[0] == "一、本年新收政府信息公开申请数量"]
    assert received[1:] == ["13612", "252", "0", "45", "128", "32", "14069"]
    (names,) = [row for row in rows if "自然人" in row]
    assert [names.index("自然人"), names.index("法人或其他组织"), names.index("总计")] == [1, 2, 7]


def test_source_columns_are_aligned_by_display_width(city: Report) -> None:
    widths: list[set[tuple[int, ...]]] = [set()]
    for line in write(typeset(city)).split("\n"):
        if line.startswith("|"):
            widths[-1].add(tuple(wcswidth(cell) for cell in line.split("|")))
        elif widths[-1]:
            widths.append(set())
    assert [len(table) for table in widths if table] == [1, 1, 1]


def test_figure_columns_are_right_aligned_even_when_blank(city: Report) -> None:
    source = write(typeset(Report(city.edition, 2025)))
    rules = [line.split() for line in source.split("\n") if line.startswith("| -")]
    assert [[cell.endswith(":") for cell in rule if cell != "|"] for rule in rules] == [
        [False, True, True, True],
        [False] + [True] * 7,
        [True] * 15,
    ]


def test_two_labels_of_one_text_in_a_row_are_both_kept() -> None:
    table = Table(((Cell("其他"), Cell("其他"), Cell("1", number=1)),), stub_columns=2)
    assert rendered_rows(PARSERS[1].parse(write([table]))) == [["其他", ""], ["其他", "1"]]


@given(any_table())
def test_every_cell_of_any_table_is_rendered_once_in_order(table: Table) -> None:
    rows = rendered_rows(PARSERS[1].parse("前\n\n" + write([table])))
    cells = [said(cell.text) for _, _, cell in table.placed()]
    assert "".join(text for row in rows for text in row).replace(" ", "") == "".join(cells).replace(" ", "")
    assert len({len(row) for row in rows}) <= 1
