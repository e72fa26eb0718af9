"""Word: what a clerk hands in looks as GB/T 9704 has it, Word opens it, and it says what the blocks say."""

from __future__ import annotations

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers.docx import write
from reportwizard.writers.docx_xml import plain
from reportwizard.writers.grid import squares
from reportwizard.writers.layout import wrap
from support.generated import TROUBLE, reports
from support.word import W, body, cells, disorder, part, parts, text, value

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

NASTY = [
    *TROUBLE,
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" }',
    "{ INCLUDETEXT http://example.invalid }",
    "]]><w:p/>",
    "&lt;&#65;&",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    '<w:hyperlink r:id="rId9">点</w:hyperlink>',
    "_x000D_",
    "a\x00b\x1b[31m\x7f",
    "\ud800半",
    "非\ufffe\uffff\ufdd0\U0001ffff字",
    "一\n二\t三",
    "𠀀👨\u200d👩\u0301",
    "x" * 5000,
    "政" * 5000,
]


def open_word(data: bytes) -> Document:
    return Document(BytesIO(data))


def table_of(data: bytes) -> etree._Element:
    return next(block for block in body(data) if block.tag == W + "tbl")


def expected(table: Table) -> list[tuple[int, int, int, int, str]]:
    owners = {owner for row in squares(table) for owner in row}
    return sorted((o.row, o.column, o.rowspan, o.colspan, plain(o.cell.text)) for o in owners)


def assert_says(data: bytes, blocks: tuple[Block, ...]) -> None:
    """The document holds the blocks, all of them and in their order, and nothing else."""
    found = [
        cells(each) if each.tag == W + "tbl" else text(each)
        for each in body(data)
        if each.tag == W + "tbl" or text(each)
    ]
    wanted: list[object] = []
    for block in blocks:
        wanted += [expected(block)] if isinstance(block, Table) else [plain(block.text)] * bool(plain(block.text))
    assert found == wanted


# ---- what it says


