"""OpenDocument texts and workbooks, part by part."""

from __future__ import annotations

import pytest

from reportwizard.blocks import Heading, Paper, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.ods import read as read_ods
from reportwizard.readers.odt import read
from support.documents import Office, assert_same, squares, zipped

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)


def content(body: str, styles: str = "") -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>",
        }
    )


def told(body: str, styles: str = "") -> Paper:
    return read(content(f"<office:text>{body}</office:text>", styles), "odt")


def cell(text: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def rows(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[c.text for c in row] for row in table.rows]


LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
    ' style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（"'
    ' style:num-suffix="）" text:display-levels="1"/><text:list-level-style-bullet text:level="3"/></text:list-style>'
)


def test_white_space_is_what_the_file_says() -> None:
    body = "<text:p>甲<text:s text:c='2'/>乙  \n 丙<text:tab/>丁<text:line-break/>戊</text:p>"
    assert told(body).blocks == (Paragraph("甲  乙 丙\t丁"), Paragraph("戊"))


def test_headings_titles_and_the_outline_s_numbers() -> None:
    styles = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="一"'
        ' style:num-suffix="、"/></text:outline-style><style:style style:family="paragraph" style:name="P1"'
        ' style:parent-style-name="Title"/><style:style style:family="paragraph" style:name="Title"/>'
    )
    body = '<text:p text:style-name="P1">报告</text:p><text:h text:outline-level="1">总体</text:h>'
    body += '<text:h text:outline-level="2">其他</text:h><text:h text:outline-level="1">公开</text:h>'
    assert told(body, styles).blocks == (
        Heading("报告", 1),
        Heading("一、总体", 1),
        Heading("其他", 2),
        Heading("二、公开", 1),
    )


def test_lists_are_numbered_and_continued() -> None:
    def item(text: str, inner: str = "", start: str = "") -> str:
        return f"<text:list-item {start}><text:p>{text}</text:p>{inner}</text:list-item>"

    deep = f"<text:list>{item('甲')}{item('乙')}</text:list>"
    body = f'<text:list text:style-name="L">{item("总体", deep)}</text:list><text:p>夹</text:p>'
    more = item("公开") + item("其他", start='text:start-value="6"')
    body += f'<text:list text:style-name="L" text:continue-numbering="true">{more}</text:list>'
    body += f'<text:list text:style-name="L">{item("新")}</text:list>'
    assert [block.text for block in told(body, LIST).blocks if isinstance(block, Paragraph)] == [
        "一、总体",
        "（1）甲",
        "（2）乙",
        "夹",
        "二、公开",
        "六、其他",
        "一、新",
    ]


def test_deleted_and_hidden_text_is_not_read_and_told() -> None:
    styles = (
        '<style:style style:family="text" style:name="T"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>文<text:span text:style-name='T'>暗</text:span>"
        "<office:annotation><text:p>批</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>节</text:p></text:section>'
        "<text:table-of-content><text:index-body><text:p>目录</text:p></text:index-body></text:table-of-content>"
    )
    paper = told(body, styles)
    assert paper.blocks == (Paragraph("文"),)
    assert len(paper.notes) == 5


def test_frames_and_footnotes_follow_their_paragraph() -> None:
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body>"
    note = f"<text:note>{note}</text:note>"
    frame = "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    assert told(f"<text:p>正{note}文{frame}</text:p><text:p>后</text:p>").blocks == (
        Paragraph("正文"),
        Paragraph("注"),
        Paragraph("框"),
        Paragraph("后"),
    )


def test_a_footnote_in_a_cell_is_no_part_of_it() -> None:
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>9</text:p></text:note-body>"
    note = f"<text:note>{note}</text:note>"
    table, after = told(f"<table:table>{row(cell(f'12{note}'), cell('3'))}</table:table>").blocks
    assert rows(table) == [["12", "3"]]
    assert after == Paragraph("9")


