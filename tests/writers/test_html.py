"""The web page: its tables are the form's, every figure names its heads, and no text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.characters import one_line
from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers import html
from reportwizard.writers.grid import squares
from reportwizard.writers.html import write
from support.colours import contrast

NASTY = [
    "<b>",
    "</p>",
    "</table>",
    "<!--",
    "-->",
    "</title>",
    "<script>alert(1)</script>",
    "&amp;",
    "&#x41;",
    "&lt",
    '"',
]
NASTY += [
    "'",
    "{}",
    "{title}",
    "%s",
    "\x00",
    "\x1b",
    "\u202e",
    "\ud800",
    "\n",
    "\t",
    "=1+1",
    "http://a.cn",
    "13612",
    "政",
]
TEXTS = st.lists(st.sampled_from(NASTY), max_size=6).map("".join)
ALLOWED = {"main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "table", "caption", "colgroup", "thead", "tbody"}
ALLOWED |= {"tr", "th", "td", "wbr", "span"}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table: spans, ragged rows, heads anywhere, spans that reach over each other and below the table."""
    cells = st.builds(Cell, TEXTS, st.integers(1, 3), st.integers(1, 3), header=st.booleans())
    rows = draw(st.lists(st.lists(cells, max_size=4).map(tuple), max_size=5).map(tuple))
    return Table(rows, draw(st.integers(0, 3)), draw(st.integers(0, 3)))


def said(text: str) -> str:
    return one_line(text).strip()


def page(blocks: list[Block] | tuple[Block, ...]) -> LexborHTMLParser:
    return LexborHTMLParser(write(blocks).encode("utf-8"))


def text_of(node: LexborNode) -> str:
    return node.text(deep=True)


def rows_of(table: LexborNode) -> Iterator[tuple[LexborNode, list[LexborNode]]]:
    """Each row of a table with the group that it stands in."""
    for group in table.iter():
        if group.tag in ("thead", "tbody"):
            for row in group.iter():
                yield group, list(row.iter())


def walked(table: LexborNode) -> dict[tuple[int, int], LexborNode]:
    """Which cell covers each square, as browsers form a table; fails where one leaves its group or covers another."""
    rows = list(rows_of(table))
    ends = {group.mem_id: y + 1 for y, (group, _) in enumerate(rows)}
    found: dict[tuple[int, int], LexborNode] = {}
    for y, (group, cells) in enumerate(rows):
        x = 0
        for cell in cells:
            while (y, x) in found:
                x += 1
            height, width = int(cell.attributes.get("rowspan") or 1), int(cell.attributes.get("colspan") or 1)
            assert y + height <= ends[group.mem_id]
            for square in ((y + dy, x + dx) for dy in range(height) for dx in range(width)):
                assert square not in found
                found[square] = cell
    return found


def check_table(node: LexborNode, table: Table) -> None:
    grid = squares(table)
    found = walked(node)
    assert set(found) == {(y, x) for y, row in enumerate(grid) for x in range(len(row))}
    for (y, x), cell in found.items():
        assert text_of(cell) == grid[y][x].text
        assert (cell.tag == "th") == grid[y][x].cell.header
        for other in ((y, x - 1), (y - 1, x)):
            if other in found:
                assert (found[other].mem_id == cell.mem_id) == (grid[y][x] is grid[other[0]][other[1]])
    check_scopes(node)


def check_scopes(node: LexborNode) -> None:
    """Scopes that HTML allows: on every head, and of a group only where there is that group."""
    starts, column = set(), 0
    for group in node.css("colgroup"):
        starts.add(column)
        column += int(group.attributes["span"] or 0)
    found = walked(node)
    corners: dict[int, tuple[int, int]] = {}
    for square, cell in found.items():
        corners.setdefault(cell.mem_id, square)
    for (y, x), cell in found.items():
        if cell.tag == "th" and corners[cell.mem_id] == (y, x):
            scope = cell.attributes["scope"]
            assert scope in ("col", "row", "colgroup", "rowgroup")
            assert scope != "colgroup" or x in starts
    assert not starts or column == 1 + max(x for _, x in found)


def check_page(tree: LexborHTMLParser) -> None:
    identities = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(identities) == len(set(identities))
    for node in tree.css("[headers], [aria-labelledby]"):
        for name in (node.attributes.get("headers") or node.attributes.get("aria-labelledby") or "").split():
            assert name in identities
    main = tree.css_first("main")
    assert main is not None
    assert {node.tag for node in main.traverse()} <= ALLOWED
    assert all(not name.startswith("on") for node in tree.css("*") for name in node.attributes)
    assert tree.css("script, link, img, a, iframe, form, object, [style], [src], [href]") == []