def test_the_document_is_the_blocks(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        assert_says(write(typeset(report)), typeset(report))


@given(report=reports())
@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
def test_whatever_the_report_the_document_is_its_blocks_and_in_order(report: Report) -> None:
    data = write(typeset(report))
    assert_says(data, typeset(report))
    assert list(disorder(part(data, "document"))) == []


@st.composite
def odd_tables(draw: st.DrawFn) -> Table:
    """Any table: spans beyond the edge, ragged rows, more labels than columns, heads that reach into the body."""
    cell = st.builds(
        Cell,
        st.sampled_from(["", "规章", "7", "一\n二", "12345678", "其他法律行政法规禁止公开"]),
        rowspan=st.integers(1, 4),
        colspan=st.integers(1, 4),
        number=st.none() | st.integers(0, 9),
        header=st.booleans(),
    )
    rows = draw(st.lists(st.lists(cell, max_size=5).map(tuple), max_size=5))
    return Table(tuple(rows), draw(st.integers(0, 6)), draw(st.integers(0, 9)))


@given(table=odd_tables())
@settings(max_examples=150, deadline=None)
def test_a_table_of_any_shape_is_the_grid_it_is(table: Table) -> None:
    data = write([table])
    grid = squares(table)
    tables = [block for block in body(data) if block.tag == W + "tbl"]
    assert len(tables) == (1 if grid and grid[0] else 0)
    for made in tables:
        assert cells(made) == expected(table)
        assert len(made.findall(W + "tr")) == len(table.rows)
        widths = [int(column.get(W + "w") or 0) for column in made.iter(W + "gridCol")]
        assert sum(widths) == 8844
        assert min(widths) > 0
    assert list(disorder(part(data, "document"))) == []


def test_no_text_comes_alive() -> None:
    blocks = (
        Heading(NASTY[0], 1),
        *(Heading(each, 2) for each in NASTY),
        *map(Paragraph, NASTY),
        Table(tuple((Cell(each, header=True), Cell(each)) for each in NASTY), 1, 1),
    )
    data = write(blocks)
    assert_says(data, blocks)
    names = {etree.QName(each).localname for each in part(data, "document").iter(etree.Element)}
    assert names.isdisjoint({"instrText", "fldSimple", "fldChar", "hyperlink", "object", "altChunk", "tab"})
    for name, content in parts(data).items():
        assert name.endswith((".xml", ".rels"))
        assert b"TargetMode" not in content
        assert b"<!DOCTYPE" not in content


def test_what_xml_cannot_hold_is_left_out() -> None:
    (made,) = body(write([Paragraph("甲\x00\x08乙\ud800丙\udfff丁\ufffe戊\ufdd0己\U0010ffff庚\u202e辛\tA\nB")]))
    assert text(made) == "甲乙丙丁戊己庚辛 A B"


def test_space_inside_a_text_stays() -> None:
    (made,) = body(write([Paragraph("（一）公开。  两个空格　一个全角")]))
    assert text(made) == "（一）公开。  两个空格　一个全角"
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert {each.get(space) for each in made.iter(W + "t")} == {"preserve"}


@pytest.mark.parametrize("blocks", [(), (Heading(" ", 1), Paragraph("\x00"), Table(()))])
def test_nothing_is_one_empty_paragraph(blocks: tuple[Block, ...]) -> None:
    data = write(blocks)
    assert [(each.tag, text(each)) for each in body(data)] == [(W + "p", "")]
    assert open_word(data).core_properties.title == ""


def test_between_and_after_tables_stands_a_paragraph() -> None:
    """Two tables that touch are one table for Word."""
    table = Table(((Cell("1"),),))
    assert [each.tag for each in body(write([table, table]))] == [W + "tbl", W + "p"] * 2


def test_a_table_that_word_cannot_open_is_refused() -> None:
    write([Table((tuple(Cell("1") for _ in range(63)),))])
    with pytest.raises(DocumentError, match="64 列"):
        write([Table((tuple(Cell("1") for _ in range(64)),))])


# ---- the file


def test_every_part_has_its_elements_in_words_order(city: Report) -> None:
    data = write(typeset(city))
    for name in ("document", "styles", "settings", "fontTable", "footer1", "footer2"):
        assert list(disorder(part(data, name))) == []


def test_every_part_is_declared_and_related(city: Report) -> None:
    found = parts(write(typeset(city)))
    types = etree.fromstring(found["[Content_Types].xml"])
    declared = {each.get("PartName") for each in types if each.get("PartName")}
    assert declared == {f"/{name}" for name in found if name.endswith(".xml") and name != "[Content_Types].xml"}
    related = {"word/" + each.get("Target", "") for each in etree.fromstring(found["word/_rels/document.xml.rels"])}
    assert related == {f"word/{name}.xml" for name in ("styles", "settings", "fontTable", "footer1", "footer2")}


def test_the_same_blocks_are_the_same_bytes_at_any_time(city: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write(typeset(city))
    monkeypatch.setattr(time, "time", lambda: 2e9)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert write(typeset(city)) == before
    with ZipFile(BytesIO(before)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_title_is_known_and_no_person_and_no_date(city: Report) -> None:
    properties = open_word(write(typeset(city))).core_properties
    assert properties.title == city.full_title
    assert properties.language == "zh-CN"
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert (properties.created, properties.modified) == (None, None)


def test_a_very_long_title_is_cut_in_the_properties_only() -> None:
    data = write([Heading("政" * 300, 1)])
    assert open_word(data).core_properties.title == "政" * 255
    assert text(body(data)[0]) == "政" * 300


# ---- the page


def test_the_page_is_that_of_gb_9704() -> None:
    (section,) = open_word(write([Paragraph("一")])).sections
    lengths = {
        "page_width": 210,
        "page_height": 297,
        "top_margin": 37,
        "bottom_margin": 35,
        "left_margin": 28,
        "right_margin": 26,
    }
    for name, millimetres in lengths.items():
        assert abs(getattr(section, name) - Mm(millimetres)) < Mm(0.05), name
    assert section.page_width - section.left_margin - section.right_margin == 8844 * 635  # twips, in English Metric


def test_page_numbers_stand_on_the_outer_side() -> None:
    data = write([Paragraph("一")])
    document = open_word(data)
    assert document.settings.odd_and_even_pages_header_footer
    (section,) = document.sections
    for footer, name, side, align in (
        (section.footer, "footer1", "right", WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, "footer2", "left", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment == align
        assert paragraph.text in {"— 1 —", "— 2 —"}
        assert paragraph.style.font.size == Pt(14)
        assert paragraph.style.font.name == "宋体"
        root = part(data, name)
        assert [each.text for each in root.iter(W + "instrText")] == [" PAGE "]
        kinds = [each.get(W + "fldCharType") for each in root.iter(W + "fldChar")]
        assert kinds == ["begin", "separate", "end"]
        assert value(root, "p/pPr/ind", f"{side}Chars") == "100"


@pytest.mark.parametrize(
    ("name", "font", "size", "align"),
    [
        ("Title", "方正小标宋简体", 22, "center"),
        ("Heading 1", "黑体", 16, "both"),
        ("Heading 2", "楷体_GB2312", 16, "both"),
        ("Body Text", "仿宋_GB2312", 16, "both"),
        ("表格文字", "宋体", 10.5, "left"),
        ("表格行名", "宋体", 10.5, "left"),
        ("表格数字", "宋体", 10.5, "center"),
        ("表头", "宋体", 10.5, "center"),
    ],
)
def test_the_styles_are_those_of_gb_9704(name: str, font: str, size: float, align: str) -> None:
    """What a style does not say itself it has from the one it is based on."""
    style = open_word(write([Paragraph("一")])).styles[name]
    chain = [style]
    while chain[-1].base_style is not None:
        chain.append(chain[-1].base_style)

    def said(path: str, attribute: str = "val") -> str | None:
        return next((found for each in chain if (found := value(each.element, path, attribute)) is not None), None)

    assert said("rPr/rFonts", "eastAsia") == font
    assert said("rPr/sz") == said("rPr/szCs") == str(int(size * 2))
    assert said("pPr/jc") == align
    running = name in {"Heading 1", "Heading 2", "Body Text"}
    assert said("pPr/ind", "firstLineChars") == ("200" if running else None)
    if running:
        assert (said("pPr/spacing", "line"), said("pPr/spacing", "lineRule")) == ("560", "exact")


def test_headings_are_found_by_navigation_and_are_black() -> None:
    styles = open_word(write([Paragraph("一")])).styles
    for level in (1, 2, 3):
        assert value(styles[f"Heading {level}"].element, "pPr/outlineLvl") == str(level - 1)
        assert value(styles[f"Heading {level}"].element, "rPr/color") == "000000"
    levels = [Heading(str(level), level) for level in (1, 2, 3, 4, 5, 9)]
    paragraphs = open_word(write(levels)).paragraphs
    names = ["Title", "Heading 1", "Heading 2", "Heading 3", "Heading 3", "Heading 3"]
    assert [each.style.name for each in paragraphs] == names


def test_every_font_is_named_in_full_and_has_a_fallback(city: Report) -> None:
    data = write(typeset(city))
    used = set()
    for fonts in part(data, "styles").iter(W + "rFonts"):
        named = {fonts.get(W + script) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert None not in named
        used |= named
    for content in parts(data).values():
        assert b"Theme" not in content
        assert b"<w:embed" not in content
    fallbacks = {each.get(W + "name"): value(each, "altName") for each in part(data, "fontTable")}
    assert set(fallbacks) == used
    assert fallbacks["方正小标宋简体"] == "宋体"
    assert fallbacks["仿宋_GB2312"] == "仿宋"
    assert fallbacks["楷体_GB2312"] == "楷体"


def test_the_language_is_chinese() -> None:
    data = write([Paragraph("一")])
    assert value(part(data, "styles"), "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-CN"
    assert value(part(data, "settings"), "themeFontLang", "eastAsia") == "zh-CN"


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("（一）主动公开。全年公开信息3件。", "（一）主动公开。"),
        ("（十二）监督保障：开展培训。", "（十二）监督保障："),
        ("(二)依申请公开。没有。", "(二)依申请公开。"),
        ("（三）平台建设", "（三）平台建设"),
        ("（一）" + "很长" * 20 + "。后面", ""),
        ("本年（一）主动公开。", ""),
        ("（甲）主动公开。", ""),
        ("（一）。", ""),
    ],
)
def test_a_heading_that_opens_a_paragraph_is_in_kaiti(line: str, opening: str) -> None:
    (made,) = body(write([Paragraph(line)]))
    kaiti = [each for each in made.iter(W + "r") if value(each, "rPr/rStyle") == "RunInHeading"]
    assert "".join(map(text, kaiti)) == opening
    assert text(made) == line
    fonts = {each.get(W + "styleId"): value(each, "rPr/rFonts", "eastAsia") for each in part(write([]), "styles")}
    assert fonts["RunInHeading"] == "楷体_GB2312"


def test_a_title_longer_than_a_line_is_broken_behind_its_year(city: Report) -> None:
    (made, *_) = body(write(typeset(replace(city, agency="示例省示例市示例县发展和改革局"))))
    assert [text(each) for each in made.iter(W + "r")] == [
        "示例省示例市示例县发展和改革局2025年",
        "政府信息公开工作年度报告",
    ]
    assert [each.find(W + "br") is not None for each in made.iter(W + "r")] == [False, True]
    spaced = Heading("a b " * 30, 1)
    assert text(body(write([spaced]))[0]) == plain(spaced.text)


def test_what_belongs_together_stays_on_one_page() -> None:
    table = Table(((Cell("1"),),))
    blocks = [
        Paragraph("（一）主动公开"),
        Paragraph("（二）其他。有。"),
        Paragraph("情况如下："),
        table,
        Paragraph("长" * 90),
        table,
    ]
    kept = [value(each, "pPr/keepNext", "val") is not None or each.find(f"{W}pPr/{W}keepNext") is not None
            for each in body(write(blocks)) if text(each) and each.tag == W + "p"]  # fmt: skip
    assert kept == [True, False, True, False]


def test_no_line_is_torn_apart_before_an_address() -> None:
    plainly, address = body(write([Paragraph("全年3件"), Paragraph("见https://www.example.gov.cn/zwgk/index.html")]))
    assert (value(plainly, "pPr/jc"), value(address, "pPr/jc")) == (None, "left")


# ---- tables


def test_heads_come_again_and_rows_stay_whole(city: Report) -> None:
    tables = [each for each in body(write(typeset(city))) if each.tag == W + "tbl"]
    wanted = [block for block in typeset(city) if isinstance(block, Table)]
    assert [each.header_rows for each in wanted] == [0, 3, 3]
    for made, table in zip(tables, wanted, strict=True):
        rows = made.findall(W + "tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads == [y < table.header_rows for y in range(len(rows))]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_head_that_reaches_into_the_body_does_not_come_again() -> None:
    """Word drops the repetition of all rows, or tears the cell."""
    rows = ((Cell("甲", rowspan=2, header=True), Cell("乙", header=True)), (Cell("1"),), (Cell("丙"), Cell("2")))
    assert table_of(write([Table(rows, header_rows=1)])).find(f".//{W}tblHeader") is None


def test_tables_are_described(city: Report) -> None:
    made = [each for each in body(write(typeset(city))) if each.tag == W + "tbl"]
    captions = [value(each, "tblPr/tblCaption") for each in made]
    assert captions == [city.edition.section(name).heading for name in ("proactive", "applications", "challenges")]
    looks = [(value(each, "tblPr/tblLook", "firstRow"), value(each, "tblPr/tblLook", "firstColumn")) for each in made]
    assert looks == [("0", "1"), ("1", "1"), ("1", "0")]
    assert value(table_of(write([Table(((Cell("1"),),))])), "tblPr/tblCaption") is None


def test_table_lines_are_single() -> None:
    data = write([Table(((Cell("1"),),))])
    assert value(table_of(data), "tblPr/tblStyle") == "TableGrid"
    (style,) = [each for each in part(data, "styles") if each.get(W + "styleId") == "TableGrid"]
    borders = style.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert [each.get(W + "val") for each in borders] == ["single"] * 6


def test_what_a_cell_is_decides_how_it_stands(city: Report) -> None:
    applications = [each for each in body(write(typeset(city))) if each.tag == W + "tbl"][1]
    styles = {text(each): value(each, "p/pPr/pStyle") for each in applications.iter(W + "tc") if text(each)}
    assert styles["自然人"] == styles["三、本年度办理结果"] == "TableHeading"
    assert styles["1.属于国家秘密"] == styles["（一）予以公开"] == "TableLabel"
    assert styles["13612"] == "TableFigure"
    words = table_of(write([Table(((Cell("改动"), Cell("3", number=3)),))]))
    assert [value(each, "p/pPr/pStyle") for each in words.iter(W + "tc")] == ["TableText", "TableFigure"]


def test_a_small_group_and_a_caption_stay_with_what_follows(city: Report) -> None:
    proactive, applications, _ = [each for each in body(write(typeset(city))) if each.tag == W + "tbl"]

    def kept(table: etree._Element) -> list[bool]:
        rows = table.findall(W + "tr")
        keeps = [[each.find(f"{W}p/{W}pPr/{W}keepNext") is not None for each in row.iter(W + "tc")] for row in rows]
        assert all(len(set(each)) == 1 for each in keeps)
        return [each[0] for each in keeps]

    for table in (proactive, applications):
        assert kept(table) == [True] * (len(kept(table)) - 1) + [False], "what fits a page stands on one"
    rows = [(Cell("组", rowspan=3, header=True), Cell("甲", header=True)), *[(Cell("乙", header=True),)] * 2]
    labelled = tuple((*row, Cell("1", number=1)) for row in rows)
    (long,) = [each for each in body(write([Table(labelled * 20, 0, 2)])) if each.tag == W + "tbl"]
    assert kept(long) == [True, True, False] * 20


# ---- no figure is torn


def assert_figures_stay_whole(data: bytes) -> None:
    """Every figure fits its cell, in digits half as wide as they are high; every table fills the page."""
    for table in (each for each in body(data) if each.tag == W + "tbl"):
        widths = [int(each.get(W + "w") or 0) for each in table.iter(W + "gridCol")]
        assert sum(widths) == 8844
        margins = sum(int(value(table, f"tblPr/tblCellMar/{side}", "w") or 0) for side in ("left", "right"))
        for row in table.findall(W + "tr"):
            x = 0
            for cell in row.findall(W + "tc"):
                span = int(value(cell, "tcPr/gridSpan") or 1)
                width = sum(widths[x : x + span])
                assert int(value(cell, "tcPr/tcW", "w") or 0) == width
                x += span
                if text(cell).replace(".", "").replace("-", "").isdecimal():
                    size = int(value(cell, "p/r/rPr/sz") or 21)
                    assert len(text(cell)) * size * 5 <= width - margins, text(cell)


def every(report: Report, figure: int) -> Report:
    typed = [path for path, cell in report.edition.cells.items() if not cell.computed]
    return replace(report, figures=dict.fromkeys(typed, figure), stated={})


@pytest.mark.parametrize("figure", [0, 9999, 99_999, 99_999_999])
def test_no_figure_is_torn_however_wide_all_are(zeros: Report, figure: int) -> None:
    assert_figures_stay_whole(write(typeset(every(zeros, figure))))


@given(report=reports())
@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
def test_no_figure_is_torn(report: Report) -> None:
    assert_figures_stay_whole(write(typeset(report)))


def test_a_figure_wider_than_the_page_leaves_room_for_the_others() -> None:
    row = [Cell("9" * 5000, number=9)] * 3 + [Cell("1", number=1)] * 60
    (made,) = [each for each in body(write([Table((tuple(row),))])) if each.tag == W + "tbl"]
    widths = [int(each.get(W + "w") or 0) for each in made.iter(W + "gridCol")]
    assert sum(widths) == 8844
    assert min(widths) > 0


@pytest.mark.parametrize("figure", [0, 1234, 12_345, 99_999_999])
def test_heads_and_groups_never_stand_one_character_on_a_line(zeros: Report, figure: int) -> None:
    for table in (each for each in body(write(typeset(every(zeros, figure)))) if each.tag == W + "tbl"):
        for cell in table.iter(W + "tc"):
            if value(cell, "p/pPr/pStyle") == "TableHeading" and text(cell):
                size = int(value(cell, "p/r/rPr/sz") or 21)
                room = int(value(cell, "tcPr/tcW", "w") or 0) - 56 - 2 * int(value(cell, "p/pPr/ind", "left") or 0)
                pieces = [text(each) for each in cell.iter(W + "r")]
                lines = [line for piece in pieces for line in wrap(piece, room // (5 * size))]
                assert len(lines) == 1 or min(map(len, lines)) > 1, lines


def test_the_text_of_a_table_becomes_smaller_as_a_whole(zeros: Report) -> None:
    tables = [each for each in body(write(typeset(every(zeros, 99_999_999)))) if each.tag == W + "tbl"]
    for table, least in zip(tables, (21, 14, 11), strict=True):
        sizes = {value(each, "rPr/sz") or "21" for each in table.iter(W + "r")}
        assert len(sizes) == 1
        assert int(sizes.pop()) >= least


def test_a_long_text_in_the_place_of_a_figure_takes_no_room_from_the_heads(city: Report) -> None:
    city.figures["applications.received.natural_person"] = "本年度没有收到申请，原因说明见附件" * 5
    city.figures["challenges.reconsideration.upheld"] = "/"
    made = [each for each in body(write(typeset(city))) if each.tag == W + "tbl"]
    styles = {text(each): value(each, "p/pPr/pStyle") for table in made for each in table.iter(W + "tc")}
    assert styles["/"] == styles["本年度没有收到申请，原因说明见附件" * 5] == "TableFigure"
    widths = [int(each.get(W + "w") or 0) for each in made[1].iter(W + "gridCol")]
    assert min(widths[3:]) > 2 * 210


def test_figures_shrink_only_where_they_must(city: Report, zeros: Report) -> None:
    for report in (city, zeros):
        assert part(write(typeset(report)), "document").find(f".//{W}sz") is None
    assert part(write(typeset(every(zeros, 99_999_999))), "document").find(f".//{W}sz") is not None


def test_columns_of_figures_are_of_one_width(zeros: Report) -> None:
    tables = [each for each in body(write(typeset(zeros))) if each.tag == W + "tbl"]
    widths = [[int(each.get(W + "w") or 0) for each in table.iter(W + "gridCol")] for table in tables]
    assert max(widths[1][4:9]) - min(widths[1][4:9]) == 0
    assert widths[1][3] >= widths[1][4], "but for the head of three characters"
    assert max(widths[2][:14]) - min(widths[2][:14]) == 0