def test_spans_and_repeats() -> None:
    covered = "<table:covered-table-cell/>"
    body = row(cell("甲", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'), covered, cell("1"))
    body += row(covered, covered, cell("2"))
    body += row(cell("", 'table:number-columns-repeated="3"'), attributes='table:number-rows-repeated="2"')
    (table,) = told(f"<table:table><table:table-header-rows>{body}</table:table-header-rows></table:table>").blocks
    assert isinstance(table, Table)
    named = {place: c for place, c in squares(table).items() if c.text}
    assert {place: (c.text, c.rowspan, c.colspan) for place, c in named.items()} == {
        (0, 0): ("甲", 2, 2),
        (0, 2): ("1", 1, 1),
        (1, 2): ("2", 1, 1),
    }
    assert len(table.rows) == 4


def test_a_hidden_row_takes_its_square_of_a_merged_cell_along() -> None:
    covered = "<table:covered-table-cell/>"
    body = row(cell("甲", 'table:number-rows-spanned="3"'), cell("1"))
    body += row(covered, cell("暗"), attributes='table:visibility="collapse"') + row(covered, cell("2"))
    paper = told(f"<table:table>{body}</table:table>")
    (table,) = paper.blocks
    assert rows(table) == [["甲", "1"], ["2"]]
    assert isinstance(table, Table)
    assert table.rows[0][0].rowspan == 2
    assert paper.notes == ("表格里隐藏的行或列没有读入",)


def test_a_table_that_only_lays_out_the_page_is_opened_and_a_small_one_is_text() -> None:
    inner = f"<table:table>{row(cell('1'), cell('2'))}</table:table>"
    (table,) = told(f"<table:table>{row(f'<table:table-cell>{inner}</table:table-cell>')}</table:table>").blocks
    assert rows(table) == [["1", "2"]]
    small = f"<table:table-cell><text:p>甲</text:p>{inner}</table:table-cell>"
    (table,) = told(f"<table:table>{row(small, cell('3'))}{row(cell('4'), cell('5'))}</table:table>").blocks
    assert rows(table) == [["甲\n1\n2", "3"], ["4", "5"]]


@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_what_libreoffice_writes_of_a_report_comes_back(by_office: Office, name: str) -> None:
    blocks, data = by_office(name, "odt")
    assert_same(read(data, "odt").blocks, blocks)


# ---- workbooks


def sheet(body: str, styles: str = "", name: str = "一") -> bytes:
    return content(
        f'<office:spreadsheet><table:table table:name="{name}">{body}</table:table></office:spreadsheet>', styles
    )


def test_a_million_empty_rows_cost_nothing() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    body = row(cell("甲", 'office:value-type="string"'), cell("", 'office:value-type="float" office:value="12.50"'))
    body += row(empty, attributes='table:number-rows-repeated="1048575"')
    assert rows(read_ods(sheet(body), "ods").blocks[0]) == [["甲", "12.5"]]


def test_values_of_each_kind() -> None:
    kinds = (
        'office:value-type="date" office:date-value="2025-01-02T00:00:00"',
        'office:value-type="boolean" office:boolean-value="true"',
        'office:value-type="percentage" office:value="0.125"',
    )
    body = row(*(cell("x", kind) for kind in kinds), cell("#REF!", 'office:value-type="string"'))
    assert rows(read_ods(sheet(body), "ods").blocks[0]) == [["2025-01-02", "是", "0.125", "#REF!"]]


def test_something_repeated_without_end_is_refused() -> None:
    cells = cell("1", 'office:value-type="float" office:value="1" table:number-columns-repeated="1000"')
    with pytest.raises(DocumentError, match="表格太大"):
        read_ods(sheet(row(cells, attributes='table:number-rows-repeated="1000000"')), "ods")
    with pytest.raises(DocumentError, match="表格太大"):
        told("<table:table>" + row(cells, attributes='table:number-rows-repeated="1000"') + "</table:table>")


def test_a_hidden_sheet_is_not_read() -> None:
    styles = (
        '<style:style style:family="table" style:name="t"><style:table-properties table:display="false"/></style:style>'
    )
    data = content(
        '<office:spreadsheet><table:table table:name="暗" table:style-name="t">'
        + row(cell("1"))
        + "</table:table></office:spreadsheet>",
        styles,
    )
    paper = read_ods(data, "ods")
    assert paper.blocks == ()
    assert paper.notes == ("隐藏的工作表“暗”没有读入",)


def test_a_password_is_told() -> None:
    parts = {"content.xml": b"\x00\x01\x02", "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    for reader in (read, read_ods):
        with pytest.raises(DocumentError, match="密码"):
            reader(zipped(dict(parts)), "odt")


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_file_is_damaged(share: float) -> None:
    data = content("<office:text><text:p>文</text:p></office:text>")
    for reader in (read, read_ods):
        with pytest.raises(DocumentError, match="已损坏"):
            reader(data[: int(len(data) * share)], "odt")
        with pytest.raises(DocumentError, match="已损坏"):
            reader(content(""), "odt")