@settings(max_examples=300, deadline=None)
@given(tables(), TEXTS)
@example(Table(((Cell("甲", 2, header=True), Cell("1")), (), (Cell("2"),)), 1, 1), "")
@example(Table(((Cell("一"), Cell("二", 3, header=True)), (Cell("三", 3, 2, header=True),), ()), 2, 0), "")
@example(Table(((), ())), "")
def test_any_table_is_parsed_as_it_was_meant_and_any_text_stays_text(table: Table, text: str) -> None:
    tree = page([Heading(text, 1), Heading(text, 2), Paragraph(text), table])
    check_page(tree)
    title = tree.css_first("title")
    assert title is not None and text_of(title) == (said(text) or "无标题")
    assert [text_of(node) for node in tree.css("main > h1, main > h2, main > p")] == [said(text)] * (
        3 if said(text) else 0
    )
    nodes = tree.css("table")
    assert len(nodes) == (1 if table.width else 0)
    for node in nodes:
        check_table(node, table)


def test_the_page_is_the_report(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        blocks = typeset(report)
        tree = page(blocks)
        check_page(tree)
        running = [said(block.text) for block in blocks if not isinstance(block, Table)]
        assert [text_of(node) for node in tree.css("main > h1, main > h2, main > h3, main > p")] == running
        drawn = [block for block in blocks if isinstance(block, Table)]
        for node, table in zip(tree.css("main table"), drawn, strict=True):
            check_table(node, table)


def heads_of(tree: LexborHTMLParser, figure: LexborNode) -> list[str]:
    """The texts of the heads that a figure names."""
    texts = {node.attributes["id"]: text_of(node) for node in tree.css("th[id]")}
    return [texts[name] for name in (figure.attributes.get("headers") or "").split()]


def test_a_figure_names_its_heads_and_no_others(city: Report) -> None:
    tree = page(typeset(city))
    by_heads = {tuple(heads_of(tree, node)): text_of(node) for node in tree.css("td")}
    assert len(by_heads) == len(tree.css("td"))
    assert by_heads["第二十条第（五）项", "本年处理决定数量", "行政许可"] == "11398889"
    assert by_heads["第二十条第（一）项", "现行有效件数", "行政规范性文件"] == "4185"
    assert by_heads["申请人情况", "总计", "四、结转下年度继续办理"] == "819"
    where = (
        "申请人情况",
        "法人或其他组织",
        "法律服务机构",
        "三、本年度办理结果",
        "（四）无法提供",
        "1.本机关不掌握相关政府信息",
    )
    assert by_heads[where] == "89"
    assert by_heads["行政诉讼", "复议后起诉", "总计"] == "156"


def test_groups_of_rows_and_columns_are_what_their_heads_say(city: Report) -> None:
    tree = page(typeset(city))
    scopes = {text_of(node): node.attributes["scope"] for node in tree.css("th")}
    assert scopes["第二十条第（一）项"] == scopes["三、本年度办理结果"] == "rowgroup"
    assert scopes["申请人情况"] == scopes["行政复议"] == "colgroup"
    assert scopes["法人或其他组织"] == scopes["本年处理决定数量"] == scopes["自然人"] == "col"
    assert scopes["（四）无法提供"] == scopes["四、结转下年度继续办理"] == "row"
    group = next(node for node in tree.css("tbody") if text_of(node).strip().startswith("三、本年度办理结果"))
    first = group.css_first("th")
    assert first is not None and first.attributes["rowspan"] == str(len(group.css("tr")))
    assert [len(node.css("tr")) for node in tree.css("thead")] == [3, 3]


def test_a_plain_table_needs_no_references() -> None:
    rows = ((Cell("项", header=True), Cell("数", header=True)), (Cell("规章", header=True), Cell("3", number=3)))
    tree = page([Table(rows, 1, 1)])
    assert [node.attributes["scope"] for node in tree.css("th")] == ["col", "col", "row"]
    assert tree.css("th[id], td[headers]") == []


def test_tables_scroll_in_a_named_region_that_the_keyboard_reaches(city: Report) -> None:
    tree = page(typeset(city))
    regions = tree.css("main > div")
    names = {node.attributes["id"]: text_of(node) for node in tree.css("caption")}
    assert [names[node.attributes["aria-labelledby"] or ""] for node in regions] == [
        "表 1　主动公开政府信息情况",
        "表 2　收到和处理政府信息公开申请情况",
        "表 3　政府信息公开行政复议、行政诉讼情况",
    ]
    assert all((node.attributes["role"], node.attributes["tabindex"]) == ("region", "0") for node in regions)


def test_the_page_says_what_it_is_and_forbids_everything_else(city: Report) -> None:
    source = write(typeset(city))
    tree = LexborHTMLParser(source.encode("utf-8"))
    assert source.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None and (policy.attributes["content"] or "").startswith(
        "default-src 'none'; style-src 'unsafe-inline';"
    )
    assert tree.css_first("meta[name=viewport]") is not None
    title = tree.css_first("title")
    assert title is not None and text_of(title) == city.full_title
    assert source == write(typeset(city))
    assert re.search(r"url\(|@import|https?:|//", source) is None


def test_contrast_is_enough_in_daylight_in_the_dark_and_on_paper() -> None:
    style = Path(html.__file__).with_name("html.css").read_text(encoding="utf-8")
    schemes = [dict(re.findall(r"--(\w+): (#\w+);", line)) for line in re.findall(r":root \{([^}]*)\}", style)]
    assert len(schemes) == 3
    for colours in schemes:
        assert contrast(colours["ink"], colours["paper"]) >= 7
        assert contrast(colours["ink"], colours["head"]) >= 7
        assert contrast(colours["line"], colours["paper"]) >= 3
        if "focus" in colours:
            assert contrast(colours["focus"], colours["paper"]) >= 3


def test_blocks_without_text_are_left_out_and_deep_headings_end_at_six() -> None:
    tree = page([Heading("甲", 9), Heading(" ", 2), Paragraph("")])
    assert [(node.tag, text_of(node)) for node in tree.css("main *")] == [("h6", "甲")]


def test_headings_that_open_a_paragraph_are_marked_and_those_alone_are_headings() -> None:
    tree = page(
        [Heading("一、总体情况", 2), Paragraph("（一）主动公开"), Paragraph("（二）其他。有<b>。"), Paragraph("无。")]
    )
    marked = [(node.tag, text_of(node)) for node in tree.css("main .run-in")]
    assert marked == [("h3", "（一）主动公开"), ("span", "（二）其他。")]
    assert [text_of(node) for node in tree.css("main p")] == ["（二）其他。有<b>。", "无。"]


def test_a_figure_is_not_parted_from_its_unit() -> None:
    tree = page([Paragraph("全年1,234件，增长1.05%，2025年12月31日止，见第3页，电话0571")])
    assert [text_of(node) for node in tree.css("p .figure")] == ["1,234件", "1.05%", "2025年", "12月31日"]


def test_a_title_may_be_broken_behind_its_year_and_where_names_end() -> None:
    source = write([Heading("浙江省杭州市市场监督管理局2025年政府信息公开工作年度报告", 1)])
    assert "<h1>浙江省<wbr>杭州市<wbr>市场监督管理局2025年<wbr>政府信息公开工作年度报告</h1>" in source


@pytest.mark.parametrize("number", ["3", "12.50", "-1"])
def test_a_figure_is_never_broken(number: str) -> None:
    tree = page([Table(((Cell(number, number=1), Cell("很长的文字")),))])
    assert [node.attributes.get("class") for node in tree.css("td")] == ["figure", None]
    assert re.search(r"\.figure \{ white-space: nowrap; \}", write([]))


def test_a_short_text_in_the_place_of_a_figure_is_not_broken_either() -> None:
    rows = ((Cell("3", number=3),), (Cell("251000元"),), (Cell("原因说明见附件第三页"),), (Cell(""),))
    tree = page([Table(rows)])
    assert [node.attributes.get("class") for node in tree.css("td")] == ["figure", "figure", None, None]


def test_only_labels_of_the_innermost_column_stay_in_view(city: Report) -> None:
    labels = {text_of(node) for node in page(typeset(city)).css("th.label")}
    assert {"规章", "行政事业性收费", "1.属于国家秘密", "3.其他"} <= labels
    assert labels.isdisjoint({"一、本年新收政府信息公开申请数量", "（一）予以公开", "（三）不予公开", "总计"})
    assert not any(label.startswith(("第二十条", "（本列")) for label in labels)


def test_wide_tables_are_printed_smaller(zeros: Report) -> None:
    def sizes(figure: int) -> list[str | None]:
        typed = [path for path, cell in zeros.edition.cells.items() if not cell.computed]
        wide = replace(zeros, figures=dict.fromkeys(typed, figure), stated={})
        return [node.attributes.get("class") for node in page(typeset(wide)).css("table")]

    assert sizes(0) == [None] * 3
    assert [sizes(10**digits)[2] for digits in (4, 5, 7)] == ["pt8", "pt6", "pt5"]
    style = write([])
    for size in html._SIZES:
        assert f".pt{size} {{ font-size: {size}pt; }}" in style
