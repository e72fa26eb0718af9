"""Word files: automatic numbers, headings, merged cells, what is deleted or hidden."""

from __future__ import annotations

import pytest

from reportwizard.blocks import Block, Heading, Paper, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.docx import read
from support.documents import STRICT, Office, assert_same, paragraph, squares, word


def told(body: str, **parts: str) -> Paper:
    return read(word(body, **parts), "docx")


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in told(body, **parts).blocks if not isinstance(block, Table)]


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def one_table(body: str) -> Table:
    (block,) = [block for block in told(body).blocks if isinstance(block, Table)]
    return block


def level(at: int, way: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{way}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, at: int = 0, list_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


CHINESE = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)


def test_headings_numbered_by_word_itself_come_with_their_numbers() -> None:
    body = item("总体情况") + item("主动公开", 1) + item("2025年制发文件", 2) + item("依申请公开", 1)
    body += item("主动公开政府信息情况") + item("某某", 1)
    assert texts(body, numbering=CHINESE) == [
        "一、总体情况",
        "（一）主动公开",
        "1. 2025年制发文件",  # not 1.2025
        "（二）依申请公开",
        "二、主动公开政府信息情况",
        "（一）某某",
    ]


def test_a_list_may_start_elsewhere_and_share_its_counters() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    other = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item("甲") + item("乙", 0, 2) + item("丙", 0, 3) + item("丁", 0, 3)
    assert texts(body, numbering=CHINESE + again + other) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_a_level_that_never_starts_again() -> None:
    restart = level(1, "decimal", "%2、", '<w:lvlRestart w:val="0"/>')
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}{restart}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = item("a") + item("b", 1) + item("c") + item("d", 1)
    assert texts(body, numbering=numbering) == ["I. a", "1、b", "II. c", "2、d"]


def test_a_style_numbers_and_ranks_what_is_based_on_it() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="part"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="point"/>')
        + '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="part"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="point"><w:basedOn w:val="part"/><w:pPr><w:outlineLvl w:val="1"/>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="ours"><w:basedOn w:val="part"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="name"><w:name w:val="Title"/></w:style>'
    )
    body = "".join(paragraph(text, f'<w:pStyle w:val="{style}"/>') for text, style in (
        ("某县年度报告", "name"), ("总体情况", "part"), ("公开", "point"), ("其他", "ours")
    ))  # fmt: skip
    body += paragraph("没有编号", '<w:pStyle w:val="part"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert told(body, styles=styles, numbering=numbering).blocks == (
        Heading("某县年度报告", 1),
        Heading("一、总体情况", 1),
        Heading("（一）公开", 2),
        Heading("二、其他", 1),
        Heading("没有编号", 1),
    )


def test_styles_that_run_in_a_circle_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("a", "b"), ("b", "a"))
    )
    assert texts(paragraph("文", '<w:pStyle w:val="a"/>'), styles=styles) == ["文"]


def test_breaks_tabs_and_hyphens() -> None:
    runs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"
    assert texts(paragraph("", '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>', runs)) == ["甲\t乙", "A-1"]


def test_a_field_shows_its_result_and_a_broken_one_hides_nothing() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>" + paragraph("码")[5:-6].replace("<w:pPr></w:pPr>", "")
    runs = (
        mark("begin") + code + mark("separate") + "<w:r><w:t>3</w:t></w:r>" + mark("end") + "<w:r><w:t>页</w:t></w:r>"
    )
    assert texts(paragraph("第", "", runs)) == ["第3页"]
    assert texts(paragraph("第", "", mark("begin") + "<w:r><w:t>三页</w:t></w:r>") + paragraph("后")) == [
        "第三页",
        "后",
    ]


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    runs = (
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>"
    )
    paper = told(paragraph("文", "", runs))
    assert paper.blocks == (Paragraph("文新来"),)
    assert "修订中删除的文字没有读入" in paper.notes[0]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert texts(paragraph("前", "<w:rPr><w:del/></w:rPr>") + paragraph("后")) == ["前后"]


def test_a_deleted_row_is_not_read() -> None:
    body = table(cell("1") + cell("2"), "<w:trPr><w:del/></w:trPr>" + cell("3") + cell("4"))
    assert [c.text for row in one_table(body).rows for c in row] == ["1", "2"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>",
        '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>暗</w:t></w:r>',
    ],
)
def test_hidden_text_is_not_read_and_told(hidden: str) -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'
    paper = told(paragraph("文", "", hidden + shown), styles=styles)
    assert paper.blocks == (Paragraph("文明"),)
    assert paper.notes == ("隐藏的文字没有读入：“暗”",)


