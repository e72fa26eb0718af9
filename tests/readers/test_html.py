"""Web pages: what a browser shows is read, whatever the page is made of; what would take for ever is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers.html import read, read_page
from support.written import rows, texts


def blocks(source: str) -> list[Block]:
    return list(read_page(source, "html").blocks)


def table(source: str) -> Table:
    """The only table of a page."""
    (found,) = [block for block in blocks(source) if isinstance(block, Table)]
    return found


PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>2025年度报告_示例县人民政府</title>
<meta name="ArticleTitle" content="示例县2025年政府信息公开工作年度报告">
<style>td{color:red}</style><script>document.write("<table><tr><td>假的</td></tr></table>")</script></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zc">政务公开</a></li></ul></div>
<table width="1000" align="center"><tr><td width="200">站内搜索<input type="text" value="请输入"></td>
<td><div id="zoom"><h1>示例县<br>2025年政府信息公开工作年度报告</h1>
<p>　　本报告依照条例编制。</p><h2>一、总体情况</h2><p>&nbsp;&nbsp;第一段。<br>　　第二段。</p>直接写的文字
<h2>二、主动公开政府信息情况</h2>
<table border="1"><tbody><tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td><p>规章</p></td><td>&nbsp;0&nbsp;</td><td>　3　</td><td></td></tr></tbody></table>
</div></td></tr></table><div class="footer"><p>版权所有</p></div></body></html>"""


def test_a_saved_page_is_read_with_all_its_furniture() -> None:
    paper = read(PAGE.encode("gb18030"), "html")
    assert paper.title == "示例县2025年政府信息公开工作年度报告"
    assert paper.notes == ()
    assert [block for block in paper.blocks if not isinstance(block, Table)] == [
        Paragraph("首页"),
        Paragraph("政务公开"),
        Paragraph("站内搜索"),
        Heading("示例县2025年政府信息公开工作年度报告", 1),
        Paragraph("本报告依照条例编制。"),
        Heading("一、总体情况", 2),
        Paragraph("第一段。"),
        Paragraph("第二段。"),
        Paragraph("直接写的文字"),
        Heading("二、主动公开政府信息情况", 2),
        Paragraph("版权所有"),
    ]
    (found,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert found.rows[0] == (Cell("第二十条第（一）项", colspan=4),)
    assert rows(found)[2] == ["规章", "0", "3", ""]


def test_the_containers_tell_the_report_from_its_furniture() -> None:
    paper = read(PAGE.encode("gb18030"), "html")
    inside = [block.within for block in paper.blocks[3:11]]
    (zoom,) = {within[: len(paper.blocks[3].within) - 1] for within in inside}
    assert all(block.within[: len(zoom)] != zoom for block in (*paper.blocks[:3], paper.blocks[-1]))


def test_a_page_that_lies_about_its_encoding_is_read_and_told() -> None:
    paper = read(PAGE.encode(), "html")
    assert paper.blocks == read(PAGE.encode("gb18030"), "html").blocks
    assert "实际是 UTF-8" in paper.notes[0]


def test_spans_are_kept_and_kept_within_bounds() -> None:
    source = "<table><tr><td rowspan=0>甲<td colspan=9999>乙<td rowspan=99>丙<tr><td colspan=x rowspan>丁<td>戊</table>"
    assert table(source).rows == (
        (Cell("甲", rowspan=2), Cell("乙", colspan=100), Cell("丙", rowspan=2)),
        (Cell("丁"), Cell("戊")),
    )


def test_a_span_ends_with_its_group_of_rows() -> None:
    source = "<table><thead><tr><th rowspan=3>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody></table>"
    assert table(source).rows == ((Cell("甲", header=True), Cell("乙", header=True)), (Cell("1"), Cell("2")))
    assert table(source).header_rows == 1


def test_covered_cells_that_are_absent_without_spans_stay_absent() -> None:
    found = table("<table><tr><td>三、本年度办理结果<td>（一）予以公开<td>0<tr><td>（二）部分公开<td>1</table>")
    assert rows(found) == [["三、本年度办理结果", "（一）予以公开", "0"], ["（二）部分公开", "1"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("本年新<br>制作数量", "本年新\n制作数量"),
        ("<p>商业</p><p>企业</p>", "商业\n企业"),
        ("<div><span>结果</span></div>\n<div>维持</div>", "结果\n维持"),
        ("法律服\n      务机构", "法律服务机构"),
        ("ABC\n   def", "ABC def"),
        ("规　章", "规　章"),
        ("2<span>0</span>", "20"),
        ("<input type='text' value='12'>件", "12件"),
        ("<input type='hidden' value='9'><textarea>无</textarea>", "无"),
        ("<select><option>甲<option selected>乙</select>", "乙"),
        ("<table><tr><td>0</td></tr></table>", "0"),
        ("<p>0<!-- 9 --></p><script>9</script>", "0"),
        ("<o:p>&nbsp;</o:p>", ""),
    ],
)
def test_the_text_of_a_cell_is_what_is_seen(cell: str, text: str) -> None:
    assert rows(table(f"<table><tr><td>规章<td>{cell}<tr><td>文件<td>0</table>"))[0] == ["规章", text]


def test_harmful_characters_stay_as_they_stood() -> None:
    assert rows(table("<table><tr><td>规\u200b章<td>\u202e1<tr><td>a<td>b</table>"))[0] == ["规\u200b章", "\u202e1"]


def test_a_table_with_long_prose_places_things_and_holds_no_data() -> None:
    prose = "2025年，本机关认真执行条例。" * 20
    assert texts(blocks(f"<table><tr><td>标题<td>{prose}<br>第二段</table>")) == ["标题", prose, "第二段"]


def test_a_table_of_one_column_is_no_table() -> None:
    assert blocks("<table><tr><td>标题<tr><td>一、总体情况<tr><td><p>甲<p>乙</table>") == [
        Paragraph("标题"),
        Paragraph("一、总体情况"),
        Paragraph("甲"),
        Paragraph("乙"),
    ]


def test_a_long_note_in_the_form_does_not_undo_its_table() -> None:
    cells = "".join(f"<tr><td>行{number}<td>{number}" for number in range(10))
    assert len(table(f"<table>{cells}<tr><td>备注<td>{'说明' * 150}</table>").rows) == 11


def test_a_caption_is_read_before_its_table() -> None:
    assert blocks("<table><caption>表一</caption><tr><td>a<td>1<tr><td>b<td>2</table>")[0] == Paragraph("表一")


def test_what_is_hidden_is_left_out_and_told() -> None:
    page = read_page(
        "<p style='display: none'>旧文</p><p hidden>旧表</p><p style='border:none'>新文</p><del>删去</del>"
        "<table><tr><td>规章<td>1<td style='DISPLAY:NONE'>9<tr style='display:none'><td>x<td>y<tr><td>文件<td>2</table>"
        "<div style='display:none'><script>1</script></div><noscript>请打开脚本</noscript><template>模板</template>",
        "html",
    )
    assert texts(page.blocks) == ["新文"]
    assert rows(page.blocks[1]) == [["规章", "1"], ["文件", "2"]]
    assert page.notes == ("网页里有 5 处不显示或已删除的内容没有读：“旧文”、“旧表”、“删去”",)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>甲<li><p>乙</p><p>丙</p></ol>", ["1. 甲", "2. 乙", "丙"]),
        ("<ol start=3><li>甲<li value=9>乙<li>丙</ol>", ["3. 甲", "9. 乙", "10. 丙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>总体情况<li>主动公开</ol>", ["一、总体情况", "二、主动公开"]),
        (
            "<ol style='list-style:simp-chinese-informal' start=19><li>甲<li>乙<li>丙</ol>",
            ["十九、甲", "二十、乙", "二十一、丙"],
        ),
        ("<ol><li>一、总体情况<li>（二）主动公开</ol>", ["一、总体情况", "（二）主动公开"]),
        ("<ol style='list-style:none'><li>甲</ol><ol type=a><li>乙</ol>", ["甲", "乙"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ol><li></li></ol>后文", ["后文"]),
        ("<ol style='list-style-type:cjk-ideographic'><li><h2>总体情况</h2></ol>", ["一、总体情况"]),
    ],
)
def test_the_numbers_of_lists_are_text(source: str, expected: list[str]) -> None:
    assert texts(blocks(source)) == expected


def test_headings_that_are_never_closed_are_no_headings() -> None:
    found = blocks(f"<h2>一、总体情况<p>{'本机关认真执行条例。' * 30}</p><table><tr><td>a<td>1<tr><td>b<td>2</table>")
    assert not any(isinstance(block, Heading) for block in found)
    assert texts(found)[0] == "一、总体情况"


def test_lines_with_upright_lines_make_a_table_and_links_do_not() -> None:
    found = blocks("<p>首页 | 政务公开 | 互动</p><div><p>规章|0|0|0</p><p>文件|1||2</p></div>")
    assert found[0] == Paragraph("首页 | 政务公开 | 互动")
    assert rows(found[1]) == [["规章", "0", "0", "0"], ["文件", "1", "", "2"]]


def test_preformatted_text_is_read_line_by_line() -> None:
    found = blocks("<pre>一、总体情况\n无<br>规章\t0\t1\n文件\t2\t3</pre>")
    assert texts(found) == ["一、总体情况", "无"]
    assert rows(found[2]) == [["规章", "0", "1"], ["文件", "2", "3"]]


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type
content="text/html; charset=gb2312"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument>
</xml><![endif]--><style><!-- p.MsoNormal {mso-style-parent:""} --></style></head><body lang=ZH-CN>
<p class=MsoNormal align=center><b><span style='font-size:22.0pt;mso-hansi-font-family:宋体'>示例县年度报
告<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoListParagraph><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>建立机制<span
style='mso-hide:all'>暗</span></p>
<table class=MsoNormalTable border=1><tr style='mso-yfti-irow:0'><td width=66 rowspan=2
style='border:solid windowtext 1.0pt;mso-border-alt:none'><p class=MsoNormal><span
style='color:black'>规章<o:p></o:p></span></p></td><td><p class=MsoNormal>0</p></td></tr><tr><td><p
class=MsoNormal><span lang=EN-US>1,208</span></p></td></tr></table></body></html>"""


def test_what_word_saves_as_a_page_is_read() -> None:
    page = read(WORD.encode("gbk"), "html")
    assert texts(page.blocks)[0] == "示例县年度报告"
    assert "".join(texts(page.blocks)[1].split()) == "1.建立机制"
    assert page.blocks[2] == Table(((Cell("规章", rowspan=2), Cell("0")), (Cell("1,208"),)))
    assert "“暗”" in page.notes[0]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<title>甲\n 乙</title>", "甲乙"),
        ("<title>甲</title><meta property='og:title' content='乙'>", "乙"),
        ("<meta name=articletitle content='丙'><title>甲</title>", "丙"),
        ("<p>无", ""),
    ],
)
def test_what_a_page_calls_itself(source: str, title: str) -> None:
    assert read_page(source, "html").title == title


def test_a_frame_page_is_refused_with_what_to_do() -> None:
    with pytest.raises(DocumentError, match="框架") as refused:
        read(b"<html><frameset cols='20%,*'><frame src=a.html></frameset></html>", "html")
    assert "正文" in refused.value.hint


@pytest.mark.parametrize(
    "source", ["", "<", "<table>", "<table><tr>", "<td>x", "</p>", "<!--", "<body><table><tr><td", "\0"]
)
def test_pieces_of_a_page_are_read_as_far_as_they_go(source: str) -> None:
    assert [block.text for block in blocks(source) if isinstance(block, Paragraph)] in ([], ["x"], ["<"], ["\ufffd"])


def test_a_page_cut_off_anywhere_is_read_up_to_there() -> None:
    data = PAGE.encode("gb18030")
    for end in range(700, len(data), 37):
        assert read(data[:end], "html").format == "html"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<div>" * 100_000, "嵌套太深"),
        ("<div>" * 600, "嵌套太深"),
        ("<table><tr><td>" * 300 + "1", "嵌套太深"),
        ("<table><tr><td>a<td>" + "<b>" * 600, "嵌套太深"),
        ("<table>" + "<tr>" + "<td>1" * 1_000_000, "标记太多"),
        ("<table><tr>" + "<td colspan=100>1" * 3_000, "表格太大"),
        ("<p " + " ".join(f"a{number}" for number in range(100_000)) + ">", "属性"),
        ("<p a='" + "<p>" * 10 + "' " + " ".join(f"a{number}='>'" for number in range(50_000)) + ">", "属性"),
        (("<p " + " ".join(f"a{number}" for number in range(190)) + ">") * 25_000, "属性"),
        ("<select>" + "<option>" * 100_000, "下拉列表"),
    ],
)
def test_what_would_take_for_ever_is_refused(source: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as refused:
        blocks(source)
    assert refused.value.hint


def test_two_hundred_megabytes_are_refused_unread() -> None:
    with pytest.raises(DocumentError, match="200 MB"):
        read(bytes(200 * 1024 * 1024), "html")


@pytest.mark.parametrize(
    "noise",
    [
        "<script>if (a < b) document.write('<div a=\"');</script>",
        '<!-- <div a=" -->',
        "<style>p > a { content: '<div>' }</style>",
        "<svg><path d='M0 0'/><g><path/></g></svg>",
        "<textarea><div a='</textarea>",
        "<p title='a > b'><br><img src=x><font><font>",
        "<b><div></b></div>",
        "<p><p><li><li><td><tr>",
    ],
)
def test_a_large_page_is_read_as_a_small_one_would_be(noise: str) -> None:
    page = f"<h1>标题</h1>{noise}<p>第一段</p><table><tr><td>规章<td>1<tr><td>文件<td>2</table>"
    large = page + "<p>末段</p>" + "<i></i>" * 11_000
    assert blocks(large) == [*blocks(page), Paragraph("末段")]


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "<ol>",
                "<li>",
                "<h2>",
                "</h2>",
                "<br>",
                "<b>",
                "</div>",
                "<div>",
                "<pre>",
                "</pre>",
                "<caption>",
                "&nbsp;",
                "规章",
                "12",
                "|",
                " ",
                "\n",
                "<!--",
                "-->",
            ]
        )
    )
)
def test_any_page_is_read_without_losing_its_text(tokens: list[str]) -> None:
    source = "".join(tokens)
    seen = source
    while "<!--" in seen:
        before, _, after = seen.partition("<!--")
        seen = before + (after.partition("-->")[2] if "-->" in after else "")
    found = "".join(
        "".join("".join(row) for row in rows(block)) if isinstance(block, Table) else block.text
        for block in blocks(source)
    )
    for word in ("规章", "12"):
        assert found.count(word) == seen.count(word)


def test_a_page_with_several_tables_draws_none_with_upright_lines() -> None:
    table = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    lines = "<p>规章 | 3 | 4</p><p>许可 | 5 | 6</p>"
    drawn = [type(block).__name__ for block in read((table * 2 + lines).encode(), "html").blocks]
    prose = [type(block).__name__ for block in read((table * 3 + lines).encode(), "html").blocks]
    assert drawn == ["Table"] * 3
    assert prose == ["Table"] * 3 + ["Paragraph"] * 2