def test_a_formerly_hidden_run_is_read() -> None:
    run = "<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>明</w:t></w:r>"
    assert texts(paragraph("文", "", run)) == ["文明"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    inner = f"<w:txbxContent>{paragraph('框内')}{table(cell('1') + cell('2'))}</w:txbxContent>"
    runs = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>" + inner + "</wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>" + inner + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = told(paragraph("文", "", runs) + paragraph("后")).blocks
    assert [getattr(block, "text", "表") for block in blocks] == ["文", "框内", "表", "后"]


def test_content_controls_links_and_tags_are_transparent() -> None:
    run = "<w:r><w:t>字</w:t></w:r>"
    inline = f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt><w:hyperlink>{run}</w:hyperlink>"
    inline += f"<w:smartTag>{run}</w:smartTag>"
    body = f"<w:sdt><w:sdtContent>{paragraph('文', '', inline)}</w:sdtContent></w:sdt>"
    assert texts(body) == ["文字字字"]


def test_footnotes_follow_their_paragraph() -> None:
    note = f'<w:footnote w:id="2">{paragraph("注文")}</w:footnote>'
    paper = told(paragraph("正文", "", '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("后"), footnotes=note)
    assert paper.blocks == (Paragraph("正文"), Paragraph("注文"), Paragraph("后"))
    assert "脚注" in paper.notes[0]


def test_comments_and_contents_are_left_out_and_told() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    paper = told(paragraph("一、总体情况 1", '<w:pStyle w:val="t"/>') + paragraph("文"), styles=styles, comments="")
    assert paper.blocks == (Paragraph("文"),)
    assert paper.notes == ("目录没有读入", "批注没有读入")


def test_merged_cells_are_named_once() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    block = one_table(
        table(
            cell("甲", '<w:gridSpan w:val="2"/>' + down) + cell("1"),
            cell("", '<w:gridSpan w:val="2"/>' + more) + cell("2"),
            cell("乙") + cell("丙", down) + cell(""),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("", more) + cell("3"),
        )
    )
    named = {place: (c.text, c.rowspan, c.colspan) for place, c in squares(block).items()}
    assert named == {
        (0, 0): ("甲", 2, 2),
        (0, 2): ("1", 1, 1),
        (1, 2): ("2", 1, 1),
        (2, 0): ("乙", 1, 1),
        (2, 1): ("丙", 2, 1),
        (2, 2): ("", 1, 1),
        (3, 0): ("", 1, 1),
        (3, 2): ("3", 1, 1),
    }


def test_cells_merged_in_the_old_way() -> None:
    row = cell("甲", '<w:hMerge w:val="restart"/><w:vMerge w:val="restart"/>')
    row += cell("", '<w:hMerge/><w:vMerge w:val="restart"/>')
    under = cell("", '<w:hMerge w:val="restart"/><w:vMerge/>') + cell("", "<w:hMerge/><w:vMerge/>")
    (head,) = [c for row in one_table(table(row, under)).rows for c in row]
    assert (head.text, head.rowspan, head.colspan) == ("甲", 2, 2)


def test_a_continued_cell_with_nothing_above_keeps_its_text() -> None:
    block = one_table(table(cell("1") + cell("2"), cell("3", "<w:vMerge/>") + cell("4")))
    assert [[c.text for c in row] for row in block.rows] == [["1", "2"], ["3", "4"]]


def test_a_cell_of_several_paragraphs_and_a_small_table_inside_it() -> None:
    inside = table(cell("5"))
    tc = f"<w:tc><w:tcPr/>{paragraph('本年新')}{paragraph('收')}{inside}{paragraph()}</w:tc>"
    assert [[c.text for c in row] for row in one_table(table(tc + cell("x"))).rows] == [["本年新\n收\n5", "x"]]


def test_a_table_that_only_lays_out_the_page_is_opened() -> None:
    inner = table(cell("1") + cell("2"), cell("3") + cell("4"))
    body = table(f"<w:tc><w:tcPr/>{paragraph('一、总体情况')}{inner}{paragraph()}</w:tc>")
    blocks: tuple[Block, ...] = told(body).blocks
    assert blocks[0] == Paragraph("一、总体情况")
    assert isinstance(blocks[1], Table)
    assert [[c.text for c in row] for row in blocks[1].rows] == [["1", "2"], ["3", "4"]]


def test_the_strict_dialect_is_read_alike() -> None:
    assert read(word(paragraph(f"见 {STRICT}"), STRICT), "docx").blocks == (Paragraph(f"见 {STRICT}"),)


@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_what_libreoffice_writes_of_a_report_comes_back(by_office: Office, name: str) -> None:
    blocks, data = by_office(name, "docx")
    assert_same(read(data, "docx").blocks, blocks)


def test_a_giant_table_is_refused() -> None:
    rows = (f"<w:tr>{'<w:tc><w:p/></w:tc>' * 60}</w:tr>") * 10_000
    with pytest.raises(DocumentError, match="表格太大"):
        told(f"<w:tbl>{rows}</w:tbl>")


def test_rows_that_promise_squares_without_end_are_refused() -> None:
    with pytest.raises(DocumentError, match="表格太大"):
        told(table(*['<w:trPr><w:gridBefore w:val="256"/></w:trPr>'] * 3_000))
